/* measure.c: what one record adds to which figure.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/measure.h"

#include "../made.h"
#include "golden.h"
#include "records/kinds.h"
#include <stdio.h>
#include <string.h>

static const char *root;

static void
add_source(GString *text, const char *name, const MeasureSource *source)
{
    g_string_append_printf(text, "%s source %s.%s", name, source->kind,
                           source->field != NULL ? source->field : "*");
    if (source->part != NULL)
        g_string_append_printf(text, ".%s", source->part);
    if (source->times != NULL)
        g_string_append_printf(text, "*%s", source->times);
    if (source->weight > 0)
        g_string_append_printf(text, " x%d", source->weight);
    g_string_append_c(text, '\n');
}

static char *
dump(void)
{
    GString *text = g_string_new(NULL);
    for (gsize i = 0; i < measures_count; i++) {
        const Measure *measure = &measures[i];
        g_string_append_printf(text, "%s %s state=%s%s%s\n", measure->name,
                               measure->type == MEASURE_MONEY ? "money" : "count",
                               measure->state != NULL ? measure->state : "any",
                               measure->chapters ? " chapters" : "",
                               measure->along_fields ? " along_fields" : "");
        if (measure->private_part != NULL)
            g_string_append_printf(text, "%s private_part=%s\n", measure->name,
                                   measure->private_part);
        for (gsize s = 0; s < G_N_ELEMENTS(measure->sources) && measure->sources[s].kind != NULL;
             s++)
            add_source(text, measure->name, &measure->sources[s]);
    }
    for (gsize k = 0; k < kinds_count; k++)
        for (gsize i = 0; i < kinds[k]->field_count; i++)
            if (kinds[k]->fields[i].cut != NULL)
                g_string_append_printf(text, "cut %s by %s.%s\n", kinds[k]->fields[i].cut,
                                       kinds[k]->name, kinds[k]->fields[i].name);
    return g_string_free(text, FALSE);
}

/* What a partner is told of an open measure's private sources is a measure of these sources alone, counted in the
 * same way. */
static void
assert_in_private_part(const Measure *measure, gsize at)
{
    const Measure *part = measure_find(measure->private_part);
    bool found = false;
    g_assert_nonnull(part);
    g_assert_true(measure_is_private(part));
    g_assert_cmpstr(part->state, ==, measure->state);
    g_assert_cmpint(part->chapters, ==, measure->chapters);
    g_assert_cmpint(part->along_fields, ==, measure->along_fields);
    for (gsize s = 0; s < G_N_ELEMENTS(part->sources) && part->sources[s].kind != NULL; s++)
        found = found || (g_str_equal(part->sources[s].kind, measure->sources[at].kind) &&
                          g_strcmp0(part->sources[s].field, measure->sources[at].field) == 0);
    g_assert_true(found);
}

/* A part that is added up is a count. */
static void
assert_part(const Field *field, const char *name)
{
    if (name == NULL)
        return;
    const Field *part = field->parts;
    while (part->name != NULL && !g_str_equal(part->name, name))
        part++;
    g_assert_cmpstr(part->name, ==, name);
    g_assert_cmpint(part->type, ==, FIELD_COUNT);
}

static void
test_table(void)
{
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    for (gsize i = 0; i < measures_count; i++) {
        const Measure *measure = &measures[i];
        g_assert_true(g_hash_table_add(names, (gpointer)measure->name));
        g_assert_true(measure_find(measure->name) == measure);
        g_assert_cmpint(measure->type, !=, MEASURE_UNSET);
        g_assert_true((measure->type == MEASURE_MONEY) ==
                      (measure->unit == NULL)); /* a count says what it counts */
        g_assert_cmpstr(tr(LANG_VI, measure->label), !=, measure->label);
        g_assert_nonnull(measure->sources[0].kind);
        for (gsize s = 0; s < G_N_ELEMENTS(measure->sources) && measure->sources[s].kind != NULL;
             s++) {
            const Kind *kind = kind_get(measure->sources[s].kind);
            int field = measure->sources[s].field != NULL
                            ? kind_field(kind, measure->sources[s].field)
                            : -1;
            bool private = kind->nature == NATURE_PRIVATE;
            if (measure->private_part != NULL && private)
                assert_in_private_part(measure, s);
            else /* all or none */
                g_assert_cmpint(private, ==, measure_is_private(measure));
            if (measure->sources[s].field != NULL) {
                g_assert_cmpint(field, >=, 0);
                g_assert_cmpint(kind->fields[field].type, ==,
                                measure->sources[s].part != NULL ? FIELD_LIST
                                : measure->type == MEASURE_MONEY ? FIELD_MONEY
                                                                 : FIELD_COUNT);
                g_assert_cmpint(kind->fields[field].class, ==, CLASS_NONE);
                assert_part(&kind->fields[field], measure->sources[s].part);
                assert_part(&kind->fields[field], measure->sources[s].times);
            }
            if (measure->state != NULL && !private) /* what is private is written when it is done */
                g_assert_cmpint(kind_field(kind, "state"), >=, 0);
            if (measure->along_fields)
                g_assert_cmpint(kind_field(kind, "field"), >=, 0);
        }
    }
    g_assert_null(measure_find("no_such"));
    g_assert_true(measure_is_private(measure_find("visits")));
    g_assert_false(measure_is_private(measure_find("value")));
}

/* What it adds, -1 when nothing. */
static gint64
adds(const char *measure, const Record *record, bool chapter)
{
    Money addend;
    return measure_addend(measure_find(measure), record, chapter, &addend) ? addend.vnd : -1;
}

static void
test_total(void)
{
    g_autoptr(Record) record =
        made("activity", "field", "1", "state", "delivered", "value",
             "71200000000 100000000 near 71,2 tỷ", "people", "30", "gifts", "12", NULL);
    Money addend;
    g_assert_true(measure_addend(measure_find("value"), record, true, &addend));
    g_assert_cmpint(addend.vnd, ==, 71200000000);
    g_assert_cmpint(addend.step, ==, 100000000);
    g_assert_cmpint(addend.qualifier, ==, QUALIFIER_NEAR);
    g_assert_cmpint(adds("value", record, false), ==, -1); /* union money is never in it */
    g_assert_cmpint(adds("value_pledged", record, true), ==, -1);
    g_assert_cmpint(adds("people", record, true), ==, 30);
    g_assert_cmpint(adds("gifts", record, true), ==, 12);
    g_assert_cmpint(adds("times", record, true), ==, -1); /* people and times are kept apart */
    g_assert_cmpint(adds("activities", record, false), ==, 1);
    g_assert_cmpint(adds("works", record, true), ==, -1);

    record_set(record, kind_field(record->kind, "state"), "raised");
    g_assert_cmpint(adds("value", record, true), ==, -1);
    g_assert_cmpint(adds("value_raised", record, true), ==, 71200000000);
    record_set(record, kind_field(record->kind, "state"), "delivered");
    record_set(record, kind_field(record->kind, "counted_in"), "5");
    g_assert_cmpint(adds("value", record, true), ==, -1); /* the other one counts */
    g_assert_cmpint(adds("people", record, true), ==, -1);
    record_set(record, kind_field(record->kind, "counted_in"), "");
    record_set(record, kind_field(record->kind, "field"), "");
    g_assert_cmpint(adds("value", record, true), ==, -1);
    record_set(record, kind_field(record->kind, "field"), "1");
    record_strike(record, kind_field(record->kind, "value"));
    g_assert_cmpint(adds("value", record, true), ==, -1);
    record_strike(record, kind_field(record->kind, "state"));
    g_assert_cmpint(adds("people", record, true), ==, -1);
}

static void
test_others(void)
{
    g_autoptr(Record) work = made("work", "field", "1", "state", "delivered", "value",
                                  "350000000 1 eq", "labour_days", "240", NULL);
    g_autoptr(Record) bridge =
        made("work", "value", "350000000 1 eq", NULL); /* of a union: outside the seven fields */
    g_autoptr(Record) drive =
        made("blood_drive", "target", "300", "registered", "341", "came", "322", "donors", "296",
             "bags_250", "148", "bags_350", "142", "bags_450", "6", "bags_other", "2", "other_ml",
             "700", "apheresis", "platelets\t250\t3\nplasma\t600\t2", "gifts", "20000000 1 eq",
             "meals", "9000000 1 eq", NULL);
    g_autoptr(Record) visit = made("visit", "amount", "500000 1 eq", "occasion", "illness", NULL);
    g_autoptr(Record) care = made("child_care", "children", "21", "amount", "4200000 1 eq", NULL);
    g_assert_cmpint(adds("value", work, true), ==, 350000000);
    g_assert_cmpint(adds("labour_days", work, true), ==, 240);
    g_assert_cmpint(adds("value", bridge, true), ==, -1);
    g_assert_cmpint(adds("works", bridge, false), ==, 1);
    g_assert_cmpint(adds("blood_target", drive, true), ==, 300);
    g_assert_cmpint(adds("blood_registered", drive, true), ==, 341);
    g_assert_cmpint(adds("blood_came", drive, true), ==, 322);
    g_assert_cmpint(adds("blood_donors", drive, true), ==, 296);
    g_assert_cmpint(adds("bags_250", drive, true), ==, 148);
    g_assert_cmpint(adds("bags_350", drive, true), ==, 142);
    g_assert_cmpint(adds("bags_450", drive, true), ==, 6);
    g_assert_cmpint(adds("bags_other_ml", drive, true), ==, 700);
    g_assert_cmpint(adds("blood_bags", drive, true), ==, 148 + 142 + 6 + 2);
    g_assert_cmpint(adds("blood_ml", drive, true), ==, 148 * 250 + 142 * 350 + 6 * 450 + 700);
    g_assert_cmpint(adds("apheresis_bags", drive, true), ==, 5);
    g_assert_cmpint(adds("apheresis_ml", drive, true), ==, 3 * 250 + 2 * 600);
    g_assert_cmpint(adds("blood_gifts", drive, true), ==, 29000000);
    g_autoptr(Record) nothing = made("blood_drive", "target", "300", NULL);
    g_assert_cmpint(adds("blood_ml", nothing, true), ==, -1);
    g_autoptr(Record) endless =
        made("blood_drive", "apheresis", "plasma\t999999999999\t999999999999", NULL);
    g_assert_cmpint(adds("apheresis_bags", endless, true), ==, 999999999999);
    g_assert_cmpint(adds("apheresis_ml", endless, true), ==, -1);
    g_assert_cmpint(adds("blood_drives", drive, true), ==, 1);
    g_assert_cmpint(adds("visits", visit, false), ==, 1);
    g_assert_cmpint(adds("visit_money", visit, false), ==, 500000);
    g_assert_cmpint(adds("children", care, false), ==, 21);
    g_assert_cmpint(adds("child_care_money", care, false), ==, 4200000);
    for (const char *const *name =
             (const char *const[]){"value", "value_raised", "cash", "goods", NULL};
         *name != NULL; name++) {
        g_assert_cmpint(adds(*name, visit, true), ==, -1);
        g_assert_cmpint(adds(*name, care, true), ==, -1);
    }
}

static void
note_cut(void *context, const char *cut, const char *key)
{
    g_string_append_printf(context, "%s=%s ", cut, key);
}

static void
test_cuts(void)
{
    g_autoptr(Record) record =
        made("activity", "field", "2", "campaigns", "7\n9\n7", "reporter", "Vị Thủy", NULL);
    g_autoptr(GString) cuts = g_string_new(NULL);
    measure_cuts(record, note_cut, cuts);
    g_assert_cmpstr(
        cuts->str, ==,
        "= field=2 campaign=7 campaign=9 reporter=Vị Thủy "); /* a campaign named twice counts once */
    g_autoptr(Record) visit = made("visit", "occasion", "quarterly", NULL);
    g_string_truncate(cuts, 0);
    measure_cuts(visit, note_cut, cuts);
    g_assert_cmpstr(cuts->str, ==, "= occasion=quarterly ");
    record_strike(record, kind_field(record->kind, "campaigns"));
    g_string_truncate(cuts, 0);
    measure_cuts(record, note_cut, cuts);
    g_assert_cmpstr(cuts->str, ==, "= field=2 reporter=Vị Thủy ");
}

/* Names and meanings stand in statements, addresses and exports. */
static void
test_golden(void)
{
    g_autofree char *text = dump();
    golden_check(root, "measures.txt", text);
}

int
main(int argc, char **argv)
{
    if (argc > 1 && g_str_equal(argv[1], "--print")) {
        g_autofree char *text = dump();
        fputs(text, stdout);
        return 0;
    }
    g_test_init(&argc, &argv, NULL);
    root = argv[1];
    g_test_add_func("/measure/table", test_table);
    g_test_add_func("/measure/total", test_total);
    g_test_add_func("/measure/others", test_others);
    g_test_add_func("/measure/cuts", test_cuts);
    g_test_add_func("/measure/golden", test_golden);
    return g_test_run();
}
