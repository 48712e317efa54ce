/* confirmation.c: whether a second person has confirmed a help.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/confirmation.h"

#include "records/kinds.h"
#include "web/widget.h"

void
confirmation_show(Markup *m, const Request *req, const Record *record, const char *id)
{
    if (!g_str_equal(record->kind->name, "help"))
        return;
    bool verified = !record_is_empty(record, kind_field(record->kind, "verified"));
    markup_raw(m, "<p>");
    if (verified)
        widget_status(m, SIGN_DONE, _("confirmed by a second person"));
    else
        widget_status(m, SIGN_WAIT, _("not confirmed yet: a second person still has to"));
    markup_raw(m, "</p>");
    if (verified || record->book != req->book->book ||
        !request_may(req, ROLE_RECORDER | ROLE_CHAIR | ROLE_TREASURER))
        return;
    if (g_strcmp0(record->author, req->actor.author) == 0) {
        markup_print(m, "<p class=\"quiet\">%s</p>",
                     _("You wrote it, so somebody else confirms it."));
        return;
    }
    g_autofree char *action = g_strdup_printf("/u/%s/record/%s/confirm", req->book->code, id);
    widget_button(m, req, action, _("Confirm that it arrived"), NULL, NULL);
}
