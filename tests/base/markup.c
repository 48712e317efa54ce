/* markup.c: nothing a person typed can become markup.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/markup.h"

static void
check_text(const char *value, const char *expected)
{
    g_auto(Markup) m = {0};
    markup_init(&m);
    markup_text(&m, value);
    g_assert_cmpstr(m.text->str, ==, expected);
}

static void
test_escaping(void)
{
    check_text("<script>alert('1' & \"2\")</script>",
               "&lt;script&gt;alert(&#39;1&#39; &amp; &quot;2&quot;)&lt;/script&gt;");
    check_text("Đỗ Hoàng Sơn", "Đỗ Hoàng Sơn");
    check_text(NULL, "");
    check_text("a\x01\x0B\x1F"
               "b\tc\nd\re",
               "ab\tc\nd&#13;e");
    check_text("\xEF\xBF\xBE\xEF\xBF\xBFx", "x");         /* U+FFFE, U+FFFF */
    check_text("a\xFF\xC3(\xED\xA0\x80z\xE1\xBB", "a(z"); /* broken bytes, a surrogate, a cut end */
    check_text("]]>", "]]&gt;");
}

static void
test_print(void)
{
    g_auto(Markup) m = {0};
    markup_init(&m);
    markup_raw(&m, "<p>");
    markup_print(&m, "<a href=\"/records/%u\">%s</a> 100%% %d", "KG#1/ố ?", "<b>", G_MININT64);
    markup_int(&m, 7);
    g_auto(Markup) part = {0};
    markup_init(&part);
    markup_print(&part, "</p>");
    markup_add(&m, &part);
    g_assert_cmpstr(m.text->str, ==,
                    "<p><a href=\"/records/KG%231%2F%E1%BB%91%20%3F\">&lt;b&gt;</a> 100% "
                    "-92233720368547758087</p>");
}

static void
test_every_byte_in_a_segment(void)
{
    for (int byte = 1; byte < 256; byte++) {
        char value[] = {(char)byte, '\0'};
        g_auto(Markup) m = {0};
        markup_init(&m);
        markup_segment(&m, value);
        g_autofree char *expected = g_uri_escape_bytes((const guint8 *)value, 1, NULL);
        g_assert_cmpstr(m.text->str, ==, expected);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/markup/escaping", test_escaping);
    g_test_add_func("/markup/print", test_print);
    g_test_add_func("/markup/segment", test_every_byte_in_a_segment);
    return g_test_run();
}
