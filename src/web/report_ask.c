/* report_ask.c: reads which report is asked for.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/report_ask.h"

#include "rules/reads.h"
#include "web/year.h"

void
asked_report_clear(AskedReport *asked)
{
    g_clear_pointer(&asked->of, g_free);
    g_clear_pointer(&asked->record, g_free);
    g_clear_pointer(&asked->wrong, g_free);
}

/* This year up to the last whole month; another year whole. */
static Period
usual_period(Request *req)
{
    int year = 0, month = 0, day = 0, view = year_in_view(req);
    day_parts(request_today(req), &year, &month, &day);
    Period period = year_period(view);
    if (view == year && month > 1)
        period.to = day_of(year, month, 1) - 1;
    return period;
}

static bool
read_period(Request *req, Period *period, GError **error)
{
    const char *typed = request_value(req, "period");
    const char *from = request_value(req, "from"), *to = request_value(req, "to");
    if (typed != NULL)
        return period_read(typed, period, error);
    if (from == NULL && to == NULL)
        return true;
    Period read = *period;
    if ((from != NULL && !day_read(from, request_today(req), &read.from, error)) ||
        (to != NULL && !day_read(to, request_today(req), &read.to, error)))
        return false;
    if (read.from > read.to)
        return fail(error, KN_INVALID, N_("The period ends before it begins."));
    *period = read;
    return true;
}

/* Ticked houses, else `of`. */
static char *
read_houses(Request *req)
{
    GString *of = g_string_new(NULL);
    const GPtrArray *pairs = request_shows_form(req) ? req->form : req->query;
    for (guint i = 0; i < pairs->len; i++) {
        const Pair *pair = g_ptr_array_index(pairs, i);
        if (g_str_has_prefix(pair->name, "house."))
            g_string_append_printf(of, "%s%s", of->len > 0 ? "," : "",
                                   pair->name + strlen("house."));
    }
    if (of->len == 0 && request_value(req, "of") != NULL)
        g_string_append(of, request_value(req, "of"));
    return g_string_free(of, FALSE);
}

bool
asked_report_read(Request *req, AskedReport *ret_asked, GError **error)
{
    g_autoptr(GError) wrong = NULL;
    const Report *report = report_find(request_capture(req, "report"));
    if (report == NULL)
        return fail(error, KN_MISSING, N_("There is no such report."));
    AskedReport asked = {.report = report};
    asked.ask = (ReportAsk){.period = usual_period(req),
                            .own = req->book,
                            .today = request_today(req),
                            .lang = lang_current()};
    if (!read_period(req, &asked.ask.period, &wrong))
        asked.wrong = g_strdup(wrong->message);
    asked.of = read_houses(req);
    asked.record = g_strdup(request_value(req, "record"));
    asked.ask.of = asked.of[0] != '\0' ? asked.of : NULL;
    asked.ask.record = asked.record;
    *ret_asked = asked;
    return true;
}

bool
asked_report_may(const Request *req, const AskedReport *asked, GError **error)
{
    if (!asked->report->personal || request_may(req, ~(unsigned)ROLE_READER))
        return true;
    return fail(error, KN_DENIED,
                N_("This report names persons. Whoever looks after the accounts can give you the "
                   "right to see it."));
}

char *
asked_report_address(const AskedReport *asked)
{
    g_autofree char *from = day_iso(asked->ask.period.from), *to = day_iso(asked->ask.period.to);
    GString *address = g_string_new(NULL);
    g_string_append_printf(address, "from=%s&to=%s", from, to);
    if (asked->ask.of != NULL) {
        g_autofree char *of = g_uri_escape_string(asked->ask.of, ",", FALSE);
        g_string_append_printf(address, "&of=%s", of);
    }
    if (asked->ask.record != NULL) {
        g_autofree char *record = g_uri_escape_string(asked->ask.record, NULL, FALSE);
        g_string_append_printf(address, "&record=%s", record);
    }
    return g_string_free(address, FALSE);
}

bool
asked_report_note(Request *req, const AskedReport *asked, GError **error)
{
    g_autoptr(Book) book = NULL;
    gint64 entry = -1;
    if (!asked->report->personal)
        return true;
    if (asked->record != NULL &&
        !record_id_read(request_db(req, NULL), req->book, asked->record, &book, &entry, error))
        return false;
    return read_note(request_office(req), req->book, &req->actor, entry, asked->report->name,
                     error);
}
