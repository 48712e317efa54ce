/* blood.c: tests converted units, what donors should be given, drives to come, and how a donor stands, against a plain
 * recomputation.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/blood.h"

#include "fixture.h"
#include "standing/advice.h"
#include "standing/donor.h"
#include "standing/due.h"

static void
test_converted(void)
{
    static const struct {
        gint64 ml;
        const char *vi, *en;
    } rows[] = {
        {0, "0", "0"},
        {250, "1", "1"},
        {350, "1,4", "1.4"},
        {20695 * 350, "28.973", "28,973"}, /* Kiên Giang 2020: 20,695 bags of 350 ml */
        {1, "0,004", "0.004"},
        {375, "1,5", "1.5"},
        {249, "0,996", "0.996"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *vi = blood_converted_number(rows[i].ml, LANG_VI),
                        *en = blood_converted_number(rows[i].ml, LANG_EN);
        g_assert_cmpstr(vi, ==, rows[i].vi);
        g_assert_cmpstr(en, ==, rows[i].en);
    }
    g_autofree char *words = blood_converted_print(20695 * 350, LANG_VI);
    g_assert_cmpstr(words, ==, "28.973 đơn vị quy đổi 250 ml");
}

static BloodGifts
gifts_of(Db *db, const Book *book, Record *drive)
{
    g_autoptr(GError) error = NULL;
    BloodGifts gifts;
    bool done = blood_gifts(db, book, drive, &gifts, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    record_free(drive);
    return gifts;
}

static void
test_gifts(Db *db, Book *book)
{
    g_auto(BloodGifts) now =
        gifts_of(db, book,
                 desk_record("blood_drive", "held", "2020-06-06", "bags_250", "96", "bags_350",
                             "208", "bags_450", "9", "donors", "318", "apheresis",
                             "platelets\t250\t3\nplasma\t600\t2", NULL));
    g_assert_cmpint(now.least.vnd, ==,
                    96 * 100000 + 208 * 150000 + 9 * 180000 + 3 * 150000 + 2 * 250000);
    g_assert_cmpint(now.meals.vnd, ==, 318 * 30000);
    g_assert_cmpint(now.travel.vnd, ==, 318 * 50000);
    g_assert_true(now.complete);
    g_assert_cmpstr(now.decision, ==, "Thông tư 20/2018/TT-BYT");
    /* Of 2016 nothing is known about 450 ml; of 2010 about nothing. */
    g_auto(BloodGifts) early = gifts_of(
        db, book,
        desk_record("blood_drive", "held", "2016-06-06", "bags_350", "10", "bags_450", "9", NULL));
    g_assert_cmpint(early.least.vnd, ==, 1500000);
    g_assert_false(early.complete);
    g_auto(BloodGifts) first = gifts_of(
        db, book, desk_record("blood_drive", "held", "2010-06-06", "bags_350", "10", NULL));
    g_assert_cmpint(first.least.vnd, ==, 0);
    g_assert_false(first.complete);
    g_assert_null(first.decision);
}

static void
assert_hint(Db *db, const Book *book, Record *record, const char *field)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Problems) problems = problems_new();
    bool done = advice_check(db, book, record, problems, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    g_assert_false(problems_has_errors(problems));
    if (field == NULL)
        g_assert_cmpuint(problems_count(problems), ==, 0);
    else
        g_assert_nonnull(problems_find(problems, field));
    record_free(record);
}

static void
test_advice(Db *db, Book *book)
{
    assert_hint(db, book,
                desk_record("blood_drive", "held", "2020-06-06", "bags_350", "10", "gifts",
                            "1499000 1 eq", NULL),
                "gifts");
    assert_hint(db, book,
                desk_record("blood_drive", "held", "2020-06-06", "bags_350", "10", "gifts",
                            "1500000 1 eq", "meals", "300000 1 eq", "travel", "500000 1 eq", NULL),
                NULL);
    assert_hint(db, book,
                desk_record("blood_drive", "held", "2020-06-06", "bags_350", "10", "travel",
                            "500001 1 eq", NULL),
                "travel");
    assert_hint(db, book, desk_record("blood_drive", "held", "2020-06-06", NULL), NULL);
}

static void
give(Db *db, Book *book, gint64 donor, const char *held, const char *component)
{
    g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, donor);
    desk_add(db, book,
             desk_record("donation", "donor", ref, "held", held, "component", component, "ml",
                         "350", NULL));
}

static DonorState
state_of(const DonorRules *rules, gint64 entry)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Record) donor = record_load(rules->db, rules->book, entry, &error);
    g_assert_no_error(error);
    DonorState state;
    bool done = donor_state(rules, donor, &state, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    return state;
}

static void
test_next(Db *db, Book *book)
{
    g_autoptr(GError) error = NULL;
    g_auto(DonorRules) rules = {0};
    Day today = day_of(2026, 8, 1);
    g_assert_true(donor_rules_init(&rules, db, book, today, &error));
    gint64 fresh = desk_add(db, book, desk_record("donor", "name", "Người Mới", NULL));
    gint64 whole = desk_add(db, book,
                            desk_record("donor", "name", "Người Cũ", "born", "12/5/1990", "sex",
                                        "male", "weight", "52", "before", "3", NULL));
    give(db, book, whole, "2026-06-20", "whole");
    give(db, book, whole, "2026-02-01", "plasma");
    g_auto(DonorState) none = state_of(&rules, fresh), some = state_of(&rules, whole);
    g_assert_cmpint(none.count, ==, 0);
    g_assert_cmpint(none.last, ==, DAY_UNSET);
    g_assert_cmpint(none.next, ==, today);
    g_assert_null(none.against);
    g_assert_cmpint(some.count, ==, 5);
    g_assert_cmpint(some.last, ==, day_of(2026, 6, 20));
    g_assert_cmpint(some.next, ==, day_of(2026, 6, 20) + 12 * 7);
    g_assert_cmpstr(some.component, ==, "whole");
    g_assert_cmpint(some.most_ml, ==, 9 * 52);
    /* The last component decides: two weeks after plasma, whatever was given before. */
    give(db, book, whole, "2026-07-25", "plasma");
    g_auto(DonorState) plasma = state_of(&rules, whole);
    g_assert_cmpint(plasma.next, ==, day_of(2026, 7, 25) + 14);
    /* Granulocytes: three times within seven days. */
    gint64 often = desk_add(db, book, desk_record("donor", "name", "Bạch Cầu", NULL));
    give(db, book, often, "2026-07-28", "granulocytes");
    give(db, book, often, "2026-07-30", "granulocytes");
    g_auto(DonorState) twice = state_of(&rules, often);
    g_assert_cmpint(twice.next, ==, today);
    /* Read at once for everybody, they say the same. */
    g_auto(DonorRules) at_once = {0};
    g_assert_true(donor_rules_init(&at_once, db, book, today, &error));
    g_assert_true(donor_rules_gather(&at_once, &error));
    const gint64 all[] = {fresh, whole, often};
    for (gsize i = 0; i < G_N_ELEMENTS(all); i++) {
        g_auto(DonorState) one = state_of(&rules, all[i]), same = state_of(&at_once, all[i]);
        g_assert_cmpint(one.count, ==, same.count);
        g_assert_cmpint(one.last, ==, same.last);
        g_assert_cmpint(one.next, ==, same.next);
        g_assert_cmpstr(one.component, ==, same.component);
    }
    give(db, book, often, "2026-07-31", "granulocytes");
    g_auto(DonorState) thrice = state_of(&rules, often);
    g_assert_cmpint(thrice.next, ==, day_of(2026, 7, 28) + 7);
    /* Asked to wait; too light; too old; a woman of 43 kg gives 250 ml at most. */
    gint64 wait = desk_add(
        db, book,
        desk_record("donor", "name", "Hẹn", "not_before", "1/9/2026", "born", "1965", NULL));
    gint64 light = desk_add(
        db, book, desk_record("donor", "name", "Nhẹ", "sex", "male", "weight", "44", NULL));
    gint64 woman = desk_add(
        db, book, desk_record("donor", "name", "Chị", "sex", "female", "weight", "43", NULL));
    g_auto(DonorState) waits = state_of(&rules, wait), thin = state_of(&rules, light),
                       fits = state_of(&rules, woman);
    g_assert_cmpint(waits.next, ==, day_of(2026, 9, 1));
    g_assert_nonnull(strstr(waits.against, "60"));
    g_assert_nonnull(strstr(thin.against, "45"));
    g_assert_null(fits.against);
    g_assert_cmpint(fits.most_ml, ==, 250);
    /* A second donation too early is a hint. */
    g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, whole);
    assert_hint(
        db, book,
        desk_record("donation", "donor", ref, "held", "2026-08-01", "component", "whole", NULL),
        "held");
    assert_hint(
        db, book,
        desk_record("donation", "donor", ref, "held", "2026-08-08", "component", "whole", NULL),
        NULL);
}

static void
test_honours(Db *db, Book *book)
{
    g_autoptr(GError) error = NULL;
    g_auto(DonorRules) before = {0}, after = {0};
    g_assert_true(donor_rules_init(&before, db, book, day_of(2025, 6, 30), &error));
    g_assert_true(donor_rules_init(&after, db, book, day_of(2025, 7, 1), &error));
    gint64 donor = desk_add(db, book,
                            desk_record("donor", "name", "Mười Bốn", "before", "14", "honours",
                                        "5\t2023-06-14\t12/QĐ", NULL));
    g_auto(DonorState) old = state_of(&before, donor), now = state_of(&after, donor);
    g_assert_cmpint(old.honour->number, ==, 10);
    g_assert_nonnull(strstr(old.honour->words, "cấp huyện"));
    g_assert_nonnull(strstr(now.honour->words, "không còn cấp huyện"));
    give(db, book, donor, "2025-06-01", "whole");
    g_auto(DonorState) fifteen = state_of(&after, donor);
    g_assert_cmpint(fifteen.honour->number, ==, 15);
    gint64 done = desk_add(db, book,
                           desk_record("donor", "name", "Đã Khen", "before", "14", "honours",
                                       "10\t2024-06-14\t", NULL));
    gint64 few = desk_add(db, book, desk_record("donor", "name", "Bốn Lần", "before", "4", NULL));
    g_auto(DonorState) granted = state_of(&after, done), four = state_of(&after, few);
    g_assert_null(granted.honour);
    g_assert_null(four.honour);
}

static void
test_due(Db *db, Book *book)
{
    g_autoptr(GError) error = NULL;
    gint64 drive = desk_add(db, book,
                            desk_record("blood_drive", "held", "2026-09-05", "title", "Giọt hồng",
                                        "place", "Nhà văn hoá", NULL));
    Day today = day_of(2026, 8, 1);
    g_autoptr(GPtrArray) dues =
        dues_list(db, book, today, today, day_of(2026, 9, 30), /* with_personal= */ false, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(dues->len, ==, 1);
    const Due *due = g_ptr_array_index(dues, 0);
    g_assert_cmpint(due->entry, ==, drive);
    g_assert_true(due->is_event);
    g_assert_nonnull(strstr(due->sentence, "Nhà văn hoá"));
    g_autoptr(GPtrArray) none =
        dues_list(db, book, today, today, day_of(2026, 9, 4), /* with_personal= */ false, &error);
    g_assert_cmpuint(none->len, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/blood/converted", test_converted);
    g_test_add_data_func("/blood/gifts", test_gifts, desk_in_book);
    g_test_add_data_func("/blood/advice", test_advice, desk_in_book);
    g_test_add_data_func("/blood/next", test_next, desk_in_book);
    g_test_add_data_func("/blood/honours", test_honours, desk_in_book);
    g_test_add_data_func("/blood/due", test_due, desk_in_book);
    return g_test_run();
}
