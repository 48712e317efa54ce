/* xlsx.c: the tables of a document as a workbook: numbers as numbers, frozen headings, ready to print.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"

#include "formats/columns.h"
#include "formats/format.h"
#include <glib/gstdio.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define POINTS 12
#define LINE_POINTS 16.5
#define DIGIT_WIDTH 120 /* twips of a digit: what a sheet measures columns in */
#define PAPER_ROOM 14286
#define LEAST_WIDTH (6 * DIGIT_WIDTH)

typedef struct {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *title, *head, *text, *number, *total_text, *total_number;
    lxw_row_t row;
    GArray *widths; /* (element-type int) of the columns, in twips */
    bool frozen;    /* the heads of the first table stay in view */
} Writer;

static lxw_format *
make_format(lxw_workbook *book, bool bold, bool bordered, bool number)
{
    lxw_format *format = workbook_add_format(book);
    format_set_font_name(format, "Times New Roman");
    format_set_font_size(format, 12);
    if (bold)
        format_set_bold(format);
    if (bordered)
        format_set_border(format, LXW_BORDER_THIN);
    if (number)
        format_set_num_format(format, "#,##0");
    else
        format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
}

static void
write_cell(Writer *w, lxw_col_t column, const DocCell *cell, bool total)
{
    g_autofree char *text = runs_text(cell->runs);
    if (cell->has_value && *text != '\0') {
        /* A sheet knows no other number; amounts stay below 2^53, where a double is exact. */
        worksheet_write_number(w->sheet, w->row, column, (double)cell->value,
                               total ? w->total_number : w->number);
        return;
    }
    /* Always a string cell, never a formula. A cell holds at most 32,767 characters. */
    if (g_utf8_strlen(text, -1) > 32767)
        *g_utf8_offset_to_pointer(text, 32767) = '\0';
    worksheet_write_string(w->sheet, w->row, column, text, total ? w->total_text : w->text);
}

/* Tables stand below each other: a column is as wide as the widest of them asks. */
static void
widen(Writer *w, const DocBlock *table)
{
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autofree int *widths = NULL;
    for (guint c = 0; c < table->columns->len; c++)
        g_array_append_val(columns, c);
    columns_fit(table, columns, PAPER_ROOM, POINTS, &widths);
    if (w->widths->len < table->columns->len)
        g_array_set_size(w->widths, table->columns->len);
    for (guint c = 0; c < table->columns->len; c++) {
        int *width = &g_array_index(w->widths, int, c);
        *width = MAX(*width, MAX(widths[c], LEAST_WIDTH));
    }
}

static int
lines_of(const Writer *w, guint c, const char *text, bool bold)
{
    int room = g_array_index(w->widths, int, c), lines = 0;
    g_auto(GStrv) parts = g_strsplit(text, "\n", 0);
    for (char **part = parts; *part != NULL; part++)
        lines +=
            1 + line_width(*part, POINTS, bold) * 21 / 20 / room; /* words do not fill a line */
    return lines;
}

/* Not every program reckons the height of a row with wrapped text by itself. */
static void
set_height(Writer *w, int lines)
{
    worksheet_set_row(w->sheet, w->row, MAX(1, lines) * LINE_POINTS, NULL);
}

static void
write_table(Writer *w, const DocBlock *table)
{
    int lines = 1;
    for (guint c = 0; c < table->columns->len; c++) {
        const DocColumn *column = g_ptr_array_index(table->columns, c);
        worksheet_write_string(w->sheet, w->row, (lxw_col_t)c, column->title, w->head);
        lines = MAX(lines, lines_of(w, c, column->title, true));
    }
    set_height(w, lines);
    if (!w->frozen) {
        worksheet_freeze_panes(w->sheet, w->row + 1, 0);
        worksheet_repeat_rows(w->sheet, w->row, w->row);
        w->frozen = true;
    }
    w->row++;
    for (guint r = 0; r < table->rows->len; r++, w->row++) {
        const DocRow *row = g_ptr_array_index(table->rows, r);
        lines = 1;
        for (guint c = 0; c < row->cells->len && c < table->columns->len; c++) {
            const DocCell *cell = g_ptr_array_index(row->cells, c);
            g_autofree char *text = runs_text(cell->runs);
            write_cell(w, (lxw_col_t)c, cell, row->total);
            if (!cell->has_value)
                lines = MAX(lines, lines_of(w, c, text, row->total));
        }
        set_height(w, lines);
    }
    w->row++;
}

static void
write_book(Writer *w, const Doc *doc)
{
    w->title =
        make_format(w->book, true, false, true); /* not wrapped: it may run over the columns */
    w->head = make_format(w->book, true, true, false);
    format_set_align(w->head, LXW_ALIGN_CENTER);
    w->text = make_format(w->book, false, true, false);
    w->number = make_format(w->book, false, true, true);
    w->total_text = make_format(w->book, true, true, false);
    w->total_number = make_format(w->book, true, true, true);
    w->sheet = workbook_add_worksheet(w->book, NULL);
    worksheet_set_paper(w->sheet, 9); /* A4 */
    worksheet_set_landscape(w->sheet);
    worksheet_fit_to_pages(w->sheet, 1, 0);
    worksheet_set_footer(w->sheet, "&C&P");
    if (doc->type != NULL)
        worksheet_write_string(w->sheet, w->row++, 0, doc->type, w->title);
    if (doc->subject != NULL)
        worksheet_write_string(w->sheet, w->row++, 0, doc->subject, w->title);
    for (guint i = 0; i < doc->blocks->len; i++) {
        const DocBlock *block = g_ptr_array_index(doc->blocks, i);
        if (block->kind == DOC_TABLE)
            widen(w, block);
    }
    for (guint c = 0; c < w->widths->len; c++)
        worksheet_set_column(w->sheet, (lxw_col_t)c, (lxw_col_t)c,
                             (double)g_array_index(w->widths, int, c) / DIGIT_WIDTH, NULL);
    for (guint i = 0; i < doc->blocks->len; i++) {
        const DocBlock *block = g_ptr_array_index(doc->blocks, i);
        if (block->kind == DOC_TABLE)
            write_table(w, block);
    }
}

/* The library writes files, so the workbook passes through one that has no name any more. */
static GBytes *
write_xlsx(const Doc *doc, GError **error)
{
    g_autofree char *name = NULL;
    int fd = g_file_open_tmp("ketnghia-XXXXXX.xlsx", &name, error);
    if (fd < 0)
        return fail_null_at(error, "Writing the workbook");
    close(fd);
    g_autoptr(GArray) widths = g_array_new(FALSE, TRUE, sizeof(int));
    Writer w = {.book = workbook_new(name), .widths = widths};
    lxw_doc_properties properties = {.created =
                                         315576000}; /* fixed: equal documents give equal bytes */
    workbook_set_properties(w.book, &properties);
    write_book(&w, doc);
    lxw_error closed = workbook_close(w.book);
    g_autofree char *bytes = NULL;
    gsize length;
    bool read = closed == LXW_NO_ERROR && g_file_get_contents(name, &bytes, &length, error);
    g_unlink(name);
    if (closed != LXW_NO_ERROR)
        return fail_null(error, KN_IO, "The workbook could not be written: %s",
                         lxw_strerror(closed));
    return read ? g_bytes_new_take(g_steal_pointer(&bytes), length) : NULL;
}

const Format format_xlsx = {
    "xlsx",
    "xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    write_xlsx,
};
