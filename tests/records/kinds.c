/* kinds.c: what every kind promises: names that stand for ever, privacy decided, both languages.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kinds.h"

#include "base/text.h"
#include "records/field.h"
#include <string.h>

static const char *golden_path;

/* The first line of `kept` that `now` lacks, NULL when all are there. Lines may be added, never changed. */
static char *
first_lost(const char *kept, const char *now)
{
    g_autoptr(GHashTable) have = g_hash_table_new(g_str_hash, g_str_equal);
    g_auto(GStrv) new_lines = g_strsplit(now, "\n", 0), old_lines = g_strsplit(kept, "\n", 0);
    for (char **line = new_lines; *line != NULL; line++)
        g_hash_table_add(have, *line);
    for (char **line = old_lines; *line != NULL; line++)
        if (!g_hash_table_contains(have, *line))
            return g_strdup(*line);
    return NULL;
}

static void
test_golden(void)
{
    g_autofree char *kept = NULL, *now = kinds_dump();
    GError *error = NULL;
    g_file_get_contents(golden_path, &kept, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpint(strlen(kept), >, 1000);
    g_autofree char *lost = first_lost(kept, now);
    g_assert_cmpstr(lost, ==, NULL);
}

static void
test_comparison_can_fail(void)
{
    g_autofree char *now = kinds_dump();
    g_autofree char *added = g_strconcat("activity/1 line 99 weather\n", now, NULL);
    g_autofree char *changed = g_strdup(now);
    char *place = strstr(changed, "class=none");
    g_assert_nonnull(place);
    memcpy(place, "class=more", 10);
    g_autofree char *lost_removed = first_lost(added, now),
                    *lost_changed = first_lost(now, changed);
    g_autofree char *lost_added = first_lost(now, added);
    g_assert_cmpstr(lost_removed, ==, "activity/1 line 99 weather");
    g_assert_nonnull(lost_changed);
    g_assert_cmpstr(lost_added, ==, NULL);
}

static bool
is_stable_name(const char *name)
{
    return *name >= 'a' && *name <= 'z' &&
           name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

static void
check_names(const Kind *kind, const Field *fields, gsize count, const char *const *forbidden)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (gsize i = 0; i < count; i++) {
        g_assert_true(is_stable_name(fields[i].name));
        if (!g_hash_table_add(seen, (gpointer)fields[i].name))
            g_error("%s has two fields called %s", kind->name, fields[i].name);
        for (gsize f = 0; forbidden[f] != NULL; f++)
            g_assert_cmpstr(fields[i].name, !=, forbidden[f]);
    }
}

static gsize
part_count(const Field *parts)
{
    gsize count = 0;
    while (parts[count].name != NULL)
        count++;
    return count;
}

static void
test_names(void)
{
    static const char *const forbidden[] = {"id", "kind", "unit", "entry", "time", NULL};
    static const char *const written[] = {
        "id",     "kind", "unit",   "entry", "time",
        "author", "why",  "source", NULL}; /* lines of every such body */
    static const char *const none[] = {NULL};
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (gsize k = 0; k < kinds_count; k++) {
        const Kind *kind = kinds[k];
        g_assert_true(is_stable_name(kind->name));
        g_assert_cmpstr(kind->name, !=, "care");
        g_assert_true(g_hash_table_add(seen, (gpointer)kind->name));
        g_assert_true(kind_find(kind->name) == kind);
        check_names(kind, kind->fields, kind->field_count,
                    kind_is_writable(kind) ? written : forbidden);
        for (gsize i = 0; i < kind->field_count; i++) {
            g_assert_cmpint(kind_field(kind, kind->fields[i].name), ==, i);
            if (kind->fields[i].parts != NULL)
                check_names(kind, kind->fields[i].parts, part_count(kind->fields[i].parts), none);
        }
    }
    g_assert_null(kind_find("care"));
    g_assert_null(kind_find(""));
}

static void
check_privacy(const Kind *kind, const Field *field)
{
    if (field->type == FIELD_UNSET || field->class == CLASS_UNSET || field->share == SHARE_UNSET)
        g_error("%s.%s has no type, class or share", kind->name, field->name);
    bool open = field->type == FIELD_COUNT || field->type == FIELD_MONEY ||
                field->type == FIELD_DATE || field->type == FIELD_MOMENT ||
                field->type == FIELD_PERIOD || field->type == FIELD_FLAG ||
                field->type == FIELD_CHOICE || field->type == FIELD_REF;
    if (open && field->class != CLASS_NONE)
        g_error("%s.%s can be erased, though figures rest on it", kind->name, field->name);
    g_assert_true((field->type == FIELD_CHOICE) == (field->choices != NULL));
    g_assert_true((field->type == FIELD_LIST) == (field->parts != NULL));
    if (field->type == FIELD_REF) {
        g_assert_nonnull(field->links_to);
        g_assert_nonnull(kind_find(field->links_to));
    }
    for (const Field *part = field->parts; part != NULL && part->name != NULL; part++)
        check_privacy(kind, part);
}

static void
test_privacy(void)
{
    for (gsize k = 0; k < kinds_count; k++)
        for (gsize i = 0; i < kinds[k]->field_count; i++)
            check_privacy(kinds[k], &kinds[k]->fields[i]);
}

static void
test_tables(void)
{
    for (gsize k = 0; k < kinds_count; k++) {
        const Kind *kind = kinds[k];
        int since = 1;
        g_assert_cmpint(kind->nature, !=, NATURE_UNSET);
        g_assert_cmpint(kind->schema, >=, 1);
        for (gsize i = 0; i < kind->field_count; i++) {
            g_assert_cmpint(MAX(kind->fields[i].since, 1), >=, since);
            since = MAX(kind->fields[i].since, 1);
        }
        g_assert_cmpint(since, <=, kind->schema);
        g_assert_cmpint(kind->title, <, (int)kind->field_count);
        g_assert_cmpint(kind->dated, <, (int)kind->field_count);
        if (kind->dated >= 0) {
            FieldType type = kind->fields[kind->dated].type;
            g_assert_true(type == FIELD_DATE || type == FIELD_MOMENT || type == FIELD_PERIOD);
        }
        gsize lines = kind_line_count(kind, kind->schema);
        g_assert_cmpint(lines, <=, 512);
        g_assert_null(kind_line_name(kind, kind->schema, lines));
        g_assert_cmpint(kind_line_count(kind, kind->schema + 1), ==, 0);
        g_assert_cmpint(kind_line_count(kind, 0), ==, 0);
    }
}

/* Words that are the same in both languages. */
static void
check_translated(const char *msgid)
{
    static const char *const same[] = {"E-mail", "Email", "ml"};
    if (msgid == NULL)
        return;
    g_assert_cmpstr(msgid, !=, "");
    g_assert_cmpstr(tr(LANG_EN, msgid), ==, msgid);
    for (gsize i = 0; i < G_N_ELEMENTS(same); i++)
        if (g_str_equal(msgid, same[i]))
            return;
    /* What is Vietnamese already ("Tết") stays. */
    if (g_str_is_ascii(msgid) && g_str_equal(tr(LANG_VI, msgid), msgid))
        g_error("\"%s\" is not said in Vietnamese", msgid);
}

static void
check_field_words(const Field *field)
{
    g_assert_nonnull(field->label);
    check_translated(field->label);
    check_translated(field->help);
    check_translated(field->unit);
    for (const Choice *choice = field->choices; choice != NULL && choice->code != NULL; choice++)
        check_translated(choice->label);
    for (const Field *part = field->parts; part != NULL && part->name != NULL; part++)
        check_field_words(part);
}

static void
test_words(void)
{
    for (gsize k = 0; k < kinds_count; k++) {
        check_translated(kinds[k]->label);
        check_translated(kinds[k]->plural);
        check_translated(kinds[k]->group);
        for (gsize i = 0; i < kinds[k]->field_count; i++)
            check_field_words(&kinds[k]->fields[i]);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    golden_path = argv[1];
    g_test_add_func("/kinds/golden", test_golden);
    g_test_add_func("/kinds/comparison-can-fail", test_comparison_can_fail);
    g_test_add_func("/kinds/names", test_names);
    g_test_add_func("/kinds/privacy", test_privacy);
    g_test_add_func("/kinds/tables", test_tables);
    g_test_add_func("/kinds/words", test_words);
    return g_test_run();
}
