/* codec.c: records as the lines of bodies, both ways.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/codec.h"

#include "base/error.h"
#include "records/kinds.h"
#include "random.h"
#include <string.h>

typedef struct {
    GPtrArray *names, *values;
    GArray *lines; /* (element-type CodecLine) */
} Lines;

static void
lines_init(Lines *lines)
{
    *lines = (Lines){g_ptr_array_new_with_free_func(g_free), g_ptr_array_new_with_free_func(g_free),
                     g_array_new(FALSE, TRUE, sizeof(CodecLine))};
}

static void
lines_clear(Lines *lines)
{
    g_ptr_array_unref(lines->names);
    g_ptr_array_unref(lines->values);
    g_array_unref(lines->lines);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Lines, lines_clear)

static void
take(void *context, const char *name, const char *value)
{
    Lines *lines = context;
    g_assert_null(strpbrk(value, "\n\t")); /* one line each */
    char *name_copy = g_strdup(name), *value_copy = g_strdup(value);
    g_ptr_array_add(lines->names, name_copy);
    g_ptr_array_add(lines->values, value_copy);
    CodecLine line = {name_copy, value_copy, strlen(name), strlen(value), true};
    g_array_append_val(lines->lines, line);
}

static CodecLine *
line_of(const Lines *lines, const char *name)
{
    for (guint i = 0; i < lines->lines->len; i++)
        if (g_strcmp0(lines->names->pdata[i], name) == 0)
            return &g_array_index(lines->lines, CodecLine, i);
    g_error("no line %s", name);
}

static void
put(CodecLine *line, const char *value)
{
    line->value = value;
    line->value_length = strlen(value);
}

static Record *
read_back(const Kind *kind, int schema, const Lines *lines, GError **error)
{
    const char *leaf = kind_leaf(kind);
    return record_from_lines(leaf, strlen(leaf), schema,
                             (const CodecLine *)(void *)lines->lines->data, lines->lines->len,
                             error);
}

static void
test_round_trip(void)
{
    for (int n = 0; n < 40; n++)
        for (gsize k = 0; k < kinds_count; k++) {
            g_autoptr(Record) record = random_record(kinds[k]);
            g_auto(Lines) lines;
            g_autoptr(GError) error = NULL;
            lines_init(&lines);
            if (kind_is_writable(kinds[k])) {
                g_free(record->author);
                record->author = g_strdup("Sơn\\\n");
            }
            record_lines(record, take, &lines);
            g_assert_cmpuint(lines.lines->len, ==, kind_line_count(kinds[k], kinds[k]->schema));
            int struck = g_test_rand_int_range(0, (int)kinds[k]->field_count);
            CodecLine *line = line_of(&lines, kinds[k]->fields[struck].name);
            *line = (CodecLine){.open = false};
            record_strike(record, struck);
            g_autoptr(Record) back = read_back(kinds[k], kinds[k]->schema, &lines, &error);
            g_assert_no_error(error);
            assert_same_values(record, back);
            g_assert_cmpstr(back->author, ==, record->author);
            g_assert_true(record_is_struck(back, struck));
        }
}

static void
test_private(void)
{
    g_autoptr(Record) record = record_new(kind_get("visit"));
    g_auto(Lines) lines;
    lines_init(&lines);
    record_lines(record, take, &lines);
    g_assert_cmpstr(lines.names->pdata[0], ==, "record");
    g_assert_cmpstr(lines.values->pdata[0], ==, "visit/1");
    g_autoptr(Record) back = read_back(record->kind, 1, &lines, NULL);
    g_assert_true(back->kind == record->kind);

    static const char *const unknown[] = {"visit/2",   "visit/01x", "visit",  "activity/1",
                                          "no_such/1", "",          "visit/0"};
    for (gsize i = 0; i < G_N_ELEMENTS(unknown); i++) {
        g_autoptr(GError) error = NULL;
        put(line_of(&lines, "record"), unknown[i]);
        g_assert_null(read_back(record->kind, 1, &lines, &error));
        g_assert_error(error, KN_ERROR, KN_MISSING);
    }
    /* Without its first line nobody knows what it is. */
    g_autoptr(GError) error = NULL;
    line_of(&lines, "record")->open = false;
    g_assert_null(read_back(record->kind, 1, &lines, &error));
    g_assert_error(error, KN_ERROR, KN_MISSING);
}

static void
test_refused(void)
{
    static const struct {
        const char *line, *value;
    } rows[] = {
        {"held", "12/8/2020"}, {"held", "2020-02-30"}, {"people", "007"},  {"value", "nhiều"},
        {"title", "a\\q"},     {"state", "gone"},      {"campaigns", "a"}, {"author", "a\\"},
    };
    const Kind *kind = kind_get("activity");
    g_autoptr(Record) record = record_new(kind);
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_auto(Lines) lines;
        g_autoptr(GError) error = NULL;
        lines_init(&lines);
        record_lines(record, take, &lines);
        put(line_of(&lines, rows[i].line), rows[i].value);
        g_test_message("%s", rows[i].value);
        g_assert_null(read_back(kind, 1, &lines, &error));
        g_assert_error(error, KN_ERROR, KN_BROKEN);
    }
    g_auto(Lines) lines;
    lines_init(&lines);
    record_lines(record, take, &lines);
    g_autoptr(GError) newer = NULL, unknown = NULL, name = NULL, fewer = NULL, bare = NULL;
    const CodecLine *all = (const CodecLine *)(void *)lines.lines->data;
    g_assert_null(read_back(kind, kind->schema + 1, &lines, &newer));
    g_assert_error(newer, KN_ERROR, KN_MISSING);
    g_assert_null(record_from_lines("no_such", 7, 1, all, lines.lines->len, &unknown));
    g_assert_error(unknown, KN_ERROR, KN_MISSING);
    g_assert_null(record_from_lines("visit", 5, 1, all, lines.lines->len,
                                    &bare)); /* private kinds have no leaf of their own */
    g_assert_error(bare, KN_ERROR, KN_MISSING);
    g_assert_null(record_from_lines("activity", 8, 1, all, lines.lines->len - 1, &fewer));
    g_assert_error(fewer, KN_ERROR, KN_BROKEN);
    line_of(&lines, "held")->name = "hold";
    g_assert_null(read_back(kind, 1, &lines, &name));
    g_assert_error(name, KN_ERROR, KN_BROKEN);
    g_assert_nonnull(strstr(name->message, "held"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    lang_set(LANG_EN);
    g_test_add_func("/codec/round-trip", test_round_trip);
    g_test_add_func("/codec/private", test_private);
    g_test_add_func("/codec/refused", test_refused);
    return g_test_run();
}
