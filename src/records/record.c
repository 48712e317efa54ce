/* record.c: one record's values in memory.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/record.h"

#include "records/field.h"
#include <string.h>

Record *
record_new(const Kind *kind)
{
    Record *record = g_new0(Record, 1);
    record->kind = kind;
    record->entry = record->last = -1;
    record->schema = kind->schema;
    record->values = g_new0(char *, kind->field_count);
    for (gsize i = 0; i < kind->field_count; i++)
        record->values[i] = g_strdup("");
    record->author = g_strdup("");
    record->why = g_strdup("");
    record->source = g_strdup("");
    return record;
}

void
record_free(Record *record)
{
    if (record == NULL)
        return;
    for (gsize i = 0; i < record->kind->field_count; i++)
        g_free(record->values[i]);
    g_free(record->values);
    g_free(record->author);
    g_free(record->why);
    g_free(record->source);
    g_free(record);
}

Record *
record_copy(const Record *record)
{
    Record *copy = g_new0(Record, 1);
    *copy = *record;
    copy->values = g_new0(char *, record->kind->field_count);
    for (gsize i = 0; i < record->kind->field_count; i++)
        copy->values[i] = g_strdup(record->values[i]);
    copy->author = g_strdup(record->author);
    copy->why = g_strdup(record->why);
    copy->source = g_strdup(record->source);
    return copy;
}

const char *
record_value(const Record *record, int field)
{
    g_assert(field >= 0 && (gsize)field < record->kind->field_count);
    return record->values[field] != NULL ? record->values[field] : "";
}

bool
record_is_struck(const Record *record, int field)
{
    return record->values[field] == NULL;
}

bool
record_is_empty(const Record *record, int field)
{
    return *record_value(record, field) == '\0';
}

void
record_set(Record *record, int field, const char *value)
{
    char *copy = g_strdup(value);
    g_free(record->values[field]);
    record->values[field] = copy;
}

void
record_strike(Record *record, int field)
{
    g_clear_pointer(&record->values[field], g_free);
}

static const char *
value_of_type(const Record *record, int field, FieldType type)
{
    const char *value = record_value(record, field);
    g_assert(record->kind->fields[field].type == type);
    return value;
}

gint64
record_count(const Record *record, int field)
{
    return g_ascii_strtoll(value_of_type(record, field, FIELD_COUNT), NULL, 10);
}

bool
record_money(const Record *record, int field, Money *ret_money)
{
    const char *value = value_of_type(record, field, FIELD_MONEY);
    return *value != '\0' && money_parse(value, ret_money, NULL);
}

Day
record_day(const Record *record, int field)
{
    const char *value = record_value(record, field);
    FieldType type = record->kind->fields[field].type;
    Day day = DAY_UNSET;
    int minute;
    Period period;
    g_assert(type == FIELD_DATE || type == FIELD_MOMENT || type == FIELD_PERIOD);
    if (type == FIELD_DATE && !day_parse(value, &day))
        return DAY_UNSET;
    if (type == FIELD_MOMENT && !moment_parse(value, &day, &minute))
        return DAY_UNSET;
    if (type == FIELD_PERIOD)
        return period_parse(value, &period) ? period.to : DAY_UNSET;
    return day;
}

bool
record_flag(const Record *record, int field)
{
    return g_str_equal(value_of_type(record, field, FIELD_FLAG), "yes");
}

bool
record_choice_is(const Record *record, int field, const char *code)
{
    return g_str_equal(value_of_type(record, field, FIELD_CHOICE), code);
}

gsize
record_items(const Record *record, int field)
{
    const char *value = value_of_type(record, field, FIELD_LIST);
    gsize items = *value != '\0';
    for (; *value != '\0'; value++)
        items += *value == '\n';
    return items;
}

char *
record_part(const Record *record, int field, gsize item, gsize part)
{
    const char *at = value_of_type(record, field, FIELD_LIST);
    for (; item > 0; item--) {
        at = strchr(at, '\n');
        if (at == NULL)
            return g_strdup("");
        at++;
    }
    for (; part > 0; part--) {
        at += strcspn(at, "\t\n");
        if (*at != '\t')
            return g_strdup("");
        at++;
    }
    return g_strndup(at, strcspn(at, "\t\n"));
}

void
record_add_item(Record *record, int field, const char *const *parts, gsize count)
{
    GString *value = g_string_new(value_of_type(record, field, FIELD_LIST));
    if (value->len > 0)
        g_string_append_c(value, '\n');
    for (gsize i = 0; i < count; i++) {
        if (i > 0)
            g_string_append_c(value, '\t');
        for (const char *at = parts[i]; *at != '\0'; at++)
            g_string_append_c(value, *at == '\n' || *at == '\t' ? ' ' : *at);
    }
    g_free(record->values[field]);
    record->values[field] = g_string_free(value, FALSE);
}

Day
record_dated(const Record *record)
{
    Day day = record->kind->dated >= 0 ? record_day(record, record->kind->dated) : DAY_UNSET;
    return day != DAY_UNSET ? day : day_from_time(record->time);
}

char *
record_title(const Record *record)
{
    int title = record->kind->title;
    if (title >= 0 && !record_is_empty(record, title)) {
        const Field *field = &record->kind->fields[title];
        const char *value = record_value(record, title);
        return field->type == FIELD_CHOICE ? g_strdup(_(field_choice_label(field, value)))
                                           : g_strndup(value, strcspn(value, "\n"));
    }
    return record->entry >= 0
               ? g_strdup_printf("%s %" G_GINT64_FORMAT, _(record->kind->label), record->entry)
               : g_strdup(_(record->kind->label));
}
