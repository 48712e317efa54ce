/* formats.c: one document in every format: the same words and figures, and nothing a person wrote is taken for
 * markup or a formula. SPDX-License-Identifier: Apache-2.0 */
#include "formats/format.h"

#include "base/lang.h"
#include "formats/columns.h"
#include "formats/head.h"
#include "formats/html.h"
#include "formats/qr.h"
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

static guint
count_of(const char *text, const char *part)
{
    guint count = 0;
    for (const char *at = strstr(text, part); at != NULL; at = strstr(at + 1, part))
        count++;
    return count;
}

/* On the screen a long table ends early: it says so, and keeps its sum. A file has all of it. */
static void
test_html_shortened(void)
{
    g_autoptr(Doc) doc = doc_new(LANG_VI);
    DocBlock *table = doc_table(doc);
    table_column(table, "TT", DOC_LEFT, 100, false);
    for (int i = 0; i < 1250; i++)
        row_text(table_row(table, false), "dòng");
    row_text(table_row(table, true), "Cộng");
    static const struct {
        guint most, rows;
        bool says;
    } asked[] = {{0, 1250, false}, {200, 200, true}, {1251, 1250, false}};
    for (gsize i = 0; i < G_N_ELEMENTS(asked); i++) {
        g_auto(Markup) m = {0};
        markup_init(&m);
        html_write(&m, doc, &(HtmlView){.rows_most = asked[i].most});
        g_assert_cmpuint(count_of(m.text->str, "dòng</td>"), ==, asked[i].rows);
        g_assert_cmpuint(count_of(m.text->str, "Cộng"), ==, 1);
        g_assert_true((strstr(m.text->str, "1.251") != NULL) == asked[i].says);
    }
    g_autoptr(GBytes) file = format_find("html")->write(doc, NULL);
    g_assert_cmpuint(count_of(g_bytes_get_data(file, NULL), "dòng</td>"), ==, 1250);
}

static bool
opens_none(void *context, const char *figure)
{
    g_assert_cmpstr(figure, ==, context);
    return false;
}

/* A figure that the person may not open is text. */
static void
test_html_figures(void)
{
    g_autoptr(Doc) doc = document();
    const HtmlView open = {.figures = "/figure?"},
                   shut = {"/figure?", opens_none, (void *)"measure=value&of=KG", 0};
    g_auto(Markup) one = {0}, other = {0};
    markup_init(&one);
    markup_init(&other);
    html_write(&one, doc, &open);
    html_write(&other, doc, &shut);
    g_assert_cmpuint(count_of(one.text->str, "href=\"/figure?measure=value"), ==, 1);
    g_assert_cmpuint(count_of(other.text->str, "href"), ==, 0);
    g_assert_nonnull(strstr(other.text->str, "131 tỷ 583 triệu đồng"));
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

static DocBlock *
list_to_sign(Doc *doc)
{
    DocBlock *table = doc_table(doc);
    table_column(table, "TT", DOC_CENTRE, 5, false);
    table_column(table, "Họ và tên", DOC_LEFT, 30, false);
    table_column(table, "Ghi chú", DOC_LEFT, 30, false);
    table_column(table, "Số tiền", DOC_RIGHT, 5, true);
    table_column_by_hand(table, "Ký nhận", 30);
    DocRow *row = table_row(table, false);
    row_text(row, "1");
    row_text(row, "Nguyễn Hoàng Thị Ngọc Phương Thảo");
    row_text(row, "");
    row_number(row, G_GINT64_CONSTANT(131583000000), "131.583.000.000 đồng", NULL);
    row_text(row, "");
    return table;
}

/* What says nothing does not stand on paper; what is written in by hand does; an amount is never broken. */
static void
test_columns(void)
{
    g_autoptr(Doc) doc = doc_new(LANG_VI);
    DocBlock *table = list_to_sign(doc);
    g_autoptr(GArray) columns = columns_on_paper(doc, table);
    g_assert_cmpuint(columns->len, ==, 4);
    g_assert_cmpuint(g_array_index(columns, guint, 2), ==, 3);
    g_assert_cmpuint(g_array_index(columns, guint, 3), ==, 4);
    g_autofree int *widths = NULL, *narrow = NULL;
    g_assert_true(columns_fit(table, columns, 8787, 11, &widths));
    g_assert_cmpint(widths[0] + widths[1] + widths[2] + widths[3], ==, 8787);
    g_assert_cmpint(widths[2], >, line_width("131.583.000.000 đồng", 11, false));
    g_assert_cmpint(widths[1], >, widths[0]);
    g_assert_false(columns_fit(table, columns, 1500, 11, &narrow));
    g_assert_cmpint(narrow[0] + narrow[1] + narrow[2] + narrow[3], ==, 1500);
    /* A table with the same columns that says something in one keeps it in both. */
    DocBlock *other = list_to_sign(doc);
    row_text(table_row(other, false), "2");
    row_text(g_ptr_array_index(other->rows, 1), "Lê Văn B");
    row_text(g_ptr_array_index(other->rows, 1), "vắng");
    g_autoptr(GArray) both = columns_on_paper(doc, table);
    g_assert_cmpuint(both->len, ==, 5);
}

/* Where one column makes every row high and another has room to spare, the room goes where the words are. */
static void
test_balance(void)
{
    g_autoptr(Doc) doc = doc_new(LANG_VI);
    DocBlock *table = doc_table(doc);
    table_column(table, "Mô hình", DOC_LEFT, 24, false);
    table_column(table, "Trạng thái", DOC_LEFT, 76, false);
    table_column_by_hand(table, "Ký nhận", 40);
    for (int i = 0; i < 300; i++) {
        DocRow *row = table_row(table, false);
        row_text(row, "Tổ hùn vốn xoay vòng giúp nhau phát triển kinh tế gia đình ở xã Vị Thuỷ");
        row_text(row, i == 0 ? "được công nhận ở cấp tỉnh và được khen thưởng" : "đăng ký");
        row_text(row, "");
    }
    g_autoptr(GArray) columns = columns_on_paper(doc, table);
    g_autofree int *widths = NULL;
    g_assert_true(columns_fit(table, columns, 9000, 11, &widths));
    g_assert_cmpint(widths[0], >, widths[1]);
    g_assert_cmpint(widths[0] + widths[1] + widths[2], ==, 9000);
    g_assert_cmpint(widths[1], >, line_width("thưởng", 11, false));
    g_assert_cmpint(widths[2], >, 1500); /* nobody signs in less */
}

static void
test_break(void)
{
    static const struct {
        const char *name, *rest;
    } rows[] = {
        {"HỘI CHỮ THẬP ĐỎ TỈNH HẬU GIANG", " TỈNH HẬU GIANG"},
        {"CÔNG ĐOÀN CƠ SỞ HỘI CHỮ THẬP ĐỎ TỈNH KIÊN GIANG", " TỈNH KIÊN GIANG"},
        {"LIÊN ĐOÀN LAO ĐỘNG", " LAO ĐỘNG"},
        {"HỘI", NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpstr(head_break(rows[i].name), ==, rows[i].rest);
}

/* A Windows bitmap, square, whose corner is the white edge and whose finder is black. */
static void
test_square(void)
{
    g_autoptr(GBytes) picture = qr_picture("Biên nhận 0001/2020");
    gsize length;
    const guint8 *bytes = g_bytes_get_data(picture, &length);
    g_assert_cmpuint(length, >, 62);
    g_assert_cmpint(memcmp(bytes, "BM", 2), ==, 0);
    g_assert_cmpuint(bytes[2] + 256u * bytes[3] + 65536u * bytes[4], ==, length);
    guint side = bytes[18] + 256u * bytes[19];
    gsize row = (side + 31) / 32 * 4;
    g_assert_cmpuint(62 + row * side, ==, length);
    g_assert_cmpuint(bytes[62], ==, 0);
    g_assert_cmpuint(bytes[62 + row * (side - 4 * 6 - 1) + 3], ==, 0xff);
    g_autofree char *long_text = g_strnfill(9000, 'x');
    g_assert_null(qr_picture(long_text));
    g_autofree char *drawn = qr_text("x");
    g_assert_nonnull(strstr(drawn, "█"));
    g_autoptr(Doc) doc = document();
    doc->square = g_strdup("Biên nhận 0001/2020");
    g_autoptr(GBytes) docx = format_find("docx")->write(doc, NULL), plain = written("docx");
    g_assert_cmpuint(g_bytes_get_size(docx), >, g_bytes_get_size(plain));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/formats/same-bytes", test_same_bytes);
    g_test_add_func("/formats/html", test_html);
    g_test_add_func("/formats/html/shortened", test_html_shortened);
    g_test_add_func("/formats/html/figures", test_html_figures);
    g_test_add_func("/formats/text", test_text);
    g_test_add_func("/formats/json", test_json);
    g_test_add_func("/formats/sheets", test_sheets);
    g_test_add_func("/formats/columns", test_columns);
    g_test_add_func("/formats/balance", test_balance);
    g_test_add_func("/formats/break", test_break);
    g_test_add_func("/formats/square", test_square);
    return g_test_run();
}
