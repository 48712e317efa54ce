"""What the tests of documents share: a folder to work in, TAP, the program, pages of a pdf as their words with their boxes."""
import os, re, shutil, subprocess, tempfile
import xml.etree.ElementTree as ElementTree

POINTS = 72 / 25.4  # of a millimetre
program = os.path.abspath(os.environ.get("KETNGHIA") or os.path.join(os.path.dirname(__file__), "../../build/src/ketnghia"))
work = tempfile.mkdtemp()
tests = failures = 0


def check(value, name, why=""):
    global tests, failures
    tests += 1
    failures += not value
    print("%s %d - %s" % ("ok" if value else "not ok", tests, name))
    if not value and why:
        print("# " + str(why).replace("\n", "\n# "))


def end():
    """The plan, and what the script exits with."""
    print("1..%d" % tests)
    shutil.rmtree(work)
    return failures > 0


def run(*words):
    return subprocess.run(words, cwd=work, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True, timeout=200).stdout.decode(errors="replace")


def pages_of(pdf):
    """Each page as its size and its words with their boxes, in points."""
    box = ElementTree.fromstring(re.sub(r' xmlns="[^"]*"', "", run("pdftotext", "-bbox", pdf, "-")))
    return [(float(page.get("width")), float(page.get("height")),
             [(word.text or "", *(float(word.get(side)) for side in ("xMin", "yMin", "xMax", "yMax"))) for word in page.iter("word")])
            for page in box.iter("page")]
