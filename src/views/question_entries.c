/* question_entries.c: the records behind a figure. The table of totals and this list apply the
 * same measure to the same rows, so the addends of the list sum to the figure.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/question.h"

#include "base/error.h"
#include "records/kinds.h"
#include "views/merge.h"
#include "views/rows.h"

typedef struct {
    const char *cut, *key;
    bool found;
} Wanted;

static void
match_cut(void *context, const char *cut, const char *key)
{
    Wanted *wanted = context;
    if (g_str_equal(cut, wanted->cut) && *key != '\0' &&
        (!wanted->key || g_str_equal(key, wanted->key)))
        wanted->found = true;
}

static bool
adds_to(const Question *question, const Record *record, bool chapter)
{
    Money addend = {0};
    if (!measure_addend(question->measure, record, chapter, &addend))
        return false;
    if (!question->cut || *question->cut == '\0')
        return true;
    Wanted wanted = {question->cut, question->key, false};
    measure_cuts(record, match_cut, &wanted);
    return wanted.found != question->outside;
}

/* The column that alone decides the slice, so that the engine passes over the others; NULL when
 * none does. */
static const char *
cut_column(const Question *question, const Kind *kind)
{
    const char *column = NULL;
    for (gsize i = 0; question->cut && question->key && i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        if (g_strcmp0(field->cut, question->cut) != 0)
            continue;
        if (column ||
            (field->type != FIELD_CHOICE && field->type != FIELD_REF && field->type != FIELD_TEXT))
            return NULL;
        column = field->name;
    }
    return column;
}

static void
add_stream(Db *db, Merge *merge, const Question *question, const Kind *kind, gint64 book)
{
    const char *column = cut_column(question, kind);
    bool stated = question->measure->state && kind_field(kind, "state") >= 0;
    g_autofree char *rest =
        g_strdup_printf("WHERE book = ? AND day >= ? AND day <= ?%s%s%s%s ORDER BY day, entry",
                        stated ? " AND state = ?" : "", column ? " AND \"" : "",
                        column ? column : "", column ? "\" = ?" : "");
    g_autofree char *sql = rows_select(kind, rest);
    Query *q = db_query_built(db, sql);
    int at = 3;
    query_bind(q, "iii", book, (gint64)question->period.from, (gint64)question->period.to);
    if (stated)
        query_bind_text(q, at++, question->measure->state);
    if (column)
        query_bind_text(q, at, question->key);
    merge_add(merge, kind, q);
}

/* A kind may feed a measure through several fields; it is read once. */
static bool
is_first_source(const Measure *measure, gsize at)
{
    for (gsize i = 0; i < at; i++)
        if (g_str_equal(measure->sources[i].kind, measure->sources[at].kind))
            return false;
    return true;
}

GPtrArray *
question_entries(Db *db, const Question *question, gint64 offset, gint64 limit, GError **error)
{
    const Measure *measure = question->measure;
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    g_autoptr(GHashTable) chapters =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    g_autoptr(Merge) merge = merge_new(false);
    for (gsize i = 0; i < question->book_count; i++) {
        g_autoptr(Book) book = book_get(db, question->books[i], error);
        bool stated = false;
        if (!book || !question_is_stated(db, question, book->book, &stated, error))
            return NULL;
        if (stated)
            continue;
        if (book_is_chapter(book))
            g_hash_table_add(chapters, g_memdup2(&book->book, sizeof book->book));
        for (gsize j = 0; j < G_N_ELEMENTS(measure->sources) && measure->sources[j].kind; j++)
            if (is_first_source(measure, j))
                add_stream(db, merge, question, kind_get(measure->sources[j].kind), book->book);
    }
    while (limit <= 0 || (gint64)found->len < limit) {
        g_autoptr(Record) record = NULL;
        if (!merge_next(merge, &record, error))
            return NULL;
        if (!record)
            break;
        if (adds_to(question, record, g_hash_table_contains(chapters, &record->book)) &&
            offset-- <= 0)
            g_ptr_array_add(found, g_steal_pointer(&record));
    }
    return g_steal_pointer(&found);
}
