/* session_shown.c: what a session finds before it, and the sessions under a covenant.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/session_shown.h"

#include "records/kinds.h"
#include "standing/sessions.h"
#include "web/shown.h"
#include "web/widget.h"

static void
write_left(Markup *m, Request *req, const Record *session, const Record *direction)
{
    g_autofree char *id = record_id(req->book, direction->entry),
                    *at = record_id(req->book, session->entry), *title = record_title(direction),
                    *day = day_iso(record_dated(session));
    const char *owner = record_value(direction, kind_field(direction->kind, "owner"));
    Day due = record_day(direction, kind_field(direction->kind, "due"));
    markup_print(m, "<li><a href=\"/u/%u/record/%u\">%s</a>", req->book->code, id, title);
    if (*owner != '\0')
        markup_print(m, " <span class=\"quiet\">%s</span>", owner);
    if (due != DAY_UNSET) {
        g_autofree char *by = day_print(due, lang_current());
        markup_print(m, " <span class=\"quiet\">%s %s</span>", _("due by"), by);
    }
    if (may_write_kind(req, direction->kind)) {
        markup_print(m,
                     "<br><a class=\"button\" href=\"/u/%u/record/%u/edit\">%s</a> "
                     "<a class=\"button\" "
                     "href=\"/u/%u/new/direction?goes_on=%u&amp;session=%u&amp;agreed=%u&amp;"
                     "state=agreed&amp;owner=%u&amp;content=%u\">%s</a>",
                     req->book->code, id, _("It is done, or dropped"), req->book->code, id, at, day,
                     owner, title, _("It goes on with this session"));
    }
    markup_raw(m, "</li>");
}

bool
session_shown(Markup *m, Request *req, const Record *record, GError **error)
{
    if (record->kind != kind_get("session") || record->book != req->book->book)
        return true;
    g_autoptr(GPtrArray) left = directions_left(request_db(req, NULL), req->book, record, error);
    if (left == NULL)
        return false;
    if (left->len > 0)
        markup_print(m, "<h2>%s</h2><p>%s</p><ul class=\"waits\">", _("Left from earlier sessions"),
                     _("What was agreed before and is not done yet comes on the table again."));
    for (guint i = 0; i < left->len; i++)
        write_left(m, req, record, left->pdata[i]);
    if (left->len > 0)
        markup_raw(m, "</ul>");
    return true;
}

/* The unit's own copy of the text, for references; -1 when it has not agreed. */
static gint64
own_entry(const Request *req, const Agreement *covenant)
{
    for (guint i = 0; i < covenant->parties->len; i++) {
        const AgreementParty *party = covenant->parties->pdata[i];
        if (party->book == req->book->book)
            return party->entry;
    }
    return -1;
}

static void
write_next(Markup *m, Request *req, const Agreement *covenant, const CovenantSessions *sessions)
{
    gint64 entry = own_entry(req, covenant);
    markup_raw(m, "<p>");
    if (sessions->planned != DAY_UNSET) {
        g_autofree char *day = day_print(sessions->planned, lang_current());
        markup_print(m, "%s %s. ", _("The next one is on"), day);
    } else if (sessions->due != DAY_UNSET) {
        g_autofree char *day = day_print(sessions->due, lang_current());
        markup_print(m, "%s %s. ", _("The next one should be held by"), day);
    }
    if (sessions->host != NULL) {
        g_autofree char *host = agreement_calls(covenant, sessions->host);
        markup_print(m, "%s %s. ", _("Whose turn it is to be host:"), host);
    }
    markup_raw(m, "</p>");
    if (entry < 0 || covenant->state != AGREEMENT_IN_FORCE ||
        !may_write_kind(req, kind_get("session")))
        return;
    g_autofree char *id = record_id(req->book, entry);
    g_autofree char *number = g_strdup_printf("%u", sessions->held + 1);
    markup_print(m,
                 "<p class=\"bar\"><a class=\"button\" "
                 "href=\"/u/%u/new/session?covenant=%u&amp;number=%u&amp;host=%u\">%s</a></p>",
                 req->book->code, id, number, sessions->host != NULL ? sessions->host : "",
                 _("Write down the next session"));
}

bool
sessions_of_covenant_shown(Markup *m, Request *req, const Agreement *covenant, GError **error)
{
    g_auto(CovenantSessions) sessions = {0};
    if (covenant->kind != kind_get("covenant") || covenant->state == AGREEMENT_PROPOSED)
        return true;
    if (!covenant_sessions(request_db(req, NULL), covenant, request_today(req), &sessions, error))
        return false;
    markup_print(m, "<h2>%s</h2>", _("Sessions"));
    write_next(m, req, covenant, &sessions);
    for (guint i = 0; i < sessions.sessions->len; i++) {
        const Record *session = sessions.sessions->pdata[i];
        g_autoptr(Book) book = book_get(request_db(req, NULL), session->book, error);
        if (book == NULL)
            return false;
        g_autofree char *id = record_id(book, session->entry), *title = record_title(session),
                        *day = day_print(record_dated(session), lang_current());
        if (i == 0)
            markup_raw(m, "<ul class=\"waits\">");
        markup_print(m, "<li>%s: <a href=\"/u/%u/record/%u\">%s</a></li>", day, req->book->code, id,
                     title);
    }
    if (sessions.sessions->len > 0)
        markup_raw(m, "</ul>");
    return true;
}
