/* identity.c: what tells that two records are about the same person, household or thing.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/identity.h"

#include "base/text.h"
#include "records/kinds.h"
#include <string.h>

static char *
only_digits(const char *text)
{
    GString *digits = g_string_new(NULL);
    for (; *text != '\0'; text++)
        if (g_ascii_isdigit(*text))
            g_string_append_c(digits, *text);
    return g_string_free(digits, FALSE);
}

/* The year in "12/5/1938", "1938-05-12" or "1938": the first four digits that stand together. */
static char *
only_year(const char *text)
{
    for (; *text != '\0'; text++) {
        gsize digits = strspn(text, "0123456789");
        if (digits == 4)
            return g_strndup(text, 4);
        if (digits > 0)
            text += digits - 1;
    }
    return g_strdup("");
}

/* "Xã Vị Thủy" and "Vị Thủy" are one place. */
static char *
only_place(const char *text)
{
    static const char *const sorts[] = {"xa ", "phuong ", "thi tran ", "tt ", "p "};
    g_autofree char *folded = text_fold(text);
    for (gsize i = 0; i < G_N_ELEMENTS(sorts); i++)
        if (g_str_has_prefix(folded, sorts[i]))
            return g_strdup(folded + strlen(sorts[i]));
    return g_steal_pointer(&folded);
}

/* One part, "born.year": the value of a field, and how it is compared. */
static char *
part_value(const Record *record, const char *part)
{
    const char *point = strchr(part, '.');
    g_autofree char *name = g_strndup(part, point != NULL ? (gsize)(point - part) : strlen(part));
    const char *value = record_value(record, kind_field(record->kind, name)),
               *how = point != NULL ? point + 1 : "";
    if (g_str_equal(how, "digits"))
        return only_digits(value);
    if (g_str_equal(how, "year"))
        return only_year(value);
    return g_str_equal(how, "place") ? only_place(value) : text_fold(value);
}

char *
identity_value(const Record *record, const Identity *identity)
{
    g_autoptr(GString) joined = g_string_new(NULL);
    g_auto(GStrv) parts = g_strsplit(identity->fields, " ", -1);
    for (char **part = parts; *part != NULL; part++) {
        g_autofree char *value = part_value(record, *part);
        if (*value == '\0')
            return NULL;
        g_string_append_printf(joined, "%s%s", part == parts ? "" : "|", value);
    }
    return g_strdup(joined->str);
}

int
identity_field(const Kind *kind, const Identity *identity)
{
    g_autofree char *name = g_strndup(identity->fields, strcspn(identity->fields, ". "));
    return kind_field(kind, name);
}

bool
identity_is_same(const Record *row, const Record *known, const Identity *identity)
{
    bool composed = strchr(identity->fields, ' ') != NULL;
    for (const Identity *at = row->kind->identities; at->name != NULL; at++) {
        g_autofree char *one = identity_value(row, at), *two = identity_value(known, at);
        if (at == identity)
            return one != NULL && g_strcmp0(one, two) == 0;
        if (composed && at->natural && one != NULL && two != NULL && !g_str_equal(one, two))
            return false;
    }
    return false;
}
