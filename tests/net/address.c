/* address.c: what is an address of a partner's machine, and which is not.
 * SPDX-License-Identifier: Apache-2.0 */
#include "net/address.h"

static void
test_clean(void)
{
    static const char *const good[][2] = {
        {"https://192.168.1.20:8443", "https://192.168.1.20:8443"},
        {" https://192.168.1.20:8443/ ", "https://192.168.1.20:8443"},
        {"https://hg.example.vn:443/exchange", "https://hg.example.vn"},
        {"HTTPS://HG.Example.VN", "https://hg.example.vn"},
        {"192.168.1.20:8443", "https://192.168.1.20:8443"},
        {"may-chu.local", "https://may-chu.local"},
        {"https://[fe80::1]:8443", "https://[fe80::1]:8443"},
        {"http://127.0.0.1:8080", "http://127.0.0.1:8080"},
        {"http://localhost:8080/", "http://localhost:8080"},
        {"http://[::1]:8080", "http://[::1]:8080"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(good); i++) {
        g_autofree char *address = address_clean(good[i][0]);
        g_assert_cmpstr(address, ==, good[i][1]);
        g_autofree char *again = address_clean(address);
        g_assert_cmpstr(again, ==, address);
    }
}

static void
test_refused(void)
{
    static const char *const bad[] = {
        "",
        "https://",
        "http://192.168.1.20:8080",
        "http://127.0.0.1.example.vn",
        "http://1270.0.0.1",
        "http://localhost.example.vn",
        "ftp://127.0.0.1",
        "file:///etc/passwd",
        "https://user:pass@hg.example.vn",
        "https://user@127.0.0.1",
        "https://hg.example.vn/other",
        "https://hg.example.vn/?a=b",
        "https://hg.example.vn/#a",
        "https://hg.example.vn:99999",
        "https://hg example.vn",
        "https://hg.example.vn\nHost: x",
        "javascript:alert(1)",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autofree char *address = address_clean(bad[i]);
        g_test_message("%s", bad[i]);
        g_assert_null(address);
    }
    g_autofree char *digits = g_strnfill(300, 'a'),
                    *long_one = g_strconcat("https://", digits, NULL);
    g_assert_null(address_clean(long_one));
}

static void
test_loopback(void)
{
    g_assert_true(address_is_loopback("http://127.0.0.1:8080"));
    g_assert_true(address_is_loopback("https://127.4.0.9"));
    g_assert_true(address_is_loopback("https://[::1]:8443"));
    g_assert_true(address_is_loopback("https://localhost"));
    g_assert_false(address_is_loopback("https://192.168.1.20"));
    g_assert_false(address_is_loopback("https://hg.example.vn"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/net/address/clean", test_clean);
    g_test_add_func("/net/address/refused", test_refused);
    g_test_add_func("/net/address/loopback", test_loopback);
    return g_test_run();
}
