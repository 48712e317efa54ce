/* host.c: addresses to listen on, names to answer to.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/host.h"

static void
test_listen(void)
{
    g_auto(Listen) loopback = {0}, any = {0}, six = {0}, name = {0}, network = {0};
    g_assert_true(listen_read("127.0.0.1:8080", &loopback, NULL));
    g_assert_true(loopback.loopback && !loopback.any && loopback.port == 8080);
    g_assert_true(listen_read("0.0.0.0:8443", &any, NULL));
    g_assert_true(any.any && !any.loopback);
    g_assert_true(listen_read("[::1]:0", &six, NULL));
    g_assert_true(six.loopback);
    g_assert_cmpstr(six.host, ==, "[::1]");
    g_assert_true(listen_read("localhost:1", &name, NULL));
    g_assert_true(name.loopback);
    g_assert_true(listen_read("192.168.1.2:1", &network, NULL));
    g_assert_false(network.loopback);
}

static void
test_listen_refused(void)
{
    static const char *const typed[] = {
        "",
        "8080",
        ":8080",
        "127.0.0.1",
        "127.0.0.1:",
        "127.0.0.1:x",
        "127.0.0.1:65536",
        "127.0.0.1:-1",
        "example.com:80",
        "[::1:80",
        "[::1]80",
        "999.1.1.1:80",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(typed); i++) {
        g_auto(Listen) address = {0};
        g_assert_false(listen_read(typed[i], &address, NULL));
    }
}

/* A name that somebody points at this machine is not ours: a page under it would be let in. */
static void
test_ours(void)
{
    static const char *const more[] = {"so.hoi.vn", NULL};
    g_assert_true(host_is_ours("127.0.0.1:8080", NULL));
    g_assert_true(host_is_ours("[::1]:8080", NULL));
    g_assert_true(host_is_ours("localhost", NULL));
    g_assert_true(host_is_ours("192.168.1.20:8443", NULL));
    g_assert_true(host_is_ours("SO.hoi.vn:8443", more));
    g_assert_false(host_is_ours("so.hoi.vn", NULL));
    g_assert_false(host_is_ours("evil.example:8080", more));
    g_assert_false(host_is_ours("127.0.0.1.evil.example", more));
    g_assert_false(host_is_ours("localhost.evil.example", more));
    g_assert_false(host_is_ours("", more));
    g_assert_false(host_is_ours(NULL, more));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/web/host/listen", test_listen);
    g_test_add_func("/web/host/listen-refused", test_listen_refused);
    g_test_add_func("/web/host/ours", test_ours);
    return g_test_run();
}
