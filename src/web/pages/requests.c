/* requests.c: the desk for persons who ask about their data: open requests with their clocks in words, and the next steps.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/field.h"
#include "records/kinds.h"
#include "standing/data_requests.h"
#include "views/views.h"
#include "web/shown.h"
#include "web/widget.h"

/* "by 14/8/2026: 3 working days left". */
static void
write_clock(Markup *m, const char *what, Day by, int left, bool met)
{
    if (met || by == DAY_UNSET)
        return;
    g_autofree char *day = day_print(by, lang_current());
    g_autofree char *sentence =
        left < 0    ? g_strdup_printf(_("%s by %s: %d working days late"), what, day, -left)
        : left == 0 ? g_strdup_printf(_("%s by %s: today is the last day"), what, day)
                    : g_strdup_printf(_("%s by %s: %d working days left"), what, day, left);
    markup_raw(m, "<p>");
    widget_status(m, left < 0 ? SIGN_WRONG : left < 2 ? SIGN_HINT : SIGN_WAIT, sentence);
    markup_raw(m, "</p>");
}

static void
step(Markup *m, Request *req, const char *path, const char *label)
{
    markup_print(m, "<a class=\"button\" href=\"/u/%u", req->book->code);
    markup_text(m, path);
    markup_print(m, "\">%s</a>", label);
}

static void
write_steps(Markup *m, Request *req, const Record *request, const Record *person, const char *name)
{
    g_autofree char *id = record_id(req->book, request->entry),
                    *words = g_uri_escape_string(name, NULL, FALSE);
    g_autofree char *search = g_strconcat("/search?q=", words, NULL),
                    *edit = g_strdup_printf("/record/%s/edit", id);
    int sort = kind_field(request->kind, "sort");
    markup_raw(m, "<p class=\"bar\">");
    if (*name != '\0')
        step(m, req, search, _("Find everything about them"));
    if (person != NULL) {
        g_autofree char *of = record_id(req->book, person->entry);
        g_autofree char *data = g_strdup_printf("/reports/my-data?record=%s", of),
                        *record = g_strdup_printf("/record/%s", of);
        step(m, req, data, _("Make the paper with their data"));
        if (record_choice_is(request, sort, "erase"))
            step(m, req, record, _("Erase values"));
        else if (record_choice_is(request, sort, "correct"))
            step(m, req, record, _("Correct the record"));
        else
            step(m, req, record, _("Open their record"));
    }
    step(m, req, edit, _("Write down the answer"));
    markup_raw(m, "</p>");
}

static bool
write_request(Markup *m, Request *req, const Record *request, GError **error)
{
    Db *db = request_db(req, NULL);
    RequestClock clock;
    g_autoptr(Record) person = NULL;
    if (!request_clock(db, req->book, request, request_today(req), &clock, error) ||
        !record_of_person(db, req->book, request, &person, error))
        return false;
    int sort = kind_field(request->kind, "sort");
    g_autofree char *id = record_id(req->book, request->entry),
                    *asks = field_print(&request->kind->fields[sort], request->values[sort],
                                        lang_current(), NULL, NULL),
                    *received = day_print(record_dated(request), lang_current()),
                    *name = person != NULL ? record_title(person)
                                           : g_strdup(record_value(request, request->kind->title));
    markup_print(m,
                 "<section class=\"card\"><h3><a href=\"/u/%u/record/%u\">%s</a> %s</h3><p>%s: "
                 "<b>%s</b> · %s %s</p>",
                 req->book->code, id, id, name, _("They ask"), asks, _("Received on"), received);
    write_clock(m, _("First answer"), clock.answer_by, clock.answer_left, clock.answered);
    write_clock(m, _("Finish"), clock.done_by, clock.done_left, clock.done);
    if (clock.too_long)
        widget_hint(m, _("The extension is longer than the rules allow; only what they allow is "
                         "counted."));
    write_steps(m, req, request, person, name);
    markup_raw(m, "</section>");
    return true;
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    Db *db = request_db(req, error);
    g_autoptr(GPtrArray) open = db != NULL ? requests_open(db, req->book, error) : NULL;
    if (open == NULL)
        return false;
    Markup *m = reply_page(reply, _("Personal data"));
    reply->group = g_strdup("Personal data");
    if (!request_may(req, ~(unsigned)ROLE_READER)) {
        widget_empty(m, _("Requests of persons about their data are not for plain readers."), NULL,
                     NULL);
        return true;
    }
    markup_raw(m, "<div class=\"bar\">");
    markup_print(m, "<a class=\"button primary\" data-new href=\"/u/%u/new/data_request\">%s</a>",
                 req->book->code, _("Take down a request"));
    step(m, req, "/new/consent", _("Take down a consent"));
    if (request_may(req, ROLE_CHAIR | ROLE_ADMINISTRATOR)) {
        step(m, req, "/retention", _("What has been kept long enough"));
        step(m, req, "/reads", _("Who opened personal data"));
    }
    markup_print(m, "</div><h2>%s</h2>", _("Open requests"));
    if (open->len == 0)
        widget_empty(m, _("No request is open."), NULL, NULL);
    for (guint i = 0; i < open->len; i++)
        if (!write_request(m, req, g_ptr_array_index(open, i), error))
            return false;
    markup_print(m,
                 "<p><a href=\"/u/%u/records/data_request\">%s</a> · <a "
                 "href=\"/u/%u/records/consent\">%s</a></p>",
                 req->book->code, _("All requests"), req->book->code, _("All consents"));
    return true;
}

const Page page_requests = {"/u/:unit/requests", N_("Personal data"), ALLOW_READER, show};
