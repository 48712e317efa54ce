/* rows.c: the two ways a record is read: from the body of an entry, and from the table of its kind.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/rows.h"

#include "base/error.h"
#include "book/body.h"
#include "records/codec.h"
#include "records/kinds.h"
#include "records/schema.h"
#include "views/views.h"

#define LINES_MAX 512 /* as many as an entry may have */
#define PRIVATE_LEAF "care"

/* Takes one shown line apart: "= salt name value" or "# commitment". */
static void
take_line(const char *line, gsize length, CodecLine *ret_line)
{
    *ret_line = (CodecLine){0};
    if (length < 2 || line[0] != '=')
        return;
    const char *end = line + length;
    const char *salt = line + 2;
    const char *name = memchr(salt, ' ', (gsize)(end - salt));
    if (!name)
        return;
    name++;
    const char *value = memchr(name, ' ', (gsize)(end - name));
    if (!value)
        return;
    ret_line->open = true;
    ret_line->name = name;
    ret_line->name_length = (gsize)(value - name);
    ret_line->value = value + 1;
    ret_line->value_length = (gsize)(end - value - 1);
}

bool
entry_record(const Entry *entry, Record **ret_record, GError **error)
{
    CodecLine lines[LINES_MAX];
    gsize count = 0;
    if (!entry->body)
        return true;
    const char *rest = entry->body, *end = entry->body + entry->body_length;
    while (rest < end && count < LINES_MAX) {
        const char *stop = memchr(rest, '\n', (gsize)(end - rest));
        if (!stop)
            return true;
        take_line(rest, (gsize)(stop - rest), &lines[count++]);
        rest = stop + 1;
    }
    if (rest != end)
        return true;
    g_autoptr(GError) problem = NULL;
    g_autoptr(Record) record =
        record_from_lines(entry->kind, strlen(entry->kind), entry->schema, lines, count, &problem);
    if (!record) {
        if (g_error_matches(problem, KN_ERROR, KN_MISSING) ||
            g_error_matches(problem, KN_ERROR, KN_BROKEN))
            return true;
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    if (entry_is_private(entry) != (record->kind->nature == NATURE_PRIVATE))
        return true;
    record->book = entry->book;
    record->entry = entry->amends >= 0 ? entry->amends : entry->entry;
    record->last = entry->entry;
    record->time = entry->time;
    *ret_record = g_steal_pointer(&record);
    return true;
}

bool
entry_is_private(const Entry *entry)
{
    return g_str_equal(entry->kind, PRIVATE_LEAF);
}

const Kind *
entry_kind(const Entry *entry)
{
    const Kind *kind = kind_find(entry->kind);
    return kind && kind->nature != NATURE_PRIVATE ? kind : NULL;
}

bool
entry_is_record(const Entry *entry)
{
    const Kind *kind = entry_kind(entry);
    return entry_is_private(entry) || (kind && kind->nature == NATURE_ORDINARY);
}

char *
entry_hash(const Entry *entry)
{
    static const char mark[] = "\nbody ";
    const char *at = g_strrstr_len(entry->leaf, (gssize)entry->leaf_length, mark);
    if (!at)
        return g_strdup("");
    at += sizeof mark - 1;
    gsize length = entry->leaf_length - (gsize)(at - entry->leaf);
    if (length > 0 && at[length - 1] == '\n')
        length--;
    return g_strndup(at, length);
}

char *
rows_select(const Kind *kind, const char *rest)
{
    g_autofree char *columns = schema_columns(kind);
    return g_strdup_printf("SELECT %s FROM v_%s %s", columns, kind->name, rest);
}

static gint64
get_int(void *context, int column)
{
    return query_int(context, column);
}

static const char *
get_text(void *context, int column)
{
    return query_text(context, column);
}

static bool
is_null(void *context, int column)
{
    return query_is_null(context, column);
}

Record *
rows_read(const Kind *kind, Query *q)
{
    const RowReader reader = {get_int, get_text, is_null, q};
    return schema_read_row(kind, &reader);
}

static void
put_int(void *context, int at, gint64 value)
{
    query_bind_int(context, at, value);
}

static void
put_text(void *context, int at, const char *value)
{
    query_bind_text(context, at, value);
}

void
rows_bind(Query *q, const Record *record)
{
    const RowWriter writer = {put_int, put_text, q};
    query_bind(q, "");
    schema_write_row(record, &writer);
}

bool
rows_find(Db *db, const Kind *kind, gint64 book, gint64 entry, Record **ret_record, GError **error)
{
    g_autofree char *sql = rows_select(kind, "WHERE book = ? AND entry = ?");
    g_autoptr(Query) q = db_query_built(db, sql);
    query_bind(q, "ii", book, entry);
    g_autoptr(Record) record = query_next(q) ? rows_read(kind, q) : NULL;
    if (!query_end(q, error))
        return false;
    *ret_record = g_steal_pointer(&record);
    return true;
}

const Kind *
entry_record_kind(const Entry *entry)
{
    g_autofree char *line = NULL;
    if (entry->body != NULL && entry_is_private(entry))
        line = body_value(entry->body, entry->body_length, "record");
    return line == NULL ? kind_find(entry->kind) : kind_find_sized(line, strcspn(line, "/"));
}
