/* reads.c: the log of opened personal data, for those who answer for the office.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kinds.h"
#include "reports/report.h"
#include "rules/reads.h"
#include "views/views.h"
#include "web/page.h"
#include "web/widget.h"

#define PAGE_SIZE 50

/* The login's full name; accounts are never removed. */
static char *
reader_name(Db *db, gint64 number)
{
    g_autoptr(Account) account = number > 0 ? account_get(db, number, NULL) : NULL;
    return g_strdup(account != NULL ? account->display : _("the command line"));
}

static void
write_fields(Markup *m, const Kind *kind, const char *names)
{
    g_auto(GStrv) list = g_strsplit(names, " ", 0);
    for (char **name = list; *name != NULL; name++) {
        int field = kind != NULL ? kind_field(kind, *name) : -1;
        if (name != list)
            markup_raw(m, ", ");
        markup_text(m, field >= 0 ? _(kind->fields[field].label) : *name);
    }
}

/* What a list, print or report is called. */
static const char *
what_label(const char *what)
{
    const Report *report = report_find(what);
    const Kind *kind = kind_find(what);
    if (report != NULL)
        return _(report->title);
    return kind != NULL ? _(kind->plural) : _("printed");
}

static void
write_row(Markup *m, Request *req, const ReadRow *row)
{
    Db *db = request_db(req, NULL);
    g_autofree char *name = reader_name(db, row->account);
    g_autoptr(Record) record =
        row->entry >= 0 ? record_load(db, req->book, row->entry, NULL) : NULL;
    markup_raw(m, "<tr><td>");
    widget_time(m, row->time);
    markup_print(m, "</td><td>%s</td><td>", name);
    if (row->entry >= 0) {
        g_autofree char *id = record_id(req->book, row->entry);
        if (record != NULL)
            markup_print(m, "<a href=\"/u/%u/record/%u\">%s</a> %s", req->book->code, id, id,
                         _(record->kind->label));
        else
            markup_text(m, id);
    }
    markup_raw(m, "</td><td>");
    if (g_str_equal(row->what, "record"))
        write_fields(m, record != NULL ? record->kind : NULL, row->fields);
    else
        markup_text(m, what_label(row->what));
    markup_print(m, "</td><td>%s</td></tr>", row->reason);
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    Db *db = request_db(req, error);
    gint64 page = widget_page(req), count;
    g_autoptr(GPtrArray) rows =
        db != NULL
            ? reads_list(db, req->book->book, -1, (page - 1) * PAGE_SIZE, PAGE_SIZE, &count, error)
            : NULL;
    if (rows == NULL)
        return false;
    g_autofree char *back = g_strdup_printf("/u/%s/requests", request_unit(req)),
                    *base = g_strdup_printf("/u/%s/reads?", request_unit(req));
    Markup *m = reply_page(reply, _("Who opened personal data"));
    reply_crumb(reply, _("Personal data"), back);
    reply->group = g_strdup("Personal data");
    markup_print(m, "<p>%s</p>",
                 _("Each opening of personal values, and each list, print or report that names "
                   "persons. How many a day are allowed and how long this is kept are rules of the "
                   "unit."));
    if (rows->len == 0) {
        widget_empty(m, _("Nobody has opened any yet."), NULL, NULL);
        return true;
    }
    widget_pager(m, base, page, PAGE_SIZE, count);
    markup_print(m,
                 "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">%s</th>"
                 "<th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th><th "
                 "scope=\"col\">%s</th></tr></thead><tbody>",
                 _("When"), _("Who"), _("Record"), _("What"), _("Reason"));
    for (guint i = 0; i < rows->len; i++)
        write_row(m, req, g_ptr_array_index(rows, i));
    markup_raw(m, "</tbody></table></div>");
    widget_pager(m, base, page, PAGE_SIZE, count);
    return true;
}

static const Input inputs[] = {{"page", INPUT_NUMBER}, {NULL}};

const Page page_reads = {"/u/:unit/reads", N_("Who opened personal data"), ALLOW_LEADER, show,
                         .inputs = inputs};
