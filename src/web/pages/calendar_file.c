/* calendar_file.c: what falls due as a calendar file.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/calendar.h"
#include "web/dues.h"
#include "web/page.h"

static bool
show(Request *req, Reply *reply, GError **error)
{
    Day today = request_today(req), to = today + 366;
    const char *typed = request_query(req, "to");
    if (typed != NULL && !day_read(typed, today, &to, error))
        return false;
    g_autoptr(GPtrArray) dues = dues_in_view(req, today, to, error);
    if (dues == NULL)
        return false;
    char *text = calendar_ical(req->book, dues, office_now(request_office(req)));
    g_autoptr(GBytes) bytes = g_bytes_new_take(text, strlen(text));
    g_autofree char *name = g_strdup_printf("%s.ics", req->book->code);
    reply_download(reply, "text/calendar; charset=utf-8", name, bytes);
    return true;
}

static const Input inputs[] = {{"to", INPUT_LINE}, {NULL}};

const Page page_calendar_file = {"/u/:unit/calendar/file", N_("Calendar file"), ALLOW_READER, show,
                                 .inputs = inputs};
