/* pages.c: the pages of a pdf.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/pages.h"

#include "base/error.h"
#include "formats/layout.h"

#include <cairo-pdf.h>

#define POINT(twips) ((twips) / 20.0)
#define FAMILY "Times New Roman, Liberation Serif, serif" /* the decree's typeface */
#define NUMBER_POINTS 13
#define ROUNDING 0.01
#define WIDOWS 2 /* lines of a paragraph that stand together */

struct Pages {
    cairo_surface_t *surface;
    cairo_t *cairo;
    PangoFontMap *fonts;
    PangoContext *context;
    GByteArray *bytes;
    double width, height, left, top, bottom;
    double y;
    int number;
};

static cairo_status_t
take_bytes(void *closure, const unsigned char *data, unsigned int length)
{
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

Pages *
pages_new(bool across, const char *title)
{
    Pages *pages = g_new0(Pages, 1);
    pages->bytes = g_byte_array_new();
    pages->width = POINT(across ? PAGE_LONG : PAGE_SHORT);
    pages->height = POINT(across ? PAGE_SHORT : PAGE_LONG);
    pages->left = POINT(across ? ACROSS_MARGIN_LEFT : MARGIN_LEFT);
    pages->top = POINT(across ? ACROSS_MARGIN_TOP : MARGIN_TOP);
    pages->bottom = pages->height - POINT(MARGIN_BOTTOM);
    pages->surface =
        cairo_pdf_surface_create_for_stream(take_bytes, pages->bytes, pages->width, pages->height);
    cairo_pdf_surface_set_metadata(pages->surface, CAIRO_PDF_METADATA_TITLE, title);
    /* Equal documents are equal files, whenever they are made. */
    cairo_pdf_surface_set_metadata(pages->surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01");
    cairo_pdf_surface_set_metadata(pages->surface, CAIRO_PDF_METADATA_CREATOR, "Kết Nghĩa");
    pages->cairo = cairo_create(pages->surface);
    pages->fonts = pango_cairo_font_map_new();
    pages->context = pango_font_map_create_context(pages->fonts);
    /* A point is a point; Pango takes screens for its measure. */
    pango_cairo_context_set_resolution(pages->context, 72);
    pango_context_set_round_glyph_positions(pages->context, FALSE);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    pango_cairo_context_set_font_options(pages->context, options);
    cairo_font_options_destroy(options);
    pages->y = pages->top;
    pages->number = 1;
    return pages;
}

void
pages_free(Pages *pages)
{
    if (pages == NULL)
        return;
    cairo_destroy(pages->cairo);
    cairo_surface_destroy(pages->surface);
    g_object_unref(pages->context);
    g_object_unref(pages->fonts);
    g_byte_array_unref(pages->bytes);
    g_free(pages);
}

GBytes *
pages_end(Pages *pages, GError **error)
{
    cairo_surface_finish(pages->surface);
    cairo_status_t status = cairo_surface_status(pages->surface);
    if (status != CAIRO_STATUS_SUCCESS)
        return fail_null(error, KN_IO, "The pdf cannot be made: %s.",
                         cairo_status_to_string(status));
    return g_bytes_new(pages->bytes->data, pages->bytes->len);
}

double
pages_y(const Pages *pages)
{
    return pages->y;
}

void
pages_move(Pages *pages, double y)
{
    pages->y = y;
}

double
pages_left(const Pages *pages)
{
    return pages->bottom - pages->y;
}

double
pages_whole(const Pages *pages)
{
    return pages->bottom - pages->top;
}

bool
pages_at_top(const Pages *pages)
{
    return pages->y <= pages->top;
}

static void
write_number(Pages *pages)
{
    static const Look look = {.points = NUMBER_POINTS, .setting = SET_CENTRE};
    g_autofree char *number = g_strdup_printf("%d", pages->number);
    g_autoptr(PangoLayout) line = pages_line(pages, &look, number, pages->width);
    pages_draw(pages, line, 0, 1, -pages->left, POINT(PAGE_NUMBER_TOP));
}

void
pages_turn(Pages *pages)
{
    cairo_show_page(pages->cairo);
    pages->number++;
    pages->y = pages->top;
    write_number(pages);
}

static void
style_span(PangoAttrList *attributes, PangoAttribute *attribute, gsize from, gsize to)
{
    attribute->start_index = (guint)from;
    attribute->end_index = (guint)to;
    pango_attr_list_insert(attributes, attribute);
}

static void
add_run(GString *text, PangoAttrList *attributes, const DocRun *run)
{
    gsize from = text->len;
    g_string_append(text, run->text);
    if (run->bold)
        style_span(attributes, pango_attr_weight_new(PANGO_WEIGHT_BOLD), from, text->len);
    if (run->italic)
        style_span(attributes, pango_attr_style_new(PANGO_STYLE_ITALIC), from, text->len);
    if (run->struck)
        style_span(attributes, pango_attr_strikethrough_new(TRUE), from, text->len);
}

static PangoLayout *
new_layout(Pages *pages, const Look *look, double width)
{
    PangoLayout *layout = pango_layout_new(pages->context);
    g_autoptr(PangoFontDescription) font = pango_font_description_from_string(FAMILY);
    pango_font_description_set_size(font, (int)(look->points * PANGO_SCALE));
    pango_font_description_set_weight(font, look->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(font, look->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_indent(layout, (int)(look->first * PANGO_SCALE));
    pango_layout_set_alignment(layout, look->setting == SET_CENTRE  ? PANGO_ALIGN_CENTER
                                       : look->setting == SET_RIGHT ? PANGO_ALIGN_RIGHT
                                                                    : PANGO_ALIGN_LEFT);
    pango_layout_set_justify(layout, look->setting == SET_JUSTIFIED);
    pango_layout_set_line_spacing(layout, look->line > 0 ? (float)look->line : 1.0F);
    return layout;
}

PangoLayout *
pages_layout(Pages *pages, const Look *look, const char *before, const GPtrArray *runs,
             const char *after, double width)
{
    PangoLayout *layout = new_layout(pages, look, width);
    g_autoptr(PangoAttrList) attributes = pango_attr_list_new();
    g_autoptr(GString) text = g_string_new(before);
    for (guint i = 0; runs != NULL && i < runs->len; i++)
        add_run(text, attributes, g_ptr_array_index(runs, i));
    if (after != NULL)
        g_string_append(text, after);
    if (look->capitals) {
        g_autofree char *capitals = g_utf8_strup(text->str, -1);
        g_string_assign(text, capitals);
    } else {
        pango_layout_set_attributes(layout, attributes);
    }
    pango_layout_set_text(layout, text->str, (int)text->len);
    return layout;
}

PangoLayout *
pages_line(Pages *pages, const Look *look, const char *text, double width)
{
    return pages_layout(pages, look, text, NULL, NULL, width);
}

double
lines_height(PangoLayout *layout)
{
    int height;
    pango_layout_get_size(layout, NULL, &height);
    return (double)height / PANGO_SCALE;
}

int
lines_fit(PangoLayout *layout, int from, double height)
{
    g_autoptr(PangoLayoutIter) at = pango_layout_get_iter(layout);
    int count = 0, index = 0, top = 0, above, below;
    do {
        if (index++ < from)
            continue;
        pango_layout_iter_get_line_yrange(at, &above, &below);
        if (count == 0)
            top = above;
        if ((double)(below - top) / PANGO_SCALE > height + ROUNDING)
            break;
        count++;
    } while (pango_layout_iter_next_line(at));
    return count;
}

double
pages_draw(Pages *pages, PangoLayout *layout, int from, int count, double x, double y)
{
    g_autoptr(PangoLayoutIter) at = pango_layout_get_iter(layout);
    int index = 0, top = 0, above, below = 0;
    do {
        if (index < from)
            continue;
        PangoRectangle line;
        pango_layout_iter_get_line_extents(at, NULL, &line);
        pango_layout_iter_get_line_yrange(at, &above, &below);
        if (index == from)
            top = above;
        int baseline = pango_layout_iter_get_baseline(at);
        cairo_move_to(pages->cairo, pages->left + x + (double)line.x / PANGO_SCALE,
                      y + (double)(baseline - top) / PANGO_SCALE);
        pango_cairo_show_layout_line(pages->cairo, pango_layout_iter_get_line_readonly(at));
    } while (++index < from + count && pango_layout_iter_next_line(at));
    return (double)(below - top) / PANGO_SCALE;
}

/* Of `lines` lines still to come `fits` reach the foot of the page: how many stand there, so that neither page has less
 * than WIDOWS of them. */
static int
lines_here(int lines, int fits, bool begins)
{
    if (fits >= lines)
        return lines;
    int here = MIN(fits, lines - WIDOWS);
    return here < WIDOWS && begins ? 0 : MAX(here, 0);
}

void
pages_flow(Pages *pages, const Look *look, PangoLayout *layout, double x)
{
    int all = pango_layout_get_line_count(layout), done = 0;
    if (!pages_at_top(pages))
        pages->y += look->before;
    while (done < all) {
        int fits = lines_fit(layout, done, pages_left(pages));
        int here = lines_here(all - done, fits, done == 0);
        if (here == 0 && pages_at_top(pages))
            here = MAX(fits, 1);
        if (here > 0)
            pages->y += pages_draw(pages, layout, done, here, x, pages->y);
        done += here;
        if (done < all)
            pages_turn(pages);
    }
}

void
pages_stroke(Pages *pages, double x1, double y1, double x2, double y2, double thickness)
{
    cairo_set_line_width(pages->cairo, thickness);
    cairo_move_to(pages->cairo, pages->left + x1, y1);
    cairo_line_to(pages->cairo, pages->left + x2, y2);
    cairo_stroke(pages->cairo);
}

void
pages_fill(Pages *pages, double x, double y, double width, double height)
{
    cairo_rectangle(pages->cairo, pages->left + x, y, width, height);
    cairo_fill(pages->cairo);
}
