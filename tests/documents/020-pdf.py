#!/usr/bin/env python3
"""The program's own pdf beside what LibreOffice makes of its docx: the same words, on paper of the decree, with fonts
inside, the same bytes every time; long tables with their heads on every page, signatures never alone.
"""
import collections, os, re, sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from pages import POINTS, check, end, pages_of, program, run, work


def kn(*words):
    return run(program, "--lang", "vi", "--file", "d/haugiang.ketnghia", *words)


def words_of(name):
    """All words but the page numbers, each as often as it stands there. A word that a line breaks is joined again."""
    words = collections.Counter()
    for width, height, page in pages_of(name):
        words.update(word for word, _, top, _, bottom in page if bottom > 20 * POINTS)
    return words


def same_words(name):
    one, other = words_of(name + ".pdf"), words_of("lo/" + name + ".pdf")
    # Heads of tables stand again where a page ends, which is not the same place in both.
    numbers = [collections.Counter({word: n for word, n in words.items() if re.search("[0-9]", word)}) for words in (one, other)]
    check(set(one) == set(other) and numbers[0] == numbers[1], name + ": the same words and figures as the docx",
          "only here: %s\nonly there: %s" % (one - other, other - one))


def on_paper(name, left, right):
    pages = pages_of(name + ".pdf")
    outside = [word for width, height, words in pages for word in words
               if word[1] < left * POINTS - 11 or word[3] > width - (right - 5.5) * POINTS or word[4] > height - 19.5 * POINTS]
    check(not outside, name + ": nothing stands in the margins", outside[:5])
    numbers = [[word[0] for word in words if word[4] < 19 * POINTS] for _, _, words in pages]
    check(numbers == [[]] + [[str(n)] for n in range(2, len(pages) + 1)], name + ": pages are numbered from the second on", numbers[:4])
    fonts = [line.split() for line in run("pdffonts", name + ".pdf").splitlines()[2:]]
    check(fonts and all(re.search(r" yes +yes +yes ", " ".join(line)) for line in fonts), name + ": every font is inside and can be read out", fonts)
    return pages


def main():
    run(program, "demo", "d")
    os.mkdir(os.path.join(work, "lo"))
    half = ("--from", "2020-01-01", "--to", "2020-07-31")
    asked = {"joint": ("--unit", "HG-CD", "report", "joint", *half), "minutes": ("--unit", "HG-CD", "report", "session"),
             "news": ("--unit", "HG-CD", "report", "news"), "period": ("--unit", "HG", "report", "period", *half),
             "covenant": ("--unit", "HG-CD", "report", "covenant"), "receipt": ("--unit", "HG", "report", "receipt", *half),
             "statement": ("--unit", "HG", "report", "statement", *half), "emulation": ("--unit", "HG-CD", "report", "emulation", *half),
             "members": ("--unit", "HG-CD", "report", "members", *half), "fund": ("--unit", "HG-CD", "report", "passbook", *half)}
    for name, words in asked.items():
        for kind in ("docx", "pdf"):
            kn(*words, "--format", kind, "-o", "%s.%s" % (name, kind))
    run("soffice", "-env:UserInstallation=file://%s/profile" % work, "--headless", "--convert-to", "pdf", "--outdir", "lo",
        *[name + ".docx" for name in asked])
    for name in asked:
        same_words(name)
        on_paper(name, 35, 20)
    kn(*asked["joint"], "--format", "pdf", "-o", "again.pdf")
    with open(os.path.join(work, "joint.pdf"), "rb") as one, open(os.path.join(work, "again.pdf"), "rb") as other:
        check(one.read() == other.read(), "the same document is the same file")
    plain = " ".join(run("pdftotext", "-layout", "joint.pdf", "-").split())
    check("131 tỷ 583 triệu đồng (Hậu Giang 60 tỷ 383 triệu đồng; Kiên Giang 71,2 tỷ đồng)" in plain, "the total is read out as it stands", plain[-3000:])

    # A long list: heads on every page, whole rows, a sum that is not alone.
    with open(os.path.join(work, "long.csv"), "w", encoding="utf-8") as sheet:
        sheet.write("Ngày,Hoạt động,Lĩnh vực,Trạng thái,Trị giá\n")
        for i in range(600):
            title = "Hoạt động dòng%04d" % i + (" " + "rất dài và còn dài hơn nữa" * 3 if i % 50 == 7 else "")
            sheet.write("%d/%d/2020,%s,1,đã trao,%d\n" % (i % 28 + 1, i % 7 + 1, title, 1000 + i))
    run(program, "--file", "long.ketnghia", "init", "--unit", "HG", "--name", "Hội Chữ thập đỏ tỉnh Hậu Giang", "--kind", "chapter")
    run(program, "--file", "long.ketnghia", "import", "activity", "long.csv")
    run(program, "--lang", "vi", "--file", "long.ketnghia", "list", "activity", "--format", "pdf", "-o", "long.pdf")
    pages = on_paper("long", 30, 15) if pages_of("long.pdf")[0][0] > 700 else on_paper("long", 35, 20)
    check(len(pages) > 10, "a list of 600 rows takes its pages", len(pages))
    heads = [any(word[0] == "Trị" and word[2] < 60 * POINTS for word in words) for _, _, words in pages]
    check(all(heads), "the heads stand on every page", heads)
    stands = {word[0] for _, _, words in pages for word in words}
    lost = [n for n in range(600) if "dòng%04d" % n not in stands]
    check(not lost, "no row is lost", lost[:10])
    last = [word[0] for word in pages[-1][2]]
    check("Cộng" in last and sum(re.match(r"HG-\d", word) is not None for word in last) >= 2, "the sum stands below rows", last[:60])
    return end()


sys.exit(main())
