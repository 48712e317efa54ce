/* rebuild.c: every derived table from the books, in one transaction.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/rebuild.h"

#include "base/error.h"
#include "views/apply.h"
#include "views/tables.h"

#define STRIDE 10000 /* entries between two looks at the progress */

bool
rebuild_into(Db *from, Db *to, ViewsProgress progress, void *context, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(from, error);
    if (!books)
        return false;
    guint64 all = 0, done = 0;
    for (guint i = 0; i < books->len; i++)
        all += ((const Book *)books->pdata[i])->frontier.size;
    for (guint i = 0; i < books->len; i++) {
        const Book *book = books->pdata[i];
        gint64 size = (gint64)book->frontier.size;
        g_autoptr(Applier) applier = applier_new(from, to, book);
        for (gint64 first = 0; first < size; first += STRIDE) {
            gint64 last = MIN(first + STRIDE, size);
            if (!applier_run(applier, first, last, error))
                return false;
            done += (guint64)(last - first);
            if (progress && !progress(context, done, all))
                return fail(error, KN_CONFLICT, N_("Stopped; nothing was changed."));
        }
        if (!applier_end(applier, error))
            return false;
    }
    return true;
}

static bool
rebuild_all(Db *db, ViewsProgress progress, void *context, GError **error)
{
    return tables_drop(db, error) && tables_create(db, error) && tables_note(db, error) &&
           rebuild_into(db, db, progress, context, error);
}

bool
views_derive(Db *db, GError **error)
{
    return rebuild_all(db, NULL, NULL, error);
}

bool
views_rebuild(Store *store, ViewsProgress progress, void *context, GError **error)
{
    g_autoptr(Db) db = store_write(store, error);
    return db && rebuild_all(db, progress, context, error) && db_commit(db, error);
}

bool
views_prepare(Store *store, GError **error)
{
    bool current = false;
    g_autoptr(Db) db = store_read(store, error);
    if (!db || !tables_are_current(db, &current, error))
        return false;
    g_clear_pointer(&db, db_free);
    return current || views_rebuild(store, NULL, NULL, error);
}
