/* totp.c: codes against the vectors of RFC 6238 appendix B and RFC 4648 section 10.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/totp.h"

static const char secret[] = "12345678901234567890";

static void
test_vectors(void)
{
    static const struct {
        gint64 time;
        guint32 code;
    } rows[] = {
        {59, 94287082},         {1111111109, 7081804},  {1111111111, 14050471},
        {1234567890, 89005924}, {2000000000, 69279037}, {G_GINT64_CONSTANT(20000000000), 65353130},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpuint(totp_at((const guint8 *)secret, 20, (guint64)rows[i].time / 30, 8), ==,
                         rows[i].code);
}

static void
test_base32(void)
{
    static const struct {
        const char *plain, *text;
    } rows[] = {
        {"", ""},
        {"f", "MY"},
        {"fo", "MZXQ"},
        {"foo", "MZXW6"},
        {"foob", "MZXW6YQ"},
        {"fooba", "MZXW6YTB"},
        {"foobar", "MZXW6YTBOI"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        guint8 data[16];
        gsize length = 0;
        g_autofree char *written =
            base32_write((const guint8 *)rows[i].plain, strlen(rows[i].plain));
        g_assert_cmpstr(written, ==, rows[i].text);
        g_assert_true(base32_read(rows[i].text, data, sizeof(data), &length));
        g_assert_cmpmem(data, length, rows[i].plain, strlen(rows[i].plain));
    }
    guint8 data[4];
    gsize length = 0;
    g_assert_true(base32_read("mzxw 6===", data, sizeof(data), &length));
    g_assert_cmpmem(data, length, "foo", 3);
    g_assert_false(base32_read("M1", data, sizeof(data), &length));
    g_assert_false(base32_read("MZXW6YTBOI", data, sizeof(data), &length));
}

static void
test_window(void)
{
    static const char base32[] = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    gint64 step = 0;
    /* Time 59 is step 1; its code works at steps 0, 1 and 2 only. */
    g_assert_true(totp_fits(base32, "287082", 59, -1, &step));
    g_assert_cmpint(step, ==, 1);
    g_assert_true(totp_fits(base32, "287 082", 29, -1, &step));
    g_assert_true(totp_fits(base32, "287082", 89, -1, &step));
    g_assert_false(totp_fits(base32, "287082", 90, -1, &step));
    /* Used once: the same step again is refused. */
    g_assert_false(totp_fits(base32, "287082", 59, 1, &step));
    g_assert_false(totp_fits(base32, "287083", 59, -1, &step));
    g_assert_false(totp_fits(base32, "28708", 59, -1, &step));
    g_assert_false(totp_fits(base32, "2870822", 59, -1, &step));
    g_assert_false(totp_fits(base32, "28708a", 59, -1, &step));
    g_assert_false(totp_fits("", "287082", 59, -1, &step));
    g_assert_false(totp_fits("!", "287082", 59, -1, &step));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rules/totp/vectors", test_vectors);
    g_test_add_func("/rules/totp/base32", test_base32);
    g_test_add_func("/rules/totp/window", test_window);
    return g_test_run();
}
