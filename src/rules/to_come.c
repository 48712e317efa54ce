/* to_come.c: days that have not come yet.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/to_come.h"

#include "records/kinds.h"

static bool
has_happened(const Record *record)
{
    int state = kind_field(record->kind, "state");
    return record->kind->happened || (state >= 0 && record_choice_is(record, state, "delivered"));
}

void
to_come_check(const Record *record, Day today, Problems *problems)
{
    int dated = record->kind->dated;
    if (dated >= 0 && !record_is_empty(record, dated) && record_day(record, dated) > today &&
        has_happened(record))
        problems_add(problems, PROBLEM_HINT, record->kind->fields[dated].name,
                     N_("This day has not come yet."));
}
