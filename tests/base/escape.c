/* escape.c: the one spelling of a text inside a stored line, both ways.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

static void
test_both_ways(void)
{
    static const struct {
        const char *text, *stored;
    } rows[] = {
        {"", ""},      {"Tặng quà", "Tặng quà"}, {"a\tb\nc\\d", "a\\tb\\nc\\\\d"},
        {"\n", "\\n"}, {"cuối\\", "cuối\\\\"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *stored = text_escape(rows[i].text);
        g_autofree char *text = text_unescape(rows[i].stored);
        g_assert_cmpstr(stored, ==, rows[i].stored);
        g_assert_cmpstr(text, ==, rows[i].text);
    }
}

static void
test_refused(void)
{
    static const char *const stored[] = {"\\", "a\\", "\\x", "a\nb", "\t", "\\\\\\"};
    for (gsize i = 0; i < G_N_ELEMENTS(stored); i++)
        g_assert_null(text_unescape(stored[i]));
}

static void
test_sized(void)
{
    g_autofree char *part = text_unescape_sized("một\\nhai ba", 9);
    g_assert_cmpstr(part, ==, "một\nha");
    g_assert_null(text_unescape_sized("a\\n", 2)); /* the mark is cut off */
    g_assert_null(text_unescape_sized("a\0b", 3));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/escape/both-ways", test_both_ways);
    g_test_add_func("/base/escape/refused", test_refused);
    g_test_add_func("/base/escape/sized", test_sized);
    return g_test_run();
}
