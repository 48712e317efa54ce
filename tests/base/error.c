/* error.c: failures carry whole sentences, and mean the same to every shell and browser.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"

#include "base/lang.h"

static void
test_fail_returns_false(void)
{
    lang_set(LANG_EN);
    g_autoptr(GError) error = NULL;
    g_assert_false(fail(&error, KN_MISSING, "There is no %s with %d legs.", "table", 5));
    g_assert_error(error, KN_ERROR, KN_MISSING);
    g_assert_cmpstr(error->message, ==, "There is no table with 5 legs.");
    g_assert_false(fail(NULL, KN_IO, "Nobody listens."));
}

static void
test_fail_null_and_context(void)
{
    lang_set(LANG_EN);
    g_autoptr(GError) error = NULL;
    g_assert_null(fail_null(&error, KN_LIMIT, "Too much."));
    g_assert_null(fail_null_at(&error, "row %d", 7));
    g_assert_false(fail_at(&error, "reading %s", "a.csv"));
    g_assert_error(error, KN_ERROR, KN_LIMIT);
    g_assert_cmpstr(error->message, ==, "reading a.csv: row 7: Too much.");
    g_assert_false(fail_at(NULL, "reading"));
}

static void
test_foreign_errors_become_io(void)
{
    g_autoptr(GError) error = g_error_new(G_FILE_ERROR, G_FILE_ERROR_NOSPC, "full");
    g_assert_cmpint(error_exit_status(error), ==, 1);
    g_assert_cmpint(error_http_status(error), ==, 500);
    g_assert_false(fail_at(&error, "writing"));
    g_assert_error(error, KN_ERROR, KN_IO);
    g_assert_cmpstr(error->message, ==, "writing: full");
}

static void
test_meanings(void)
{
    static const struct {
        KnCode code;
        int exit_status, http_status;
    } rows[] = {
        {KN_INVALID, 2, 400}, {KN_DENIED, 1, 403}, {KN_MISSING, 2, 404}, {KN_CONFLICT, 1, 409},
        {KN_BROKEN, 3, 500},  {KN_BUSY, 4, 503},   {KN_LIMIT, 2, 413},   {KN_IO, 1, 500},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(fail(&error, rows[i].code, "No."));
        g_assert_cmpint(error_exit_status(error), ==, rows[i].exit_status);
        g_assert_cmpint(error_http_status(error), ==, rows[i].http_status);
    }
    g_assert_cmpint(error_exit_status(NULL), ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/error/fail", test_fail_returns_false);
    g_test_add_func("/error/context", test_fail_null_and_context);
    g_test_add_func("/error/foreign", test_foreign_errors_become_io);
    g_test_add_func("/error/meanings", test_meanings);
    return g_test_run();
}
