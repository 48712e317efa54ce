/* dues.c: a list of what falls due.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/dues.h"

#include "views/views.h"
#include "web/widget.h"

GPtrArray *
dues_in_view(Request *req, Day from, Day to, GError **error)
{
    Db *db = request_db(req, error);
    if (db == NULL)
        return NULL;
    return dues_list(db, req->book, request_today(req), from, to,
                     request_may(req, ~(unsigned)ROLE_READER), error);
}

static void
write_due(Markup *m, Request *req, const Due *due)
{
    Day today = request_today(req);
    g_autofree char *day = day_print(due->day, lang_current()), *iso = day_iso(due->day);
    markup_raw(m, "<li>");
    if (due->day < today)
        widget_status(m, SIGN_WRONG, _("late"));
    else if (due->day == today)
        widget_status(m, SIGN_WAIT, _("today"));
    else
        widget_sign(m, due->is_event ? SIGN_LINK : SIGN_WAIT);
    markup_print(m, " <time datetime=\"%s\">%s</time> · ", iso, day);
    if (due->entry >= 0) {
        g_autofree char *id = record_id(req->book, due->entry);
        markup_print(m, "<a href=\"/u/%u/record/%u\">%s</a>", req->book->code, id, due->sentence);
    } else {
        markup_text(m, due->sentence);
    }
    markup_print(m, " <span class=\"quiet\">· %s</span></li>", _(due->source->label));
}

void
dues_write(Markup *m, Request *req, const GPtrArray *dues, guint first, guint limit)
{
    markup_raw(m, "<ul class=\"waits\">");
    for (guint i = first; i < dues->len && i - first < limit; i++)
        write_due(m, req, g_ptr_array_index(dues, i));
    markup_raw(m, "</ul>");
}

GPtrArray *
dues_mixed(const GPtrArray *dues, guint limit)
{
    GPtrArray *mixed = g_ptr_array_new();
    for (guint i = 0; i < dues->len && mixed->len < limit; i++) {
        const Due *due = g_ptr_array_index(dues, i);
        guint of_source = 0;
        for (guint j = 0; j < mixed->len; j++)
            of_source += ((const Due *)mixed->pdata[j])->source == due->source;
        if (of_source < limit / 2)
            g_ptr_array_add(mixed, (gpointer)due);
    }
    return mixed;
}
