/* calendar_feed.c: the calendar for programs that know its secret address: nothing about persons.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "reports/calendar.h"
#include "rules/feed.h"
#include "web/page.h"

#define DAYS_AHEAD 366

static bool
show(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Book) book = NULL;
    Db *db = request_db(req, error);
    if (db == NULL || !feed_find(db, request_capture(req, "token"), &book, error))
        return false;
    if (book == NULL)
        return fail(error, KN_MISSING, N_("There is no calendar at this address any more."));
    Day today = request_today(req);
    g_autoptr(GPtrArray) dues = dues_list(db, book, today, today, today + DAYS_AHEAD,
                                          /* with_personal= */ false, error);
    if (dues == NULL)
        return false;
    char *text = calendar_ical(book, dues, office_now(request_office(req)));
    g_autoptr(GBytes) bytes = g_bytes_new_take(text, strlen(text));
    reply_bytes(reply, "text/calendar; charset=utf-8", bytes);
    return true;
}

const Page page_calendar_feed = {"/calendar/:token", N_("Calendar"), ALLOW_ANYONE, show};
