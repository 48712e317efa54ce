/* field_read.c: a value as typed by a person, whatever the door.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/field.h"

#include "base/limits.h"
#include "base/text.h"
#include "records/check.h"
#include <string.h>

static char *
refuse(const Field *field, Problems *problems, GError *error)
{
    problems_add(problems, PROBLEM_ERROR, field->name, "%s", error->message);
    g_error_free(error);
    return NULL;
}

/* A name that is not what it seems is never found again. */
static void
hint_lookalike(const Field *field, const char *text, Problems *problems)
{
    g_autofree char *word = NULL;
    TextLook look = text_look(text, &word);
    if (look == LOOK_FOREIGN)
        problems_add(problems, PROBLEM_HINT, field->name,
                     "The word \"%s\" holds a letter of another alphabet that only looks right; "
                     "type it again.",
                     word);
    else if (look == LOOK_HIDDEN)
        problems_add(problems, PROBLEM_HINT, field->name,
                     "The word \"%s\" holds a mark that nobody sees; type it again.", word);
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
    hint_lookalike(field, text, problems);
    return text;
}

/* "300 lượt người" -> "300": the unit of count may stand behind the number, in either language. */
static char *
without_unit(const Field *field, const char *typed)
{
    gsize number = strspn(typed, "0123456789. ");
    g_autofree char *digits = g_strstrip(g_strndup(typed, number)),
                    *behind = text_fold(typed + number);
    if (*behind == '\0' || *digits == '\0' || field->unit == NULL)
        return g_strdup(typed);
    g_autofree char *vi = text_fold(tr(LANG_VI, field->unit)),
                    *en = text_fold(tr(LANG_EN, field->unit));
    return g_strdup(g_str_equal(behind, vi) || g_str_equal(behind, en) ? digits : typed);
}

static char *
read_count(const Field *field, const char *typed, Problems *problems)
{
    GError *error = NULL;
    gint64 count;
    g_autofree char *number = without_unit(field, typed);
    if (!count_read(number, &count, &error))
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

/* "+1,250,000.00 VND" -> "1250000"; NULL when it is not written so. */
static char *
machine_digits(const char *typed)
{
    g_autofree char *folded = text_fold(typed);
    const char *start = folded + strspn(folded, "+ ");
    gsize length = strspn(start, "0123456789., ");
    const char *words = start + length;
    if (*words != '\0' && !g_str_equal(words, "vnd") && !g_str_equal(words, "d") &&
        !g_str_equal(words, "dong"))
        return NULL;
    g_autofree char *number = g_strchomp(g_strndup(start, length));
    char *last = strrchr(number, '.') != NULL ? strrchr(number, '.') : strrchr(number, ',');
    if (last != NULL && strpbrk(last + 1, ".,") == NULL &&
        (g_str_equal(last + 1, "0") || g_str_equal(last + 1, "00")))
        *last = '\0';
    g_auto(GStrv) groups = g_strsplit_set(number, "., ", -1);
    for (gsize i = 1; groups[0] != NULL && groups[i] != NULL; i++)
        if (strlen(groups[i]) != 3)
            return NULL;
    g_autofree char *digits = g_strjoinv("", groups);
    return *digits != '\0' ? g_steal_pointer(&digits) : NULL;
}

/* An amount as a bank's machine writes it, kept as people write it; a zero is nothing. NULL when it is not written so. */
static char *
read_machine_money(const char *typed)
{
    g_autofree char *digits = machine_digits(typed);
    gint64 vnd = 0;
    if (digits == NULL || !g_ascii_string_to_signed(digits, 10, 0, MONEY_MAX, &vnd, NULL))
        return NULL;
    if (vnd == 0)
        return g_strdup("");
    g_autofree char *text = money_digits(vnd, LANG_VI);
    return money_store((Money){vnd, 1, QUALIFIER_EQ}, text);
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
    g_autofree char *by_machine = field->by_machine ? read_machine_money(clean) : NULL;
    if (by_machine != NULL)
        return g_steal_pointer(&by_machine);
    if (!money_read(clean, &money, &hint, &error))
        return refuse(field, problems, error);
    if (hint != NULL)
        problems_add(problems, PROBLEM_HINT, field->name, "%s", hint);
    g_autofree char *mended = mend_currency(clean);
    return money_store(money, mended);
}

/* Without a today only a date that says its year can be understood. */
static bool
needs_today(const char *typed)
{
    int numbers = 0;
    bool inside = false, year = false;
    for (const char *at = typed; *at != '\0'; at++) {
        bool digit = g_ascii_isdigit(*at);
        numbers += digit && !inside;
        inside = digit;
        year = year || strspn(at, "0123456789") == 4;
    }
    return numbers < 3 || !year;
}

static bool
refuse_without_today(const Field *field, const char *typed, const FieldInput *input,
                     Problems *problems)
{
    if (input->today != DAY_UNSET || !needs_today(typed))
        return false;
    problems_add(problems, PROBLEM_ERROR, field->name,
                 "Write the date with its year, such as 12/8/2020.");
    return true;
}

/* "08/10/2022 10:22:33" -> "08/10/2022". Yours to free. */
static char *
without_time(const char *typed)
{
    gsize date = strcspn(typed, " T\n\t");
    const char *time = typed + date;
    bool is_time = strchr(time, ':') != NULL && strspn(time, " T\n\t0123456789:.") == strlen(time);
    return is_time ? g_strndup(typed, date) : g_strdup(typed);
}

static char *
read_date(const Field *field, const char *whole, const FieldInput *input, Problems *problems)
{
    GError *error = NULL;
    Day day;
    g_autofree char *typed = field->by_machine ? without_time(whole) : g_strdup(whole);
    if (refuse_without_today(field, typed, input, problems))
        return NULL;
    if (!day_read(typed, input->today, &day, &error))
        return refuse(field, problems, error);
    return day_iso(day);
}

static char *
read_moment(const Field *field, const char *typed, const FieldInput *input, Problems *problems)
{
    GError *error = NULL;
    char *iso;
    if (refuse_without_today(field, typed, input, problems))
        return NULL;
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

/* Folded, with punctuation as spaces, and a space at both ends. */
static char *
words_of(const char *text)
{
    g_autofree char *folded = text_fold(text);
    GString *words = g_string_new(" ");
    for (const char *at = folded; *at != '\0'; at++)
        if (g_ascii_isalnum(*at) || (guchar)*at >= 0x80)
            g_string_append_c(words, *at);
        else if (words->str[words->len - 1] != ' ')
            g_string_append_c(words, ' ');
    if (words->str[words->len - 1] != ' ')
        g_string_append_c(words, ' ');
    return g_string_free(words, FALSE);
}

static bool
is_called(const Choice *choice, const char *words)
{
    const char *const labels[] = {choice->code, tr(LANG_VI, choice->label),
                                  tr(LANG_EN, choice->label)};
    g_auto(GStrv) others = g_strsplit(choice->import_as != NULL ? choice->import_as : "", "|", 0);
    bool called = false;
    for (gsize i = 0; !called && i < G_N_ELEMENTS(labels) + g_strv_length(others); i++) {
        const char *label = i < G_N_ELEMENTS(labels) ? labels[i] : others[i - G_N_ELEMENTS(labels)];
        g_autofree char *own = words_of(label);
        called = g_str_equal(words, own);
    }
    return called;
}

/* Whether the words typed stand together in the label. */
static bool
is_part_of_label(const Choice *choice, const char *words)
{
    g_autofree char *label = words_of(tr(LANG_VI, choice->label));
    return strstr(label, words) != NULL;
}

/* A code, a label in either language with or without accents, another word for it, or some words of one
 * label only. */
static char *
read_choice(const Field *field, const char *typed, Problems *problems)
{
    g_autofree char *words = words_of(typed);
    const Choice *part = NULL;
    int parts = 0;
    for (const Choice *choice = field->choices; choice->code != NULL; choice++) {
        if (is_called(choice, words))
            return g_strdup(choice->code);
        if (strlen(words) >= 5 && is_part_of_label(choice, words)) {
            part = choice;
            parts++;
        }
    }
    if (parts == 1)
        return g_strdup(part->code);
    g_autoptr(GString) known = g_string_new(NULL);
    for (const Choice *choice = field->choices; choice->code != NULL; choice++)
        g_string_append_printf(known, "%s%s", known->len > 0 ? ", " : "", _(choice->label));
    problems_add(problems, PROBLEM_ERROR, field->name, "\"%s\" is not among: %s.", typed,
                 known->str);
    return NULL;
}

static char *
read_ref(const Field *field, const char *typed, const FieldInput *input, Problems *problems)
{
    if (input->read_ref != NULL)
        return input->read_ref(input->context, field, typed, problems);
    if (value_is_right(field, typed))
        return g_strdup(typed);
    problems_add(problems, PROBLEM_ERROR, field->name, "\"%s\" names no record.", typed);
    return NULL;
}

static char *
read_file(const Field *field, const char *typed, Problems *problems)
{
    if (value_is_right(field, typed))
        return g_strdup(typed);
    problems_add(problems, PROBLEM_ERROR, field->name,
                 "Give the file itself, as %s=@FILE or by upload.", field->name);
    return NULL;
}

static guint
part_count(const Field *field)
{
    guint count = 0;
    while (field->parts[count].name != NULL)
        count++;
    return count;
}

static bool
read_item(const Field *field, char **typed, const FieldInput *input, Problems *problems,
          GString *value)
{
    guint given = g_strv_length(typed), parts = part_count(field);
    bool good = true;
    if (given > parts) {
        problems_add(problems, PROBLEM_ERROR, field->name,
                     "An item has at most %d parts, separated by \" | \".", (int)parts);
        return false;
    }
    if (value->len > 0)
        g_string_append_c(value, '\n');
    for (guint i = 0; i < parts; i++) {
        if (i > 0)
            g_string_append_c(value, '\t');
        Field named = field->parts[i]; /* problems are about the list as a whole */
        named.name = field->name;
        g_autofree char *stored =
            i < given ? field_read(&named, typed[i], input, problems) : g_strdup("");
        good = good && stored != NULL;
        if (stored != NULL)
            g_string_append(value, g_strdelimit(stored, "\n\t", ' '));
    }
    return good;
}

static bool
is_empty_item(char **parts)
{
    for (; *parts != NULL; parts++)
        if (strspn(*parts, " \t\r\n") != strlen(*parts))
            return false;
    return true;
}

char *
field_read_items(const Field *field, const GPtrArray *items, const FieldInput *input,
                 Problems *problems)
{
    g_autoptr(GString) value = g_string_new(NULL);
    bool good = true;
    int count = 0;
    for (guint i = 0; i < items->len; i++) {
        char **parts = g_ptr_array_index(items, i);
        if (is_empty_item(parts))
            continue;
        if (++count > LIMIT_LIST_ITEMS) {
            problems_add(problems, PROBLEM_ERROR, field->name, "At most %d items.",
                         LIMIT_LIST_ITEMS);
            return NULL;
        }
        good = read_item(field, parts, input, problems, value) && good;
    }
    return good ? g_strndup(value->str, value->len) : NULL;
}

/* Whether a ";" separates items: between codes and names of fields, never in prose, where it is a sign like another. */
static bool
splits_at_semicolon(const Field *field, const char *typed)
{
    if (part_count(field) > 1 || strchr(typed, '\n') != NULL)
        return false;
    if (field->parts[0].type != FIELD_TEXT)
        return true;
    g_auto(GStrv) pieces = g_strsplit(typed, ";", 0);
    for (char **piece = pieces; *piece != NULL; piece++) {
        const char *word = g_strchug(*piece);
        for (const char *at = word; *at != '\0'; at++)
            if (!g_ascii_isalnum(*at) && strchr("._-", *at) == NULL)
                return false;
        if (*word == '\0')
            return false;
    }
    return true;
}

/* Parts of an item stand between " | ", or tabs, as cells pasted from a sheet have them. */
static char **
split_item(const Field *field, const char *typed)
{
    if (part_count(field) == 1) {
        char **whole = g_new0(char *, 2);
        whole[0] = g_strdup(typed);
        return whole;
    }
    char **parts = g_strsplit(typed, strchr(typed, '\t') != NULL ? "\t" : "|", 0);
    for (char **part = parts; *part != NULL; part++)
        g_strstrip(*part);
    return parts;
}

static char *
read_list(const Field *field, const char *typed, const FieldInput *input, Problems *problems)
{
    g_auto(GStrv) texts = g_strsplit(typed, splits_at_semicolon(field, typed) ? ";" : "\n", 0);
    g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    for (char **text = texts; *text != NULL && items->len <= LIMIT_LIST_ITEMS * 2; text++)
        g_ptr_array_add(items, split_item(field, *text));
    return field_read_items(field, items, input, problems);
}

/* More than any value of its type has. */
static bool
is_too_long(const Field *field, const char *typed)
{
    return field->type != FIELD_TEXT && field->type != FIELD_LIST && strlen(typed) > 1000;
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
    if (is_too_long(field, trimmed)) {
        problems_add(problems, PROBLEM_ERROR, field->name, "This is too long for \"%s\".",
                     _(field->label));
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
