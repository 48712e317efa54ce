/* collate.c: Vietnamese order: tones after letters, Ă Â Đ Ê Ô Ơ Ư letters of their own.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

static const char *const in_order[] = {
    "À",   "Ả",     "Ã",   "Á",    "Ạ",   "An", "Ánh", "Ăn",   "Ân",  "Dũng",
    "Đức", "Giang", "Hai", "Oanh", "Ông", "Ơn", "Sơn", "Uyên", "Ưng",
};

static void
test_order(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(in_order); i++)
        for (gsize j = 0; j < G_N_ELEMENTS(in_order); j++) {
            int order = text_compare(in_order[i], in_order[j]);
            g_assert_cmpint((order > 0) - (order < 0), ==, (i > j) - (i < j));
            g_autofree char *apart = g_utf8_normalize(in_order[j], -1, G_NORMALIZE_NFD);
            int same = text_compare(in_order[i], apart);
            g_assert_cmpint((same > 0) - (same < 0), ==, (i > j) - (i < j));
        }
    g_assert_cmpint(text_compare("", ""), ==, 0);
    g_assert_cmpint(text_compare("", "a"), <, 0);
}

static int
by_name(const void *a, const void *b)
{
    return text_compare_names(*(const char *const *)a, *(const char *const *)b);
}

static void
test_names(void)
{
    const char *names[] = {"Đỗ Hoàng Sơn", "Lưu Kim Oai", "Nguyễn Chí Nghề", "Thái Văn Hai",
                           "Ân",           "Trần Văn An", "Lê Thị An",       "Đặng Văn Ánh"};
    static const char *const expected[] = {"Lê Thị An",   "Trần Văn An",  "Đặng Văn Ánh",
                                           "Ân",          "Thái Văn Hai", "Nguyễn Chí Nghề",
                                           "Lưu Kim Oai", "Đỗ Hoàng Sơn"};
    qsort(names, G_N_ELEMENTS(names), sizeof *names, by_name);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        g_assert_cmpstr(names[i], ==, expected[i]);
}

static gpointer
compare_often(gpointer data)
{
    int wrong = 0;
    for (int i = 0; i < 2000; i++)
        for (gsize j = 1; j < G_N_ELEMENTS(in_order); j++)
            wrong += text_compare(in_order[j - 1], in_order[j]) >= 0;
    return GINT_TO_POINTER(wrong);
}

static void
test_threads(void)
{
    GThread *threads[4];
    for (gsize i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = g_thread_new("order", compare_often, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(threads); i++)
        g_assert_cmpint(GPOINTER_TO_INT(g_thread_join(threads[i])), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/collate/order", test_order);
    g_test_add_func("/collate/names", test_names);
    g_test_add_func("/collate/threads", test_threads);
    return g_test_run();
}
