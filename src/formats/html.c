/* html.c: a document as HTML: the page's paper look and a file that stands alone.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/html.h"

#include "base/money.h"
#include "formats/columns.h"
#include "formats/format.h"
#include "formats/head.h"
#include "formats/qr.h"

static bool
opens(const HtmlView *view, const char *figure)
{
    return figure != NULL && view->figures != NULL &&
           (view->opens == NULL || view->opens(view->context, figure));
}

static void
write_runs(Markup *m, const GPtrArray *runs, const HtmlView *view)
{
    for (guint i = 0; i < runs->len; i++) {
        const DocRun *run = g_ptr_array_index(runs, i);
        if (opens(view, run->figure))
            /* The address is made by question_address: it is percent-encoded already. */
            markup_print(m, "<a class=\"figure\" href=\"%s%s\">%s</a>", view->figures, run->figure,
                         run->text);
        else if (run->bold)
            markup_print(m, "<strong>%s</strong>", run->text);
        else if (run->italic)
            markup_print(m, "<em>%s</em>", run->text);
        else if (run->struck)
            markup_print(m, "<s>%s</s>", run->text);
        else
            markup_text(m, run->text);
    }
}

static void
write_head(Markup *m, const Doc *doc)
{
    if (doc->plain)
        return;
    markup_raw(m, "<header class=\"doc-head\"><div class=\"doc-issuer\">");
    if (doc->parent != NULL)
        markup_print(m, "<p>%s</p>", doc->parent);
    for (guint i = 0; i < doc->issuers->len; i++)
        markup_print(m, "<p class=\"doc-bold doc-rule\">%s</p>",
                     (const char *)g_ptr_array_index(doc->issuers, i));
    g_autofree char *number = head_number(doc);
    if (number != NULL)
        markup_print(m, "<p class=\"doc-number\">%s</p>", number);
    markup_raw(m, "</div><div class=\"doc-nation\"><p class=\"doc-bold\">" NATION
                  "</p><p class=\"doc-bold\"><span "
                  "class=\"doc-motto\">" MOTTO "</span></p>");
    if (doc->place_date != NULL)
        markup_print(m, "<p class=\"doc-place\">%s</p>", doc->place_date);
    markup_raw(m, "</div></header>");
}

static void
write_cell(Markup *m, const DocColumn *column, const DocCell *cell, const HtmlView *view)
{
    if (column->align == DOC_RIGHT)
        markup_raw(m, "<td class=\"right\">");
    else if (column->align == DOC_CENTRE)
        markup_raw(m, "<td class=\"centre\">");
    else
        markup_raw(m, "<td>");
    write_runs(m, cell->runs, view);
    markup_raw(m, "</td>");
}

#define ROWS_LEAST 5 /* of each table, however long those before it were */

/* What html_write was given, and how far it is. */
typedef struct {
    const HtmlView *view;
    guint rows_left; /* while something is limited */
    bool limited, headed;
    const Doc *doc;
} Look;

static void
write_row(Markup *m, const DocBlock *table, const GArray *columns, const DocRow *row,
          const HtmlView *view)
{
    if (row->total)
        markup_raw(m, "<tr class=\"total\">");
    else
        markup_raw(m, "<tr>");
    for (guint i = 0; i < columns->len; i++) {
        guint c = g_array_index(columns, guint, i);
        if (c < row->cells->len)
            write_cell(m, g_ptr_array_index(table->columns, c), g_ptr_array_index(row->cells, c),
                       view);
    }
    markup_raw(m, "</tr>");
}

static void
write_shortened(Markup *m, const DocBlock *table, guint most, Lang lang)
{
    g_autofree char *shown = count_print(most, lang), *all = count_print(table->rows->len, lang);
    g_autofree char *sentence =
        g_strdup_printf(tr(lang, N_("The first %s of %s rows are shown here. Word, Excel and the "
                                    "other files have them all.")),
                        shown, all);
    markup_print(m, "<p class=\"doc-note\">%s</p>", sentence);
}

/* Totals stand at the end: they are shown however much is left out before them. */
static void
write_table(Markup *m, const DocBlock *table, Look *look)
{
    g_autoptr(GArray) columns = columns_on_paper(look->doc, table);
    guint most = look->limited ? MAX(look->rows_left, ROWS_LEAST) : table->rows->len;
    look->rows_left -= MIN(look->rows_left, table->rows->len);
    markup_raw(m, "<div class=\"scroll\" tabindex=\"0\"><table class=\"doc-table\"><thead><tr>");
    for (guint i = 0; i < columns->len; i++) {
        const DocColumn *column =
            g_ptr_array_index(table->columns, g_array_index(columns, guint, i));
        if (column->by_hand)
            markup_raw(m, "<th scope=\"col\" class=\"by-hand\">");
        else
            markup_raw(m, "<th scope=\"col\">");
        markup_print(m, "%s</th>", column->title);
    }
    markup_raw(m, "</tr></thead><tbody>");
    for (guint r = 0; r < table->rows->len; r++) {
        const DocRow *row = g_ptr_array_index(table->rows, r);
        if (r < most || (row->total && r + 1 == table->rows->len))
            write_row(m, table, columns, row, look->view);
    }
    markup_raw(m, "</tbody></table></div>");
    if (table->rows->len > most)
        write_shortened(m, table, most, look->doc->lang);
}

/* No level is left out: what stands under no part and no title is one itself. */
static void
write_heading(Markup *m, const DocBlock *block, Look *look)
{
    bool part = block->level > 1 && !look->headed, first = block->level <= 1;
    look->headed = look->headed || first;
    if (part)
        markup_raw(m, "<h2 class=\"doc-part\">");
    else if (first)
        markup_raw(m, "<h2>");
    else
        markup_raw(m, "<h3>");
    write_runs(m, block->runs, look->view);
    if (part || first)
        markup_raw(m, "</h2>");
    else
        markup_raw(m, "</h3>");
}

static void
write_block(Markup *m, const DocBlock *block, Look *look)
{
    switch (block->kind) {
    case DOC_HEADING:
        write_heading(m, block, look);
        return;
    case DOC_TABLE:
        write_table(m, block, look);
        return;
    case DOC_ITEM:
        markup_raw(m, "<p class=\"doc-item\">- ");
        break;
    case DOC_GROUNDS:
        markup_raw(m, "<p class=\"doc-grounds\">");
        break;
    case DOC_NOTE:
        markup_raw(m, "<p class=\"doc-note\">");
        break;
    case DOC_PARAGRAPH:
    case DOC_UNSET:
        markup_raw(m, "<p>");
        break;
    }
    write_runs(m, block->runs, look->view);
    if (block->closing)
        markup_raw(m, "./.");
    markup_raw(m, "</p>");
}

static void
write_signers(Markup *m, const Doc *doc)
{
    for (guint i = 0; i < doc->signers->len; i++) {
        const DocSigner *signer = g_ptr_array_index(doc->signers, i);
        markup_raw(m, "<div class=\"doc-signer\">");
        if (signer->formula != NULL)
            markup_print(m, "<p class=\"doc-bold\">%s</p>", signer->formula);
        markup_print(m, "<p class=\"doc-bold\">%s</p><p class=\"doc-name doc-bold\">%s</p></div>",
                     signer->title, signer->name);
    }
}

static void
write_end(Markup *m, const Doc *doc)
{
    if (doc->signers->len == 0 && doc->recipients->len == 0)
        return;
    markup_raw(m, "<footer class=\"doc-end\">");
    if (doc->recipients->len > 0) {
        markup_raw(m, "<div class=\"doc-recipients\"><p><strong><em>Nơi nhận:</em></strong></p>");
        for (guint i = 0; i < doc->recipients->len; i++) {
            g_autofree char *line = head_recipient(doc, i);
            markup_print(m, "<p>%s</p>", line);
        }
        markup_raw(m, "</div>");
    }
    write_signers(m, doc);
    markup_raw(m, "</footer>");
}

static void
write_blocks(Markup *m, const Doc *doc, Look *look, bool notes)
{
    for (guint i = 0; i < doc->blocks->len; i++) {
        const DocBlock *block = g_ptr_array_index(doc->blocks, i);
        if ((block->kind == DOC_NOTE) == notes)
            write_block(m, block, look);
    }
}

void
html_write(Markup *m, const Doc *doc, const HtmlView *view)
{
    Look look = {view, view->rows_most, view->rows_most > 0, doc->type != NULL, doc};
    markup_raw(m, "<article class=\"doc\">");
    write_head(m, doc);
    if (doc->type != NULL)
        markup_print(m, "<h2 class=\"doc-type\">%s</h2>", doc->type);
    if (doc->subject != NULL)
        markup_print(m, "<p class=\"doc-subject\">%s</p>", doc->subject);
    for (guint i = 0; doc->addressees != NULL && i < doc->addressees->len; i++)
        markup_print(m, "<p class=\"doc-addressee\">Kính gửi: %s</p>",
                     (const char *)g_ptr_array_index(doc->addressees, i));
    write_blocks(m, doc, &look, /* notes= */ false);
    write_end(m, doc);
    if (doc->square != NULL) {
        markup_raw(m, "<div class=\"doc-square\">");
        qr_write(m, doc->square, doc->square);
        markup_raw(m, "<div>");
    }
    write_blocks(m, doc, &look, /* notes= */ true);
    if (doc->square != NULL)
        markup_raw(m, "</div></div>");
    markup_raw(m, "</article>");
}

static const char style[] =
    "body{font:14pt/1.4 \"Times New Roman\",\"Liberation Serif\",serif;max-width:160mm;margin:20mm "
    "auto;padding:0 5mm}"
    ".doc-head{display:flex;justify-content:space-between;gap:1em;text-align:center}.doc-head "
    "p{margin:0}"
    ".doc-bold,.doc-subject{font-weight:bold}.doc-motto{border-bottom:1px "
    "solid}.doc-place{font-style:italic}"
    ".doc-type,.doc-subject,.doc-addressee{text-align:center;font-size:14pt;margin:.5em 0}"
    "h2{font-size:14pt;text-transform:uppercase}.doc-part{text-transform:none}h3{font-size:14pt}p{"
    "text-align:justify;margin:6pt "
    "0}"
    ".doc-head p,.doc-subject,.doc-signer p{text-align:center}.doc-grounds{font-style:italic}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid;padding:2pt "
    "4pt;text-align:left}"
    ".right{text-align:right}.centre{text-align:center}.total{font-weight:bold}.doc-note{font-size:"
    "11pt}"
    ".doc-end{display:flex;justify-content:space-between;gap:1em;margin-top:1em}.doc-name{margin-"
    "top:5em}"
    ".doc-recipients,.doc-recipients p{font-size:11pt;margin:0}.doc-square{display:flex;gap:1em;"
    "align-items:center}.qr{width:32mm;flex:none}.by-hand{min-width:25mm}";

static GBytes *
write_html(const Doc *doc, GError **error)
{
    g_auto(Markup) m = {0};
    markup_init(&m);
    markup_print(
        &m,
        "<!doctype html><html lang=\"%s\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width\"><title>%s</title><style>",
        lang_code(doc->lang), doc->subject != NULL ? doc->subject : doc->type);
    markup_append_literal(&m, style, sizeof style - 1);
    markup_raw(&m, "</style></head><body>");
    html_write(&m, doc, &(HtmlView){0});
    markup_raw(&m, "</body></html>\n");
    return g_bytes_new(m.text->str, m.text->len);
}

const Format format_html = {"html", "html", "text/html; charset=utf-8", write_html,
                            .to_read = true};
