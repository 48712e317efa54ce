/* problems.c: errors keep a record from being written, hints never do.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/problems.h"

#include "base/lang.h"

static void
test_order_and_kinds(void)
{
    lang_set(LANG_EN);
    g_autoptr(Problems) problems = problems_new();
    g_assert_cmpuint(problems_count(problems), ==, 0);
    g_assert_false(problems_has_errors(problems));

    problems_add(problems, PROBLEM_HINT, "value", "Is %d right?", 5);
    g_assert_false(problems_has_errors(problems));
    problems_add(problems, PROBLEM_ERROR, "held_on", "A day is missing.");
    problems_add(problems, PROBLEM_ERROR, NULL, "The whole is %s.", "odd");
    problems_add(problems, PROBLEM_ERROR, "value", "Second.");
    g_assert_true(problems_has_errors(problems));
    g_assert_cmpuint(problems_count(problems), ==, 4);

    g_assert_cmpstr(problems_at(problems, 0)->sentence, ==, "Is 5 right?");
    g_assert_true(problems_find(problems, "value") == problems_at(problems, 0));
    g_assert_true(problems_find(problems, NULL) == problems_at(problems, 2));
    g_assert_null(problems_find(problems, "place"));

    g_autofree char *errors = problems_text(problems, false);
    g_assert_cmpstr(errors, ==, "held_on: A day is missing.\nThe whole is odd.\nvalue: Second.\n");
    g_autofree char *all = problems_text(problems, true);
    g_assert_true(g_str_has_prefix(all, "value: Is 5 right?\nheld_on: "));
    problems_free(NULL);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/problems/order-and-kinds", test_order_and_kinds);
    return g_test_run();
}
