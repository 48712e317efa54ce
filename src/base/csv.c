/* csv.c: comma-separated values (RFC 4180), read as offices produce them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/csv.h"

#include "base/error.h"
#include "base/limits.h"
#include <string.h>

/* Any encoding with a mark, else UTF-8. Yours to free. */
static char *
to_utf8(const char *bytes, gsize length, gsize *ret_length, GError **error)
{
    const guint8 *start = (const guint8 *)bytes;
    if (length >= 2 && ((start[0] == 0xff && start[1] == 0xfe) || (start[0] == 0xfe && start[1] == 0xff))) {
        const char *from = start[0] == 0xff ? "UTF-16LE" : "UTF-16BE";
        char *text = g_convert(bytes + 2, (gssize)length - 2, "UTF-8", from, NULL, ret_length, NULL);
        return text != NULL ? text : fail_null(error, KN_INVALID, "The text is not valid Unicode (UTF-16).");
    }
    gsize skip = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    if (!g_utf8_validate(bytes + skip, (gssize)(length - skip), NULL))
        return fail_null(error, KN_INVALID, "The sheet is not in Unicode (UTF-8): in Excel choose \"CSV UTF-8\" when saving, or bring the .xlsx.");
    *ret_length = length - skip;
    return g_strndup(bytes + skip, length - skip);
}

static char
guess_separator(const char *text)
{
    int commas = 0, semicolons = 0, tabs = 0;
    bool quoted = false;
    for (; *text != '\0' && (quoted || *text != '\n'); text++) {
        quoted = *text == '"' ? !quoted : quoted;
        commas += !quoted && *text == ',';
        semicolons += !quoted && *text == ';';
        tabs += !quoted && *text == '\t';
    }
    if (tabs > commas && tabs > semicolons)
        return '\t';
    return semicolons > commas ? ';' : ',';
}

static void
free_row(gpointer row)
{
    g_ptr_array_unref(row);
}

typedef struct {
    GPtrArray *rows, *row;
    GString *cell;
    gsize cells;
} Reading;

static bool
end_cell(Reading *reading, GError **error)
{
    if (++reading->cells > LIMIT_SHEET_CELLS)
        return fail(error, KN_LIMIT, "The sheet has more than %d cells.", LIMIT_SHEET_CELLS);
    g_ptr_array_add(reading->row, g_strndup(reading->cell->str, reading->cell->len));
    g_string_truncate(reading->cell, 0);
    return true;
}

static bool
end_row(Reading *reading, GError **error)
{
    if (!end_cell(reading, error))
        return false;
    g_ptr_array_add(reading->rows, g_steal_pointer(&reading->row));
    if (reading->rows->len > LIMIT_BATCH_ROWS + 1000)
        return fail(error, KN_LIMIT, "The sheet has more than %d rows.", LIMIT_BATCH_ROWS);
    reading->row = g_ptr_array_new_with_free_func(g_free);
    return true;
}

static bool
read_rows(Reading *reading, const char *text, gsize length, GError **error)
{
    char separator = guess_separator(text);
    bool quoted = false;
    for (gsize i = 0; i < length; i++) {
        char c = text[i];
        if (quoted) {
            if (c == '"' && i + 1 < length && text[i + 1] == '"')
                g_string_append_c(reading->cell, text[i++]);
            else if (c == '"')
                quoted = false;
            else
                g_string_append_c(reading->cell, c);
        } else if (c == '"' && reading->cell->len == 0) {
            quoted = true;
        } else if (c == separator) {
            if (!end_cell(reading, error))
                return false;
        } else if (c == '\n' || c == '\r') {
            if (c == '\r' && i + 1 < length && text[i + 1] == '\n')
                i++;
            if (!end_row(reading, error))
                return false;
        } else {
            g_string_append_c(reading->cell, c);
        }
    }
    if (quoted)
        return fail(error, KN_INVALID, "The sheet ends inside a quoted cell: a quotation mark is missing.");
    return (reading->cell->len == 0 && reading->row->len == 0) || end_row(reading, error);
}

GPtrArray *
csv_read(const char *bytes, gsize length, GError **error)
{
    gsize size;
    g_autofree char *text = to_utf8(bytes, length, &size, error);
    if (text == NULL)
        return NULL;
    if (memchr(text, '\0', size) != NULL)
        return fail_null(error, KN_INVALID, "This is not a sheet: it holds bytes that are no text.");
    Reading reading = {
        g_ptr_array_new_with_free_func(free_row), g_ptr_array_new_with_free_func(g_free), g_string_new(NULL), 0,
    };
    bool read = read_rows(&reading, text, size, error);
    g_ptr_array_unref(reading.row);
    g_string_free(reading.cell, TRUE);
    if (read)
        return reading.rows;
    g_ptr_array_unref(reading.rows);
    return NULL;
}

/* What a spreadsheet would take for the start of a formula. */
static bool
starts_formula(const char *cell)
{
    static const char *const starts[] = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};
    for (gsize i = 0; i < G_N_ELEMENTS(starts); i++)
        if (g_str_has_prefix(cell, starts[i]))
            return true;
    return false;
}

void
csv_write_row(GString *out, const char *const *cells, const bool *cells_are_numbers, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        if (i > 0)
            g_string_append_c(out, ',');
        bool number = cells_are_numbers != NULL && cells_are_numbers[i];
        bool guard = !number && starts_formula(cells[i]);
        bool quote = guard || strpbrk(cells[i], "\",\r\n;\t") != NULL;
        if (quote)
            g_string_append_c(out, '"');
        if (guard)
            g_string_append_c(out, '\'');
        for (const char *at = cells[i]; *at != '\0'; at++) {
            if (*at == '"')
                g_string_append_c(out, '"');
            g_string_append_c(out, *at);
        }
        if (quote)
            g_string_append_c(out, '"');
    }
    g_string_append(out, "\r\n");
}
