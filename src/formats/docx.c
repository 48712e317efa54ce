/* docx.c: a document as a Word file in the layout of Decree 30/2020/NĐ-CP, written from scratch so that it stays
 * small and officers can edit it further. Lengths are twentieths of a point (twips).
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/markup.h"

#include "formats/columns.h"
#include "formats/docx_package.h"
#include "formats/format.h"
#include "formats/head.h"
#include "formats/layout.h"
#include "formats/qr.h"

#define SQUARE_SIDE G_GINT64_CONSTANT(1152000) /* 32 mm in EMU */

static void
open_paragraph(Markup *m, const char *style)
{
    markup_print(m, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", style);
}

static void
write_text_run(Markup *m, const char *text, bool bold, bool italic, bool struck)
{
    markup_raw(m, "<w:r>");
    if (bold || italic || struck) {
        markup_raw(m, "<w:rPr>");
        if (bold)
            markup_raw(m, "<w:b/>");
        if (italic)
            markup_raw(m, "<w:i/>");
        if (struck)
            markup_raw(m, "<w:strike/>");
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
    write_text_run(m, text, false, false, false);
    markup_raw(m, "</w:p>");
}

static void
write_runs(Markup *m, const GPtrArray *runs)
{
    for (guint i = 0; i < runs->len; i++) {
        const DocRun *run = g_ptr_array_index(runs, i);
        write_text_run(m, run->text, run->bold, run->italic, run->struck);
    }
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
    int left = layout_lies_across(doc) ? ACROSS_HEAD_LEFT : HEAD_LEFT,
        right = layout_lies_across(doc) ? ACROSS_WIDTH - ACROSS_HEAD_LEFT : HEAD_RIGHT;
    open_layout_table(m, left, right, layout_lies_across(doc) ? 0 : HEAD_INDENT);
    open_cell(m, left);
    if (doc->parent != NULL) {
        g_autofree char *parent = layout_name(doc->parent, left, false);
        paragraph(m, "Parent", parent);
    }
    int widest = 0;
    for (guint i = 0; i < doc->issuers->len; i++) {
        g_autofree char *issuer = layout_name(g_ptr_array_index(doc->issuers, i), left, true);
        paragraph(m, "Issuer", issuer);
        widest = MAX(widest, line_width(issuer, HEAD_POINTS, true));
    }
    /* One third to one half of the line's length, centred under it. */
    rule(m, left, MIN(widest, left) * 2 / 5);
    g_autofree char *number = head_number(doc);
    paragraph(m, "Number", number);
    markup_raw(m, "</w:tc>");
    open_cell(m, right);
    paragraph(m, "Nation", NATION);
    paragraph(m, "Motto", MOTTO);
    rule(m, right, line_width(MOTTO, 13, true)); /* as long as the motto */
    paragraph(m, "PlaceDate", doc->place_date);
    markup_raw(m, "</w:tc></w:tr></w:tbl>");
}

static void
write_title(Markup *m, const Doc *doc)
{
    paragraph(m, doc->plain ? "Subject" : "DocType", doc->type);
    paragraph(m, "Subject", doc->subject);
    if (doc->subject != NULL)
        rule(m, layout_room(doc),
             MIN(line_width(doc->subject, 14, true), layout_room(doc)) * 2 / 5);
    for (guint i = 0; doc->addressees != NULL && i < doc->addressees->len; i++) {
        g_autofree char *line =
            g_strconcat("Kính gửi: ", g_ptr_array_index(doc->addressees, i), NULL);
        paragraph(m, "Addressee", line);
    }
}

typedef struct {
    bool small; /* so many columns that the type must be smaller */
    bool keep;  /* the row stays on the page of the next one */
} TableLook;

static const char *
alignment(DocAlign align)
{
    return align == DOC_RIGHT ? "right" : align == DOC_CENTRE ? "center" : "left";
}

static void
write_table_cell(Markup *m, const DocColumn *column, const DocCell *cell, const TableLook *look,
                 const DocRow *row, int width)
{
    open_cell(m, width);
    markup_print(m, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>", look->small ? "CellSmall" : "Cell");
    if (look->keep)
        markup_raw(m, "<w:keepNext/>");
    markup_print(m, "<w:jc w:val=\"%s\"/></w:pPr>", alignment(column->align));
    for (guint i = 0; i < cell->runs->len; i++) {
        const DocRun *run = g_ptr_array_index(cell->runs, i);
        write_text_run(m, run->text, row->total || run->bold, run->italic, run->struck);
    }
    markup_raw(m, "</w:p></w:tc>");
}

static void
open_table(Markup *m, int room)
{
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
}

static void
write_table_head(Markup *m, const DocBlock *table, const GArray *columns, const int *widths,
                 bool small)
{
    for (guint i = 0; i < columns->len; i++)
        markup_print(m, "<w:gridCol w:w=\"%d\"/>", (gint64)widths[i]);
    markup_raw(m, "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (guint i = 0; i < columns->len; i++) {
        const DocColumn *column =
            g_ptr_array_index(table->columns, g_array_index(columns, guint, i));
        markup_print(m,
                     "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/><w:vAlign "
                     "w:val=\"center\"/></w:tcPr>",
                     (gint64)widths[i]);
        paragraph(m, small ? "CellHeadSmall" : "CellHead", column->title);
        markup_raw(m, "</w:tc>");
    }
    markup_raw(m, "</w:tr>");
}

/* `formulas`: some signer beside it has one, so that names stand on one height. */
static void
write_signer(Markup *m, const DocSigner *signer, bool formulas)
{
    paragraph(m, "SignTitle", formulas && signer->formula == NULL ? "" : signer->formula);
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
    int room = layout_room(doc);
    markup_raw(m, "<w:p><w:pPr><w:pStyle w:val=\"Gap\"/></w:pPr></w:p>");
    if (!head_signs_in_columns(doc)) {
        int left = room * SIGN_LEFT / (SIGN_LEFT + SIGN_RIGHT);
        open_layout_table(m, left, room - left, 0);
        open_cell(m, left);
        write_recipients(m, doc);
        markup_raw(m, "</w:tc>");
        open_cell(m, room - left);
        if (doc->signers->len == 1)
            write_signer(m, g_ptr_array_index(doc->signers, 0), false);
        else
            markup_raw(m, "<w:p/>");
        markup_raw(m, "</w:tc></w:tr></w:tbl>");
        return;
    }
    for (guint i = 0; i < doc->signers->len; i += 2) {
        bool formulas = false;
        for (guint k = i; k < MIN(i + 2, doc->signers->len); k++)
            formulas |= ((const DocSigner *)g_ptr_array_index(doc->signers, k))->formula != NULL;
        open_layout_table(m, room / 2, room / 2, 0);
        for (guint k = i; k < i + 2; k++) {
            open_cell(m, room / 2);
            if (k < doc->signers->len)
                write_signer(m, g_ptr_array_index(doc->signers, k), formulas);
            else
                markup_raw(m, "<w:p/>");
            markup_raw(m, "</w:tc>");
        }
        markup_raw(m, "</w:tr></w:tbl><w:p/>");
    }
    if (doc->recipients->len > 0)
        write_recipients(m, doc);
}

/* The signatures as a last row without lines: they are never alone on a page, whichever program breaks it. */
static void
write_end_row(Markup *m, const Doc *doc, guint columns)
{
    markup_print(m,
                 "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"%d\" "
                 "w:type=\"dxa\"/><w:gridSpan w:val=\"%d\"/><w:tcBorders><w:left w:val=\"nil\"/>"
                 "<w:bottom w:val=\"nil\"/><w:right w:val=\"nil\"/></w:tcBorders></w:tcPr>",
                 (gint64)layout_room(doc), (gint64)columns);
    write_end(m, doc);
    markup_raw(m, "<w:p><w:pPr><w:pStyle w:val=\"Rule\"/></w:pPr></w:p></w:tc></w:tr>");
}

/* Rows stay whole; the first one stays with the heads, the last ones stay together, and `with_next` with what follows.
 * `ends`: the signatures follow. */
static void
write_table(Markup *m, const Doc *doc, const DocBlock *table, bool with_next, bool ends)
{
    int room = layout_room(doc);
    g_autoptr(GArray) columns = columns_on_paper(doc, table);
    g_autofree int *widths = NULL;
    TableLook look = {.small = !columns_fit(table, columns, room, CELL_POINTS, &widths)};
    if (look.small) {
        g_clear_pointer(&widths, g_free);
        columns_fit(table, columns, room, CELL_POINTS_SMALL, &widths);
    }
    open_table(m, room);
    write_table_head(m, table, columns, widths, look.small);
    for (guint r = 0; r < table->rows->len; r++) {
        const DocRow *row = g_ptr_array_index(table->rows, r);
        guint after = table->rows->len - 1 - r;
        look.keep = r == 0 || (after > 0 && after <= ROWS_TOGETHER) || (after == 0 && with_next);
        markup_raw(m, "<w:tr><w:trPr><w:cantSplit/>");
        if (layout_is_by_hand(table, columns)) /* room for a signature */
            markup_print(m, "<w:trHeight w:val=\"%d\" w:hRule=\"atLeast\"/>", (gint64)HAND_HEIGHT);
        markup_raw(m, "</w:trPr>");
        for (guint i = 0; i < columns->len; i++) {
            guint c = g_array_index(columns, guint, i);
            if (c < row->cells->len)
                write_table_cell(m, g_ptr_array_index(table->columns, c),
                                 g_ptr_array_index(row->cells, c), &look, row, widths[i]);
        }
        markup_raw(m, "</w:tr>");
    }
    if (ends)
        write_end_row(m, doc, columns->len);
    /* Word wants a paragraph between two tables and after a last one. */
    markup_raw(m, "</w:tbl><w:p><w:pPr><w:pStyle w:val=\"Rule\"/>");
    if (with_next && !ends)
        markup_raw(m, "<w:keepNext/>");
    markup_raw(m, "</w:pPr></w:p>");
}

static bool
breaks_lines(const DocBlock *block)
{
    for (guint i = 0; i < block->runs->len; i++)
        if (strchr(((const DocRun *)g_ptr_array_index(block->runs, i))->text, '\n') != NULL)
            return true;
    return false;
}

/* `with_next`: it must not be parted from what follows. `ends`: a table that the signatures follow. */
static void
write_block(Markup *m, const Doc *doc, const DocBlock *block, bool with_next, bool ends)
{
    static const char *const block_styles[] = {
        [DOC_UNSET] = "Body",      [DOC_PARAGRAPH] = "Body", [DOC_ITEM] = "Body",
        [DOC_GROUNDS] = "Grounds", [DOC_NOTE] = "Note",
    };
    if (block->kind == DOC_TABLE) {
        write_table(m, doc, block, with_next, ends);
        return;
    }
    const char *style = block->kind != DOC_HEADING ? block_styles[block->kind]
                        : block->level <= 1        ? "Heading1"
                                                   : "Heading2";
    markup_print(m, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>", style);
    if (with_next)
        markup_raw(m, "<w:keepNext/><w:keepLines/>");
    if (breaks_lines(block)) /* a line that is broken on purpose is not drawn out to the margin */
        markup_raw(m, "<w:jc w:val=\"left\"/>");
    markup_raw(m, "</w:pPr>");
    if (block->kind == DOC_ITEM)
        write_text_run(m, "- ", false, false, false);
    write_runs(m, block->runs);
    if (block->closing)
        write_text_run(m, "./.", false, false, false);
    markup_raw(m, "</w:p>");
}

/* The table that the signatures close; NULL: something else stands before them. */
static const DocBlock *
last_table(const Doc *doc)
{
    const DocBlock *last = NULL;
    for (guint i = 0; i < doc->blocks->len; i++)
        if (((const DocBlock *)g_ptr_array_index(doc->blocks, i))->kind != DOC_NOTE)
            last = g_ptr_array_index(doc->blocks, i);
    return last != NULL && last->kind == DOC_TABLE && doc->signers->len > 0 ? last : NULL;
}

/* Notes stand below the signatures: they are not part of what is signed for. */
static void
write_blocks(Markup *m, const Doc *doc, bool notes)
{
    for (guint i = 0; i < doc->blocks->len; i++) {
        const DocBlock *block = g_ptr_array_index(doc->blocks, i);
        if ((block->kind == DOC_NOTE) != notes)
            continue;
        bool with_next = !notes && layout_keeps_next(doc, i);
        write_block(m, doc, block, with_next, block == last_table(doc));
    }
}

/* The square code, the notes beside it. */
static void
write_square(Markup *m, const Doc *doc)
{
    open_layout_table(m, SQUARE_ROOM, layout_room(doc) - SQUARE_ROOM, 0);
    open_cell(m, SQUARE_ROOM);
    markup_print(
        m,
        "<w:p><w:r><w:drawing><wp:inline><wp:extent cx=\"%d\" cy=\"%d\"/><wp:docPr id=\"1\" "
        "name=\"code\" descr=\"%s\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats."
        "org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"1\" name=\"code\"/>"
        "<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"" DOCX_CODE_RELATION
        "\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" "
        "y=\"0\"/><a:ext cx=\"%d\" cy=\"%d\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></"
        "a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></"
        "w:r></w:p></w:tc>",
        SQUARE_SIDE, SQUARE_SIDE, doc->square, SQUARE_SIDE, SQUARE_SIDE);
    open_cell(m, layout_room(doc) - SQUARE_ROOM);
    write_blocks(m, doc, /* notes= */ true);
    markup_raw(m,
               "<w:p/></w:tc></w:tr></w:tbl><w:p><w:pPr><w:pStyle w:val=\"Rule\"/></w:pPr></w:p>");
}

static void
write_document(Markup *m, const Doc *doc)
{
    markup_raw(
        m, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document "
           "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
           "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
           "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
           "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
           "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>");
    if (!doc->plain)
        write_head(m, doc);
    write_title(m, doc);
    write_blocks(m, doc, /* notes= */ false);
    if (last_table(doc) == NULL)
        write_end(m, doc);
    if (doc->square != NULL)
        write_square(m, doc);
    else
        write_blocks(m, doc, /* notes= */ true);
    markup_raw(m, "<w:sectPr><w:headerReference w:type=\"default\" "
                  "r:id=\"rId2\"/><w:headerReference w:type=\"first\" "
                  "r:id=\"rId3\"/>");
    bool across = layout_lies_across(doc);
    markup_print(m, "<w:pgSz w:w=\"%d\" w:h=\"%d\"", (gint64)(across ? PAGE_LONG : PAGE_SHORT),
                 (gint64)(across ? PAGE_SHORT : PAGE_LONG));
    if (across)
        markup_raw(m, " w:orient=\"landscape\"");
    markup_print(m,
                 "/><w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" "
                 "w:header=\"%d\" w:footer=\"0\" w:gutter=\"0\"/>",
                 (gint64)(across ? ACROSS_MARGIN_TOP : MARGIN_TOP),
                 (gint64)(across ? ACROSS_MARGIN_RIGHT : MARGIN_RIGHT), (gint64)MARGIN_BOTTOM,
                 (gint64)(across ? ACROSS_MARGIN_LEFT : MARGIN_LEFT), (gint64)PAGE_NUMBER_TOP);
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
    g_autoptr(GBytes) picture = doc->square != NULL ? qr_picture(doc->square) : NULL;
    if (!docx_package_add(zip, picture, error) ||
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
    .to_read = true,
};
