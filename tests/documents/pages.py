"""What the tests of documents share: pages of a pdf as their words with their boxes."""
import re, subprocess
import xml.etree.ElementTree as ElementTree

POINTS = 72 / 25.4  # of a millimetre


def run_in(folder, *words):
    return subprocess.run(words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True, timeout=200).stdout.decode(errors="replace")


def pages_of(folder, pdf):
    """Each page as its size and its words with their boxes, in points."""
    box = ElementTree.fromstring(re.sub(r' xmlns="[^"]*"', "", run_in(folder, "pdftotext", "-bbox", pdf, "-")))
    return [(float(page.get("width")), float(page.get("height")),
             [(word.text or "", *(float(word.get(side)) for side in ("xMin", "yMin", "xMax", "yMax"))) for word in page.iter("word")])
            for page in box.iter("page")]
