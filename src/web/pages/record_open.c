/* record_open.c: opens the personal values of a record; the opening is written down.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/reads.h"
#include "web/shown.h"
#include "web/widget.h"

/* The day's budget is used up: said in words; the chair may go on with a reason. */
static void
used_up(Request *req, Reply *reply, const char *id, const GError *refused)
{
    g_autofree char *record = g_strdup_printf("/u/%s/record/%s", req->book->code, id);
    g_autofree char *action = g_strconcat(record, "/open", NULL);
    Markup *m = reply_page(reply, _("Open the personal values"));
    reply_crumb(reply, id, record);
    reply->status = g_error_matches(refused, KN_ERROR, KN_LIMIT)
                        ? 429 /* too many requests */
                        : (unsigned)error_http_status(refused);
    widget_wrong(m, refused->message);
    if (!request_may(req, ROLE_CHAIR))
        return;
    widget_form(m, req, action);
    widget_plain(m, &(Plain){.name = "reason",
                             .label = _("Why you need to open more"),
                             .help = _("The reason stays in the log."),
                             .required = true});
    widget_actions(m, _("Open the personal values"));
    markup_raw(m, "</form>");
}

static bool
open_values(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Book) book = NULL;
    g_autoptr(Record) record = NULL;
    g_autoptr(GError) refused = NULL;
    if (!record_in_view(req, &book, &record, error))
        return false;
    if (book->book != req->book->book)
        return fail(error, KN_DENIED, N_("Open it in the unit that it belongs to."));
    g_autofree char *id = record_id(book, record->entry);
    request_db_close(req);
    if (read_open(request_office(req), request_unit(req), &req->actor, record->entry,
                  request_value(req, "reason"), &refused)) {
        reply_see_print(reply, "/u/%s/record/%s", req->book->code, id);
        return true;
    }
    if (!g_error_matches(refused, KN_ERROR, KN_LIMIT) &&
        !g_error_matches(refused, KN_ERROR, KN_INVALID)) {
        g_propagate_error(error, g_steal_pointer(&refused));
        return false;
    }
    used_up(req, reply, id, refused);
    return true;
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    reply_see_print(reply, "/u/%s/record/%s", req->book->code, request_capture(req, "id"));
    return true;
}

static const Input inputs[] = {{"reason", INPUT_LINE}, {NULL}};

const Page page_record_open = {"/u/:unit/record/:id/open",
                               N_("Open the personal values"),
                               ALLOW_READER,
                               show,
                               open_values,
                               .inputs = inputs};
