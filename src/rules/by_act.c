/* by_act.c: fields that acts of the program alone fill.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/by_act.h"

void
by_act_keep(Record *changed, const Record *now)
{
    for (gsize i = 0; i < changed->kind->field_count; i++)
        if (changed->kind->fields[i].by_act)
            record_set(changed, (int)i, now == NULL ? "" : record_value(now, (int)i));
}

void
by_act_empty(Record *changed, Problems *problems)
{
    for (gsize i = 0; i < changed->kind->field_count; i++) {
        const Field *field = &changed->kind->fields[i];
        if (!field->by_act || record_is_empty(changed, (int)i))
            continue;
        record_set(changed, (int)i, "");
        problems_add(problems, PROBLEM_HINT, field->name,
                     N_("\"%s\" is empty again, because the record was changed."), _(field->label));
    }
}
