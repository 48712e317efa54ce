/* golden.c: lines that stand for ever.
 * SPDX-License-Identifier: Apache-2.0 */
#include "golden.h"

#include <glib.h>
#include <string.h>

static GHashTable *
lines_of(char **lines)
{
    GHashTable *set = g_hash_table_new(g_str_hash, g_str_equal);
    for (char **line = lines; *line != NULL; line++)
        g_assert_true(**line == '\0' || g_hash_table_add(set, *line)); /* no line twice */
    return set;
}

char *
golden_lost(const char *kept, const char *now)
{
    g_auto(GStrv) before = g_strsplit(kept, "\n", 0), after = g_strsplit(now, "\n", 0);
    g_autoptr(GHashTable) have = lines_of(after);
    for (char **line = before; *line != NULL; line++)
        if (**line != '\0' && !g_hash_table_contains(have, *line))
            return g_strdup(*line);
    return NULL;
}

void
golden_check(const char *root, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(root, "tests", "golden", name, NULL), *kept = NULL;
    g_autoptr(GError) error = NULL;
    g_file_get_contents(path, &kept, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(strlen(kept), >, 1000);
    g_autofree char *lost = golden_lost(kept, text), *added = golden_lost(text, kept);
    if (added != NULL)
        g_test_message("to be added to tests/golden/%s: %s", name, added);
    g_assert_cmpstr(lost, ==, NULL);
}
