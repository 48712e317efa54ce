/* field_print.c: a stored value for people.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/field.h"

#include "records/kinds.h"
#include <string.h>

static char *
print_money(const char *value, Lang lang)
{
    Money money;
    const char *text;
    if (!money_parse(value, &money, &text))
        return g_strdup(value);
    /* What stands alone prints its own text; bare digits are given their separators. */
    bool digits = strspn(text, "0123456789") == strlen(text);
    return lang == LANG_VI && *text != '\0' && !digits ? g_strdup(text) : money_print(money, lang);
}

static char *
print_date(const char *value, Lang lang)
{
    Day day;
    return day_parse(value, &day) ? day_print(day, lang) : g_strdup(value);
}

static char *
print_period(const char *value, Lang lang)
{
    Period period;
    return period_parse(value, &period) ? period_label(period, lang) : g_strdup(value);
}

/* "activity.held" -> "Activity: Date". */
static char *
print_field_name(const char *value, Lang lang)
{
    const char *dot = strchr(value, '.');
    const Kind *kind = dot != NULL ? kind_find_sized(value, (gsize)(dot - value)) : NULL;
    int field = kind != NULL ? kind_field(kind, dot + 1) : -1;
    return field < 0 ? g_strdup(value)
                     : g_strdup_printf("%s: %s", tr(lang, kind->label),
                                       tr(lang, kind->fields[field].label));
}

static char *
print_list(const Field *field, const char *value, Lang lang, RefNamer namer, void *context)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_auto(GStrv) items = g_strsplit(value, "\n", 0);
    for (char **item = items; *item != NULL; item++) {
        g_auto(GStrv) parts = g_strsplit(*item, "\t", 0);
        gsize given = g_strv_length(parts), i = 0;
        bool first = true;
        if (out->len > 0)
            g_string_append_c(out, '\n');
        for (const Field *part = field->parts; part->name != NULL && i < given; part++, i++) {
            if (*parts[i] == '\0' || part->technical)
                continue;
            g_autofree char *text = field_print(part, parts[i], lang, namer, context);
            g_string_append_printf(out, "%s%s", first ? "" : " · ", text);
            first = false;
        }
    }
    return g_strndup(out->str, out->len);
}

static char *
print_file(const char *value, Lang lang)
{
    g_auto(GStrv) parts = g_strsplit(value, " ", 3);
    if (g_strv_length(parts) != 3)
        return g_strdup(value);
    return g_strdup_printf("%s, %d kB", parts[2],
                           (int)(g_ascii_strtoll(parts[1], NULL, 10) / 1000 + 1));
}

char *
field_print(const Field *field, const char *value, Lang lang, RefNamer namer, void *context)
{
    if (value == NULL)
        return g_strdup(tr(lang, N_("(not shared)")));
    if (*value == '\0')
        return g_strdup("");
    switch (field->type) {
    case FIELD_COUNT:
        if (field->year)
            return g_strdup(value);
        return count_print(g_ascii_strtoll(value, NULL, 10), lang);
    case FIELD_DATE:
        return print_date(value, lang);
    case FIELD_MOMENT:
        return moment_print(value, lang);
    case FIELD_PERIOD:
        return print_period(value, lang);
    case FIELD_FLAG:
        return g_strdup(g_str_equal(value, "yes") ? tr(lang, N_("yes")) : tr(lang, N_("no")));
    case FIELD_CHOICE:
        return g_strdup(tr(lang, field_choice_label(field, value)));
    case FIELD_MONEY:
        return print_money(value, lang);
    case FIELD_REF:
        return namer != NULL ? namer(context, field, value) : g_strdup(value);
    case FIELD_LIST:
        return print_list(field, value, lang, namer, context);
    case FIELD_FILE:
        return print_file(value, lang);
    case FIELD_TEXT:
    case FIELD_UNSET:
        break;
    }
    if (field->of_field)
        return print_field_name(value, lang);
    bool named = field->of_unit || field->of_agreement;
    return named && namer != NULL ? namer(context, field, value) : g_strdup(value);
}

/* Parts between " | "; between tabs where a part holds that sign itself. */
static char *
type_list(const Field *field, const char *value)
{
    const char *between = field->parts[1].name != NULL && strchr(value, '|') != NULL ? "\t" : " | ";
    g_autoptr(GString) out = g_string_new(NULL);
    g_auto(GStrv) items = g_strsplit(value, "\n", 0);
    for (char **item = items; *item != NULL; item++) {
        g_auto(GStrv) parts = g_strsplit(*item, "\t", 0);
        gsize given = g_strv_length(parts), i = 0;
        if (item > items)
            g_string_append_c(out, '\n');
        for (const Field *part = field->parts; part->name != NULL && i < given; part++, i++) {
            g_autofree char *typed = field_typed(part, parts[i]);
            g_string_append_printf(out, "%s%s", i > 0 ? between : "", typed);
        }
    }
    return g_strndup(out->str, out->len);
}

char *
field_typed(const Field *field, const char *value)
{
    if (value == NULL || *value == '\0')
        return g_strdup("");
    if (field->type == FIELD_MONEY) {
        Money money;
        const char *text;
        if (money_parse(value, &money, &text))
            return *text != '\0' ? g_strdup(text)
                   : money.step > 1 || money.qualifier != QUALIFIER_EQ
                       ? money_print(money, LANG_VI)
                       : money_digits(money.vnd, LANG_VI);
    }
    if (field->type == FIELD_DATE)
        return print_date(value, LANG_VI);
    return field->type == FIELD_LIST ? type_list(field, value) : g_strdup(value);
}
