/* tar.c: an archive has one spelling: what is written is read, and nothing else is.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/tar.h"

#include "base/error.h"

#include <string.h>

#define HEX "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static GBytes *
sample(void)
{
    g_autoptr(GPtrArray) members = tar_members_new();
    g_autofree char *large = g_malloc0(1500);
    tar_add(members, "manifest", "text\n", 5);
    tar_add(members, "empty", "", 0);
    tar_add(members, "file/" HEX "/" HEX, large, 1500); /* longer than a name field: split */
    tar_add(members, "block", large, 512);
    GBytes *bytes = tar_write(members, NULL);
    g_assert_nonnull(bytes);
    return bytes;
}

static bool
reads(const char *data, gsize length)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) members = tar_read(data, length, &error);
    if (members == NULL)
        g_assert_error(error, KN_ERROR, KN_INVALID);
    return members != NULL;
}

static void
test_round(void)
{
    g_autoptr(GBytes) bytes = sample();
    gsize length, size;
    const char *data = g_bytes_get_data(bytes, &length);
    g_autoptr(GPtrArray) members = tar_read(data, length, NULL);
    g_assert_nonnull(members);
    g_assert_cmpuint(members->len, ==, 4);
    g_assert_cmpstr(((TarMember *)members->pdata[2])->path, ==, "file/" HEX "/" HEX);
    const TarMember *first = tar_find(members, "manifest");
    g_assert_cmpmem(g_bytes_get_data(first->data, &size), 5, "text\n", 5);
    g_assert_cmpuint(size, ==, 5);
    g_assert_cmpuint(g_bytes_get_size(tar_find(members, "empty")->data), ==, 0);
    g_assert_null(tar_find(members, "other"));
    g_autoptr(GBytes) again = tar_write(members, NULL);
    g_assert_true(g_bytes_equal(bytes, again));
    /* 512 a header, contents in whole blocks, two blocks at the end. */
    g_assert_cmpuint(length, ==, 4 * 512 + 512 + 0 + 1536 + 512 + 1024);
}

static void
test_prefixes(void)
{
    g_autoptr(GBytes) bytes = sample();
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    for (gsize cut = 0; cut < length; cut++)
        g_assert_false(reads(data, cut));
    g_autofree char *longer = g_malloc0(length + 512);
    memcpy(longer, data, length);
    g_assert_true(reads(longer, length));
    for (gsize more = 1; more <= 512; more++)
        g_assert_false(reads(longer, length + more));
    g_autofree char *twice = g_malloc(2 * length);
    memcpy(twice, data, length);
    memcpy(twice + length, data, length);
    g_assert_false(reads(twice, 2 * length));
}

/* A changed byte changes a member's content or is refused; padding and headers have one spelling. */
static void
test_flips(void)
{
    g_autoptr(GBytes) bytes = sample();
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    g_autofree char *changed = g_memdup2(data, length);
    guint read = 0;
    for (gsize at = 0; at < length; at++) {
        changed[at] ^= 0x20;
        read += reads(changed, length) ? 1 : 0;
        changed[at] ^= 0x20;
    }
    /* The bytes of the contents are for others to judge; a changed letter of a path counts by the
     * checksum of its header. */
    g_assert_cmpuint(read, ==, 5 + 1500 + 512);
}

static void
test_paths(void)
{
    static const char *const wrong[] = {"/absolute", "up/../down", "Capital",     "a b",
                                        "",          "é",          "back\\slash", "con:"};
    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(GPtrArray) members = tar_members_new();
        tar_add(members, wrong[i], "x", 1);
        g_autoptr(GBytes) bytes = tar_write(members, NULL);
        gsize length;
        const char *data = bytes != NULL ? g_bytes_get_data(bytes, &length) : NULL;
        g_assert_true(data == NULL || !reads(data, length));
    }
    g_autoptr(GPtrArray) twice = tar_members_new();
    tar_add(twice, "same", "x", 1);
    tar_add(twice, "same", "x", 1);
    g_autoptr(GBytes) bytes = tar_write(twice, NULL);
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    g_assert_false(reads(data, length));
    g_assert_false(reads("", 0));
    g_assert_false(reads("This is a letter, not an archive.", 33));
}

/* A header that promises more than there is costs nothing. */
static void
test_promises(void)
{
    g_autoptr(GBytes) bytes = sample();
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    g_autofree char *changed = g_memdup2(data, length);
    memcpy(changed + 124, "77777777777", 11); /* 8 GiB */
    unsigned sum = 0;
    memset(changed + 148, ' ', 8);
    for (int i = 0; i < 512; i++)
        sum += (unsigned char)changed[i];
    g_snprintf(changed + 148, 8, "%06o", sum);
    changed[155] = ' ';
    g_assert_false(reads(changed, length));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/exchange/tar/round", test_round);
    g_test_add_func("/exchange/tar/prefixes", test_prefixes);
    g_test_add_func("/exchange/tar/flips", test_flips);
    g_test_add_func("/exchange/tar/paths", test_paths);
    g_test_add_func("/exchange/tar/promises", test_promises);
    return g_test_run();
}
