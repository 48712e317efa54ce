/* question_elsewhere.c: the same gift in two books. Of those that a question asks for, or that stand beside it, one counts
 * it: the one that the other names.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/question_part.h"

#include "records/kinds.h"
#include "views/filter.h"
#include "views/rows.h"

static bool
is_source(const Measure *measure, const Kind *kind)
{
    for (gsize i = 0; i < G_N_ELEMENTS(measure->sources) && measure->sources[i].kind; i++)
        if (g_str_equal(measure->sources[i].kind, kind->name))
            return true;
    return false;
}

static bool
is_in(Period period, const Record *record)
{
    Day day = record_dated(record);
    return period.from <= day && day <= period.to;
}

/* Each names the other: the book whose origin comes first counts, whoever asks. */
static bool
names_back(const Record *target, const Book *target_book, const Book *book, gint64 entry)
{
    g_autofree char *back = record_ref(target_book, book, entry);
    int counted_in = kind_field(target->kind, "counted_in");
    return counted_in >= 0 && g_str_equal(record_value(target, counted_in), back) &&
           g_strcmp0(book->origin, target_book->origin) < 0;
}

/* Whether what the record names counts in the same figure. */
static bool
counts_there(Db *db, const Question *question, const Record *record, const Book *book,
             const Book *other)
{
    const Measure *measure = question->measure;
    g_autoptr(Book) named = NULL;
    gint64 entry = -1;
    const char *ref = record_value(record, kind_field(record->kind, "counted_in"));
    if (!record_ref_find(db, book, ref, &named, &entry, NULL))
        return false;
    g_autoptr(Record) target = record_load(db, named, entry, NULL);
    int state = target ? kind_field(target->kind, "state") : -1;
    if (!target || !is_in(question->period, target) ||
        names_back(target, other, book, record->entry))
        return false;
    return !measure->state || (state >= 0 && record_choice_is(target, state, measure->state));
}

static bool
add_left_out(Db *db, const Question *question, const Book *book, const Book *other,
             GPtrArray *records, GError **error)
{
    g_autofree char *first = g_strdup_printf("%s#", other->origin), *last = word_end(first);
    g_autoptr(GArray) found = g_array_new(false, false, 2 * sizeof(gint64));
    g_autoptr(Query) q = db_query(db, "SELECT kind, entry FROM link WHERE book = ? AND target >= ? "
                                      "AND target < ? AND field = 'counted_in' ORDER BY entry");
    query_bind(q, "iss", book->book, first, last);
    while (query_next(q)) {
        gint64 row[2] = {query_int(q, 0), query_int(q, 1)};
        g_array_append_val(found, row);
    }
    if (!query_end(q, error))
        return false;
    for (guint i = 0; i < found->len; i++) {
        const gint64 *row = (const gint64 *)(void *)(found->data + i * 2 * sizeof(gint64));
        const Kind *kind = kinds[row[0]];
        g_autoptr(Record) record = NULL;
        if (!is_source(question->measure, kind))
            continue;
        if (!rows_find(db, kind, book->book, row[1], &record, error))
            return false;
        if (record && is_in(question->period, record) &&
            counts_there(db, question, record, book, other))
            g_ptr_array_add(records, g_steal_pointer(&record));
    }
    return true;
}

static bool
add_of(Db *db, const Question *question, const Book *book, const gint64 *others, gsize count,
       GHashTable *asked, GPtrArray *records, GError **error)
{
    for (gsize i = 0; i < count; i++) {
        if (others[i] == book->book ||
            !g_hash_table_add(asked, g_memdup2(&others[i], sizeof *others)))
            continue;
        g_autoptr(Book) other = book_get(db, others[i], error);
        if (!other || !add_left_out(db, question, book, other, records, error))
            return false;
    }
    return true;
}

GPtrArray *
question_left_out(Db *db, const Question *question, gint64 number, GError **error)
{
    g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    if (!question->measure->along_fields || question->book_count + question->beside_count < 2)
        return g_steal_pointer(&records);
    g_autoptr(GHashTable) asked = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    g_autoptr(Book) book = book_get(db, number, error);
    if (!book ||
        !add_of(db, question, book, question->books, question->book_count, asked, records, error) ||
        !add_of(db, question, book, question->beside, question->beside_count, asked, records,
                error))
        return NULL;
    return g_steal_pointer(&records);
}

GPtrArray *
question_elsewhere(Db *db, const Question *question, GError **error)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    for (gsize i = 0; i < question->book_count; i++) {
        g_autoptr(Book) book = book_get(db, question->books[i], error);
        g_autoptr(GPtrArray) records =
            book ? question_left_out(db, question, book->book, error) : NULL;
        if (!records)
            return NULL;
        for (guint r = 0; r < records->len; r++) {
            Money addend;
            const Record *record = records->pdata[r];
            if (measure_addend(question->measure, record, book_is_chapter(book), &addend) &&
                question_in_slice(question, record))
                g_ptr_array_add(all, record_copy(record));
        }
    }
    return g_steal_pointer(&all);
}
