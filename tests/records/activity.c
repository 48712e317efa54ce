/* activity.c: what an activity says about goods, shares and bands of people is held against itself, and never
 * keeps it from being written.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/check.h"
#include "records/kinds.h"

/* An activity with these values; pairs of field and stored spelling. */
static Problems *
checked(const char *const *pairs)
{
    g_autoptr(Record) record = record_new(kind_get("activity"));
    static const char *const base[] = {"held", "2020-05-12", "title",     "Tặng quà", "field",
                                       "1",    "state",      "delivered", NULL};
    for (const char *const *pair = base; *pair != NULL; pair += 2)
        record_set(record, kind_field(record->kind, pair[0]), pair[1]);
    for (const char *const *pair = pairs; *pair != NULL; pair += 2)
        record_set(record, kind_field(record->kind, pair[0]), pair[1]);
    Problems *problems = problems_new();
    g_assert_true(record_check(record, problems));
    return problems;
}

static void
check(const char *field, const char *const *pairs)
{
    g_autoptr(Problems) problems = checked(pairs);
    if (field == NULL) {
        g_assert_cmpuint(problems_count(problems), ==, 0);
        return;
    }
    g_assert_cmpuint(problems_count(problems), ==, 1);
    g_assert_cmpstr(problems_at(problems, 0)->field, ==, field);
    g_assert_cmpint(problems_at(problems, 0)->kind, ==, PROBLEM_HINT);
}

#define CHECK(field, ...) check(field, (const char *const[]){__VA_ARGS__, NULL})
#define RICE "Gạo\t400\tkg\t15000 1 eq 15.000 đồng\t6000000 1 eq 6 triệu"
#define OIL "Dầu ăn\t40\tchai\t45000 1 eq 45.000 đồng\t"

static void
test_goods(void)
{
    CHECK(NULL, "items", RICE "\n" OIL, "goods", "7800000 1 eq 7.800.000 đồng");
    CHECK("goods", "items", RICE "\n" OIL);
    CHECK("goods", "items", RICE "\n" OIL, "goods", "7900000 1 eq 7.900.000 đồng");
    CHECK("items", "items", "Gạo\t400\tkg\t15000 1 eq 15.000 đồng\t7000000 1 eq 7 triệu", "goods",
          "7000000 1 eq 7 triệu");
    /* A line without any value: the whole cannot be known from the list. */
    CHECK(NULL, "items", RICE "\nMì\t10\tthùng\t\t", "goods", "9000000 1 eq 9 triệu");
    /* Larger than can be counted: left alone. */
    CHECK(NULL, "items", "Gạo\t1000000000000\tkg\t1000000000000000 1 eq 1 triệu tỷ\t");
}

#define VALUE "value", "90000000 1 eq 90 triệu"

static void
test_shares(void)
{
    CHECK(NULL, VALUE, "partners", "KG-CD\t30000000 1 eq 30 triệu\t\nĐoàn xã\t\t66,666");
    CHECK("partners", VALUE, "partners", "KG-CD\t30000000 1 eq 30 triệu\t\nĐoàn xã\t\t66,667");
    CHECK(NULL, VALUE, "partners", "A\t\t33,3\nB\t\t33,3%\nC\t\t33.4 %");
    CHECK("partners", VALUE, "partners", "A\t\t50\nB\t\t50,001");
    CHECK("partners", "partners", "A\t\t60\nB\t\t60");
    CHECK("partners", VALUE, "partners", "A\t\tmột nửa");
    CHECK("partners", VALUE, "partners", "A\t90000001 1 eq 90.000.001 đồng\t");
    CHECK(NULL, "partners", "A\t90000001 1 eq 90.000.001 đồng\t"); /* no value to hold it against */
}

static void
test_bands(void)
{
    CHECK(NULL, "people", "100", "known_of", "80", "female", "50", "children", "30", "elderly",
          "50");
    CHECK("known_of", "people", "100", "female", "50");
    CHECK("known_of", "people", "100", "known_of", "101");
    CHECK("female", "people", "100", "known_of", "40", "female", "41");
    CHECK("children", "people", "100", "known_of", "40", "children", "21", "elderly", "20");
    CHECK("people", "people", "100", "times", "99");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/activity/goods", test_goods);
    g_test_add_func("/activity/shares", test_shares);
    g_test_add_func("/activity/bands", test_bands);
    return g_test_run();
}
