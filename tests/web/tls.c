/* tls.c: the program's own certificate is made once, kept, and good for the names it is asked for.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/tls.h"

#include "../rules/desk.h"
#include "store/side.h"

static void
test_kept(void)
{
    static const char *const hosts[] = {"may-chu", "may-chu.local", "192.168.1.20", NULL};
    g_auto(Desk) desk = {0};
    g_auto(Tls) first = {0}, second = {0};
    g_autoptr(GError) error = NULL;
    desk_init(&desk);
    g_assert_true(tls_load(desk.office->store, hosts, &first, &error));
    g_assert_no_error(error);
    g_assert_true(tls_load(desk.office->store, hosts, &second, &error));
    g_assert_cmpstr(first.fingerprint, ==, second.fingerprint);
    g_assert_cmpuint(strlen(first.fingerprint), ==, 32 * 3 - 1);
    g_assert_nonnull(strstr(first.key, "PRIVATE KEY"));
    assert_sound(&desk);
}

static void
test_other_office_other_key(void)
{
    static const char *const hosts[] = {NULL};
    g_auto(Desk) one = {0}, two = {0};
    g_auto(Tls) first = {0}, second = {0};
    desk_init(&one);
    desk_init(&two);
    g_assert_true(tls_load(one.office->store, hosts, &first, NULL));
    g_assert_true(tls_load(two.office->store, hosts, &second, NULL));
    g_assert_cmpstr(first.fingerprint, !=, second.fingerprint);
}

static void
test_files(void)
{
    static const char *const hosts[] = {NULL};
    g_auto(Desk) one = {0}, two = {0};
    g_auto(Tls) own = {0}, other = {0}, read = {0}, mixed = {0};
    desk_init(&one);
    desk_init(&two);
    g_assert_true(tls_load(one.office->store, hosts, &own, NULL));
    g_assert_true(tls_load(two.office->store, hosts, &other, NULL));
    g_autofree char *certificate = g_build_filename(one.folder, "c.pem", NULL);
    g_autofree char *key = g_build_filename(one.folder, "k.pem", NULL);
    g_assert_true(g_file_set_contents(certificate, own.certificate, -1, NULL));
    g_assert_true(g_file_set_contents(key, own.key, -1, NULL));
    g_assert_true(tls_read_files(certificate, key, &read, NULL));
    g_assert_cmpstr(read.fingerprint, ==, own.fingerprint);
    g_assert_true(g_file_set_contents(key, other.key, -1, NULL));
    g_assert_false(tls_read_files(certificate, key, &mixed, NULL));
    g_assert_true(g_file_set_contents(key, "nothing", -1, NULL));
    g_assert_false(tls_read_files(certificate, key, &mixed, NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/web/tls/kept", test_kept);
    g_test_add_func("/web/tls/other-office-other-key", test_other_office_other_key);
    g_test_add_func("/web/tls/files", test_files);
    return g_test_run();
}
