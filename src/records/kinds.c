/* kinds.c: the registry of kinds, and the lines of their bodies.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kinds.h"

#include "records/measure.h"
#include "records/field.h"
#include <string.h>

#define KIND(name) extern const Kind kind_##name;
#include "kinds.inc"
#undef KIND

#define KIND(name) &kind_##name,
const Kind *const kinds[] = {
#include "kinds.inc"
};
const gsize kinds_count = G_N_ELEMENTS(kinds);

const Kind *
kind_find_sized(const char *name, gsize length)
{
    for (gsize i = 0; i < kinds_count; i++)
        if (strlen(kinds[i]->name) == length && memcmp(kinds[i]->name, name, length) == 0)
            return kinds[i];
    return NULL;
}

const Kind *
kind_find(const char *name)
{
    return kind_find_sized(name, strlen(name));
}

const Kind *
kind_get(const char *name)
{
    const Kind *kind = kind_find(name);
    g_assert(kind != NULL);
    return kind;
}

int
kind_field(const Kind *kind, const char *name)
{
    for (gsize i = 0; i < kind->field_count; i++)
        if (g_str_equal(kind->fields[i].name, name))
            return (int)i;
    return -1;
}

const char *
kind_leaf(const Kind *kind)
{
    return kind->nature == NATURE_PRIVATE ? "care" : kind->name;
}

bool
kind_is_writable(const Kind *kind)
{
    return kind->nature == NATURE_ORDINARY || kind->nature == NATURE_PRIVATE;
}

/* Lines that every body of an ordinary or private kind ends with. */
static const char *const closing[] = {"author", "why", "source"};

static gsize
fields_at(const Kind *kind, int schema)
{
    if (schema == kind->schema)
        return kind->field_count;
    gsize count = 0;
    while (count < kind->field_count && MAX(kind->fields[count].since, 1) <= schema)
        count++;
    return count;
}

static gsize
lines_before(const Kind *kind)
{
    return kind->nature == NATURE_PRIVATE ? 1 : 0;
}

gsize
kind_line_count(const Kind *kind, int schema)
{
    if (schema < 1 || schema > kind->schema)
        return 0;
    return lines_before(kind) + fields_at(kind, schema) +
           (kind_is_writable(kind) ? G_N_ELEMENTS(closing) : 0);
}

int
kind_line_field(const Kind *kind, int schema, gsize line)
{
    gsize before = lines_before(kind);
    return line >= before && line < before + fields_at(kind, schema) ? (int)(line - before) : -1;
}

const char *
kind_line_name(const Kind *kind, int schema, gsize line)
{
    if (line >= kind_line_count(kind, schema))
        return NULL;
    int field = kind_line_field(kind, schema, line);
    if (field >= 0)
        return kind->fields[field].name;
    return line < lines_before(kind) ? "record"
                                     : closing[line - lines_before(kind) - fields_at(kind, schema)];
}

static const char *
nature_name(Nature nature)
{
    static const char *const names[] = {
        [NATURE_UNSET] = "unset",     [NATURE_ORDINARY] = "ordinary",
        [NATURE_PRIVATE] = "private", [NATURE_AGREEMENT] = "agreement",
        [NATURE_SYSTEM] = "system",
    };
    return names[nature];
}

static void
dump_field(GString *text, const Kind *kind, const char *list, const Field *field)
{
    g_string_append_printf(text, "%s %s%s%s %s class=%s share=%s since=%d", kind->name,
                           list != NULL ? list : "", list != NULL ? "." : "", field->name,
                           field_type_name(field->type), class_name(field->class),
                           share_name(field->share), MAX(field->since, 1));
    if (field->links_to != NULL)
        g_string_append_printf(text, " links_to=%s", field->links_to);
    g_string_append_c(text, '\n');
    /* The measures have a golden text of their own. */
    const Choice *choices = field->choices != choices_measures ? field->choices : NULL;
    for (const Choice *choice = choices; choice != NULL && choice->code != NULL; choice++)
        g_string_append_printf(text, "%s %s%s%s choice %s\n", kind->name, list != NULL ? list : "",
                               list != NULL ? "." : "", field->name, choice->code);
    for (const Field *part = field->parts; part != NULL && part->name != NULL; part++)
        dump_field(text, kind, field->name, part);
}

char *
kinds_dump(void)
{
    GString *text = g_string_new(NULL);
    for (gsize k = 0; k < kinds_count; k++) {
        const Kind *kind = kinds[k];
        g_string_append_printf(text, "%s kind %s leaf=%s\n", kind->name, nature_name(kind->nature),
                               kind_leaf(kind));
        for (int schema = 1; schema <= kind->schema; schema++)
            for (gsize line = 0; line < kind_line_count(kind, schema); line++)
                g_string_append_printf(text, "%s/%d line %" G_GSIZE_FORMAT " %s\n", kind->name,
                                       schema, line, kind_line_name(kind, schema, line));
        for (gsize i = 0; i < kind->field_count; i++)
            dump_field(text, kind, NULL, &kind->fields[i]);
    }
    return g_string_free(text, FALSE);
}
