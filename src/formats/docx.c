/* docx.c: a document as a Word file in the layout of Decree 30/2020/NĐ-CP, written from scratch so that it stays
 * small and officers can edit it further. Lengths are twentieths of a point (twips).
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/markup.h"

#include "formats/docx_package.h"
#include "formats/format.h"
#include "formats/head.h"

/* A4 with the margins of the decree's own samples: left 35, right 20, top 25, bottom 20 mm. */
#define TEXT_WIDTH (11906 - 1985 - 1134)
#define HEAD_LEFT                                                                                  \
    3829 /* the samples' head table: issuer, nation; it reaches 199 into the left margin */
#define HEAD_RIGHT 5670
#define HEAD_INDENT (-199)
#define ACROSS_WIDTH 14286 /* between the margins of a page that lies across */
#define UPRIGHT_COLUMNS 7  /* more do not fit an upright page */
#define SIGN_LEFT 2994     /* the samples' foot table: recipients, signer */
#define SIGN_RIGHT 6290

static void
open_paragraph(Markup *m, const char *style)
{
    markup_print(m, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", style);
}

static void
write_text_run(Markup *m, const char *text, bool bold, bool italic)
{
    markup_raw(m, "<w:r>");
    if (bold || italic) {
        markup_raw(m, "<w:rPr>");
        if (bold)
            markup_raw(m, "<w:b/>");
        if (italic)
            markup_raw(m, "<w:i/>");
        markup_raw(m, "</w:rPr>");
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", 0);
    for (char **line = lines; *line != NULL; line++) {
        if (line != lines)
            markup_raw(m, "<w:br/>");
        markup_print(m, "<w:t xml:space=\"preserve\">%s</w:t>", *line);
    }
    markup_raw(m, "</w:r>");
}

static void
paragraph(Markup *m, const char *style, const char *text)
{
    if (text == NULL)
        return;
    open_paragraph(m, style);
    write_text_run(m, text, false, false);
    markup_raw(m, "</w:p>");
}

static void
write_runs(Markup *m, const GPtrArray *runs)
{
    for (guint i = 0; i < runs->len; i++) {
        const DocRun *run = g_ptr_array_index(runs, i);
        write_text_run(m, run->text, run->bold, run->italic);
    }
}

/* Rough width of a line in Times New Roman: capitals 0.69, small letters 0.46, spaces and signs 0.27 of the size.
 * Only the rules under a line are drawn by it. */
static int
line_width(const char *text, int points, bool bold)
{
    int thousandths = 0;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        thousandths += g_unichar_isupper(c) ? 690 : g_unichar_isalnum(c) ? 460 : 270;
    }
    return thousandths * points * 20 / 1000 * (bold ? 105 : 100) / 100;
}

/* A list of many columns lies across the page. */
static bool
lies_across(const Doc *doc)
{
    for (guint i = 0; doc->plain && i < doc->blocks->len; i++) {
        const DocBlock *block = g_ptr_array_index(doc->blocks, i);
        if (block->kind == DOC_TABLE && block->columns->len > UPRIGHT_COLUMNS)
            return true;
    }
    return false;
}

static int
text_room(const Doc *doc)
{
    return lies_across(doc) ? ACROSS_WIDTH : TEXT_WIDTH;
}

/* A rule of `width` under the line above, centred in `room`. */
static void
rule(Markup *m, int room, int width)
{
    gint64 indent = MAX(0, (room - width) / 2);
    markup_print(m,
                 "<w:p><w:pPr><w:pStyle w:val=\"Rule\"/><w:pBdr><w:top w:val=\"single\" w:sz=\"6\" "
                 "w:space=\"0\" "
                 "w:color=\"000000\"/></w:pBdr><w:ind w:left=\"%d\" w:right=\"%d\"/></w:pPr></w:p>",
                 indent, indent);
}

static void
open_layout_table(Markup *m, int left, int right, int indent)
{
    markup_print(
        m,
        "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblInd w:w=\"%d\" w:type=\"dxa\"/>"
        "<w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right "
        "w:w=\"0\" "
        "w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w=\"%d\"/><w:gridCol "
        "w:w=\"%d\"/>"
        "</w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>",
        (gint64)left + right, (gint64)indent, (gint64)left, (gint64)right);
}

static void
open_cell(Markup *m, int width)
{
    markup_print(m, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr>", (gint64)width);
}

static void
write_head(Markup *m, const Doc *doc)
{
    open_layout_table(m, HEAD_LEFT, HEAD_RIGHT, HEAD_INDENT);
    open_cell(m, HEAD_LEFT);
    paragraph(m, "Parent", doc->parent);
    int widest = 0;
    for (guint i = 0; i < doc->issuers->len; i++) {
        const char *issuer = g_ptr_array_index(doc->issuers, i);
        paragraph(m, "Issuer", issuer);
        widest = MAX(widest, line_width(issuer, 12, true));
    }
    /* One third to one half of the line's length, centred under it. */
    rule(m, HEAD_LEFT, MIN(widest, HEAD_LEFT) * 2 / 5);
    g_autofree char *number = head_number(doc);
    paragraph(m, "Number", number);
    markup_raw(m, "</w:tc>");
    open_cell(m, HEAD_RIGHT);
    paragraph(m, "Nation", NATION);
    paragraph(m, "Motto", MOTTO);
    rule(m, HEAD_RIGHT, line_width(MOTTO, 13, true)); /* as long as the motto */
    paragraph(m, "PlaceDate", doc->place_date);
    markup_raw(m, "</w:tc></w:tr></w:tbl>");
}

static void
write_title(Markup *m, const Doc *doc)
{
    paragraph(m, "DocType", doc->type);
    paragraph(m, "Subject", doc->subject);
    if (doc->subject != NULL)
        rule(m, text_room(doc), MIN(line_width(doc->subject, 14, true), text_room(doc)) * 2 / 5);
    for (guint i = 0; doc->addressees != NULL && i < doc->addressees->len; i++) {
        g_autofree char *line =
            g_strconcat("Kính gửi: ", g_ptr_array_index(doc->addressees, i), NULL);
        paragraph(m, "Addressee", line);
    }
}

static const char *
alignment(DocAlign align)
{
    return align == DOC_RIGHT ? "right" : align == DOC_CENTRE ? "center" : "left";
}

static void
write_table_cell(Markup *m, const DocColumn *column, const DocCell *cell, bool bold, int width)
{
    open_cell(m, width);
    markup_print(m, "<w:p><w:pPr><w:pStyle w:val=\"Cell\"/><w:jc w:val=\"%s\"/></w:pPr>",
                 alignment(column->align));
    for (guint i = 0; i < cell->runs->len; i++) {
        const DocRun *run = g_ptr_array_index(cell->runs, i);
        write_text_run(m, run->text, bold || run->bold, run->italic);
    }
    markup_raw(m, "</w:p></w:tc>");
}

static void
write_table(Markup *m, const DocBlock *table, int room)
{
    int shares = 0;
    for (guint c = 0; c < table->columns->len; c++)
        shares += MAX(1, ((const DocColumn *)g_ptr_array_index(table->columns, c))->width);
    g_autofree int *widths = g_new0(int, table->columns->len);
    markup_print(m, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblBorders>",
                 (gint64)room);
    static const char *const sides[] = {"top", "left", "bottom", "right", "insideH", "insideV"};
    for (gsize i = 0; i < G_N_ELEMENTS(sides); i++) {
        markup_raw(m, "<w:");
        markup_text(m, sides[i]);
        markup_raw(m, " w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>");
    }
    markup_raw(m, "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"60\" "
                  "w:type=\"dxa\"/>"
                  "<w:right w:w=\"60\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>");
    for (guint c = 0; c < table->columns->len; c++) {
        widths[c] = room *
                    MAX(1, ((const DocColumn *)g_ptr_array_index(table->columns, c))->width) /
                    MAX(1, shares);
        markup_print(m, "<w:gridCol w:w=\"%d\"/>", (gint64)widths[c]);
    }
    markup_raw(m, "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (guint c = 0; c < table->columns->len; c++) {
        open_cell(m, widths[c]);
        paragraph(m, "CellHead", ((const DocColumn *)g_ptr_array_index(table->columns, c))->title);
        markup_raw(m, "</w:tc>");
    }
    markup_raw(m, "</w:tr>");
    for (guint r = 0; r < table->rows->len; r++) {
        const DocRow *row = g_ptr_array_index(table->rows, r);
        markup_raw(m, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (guint c = 0; c < row->cells->len && c < table->columns->len; c++)
            write_table_cell(m, g_ptr_array_index(table->columns, c),
                             g_ptr_array_index(row->cells, c), row->total, widths[c]);
        markup_raw(m, "</w:tr>");
    }
    /* Word wants a paragraph between two tables and after a last one. */
    markup_raw(m, "</w:tbl><w:p><w:pPr><w:pStyle w:val=\"Rule\"/></w:pPr></w:p>");
}

static void
write_block(Markup *m, const DocBlock *block, int room)
{
    static const char *const block_styles[] = {
        [DOC_UNSET] = "Body",      [DOC_PARAGRAPH] = "Body", [DOC_ITEM] = "Body",
        [DOC_GROUNDS] = "Grounds", [DOC_NOTE] = "Note",
    };
    if (block->kind == DOC_TABLE) {
        write_table(m, block, room);
        return;
    }
    open_paragraph(m, block->kind != DOC_HEADING ? block_styles[block->kind]
                      : block->level <= 1        ? "Heading1"
                                                 : "Heading2");
    if (block->kind == DOC_ITEM)
        write_text_run(m, "- ", false, false);
    write_runs(m, block->runs);
    if (block->closing)
        write_text_run(m, "./.", false, false);
    markup_raw(m, "</w:p>");
}

static void
write_signer(Markup *m, const DocSigner *signer)
{
    paragraph(m, "SignTitle", signer->formula);
    paragraph(m, "SignTitle", signer->title);
    paragraph(m, "SignName", signer->name);
}

static void
write_recipients(Markup *m, const Doc *doc)
{
    if (doc->recipients->len == 0) {
        markup_raw(m, "<w:p/>");
        return;
    }
    paragraph(m, "RecipientHead", "Nơi nhận:");
    for (guint i = 0; i < doc->recipients->len; i++) {
        g_autofree char *line = head_recipient(doc, i);
        paragraph(m, "Recipient", line);
    }
}

/* One signer stands right beside the recipients; several stand two in a row, the recipients below. */
static void
write_end(Markup *m, const Doc *doc)
{
    if (doc->signers->len == 0 && doc->recipients->len == 0)
        return;
    markup_raw(m, "<w:p/>");
    if (!head_signs_in_columns(doc)) {
        open_layout_table(m, SIGN_LEFT, SIGN_RIGHT, 0);
        open_cell(m, SIGN_LEFT);
        write_recipients(m, doc);
        markup_raw(m, "</w:tc>");
        open_cell(m, SIGN_RIGHT);
        if (doc->signers->len == 1)
            write_signer(m, g_ptr_array_index(doc->signers, 0));
        else
            markup_raw(m, "<w:p/>");
        markup_raw(m, "</w:tc></w:tr></w:tbl>");
        return;
    }
    for (guint i = 0; i < doc->signers->len; i += 2) {
        open_layout_table(m, TEXT_WIDTH / 2, TEXT_WIDTH / 2, 0);
        for (guint k = i; k < i + 2; k++) {
            open_cell(m, TEXT_WIDTH / 2);
            if (k < doc->signers->len)
                write_signer(m, g_ptr_array_index(doc->signers, k));
            else
                markup_raw(m, "<w:p/>");
            markup_raw(m, "</w:tc>");
        }
        markup_raw(m, "</w:tr></w:tbl><w:p/>");
    }
    if (doc->recipients->len > 0)
        write_recipients(m, doc);
}

/* Notes stand below the signatures: they are not part of what is signed for. */
static void
write_blocks(Markup *m, const Doc *doc, bool notes)
{
    for (guint i = 0; i < doc->blocks->len; i++) {
        const DocBlock *block = g_ptr_array_index(doc->blocks, i);
        if ((block->kind == DOC_NOTE) == notes)
            write_block(m, block, text_room(doc));
    }
}

static void
write_document(Markup *m, const Doc *doc)
{
    markup_raw(
        m,
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document "
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
        "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>");
    if (!doc->plain)
        write_head(m, doc);
    write_title(m, doc);
    write_blocks(m, doc, /* notes= */ false);
    write_end(m, doc);
    write_blocks(m, doc, /* notes= */ true);
    markup_raw(m, "<w:sectPr><w:headerReference w:type=\"default\" "
                  "r:id=\"rId2\"/><w:headerReference w:type=\"first\" "
                  "r:id=\"rId3\"/>");
    if (lies_across(doc)) /* the binding margin goes with the turned page */
        markup_raw(m, "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/><w:pgMar "
                      "w:top=\"1985\" w:right=\"1418\" w:bottom=\"1134\" w:left=\"1134\" "
                      "w:header=\"567\" w:footer=\"0\" w:gutter=\"0\"/>");
    else
        markup_raw(m, "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1418\" "
                      "w:right=\"1134\" w:bottom=\"1134\" w:left=\"1985\" w:header=\"567\" "
                      "w:footer=\"0\" w:gutter=\"0\"/>");
    markup_raw(m, "<w:titlePg/></w:sectPr></w:body></w:document>");
}

static GBytes *
write_docx(const Doc *doc, GError **error)
{
    g_auto(Markup) body = {0}, core = {0};
    markup_init(&body);
    markup_init(&core);
    write_document(&body, doc);
    markup_print(
        &core,
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties "
        "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>%s</dc:title><dc:language>%s</"
        "dc:language>"
        "</cp:coreProperties>",
        doc->subject != NULL ? doc->subject : doc->type, lang_code(doc->lang));
    g_autoptr(Zip) zip = zip_new();
    if (!docx_package_add(zip, error) ||
        !zip_add(zip, "word/document.xml", body.text->str, body.text->len, error) ||
        !zip_add(zip, "docProps/core.xml", core.text->str, core.text->len, error))
        return NULL;
    return zip_end(zip, error);
}

const Format format_docx = {
    "docx",
    "docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    write_docx,
};
