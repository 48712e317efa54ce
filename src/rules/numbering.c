/* numbering.c: numbers without gaps.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/numbering.h"

#include "standing/recovered.h"
#include "views/numbers.h"

void
numbering_clear(Numbering *numbering)
{
    g_clear_pointer(&numbering->next, g_hash_table_unref);
}

static char *
series_of(const Record *record)
{
    int year = 0, month = 0, day = 0;
    day_parts(record_day(record, record->kind->dated), &year, &month, &day);
    return g_strdup_printf("%d", year);
}

bool
numbering_give(Numbering *numbering, Act *act, Record *record, GError **error)
{
    int field = number_field(record->kind);
    if (field < 0)
        return true;
    if (numbering->next == NULL)
        numbering->next = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autofree char *series = series_of(record);
    gint64 *next = g_hash_table_lookup(numbering->next, series);
    if (next == NULL) {
        next = g_new0(gint64, 1);
        g_hash_table_insert(numbering->next, g_strdup(series), next);
        /* Numbers that are lost with their records stand on paper: each counts as the next ones. */
        gint64 lost = 0;
        if (!number_next(act->db, act->book, record->kind, series, next, error) ||
            !recovered_unknown(act->db, act->book, record->kind,
                               (int)g_ascii_strtoll(series, NULL, 10), &lost, error))
            return false;
        *next += lost;
    }
    g_autofree char *number = given_number_print((*next)++, series);
    record_set(record, field, number);
    return true;
}

void
numbering_check(const Record *now, const Record *changed, Problems *problems)
{
    int field = number_field(now->kind);
    if (field >= 0 && !g_str_equal(record_value(now, field), record_value(changed, field)))
        problems_add(problems, PROBLEM_ERROR, now->kind->fields[field].name,
                     N_("The number %s was given once and for all."), record_value(now, field));
}
