/* record.c: values, items, title and day of a record.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/record.h"

#include "records/kinds.h"
#include "random.h"

static int
at(const Record *record, const char *field)
{
    int index = kind_field(record->kind, field);
    g_assert_cmpint(index, >=, 0);
    return index;
}

static void
test_values(void)
{
    g_autoptr(Record) record = record_new(kind_get("activity"));
    int value = at(record, "value"), people = at(record, "people"), made_up = at(record, "made_up"),
        held = at(record, "held");
    Money money = {7, 7, QUALIFIER_NEAR};
    g_assert_true(record_is_empty(record, value));
    g_assert_false(record_is_struck(record, value));
    g_assert_false(record_money(record, value, &money));
    g_assert_cmpint(money.vnd, ==, 7); /* untouched */
    g_assert_cmpint(record_count(record, people), ==, 0);
    g_assert_false(record_flag(record, made_up));
    g_assert_cmpint(record_day(record, held), ==, DAY_UNSET);
    g_assert_cmpint(record->entry, ==, -1);

    record_set(record, value, "71200000000 100000000 eq 71,2 tỷ");
    record_set(record, people, "1250");
    record_set(record, made_up, "yes");
    record_set(record, held, "2020-08-12");
    record_set(record, at(record, "state"), "delivered");
    g_assert_true(record_money(record, value, &money));
    g_assert_cmpint(money.vnd, ==, 71200000000);
    g_assert_cmpint(money.step, ==, 100000000);
    g_assert_cmpint(record_count(record, people), ==, 1250);
    g_assert_true(record_flag(record, made_up));
    g_assert_cmpint(record_day(record, held), ==, day_of(2020, 8, 12));
    g_assert_true(record_choice_is(record, at(record, "state"), "delivered"));
    record_set(record, people, record_value(record, people)); /* its own text */
    g_assert_cmpstr(record_value(record, people), ==, "1250");

    record_strike(record, value);
    g_assert_true(record_is_struck(record, value));
    g_assert_true(record_is_empty(record, value));
    g_assert_cmpstr(record_value(record, value), ==, "");
    g_assert_false(record_money(record, value, &money));
    g_autoptr(Record) copy = record_copy(record);
    record_set(record, people, "1");
    g_assert_cmpstr(record_value(copy, people), ==, "1250");
    g_assert_true(record_is_struck(copy, value));
    record_free(NULL);
}

static void
test_items(void)
{
    g_autoptr(Record) record = record_new(kind_get("officer"));
    int roles = at(record, "roles");
    const char *const first[] = {"Phó Chủ tịch\tHội", "HG", "2018-01-01", ""}, *const second[] = {
                                                                                   "Chủ tịch"};
    g_assert_cmpuint(record_items(record, roles), ==, 0);
    g_autofree char *none = record_part(record, roles, 0, 0);
    g_assert_cmpstr(none, ==, "");
    record_add_item(record, roles, first, 4);
    record_add_item(record, roles, second, 1);
    g_assert_cmpuint(record_items(record, roles), ==, 2);
    g_autofree char *title = record_part(record, roles, 0, 0),
                    *from = record_part(record, roles, 0, 2),
                    *to = record_part(record, roles, 0, 3);
    g_autofree char *chair = record_part(record, roles, 1, 0),
                    *beyond = record_part(record, roles, 1, 2),
                    *past = record_part(record, roles, 2, 0);
    g_assert_cmpstr(title, ==, "Phó Chủ tịch Hội"); /* what separates cannot stand in a part */
    g_assert_cmpstr(from, ==, "2018-01-01");
    g_assert_cmpstr(to, ==, "");
    g_assert_cmpstr(chair, ==, "Chủ tịch");
    g_assert_cmpstr(beyond, ==, "");
    g_assert_cmpstr(past, ==, "");
}

static void
test_day_and_title(void)
{
    lang_set(LANG_EN);
    g_autoptr(Record) session = record_new(kind_get("session"));
    session->time = 1597190400; /* 2020-08-12 07:00 in Viet Nam */
    g_assert_cmpint(record_dated(session), ==, day_of(2020, 8, 12));
    record_set(session, at(session, "began"), "2020-08-11T22:30");
    g_assert_cmpint(record_dated(session), ==, day_of(2020, 8, 11));
    session->time = 1597251600; /* 2020-08-13 00:00 there, the day before in London */
    record_set(session, at(session, "began"), "");
    g_assert_cmpint(record_dated(session), ==, day_of(2020, 8, 13));

    g_autofree char *untitled = record_title(session);
    g_assert_cmpstr(untitled, ==, "Session");
    session->entry = 17;
    g_autofree char *numbered = record_title(session);
    g_assert_cmpstr(numbered, ==, "Session 17");
    record_set(session, at(session, "title"), "Giao lưu\nthường niên");
    g_autofree char *titled = record_title(session);
    g_assert_cmpstr(titled, ==, "Giao lưu");
    record_strike(session, at(session, "title"));
    g_autofree char *struck = record_title(session);
    g_assert_cmpstr(struck, ==, "Session 17");

    g_autoptr(Record) plan = record_new(kind_get("plan"));
    record_set(plan, at(plan, "measure"), "gifts");
    g_autofree char *chosen = record_title(plan);
    g_assert_cmpstr(chosen, ==, "Gifts given");

    g_autoptr(Record) report = record_new(kind_get("joint_report"));
    record_set(report, at(report, "period"), "2020-01-01/2020-07-31");
    g_assert_cmpint(record_dated(report), ==, day_of(2020, 7, 31));
}

/* Asking a field as another type is a bug and ends the program. */
static void
test_wrong_type(void)
{
    if (g_test_subprocess()) {
        g_autoptr(Record) record = record_new(kind_get("activity"));
        record_count(record, at(record, "title"));
        return;
    }
    g_test_trap_subprocess(NULL, 0, 0);
    g_test_trap_assert_failed();
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/record/values", test_values);
    g_test_add_func("/record/items", test_items);
    g_test_add_func("/record/day-and-title", test_day_and_title);
    g_test_add_func("/record/wrong-type", test_wrong_type);
    return g_test_run();
}
