/* ids.c: what records are called: CODE-N for people, N and ORIGIN#N in stored references, titles
 * on screens.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/views.h"

#include "base/error.h"
#include "records/kinds.h"
#include "views/rows.h"

char *
record_id(const Book *book, gint64 entry)
{
    return g_strdup_printf("%s-%" G_GINT64_FORMAT, book->code, entry);
}

static bool
read_number(const char *digits, gint64 *ret_number)
{
    guint64 number = 0;
    if (*digits == '0' && digits[1] != '\0')
        return false;
    if (!g_ascii_string_to_unsigned(digits, 10, 0, G_MAXINT64, &number, NULL))
        return false;
    *ret_number = (gint64)number;
    return true;
}

/* By code or origin, the code in any case. */
static bool
find_book(Db *db, const char *name, Book **ret_book, GError **error)
{
    if (!book_find(db, name, ret_book, error))
        return false;
    g_autofree char *upper = g_ascii_strup(name, -1);
    if (!*ret_book && !book_find(db, upper, ret_book, error))
        return false;
    return *ret_book || fail(error, KN_MISSING, N_("There is no unit %s here."), name);
}

bool
record_id_read(Db *db, const Book *own, const char *typed, Book **ret_book, gint64 *ret_entry,
               GError **error)
{
    const char *hash = strrchr(typed, '#'), *dash = strrchr(typed, '-');
    const char *mark = hash ? hash : dash;
    gint64 entry = 0;
    if (!read_number(mark ? mark + 1 : typed, &entry) || mark == typed)
        return fail(error, KN_INVALID,
                    N_("\"%s\" is not the number of a record; write it like KG-17."), typed);
    if (!mark && !own)
        return fail(error, KN_INVALID, N_("Write the unit's code before the number, like KG-%s."),
                    typed);
    g_autoptr(Book) book = NULL;
    if (mark) {
        g_autofree char *name = g_strndup(typed, (gsize)(mark - typed));
        if (!find_book(db, name, &book, error))
            return false;
    } else if (!(book = book_get(db, own->book, error))) {
        return false;
    }
    if (entry >= (gint64)book->frontier.size)
        return fail(error, KN_MISSING, N_("There is no record %s."), typed);
    *ret_book = g_steal_pointer(&book);
    *ret_entry = entry;
    return true;
}

Record *
record_load(Db *db, const Book *book, gint64 entry, GError **error)
{
    g_auto(Entry) first = {0};
    if (!entry_get(db, book->book, entry, &first, error))
        return NULL;
    g_autoptr(Record) record = NULL;
    const Kind *kind = entry_kind(&first);
    if (kind && kind->nature != NATURE_SYSTEM &&
        !rows_find(db, kind, book->book, entry, &record, error))
        return NULL;
    for (gsize i = 0; entry_is_private(&first) && !record && i < kinds_count; i++)
        if (kinds[i]->nature == NATURE_PRIVATE &&
            !rows_find(db, kinds[i], book->book, entry, &record, error))
            return NULL;
    g_autofree char *id = record_id(book, entry);
    if (!record)
        return fail_null(error, KN_MISSING, N_("There is no record %s."), id);
    return g_steal_pointer(&record);
}

char *
record_ref(const Book *book, const Book *target_book, gint64 target)
{
    if (book->book == target_book->book)
        return g_strdup_printf("%" G_GINT64_FORMAT, target);
    return g_strdup_printf("%s#%" G_GINT64_FORMAT, target_book->origin, target);
}

bool
record_ref_find(Db *db, const Book *book, const char *ref, Book **ret_book, gint64 *ret_entry,
                GError **error)
{
    const char *hash = strrchr(ref, '#');
    gint64 entry = 0;
    g_autoptr(Book) found = NULL;
    g_autofree char *origin = hash ? g_strndup(ref, (gsize)(hash - ref)) : NULL;
    if (!read_number(hash ? hash + 1 : ref, &entry))
        return fail(error, KN_INVALID, N_("\"%s\" is not a reference to a record."), ref);
    if (origin && !book_find(db, origin, &found, error))
        return false;
    if (origin && !found)
        return fail(error, KN_MISSING, N_("The book this reference points into is not held here."));
    if (!origin && !(found = book_get(db, book->book, error)))
        return false;
    *ret_book = g_steal_pointer(&found);
    *ret_entry = entry;
    return true;
}

bool
record_ref_is_live(Db *db, const Book *book, const Kind *kind, const char *ref)
{
    gint64 entry = 0;
    if (!read_number(ref, &entry))
        return false;
    g_autofree char *sql =
        g_strdup_printf("SELECT 1 FROM v_%s WHERE book = ? AND entry = ?", kind->name);
    g_autoptr(Query) q = db_query_built(db, sql);
    query_bind(q, "ii", book->book, entry);
    return query_next(q);
}

char *
record_ref_title(Db *db, const Book *book, const char *kind, const char *ref)
{
    const Kind *linked = kind ? kind_find(kind) : NULL;
    g_autoptr(Book) found = NULL;
    gint64 entry = 0;
    if (!record_ref_find(db, book, ref, &found, &entry, NULL))
        return g_strdup(ref);
    g_autoptr(Record) record = NULL;
    if (linked && rows_find(db, linked, found->book, entry, &record, NULL) && record)
        return record_title(record);
    return record_id(found, entry);
}
