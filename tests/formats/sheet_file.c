/* sheet_file.c: what is no sheet is refused with a sentence, by content and not by name.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/sheet_file.h"

#include "base/error.h"
#include "base/lang.h"

#include <stdio.h>
#include <string.h>

static void
test_refused(void)
{
    static const struct {
        const char *bytes;
        gsize length;
        const char *sentence;
    } rows[] = {
        {"", 0, "empty"},         {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, "old Excel file"},
        {"%PDF-1.7\n", 9, "PDF"}, {"PK\003\004 not a workbook", 20, NULL},
        {"PK\003\004", 4, NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(sheet_file_read(rows[i].bytes, rows[i].length, NULL, &error));
        g_assert_error(error, KN_ERROR, KN_INVALID);
        if (rows[i].sentence != NULL)
            g_assert_nonnull(strstr(error->message, rows[i].sentence));
    }
}

static void
test_csv(void)
{
    static const char text[] = "Ngày;Trị giá\r\n12/8/2020;\"71,2 tỷ\"\r\n";
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) rows = sheet_file_read(text, sizeof text - 1, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(rows->len, ==, 2);
    const GPtrArray *row = g_ptr_array_index(rows, 1);
    g_assert_cmpstr(g_ptr_array_index(row, 0), ==, "12/8/2020");
    g_assert_cmpstr(g_ptr_array_index(row, 1), ==, "71,2 tỷ");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    lang_set(LANG_EN);
    g_test_add_func("/sheet-file/refused", test_refused);
    g_test_add_func("/sheet-file/csv", test_csv);
    return g_test_run();
}
