/* calendar.c: what falls due, and the ways to take it along: a file, an address for calendar programs, a text.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "reports/calendar.h"
#include "rules/feed.h"
#include "web/dues.h"
#include "web/page.h"
#include "web/server.h"
#include "web/widget.h"

#define PAGE_SIZE 50
#define DAYS_SHOWN 92 /* a quarter ahead */

static bool
read_until(Request *req, Day *ret_to, GError **error)
{
    const char *typed = request_value(req, "to");
    *ret_to = request_today(req) + DAYS_SHOWN;
    return typed == NULL || day_read(typed, request_today(req), ret_to, error);
}

static void
write_filter(Markup *m, Request *req, Day to)
{
    static const int spans[] = {7, 31, DAYS_SHOWN, 366};
    static const char *const labels[] = {N_("a week"), N_("a month"), N_("a quarter"),
                                         N_("a year")};
    markup_raw(m, "<ul class=\"chips\">");
    for (gsize i = 0; i < G_N_ELEMENTS(spans); i++) {
        Day end = request_today(req) + spans[i];
        g_autofree char *iso = day_iso(end);
        markup_print(m, "<li><a href=\"/u/%u/calendar?to=%u\"", req->book->code, iso);
        if (end == to)
            markup_raw(m, " aria-current=\"true\"");
        markup_print(m, ">%s</a></li>", _(labels[i]));
    }
    markup_raw(m, "</ul>");
}

static bool
write_ways(Markup *m, Request *req, const GPtrArray *dues, Day to, GError **error)
{
    g_autofree char *token = NULL, *iso = day_iso(to);
    g_autofree char *text = calendar_text(req->book, dues, request_today(req));
    if (!feed_token(request_db(req, NULL), req->book, &token, error))
        return false;
    markup_print(m, "<h2>%s</h2>", _("Take it along"));
    markup_print(
        m,
        "<div class=\"field\"><label for=\"text\">%s</label><textarea id=\"text\" rows=\"8\" "
        "readonly>%s</textarea></div>",
        _("A text to paste into Zalo"), text);
    markup_print(m,
                 "<p class=\"bar\"><a class=\"button\" href=\"/u/%u/calendar/file?to=%u\" "
                 "download>%s</a></p>",
                 req->book->code, iso, _("Calendar file (ics)"));
    markup_print(m, "<details><summary>%s</summary><p>%s</p>",
                 _("An address for calendar programs"),
                 _("Whoever has it sees the days and titles of drives, sessions and tasks, nothing "
                   "about persons. A new address ends the old one."));
    if (token != NULL)
        markup_print(m, "<p class=\"mono\">%s/calendar/%u</p>", req->web->url, token);
    if (request_may(req, ROLE_CHAIR | ROLE_ADMINISTRATOR)) {
        g_autofree char *action = g_strdup_printf("/u/%s/calendar", req->book->code);
        widget_button(m, req, action,
                      token == NULL ? _("Make the address") : _("Make a new address"), NULL, NULL);
    }
    markup_raw(m, "</details>");
    return true;
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    Day to;
    Markup *m = reply_page(reply, _("Calendar"));
    reply->group = g_strdup("home");
    if (!read_until(req, &to, error))
        return false;
    g_autoptr(GPtrArray) dues = dues_in_view(req, request_today(req), to, error);
    if (dues == NULL)
        return false;
    write_filter(m, req, to);
    if (dues->len == 0)
        widget_empty(m, _("Nothing falls due in this time."), NULL, NULL);
    g_autofree char *iso = day_iso(to);
    g_autofree char *base = g_strdup_printf("/u/%s/calendar?to=%s&", req->book->code, iso);
    gint64 last = ((gint64)dues->len + PAGE_SIZE - 1) / PAGE_SIZE,
           page = CLAMP(widget_page(req), 1, MAX(last, 1));
    widget_pager(m, base, page, PAGE_SIZE, dues->len);
    dues_write(m, req, dues, (guint)(page - 1) * PAGE_SIZE, PAGE_SIZE);
    widget_pager(m, base, page, PAGE_SIZE, dues->len);
    return write_ways(m, req, dues, to, error);
}

static bool
renew(Request *req, Reply *reply, GError **error)
{
    request_db_close(req);
    if (!feed_renew(request_office(req), request_unit(req), &req->actor, error))
        return false;
    reply_see_print(reply, "/u/%s/calendar", request_unit(req));
    return true;
}

static const Input inputs[] = {{"to", INPUT_LINE}, {"page", INPUT_NUMBER}, {NULL}};

const Page page_calendar = {"/u/:unit/calendar", N_("Calendar"),  ALLOW_READER, show, renew,
                            ALLOW_LEADER,        .inputs = inputs};
