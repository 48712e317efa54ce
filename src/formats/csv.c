/* csv.c: the tables of a document as comma-separated values, for spreadsheets.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/csv.h"

#include "formats/format.h"

static void
write_table(GString *out, const DocBlock *table)
{
    guint columns = table->columns->len;
    g_autofree const char **cells = g_new0(const char *, columns);
    g_autofree bool *numbers = g_new0(bool, columns);
    for (guint c = 0; c < columns; c++)
        cells[c] = ((const DocColumn *)g_ptr_array_index(table->columns, c))->title;
    csv_write_row(out, cells, NULL, columns);
    for (guint r = 0; r < table->rows->len; r++) {
        const DocRow *row = g_ptr_array_index(table->rows, r);
        g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
        for (guint c = 0; c < columns; c++) {
            const DocCell *cell = c < row->cells->len ? g_ptr_array_index(row->cells, c) : NULL;
            numbers[c] = cell != NULL && cell->has_value;
            char *text = cell == NULL      ? g_strdup("")
                         : cell->has_value ? g_strdup_printf("%" G_GINT64_FORMAT, cell->value)
                                           : runs_text(cell->runs);
            g_ptr_array_add(texts, text);
            cells[c] = text;
        }
        csv_write_row(out, cells, numbers, columns);
    }
}

static GBytes *
write_csv(const Doc *doc, GError **error)
{
    GString *out = g_string_new("\xEF\xBB\xBF"); /* Excel takes UTF-8 only with the mark */
    bool first = true;
    for (guint i = 0; i < doc->blocks->len; i++) {
        const DocBlock *block = g_ptr_array_index(doc->blocks, i);
        if (block->kind != DOC_TABLE)
            continue;
        if (!first)
            g_string_append(out, "\r\n");
        write_table(out, block);
        first = false;
    }
    return g_string_free_to_bytes(out);
}

const Format format_csv = {"csv", "csv", "text/csv; charset=utf-8", write_csv};
