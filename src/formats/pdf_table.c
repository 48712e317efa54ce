/* pdf_table.c: a table on the pages of a pdf.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/pdf_table.h"

#include "formats/columns.h"
#include "formats/layout.h"

#define POINT(twips) ((twips) / 20.0)
#define PADDING POINT(60) /* beside the text of a cell */
#define AIR 1.0           /* above and below it */
#define LINE 0.5

typedef struct {
    Pages *pages;
    const DocBlock *table;
    GArray *columns; /* (element-type guint) */
    int *widths;     /* twips */
    double points;
    bool by_hand;
    GPtrArray *heads; /* (element-type PangoLayout) */
    double head_height;
} Table;

static double
cell_width(const Table *table, guint i)
{
    return POINT(table->widths[i]) - 2 * PADDING;
}

static double
highest(const GPtrArray *cells)
{
    double height = 0;
    for (guint i = 0; i < cells->len; i++)
        height = MAX(height, lines_height(cells->pdata[i]));
    return height + 2 * AIR;
}

static GPtrArray *
lay_out_heads(const Table *table)
{
    const Look look = {.points = table->points, .setting = SET_CENTRE, .bold = true};
    GPtrArray *cells = g_ptr_array_new_with_free_func(g_object_unref);
    for (guint i = 0; i < table->columns->len; i++) {
        const DocColumn *column =
            g_ptr_array_index(table->table->columns, g_array_index(table->columns, guint, i));
        g_ptr_array_add(cells,
                        pages_line(table->pages, &look, column->title, cell_width(table, i)));
    }
    return cells;
}

static GPtrArray *
lay_out_row(const Table *table, const DocRow *row)
{
    static const Setting settings[] = {
        [DOC_LEFT] = SET_LEFT, [DOC_CENTRE] = SET_CENTRE, [DOC_RIGHT] = SET_RIGHT};
    GPtrArray *cells = g_ptr_array_new_with_free_func(g_object_unref);
    for (guint i = 0; i < table->columns->len; i++) {
        guint c = g_array_index(table->columns, guint, i);
        const DocColumn *column = g_ptr_array_index(table->table->columns, c);
        const DocCell *cell = c < row->cells->len ? g_ptr_array_index(row->cells, c) : NULL;
        const Look look = {
            .points = table->points, .setting = settings[column->align], .bold = row->total};
        g_ptr_array_add(cells,
                        pages_layout(table->pages, &look, NULL, cell != NULL ? cell->runs : NULL,
                                     NULL, cell_width(table, i)));
    }
    return cells;
}

static double
row_height(const Table *table, const GPtrArray *cells)
{
    double height = highest(cells);
    return table->by_hand ? MAX(height, POINT(HAND_HEIGHT)) : height;
}

/* The lines around the cells of a row. */
static void
draw_frame(const Table *table, double height)
{
    double x = 0, top = pages_y(table->pages), bottom = top + height;
    for (guint i = 0; i < table->columns->len; i++) {
        pages_stroke(table->pages, x, top, x, bottom, LINE);
        x += POINT(table->widths[i]);
    }
    pages_stroke(table->pages, x, top, x, bottom, LINE);
    pages_stroke(table->pages, 0, top, x, top, LINE);
    pages_stroke(table->pages, 0, bottom, x, bottom, LINE);
}

static void
draw_heads(const Table *table)
{
    double x = 0, y = pages_y(table->pages);
    for (guint i = 0; i < table->heads->len; i++) {
        PangoLayout *cell = table->heads->pdata[i];
        double above = (table->head_height - lines_height(cell)) / 2;
        pages_draw(table->pages, cell, 0, pango_layout_get_line_count(cell), x + PADDING,
                   y + above);
        x += POINT(table->widths[i]);
    }
    draw_frame(table, table->head_height);
    pages_move(table->pages, y + table->head_height);
}

static void
turn(const Table *table)
{
    pages_turn(table->pages);
    draw_heads(table);
}

/* What fits here of a row that no page can hold; false when all of it is drawn. */
static bool
draw_part(const Table *table, const GPtrArray *cells, int *done, double height)
{
    double x = 0, y = pages_y(table->pages), drawn = 0;
    bool more = false;
    for (guint i = 0; i < cells->len; i++) {
        PangoLayout *cell = cells->pdata[i];
        int left = pango_layout_get_line_count(cell) - done[i];
        int count = MIN(left, MAX(lines_fit(cell, done[i], height - 2 * AIR), 1));
        if (left > 0)
            drawn =
                MAX(drawn, pages_draw(table->pages, cell, done[i], count, x + PADDING, y + AIR));
        done[i] += MAX(count, 0);
        more = more || done[i] < pango_layout_get_line_count(cell);
        x += POINT(table->widths[i]);
    }
    double taken = more ? MAX(height, drawn) : drawn + 2 * AIR;
    draw_frame(table, taken);
    pages_move(table->pages, y + taken);
    return more;
}

static void
draw_row(const Table *table, const GPtrArray *cells, double height)
{
    double x = 0, y = pages_y(table->pages);
    if (height <= pages_left(table->pages)) {
        for (guint i = 0; i < cells->len; i++) {
            PangoLayout *cell = cells->pdata[i];
            pages_draw(table->pages, cell, 0, pango_layout_get_line_count(cell), x + PADDING,
                       y + AIR);
            x += POINT(table->widths[i]);
        }
        draw_frame(table, height);
        pages_move(table->pages, y + height);
        return;
    }
    g_autofree int *done = g_new0(int, cells->len);
    while (draw_part(table, cells, done, pages_left(table->pages)))
        turn(table);
}

/* What must stand on the page of row `r`: itself; from the last few on, all that follow, and `after`. */
static double
kept_height(const Table *table, guint r, double height, double after)
{
    guint last = table->table->rows->len - 1;
    if (r + ROWS_TOGETHER != last && !(r == 0 && last < ROWS_TOGETHER))
        return height;
    for (guint next = r + 1; next <= last; next++) {
        g_autoptr(GPtrArray) cells = lay_out_row(table, table->table->rows->pdata[next]);
        height += row_height(table, cells);
    }
    return height + after;
}

static void
draw_rows(const Table *table, double after)
{
    double whole = pages_whole(table->pages) - table->head_height;
    for (guint r = 0; r < table->table->rows->len; r++) {
        g_autoptr(GPtrArray) cells = lay_out_row(table, table->table->rows->pdata[r]);
        double height = row_height(table, cells), kept = kept_height(table, r, height, after);
        bool fits = MIN(kept, whole) <= pages_left(table->pages);
        /* The first row was looked at with the heads. */
        if (r > 0 && !fits && height <= whole)
            turn(table);
        draw_row(table, cells, height);
    }
}

static void
table_clear(Table *table)
{
    g_array_unref(table->columns);
    g_free(table->widths);
    g_clear_pointer(&table->heads, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Table, table_clear)

static double
first_height(const Table *table, double after)
{
    if (table->table->rows->len == 0)
        return 0;
    g_autoptr(GPtrArray) cells = lay_out_row(table, table->table->rows->pdata[0]);
    return kept_height(table, 0, row_height(table, cells), after);
}

void
pdf_table(Pages *pages, const Doc *doc, const DocBlock *block, double after)
{
    int room = layout_room(doc);
    g_auto(Table) table = {.pages = pages,
                           .table = block,
                           .columns = columns_on_paper(doc, block),
                           .points = CELL_POINTS};
    if (!columns_fit(block, table.columns, room, CELL_POINTS, &table.widths)) {
        g_clear_pointer(&table.widths, g_free);
        table.points = CELL_POINTS_SMALL;
        /* Where even that is too wide, words break. */
        (void)columns_fit(block, table.columns, room, CELL_POINTS_SMALL, &table.widths);
    }
    table.by_hand = layout_is_by_hand(block, table.columns);
    table.heads = lay_out_heads(&table);
    table.head_height = highest(table.heads);
    pages_move(pages, pages_y(pages) + 2 * AIR);
    double together = table.head_height + first_height(&table, after);
    if (together > pages_left(pages) && !pages_at_top(pages))
        pages_turn(pages);
    draw_heads(&table);
    draw_rows(&table, after);
    pages_move(pages, pages_y(pages) + 2 * AIR);
}
