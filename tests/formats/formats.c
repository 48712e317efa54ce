/* formats.c: one document in every format: the same words and figures, and nothing a person wrote is taken for
 * markup or a formula. SPDX-License-Identifier: Apache-2.0 */
#include "formats/format.h"

#include "base/lang.h"
#include "formats/sheet_file.h"

#include <string.h>

#define HOSTILE "<script>alert(1)</script> & \"Hội\" 'x'"
#define FORMULA "=1+1"

static Doc *
document(void)
{
    Doc *doc = doc_new(LANG_VI);
    doc->type = g_strdup("BÁO CÁO");
    doc->subject = g_strdup(HOSTILE);
    doc_heading(doc, 1, "I. KẾT QUẢ");
    doc_paragraph(doc, HOSTILE);
    block_figure(doc_paragraph(doc, "Tổng: "), "131 tỷ 583 triệu đồng", "measure=value&of=KG");
    DocBlock *table = doc_table(doc);
    table_column(table, "Đơn vị", DOC_LEFT, 60, false);
    table_column(table, "Trị giá", DOC_RIGHT, 40, true);
    DocRow *row = table_row(table, false);
    row_text(row, FORMULA);
    row_number(row, G_GINT64_CONSTANT(131583000000), "131.583.000.000", NULL);
    row = table_row(table, true);
    row_text(row, "Cộng");
    row_number(row, -5, "-5", NULL);
    return doc;
}

static GBytes *
written(const char *name)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Doc) doc = document();
    GBytes *bytes = format_find(name)->write(doc, &error);
    g_assert_no_error(error);
    return bytes;
}

static char *
text_of(const char *name)
{
    g_autoptr(GBytes) bytes = written(name);
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    g_assert_true(g_utf8_validate(data, (gssize)length, NULL));
    return g_strndup(data, length);
}

/* Equal documents are equal files, whenever they are written. */
static void
test_same_bytes(void)
{
    for (gsize i = 0; i < formats_count; i++) {
        g_autoptr(GBytes) one = written(formats[i]->name), two = written(formats[i]->name);
        g_assert_true(g_bytes_equal(one, two));
        g_assert_cmpuint(g_bytes_get_size(one), >, 0);
    }
    g_assert_null(format_find("DOCX"));
    g_assert_null(format_find(""));
}

static void
test_html(void)
{
    g_autofree char *html = text_of("html");
    g_assert_null(strstr(html, "<script"));
    g_assert_nonnull(strstr(html, "&lt;script&gt;alert(1)&lt;/script&gt; &amp; "));
    g_assert_nonnull(strstr(html, "131 tỷ 583 triệu đồng"));
    g_assert_nonnull(strstr(html, "131.583.000.000"));
}

static void
test_text(void)
{
    g_autofree char *text = text_of("text");
    g_assert_nonnull(strstr(text, HOSTILE));
    g_assert_nonnull(strstr(text, "Tổng: 131 tỷ 583 triệu đồng"));
    g_assert_nonnull(strstr(text, "131.583.000.000"));
}

static void
test_json(void)
{
    g_autofree char *text = text_of("json");
    json_t *list = json_loads(text, 0, NULL);
    g_assert_cmpuint(json_array_size(list), ==, 2);
    json_t *first = json_array_get(list, 0);
    g_assert_cmpstr(json_string_value(json_object_get(first, "Đơn vị")), ==, FORMULA);
    g_assert_cmpint(json_integer_value(json_object_get(first, "Trị giá")), ==,
                    G_GINT64_CONSTANT(131583000000));
    json_decref(list);
}

/* What a format writes for spreadsheets comes back through the reader of sheets. */
static void
check_sheet(const char *name, const char *formula)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = written(name);
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);
    g_autoptr(GPtrArray) rows = sheet_file_read(data, length, NULL, &error);
    g_assert_no_error(error);
    bool found = false;
    for (guint i = 0; i < rows->len; i++) {
        const GPtrArray *row = g_ptr_array_index(rows, i);
        if (row->len < 2 || !g_str_equal(g_ptr_array_index(row, 0), formula))
            continue;
        found = true;
        g_assert_cmpstr(g_ptr_array_index(row, 1), ==, "131583000000");
    }
    g_assert_true(found);
}

static void
test_sheets(void)
{
    check_sheet("xlsx", FORMULA); /* a text cell is never a formula there */
    check_sheet("csv", "'" FORMULA);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/formats/same-bytes", test_same_bytes);
    g_test_add_func("/formats/html", test_html);
    g_test_add_func("/formats/text", test_text);
    g_test_add_func("/formats/json", test_json);
    g_test_add_func("/formats/sheets", test_sheets);
    return g_test_run();
}
