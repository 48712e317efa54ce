/* lineage.c: closings and successions out of the books held here.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/lineage.h"

#include "base/error.h"
#include "records/kinds.h"
#include "views/rows.h"
#include "views/units.h"
#include "views/values.h"

#define DEEP 32 /* successions one after another; a ring comes to its end too */

static void
heir_free(gpointer data)
{
    Heir *heir = data;
    g_free(heir->origin);
    g_free(heir->code);
    g_free(heir->name);
    g_free(heir);
}

void
closing_free(Closing *closing)
{
    if (!closing)
        return;
    g_free(closing->document);
    g_ptr_array_unref(closing->heirs);
    g_free(closing);
}

static void
succession_free(gpointer data)
{
    Succession *succession = data;
    g_free(succession->origin);
    g_free(succession->name);
    g_free(succession->root);
    g_free(succession->note);
    g_free(succession->document);
    g_free(succession);
}

void
lineage_free(Lineage *lineage)
{
    if (!lineage)
        return;
    g_ptr_array_unref(lineage->closings);
    g_ptr_array_unref(lineage->successions);
    g_hash_table_unref(lineage->books);
    g_free(lineage);
}

static gint64
number_of(GHashTable *books, const char *origin)
{
    const Book *book = g_hash_table_lookup(books, origin);
    return book ? book->book : 0;
}

/* `books` NULL: the numbers of the heirs stay 0. */
static Closing *
closing_of(const Record *record, GHashTable *books)
{
    Closing *closing = g_new0(Closing, 1);
    closing->book = record->book;
    closing->entry = record->entry;
    closing->time = record->time;
    closing->day = value_day(record, "date");
    if (closing->day == DAY_UNSET)
        closing->day = day_from_time(record->time);
    closing->document = g_strdup(value_text(record, "legal_document"));
    closing->heirs = g_ptr_array_new_with_free_func(heir_free);
    for (gsize i = 0; i < value_items(record, "successors"); i++) {
        Heir *heir = g_new0(Heir, 1);
        heir->origin = value_part(record, "successors", i, "origin");
        heir->code = value_part(record, "successors", i, "code");
        heir->name = value_part(record, "successors", i, "name");
        heir->book = books ? number_of(books, heir->origin) : 0;
        g_ptr_array_add(closing->heirs, heir);
    }
    return closing;
}

static Succession *
succession_of(const Record *record, GHashTable *books)
{
    Succession *succession = g_new0(Succession, 1);
    succession->book = record->book;
    succession->entry = record->entry;
    succession->origin = g_strdup(value_text(record, "predecessor"));
    succession->name = g_strdup(value_text(record, "name"));
    succession->size = (guint64)value_number(record, "size", 0);
    succession->root = g_strdup(value_text(record, "root"));
    succession->note = g_strdup(value_text(record, "note"));
    succession->volume = g_str_equal(value_text(record, "volume"), "yes");
    succession->day = value_day(record, "date");
    succession->document = g_strdup(value_text(record, "legal_document"));
    succession->from = number_of(books, succession->origin);
    if (succession->from == succession->book)
        succession->from = 0;
    return succession;
}

static bool
read_books(Db *db, Lineage *lineage, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(db, error);
    if (!books)
        return false;
    g_ptr_array_set_free_func(books, NULL);
    for (guint i = 0; i < books->len; i++) {
        Book *book = books->pdata[i];
        g_hash_table_replace(lineage->books, book->origin, book);
    }
    return true;
}

static bool
read_rows(Db *db, Lineage *lineage, const char *name, GError **error)
{
    const Kind *kind = kind_get(name);
    bool closings = g_str_equal(name, "closed");
    g_autofree char *sql = rows_select(kind, "ORDER BY book, entry");
    g_autoptr(Query) q = db_query_built(db, sql);
    while (query_next(q)) {
        g_autoptr(Record) record = rows_read(kind, q);
        if (closings)
            g_ptr_array_add(lineage->closings, closing_of(record, lineage->books));
        else
            g_ptr_array_add(lineage->successions, succession_of(record, lineage->books));
    }
    return query_end(q, error);
}

static bool
names_heir(const Closing *closing, const Book *heir)
{
    for (guint i = 0; i < closing->heirs->len; i++)
        if (g_str_equal(((const Heir *)closing->heirs->pdata[i])->origin, heir->origin))
            return true;
    return false;
}

static const Book *
book_of(const Lineage *lineage, gint64 number)
{
    GHashTableIter iter;
    gpointer book;
    g_hash_table_iter_init(&iter, lineage->books);
    while (g_hash_table_iter_next(&iter, NULL, &book))
        if (((const Book *)book)->book == number)
            return book;
    return NULL;
}

/* Own books need no comparing of words. */
static bool
is_compared(Db *db, const Book *book, bool *ret_compared, GError **error)
{
    *ret_compared = book->own;
    g_autoptr(Query) q = db_query(db, "SELECT compared FROM partner WHERE book = ?");
    query_bind(q, "i", book->book);
    while (query_next(q))
        *ret_compared = *ret_compared || query_int(q, 0) != 0;
    return query_end(q, error);
}

bool
lineage_same_unit(Db *db, const Book *older, const Book *newer, Day day, bool *ret_same,
                  GError **error)
{
    g_autofree char *name = unit_name_on(db, older, day, error);
    if (!name)
        return false;
    *ret_same = g_strcmp0(older->unit_kind, newer->unit_kind) == 0 &&
                (g_strcmp0(newer->name, name) == 0 || g_strcmp0(newer->name, older->name) == 0);
    return true;
}

/* A partner whose words were compared under its own name is no other's new volume. */
static bool
judge(Db *db, const Lineage *lineage, Succession *succession, GError **error)
{
    const Book *heir = book_of(lineage, succession->book);
    const Closing *closing = lineage_closing(lineage, succession->from);
    bool compared = false, same = false;
    if (succession->from == 0 || !heir) {
        succession->state = SUCCESSION_NOT_HELD;
        return true;
    }
    if (!succession->volume || closing) {
        succession->state =
            closing && names_heir(closing, heir) ? SUCCESSION_AGREED : SUCCESSION_ONE_SIDED;
        return true;
    }
    if (!lineage_same_unit(db, book_of(lineage, succession->from), heir, succession->day, &same,
                           error) ||
        !is_compared(db, heir, &compared, error))
        return false;
    if (!same) {
        succession->state = SUCCESSION_ONE_SIDED;
        return true;
    }
    succession->state = compared ? SUCCESSION_NEW_VOLUME : SUCCESSION_NOT_COMPARED;
    return true;
}

static void
free_book(gpointer book)
{
    book_free(book);
}

static void
free_closing(gpointer closing)
{
    closing_free(closing);
}

Lineage *
lineage_read(Db *db, GError **error)
{
    g_autoptr(Lineage) lineage = g_new0(Lineage, 1);
    lineage->closings = g_ptr_array_new_with_free_func(free_closing);
    lineage->successions = g_ptr_array_new_with_free_func(succession_free);
    lineage->books = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_book);
    if (!read_books(db, lineage, error) || !read_rows(db, lineage, "closed", error) ||
        !read_rows(db, lineage, "succeeds", error))
        return NULL;
    for (guint i = 0; i < lineage->successions->len; i++)
        if (!judge(db, lineage, lineage->successions->pdata[i], error))
            return NULL;
    return g_steal_pointer(&lineage);
}

const Closing *
lineage_closing(const Lineage *lineage, gint64 book)
{
    for (guint i = 0; i < lineage->closings->len; i++) {
        const Closing *closing = lineage->closings->pdata[i];
        if (closing->book == book)
            return closing;
    }
    return NULL;
}

GPtrArray *
lineage_claims(const Lineage *lineage, gint64 book)
{
    GPtrArray *claims = g_ptr_array_new();
    for (guint i = 0; i < lineage->successions->len; i++)
        if (((const Succession *)lineage->successions->pdata[i])->book == book)
            g_ptr_array_add(claims, lineage->successions->pdata[i]);
    return claims;
}

GPtrArray *
lineage_claimed(const Lineage *lineage, gint64 book)
{
    GPtrArray *claims = g_ptr_array_new();
    for (guint i = 0; i < lineage->successions->len; i++)
        if (((const Succession *)lineage->successions->pdata[i])->from == book && book != 0)
            g_ptr_array_add(claims, lineage->successions->pdata[i]);
    return claims;
}

/* A new volume takes over the day it begins; the older one was never closed. */
static gint64
newer_volume(const Lineage *lineage, gint64 book, Day day)
{
    for (guint i = 0; i < lineage->successions->len; i++) {
        const Succession *succession = lineage->successions->pdata[i];
        if (succession->from == book && succession->state == SUCCESSION_NEW_VOLUME &&
            (succession->day == DAY_UNSET || succession->day <= day))
            return succession->book;
    }
    return 0;
}

bool
lineage_given_up(const Lineage *lineage, gint64 book)
{
    return !lineage_closing(lineage, book) && newer_volume(lineage, book, G_MAXINT32) != 0;
}

Day
lineage_end(const Lineage *lineage, gint64 book)
{
    const Closing *closing = lineage_closing(lineage, book);
    Day end = closing ? closing->day : G_MAXINT32;
    for (guint i = 0; !closing && i < lineage->successions->len; i++) {
        const Succession *succession = lineage->successions->pdata[i];
        if (succession->from == book && succession->state == SUCCESSION_NEW_VOLUME)
            end = MIN(end, succession->day);
    }
    return end;
}

gint64
lineage_heir(const Lineage *lineage, gint64 book, Day day)
{
    const Closing *closing = lineage_closing(lineage, book);
    if (!closing)
        return newer_volume(lineage, book, day);
    if (closing->day > day || closing->heirs->len != 1)
        return 0;
    const Heir *heir = closing->heirs->pdata[0];
    for (guint i = 0; i < lineage->successions->len; i++) {
        const Succession *succession = lineage->successions->pdata[i];
        if (succession->from == book && succession->state == SUCCESSION_AGREED &&
            succession->book == heir->book)
            return heir->book;
    }
    return 0;
}

void
lineage_before(const Lineage *lineage, gint64 book, Day day, GArray *books)
{
    g_autoptr(GArray) waiting = g_array_new(false, false, sizeof(gint64));
    g_array_append_val(waiting, book);
    for (guint w = 0; w < waiting->len; w++) {
        gint64 heir = g_array_index(waiting, gint64, w);
        for (guint i = 0; i < lineage->successions->len; i++) {
            gint64 from = ((const Succession *)lineage->successions->pdata[i])->from;
            if (from == 0 || books_have(waiting, from) || lineage_heir(lineage, from, day) != heir)
                continue;
            g_array_append_val(waiting, from);
            if (!books_have(books, from))
                g_array_append_val(books, from);
        }
    }
}

static bool
has_text(const GPtrArray *texts, const char *text)
{
    for (guint i = 0; i < texts->len; i++)
        if (g_str_equal(texts->pdata[i], text))
            return true;
    return false;
}

static void
add_living(const Lineage *lineage, const char *origin, int deep, GPtrArray *living)
{
    gint64 book = number_of(lineage->books, origin);
    const Closing *closing = book != 0 ? lineage_closing(lineage, book) : NULL;
    gint64 volume = book != 0 && !closing ? newer_volume(lineage, book, G_MAXINT32) : 0;
    const Book *newer = volume != 0 ? book_of(lineage, volume) : NULL;
    if (deep >= DEEP)
        return;
    if (newer)
        add_living(lineage, newer->origin, deep + 1, living);
    else if (!closing && !has_text(living, origin))
        g_ptr_array_add(living, g_strdup(origin));
    for (guint i = 0; closing && i < closing->heirs->len; i++)
        add_living(lineage, ((const Heir *)closing->heirs->pdata[i])->origin, deep + 1, living);
}

GPtrArray *
lineage_living(const Lineage *lineage, const char *origin)
{
    GPtrArray *living = g_ptr_array_new_with_free_func(g_free);
    add_living(lineage, origin, 0, living);
    return living;
}

GPtrArray *
lineage_spoken_for(const Lineage *lineage, const char *origin)
{
    GPtrArray *origins = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iter;
    gpointer other;
    g_hash_table_iter_init(&iter, lineage->books);
    while (g_hash_table_iter_next(&iter, &other, NULL)) {
        g_autoptr(GPtrArray) living = lineage_living(lineage, other);
        if (!g_str_equal(other, origin) && has_text(living, origin))
            g_ptr_array_add(origins, g_strdup(other));
    }
    return origins;
}

const char *
succession_label(SuccessionState state)
{
    static const char *const labels[] = {
        [SUCCESSION_AGREED] = N_("both books say so"),
        [SUCCESSION_ONE_SIDED] = N_("the older book does not say so"),
        [SUCCESSION_NOT_HELD] = N_("the older book is not held here"),
        [SUCCESSION_NEW_VOLUME] = N_("a new volume of the same unit"),
        [SUCCESSION_NOT_COMPARED] =
            N_("says that it is a new volume; compare the six words with them first"),
    };
    return labels[state];
}

bool
closing_find(Db *db, gint64 book, Closing **ret_closing, GError **error)
{
    const Kind *kind = kind_get("closed");
    g_autofree char *sql = rows_select(kind, "WHERE book = ? ORDER BY entry");
    g_autoptr(Query) q = db_query_built(db, sql);
    query_bind(q, "i", book);
    g_autoptr(Closing) closing = NULL;
    while (query_next(q)) {
        g_autoptr(Record) record = rows_read(kind, q);
        if (!closing)
            closing = closing_of(record, NULL);
    }
    if (!query_end(q, error))
        return false;
    *ret_closing = g_steal_pointer(&closing);
    return true;
}
