/* field_read.c: a value as typed by a person, whatever the door.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/field.h"

#include "base/limits.h"
#include "base/text.h"
#include <string.h>

static char *
refuse(const Field *field, Problems *problems, GError *error)
{
    problems_add(problems, PROBLEM_ERROR, field->name, "%s", error->message);
    g_error_free(error);
    return NULL;
}

static char *
read_text(const Field *field, const char *typed, Problems *problems)
{
    GError *error = NULL;
    char *text =
        text_clean(typed, -1, field->long_text ? LIMIT_LONG_TEXT_CHARS : LIMIT_TEXT_CHARS, &error);
    if (text == NULL)
        return refuse(field, problems, error);
    if (!field->long_text)
        g_strdelimit(text, "\n\t", ' ');
    gsize found;
    const char *right = text_typo(text, &found);
    if (right != NULL)
        problems_add(problems, PROBLEM_HINT, field->name, "Did you mean \"%s\"?", right);
    return text;
}

static char *
read_count(const Field *field, const char *typed, Problems *problems)
{
    GError *error = NULL;
    gint64 count;
    if (!count_read(typed, &count, &error))
        return refuse(field, problems, error);
    return g_strdup_printf("%" G_GINT64_FORMAT, count);
}

/* The text as it should have been typed: a value that stands alone prints its own text. */
static char *
mend_currency(const char *typed)
{
    g_auto(GStrv) around = g_strsplit(typed, "động", 0);
    return g_strjoinv("đồng", around);
}

static char *
read_money(const Field *field, const char *typed, Problems *problems)
{
    GError *error = NULL;
    Money money;
    g_autofree char *hint = NULL;
    g_autofree char *clean = text_clean(typed, -1, 100, &error);
    if (clean == NULL)
        return refuse(field, problems, error);
    g_strdelimit(clean, "\n\t", ' ');
    if (!money_read(clean, &money, &hint, &error))
        return refuse(field, problems, error);
    if (hint != NULL)
        problems_add(problems, PROBLEM_HINT, field->name, "%s", hint);
    g_autofree char *mended = mend_currency(clean);
    return money_store(money, mended);
}

static char *
read_date(const Field *field, const char *typed, const FieldInput *input, Problems *problems)
{
    GError *error = NULL;
    Day day;
    if (!day_read(typed, input->today, &day, &error))
        return refuse(field, problems, error);
    return day_iso(day);
}

static char *
read_moment(const Field *field, const char *typed, const FieldInput *input, Problems *problems)
{
    GError *error = NULL;
    char *iso;
    return moment_read(typed, input->today, &iso, &error) ? iso : refuse(field, problems, error);
}

static char *
read_period(const Field *field, const char *typed, Problems *problems)
{
    GError *error = NULL;
    Period period;
    return period_read(typed, &period, &error) ? period_iso(period)
                                               : refuse(field, problems, error);
}

static char *
read_flag(const Field *field, const char *typed, Problems *problems)
{
    static const char *const yes[] = {"co", "yes", "x", "dung", "true", "1", "on"};
    static const char *const no[] = {"khong", "no", "false", "0", "sai"};
    g_autofree char *folded = text_fold(typed);
    for (gsize i = 0; i < G_N_ELEMENTS(yes); i++)
        if (g_str_equal(folded, yes[i]))
            return g_strdup("yes");
    for (gsize i = 0; i < G_N_ELEMENTS(no); i++)
        if (g_str_equal(folded, no[i]))
            return g_strdup("no");
    problems_add(problems, PROBLEM_ERROR, field->name, "Answer yes or no.");
    return NULL;
}

static bool
is_label(const char *folded, const char *label, Lang lang)
{
    g_autofree char *own = text_fold(tr(lang, label));
    return g_str_equal(folded, own);
}

/* A code, or a label in either language with or without accents, or a start of one that only one label has. */
static char *
read_choice(const Field *field, const char *typed, Problems *problems)
{
    g_autofree char *folded = text_fold(typed);
    const Choice *begins = NULL;
    int beginning = 0;
    for (const Choice *choice = field->choices; choice->code != NULL; choice++) {
        if (g_str_equal(folded, choice->code) || is_label(folded, choice->label, LANG_VI) ||
            is_label(folded, choice->label, LANG_EN))
            return g_strdup(choice->code);
        g_autofree char *label = text_fold(tr(LANG_VI, choice->label));
        if (strlen(folded) >= 3 && g_str_has_prefix(label, folded)) {
            begins = choice;
            beginning++;
        }
    }
    if (beginning == 1)
        return g_strdup(begins->code);
    g_autoptr(GString) known = g_string_new(NULL);
    for (const Choice *choice = field->choices; choice->code != NULL; choice++)
        g_string_append_printf(known, "%s%s", known->len > 0 ? ", " : "", _(choice->label));
    problems_add(problems, PROBLEM_ERROR, field->name, "\"%s\" is not among: %s.", typed,
                 known->str);
    return NULL;
}

static bool
is_stored_ref(const char *value)
{
    const char *number = strrchr(value, '#');
    number = number != NULL ? number + 1 : value;
    gsize digits = strspn(number, "0123456789");
    return digits > 0 && digits < 19 && number[digits] == '\0' && (digits == 1 || *number != '0');
}

static char *
read_ref(const Field *field, const char *typed, const FieldInput *input, Problems *problems)
{
    if (input->read_ref != NULL)
        return input->read_ref(input->context, field, typed, problems);
    if (is_stored_ref(typed))
        return g_strdup(typed);
    problems_add(problems, PROBLEM_ERROR, field->name, "\"%s\" names no record.", typed);
    return NULL;
}

static char *
read_file(const Field *field, const char *typed, Problems *problems)
{
    if (g_str_has_prefix(typed, "sha256:"))
        return g_strdup(typed);
    problems_add(problems, PROBLEM_ERROR, field->name,
                 "Give the file itself, as %s=@FILE or by upload.", field->name);
    return NULL;
}

/* One item: its parts stand between " | " (or tabs, as a stored item has them). */
static bool
read_item(const Field *field, const char *typed, const FieldInput *input, Problems *problems,
          GString *value)
{
    g_auto(GStrv) typed_parts =
        strchr(typed, '\t') != NULL ? g_strsplit(typed, "\t", 0) : g_strsplit(typed, "|", 0);
    gsize given = g_strv_length(typed_parts), i = 0;
    bool good = true;
    if (value->len > 0)
        g_string_append_c(value, '\n');
    for (const Field *part = field->parts; part->name != NULL; part++, i++) {
        if (i > 0)
            g_string_append_c(value, '\t');
        const char *text = i < given ? g_strstrip(typed_parts[i]) : "";
        if (*text == '\0')
            continue;
        Field named = *part; /* problems are about the list as a whole */
        named.name = field->name;
        g_autofree char *stored = field_read(&named, text, input, problems);
        good = good && stored != NULL;
        if (stored != NULL)
            g_string_append(value, g_strdelimit(stored, "\n\t", ' '));
    }
    if (given > i) {
        problems_add(problems, PROBLEM_ERROR, field->name,
                     "An item has at most %d parts, separated by \" | \".", (int)i);
        return false;
    }
    return good;
}

static char *
read_list(const Field *field, const char *typed, const FieldInput *input, Problems *problems)
{
    g_autoptr(GString) value = g_string_new(NULL);
    bool one_part = field->parts[1].name == NULL;
    g_auto(GStrv) items = g_strsplit_set(typed, one_part ? "\n;" : "\n", 0);
    bool good = true;
    int count = 0;
    for (char **item = items; *item != NULL; item++) {
        if (strspn(*item, " \t|\r") == strlen(*item))
            continue;
        if (++count > LIMIT_LIST_ITEMS) {
            problems_add(problems, PROBLEM_ERROR, field->name, "At most %d items.",
                         LIMIT_LIST_ITEMS);
            return NULL;
        }
        good = read_item(field, *item, input, problems, value) && good;
    }
    return good ? g_strndup(value->str, value->len) : NULL;
}

char *
field_read(const Field *field, const char *typed, const FieldInput *input, Problems *problems)
{
    g_autofree char *trimmed = g_strdup(typed);
    if (field->type != FIELD_TEXT && field->type != FIELD_LIST)
        g_strstrip(trimmed);
    if (*trimmed == '\0')
        return g_strdup("");
    if (!g_utf8_validate(trimmed, -1, NULL) && field->type != FIELD_TEXT) {
        problems_add(problems, PROBLEM_ERROR, field->name,
                     "The text is not valid Unicode (UTF-8).");
        return NULL;
    }
    switch (field->type) {
    case FIELD_TEXT:
        return read_text(field, trimmed, problems);
    case FIELD_COUNT:
        return read_count(field, trimmed, problems);
    case FIELD_DATE:
        return read_date(field, trimmed, input, problems);
    case FIELD_MOMENT:
        return read_moment(field, trimmed, input, problems);
    case FIELD_PERIOD:
        return read_period(field, trimmed, problems);
    case FIELD_FLAG:
        return read_flag(field, trimmed, problems);
    case FIELD_CHOICE:
        return read_choice(field, trimmed, problems);
    case FIELD_MONEY:
        return read_money(field, trimmed, problems);
    case FIELD_REF:
        return read_ref(field, trimmed, input, problems);
    case FIELD_FILE:
        return read_file(field, trimmed, problems);
    case FIELD_LIST:
        return read_list(field, trimmed, input, problems);
    case FIELD_UNSET:
        break;
    }
    g_assert_not_reached();
}
