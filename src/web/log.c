/* log.c: keeps whether a log is published.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/log.h"

#include "store/side.h"

static char *
setting_name(const Book *book)
{
    return g_strdup_printf("log_published.%s", book->code);
}

bool
log_is_published(Db *db, const Book *book, bool *ret_published, GError **error)
{
    GError *inner = NULL;
    g_autofree char *name = setting_name(book);
    g_autofree char *value = setting_get(db, name, &inner);
    *ret_published = g_strcmp0(value, "yes") == 0;
    if (inner == NULL)
        return true;
    g_propagate_error(error, inner);
    return false;
}

bool
log_publish(Db *db, const Book *book, bool publish, GError **error)
{
    g_autofree char *name = setting_name(book);
    return setting_set(db, name, publish ? "yes" : "no", error);
}

Book *
log_book(Request *req, GError **error)
{
    g_autoptr(Book) book = NULL;
    bool published = false;
    Db *db = request_db(req, error);
    if (db == NULL || !book_find(db, request_capture(req, "unit"), &book, error))
        return NULL;
    if (book == NULL || !book->own || strcmp(book->code, request_capture(req, "unit")) != 0)
        return fail_null(error, KN_MISSING, N_("There is no page at this address."));
    if (!log_is_published(db, book, &published, error))
        return NULL;
    if (!published)
        return fail_null(error, KN_MISSING, N_("There is no page at this address."));
    return g_steal_pointer(&book);
}
