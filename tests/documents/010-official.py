#!/usr/bin/env python3
"""Opens the official documents of the demo in LibreOffice and looks at their pages (Decree 30/2020/ND-CP, annex I):
paper A4, margins 20-25, 20-25, 30-35, 15-20 mm, fonts, what stands on them, page numbers, nothing wider than the page.
"""
import os, re, sys, zipfile
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from pages import POINTS, check, end, pages_of, program, run, work


def look(name, texts):
    pages = pages_of(name + ".pdf")
    plain = " ".join(run("pdftotext", "-layout", name + ".pdf", "-").split())
    width, height, _ = pages[0]
    check(abs(width - 210 * POINTS) < 2 and abs(height - 297 * POINTS) < 2, name + ": A4", (width, height))
    outside = [word for width, height, words in pages for word in words
               if word[1] < 29.5 * POINTS or word[3] > width - 14.5 * POINTS or word[4] > height - 19.5 * POINTS]
    check(not outside, name + ": nothing stands in the margins", outside[:5])
    numbers = [[word[0] for word in words if word[4] < 20 * POINTS] for _, _, words in pages]
    check(numbers == [[]] + [[str(n)] for n in range(2, len(pages) + 1)], name + ": pages are numbered from the second, above the text", numbers)
    check(len([word for word in pages[-1][2] if word[2] > 20 * POINTS]) > 0, name + ": the last page is not empty")
    fonts = {line.split()[0].split("+")[-1] for line in run("pdffonts", name + ".pdf").splitlines()[2:]}
    check(all(re.match(r"(Liberation|Times|OpenSymbol|DejaVu)", font) for font in fonts) and any("Serif" in font or "Times" in font for font in fonts),
          name + ": the font is Times New Roman or what stands in for it", fonts)
    for text in texts:
        check(text in plain, "%s: says %s" % (name, text), plain[:1500])


def main():
    run(program, "demo", "d")
    joint = ("report", "joint", "--from", "2020-01-01", "--to", "2020-07-31", "--format", "docx")
    for office in ("haugiang", "kiengiang"):
        run(program, "--lang", "vi", "--file", "d/%s.ketnghia" % office, *joint, "-o", office + ".docx")
    run(program, "--lang", "en", "--file", "d/haugiang.ketnghia", *joint, "-o", "english.docx")
    run(program, "--lang", "vi", "--file", "d/haugiang.ketnghia", "report", "session", "--format", "docx", "-o", "minutes.docx")
    names = ["haugiang", "kiengiang", "english", "minutes"]
    run("soffice", "-env:UserInstallation=file://%s/profile" % work, "--headless", "--convert-to", "pdf", *[name + ".docx" for name in names])
    for name in names:
        with zipfile.ZipFile(os.path.join(work, name + ".docx")) as package:
            broken = package.testzip()
            for part in package.namelist():
                if part.endswith((".xml", ".rels")):
                    ElementTree.fromstring(package.read(part))
        check(broken is None, name + ": every part of the docx is whole and well-formed")
    run(program, "--lang", "vi", "--file", "d/kiengiang.ketnghia", "--unit", "KG-CD", "report", "members", "--from", "2020-01-01", "--to", "2020-07-31",
        "--format", "docx", "-o", "members.docx")
    with zipfile.ZipFile(os.path.join(work, "members.docx")) as package:
        text = package.read("word/document.xml").decode()
    row = text[text.rindex("<w:gridSpan"):]
    check("NGƯỜI LẬP" in row and text.count("NGƯỜI LẬP") == 1 and row.count("</w:tbl>") >= 2,
          "the signatures under a list are a row of it, so that no page begins with them", row[:600])
    state = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    total = "131 tỷ 583 triệu đồng"
    look("haugiang", [state, "Độc lập - Tự do - Hạnh phúc", "BÁO CÁO", "07 tháng đầu năm 2020", total, "60 tỷ 383 triệu đồng", "71,2 tỷ đồng",
                      "131.583.000.000", "Nơi nhận:", "Hậu Giang, ngày 12 tháng 8 năm 2020"])
    look("kiengiang", [state, total, "Kiên Giang, ngày 12 tháng 8 năm 2020"])
    look("english", [state, "REPORT", "VND 131,583 million", "131,583,000,000"])
    look("minutes", [state, "BIÊN BẢN", "Thời gian bắt đầu", "Đỗ Hoàng Sơn", "THƯ KÝ", "CHỦ TOẠ"])
    return end()


sys.exit(main())
