/* opened.c: personal values that are shown after a press.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/opened.h"

#include "web/notices.h"
#include "web/widget.h"

bool
record_is_opened(Request *req, const Book *book, const Record *record, bool *ret_opened,
                 GError **error)
{
    *ret_opened = !book->own || !record_has_closed(record);
    return *ret_opened ||
           read_is_open(request_db(req, NULL), book, req->account->account, record->entry,
                        office_now(request_office(req)), ret_opened, error);
}

void
closed_value(Markup *m)
{
    markup_print(m, "<span class=\"quiet\">%s</span>", _("(closed)"));
}

void
open_button(Markup *m, Request *req, const char *id)
{
    if (!request_may(req, ~(unsigned)ROLE_READER))
        return;
    g_autofree char *action = g_strdup_printf("/u/%s/record/%s/open", req->book->code, id);
    widget_button(m, req, action, _("Open the personal values"), NULL, NULL);
    markup_print(m, "<p class=\"help\">%s</p>",
                 _("Who opens them, and when, is written down. They stay open for ten minutes."));
}

void
open_first(Request *req, Reply *reply, const char *id)
{
    notice_add(req, NOTICE_HINT, _("Open the personal values first."), NULL);
    reply_see_print(reply, "/u/%s/record/%s", req->book->code, id);
}
