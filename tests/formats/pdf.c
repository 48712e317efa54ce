/* pdf.c: pages of a pdf where a document is odd: cells higher than a page, nothing but signatures, empty tables.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/format.h"

#include <string.h>

static GBytes *
written(const Doc *doc)
{
    g_autoptr(GError) error = NULL;
    GBytes *bytes = format_write(format_find("pdf"), doc, &error);
    g_assert_no_error(error);
    return bytes;
}

/* What the file says of itself. */
static int
pages_of(const Doc *doc)
{
    g_autoptr(GBytes) bytes = written(doc);
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    const char *count = memmem(data, length, "/Count ", strlen("/Count "));
    g_assert_true(g_str_has_prefix(data, "%PDF-"));
    g_assert_nonnull(count);
    return (int)g_ascii_strtoll(count + strlen("/Count "), NULL, 10);
}

static char *
many_words(int count)
{
    GString *text = g_string_new(NULL);
    for (int i = 0; i < count; i++)
        g_string_append_printf(text, "chữ%d ", i);
    return g_string_free(text, FALSE);
}

static DocBlock *
two_columns(Doc *doc)
{
    DocBlock *table = doc_table(doc);
    table_column(table, "Tên", DOC_LEFT, 50, false);
    table_column(table, "Nội dung", DOC_LEFT, 50, false);
    return table;
}

static void
test_high_cell(void)
{
    g_autoptr(Doc) doc = doc_new(LANG_VI);
    DocBlock *table = two_columns(doc);
    g_autofree char *text = many_words(3000);
    doc->plain = true;
    for (int i = 0; i < 3; i++) {
        DocRow *row = table_row(table, false);
        row_text(row, "ngắn");
        row_text(row, i == 1 ? text : "ngắn");
    }
    int pages = pages_of(doc);
    g_assert_cmpint(pages, >, 3);
    g_assert_cmpint(pages, <, 20);
}

static void
test_high_paragraph(void)
{
    g_autoptr(Doc) doc = doc_new(LANG_VI);
    g_autofree char *text = many_words(3000);
    doc->plain = true;
    doc_paragraph(doc, text)->closing = true;
    doc_signer(doc, NULL, "CHỦ TỊCH", "Nguyễn Thị Bích Trường Thượng Khương Đặng Quỳnh");
    int pages = pages_of(doc);
    g_assert_cmpint(pages, >, 3);
    g_assert_cmpint(pages, <, 20);
}

/* Heads that are higher than any page still end. */
static void
test_high_heads(void)
{
    g_autoptr(Doc) doc = doc_new(LANG_VI);
    g_autofree char *text = many_words(2000);
    DocBlock *table = doc_table(doc);
    doc->plain = true;
    table_column(table, text, DOC_LEFT, 100, false);
    for (int i = 0; i < 3; i++)
        row_text(table_row(table, false), "ngắn");
    g_assert_cmpint(pages_of(doc), <, 50);
}

static void
test_empty(void)
{
    g_autoptr(Doc) nothing = doc_new(LANG_VI), empty = doc_new(LANG_VI),
                   signed_only = doc_new(LANG_EN);
    nothing->plain = true;
    g_assert_cmpint(pages_of(nothing), ==, 1);
    two_columns(empty);
    g_assert_cmpint(pages_of(empty), ==, 1);
    for (int i = 0; i < 5; i++)
        doc_signer(signed_only, i == 1 ? "TM. BAN CHẤP HÀNH" : NULL, "CHAIR", "A");
    g_assert_cmpint(pages_of(signed_only), ==, 1);
}

/* Widths, heads and texts of strangers: nothing of it may break the file. */
static void
test_odd_text(void)
{
    static const char *const texts[] = {"",   "\n\n\n",   "%PDF-1.5 endobj", "(\\)<>[]{}/%",
                                        "\t", "a\u202Eb", "\U0001F9E7 x",    "\u0301\u0301\u0301"};
    g_autoptr(Doc) doc = doc_new(LANG_VI);
    DocBlock *table = two_columns(doc);
    doc->subject = g_strdup("(\\)<>");
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        DocRow *row = table_row(table, i % 2 == 0);
        row_text(row, texts[i]);
        doc_paragraph(doc, texts[i]);
    }
    g_autoptr(GBytes) one = written(doc), other = written(doc);
    g_assert_true(g_bytes_equal(one, other));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/formats/pdf/high-cell", test_high_cell);
    g_test_add_func("/formats/pdf/high-paragraph", test_high_paragraph);
    g_test_add_func("/formats/pdf/high-heads", test_high_heads);
    g_test_add_func("/formats/pdf/empty", test_empty);
    g_test_add_func("/formats/pdf/odd-text", test_odd_text);
    return g_test_run();
}
