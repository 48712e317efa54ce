/* help_verify.c: a second person confirms that a help reached its address.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "rules/write.h"
#include "views/views.h"
#include "web/notices.h"
#include "web/page.h"

static bool
confirm(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Book) book = NULL;
    gint64 target, entry;
    Db *db = request_db(req, error);
    if (db == NULL ||
        !record_id_read(db, req->book, request_capture(req, "id"), &book, &target, error))
        return false;
    if (book->book != req->book->book)
        return fail(error, KN_DENIED, "Only helps of the own book can be confirmed.");
    request_db_close(req);
    if (!help_verify(request_office(req), request_unit(req), &req->actor, target, &entry, error))
        return false;
    g_autofree char *id = record_id(req->book, target);
    g_autofree char *sentence = g_strdup_printf(_("You have confirmed %s."), id);
    notice_done(req, sentence, entry);
    reply_see_print(reply, "/u/%s/record/%s", req->book->code, id);
    return true;
}

/* The address is a form's; opened by itself it leads to the record. */
static bool
show(Request *req, Reply *reply, GError **error)
{
    reply_see_print(reply, "/u/%s/record/%s", req->book->code, request_capture(req, "id"));
    return true;
}

const Page page_help_verify = {"/u/:unit/record/:id/confirm", N_("Confirm"), ALLOW_RECORDER, show,
                               confirm};
