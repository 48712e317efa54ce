/* csv.c: comma-separated values (RFC 4180), read as offices produce them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/csv.h"

#include "base/error.h"
#include "base/limits.h"

#define HEADING_ROWS 1000 /* titles and blank rows around the records */

/* UTF-16 with a mark as UTF-8, (owned); NULL without error when there is no such mark. */
static char *
from_utf16(const char *bytes, gsize length, gsize *ret_length, GError **error)
{
    bool little = length >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0;
    bool big = length >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0;
    if (!little && !big)
        return NULL;
    char *text = g_convert(bytes + 2, (gssize)length - 2, "UTF-8", little ? "UTF-16LE" : "UTF-16BE",
                           NULL, ret_length, NULL);
    return text != NULL ? text
                        : fail_null(error, KN_INVALID, "The text is not valid Unicode (UTF-16).");
}

/* The sign that stands most often in the first line, outside quoted cells. */
static char
guess_separator(const char *text, gsize length)
{
    int commas = 0, semicolons = 0, tabs = 0;
    bool quoted = false;
    for (gsize i = 0; i < length && (quoted || (text[i] != '\n' && text[i] != '\r')); i++) {
        quoted = text[i] == '"' ? !quoted : quoted;
        commas += !quoted && text[i] == ',';
        semicolons += !quoted && text[i] == ';';
        tabs += !quoted && text[i] == '\t';
    }
    if (tabs > commas && tabs > semicolons)
        return '\t';
    return semicolons > commas ? ';' : ',';
}

/* A separator that Excel wrote down itself ("sep=;" as the first line): how many bytes to skip. */
static gsize
named_separator(const char *text, gsize length, char *ret_separator)
{
    if (length < 6 || memcmp(text, "sep=", 4) != 0 || strchr(",;\t", text[4]) == NULL)
        return 0;
    gsize end = 5 + (text[5] == '\r');
    if (end >= length || text[end] != '\n')
        return 0;
    *ret_separator = text[4];
    return end + 1;
}

/* Goes through the sheet cell by cell. The first walk only counts (rows is NULL), so that a sheet that
 * is refused costs no memory. */
typedef struct {
    GPtrArray *rows; /* (element-type GPtrArray), or NULL */
    GPtrArray *row;  /* the one being read, or NULL */
    GString *cell;
    gsize n_rows, n_cells;
    bool in_row;
} Walk;

static void
end_cell(Walk *walk)
{
    walk->n_cells++;
    walk->in_row = true;
    if (walk->rows == NULL)
        return;
    if (walk->row == NULL) {
        walk->row = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(walk->rows, walk->row);
    }
    g_ptr_array_add(walk->row, g_strndup(walk->cell->str, walk->cell->len));
    g_string_truncate(walk->cell, 0);
}

static void
end_row(Walk *walk)
{
    end_cell(walk);
    walk->n_rows++;
    walk->in_row = false;
    walk->row = NULL;
}

static void
add(Walk *walk, char c)
{
    walk->in_row = true;
    if (walk->rows != NULL)
        g_string_append_c(walk->cell, c);
}

static bool
walk_sheet(Walk *walk, const char *text, gsize length, char separator, GError **error)
{
    bool quoted = false, cell_began = false;
    for (gsize i = 0; i < length; i++) {
        char c = text[i], next = i + 1 < length ? text[i + 1] : '\0';
        if (quoted) {
            if (c == '"' && next != '"') {
                quoted = false;
            } else {
                add(walk, c);
                i += c == '"';
            }
        } else if (c == '"' && !cell_began) {
            quoted = cell_began = walk->in_row = true;
        } else if (c == separator) {
            end_cell(walk);
            cell_began = false;
        } else if (c == '\n' || c == '\r') {
            i += c == '\r' && next == '\n';
            end_row(walk);
            cell_began = false;
        } else {
            add(walk, c);
            cell_began = true;
        }
        if (walk->n_cells > LIMIT_SHEET_CELLS)
            return fail(error, KN_LIMIT, "The sheet has more than %d cells.", LIMIT_SHEET_CELLS);
        if (walk->n_rows > LIMIT_BATCH_ROWS + HEADING_ROWS)
            return fail(error, KN_LIMIT, "The sheet has more than %d rows.", LIMIT_BATCH_ROWS);
    }
    if (quoted)
        return fail(error, KN_INVALID,
                    "The sheet ends inside a quoted cell: a quotation mark is missing.");
    if (walk->in_row)
        end_row(walk);
    return true;
}

static void
free_row(gpointer row)
{
    g_ptr_array_unref(row);
}

static GPtrArray *
read_sheet(const char *text, gsize length, GError **error)
{
    char separator = guess_separator(text, length);
    gsize skip = named_separator(text, length, &separator);
    Walk counting = {NULL};
    if (!walk_sheet(&counting, text + skip, length - skip, separator, error))
        return NULL;
    g_autoptr(GString) cell = g_string_new(NULL);
    Walk walk = {.rows = g_ptr_array_new_with_free_func(free_row), .cell = cell};
    bool walked = walk_sheet(&walk, text + skip, length - skip, separator, NULL);
    g_assert(walked);
    return walk.rows;
}

GPtrArray *
csv_read(const char *bytes, gsize length, GError **error)
{
    if (length > LIMIT_SHEET_BYTES)
        return fail_null(error, KN_LIMIT, "The sheet is larger than %d MB.",
                         LIMIT_SHEET_BYTES / (1024 * 1024));
    GError *wrong = NULL;
    gsize size = length;
    g_autofree char *converted = from_utf16(bytes, length, &size, &wrong);
    if (wrong != NULL) {
        g_propagate_error(error, wrong);
        return NULL;
    }
    const char *text = converted != NULL ? converted : bytes;
    if (size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        size -= 3;
    }
    if (size > 0 && memchr(text, '\0', size) != NULL)
        return fail_null(error, KN_INVALID,
                         "This is not a sheet: it holds bytes that are no text.");
    if (!g_utf8_validate_len(text, size, NULL))
        return fail_null(error, KN_INVALID,
                         "The sheet is not in Unicode (UTF-8): in Excel choose \"CSV UTF-8\" when "
                         "saving, or bring the .xlsx.");
    return read_sheet(text, size, error);
}

/* What a spreadsheet would take for the start of a formula. */
static bool
starts_formula(const char *cell)
{
    static const char *const starts[] = {"=",  "+",  "-",  "@",  "\t", "\r",
                                         "\n", "＝", "＋", "－", "＠"};
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
