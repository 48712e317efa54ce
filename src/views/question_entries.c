/* question_entries.c: the records behind a figure. The table of totals and this list apply the
 * same measure to the same rows, so the addends of the list sum to the figure.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/question_part.h"

#include "base/error.h"
#include "records/kinds.h"
#include "views/merge.h"
#include "views/rows.h"
#include "views/tables.h"

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
is_in_cut(const Record *record, const char *cut, const char *key)
{
    Wanted wanted = {cut, key, false};
    measure_cuts(record, match_cut, &wanted);
    return wanted.found;
}

bool
question_in_slice(const Question *question, const Record *record)
{
    if (question->within && !is_in_cut(record, question->within, question->within_key))
        return false;
    return !question->cut || *question->cut == '\0' ||
           is_in_cut(record, question->cut, question->key) != question->outside;
}

/* The field that alone decides the slice; NULL when none does. */
static const Field *
cut_field(const Kind *kind, const char *cut)
{
    const Field *found = NULL;
    for (gsize i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        if (g_strcmp0(field->cut, cut) != 0)
            continue;
        if (found)
            return NULL;
        found = field;
    }
    return found;
}

/* Lets the engine pass over what lies outside a slice: by its column, or by who refers to the record it is named for. */
static void
narrow(GString *where, GPtrArray *texts, const Kind *kind, const char *cut, const char *key)
{
    const Field *field = cut && key ? cut_field(kind, cut) : NULL;
    bool listed = field && field->type == FIELD_LIST && field->parts[0].type == FIELD_REF;
    if (listed)
        g_string_append_printf(where,
                               " AND entry IN (SELECT entry FROM link WHERE book = ? AND "
                               "target = ? AND kind = %d AND field = '%s')",
                               kind_index(kind), field->name);
    else if (field &&
             (field->type == FIELD_CHOICE || field->type == FIELD_REF || field->type == FIELD_TEXT))
        g_string_append_printf(where, " AND \"%s\" = ?", field->name);
    else
        return;
    if (listed)
        g_ptr_array_add(texts, NULL);
    g_ptr_array_add(texts, (char *)key);
}

static void
add_stream(Db *db, Merge *merge, const Question *question, const Kind *kind, gint64 book)
{
    g_autoptr(GString) where = g_string_new("WHERE book = ? AND day >= ? AND day <= ?");
    g_autoptr(GPtrArray) texts = g_ptr_array_new(); /* NULL: the book */
    if (question->measure->state && kind_field(kind, "state") >= 0) {
        g_string_append(where, " AND state = ?");
        g_ptr_array_add(texts, (char *)question->measure->state);
    }
    narrow(where, texts, kind, question->within, question->within_key);
    if (!question->outside)
        narrow(where, texts, kind, question->cut, question->key);
    g_string_append(where, " ORDER BY day, entry");
    g_autofree char *sql = rows_select(kind, where->str);
    Query *q = db_query_built(db, sql);
    query_bind(q, "iii", book, (gint64)question->period.from, (gint64)question->period.to);
    for (guint i = 0; i < texts->len; i++) {
        if (texts->pdata[i])
            query_bind_text(q, (int)i + 3, texts->pdata[i]);
        else
            query_bind_int(q, (int)i + 3, book);
    }
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

/* What the asked books are, as far as entries are asked of them. */
typedef struct {
    GHashTable *chapters; /* books of chapters */
    GHashTable *left_out; /* "book entry" of records that another book counts */
} Asked;

static void
asked_clear(Asked *asked)
{
    g_hash_table_unref(asked->chapters);
    g_hash_table_unref(asked->left_out);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Asked, asked_clear)

static char *
place_of(const Record *record)
{
    return g_strdup_printf("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, record->book, record->entry);
}

static bool
ask_book(Db *db, Merge *merge, const Question *question, gint64 number, Asked *asked,
         GError **error)
{
    const Measure *measure = question->measure;
    g_autoptr(Book) book = book_get(db, number, error);
    bool stated = false;
    if (!book || !question_is_stated(db, question, book->book, &stated, error))
        return false;
    if (stated)
        return true;
    if (book_is_chapter(book))
        g_hash_table_add(asked->chapters, g_memdup2(&book->book, sizeof book->book));
    g_autoptr(GPtrArray) left_out = question_left_out(db, question, number, error);
    for (guint i = 0; left_out && i < left_out->len; i++)
        g_hash_table_add(asked->left_out, place_of(left_out->pdata[i]));
    for (gsize j = 0; j < G_N_ELEMENTS(measure->sources) && measure->sources[j].kind; j++)
        if (is_first_source(measure, j))
            add_stream(db, merge, question, kind_get(measure->sources[j].kind), book->book);
    return left_out != NULL;
}

static bool
adds(const Question *question, const Asked *asked, const Record *record, Money *ret_addend)
{
    g_autofree char *place = place_of(record);
    return measure_addend(question->measure, record,
                          g_hash_table_contains(asked->chapters, &record->book), ret_addend) &&
           question_in_slice(question, record) && !g_hash_table_contains(asked->left_out, place);
}

bool
question_stream(Db *db, const Question *question, QuestionEach each, void *context, GError **error)
{
    g_auto(Asked) asked = {
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
    };
    g_autoptr(Merge) merge = merge_new(false);
    for (gsize i = 0; i < question->book_count; i++)
        if (!ask_book(db, merge, question, question->books[i], &asked, error))
            return false;
    for (;;) {
        g_autoptr(Record) record = NULL;
        Money addend = {0};
        if (!merge_next(merge, &record, error))
            return false;
        if (!record)
            return true;
        if (adds(question, &asked, record, &addend) && !each(context, record, addend, error))
            return error == NULL || *error == NULL;
    }
}

typedef struct {
    GPtrArray *records;
    gint64 offset, limit;
} Page;

static bool
keep(void *context, Record *record, Money addend, GError **error)
{
    Page *page = context;
    if (page->offset-- <= 0)
        g_ptr_array_add(page->records, record_copy(record));
    return page->limit <= 0 || (gint64)page->records->len < page->limit;
}

GPtrArray *
question_entries(Db *db, const Question *question, gint64 offset, gint64 limit, GError **error)
{
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    Page page = {found, offset, limit};
    g_autoptr(GError) problem = NULL;
    if (!question_stream(db, question, keep, &page, &problem)) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return NULL;
    }
    return g_steal_pointer(&found);
}
