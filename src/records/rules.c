/* rules.c: checks that several kinds share.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

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
