/* rules.c: checks that several kinds share.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

#include "base/text.h"
#include <string.h>

void
problems_order(const Record *record, Problems *problems, int from, int to)
{
    if (record_is_empty(record, from) || record_is_empty(record, to))
        return;
    if (record_day(record, from) > record_day(record, to))
        problems_add(problems, PROBLEM_ERROR, record->kind->fields[to].name,
                     "\"%s\" lies before \"%s\".", _(record->kind->fields[to].label),
                     _(record->kind->fields[from].label));
}

void
problems_part_order(const Record *record, Problems *problems, int field, gsize item, gsize from,
                    gsize to)
{
    g_autofree char *first = record_part(record, field, item, from),
                    *last = record_part(record, field, item, to);
    const Field *parts = record->kind->fields[field].parts;
    Day first_day, last_day;
    if (day_parse(first, &first_day) && day_parse(last, &last_day) && first_day > last_day)
        problems_add(problems, PROBLEM_ERROR, record->kind->fields[field].name,
                     "\"%s\" lies before \"%s\".", _(parts[to].label), _(parts[from].label));
}

void
problems_born(const Record *record, Problems *problems, int field)
{
    const char *born = record_value(record, field);
    int year = (int)g_ascii_strtoll(born, NULL, 10);
    Day day;
    if (*born == '\0' ||
        (strlen(born) == 4 && strspn(born, "0123456789") == 4 && year >= 1880 && year <= 2199) ||
        day_read(born, day_of(2000, 1, 1), &day, NULL))
        return;
    problems_add(problems, PROBLEM_HINT, record->kind->fields[field].name,
                 "A birth is written as a day or a year, such as 12/5/1980 or 1948.");
}

void
problems_sum(const Record *record, Problems *problems, int whole, const int *parts)
{
    Money all, part, sum = {0};
    bool any = false;
    if (!record_money(record, whole, &all))
        return;
    for (; *parts >= 0; parts++) {
        if (!record_money(record, *parts, &part))
            continue;
        any = true;
        if (!money_add(&sum, part))
            return;
    }
    if (!any || sum.vnd == all.vnd)
        return;
    g_autofree char *parts_text = money_digits(sum.vnd, lang_current()),
                    *whole_text = money_digits(all.vnd, lang_current());
    problems_add(problems, PROBLEM_HINT, record->kind->fields[whole].name,
                 "The parts make %s, not %s.", parts_text, whole_text);
}

void
problems_not_more(const Record *record, Problems *problems, int smaller, int larger)
{
    if (record_is_empty(record, smaller) || record_is_empty(record, larger))
        return;
    if (record_count(record, smaller) > record_count(record, larger))
        problems_add(problems, PROBLEM_HINT, record->kind->fields[smaller].name,
                     "\"%s\" is more than \"%s\".", _(record->kind->fields[smaller].label),
                     _(record->kind->fields[larger].label));
}

/* Whether the folded words of `phrase` stand in a folded text, as whole words. */
static bool
has_phrase(const char *folded, const char *phrase)
{
    gsize length = strlen(phrase);
    for (const char *at = strstr(folded, phrase); at != NULL; at = strstr(at + 1, phrase))
        if ((at == folded || !g_ascii_isalnum(at[-1])) && !g_ascii_isalnum(at[length]))
            return true;
    return false;
}

/* Words about the blood of a person; the last two may also be a person's name (Dương Tịnh). */
static const char *const findings[] = {
    "hiv",  "hbv",  "hcv",     "hbsag",   "viem gan",   "giang mai",
    "sida", "aids", "sot ret", "am tinh", "duong tinh",
};
#define FINDINGS_SURE (G_N_ELEMENTS(findings) - 2)

void
problems_test_result(const Record *record, Problems *problems, int field, ProblemKind how)
{
    /* Checks also see what is no text yet. */
    g_autofree char *valid = g_utf8_make_valid(record_value(record, field), -1);
    g_autofree char *folded = text_fold(valid);
    gsize count = field == record->kind->title ? FINDINGS_SURE : G_N_ELEMENTS(findings);
    for (gsize i = 0; i < count; i++)
        if (has_phrase(folded, findings[i])) {
            problems_add(problems, how, record->kind->fields[field].name,
                         "Results of tests of a donor's blood are secret and must not be kept "
                         "here: leave them out.");
            return;
        }
}
