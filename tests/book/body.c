/* body.c: tests building bodies and taking values out of them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/body.h"

#include "base/lang.h"

static void
test_values(void)
{
    g_auto(Body) body = {0};
    Slice value;
    body_init(&body);
    body_add(&body, "title", "Tặng quà\\nđợt 2");
    body_add(&body, "title_long", "");
    body_add(&body, "wrong", "a\\qb");
    const char *lines = body.text->str;
    gsize length = body.text->len;
    g_autofree char *title = body_value(lines, length, "title");
    g_autofree char *empty = body_value(lines, length, "title_long");
    g_assert_cmpstr(title, ==, "Tặng quà\nđợt 2");
    g_assert_cmpstr(empty, ==, "");
    g_assert_null(body_value(lines, length, "titl"));
    g_assert_null(body_value(lines, length, "wrong")); /* no legal spelling */
    g_assert_null(body_value(NULL, 0, "title"));
    g_assert_true(body_find(lines, length, "title", &value));
    g_assert_true(value.at > lines && value.at + value.length < lines + length);
    /* Cut anywhere, it is read without a step too far. */
    for (gsize cut = 0; cut < length; cut++) {
        g_autofree char *part = g_memdup2(lines, MAX(cut, 1));
        bool found = body_find(part, cut, "title", &value);
        g_assert_cmpint(found, ==, cut > (gsize)(strchr(lines, '\n') - lines));
    }
}

/* A salt used twice would tell that two lines are equal. */
static void
test_salts(void)
{
    g_auto(Body) body = {0};
    g_autoptr(GHashTable) salts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    body_init(&body);
    for (int round = 0; round < 20; round++) {
        body_reset(&body);
        for (int i = 0; i < 17; i++)
            body_add(&body, "name", "value");
        size_t lines;
        Hash hash;
        g_assert_cmpint(body_hash(body.text->str, body.text->len, &hash, &lines), ==, PROOF_OK);
        g_assert_cmpuint(lines, ==, 17);
        Slice rest = {body.text->str, body.text->len};
        for (BodyLine line; rest.length > 0;) {
            g_assert_cmpint(body_line_read(&rest, &line), ==, PROOF_OK);
            g_assert_true(g_hash_table_add(salts, g_strndup(line.salt.at, line.salt.length)));
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    lang_set(LANG_EN);
    g_test_add_func("/body/values", test_values);
    g_test_add_func("/body/salts", test_salts);
    return g_test_run();
}
