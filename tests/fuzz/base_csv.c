/* base_csv.c: any bytes as a sheet: every cell is text, and cells written come back.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/csv.h"
#include "fuzz.h"

/* A heading fixes the separator; then each row is written and read back. */
static void
claim_reads_back(const GPtrArray *rows)
{
    g_autoptr(GString) out = g_string_new("a,b,c,d\r\n");
    for (guint i = 0; i < rows->len; i++) {
        const GPtrArray *row = rows->pdata[i];
        csv_write_row(out, (const char *const *)row->pdata, NULL, row->len);
    }
    g_autoptr(GPtrArray) again = csv_read(out->str, out->len, NULL);
    CLAIM(again != NULL && again->len == rows->len + 1);
    for (guint i = 0; i < rows->len; i++) {
        const GPtrArray *row = rows->pdata[i], *read = again->pdata[i + 1];
        CLAIM(read->len == row->len);
        for (guint n = 0; n < row->len; n++) {
            const char *cell = read->pdata[n];
            CLAIM(strchr("=+-@", *cell) == NULL || *cell == '\0');
            CLAIM(g_str_equal(cell + (*cell == '\'' && g_str_equal(cell + 1, row->pdata[n])),
                              row->pdata[n]));
        }
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) rows = csv_read((const char *)data, size, &error);
    CLAIM((rows == NULL) == (error != NULL));
    if (rows == NULL)
        return 0;
    for (guint i = 0; i < rows->len; i++) {
        const GPtrArray *row = rows->pdata[i];
        CLAIM(row->len > 0);
        for (guint n = 0; n < row->len; n++)
            CLAIM(g_utf8_validate(row->pdata[n], -1, NULL));
    }
    claim_reads_back(rows);
    return 0;
}
