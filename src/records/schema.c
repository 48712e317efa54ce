/* schema.c: the derived SQL of a kind.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/schema.h"

#include "records/kinds.h"
#include <string.h>

/* Columns before the fields. */
#define LEADING "book, entry, latest, time, schema, day"
#define LEADING_COUNT 6

/* Columns after the fields: the closing lines that only records of people have. */
static gsize
closing_count(const Kind *kind)
{
    return kind_is_writable(kind) ? 3 : 0;
}

char **
schema_create(const Kind *kind)
{
    GString *table = g_string_new(NULL);
    g_string_append_printf(
        table,
        "CREATE TABLE v_%s(book INTEGER NOT NULL, entry INTEGER NOT NULL, latest INTEGER NOT NULL, "
        "time INTEGER NOT NULL, schema INTEGER NOT NULL, day INTEGER NOT NULL, ",
        kind->name);
    for (gsize i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        g_string_append_printf(table, "\"%s\" %s, ", field->name,
                               field->type == FIELD_COUNT ? "INTEGER" : "TEXT");
        if (field->type == FIELD_MONEY)
            g_string_append_printf(table, "\"%s_vnd\" INTEGER, ", field->name);
    }
    if (closing_count(kind) > 0)
        g_string_append(table, "author TEXT, why TEXT, source TEXT, ");
    g_string_append(table, "struck_counts TEXT, PRIMARY KEY(book, entry))");
    char **statements = g_new0(char *, 3);
    statements[0] = g_string_free(table, FALSE);
    statements[1] =
        g_strdup_printf("CREATE INDEX v_%s_day ON v_%s(book, day, entry)", kind->name, kind->name);
    return statements;
}

char *
schema_drop(const Kind *kind)
{
    return g_strdup_printf("DROP TABLE IF EXISTS v_%s", kind->name);
}

char *
schema_columns(const Kind *kind)
{
    GString *columns = g_string_new(LEADING);
    for (gsize i = 0; i < kind->field_count; i++) {
        g_string_append_printf(columns, ", \"%s\"", kind->fields[i].name);
        if (kind->fields[i].type == FIELD_MONEY)
            g_string_append_printf(columns, ", \"%s_vnd\"", kind->fields[i].name);
    }
    if (closing_count(kind) > 0)
        g_string_append(columns, ", author, why, source");
    g_string_append(columns, ", struck_counts");
    return g_string_free(columns, FALSE);
}

static int
column_count(const Kind *kind)
{
    int count = LEADING_COUNT + (int)closing_count(kind) + 1;
    for (gsize i = 0; i < kind->field_count; i++)
        count += kind->fields[i].type == FIELD_MONEY ? 2 : 1;
    return count;
}

char *
schema_insert(const Kind *kind)
{
    g_autofree char *columns = schema_columns(kind);
    GString *sql = g_string_new(NULL);
    g_string_append_printf(sql, "INSERT INTO v_%s(%s) VALUES(", kind->name, columns);
    for (int i = 0; i < column_count(kind); i++)
        g_string_append(sql, i > 0 ? ", ?" : "?");
    g_string_append_c(sql, ')');
    return g_string_free(sql, FALSE);
}

char *
schema_delete(const Kind *kind)
{
    return g_strdup_printf("DELETE FROM v_%s WHERE book = ? AND entry = ?", kind->name);
}

static int
write_field(const Record *record, int index, const RowWriter *writer, int at)
{
    const Field *field = &record->kind->fields[index];
    const char *value = record->values[index];
    Money money;
    if (field->type == FIELD_COUNT && value != NULL && *value != '\0')
        writer->put_int(writer->context, at++, record_count(record, index));
    else if (field->type == FIELD_COUNT)
        /* A column of numbers has no '' for an empty value, so struck and empty counts are NULL both and
         * struck_counts tells them apart. */
        writer->put_text(writer->context, at++, NULL);
    else
        writer->put_text(writer->context, at++, value);
    if (field->type == FIELD_MONEY) {
        if (record_money(record, index, &money))
            writer->put_int(writer->context, at++, money.vnd);
        else
            writer->put_text(writer->context, at++, NULL);
    }
    return at;
}

/* Names of count fields that are struck, each between spaces. */
static char *
struck_counts(const Record *record)
{
    GString *names = g_string_new(NULL);
    for (gsize i = 0; i < record->kind->field_count; i++)
        if (record->kind->fields[i].type == FIELD_COUNT && record_is_struck(record, (int)i))
            g_string_append_printf(names, " %s ", record->kind->fields[i].name);
    return g_string_free(names, FALSE);
}

void
schema_write_row(const Record *record, const RowWriter *writer)
{
    gint64 leading[] = {record->book, record->entry,  record->last,
                        record->time, record->schema, record_dated(record)};
    int at = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(leading); i++)
        writer->put_int(writer->context, at++, leading[i]);
    for (gsize i = 0; i < record->kind->field_count; i++)
        at = write_field(record, (int)i, writer, at);
    const char *const closing[] = {record->author, record->why, record->source};
    for (gsize i = 0; i < closing_count(record->kind); i++)
        writer->put_text(writer->context, at++, closing[i]);
    g_autofree char *struck = struck_counts(record);
    writer->put_text(writer->context, at++, struck);
}

Record *
schema_read_row(const Kind *kind, const RowReader *reader)
{
    Record *record = record_new(kind);
    record->book = reader->get_int(reader->context, 0);
    record->entry = reader->get_int(reader->context, 1);
    record->last = reader->get_int(reader->context, 2);
    record->time = reader->get_int(reader->context, 3);
    record->schema = (int)reader->get_int(reader->context, 4);
    int at = LEADING_COUNT;
    for (gsize i = 0; i < kind->field_count; i++) {
        bool null = reader->is_null(reader->context, at);
        if (kind->fields[i].type == FIELD_COUNT && !null) {
            g_free(record->values[i]);
            record->values[i] =
                g_strdup_printf("%" G_GINT64_FORMAT, reader->get_int(reader->context, at));
        } else if (kind->fields[i].type != FIELD_COUNT && null) {
            record_strike(record, (int)i);
        } else if (kind->fields[i].type != FIELD_COUNT) {
            record_set(record, (int)i, reader->get_text(reader->context, at));
        }
        at += kind->fields[i].type == FIELD_MONEY ? 2 : 1;
    }
    char **closing[] = {&record->author, &record->why, &record->source};
    for (gsize i = 0; i < closing_count(kind); i++, at++) {
        const char *text = reader->get_text(reader->context, at);
        g_free(*closing[i]);
        *closing[i] = g_strdup(text != NULL ? text : "");
    }
    const char *struck = reader->get_text(reader->context, at);
    for (gsize i = 0; struck != NULL && *struck != '\0' && i < kind->field_count; i++) {
        g_autofree char *name = g_strdup_printf(" %s ", kind->fields[i].name);
        if (kind->fields[i].type == FIELD_COUNT && strstr(struck, name) != NULL)
            record_strike(record, (int)i);
    }
    return record;
}
