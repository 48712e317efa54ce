/* bundle_verify.c: a bundle looked at without taking anything from it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/exchange.h"

#include "base/error.h"
#include "exchange/arriving.h"
#include "exchange/bodies.h"
#include "exchange/bundle_read.h"

bool
bundle_verify(Office *office, const void *bytes, gsize length, Audit *audit, GError **error)
{
    g_autoptr(Db) db = store_read(office->store, error);
    g_auto(Incoming) incoming = {0};
    if (db == NULL || !incoming_read(db, bytes, length, &incoming, error))
        return false;
    g_autoptr(GPtrArray) books = book_list(db, error);
    for (guint i = 0; books != NULL && i < books->len; i++) {
        const Book *book = g_ptr_array_index(books, i);
        g_autofree char *hex = origin_hex(book->origin), *path = g_strdup_printf("book/%s/checkpoint", hex);
        if (book->own || tar_find(incoming.members, path) == NULL)
            continue;
        g_autoptr(Arriving) arriving = arriving_read(db, incoming.members, book, error);
        if (arriving == NULL)
            return false;
        audit->heads++;
        audit->entries += arriving->leaves->len;
        if (arriving->state == ARRIVING_FORK)
            audit_add(audit, book->code, "%s", _("This state of the book contradicts what we hold."));
        else if (arriving->state == ARRIVING_UNEXPLAINED)
            audit_add(audit, book->code, "%s",
                      _("This state of the book cannot be explained by what the bundle brings."));
    }
    return books != NULL;
}
