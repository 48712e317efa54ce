/* docx_package.c: the fixed parts of a docx (ECMA-376). Sizes are half points, lengths twentieths of a point.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/docx_package.h"

#include <string.h>

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define WORD "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

static const char content_types[] = XML
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" "
    "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Default Extension=\"bmp\" ContentType=\"image/bmp\"/>"
    "<Override PartName=\"/word/document.xml\" "
    "ContentType=\"application/"
    "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>"
    "<Override PartName=\"/word/settings.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>"
    "<Override PartName=\"/word/header.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>"
    "<Override PartName=\"/word/header_first.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\" "
    "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";

static const char package_relations[] = XML
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" OFFICE "/officeDocument\" Target=\"word/document.xml\"/>"
    "<Relationship Id=\"rId2\" "
    "Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
    "core-properties\" "
    "Target=\"docProps/core.xml\"/></Relationships>";

#define DOCUMENT_RELATIONS                                                                         \
    XML "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"   \
        "<Relationship Id=\"rId1\" Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/>"             \
        "<Relationship Id=\"rId2\" Type=\"" OFFICE "/header\" Target=\"header.xml\"/>"             \
        "<Relationship Id=\"rId3\" Type=\"" OFFICE "/header\" Target=\"header_first.xml\"/>"       \
        "<Relationship Id=\"rId4\" Type=\"" OFFICE "/settings\" Target=\"settings.xml\"/>"
static const char document_relations[] = DOCUMENT_RELATIONS "</Relationships>";
static const char document_relations_code[] =
    DOCUMENT_RELATIONS "<Relationship Id=\"" DOCX_CODE_RELATION "\" Type=\"" OFFICE
                       "/image\" Target=\"media/code.bmp\"/></Relationships>";

#define STYLE(id, name, paragraph, run)                                                            \
    "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"" id "\"><w:name w:val=\"" name \
    "\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>" paragraph "</w:pPr><w:rPr>" run         \
    "</w:rPr></w:style>"
#define SIZE(half) "<w:sz w:val=\"" half "\"/><w:szCs w:val=\"" half "\"/>"
#define TIGHT "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>"

/* Type sizes, spacing and weights of Decree 30/2020/NĐ-CP, appendix I, part I: heads 12 to 13, body 14, at least
 * 6 pt between paragraphs, first line 1.27 cm (720 twips), justified. */
#define CELL "<w:spacing w:before=\"20\" w:after=\"20\"/>"
#define CELL_HEAD "<w:keepNext/>" CELL "<w:jc w:val=\"center\"/>"
#define TABLE_STYLES                                                                               \
    STYLE("Cell", "Cell", CELL, SIZE("22"))                                                        \
    STYLE("CellSmall", "Cell of a table of many columns", CELL, SIZE("18"))                        \
    STYLE("CellHead", "Heading of a column", CELL_HEAD, "<w:b/>" SIZE("22"))                       \
    STYLE("CellHeadSmall", "Heading of one of many columns", CELL_HEAD, "<w:b/>" SIZE("18"))       \
    STYLE("Gap", "Gap before the signatures", "<w:keepNext/>" TIGHT, SIZE("20"))

static const char styles[] = XML
    "<w:styles " WORD "><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" "
    "w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\" w:eastAsia=\"Times New Roman\"/>" SIZE(
        "28") "<w:lang w:val=\"vi-VN\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
              "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name "
              "w:val=\"Normal\"/></w:style>" STYLE(
                  "Body", "Body of document",
                  "<w:spacing w:before=\"120\" w:after=\"0\" w:line=\"264\" w:lineRule=\"auto\"/>"
                  "<w:ind w:firstLine=\"720\"/><w:jc w:val=\"both\"/>",
                  "")
                  STYLE(
                      "Grounds", "Grounds",
                      "<w:spacing w:before=\"120\" w:after=\"0\"/><w:ind w:firstLine=\"720\"/>"
                      "<w:jc w:val=\"both\"/>",
                      "<w:i/>") "<w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name "
                                "w:val=\"heading 1\"/><w:basedOn w:val=\"Normal\"/>"
                                "<w:next "
                                "w:val=\"Body\"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing "
                                "w:before=\"120\" w:after=\"0\"/>"
                                "<w:ind w:firstLine=\"720\"/><w:jc w:val=\"both\"/><w:outlineLvl "
                                "w:val=\"0\"/></w:pPr><w:rPr><w:b/><w:caps/></w:rPr></w:style>"
                                "<w:style w:type=\"paragraph\" w:styleId=\"Heading2\"><w:name "
                                "w:val=\"heading 2\"/><w:basedOn w:val=\"Normal\"/>"
                                "<w:next "
                                "w:val=\"Body\"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing "
                                "w:before=\"120\" w:after=\"0\"/>"
                                "<w:ind w:firstLine=\"720\"/><w:jc w:val=\"both\"/><w:outlineLvl "
                                "w:val=\"1\"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>" STYLE(
                                    "Parent", "Parent organisation",
                                    TIGHT "<w:jc w:val=\"center\"/>",
                                    SIZE("24")) STYLE("Issuer", "Issuing organisation",
                                                      TIGHT "<w:jc w:val=\"center\"/>",
                                                      "<w:b/>" SIZE(
                                                          "24")) STYLE("Nation", "National title",
                                                                       TIGHT
                                                                       "<w:jc w:val=\"center\"/>",
                                                                       "<w:b/>" SIZE("24"))
                                    STYLE(
                                        "Motto", "National motto", TIGHT "<w:jc w:val=\"center\"/>",
                                        "<w:b/>" SIZE(
                                            "26")) STYLE("Number", "Number and code",
                                                         "<w:spacing w:before=\"120\" "
                                                         "w:after=\"0\"/><w:jc w:val=\"center\"/>",
                                                         SIZE("26"))
                                        STYLE("PlaceDate", "Place and date",
                                              "<w:spacing w:before=\"120\" w:after=\"0\"/><w:jc "
                                              "w:val=\"center\"/>",
                                              "<w:i/>" SIZE("26"))
                                            STYLE("Rule", "Rule",
                                                  "<w:spacing w:before=\"60\" w:after=\"60\" "
                                                  "w:line=\"60\" w:lineRule=\"exact\"/>"
                                                  "<w:jc w:val=\"center\"/>",
                                                  SIZE("4"))
                                                STYLE("DocType", "Type of document",
                                                      "<w:keepNext/><w:spacing w:before=\"360\" "
                                                      "w:after=\"0\"/><w:jc w:val=\"center\"/>",
                                                      "<w:b/>" SIZE(
                                                          "28")) STYLE("Subject", "Subject",
                                                                       "<w:keepNext/>" TIGHT
                                                                       "<w:jc w:val=\"center\"/>",
                                                                       "<w:b/>" SIZE("28"))
                                                    STYLE("Addressee", "Addressee",
                                                          "<w:spacing w:before=\"120\" "
                                                          "w:after=\"0\"/><w:jc w:val=\"center\"/>",
                                                          "")
                                                        TABLE_STYLES STYLE("Note", "Note",
                                                                           "<w:spacing "
                                                                           "w:before=\"60\" "
                                                                           "w:after=\"0\"/><w:jc "
                                                                           "w:val=\"both\"/>",
                                                                           SIZE("22"))
                                                            STYLE("SignTitle",
                                                                  "Title of the signer",
                                                                  "<w:keepNext/>" TIGHT
                                                                  "<w:jc w:val=\"center\"/>",
                                                                  "<w:b/>" SIZE("28"))
                                                                STYLE(
                                                                    "SignName",
                                                                    "Name of the signer",
                                                                    "<w:spacing w:before=\"1400\" "
                                                                    "w:after=\"0\"/><w:jc "
                                                                    "w:val=\"center\"/>",
                                                                    "<w:b/>" SIZE("28"))
                                                                    STYLE("RecipientHead",
                                                                          "Recipients",
                                                                          "<w:keepNext/>" TIGHT,
                                                                          "<w:b/><w:i/>" SIZE("24"))
                                                                        STYLE("Recipient",
                                                                              "Recipient", TIGHT,
                                                                              SIZE("22"))
                                                                            STYLE("PageNumber",
                                                                                  "Page number",
                                                                                  "<w:jc "
                                                                                  "w:val="
                                                                                  "\"center\"/>",
                                                                                  SIZE("26")) "</"
                                                                                              "w:"
                                                                                              "styl"
                                                                                              "es>";

static const char settings[] = XML
    "<w:settings " WORD "><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/><w:compat>"
    "<w:compatSetting w:name=\"compatibilityMode\" "
    "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>"
    "</w:compat></w:settings>";

static const char header[] = XML
    "<w:hdr " WORD
    "><w:p><w:pPr><w:pStyle w:val=\"PageNumber\"/></w:pPr><w:r><w:fldChar w:fldCharType=\"begin\"/>"
    "</w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r><w:r><w:fldChar "
    "w:fldCharType=\"separate\"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar "
    "w:fldCharType=\"end\"/></w:r></w:p></w:hdr>";

static const char header_first[] =
    XML "<w:hdr " WORD "><w:p><w:pPr><w:pStyle w:val=\"PageNumber\"/></w:pPr></w:p></w:hdr>";

bool
docx_package_add(Zip *zip, GBytes *code, GError **error)
{
    static const struct {
        const char *name;
        const char *text;
        gsize length;
    } parts[] = {
        {"[Content_Types].xml", content_types, sizeof content_types - 1},
        {"_rels/.rels", package_relations, sizeof package_relations - 1},
        {"word/styles.xml", styles, sizeof styles - 1},
        {"word/settings.xml", settings, sizeof settings - 1},
        {"word/header.xml", header, sizeof header - 1},
        {"word/header_first.xml", header_first, sizeof header_first - 1},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        if (!zip_add(zip, parts[i].name, parts[i].text, parts[i].length, error))
            return false;
    gsize length;
    const void *picture = code != NULL ? g_bytes_get_data(code, &length) : NULL;
    const char *relations = code != NULL ? document_relations_code : document_relations;
    return zip_add(zip, "word/_rels/document.xml.rels", relations, strlen(relations), error) &&
           (code == NULL || zip_add(zip, "word/media/code.bmp", picture, length, error));
}
