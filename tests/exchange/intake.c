/* intake.c: a bundle from the network is judged by its signed list, however it is cut into pieces.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/intake.h"

#include "fixture.h"

/* Takes the first `length` bytes in pieces; *ret_kept says after how many the sender was known. */
static Trouble
feed(Desk *desk, const char *only, GBytes *bundle, gsize length, gsize piece, gsize *ret_known)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Intake) intake = intake_new(desk->office, only, &error);
    g_assert_no_error(error);
    const guint8 *bytes = g_bytes_get_data(bundle, NULL);
    *ret_known = 0;
    for (gsize at = 0; at < length; at += piece) {
        gsize part = MIN(piece, length - at);
        if (!intake_take(intake, bytes + at, part))
            return intake_trouble(intake);
        if (*ret_known == 0 && intake_partner(intake) != NULL)
            *ret_known = at + part;
    }
    g_autoptr(GBytes) whole = intake_end(intake);
    if (whole == NULL)
        return intake_trouble(intake);
    g_autoptr(GBytes) wanted = g_bytes_new_from_bytes(bundle, 0, length);
    g_assert_true(g_bytes_equal(whole, wanted));
    return TROUBLE_NONE;
}

static void
test_pieces(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autoptr(GBytes) bundle = send_bundle(&pair.kg, "KG", "HG");
    gsize known = 0, all = g_bytes_get_size(bundle);
    static const gsize pieces[] = {1, 7, 511, 512, 513, 65536};
    for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_assert_cmpint(feed(&pair.hg, NULL, bundle, all, pieces[i], &known), ==, TROUBLE_NONE);
        g_assert_cmpuint(known, >, 512);
        if (pieces[i] == 1)
            g_assert_cmpuint(known, <, all / 2); /* long before the whole is here */
    }
}

/* Cut short before the list is whole nobody is known; afterwards the receiver sees the cut. */
static void
test_prefixes(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autoptr(GBytes) bundle = send_bundle(&pair.kg, "KG", "HG");
    gsize known = 0, whole = 0, none = 0;
    g_assert_cmpint(feed(&pair.hg, NULL, bundle, g_bytes_get_size(bundle), 1, &whole), ==,
                    TROUBLE_NONE);
    for (gsize length = 0; length < whole; length++) {
        Trouble trouble = feed(&pair.hg, NULL, bundle, length, 65536, &known);
        g_assert_cmpint(trouble, ==, TROUBLE_REFUSED);
        none += known == 0;
    }
    g_assert_cmpuint(none, ==, whole);
}

static void
test_changed_list(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autoptr(GBytes) bundle = send_bundle(&pair.kg, "KG", "HG");
    gsize known = 0, whole = 0, all = g_bytes_get_size(bundle);
    g_assert_cmpint(feed(&pair.hg, NULL, bundle, all, 1, &whole), ==, TROUBLE_NONE);
    for (gsize at = 512; at < whole; at++) {
        g_autofree guint8 *bytes = g_memdup2(g_bytes_get_data(bundle, NULL), all);
        bytes[at] ^= 1;
        g_autoptr(GBytes) changed = g_bytes_new(bytes, all);
        g_assert_cmpint(feed(&pair.hg, NULL, changed, all, 65536, &known), !=, TROUBLE_NONE);
    }
}

static void
test_others(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    gsize known = 0;
    g_autoptr(GBytes) bundle = send_bundle(&pair.kg, "KG", "HG");
    gsize all = g_bytes_get_size(bundle);
    g_autoptr(Book) kg = book_of(&pair.hg, "KG");
    g_autoptr(Book) union_book = book_of(&pair.hg, "KG-CD");
    g_assert_cmpint(feed(&pair.hg, kg->origin, bundle, all, 999, &known), ==, TROUBLE_NONE);
    g_assert_cmpint(feed(&pair.hg, union_book->origin, bundle, all, 999, &known), ==,
                    TROUBLE_NOT_THEIRS);
    g_assert_cmpint(feed(&pair.kg, NULL, bundle, all, 999, &known), ==, TROUBLE_RECIPIENT);
    g_autoptr(GBytes) page = g_bytes_new_static("<!doctype html>", 15);
    g_assert_cmpint(feed(&pair.hg, NULL, page, 15, 1, &known), ==, TROUBLE_STRANGE);
    g_autoptr(GBytes) nothing = g_bytes_new_static("", 0);
    g_assert_cmpint(feed(&pair.hg, NULL, nothing, 0, 1, &known), ==, TROUBLE_REFUSED);
}

/* A list that says it is larger than any is not waited for. */
static void
test_too_long(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    gsize known = 0;
    char header[512] = "manifest";
    g_strlcpy(header + 124, "77777777777", 12);
    g_autoptr(GBytes) bomb = g_bytes_new(header, sizeof header);
    g_assert_cmpint(feed(&pair.hg, NULL, bomb, sizeof header, 512, &known), ==, TROUBLE_REFUSED);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/exchange/intake/pieces", test_pieces);
    g_test_add_func("/exchange/intake/prefixes", test_prefixes);
    g_test_add_func("/exchange/intake/changed", test_changed_list);
    g_test_add_func("/exchange/intake/others", test_others);
    g_test_add_func("/exchange/intake/too-long", test_too_long);
    return g_test_run();
}
