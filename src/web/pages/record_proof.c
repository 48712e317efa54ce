/* record_proof.c: one entry with its proof, for someone who need not trust the office.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/export.h"
#include "web/shown.h"

static bool
make(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Book) book = NULL;
    g_autoptr(Record) record = NULL;
    if (!record_in_view(req, &book, &record, error))
        return false;
    if (book->book != req->book->book)
        return fail(error, KN_DENIED, N_("Only the unit itself proves what stands in its book."));
    g_autoptr(GPtrArray) shown = g_ptr_array_new();
    for (gsize i = 0; i < record->kind->field_count; i++) {
        g_autofree char *name = g_strconcat("show.", record->kind->fields[i].name, NULL);
        if (request_has(req, name))
            g_ptr_array_add(shown, (gpointer)record->kind->fields[i].name);
    }
    g_ptr_array_add(shown, NULL);
    request_db_close(req);
    g_autoptr(Db) db = store_write(request_office(req)->store, error);
    g_autoptr(Book) own = db != NULL ? office_book(db, request_unit(req), error) : NULL;
    g_autofree char *proof =
        own != NULL ? export_proof(db, own, record->last, (const char *const *)shown->pdata, error)
                    : NULL;
    if (proof == NULL || !db_commit(db, error))
        return false;
    g_autofree char *id = record_id(own, record->entry);
    g_autofree char *name = g_strconcat(id, ".proof", NULL);
    g_autoptr(GBytes) bytes = g_bytes_new(proof, strlen(proof));
    reply_download(reply, "application/octet-stream", name, bytes);
    return true;
}

static const Input inputs[] = {{"*", INPUT_FIELDS}, {NULL}};

const Page page_record_proof = {
    "/u/:unit/record/:id/proof", N_("Proof"), ALLOW_LEADER, NULL, make, .inputs = inputs};
