/* check.c: what is a record and what is not.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/check.h"

#include "records/field.h"
#include "records/kinds.h"
#include "records/measure.h"
#include "random.h"

static void
set(Record *record, const char *field, const char *value)
{
    int index = kind_field(record->kind, field);
    g_assert_cmpint(index, >=, 0);
    record_set(record, index, value);
}

static Record *
good_activity(void)
{
    Record *record = record_new(kind_get("activity"));
    set(record, "held", "2020-05-12");
    set(record, "title", "Khám bệnh miễn phí");
    set(record, "field", "2");
    set(record, "state", "delivered");
    return record;
}

static void
test_required(void)
{
    g_autoptr(Record) empty = record_new(kind_get("activity")), good = good_activity();
    g_autoptr(Problems) all = problems_new(), none = problems_new();
    g_assert_false(record_check(empty, all));
    g_assert_nonnull(problems_find(all, "held"));
    g_assert_nonnull(problems_find(all, "title"));
    g_assert_nonnull(problems_find(all, "field"));
    g_assert_nonnull(problems_find(all, "state"));
    g_assert_cmpuint(problems_count(all), ==, 4);
    g_assert_true(record_check(good, none));
    g_assert_cmpuint(problems_count(none), ==, 0);
    /* A value that could not be read is complained of once, by the one who read it. */
    g_autoptr(Problems) told = problems_new();
    problems_add(told, PROBLEM_ERROR, "held", "x");
    set(good, "held", "");
    g_assert_false(record_check(good, told));
    g_assert_cmpuint(problems_count(told), ==, 1);
    /* What was erased is not asked for again. */
    record_strike(good, kind_field(good->kind, "title"));
    set(good, "held", "2020-05-12");
    g_autoptr(Problems) struck = problems_new();
    g_assert_true(record_check(good, struck));
}

static void
test_spellings(void)
{
    static const struct {
        const char *kind, *field, *wrong;
    } rows[] = {
        {"activity", "held", "12/8/2020"},
        {"activity", "held", "2020-02-30"},
        {"activity", "people", "01"},
        {"activity", "people", "-1"},
        {"activity", "people", "1.250"},
        {"activity", "people", "99999999999999999999"},
        {"activity", "state", "Delivered"},
        {"activity", "made_up", "true"},
        {"activity", "value", "71,2 tỷ"},
        {"activity", "value", "5 0 eq"},
        {"activity", "value", "5 1 eq a\x01"},
        {"activity", "counted_in", "017"},
        {"activity", "counted_in", "Origin#5"},
        {"activity", "counted_in", "#5"},
        {"activity", "campaigns", "1\tb"},
        {"activity", "campaigns", "x"},
        {"activity", "title", "e\xcc\x81"},
        {"activity", "title", "\xff"},
        {"activity", "title",
         "a\xe2\x80\xae"
         "b"},
        {"activity", "title", "end "},
        {"session", "began", "2020-08-12 07:30"},
        {"session", "presented", "2020-07-31/2020-01-01"},
        {"photo", "file", "sha256:00 1 image/jpeg"},
        {"photo", "file", "anh.jpg"},
        {"officer", "roles", "a\tb\tkhông\tc"},
        {"officer", "roles", "a\tb\t\t\te"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Record) record = record_new(kind_get(rows[i].kind));
        g_autoptr(Problems) problems = problems_new();
        set(record, rows[i].field, rows[i].wrong);
        g_test_message("%s", rows[i].wrong);
        g_assert_false(record_value_is_right(record, kind_field(record->kind, rows[i].field)));
        g_assert_false(record_check(record, problems));
        g_assert_nonnull(problems_find(problems, rows[i].field));
    }
}

/* kind, values, field, whether an error or a hint is told about it */
typedef struct {
    const char *kind, *values[12], *about;
    ProblemKind told; /* 0: nothing */
} Row;

static const Row rows[] = {
    {"activity", {"held", "2020-05-12", "ended", "2020-05-11"}, "ended", PROBLEM_ERROR},
    {"activity", {"held", "2020-05-12", "ended", "2020-05-12"}, "ended", 0},
    {"activity",
     {"value", "700000 1 eq", "cash", "500000 1 eq", "goods", "100000 1 eq"},
     "value",
     PROBLEM_HINT},
    {"activity",
     {"value", "700000 1 eq", "cash", "500000 1 eq", "goods", "200000 1 eq"},
     "value",
     0},
    {"activity", {"people", "10", "times", "9"}, "people", PROBLEM_HINT},
    {"activity",
     {"value", "21000000 1 eq", "unit_value", "700000 1 eq", "gifts", "30", "people", "90"},
     "value",
     0},
    {"activity",
     {"value", "22000000 1 eq", "unit_value", "700000 1 eq", "gifts", "30"},
     "value",
     PROBLEM_HINT},
    {"activity", {"value", "22000000 1 eq", "unit_value", "700000 1 eq"}, "value", 0},
    {"blood_drive", {"came", "10", "donors", "11"}, "donors", PROBLEM_HINT},
    {"blood_drive", {"came", "10", "eligible", "11"}, "eligible", PROBLEM_HINT},
    {"blood_drive", {"eligible", "10", "donors", "11"}, "donors", PROBLEM_HINT},
    {"blood_drive", {"donors", "10", "bags_250", "4", "bags_350", "5"}, "donors", PROBLEM_HINT},
    {"blood_drive", {"donors", "10", "bags_250", "4", "bags_350", "6"}, "donors", 0},
    {"blood_drive",
     {"donors", "12", "bags_350", "10", "bags_other", "1", "other_ml", "500", "apheresis",
      "plasma\t500\t1"},
     "donors",
     0},
    {"blood_drive",
     {"donors", "12", "bags_350", "10", "apheresis", "plasma\t500\t1"},
     "donors",
     PROBLEM_HINT},
    {"blood_drive", {"registered", "10", "came", "11"}, "came", PROBLEM_HINT},
    {"blood_drive", {"came", "10", "eligible", "8", "deferred", "3"}, "came", PROBLEM_HINT},
    {"blood_drive", {"came", "10", "eligible", "8", "deferred", "2"}, "came", 0},
    {"blood_drive", {"other_ml", "500"}, "bags_other", PROBLEM_HINT},
    {"blood_drive", {"bags_other", "2"}, "other_ml", PROBLEM_HINT},
    {"blood_drive", {"held", "2020-11-09", "work_year", "2021"}, "work_year", 0},
    {"blood_drive", {"held", "2020-11-09", "work_year", "2018"}, "work_year", PROBLEM_HINT},
    {"blood_drive", {"note", "3 người dương tính"}, "note", PROBLEM_HINT},
    {"donor", {"weight", "52 kg"}, "weight", PROBLEM_ERROR},
    {"donor", {"weight", "52"}, "weight", 0},
    {"donor", {"before", "1000"}, "before", PROBLEM_ERROR},
    {"donor", {"not_before", "mai"}, "not_before", PROBLEM_ERROR},
    {"donor", {"not_before", "15/8/2026"}, "not_before", 0},
    {"donor", {"name", "Trần Văn A"}, "consent", PROBLEM_HINT},
    {"donor", {"name", "Trần Văn A (HIV)"}, "name", PROBLEM_ERROR},
    {"donor", {"name", "Nguyễn Dương Tịnh"}, "name", 0},
    {"donor", {"home", "phường 3, bị viêm gan"}, "home", PROBLEM_ERROR},
    {"donor", {"blood_group", "O, HBsAg+"}, "blood_group", PROBLEM_ERROR},
    {"donor", {"blood_group", "O+"}, "blood_group", 0},
    {"donation", {"certificate", "viêm gan B"}, "certificate", PROBLEM_ERROR},
    {"donation", {"place", "Trung tâm xét nghiệm"}, "place", 0},
    {"donation", {"place", "ông A dương tính"}, "place", PROBLEM_ERROR},
    {"work",
     {"state", "delivered"},
     "opened",
     PROBLEM_ERROR}, /* its value would count for no day */
    {"work", {"state", "pledged"}, "opened", 0},
    {"work", {"started", "2020-05-01", "opened", "2020-04-01"}, "opened", PROBLEM_ERROR},
    {"visit", {"amount", "600000 1 eq", "norm", "500000 1 eq"}, "amount", PROBLEM_HINT},
    {"fund",
     {"contribution", "500000 1 eq", "members", "16", "pot", "8000000 1 eq 8 triệu"},
     "pot",
     0},
    {"fund",
     {"contribution", "500000 1 eq", "members", "15", "pot", "8000000 1 eq 8 triệu"},
     "pot",
     PROBLEM_HINT},
    {"fund",
     {"contribution", "500000 1 eq", "members", "5", "turns", "2", "pot", "1500000 1 eq"},
     "pot",
     0},
    {"fund", {"goods", "kg gạo", "contribution_quantity", "20", "members", "5"}, "goods", 0},
    {"fund",
     {"goods", "kg gạo", "contribution_quantity", "20", "members", "5", "pot_quantity", "90"},
     "pot_quantity",
     PROBLEM_HINT},
    {"fund",
     {"goods", "kg gạo", "contribution", "500000 1 eq", "members", "5"},
     "goods",
     PROBLEM_ERROR},
    {"fund", {"contribution_quantity", "20", "members", "5"}, "goods", PROBLEM_ERROR},
    {"fund", {"members", "5"}, "contribution", PROBLEM_ERROR},
    {"fund",
     {"contribution", "500000 1 eq", "members", "1", "roster", "11\t1\t\t11"},
     "roster",
     PROBLEM_ERROR},
    {"contribution", {"paid", "400000 1 eq"}, "due", PROBLEM_ERROR},
    {"contribution", {"due_quantity", "20", "paid_quantity", "10"}, "paid_quantity", PROBLEM_HINT},
    {"turn", {"note", "nhận"}, "amount", PROBLEM_ERROR},
    {"turn",
     {"amount_quantity", "20", "deduction_quantity", "21"},
     "deduction_quantity",
     PROBLEM_ERROR},
    {"contribution", {"due", "500000 1 eq", "paid", "400000 1 eq"}, "paid", PROBLEM_HINT},
    {"member", {"joined", "2020-05-01", "left", "2019-05-01"}, "left", PROBLEM_ERROR},
    {"member", {"born", "1972"}, "born", 0},
    {"member", {"born", "15/1/1972"}, "born", 0},
    {"member", {"born", "lâu rồi"}, "born", PROBLEM_HINT},
    {"address", {"born", "19480"}, "born", PROBLEM_HINT},
    {"address", {"state", "left"}, "why_left", PROBLEM_HINT},
    {"officer", {"roles", "Chủ tịch\tHG\t2020-05-01\t2019-05-01"}, "roles", PROBLEM_ERROR},
    {"officer", {"roles", "\tHG\t\t"}, "roles", PROBLEM_ERROR},
    {"officer", {"roles", "Chủ tịch\tHG\t2018-05-01\t2019-05-01"}, "roles", 0},
    {"campaign", {"starts", "2020-05-31", "ends", "2020-05-01"}, "ends", PROBLEM_ERROR},
    {"campaign", {"aliases", "Tết Nhân ái\t2022-11-01\t2021-01-01"}, "aliases", PROBLEM_ERROR},
    {"session", {"began", "2020-08-12T11:00", "ended", "2020-08-12T07:30"}, "ended", PROBLEM_ERROR},
    {"covenant", {"starts", "2020-01-01", "ends", "2019-12-31"}, "ends", PROBLEM_ERROR},
    {"joint_report", {"total", "3 1 eq", "units", "KG\tx\t1 1 eq\nHG\ty\t2 1 eq"}, "total", 0},
    {"joint_report",
     {"total", "4 1 eq", "units", "KG\tx\t1 1 eq\nHG\ty\t2 1 eq"},
     "total",
     PROBLEM_ERROR},
};

static void
test_kinds(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Record) record = record_new(kind_get(rows[i].kind));
        g_autoptr(Problems) problems = problems_new();
        for (gsize v = 0; rows[i].values[v] != NULL; v += 2)
            set(record, rows[i].values[v], rows[i].values[v + 1]);
        record->kind->check(record, problems);
        const Problem *problem = problems_find(problems, rows[i].about);
        g_test_message("row %d", (int)i);
        g_assert_cmpint(problem != NULL ? problem->kind : 0, ==, rows[i].told);
    }
}

/* A plan says its number in the unit of what is counted. */
static void
test_plan(void)
{
    static const struct {
        const char *measure, *count, *value, *missing, *idle;
    } plans[] = {
        {"people", "90", "", NULL, NULL},          {"people", "", "90 1 eq", "count", "value"},
        {"value", "", "90 1 eq", NULL, NULL},      {"value", "90", "", "value", "count"},
        {"value", "90", "90 1 eq", NULL, "count"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(plans); i++) {
        g_autoptr(Record) plan = record_new(kind_get("plan"));
        g_autoptr(Problems) problems = problems_new();
        set(plan, "period", "2020-01-01/2020-12-31");
        set(plan, "measure", plans[i].measure);
        set(plan, "count", plans[i].count);
        set(plan, "value", plans[i].value);
        g_assert_cmpint(record_check(plan, problems), ==, plans[i].missing == NULL);
        g_assert_cmpuint(problems_count(problems), ==,
                         (plans[i].missing != NULL) + (plans[i].idle != NULL));
        if (plans[i].missing != NULL)
            g_assert_nonnull(problems_find(problems, plans[i].missing));
        if (plans[i].idle != NULL)
            g_assert_nonnull(problems_find(problems, plans[i].idle));
    }
}

/* A criterion takes its measure from the list that plans take theirs from: by code, by its words in either language
 * with or without accents; what is stored is the code. */
static void
test_criterion(void)
{
    static const struct {
        const char *typed, *stored;
    } words[] = {
        {"models", "models"},
        {"Tổng giá trị hoạt động nhân đạo", "value"},
        {"total value of humanitarian activity", "value"},
        {"khong co chi tieu nay", NULL},
    };
    const Kind *kind = kind_get("criterion");
    const Field *items = &kind->fields[kind_field(kind, "items")];
    FieldInput input = {0};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autoptr(Problems) problems = problems_new();
        g_autofree char *typed =
            g_strdup_printf("I | Tặng quà | normal | 10 | %s | share | 3", words[i].typed);
        g_autofree char *value = field_read(items, typed, &input, problems);
        g_test_message("%s", words[i].typed);
        g_assert_cmpint(value != NULL, ==, words[i].stored != NULL);
        if (value == NULL) {
            g_assert_nonnull(problems_find(problems, "items"));
            continue;
        }
        g_autofree char *expected =
            g_strdup_printf("I\tTặng quà\tnormal\t10\t%s\tshare\t3", words[i].stored);
        g_assert_cmpstr(value, ==, expected);
        g_autofree char *shown = field_print(items, value, LANG_EN, NULL, NULL);
        g_assert_nonnull(strstr(shown, tr(LANG_EN, measure_find(words[i].stored)->label)));
    }
    for (gsize i = 0; i < measures_count; i++) {
        g_autofree char *value =
            g_strdup_printf("I\tTặng quà\tnormal\t10\t%s\tshare\t3", measures[i].name);
        g_assert_true(value_is_right(items, value));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/check/required", test_required);
    g_test_add_func("/check/spellings", test_spellings);
    g_test_add_func("/check/kinds", test_kinds);
    g_test_add_func("/check/plan", test_plan);
    g_test_add_func("/check/criterion", test_criterion);
    return g_test_run();
}
