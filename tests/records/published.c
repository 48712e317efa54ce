/* published.c: what published reports say of themselves: every contradiction is told, and what agrees is left alone.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/published.h"

#include "records/check.h"
#include "records/field.h"
#include "records/kinds.h"
#include <string.h>

static const char *folder;

/* "what | number | unit ...": the parts of a line, without the white space around them. */
static void
add_line(GPtrArray *items, const char *typed)
{
    char **parts = g_strsplit(typed, "|", 0);
    for (char **part = parts; *part != NULL; part++)
        g_strstrip(*part);
    g_ptr_array_add(items, parts);
}

/* A file of field=value lines; `finds` (element-type utf8) are beginnings of what is to be found. */
static Record *
read_file(const char *path, GPtrArray *finds)
{
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;
    g_file_get_contents(path, &text, NULL, &error);
    g_assert_no_error(error);
    g_auto(GStrv) rows = g_strsplit(text, "\n", 0);
    g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    g_autoptr(Problems) problems = problems_new();
    const FieldInput input = {.today = DAY_UNSET};
    Record *record = record_new(kind_get("published"));
    for (char **row = rows; *row != NULL; row++) {
        char *value = strchr(*row, '=');
        if (**row == '#' || value == NULL)
            continue;
        *value++ = '\0';
        if (g_str_equal(*row, "line")) {
            add_line(items, value);
        } else if (g_str_equal(*row, "finds")) {
            g_ptr_array_add(finds, g_strdup(value));
        } else {
            int field = kind_field(record->kind, *row);
            g_assert_cmpint(field, >=, 0);
            g_autofree char *stored =
                field_read(&record->kind->fields[field], value, &input, problems);
            record_set(record, field, stored);
        }
    }
    g_autofree char *lines =
        field_read_items(&record->kind->fields[PUBLISHED_LINES], items, &input, problems);
    g_autofree char *wrong = problems_text(problems, true);
    g_assert_cmpstr(wrong, ==, "");
    record_set(record, PUBLISHED_LINES, lines);
    return record;
}

static void
check_file(const char *path)
{
    g_autoptr(GPtrArray) finds = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Record) record = read_file(path, finds);
    g_autoptr(GPtrArray) found = published_findings(record, LANG_VI),
                         english = published_findings(record, LANG_EN);
    for (guint i = 0; i < found->len; i++)
        g_test_message("%s: %s", path, (const char *)found->pdata[i]);
    g_assert_cmpuint(found->len, ==, finds->len);
    g_assert_cmpuint(english->len, ==, finds->len);
    for (guint i = 0; i < found->len; i++)
        g_assert_true(g_str_has_prefix(found->pdata[i], finds->pdata[i]));
    /* They are hints of the record, which stays as it was printed. */
    g_autofree char *before = g_strdup(record_value(record, PUBLISHED_LINES));
    g_autoptr(Problems) problems = problems_new();
    g_assert_true(record_check(record, problems));
    g_assert_cmpuint(problems_count(problems), ==, finds->len);
    g_assert_cmpstr(record_value(record, PUBLISHED_LINES), ==, before);
}

static void
test_specimens(void)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_assert_nonnull(dir);
    int files = 0;
    for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        check_file(path);
        files++;
    }
    g_assert_cmpint(files, >=, 12);
}

static void
test_room(void)
{
    static const struct {
        const char *text, *qualifier;
        gint64 least, most;
    } rows[] = {
        {"30", "", 30, 30},
        {"71,2 tỷ đồng", "", G_GINT64_CONSTANT(71150000000), G_GINT64_CONSTANT(71250000000)},
        {"trên 500 triệu đồng", "", 500000000, 525000000},
        {"500 triệu đồng", "over", 500000000, 525000000},
        {"gần 30 tỷ", "", G_GINT64_CONSTANT(29000000000), G_GINT64_CONSTANT(30000000000)},
        {"gần 1 tỷ", "", 800000000, 1000000000},
        {"khoảng 100", "", 95, 105},
        {"ước 100", "eq", 90, 110},
        {"ít nhất 100", "", 100, MONEY_MAX},
        {"209 ngàn", "", 208500, 209500},
    };
    Printed printed;
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_assert_true(printed_read(rows[i].text, rows[i].qualifier, &printed));
        g_assert_true(printed.given);
        g_assert_cmpint(printed.least, ==, rows[i].least);
        g_assert_cmpint(printed.most, ==, rows[i].most);
    }
    g_assert_true(printed_read("", "", &printed));
    g_assert_false(printed.given);
    g_assert_false(printed_read("dăm bảy", "", &printed));
}

/* Of random parts, their sum is never said not to be theirs, and one that lies beyond always is. */
static void
test_random_sums(void)
{
    for (int i = 0; i < 2000; i++) {
        g_autoptr(Record) record = record_new(kind_get("published"));
        Money sum = {0};
        int count = g_test_rand_int_range(1, 6);
        g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
        for (int j = 0; j < count; j++) {
            /* A tenth of a tỷ is a step that papers print from one tỷ up. */
            gint64 step = g_test_rand_bit() ? 1000000 : 100000000;
            Money part = {g_test_rand_int_range(10, 900) * step, step,
                          (Qualifier)g_test_rand_int_range(QUALIFIER_EQ, QUALIFIER_ESTIMATE)};
            g_assert_true(money_add(&sum, part));
            g_ptr_array_add(texts, money_print(part, LANG_VI));
        }
        bool wrong = g_test_rand_bit();
        Money whole = sum;
        if (wrong)
            whole = (Money){sum.vnd / 5, sum.step, QUALIFIER_EQ};
        g_autofree char *printed = money_print(whole, LANG_VI);
        const char *const first[] = {"Tổng", "", "", "", printed, "", "", "", "", ""};
        record_add_item(record, PUBLISHED_LINES, first, G_N_ELEMENTS(first));
        for (guint j = 0; j < texts->len; j++) {
            const char *const line[] = {"Phần", "", "", "", texts->pdata[j], "1", "", "", "", ""};
            record_add_item(record, PUBLISHED_LINES, line, G_N_ELEMENTS(line));
        }
        g_autoptr(GPtrArray) found = published_findings(record, LANG_VI);
        if (found->len > 0)
            g_test_message("%s: %s", printed, (const char *)found->pdata[0]);
        if (!wrong)
            g_assert_cmpuint(found->len, ==, 0);
        else if (sum.vnd > 20 * sum.step)
            g_assert_cmpuint(found->len, >, 0);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_assert_cmpint(argc, >, 1);
    folder = argv[1];
    g_test_add_func("/published/room", test_room);
    g_test_add_func("/published/specimens", test_specimens);
    g_test_add_func("/published/random-sums", test_random_sums);
    return g_test_run();
}
