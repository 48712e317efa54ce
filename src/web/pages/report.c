/* report.c: a report on the screen as on paper, with the ways to take it along.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/format.h"
#include "formats/html.h"
#include "records/kinds.h"
#include "views/list.h"
#include "web/report_ask.h"
#include "web/widget.h"
#include "web/year.h"

#define RECORDS_SHOWN 50
#define ROWS_SHOWN 200 /* of its tables, on the screen */

static bool
write_houses(Markup *m, Request *req, const AskedReport *asked, GError **error)
{
    g_autoptr(GPtrArray) houses =
        houses_list(request_db(req, NULL), NULL, request_today(req), error);
    if (houses == NULL)
        return false;
    g_auto(GStrv) chosen = g_strsplit(asked->of, ",", -1);
    markup_print(m, "<fieldset class=\"field\"><legend>%s</legend>", _("Units"));
    for (guint i = 0; i < houses->len; i++) {
        const House *house = g_ptr_array_index(houses, i);
        markup_print(
            m, "<label class=\"check\"><input type=\"checkbox\" name=\"house.%s\" value=\"yes\"",
            house->code);
        if (g_strv_contains((const char *const *)chosen, house->code))
            markup_raw(m, " checked");
        markup_print(m, ">%s</label>", house->name);
    }
    markup_print(m, "<p class=\"help\">%s</p></fieldset>",
                 _("None ticked: the usual ones of this report."));
    return true;
}

static bool
write_records(Markup *m, Request *req, const AskedReport *asked, GError **error)
{
    const Kind *kind = kind_get(asked->report->of_kind);
    ListQuery query = {.kind = kind,
                       .books = &req->book->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET,
                       .limit = RECORDS_SHOWN};
    g_autoptr(ListPage) page = list_run(request_db(req, NULL), &query, false, error);
    if (page == NULL)
        return false;
    markup_print(m,
                 "<div class=\"field\"><label for=\"record\">%s</label><select id=\"record\" "
                 "name=\"record\">"
                 "<option value=\"\">%s</option>",
                 _(kind->label), _("the newest"));
    for (guint i = 0; i < page->records->len; i++) {
        const Record *record = g_ptr_array_index(page->records, i);
        g_autofree char *id = record_id(req->book, record->entry), *title = record_title(record);
        markup_print(m, "<option value=\"%s\"", id);
        if (g_strcmp0(id, asked->record) == 0)
            markup_raw(m, " selected");
        markup_print(m, ">%s</option>", title);
    }
    markup_raw(m, "</select></div>");
    return true;
}

static void
write_usual_periods(Markup *m, Request *req, const AskedReport *asked)
{
    static const int months[] = {3, 6, 7, 9, 12};
    int year = year_in_view(req);
    markup_raw(m, "<ul class=\"chips\">");
    for (gsize i = 0; i < G_N_ELEMENTS(months); i++) {
        Day to = months[i] == 12 ? day_of(year, 12, 31) : day_of(year, months[i] + 1, 1) - 1;
        Period period = {day_of(year, 1, 1), to};
        g_autofree char *label = period_label(period, lang_current());
        g_autofree char *last = day_iso(to);
        markup_print(m, "<li><a href=\"/u/%u/reports/%u?from=%d-01-01&amp;to=%u\">%s</a></li>",
                     request_unit(req), asked->report->name, (gint64)year, last, label);
    }
    markup_raw(m, "</ul>");
}

static bool
write_form(Markup *m, Request *req, const AskedReport *asked, GError **error)
{
    g_autofree char *label = period_label(asked->ask.period, lang_current());
    const char *typed = request_value(req, "period");
    if (!report_needs_record(asked->report))
        write_usual_periods(m, req, asked);
    markup_print(m,
                 "<details class=\"no-print\"%s><summary>%s</summary><form "
                 "action=\"/u/%u/reports/%u\" class=\"form\">",
                 "", _("Another period, other units"), request_unit(req), asked->report->name);
    if (asked->report->of_person) {
        widget_plain(m, &(Plain){.name = "record",
                                 .label = _("Id of the person's record"),
                                 .required = true,
                                 .short_input = true,
                                 .value = asked->record});
    } else if (asked->report->of_kind != NULL) {
        if (!write_records(m, req, asked, error))
            return false;
    } else {
        widget_plain(
            m, &(Plain){.name = "period",
                        .label = _("Period"),
                        .required = true,
                        .value = typed != NULL ? typed : label,
                        .help =
                            _("As officers write it: first 7 months of 2020, quarter 2 of 2020, or "
                              "2020-01-01/2020-07-31.")});
        if (!write_houses(m, req, asked, error))
            return false;
    }
    widget_actions(m, _("Show the report"));
    markup_raw(m, "</form></details>");
    return true;
}

/* What people call a format; its own name where there is no other. */
static const char *
format_label(const Format *format)
{
    static const struct {
        const char *name, *label;
    } labels[] = {{"docx", "Word (docx)"},
                  {"xlsx", "Excel (xlsx)"},
                  {"pdf", "PDF"},
                  {"text", N_("Plain text")}};
    for (gsize i = 0; i < G_N_ELEMENTS(labels); i++)
        if (strcmp(labels[i].name, format->name) == 0)
            return _(labels[i].label);
    return format->name;
}

static void
write_downloads(Markup *m, Request *req, const AskedReport *asked, const Doc *doc)
{
    g_autofree char *address = asked_report_address(asked);
    markup_raw(m, "<p class=\"bar\">");
    for (gsize i = 0; i < formats_count; i++)
        if (strcmp(formats[i]->name, "html") != 0 &&
            (formats[i]->fits == NULL || formats[i]->fits(doc)))
            markup_print(m, "<a class=\"button\" href=\"/u/%u/reports/%u/%u?%s\" download>%s</a>",
                         request_unit(req), asked->report->name, formats[i]->name, address,
                         format_label(formats[i]));
    markup_raw(m, "</p>");
}

/* A joint report and minutes become a text that all parties agree to. */
static void
write_propose(Markup *m, Request *req, const AskedReport *asked)
{
    if (asked->report->text == NULL)
        return;
    g_autofree char *action =
        g_strdup_printf("/u/%s/reports/%s/propose", request_unit(req), asked->report->name);
    g_autofree char *from = day_iso(asked->ask.period.from), *to = day_iso(asked->ask.period.to);
    markup_print(m, "<section class=\"no-print\"><h2>%s</h2><p>%s</p>", _("Agree to it together"),
                 _("The text with its figures is written into your book, and the partners answer "
                   "it in theirs."));
    widget_form(m, req, action);
    widget_hidden(m, "from", from);
    widget_hidden(m, "to", to);
    widget_hidden(m, "of", asked->of);
    widget_hidden(m, "record", asked->record);
    markup_print(m, "<p class=\"actions\"><button>%s</button></p></form></section>",
                 _("Propose this text"));
}

/* Whether the person may open a figure: every unit that it names. */
static bool
opens(void *context, const char *figure)
{
    Request *req = context;
    const char *of = strstr(figure, "of=");
    if (of == NULL)
        return true;
    g_autofree char *named = g_strndup(of + strlen("of="), strcspn(of + strlen("of="), "&"));
    g_auto(GStrv) codes = g_strsplit(named, ",", 0);
    for (char **code = codes; *code != NULL; code++) {
        g_autofree char *plain = g_uri_unescape_string(*code, NULL);
        g_autoptr(Book) book = NULL;
        if (plain == NULL || !book_find(request_db(req, NULL), plain, &book, NULL) ||
            book == NULL || !request_may_read(req, book))
            return false;
    }
    return true;
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    g_auto(AskedReport) asked = {0};
    g_autoptr(GError) refused = NULL;
    if (!asked_report_read(req, &asked, error))
        return false;
    g_autofree char *list = g_strdup_printf("/u/%s/reports", request_unit(req));
    Markup *m = reply_page(reply, _(asked.report->title));
    reply_crumb(reply, _("Reports"), list);
    reply->group = g_strdup("Reports");
    Db *db = request_db(req, error);
    if (db == NULL || !asked_report_may(req, &asked, error))
        return false;
    if (asked.wrong != NULL) {
        widget_wrong(m, asked.wrong);
        reply->status = 400;
    }
    if (!write_form(m, req, &asked, error))
        return false;
    g_autoptr(Doc) doc = asked.report->build(db, &asked.ask, &refused);
    if (doc == NULL) {
        reply->status = (unsigned)error_http_status(refused);
        if (reply->status >= 500) {
            g_propagate_error(error, g_steal_pointer(&refused));
            return false;
        }
        if (report_needs_record(asked.report) && asked.record == NULL) {
            reply->status = 200;
            widget_empty(m, refused->message, NULL, NULL);
        } else {
            widget_wrong(m, refused->message);
        }
        return true;
    }
    if (!asked_report_note(req, &asked, error))
        return false;
    write_downloads(m, req, &asked, doc);
    g_autofree char *figures = g_strdup_printf("/u/%s/figure?", request_unit(req));
    HtmlView view = {figures, opens, req, ROWS_SHOWN};
    html_write(m, doc, &view);
    write_propose(m, req, &asked);
    return true;
}

static const Input inputs[] = {REPORT_INPUTS};

const Page page_report = {"/u/:unit/reports/:report", N_("Report"), ALLOW_READER, show,
                          .inputs = inputs};
