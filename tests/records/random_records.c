/* random_records.c: every kind's check, figures and names survive whatever a record says.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/check.h"
#include "records/field.h"
#include "records/kinds.h"
#include "records/measure.h"
#include "random.h"

static void
count_cut(void *context, const char *cut, const char *key)
{
    g_assert_true(*cut != '\0' || *key == '\0');
    (*(int *)context)++;
}

static void
ask_everything(const Record *record)
{
    g_autoptr(Problems) problems = problems_new();
    g_autofree char *title = record_title(record), *told = NULL;
    Money addend;
    int cuts = 0;
    record_check(record, problems);
    told = problems_text(problems, true);
    g_assert_true(g_utf8_validate(told, -1, NULL));
    record_dated(record);
    measure_cuts(record, count_cut, &cuts);
    g_assert_cmpint(cuts, >=, 1);
    for (gsize i = 0; i < measures_count; i++)
        if (measure_addend(&measures[i], record, true, &addend))
            g_assert_cmpint(addend.vnd, >=, 0);
    for (gsize i = 0; i < record->kind->field_count; i++) {
        g_autofree char *vi =
            field_print(&record->kind->fields[i], record->values[i], LANG_VI, NULL, NULL);
        g_autofree char *en =
            field_print(&record->kind->fields[i], record->values[i], LANG_EN, NULL, NULL);
        g_autofree char *typed = field_typed(&record->kind->fields[i], record->values[i]);
        g_assert_true(vi != NULL && en != NULL && typed != NULL);
    }
}

/* Of the right types, some struck. */
static void
test_right(void)
{
    for (int n = 0; n < 100; n++)
        for (gsize k = 0; k < kinds_count; k++) {
            g_autoptr(Record) record = random_record(kinds[k]);
            for (gsize i = 0; i < kinds[k]->field_count; i++)
                if (!record_value_is_right(record, (int)i))
                    g_error("%s.%s: %s", kinds[k]->name, kinds[k]->fields[i].name,
                            record->values[i]);
            if (n % 2 == 0)
                for (int strikes = 0; strikes < 4; strikes++)
                    record_strike(record, g_test_rand_int_range(0, (int)kinds[k]->field_count));
            ask_everything(record);
        }
}

/* Empty, and with everything struck. */
static void
test_empty(void)
{
    for (gsize k = 0; k < kinds_count; k++) {
        g_autoptr(Record) record = record_new(kinds[k]);
        ask_everything(record);
        for (gsize i = 0; i < kinds[k]->field_count; i++)
            record_strike(record, (int)i);
        ask_everything(record);
        g_autoptr(Problems) problems = problems_new();
        record_check(record, problems);
        /* Nothing can be asked of what is not there. */
        for (gsize i = 0; i < kinds[k]->field_count; i++)
            if (problems_find(problems, kinds[k]->fields[i].name) != NULL)
                g_error("%s.%s is asked for", kinds[k]->name, kinds[k]->fields[i].name);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/random-records/right", test_right);
    g_test_add_func("/random-records/empty", test_empty);
    return g_test_run();
}
