/* record_undo.c: takes back a record, a correction, a whole sheet, or an undo.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/write.h"
#include "views/views.h"
#include "web/notices.h"
#include "web/page.h"

static bool
undo(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Book) book = NULL;
    gint64 target, entry;
    Db *db = request_db(req, error);
    if (db == NULL ||
        !record_id_read(db, req->book, request_capture(req, "id"), &book, &target, error))
        return false;
    if (book->book != req->book->book)
        return fail(error, KN_DENIED, "Only entries of the own book can be undone.");
    g_autoptr(Record) record = record_load(db, book, target, NULL);
    const char *why = request_value(req, "why");
    request_db_close(req);
    if (!record_undo(request_office(req), request_unit(req), &req->actor, target,
                     why != NULL ? why : "", &entry, error))
        return false;
    g_autofree char *id = record_id(req->book, target);
    g_autofree char *sentence = g_strdup_printf(_("%s is undone."), id);
    notice_done(req, sentence, entry);
    if (record != NULL)
        reply_see_print(reply, "/u/%s/records/%s", req->book->code, record->kind->name);
    else
        reply_see_print(reply, "/u/%s", req->book->code);
    return true;
}

/* The address is a form's; opened by itself it leads to the record. */
static bool
show(Request *req, Reply *reply, GError **error)
{
    reply_see_print(reply, "/u/%s/record/%s", req->book->code, request_capture(req, "id"));
    return true;
}

static const Input inputs[] = {{"why", INPUT_LINE}, {NULL}};

const Page page_record_undo = {
    "/u/:unit/record/:id/undo", N_("Undo"), ALLOW_RECORDER, show, undo, .inputs = inputs};
