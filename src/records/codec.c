/* codec.c: a record as the lines of a body, both ways.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/codec.h"

#include "base/error.h"
#include "base/text.h"
#include "records/check.h"
#include "records/kinds.h"
#include <string.h>

static const char *
closing_value(const Record *record, const char *name)
{
    return g_str_equal(name, "author") ? record->author
           : g_str_equal(name, "why")  ? record->why
                                       : record->source;
}

void
record_lines(const Record *record, void (*line)(void *context, const char *name, const char *value),
             void *context)
{
    const Kind *kind = record->kind;
    gsize count = kind_line_count(kind, kind->schema);
    for (gsize i = 0; i < count; i++) {
        const char *name = kind_line_name(kind, kind->schema, i);
        int field = kind_line_field(kind, kind->schema, i);
        g_autofree char *value = NULL;
        if (field >= 0)
            value = text_escape(record_value(record, field));
        else if (g_str_equal(name, "record"))
            value = g_strdup_printf("%s/%d", kind->name, kind->schema);
        else
            value = text_escape(closing_value(record, name));
        line(context, name, value);
    }
}

/* `kind/schema` of a private body's first line. */
static const Kind *
private_kind(const CodecLine *lines, gsize count, int *ret_schema)
{
    const CodecLine *first = count > 0 && lines[0].open ? &lines[0] : NULL;
    if (first == NULL || first->name_length != 6 || memcmp(first->name, "record", 6) != 0)
        return NULL;
    const char *slash = memchr(first->value, '/', first->value_length);
    if (slash == NULL)
        return NULL;
    g_autofree char *schema =
        g_strndup(slash + 1, first->value_length - (gsize)(slash + 1 - first->value));
    guint64 number;
    if (!g_ascii_string_to_unsigned(schema, 10, 1, 1000000, &number, NULL))
        return NULL;
    *ret_schema = (int)number;
    const Kind *kind = kind_find_sized(first->value, (gsize)(slash - first->value));
    return kind != NULL && kind->nature == NATURE_PRIVATE ? kind : NULL;
}

/* Where the value of a line stands in a record; NULL for the line that names a private kind. */
static char **
line_place(Record *record, const char *name, int field)
{
    if (field >= 0)
        return &record->values[field];
    if (g_str_equal(name, "record"))
        return NULL;
    return g_str_equal(name, "author") ? &record->author
           : g_str_equal(name, "why")  ? &record->why
                                       : &record->source;
}

static bool
take_line(Record *record, gsize i, const CodecLine *line, GError **error)
{
    const char *name = kind_line_name(record->kind, record->schema, i);
    int field = kind_line_field(record->kind, record->schema, i);
    if (!line->open) {
        if (field >= 0)
            record_strike(record, field);
        return true;
    }
    if (strlen(name) != line->name_length || memcmp(name, line->name, line->name_length) != 0)
        return fail(error, KN_BROKEN,
                    "A line of this entry has another name than its kind says (%s).", name);
    g_autofree char *value = text_unescape_sized(line->value, line->value_length);
    if (value == NULL)
        return fail(error, KN_BROKEN, "The line %s of this entry cannot be read.", name);
    char **place = line_place(record, name, field);
    if (place != NULL) {
        g_free(*place);
        *place = g_steal_pointer(&value);
    }
    return true;
}

Record *
record_from_lines(const char *leaf_kind, gsize leaf_kind_length, int schema, const CodecLine *lines,
                  gsize count, GError **error)
{
    bool is_private = leaf_kind_length == 4 && memcmp(leaf_kind, "care", 4) == 0;
    const Kind *kind = is_private ? private_kind(lines, count, &schema)
                                  : kind_find_sized(leaf_kind, leaf_kind_length);
    if (kind == NULL || (!is_private && kind->nature == NATURE_PRIVATE) || schema > kind->schema ||
        schema < 1)
        return fail_null(error, KN_MISSING, "Written by a newer version of the program.");
    if (count != kind_line_count(kind, schema))
        return fail_null(error, KN_BROKEN, "This entry has %d lines; its kind has %d.", (int)count,
                         (int)kind_line_count(kind, schema));
    g_autoptr(Record) record = record_new(kind);
    record->schema = schema;
    for (gsize i = 0; i < count; i++)
        if (!take_line(record, i, &lines[i], error))
            return NULL;
    for (gsize i = 0; i < kind->field_count; i++)
        if (!record_value_is_right(record, (int)i))
            return fail_null(error, KN_BROKEN, "The line %s of this entry cannot be read.",
                             kind->fields[i].name);
    return g_steal_pointer(&record);
}
