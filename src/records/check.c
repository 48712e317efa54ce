/* check.c: is this a record?
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/check.h"

#include "base/limits.h"
#include "base/text.h"
#include "records/field.h"
#include <string.h>

/* Characters that stand for themselves in NFC whatever is beside them: nearly all of Vietnamese. */
static bool
is_composed(gunichar c)
{
    return c < 0x300 || (c >= 0x1e00 && c < 0x1f00);
}

static bool
is_clean(const char *value, gsize max)
{
    if (!g_utf8_validate(value, -1, NULL) || text_length(value) > max)
        return false;
    bool composed = true;
    for (const char *at = value; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x202a && c <= 0x202e) ||
            (c >= 0x2066 && c <= 0x2069))
            return false;
        composed = composed && is_composed(c);
    }
    if (!composed) {
        g_autofree char *again = g_utf8_normalize(value, -1, G_NORMALIZE_DEFAULT_COMPOSE);
        if (g_strcmp0(again, value) != 0)
            return false;
    }
    gsize length = strlen(value);
    return (length == 0 || value[length - 1] != ' ');
}

static bool
is_choice(const Field *field, const char *value)
{
    for (const Choice *choice = field->choices; choice->code != NULL; choice++)
        if (g_str_equal(choice->code, value))
            return true;
    return false;
}

/* ORIGIN#N or N. */
static bool
is_ref(const char *value)
{
    const char *sign = strrchr(value, '#'), *number = sign != NULL ? sign + 1 : value;
    gsize digits = strspn(number, "0123456789");
    bool origin =
        sign == NULL || (sign > value && strspn(value, "abcdefghijklmnopqrstuvwxyz0123456789./-") ==
                                             (gsize)(sign - value));
    return origin && digits > 0 && digits < 19 && number[digits] == '\0' &&
           (digits == 1 || *number != '0');
}

/* sha256:HEX BYTES MIME */
static bool
is_file(const char *value)
{
    if (!g_str_has_prefix(value, "sha256:") || strspn(value + 7, "0123456789abcdef") != 64 ||
        value[71] != ' ')
        return false;
    gsize digits = strspn(value + 72, "0123456789");
    return digits > 0 && digits < 12 && value[72 + digits] == ' ' && value[73 + digits] != '\0';
}

static bool
is_list(const Field *field, const char *value)
{
    g_auto(GStrv) items = g_strsplit(value, "\n", 0);
    gsize parts_known = 0;
    while (field->parts[parts_known].name != NULL)
        parts_known++;
    for (char **item = items; *item != NULL; item++) {
        g_auto(GStrv) parts = g_strsplit(*item, "\t", 0);
        if (g_strv_length(parts) > parts_known)
            return false;
        for (gsize i = 0; parts[i] != NULL; i++)
            if (!value_is_right(&field->parts[i], parts[i]))
                return false;
    }
    return g_strv_length(items) <= LIMIT_LIST_ITEMS;
}

bool
value_is_right(const Field *field, const char *value)
{
    Day day;
    int minute;
    Period period;
    Money money;
    gint64 count;
    if (*value == '\0')
        return true;
    switch (field->type) {
    case FIELD_TEXT:
        return is_clean(value, LIMIT_LONG_TEXT_CHARS);
    case FIELD_COUNT:
        return strspn(value, "0123456789") == strlen(value) &&
               (*value != '0' || value[1] == '\0') && count_read(value, &count, NULL);
    case FIELD_DATE:
        return day_parse(value, &day);
    case FIELD_MOMENT:
        return moment_parse(value, &day, &minute);
    case FIELD_PERIOD:
        return period_parse(value, &period);
    case FIELD_FLAG:
        return g_str_equal(value, "yes") || g_str_equal(value, "no");
    case FIELD_CHOICE:
        return is_choice(field, value);
    case FIELD_MONEY:
        return money_parse(value, &money, NULL) && is_clean(value, LIMIT_TEXT_CHARS);
    case FIELD_REF:
        return is_ref(value);
    case FIELD_FILE:
        return is_file(value);
    case FIELD_LIST:
        return is_list(field, value);
    case FIELD_UNSET:
        break;
    }
    return false;
}

static void
check_field(const Record *record, int index, Problems *problems)
{
    const Field *field = &record->kind->fields[index];
    const char *value = record->values[index];
    if (value == NULL)
        return;
    if (field->required && *value == '\0' && problems_find(problems, field->name) == NULL)
        problems_add(problems, PROBLEM_ERROR, field->name, "Please fill in \"%s\".",
                     _(field->label));
    if (!value_is_right(field, value))
        problems_add(problems, PROBLEM_ERROR, field->name,
                     "\"%s\" is not written in a way that can be kept.", _(field->label));
}

bool
record_check(const Record *record, Problems *problems)
{
    for (gsize i = 0; i < record->kind->field_count; i++)
        check_field(record, (int)i, problems);
    if (record->kind->check != NULL)
        record->kind->check(record, problems);
    return !problems_has_errors(problems);
}

bool
record_value_is_right(const Record *record, int field)
{
    return record->values[field] == NULL ||
           value_is_right(&record->kind->fields[field], record->values[field]);
}
