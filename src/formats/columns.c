/* columns.c: the columns of a table on paper: which of them stand there, and how wide.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/columns.h"

#include "base/text.h"

#include <string.h>

#define CELL_EDGES 150 /* margins and lines of a cell */
#define SAMPLE_ROWS 100
#define MOVES_MAX 60
#define SHORT_AMOUNT 26 /* characters: an amount up to this length stays in one line */

/* In thousandths of the size. */
static int
letter_width(gunichar letter)
{
    gunichar base[4] = {letter};
    g_unichar_fully_decompose(letter, FALSE, base, G_N_ELEMENTS(base));
    if (g_unichar_isdigit(base[0]))
        return 500;
    if (g_unichar_isupper(base[0]))
        return base[0] == 'M' || base[0] == 'W'   ? 890
               : base[0] == 'I' || base[0] == 'J' ? 380
                                                  : 700;
    if (base[0] == '%')
        return 850;
    if (!g_unichar_isalpha(base[0]))
        return g_unichar_isspace(letter) || letter == '.' || letter == ',' ? 250 : 340;
    if (base[0] == 'm' || base[0] == 'w')
        return 750;
    return base[0] < 128 && strchr("fijlrt", (int)base[0]) != NULL ? 300 : 490;
}

int
line_width(const char *text, int points, bool bold)
{
    int thousandths = 0;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        thousandths += letter_width(g_utf8_get_char(at));
    return thousandths * points * 20 / 1000 * (bold ? 105 : 100) / 100;
}

static bool
is_said(const DocBlock *table, guint c)
{
    for (guint r = 0; r < table->rows->len; r++) {
        const DocRow *row = g_ptr_array_index(table->rows, r);
        const DocCell *cell = c < row->cells->len ? g_ptr_array_index(row->cells, c) : NULL;
        for (guint i = 0; cell != NULL && i < cell->runs->len; i++)
            if (*((const DocRun *)g_ptr_array_index(cell->runs, i))->text != '\0')
                return true;
    }
    return false;
}

static bool
is_alike(const DocBlock *one, const DocBlock *other)
{
    if (other->kind != DOC_TABLE || one->columns->len != other->columns->len)
        return false;
    for (guint c = 0; c < one->columns->len; c++)
        if (!g_str_equal(((const DocColumn *)g_ptr_array_index(one->columns, c))->title,
                         ((const DocColumn *)g_ptr_array_index(other->columns, c))->title))
            return false;
    return true;
}

static bool
is_said_somewhere(const Doc *doc, const DocBlock *table, guint c)
{
    for (guint i = 0; i < doc->blocks->len; i++) {
        const DocBlock *block = g_ptr_array_index(doc->blocks, i);
        if (is_alike(table, block) && is_said(block, c))
            return true;
    }
    return false;
}

GArray *
columns_on_paper(const Doc *doc, const DocBlock *table)
{
    GArray *columns = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint c = 0; c < table->columns->len; c++) {
        const DocColumn *column = g_ptr_array_index(table->columns, c);
        if (column->by_hand || table->rows->len == 0 || is_said_somewhere(doc, table, c))
            g_array_append_val(columns, c);
    }
    return columns;
}

typedef struct {
    int floor; /* of the longest piece that must not break */
    int whole; /* of the longest line */
    int width;
    bool fixed; /* room to write by hand */
} Fit;

static void
fit_text(Fit *fit, const char *text, bool together, int points, bool bold)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", 0);
    for (char **line = lines; *line != NULL; line++) {
        int width = line_width(*line, points, bold) + CELL_EDGES;
        fit->whole = MAX(fit->whole, width);
        if (together && text_length(*line) <= SHORT_AMOUNT)
            fit->floor = MAX(fit->floor, width);
        g_auto(GStrv) words = g_strsplit(*line, " ", 0);
        for (char **word = words; *word != NULL; word++)
            fit->floor = MAX(fit->floor, line_width(*word, points, bold) + CELL_EDGES);
    }
}

static Fit
fit_column(const DocBlock *table, guint c, int share, int points)
{
    const DocColumn *column = g_ptr_array_index(table->columns, c);
    Fit fit = {0};
    fit_text(&fit, column->title, false, points, true);
    for (guint r = 0; r < table->rows->len; r++) {
        const DocRow *row = g_ptr_array_index(table->rows, r);
        if (c >= row->cells->len)
            continue;
        g_autofree char *text =
            runs_text(((const DocCell *)g_ptr_array_index(row->cells, c))->runs);
        fit_text(&fit, text, column->align == DOC_RIGHT, points, row->total);
    }
    fit.fixed = column->by_hand;
    if (column->by_hand)
        fit.whole = MAX(fit.whole, share);
    fit.whole = MAX(fit.whole, fit.floor);
    fit.width = CLAMP(share, fit.floor, fit.whole);
    return fit;
}

/* Adds `rest` to the widths (or takes it away when it is below 0) in proportion to what each can take. */
static int
share_out(Fit *fits, guint count, int rest)
{
    gint64 can = 0;
    for (guint i = 0; i < count; i++)
        can += rest > 0 ? fits[i].whole - fits[i].width : fits[i].width - fits[i].floor;
    if (can == 0)
        return rest;
    gint64 given = MIN(can, ABS(rest));
    for (guint i = 0; i < count; i++) {
        gint64 part = rest > 0 ? fits[i].whole - fits[i].width : fits[i].floor - fits[i].width;
        fits[i].width += (int)(part * given / can);
    }
    return rest > 0 ? rest - (int)given : rest + (int)given;
}

/* How high a text stands in a column, in hundredths of a line; parts of a line count, so that each step is worth something. */
static int
height_in(int text, int width)
{
    return MAX(100, (int)((gint64)text * 100 / MAX(1, width - CELL_EDGES)));
}

/* Rows, some of many, with the width of each text in one line. */
typedef struct {
    GArray *texts; /* (element-type int), row by row */
    guint columns;
} Sample;

static Sample
sample_rows(const DocBlock *table, const GArray *columns, int points)
{
    Sample sample = {g_array_new(FALSE, FALSE, sizeof(int)), columns->len};
    guint step = MAX(1, table->rows->len / SAMPLE_ROWS);
    for (guint r = 0; r < table->rows->len; r += step) {
        const DocRow *row = g_ptr_array_index(table->rows, r);
        for (guint i = 0; i < columns->len; i++) {
            guint c = g_array_index(columns, guint, i);
            g_autofree char *text =
                c < row->cells->len
                    ? runs_text(((const DocCell *)g_ptr_array_index(row->cells, c))->runs)
                    : g_strdup("");
            int width = line_width(text, points, row->total);
            g_array_append_val(sample.texts, width);
        }
    }
    return sample;
}

static int
height_of(const Sample *sample, const Fit *fits)
{
    int height = 0;
    for (guint at = 0; at < sample->texts->len; at += sample->columns) {
        int row = 0;
        for (guint i = 0; i < sample->columns; i++)
            row = MAX(row, height_in(g_array_index(sample->texts, int, at + i), fits[i].width));
        height += row;
    }
    return height;
}

/* Moves `step` from the column to the column by which the rows lose most height; false: none does. */
static bool
move_step(const Sample *sample, Fit *fits, int step)
{
    int best = height_of(sample, fits);
    guint from = 0, to = 0;
    for (guint i = 0; i < sample->columns; i++)
        for (guint k = 0; k < sample->columns; k++) {
            if (i == k || fits[i].width - step < fits[i].floor || fits[i].fixed || fits[k].fixed)
                continue;
            fits[i].width -= step;
            fits[k].width += step;
            int height = height_of(sample, fits);
            fits[i].width += step;
            fits[k].width -= step;
            if (height < best) {
                best = height;
                from = i;
                to = k;
            }
        }
    if (from == to)
        return false;
    fits[from].width -= step;
    fits[to].width += step;
    return true;
}

/* Gives room to columns whose texts make the rows high, from those that can spare it. */
static void
balance(const DocBlock *table, const GArray *columns, Fit *fits, int room, int points)
{
    Sample sample = sample_rows(table, columns, points);
    for (int moves = 0; moves < MOVES_MAX && move_step(&sample, fits, room / MOVES_MAX); moves++)
        ;
    g_array_unref(sample.texts);
}

bool
columns_fit(const DocBlock *table, const GArray *columns, int room, int points, int **ret_widths)
{
    guint count = columns->len;
    g_autofree Fit *fits = g_new0(Fit, MAX(1, count));
    int shares = 0, used = 0;
    for (guint i = 0; i < count; i++)
        shares += MAX(1, ((const DocColumn *)g_ptr_array_index(table->columns,
                                                               g_array_index(columns, guint, i)))
                             ->width);
    for (guint i = 0; i < count; i++) {
        guint c = g_array_index(columns, guint, i);
        int share = MAX(1, ((const DocColumn *)g_ptr_array_index(table->columns, c))->width);
        fits[i] = fit_column(table, c, room * share / MAX(1, shares), points);
        used += fits[i].width;
    }
    int rest = share_out(fits, count, room - used), sum = 0;
    if (rest >= 0)
        balance(table, columns, fits, room, points);
    for (guint i = 0; i < count; i++)
        sum += fits[i].width;
    int *widths = g_new0(int, MAX(1, count)), last = room;
    for (guint i = 0; i < count; i++) {
        widths[i] = i + 1 < count ? (int)((gint64)fits[i].width * room / MAX(1, sum)) : last;
        last -= widths[i];
    }
    *ret_widths = widths;
    return rest >= 0;
}
