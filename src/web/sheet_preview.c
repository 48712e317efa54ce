/* sheet_preview.c: shows how a sheet was understood and what is wrong in it, cell by cell.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/views.h"
#include "web/sheet_import.h"
#include "web/widget.h"

#define SAMPLES 3        /* values shown of each column */
#define FINDINGS_MAX 300 /* more are in the file of wrong rows */

static const char *
cell(const SheetImport *import, int row, int column)
{
    if (row < 1 || row > (int)import->rows->len)
        return "";
    const GPtrArray *cells = g_ptr_array_index(import->rows, row - 1);
    return column >= 1 && column <= (int)cells->len ? g_ptr_array_index(cells, column - 1) : "";
}

static void
write_counts(Markup *m, const SheetImport *import)
{
    const struct {
        const char *label;
        gint64 count;
    } counts[] = {
        {_("Rows read"), import->read->rows_read},
        {import->commit ? _("Written") : _("New"), import->imported.fresh},
        {_("Known here, changed"), import->imported.changed},
        {_("Here already, left out"), import->imported.same},
        {_("With something wrong, left out"), import->read->rows_wrong},
    };
    markup_raw(m, "<dl class=\"facts\">");
    for (gsize i = 0; i < G_N_ELEMENTS(counts); i++) {
        markup_print(m, "<dt>%s</dt><dd>", counts[i].label);
        widget_count(m, counts[i].count);
        markup_raw(m, "</dd>");
    }
    for (gsize f = 0; f < import->kind->field_count; f++) {
        const Field *field = &import->kind->fields[f];
        Money sum = {0}, value = {0};
        bool money = field->type == FIELD_MONEY;
        if (!money && field->type != FIELD_COUNT)
            continue;
        for (guint i = 0; i < import->read->records->len; i++) {
            const Record *record = g_ptr_array_index(import->read->records, i);
            if (!money)
                sum.vnd += record_count(record, (int)f);
            else if (record_money(record, (int)f, &value) && !money_add(&sum, value))
                break;
        }
        if (sum.vnd == 0)
            continue;
        g_autofree char *text = widget_amount(sum, !money);
        markup_print(m, "<dt>%s: %s</dt><dd>%s</dd>", _("Sum as understood"), _(field->label),
                     text);
    }
    markup_raw(m, "</dl>");
}

static void
write_findings(Markup *m, Request *req, const SheetImport *import, const char *job)
{
    const GPtrArray *findings = import->read->findings;
    if (findings->len == 0)
        return;
    markup_print(m,
                 "<h2>%s</h2><div class=\"scroll records\" tabindex=\"0\"><table><thead><tr><th "
                 "scope=\"col\">%s</th>"
                 "<th scope=\"col\">%s</th><th scope=\"col\">%s</th><th "
                 "scope=\"col\">%s</th></tr></thead><tbody>",
                 _("What is wrong in the sheet"), _("Row"), _("Column"), _("Stands there"),
                 _("What is wrong"));
    for (guint i = 0; i < findings->len && i < FINDINGS_MAX; i++) {
        const SheetFinding *finding = g_ptr_array_index(findings, i);
        g_autofree char *letters = column_letters(finding->column);
        markup_print(
            m,
            "<tr><td class=\"number\" data-label=\"%s\">%d</td><td data-label=\"%s\">%s%s%s"
            "</td><td class=\"wrong\" data-label=\"%s\">%s</td><td data-label=\"%s\">%s"
            "</td></tr>",
            _("Row"), (gint64)finding->row, _("Column"), letters,
            finding->heading != NULL ? ": " : "", finding->heading, _("Stands there"),
            cell(import, finding->row, finding->column), _("What is wrong"), finding->sentence);
    }
    markup_raw(m, "</tbody></table></div>");
    if (findings->len > FINDINGS_MAX)
        markup_print(m, "<p>%s</p>",
                     _("Only the first of them stand here; the file below has them all."));
    markup_print(
        m, "<p><a class=\"button\" href=\"/u/%u/import/%u/wrong?job=%u\" download>%s</a></p>",
        request_unit(req), import->kind->name, job, _("Download the wrong rows with the reasons"));
}

/* New rows that look like something in the book: they are written all the same. */
static void
write_alike(Markup *m, Request *req, const SheetImport *import)
{
    if (import->alike->len == 0)
        return;
    markup_print(
        m,
        "<h2>%s</h2><p>%s</p><div class=\"scroll records\" tabindex=\"0\"><table><thead><tr>"
        "<th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
        "</tr></thead><tbody>",
        _("What looks written twice"),
        import->commit ? _("These rows were written. If one is the same thing as what it "
                           "looks like, open it and choose \"These two are the same\".")
                       : _("These rows are new by their words, but look like what stands "
                           "in the book. They are written too, unless you take them out "
                           "of the sheet first."),
        _("Row"), _("Called"), _("Looks like"));
    for (guint i = 0; i < import->alike->len && i < FINDINGS_MAX; i++) {
        const ImportAlike *alike = &g_array_index(import->alike, ImportAlike, i);
        g_autofree char *id = record_id(req->book, alike->entry);
        g_autofree char *title = record_title(import->read->records->pdata[alike->row - 1]);
        markup_print(
            m,
            "<tr><td class=\"number\" data-label=\"%s\">%d</td><td data-label=\"%s\">%s</td>"
            "<td data-label=\"%s\"><a href=\"/u/%u/record/%u\">%s</a></td></tr>",
            _("Row"), (gint64)g_array_index(import->read->rows, int, alike->row - 1), _("Called"),
            title, _("Looks like"), request_unit(req), id, id);
    }
    markup_raw(m, "</tbody></table></div>");
}

static void
write_column(Markup *m, const SheetImport *import, int column)
{
    int chosen = g_array_index(import->read->fields, int, column - 1);
    g_autofree char *letters = column_letters(column);
    const char *heading = cell(import, import->read->heading_row, column);
    markup_print(m, "<tr><td>%s</td><td>%s</td><td class=\"quiet\">", letters, heading);
    for (int i = 1; i <= SAMPLES; i++) {
        const char *sample = cell(import, import->read->heading_row + i, column);
        markup_print(m, "%s%s", i > 1 && sample[0] != '\0' ? " · " : "", sample);
    }
    markup_print(
        m, "</td><td><select name=\"map.%d\" aria-label=\"%s %s\"><option value=\"\">%s</option>",
        (gint64)column, _("Field of column"), letters, _("(left out)"));
    for (gsize f = 0; f < import->kind->field_count; f++) {
        const Field *field = &import->kind->fields[f];
        if (!field_is_typed(field) || field->type == FIELD_FILE)
            continue;
        widget_option(m, field->name, _(field->label), (int)f == chosen ? field->name : NULL);
    }
    markup_raw(m, "</select></td></tr>");
}

static void
write_mapping(Markup *m, const SheetImport *import)
{
    markup_print(
        m,
        "<details%s><summary>%s</summary><div class=\"scroll\" tabindex=\"0\"><table><thead><tr>"
        "<th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
        "<th scope=\"col\">%s</th></tr></thead><tbody>",
        "", _("How the columns were understood"), _("Column"), _("Heading"), _("First values"),
        _("Field"));
    for (guint i = 0; i < import->read->fields->len; i++)
        write_column(m, import, (int)i + 1);
    markup_print(
        m,
        "</tbody></table></div><p><button name=\"step\" value=\"again\">%s</button></p></details>",
        _("Understand it like this"));
}

static void
write_commit(Markup *m, Request *req, const SheetImport *import, const char *job)
{
    g_autofree char *action =
        g_strdup_printf("/u/%s/import/%s", request_unit(req), import->kind->name);
    widget_form(m, req, action);
    widget_hidden(m, "job", job);
    write_mapping(m, import);
    gint64 brings = import->imported.fresh + import->imported.changed;
    if (brings > 0) {
        g_autofree char *count = count_print(brings, lang_current());
        g_autofree char *label = g_strdup_printf(_("Write %s rows into the book"), count);
        markup_print(m,
                     "<p class=\"actions\"><button class=\"primary\" name=\"step\" "
                     "value=\"commit\">%s</button> "
                     "<span class=\"quiet\">%s</span></p>",
                     label, _("One undo takes all of them back, also later."));
    } else {
        widget_hint(m, _("There is nothing new to write."));
    }
    markup_raw(m, "</form>");
}

static void
write_done(Markup *m, Request *req, const SheetImport *import)
{
    widget_done(m, import->imported.batch >= 0 ? _("The rows are in the book.")
                                               : _("Nothing new was written."));
    if (import->imported.batch < 0)
        return;
    g_autofree char *id = record_id(req->book, import->imported.batch);
    g_autofree char *undo = g_strdup_printf("/u/%s/record/%s/undo", request_unit(req), id);
    markup_print(m,
                 "<div class=\"bar\"><a class=\"button primary\" href=\"/u/%u/records/%u\">%s</a>",
                 request_unit(req), import->kind->name, _(import->kind->plural));
    widget_button(m, req, undo, _("Undo the whole import"), "why", _("Undone right away"));
    markup_print(m, "</div><p class=\"quiet\">%s %s</p>",
                 _("Number of this import, for undoing it later:"), id);
}

bool
sheet_import_show(Request *req, Reply *reply, void *data, GError **error)
{
    const SheetImport *import = data;
    const char *job = request_capture(req, "job");
    g_autofree char *list =
        g_strdup_printf("/u/%s/records/%s", request_unit(req), import->kind->name);
    g_autofree char *title = g_strdup_printf("%s: %s", _(import->kind->plural), import->file_name);
    Markup *m = reply_page(reply, title);
    reply_crumb(reply, _(import->kind->plural), list);
    g_free(reply->group);
    reply->group = g_strdup(import->kind->group);
    if (import->commit)
        write_done(m, req, import);
    write_counts(m, import);
    if (!import->commit)
        write_commit(m, req, import, job);
    write_findings(m, req, import, job);
    write_alike(m, req, import);
    return true;
}
