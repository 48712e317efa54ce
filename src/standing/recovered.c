/* recovered.c: a book that came back after a loss.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/recovered.h"

#include "base/date.h"
#include "book/lost.h"
#include "records/kinds.h"
#include "store/side.h"
#include "views/numbers.h"

/* Setting "recovered/BOOK": SIZE TIME. */
static char *
setting_name(const Book *book)
{
    return g_strdup_printf("recovered/%" G_GINT64_FORMAT, book->book);
}

bool
recovered_find(Db *db, const Book *book, guint64 *ret_size, gint64 *ret_time, GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autofree char *name = setting_name(book), *value = setting_get(db, name, &failure);
    *ret_size = 0;
    *ret_time = 0;
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return false;
    }
    g_auto(GStrv) words = g_strsplit(value != NULL ? value : "", " ", -1);
    if (g_strv_length(words) == 2) {
        *ret_size = g_ascii_strtoull(words[0], NULL, 10);
        *ret_time = g_ascii_strtoll(words[1], NULL, 10);
    }
    return true;
}

bool
recovered_set(Db *db, const Book *book, gint64 time, GError **error)
{
    g_autofree char *name = setting_name(book);
    g_autofree char *value =
        g_strdup_printf("%" G_GUINT64_FORMAT " %" G_GINT64_FORMAT, book->frontier.size, time);
    return setting_set(db, name, value, error);
}

static int
year_of(gint64 time)
{
    int year = 0, month = 0, day = 0;
    day_parts(day_from_time(time), &year, &month, &day);
    return year;
}

bool
recovered_unknown(Db *db, const Book *book, const Kind *kind, int year, gint64 *ret_count,
                  GError **error)
{
    g_autoptr(Book) fresh = book_get(db, book->book, error);
    g_autoptr(GPtrArray) list = fresh != NULL ? lost_list(db, fresh, error) : NULL;
    *ret_count = 0;
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const Lost *lost = list->pdata[i];
        bool known = false;
        if (lost->amends >= 0 || !g_str_equal(lost->kind, kind_leaf(kind)) ||
            year_of(lost->time) < year)
            continue;
        if (!number_is_known(db, book, kind, lost->entry, &known, error))
            return false;
        *ret_count += !known;
    }
    return list != NULL;
}
