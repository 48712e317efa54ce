/* values.c: values by the names of their fields.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/values.h"

#include "records/kinds.h"

const char *
value_text(const Record *record, const char *field)
{
    int at = kind_field(record->kind, field);
    return at < 0 ? "" : record_value(record, at);
}

gint64
value_number(const Record *record, const char *field, gint64 otherwise)
{
    guint64 number = 0;
    if (!g_ascii_string_to_unsigned(value_text(record, field), 10, 0, G_MAXINT64, &number, NULL))
        return otherwise;
    return (gint64)number;
}

Day
value_day(const Record *record, const char *field)
{
    Day day = DAY_UNSET;
    return day_parse(value_text(record, field), &day) ? day : DAY_UNSET;
}

gsize
value_items(const Record *record, const char *field)
{
    int at = kind_field(record->kind, field);
    return at < 0 ? 0 : record_items(record, at);
}

char *
value_part(const Record *record, const char *field, gsize item, const char *part)
{
    int at = kind_field(record->kind, field);
    if (at < 0)
        return g_strdup("");
    for (gsize i = 0; record->kind->fields[at].parts && record->kind->fields[at].parts[i].name; i++)
        if (g_str_equal(record->kind->fields[at].parts[i].name, part))
            return record_part(record, at, item, i);
    return g_strdup("");
}
