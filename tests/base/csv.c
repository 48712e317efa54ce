/* csv.c: sheets as offices save them, and cells that a spreadsheet never runs.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/csv.h"

#include "base/error.h"
#include "base/lang.h"
#include "base/limits.h"

/* Rows joined by newlines, cells by |. */
static void
check_read(const char *bytes, gsize length, const char *expected)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) rows = csv_read(bytes, length, &error);
    g_assert_no_error(error);
    g_autoptr(GString) all = g_string_new(NULL);
    for (guint i = 0; i < rows->len; i++) {
        const GPtrArray *row = rows->pdata[i];
        for (guint j = 0; j < row->len; j++)
            g_string_append_printf(all, "%s%s", j > 0 ? "|" : "", (char *)row->pdata[j]);
        g_string_append_c(all, '\n');
    }
    g_assert_cmpstr(all->str, ==, expected);
}

static void
check(const char *text, const char *expected)
{
    check_read(text, strlen(text), expected);
}

static void
test_read(void)
{
    check("", "");
    check("\n", "\n");
    check("a,b\r\nc,d\r\n", "a|b\nc|d\n");
    check("a,b\nc,d", "a|b\nc|d\n");
    check("a,b\rc,d\r", "a|b\nc|d\n");
    check("a,,\n,,\n", "a||\n||\n");
    check("a\n\nb\n", "a\n\nb\n");
    check("\"a,\"\"b\"\"\",\"c\nd\",e\n", "a,\"b\"|c\nd|e\n");
    check("\"a\r\nb\"", "a\r\nb\n");
    check("a \"b\" c,d\"\n", "a \"b\" c|d\"\n");
    check("\"a\"b,c\n", "ab|c\n");
    check("\"\",x\n", "|x\n");
    check("\"\"", "\n");
    check("\xEF\xBB\xBFNgày,Nội dung\n12/8/2020,Thăm\n", "Ngày|Nội dung\n12/8/2020|Thăm\n");
}

static void
test_separators(void)
{
    check("Ngày;Giá trị\n12/8/2020;71,2 tỷ\n", "Ngày|Giá trị\n12/8/2020|71,2 tỷ\n");
    check("a\tb,c\td\n1\t2\t3\n", "a|b,c|d\n1|2|3\n");
    check("\"a;b;c\",d\n", "a;b;c|d\n");
    check("sep=;\na,b,c;d\n", "a,b,c|d\n");
    check("sep=\t\r\na,b\tc\n", "a,b|c\n");
    check("sep=x\n", "sep=x\n");
    check("sep=,", "sep=|\n");
}

static void
test_utf16(void)
{
    static const char text[] = "Ngày\tTrị giá\n1\t2\n";
    static const char *const encodings[] = {"UTF-16LE", "UTF-16BE"};
    for (gsize i = 0; i < G_N_ELEMENTS(encodings); i++) {
        gsize length;
        g_autofree char *wide = g_convert(text, -1, "UTF-8", "UTF-8", NULL, &length, NULL);
        g_autofree char *encoded =
            g_convert(wide, (gssize)length, encodings[i], "UTF-8", NULL, &length, NULL);
        g_autoptr(GString) bytes = g_string_new_len(i == 0 ? "\xFF\xFE" : "\xFE\xFF", 2);
        g_string_append_len(bytes, encoded, (gssize)length);
        check_read(bytes->str, bytes->len, "Ngày|Trị giá\n1|2\n");
    }
}

static void
check_refused(const char *bytes, gsize length, KnCode code, const char *part)
{
    lang_set(LANG_EN);
    g_autoptr(GError) error = NULL;
    g_assert_null(csv_read(bytes, length, &error));
    g_assert_error(error, KN_ERROR, (int)code);
    g_assert_nonnull(strstr(error->message, part));
}

static void
test_refused(void)
{
    check_refused("a,\"b\nc", 6, KN_INVALID, "quotation mark is missing");
    check_refused("a\0b", 3, KN_INVALID, "holds bytes that are no text");
    check_refused("Ng\xb5y,N\xe9i dung\n", 14, KN_INVALID, "not in Unicode");
    check_refused("\xFF\xFE\x00\xD8", 4, KN_INVALID, "UTF-16");
    check_refused("\xFF\xFE\x61", 3, KN_INVALID, "UTF-16");
    check_refused("PK\x03\x04\x14\x00", 6, KN_INVALID, "holds bytes that are no text");

    g_autofree char *commas = g_strnfill(LIMIT_SHEET_CELLS + 1, ',');
    check_refused(commas, LIMIT_SHEET_CELLS + 1, KN_LIMIT, "cells");
    g_autofree char *lines = g_strnfill(LIMIT_BATCH_ROWS * 2, '\n');
    check_refused(lines, LIMIT_BATCH_ROWS * 2, KN_LIMIT, "rows");
    check_refused("", (gsize)LIMIT_SHEET_BYTES + 1, KN_LIMIT, "larger than 64 MB");
}

static void
check_row(const char *cell, bool number, const char *expected)
{
    g_autoptr(GString) out = g_string_new(NULL);
    const bool numbers[] = {number};
    csv_write_row(out, &cell, numbers, 1);
    g_assert_cmpstr(out->str, ==, expected);
}

static void
test_write(void)
{
    check_row("Kiên Giang", false, "Kiên Giang\r\n");
    check_row("a,b", false, "\"a,b\"\r\n");
    check_row("a \"b\"", false, "\"a \"\"b\"\"\"\r\n");
    check_row("a\nb", false, "\"a\nb\"\r\n");
    check_row("", false, "\r\n");
    check_row("-5", true, "-5\r\n");
    static const char *const formulas[] = {"=1+1", "+84",  "-5",   "@SUM(A1)",
                                           "\t=1", "\r=1", "\n=1", "＝1",
                                           "＋1",  "－1",  "＠1",  "=HYPERLINK(\"x\")"};
    for (gsize i = 0; i < G_N_ELEMENTS(formulas); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        csv_write_row(out, &formulas[i], NULL, 1);
        g_assert_true(g_str_has_prefix(out->str, "\"'"));
        g_autoptr(GPtrArray) rows = csv_read(out->str, out->len, NULL);
        g_assert_cmpuint(rows->len, ==, 1);
        g_autofree char *guarded = g_strconcat("'", formulas[i], NULL);
        g_assert_cmpstr(((GPtrArray *)rows->pdata[0])->pdata[0], ==, guarded);
    }
}

/* Any cells that do not begin a formula come back as they were. */
static void
test_round_trip(void)
{
    static const char *const bits[] = {"a",  "ệ",    "\"", ",",    ";", "\t",
                                       "\n", "\r\n", " ",  "71,2", "'", ""};
    g_autoptr(GRand) random = g_rand_new_with_seed(3);
    for (int i = 0; i < 5000; i++) {
        g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(GString) out = g_string_new("first,second,third\r\n");
        for (int n = 0; n < 3; n++) {
            GString *cell = g_string_new("x");
            for (int length = g_rand_int_range(random, 0, 6); length > 0; length--)
                g_string_append(cell, bits[g_rand_int_range(random, 0, G_N_ELEMENTS(bits))]);
            g_ptr_array_add(cells, g_string_free(cell, FALSE));
        }
        csv_write_row(out, (const char *const *)cells->pdata, NULL, cells->len);
        g_autoptr(GPtrArray) rows = csv_read(out->str, out->len, NULL);
        g_assert_cmpuint(rows->len, ==, 2);
        const GPtrArray *row = rows->pdata[1];
        g_assert_cmpuint(row->len, ==, 3);
        for (guint n = 0; n < 3; n++)
            g_assert_cmpstr(row->pdata[n], ==, cells->pdata[n]);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/csv/read", test_read);
    g_test_add_func("/csv/separators", test_separators);
    g_test_add_func("/csv/utf16", test_utf16);
    g_test_add_func("/csv/refused", test_refused);
    g_test_add_func("/csv/write", test_write);
    g_test_add_func("/csv/round-trip", test_round_trip);
    return g_test_run();
}
