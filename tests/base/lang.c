/* lang.c: languages by code and by thread, and a catalogue that is sorted and complete.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/lang.h"

#include "base/catalogue.h"
#include <glib.h>

static void
test_codes(void)
{
    g_assert_cmpint(lang_from_code("vi"), ==, LANG_VI);
    g_assert_cmpint(lang_from_code("vi_VN.UTF-8"), ==, LANG_VI);
    g_assert_cmpint(lang_from_code("en-GB"), ==, LANG_EN);
    g_assert_cmpint(lang_from_code("en.UTF-8"), ==, LANG_EN);
    static const char *const others[] = {"", "v", "C", "C.UTF-8", "POSIX", "fr", "vixen", "enough"};
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
        g_assert_cmpint(lang_from_code(others[i]), ==, LANG_UNSET);
    g_assert_cmpint(lang_from_code(NULL), ==, LANG_UNSET);
    g_assert_cmpstr(lang_code(LANG_VI), ==, "vi");
    g_assert_cmpstr(lang_code(LANG_EN), ==, "en");
}

static gpointer
language_of_new_thread(gpointer data)
{
    return GINT_TO_POINTER(lang_current());
}

static void
test_language_belongs_to_thread(void)
{
    lang_set(LANG_EN);
    GThread *thread = g_thread_new("other", language_of_new_thread, NULL);
    g_assert_cmpint(GPOINTER_TO_INT(g_thread_join(thread)), ==, LANG_VI);
    g_assert_cmpint(lang_current(), ==, LANG_EN);
    lang_set(LANG_UNSET);
    g_assert_cmpint(lang_current(), ==, LANG_VI);
}

static void
test_catalogue(void)
{
    for (unsigned i = 0; i < catalogue_vi_count; i++) {
        const CatalogueRow *row = &catalogue_vi[i];
        g_assert_true(i == 0 || strcmp(catalogue_vi[i - 1].msgid, row->msgid) < 0);
        g_assert_cmpstr(row->msgstr, !=, "");
        g_assert_true(tr(LANG_VI, row->msgid) == row->msgstr);
        g_assert_true(tr(LANG_EN, row->msgid) == row->msgid);
        g_assert_true(g_utf8_validate(row->msgstr, -1, NULL));
        g_autofree char *nfc = g_utf8_normalize(row->msgstr, -1, G_NORMALIZE_DEFAULT_COMPOSE);
        g_assert_cmpstr(nfc, ==, row->msgstr);
    }
    const char *unknown = "A sentence no catalogue holds.";
    g_assert_true(tr(LANG_VI, unknown) == unknown);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/lang/codes", test_codes);
    g_test_add_func("/lang/thread", test_language_belongs_to_thread);
    g_test_add_func("/lang/catalogue", test_catalogue);
    return g_test_run();
}
