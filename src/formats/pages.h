/* pages.h: the pages of a pdf while it is written: text set by Pango, drawn by Cairo, from the top down. Lengths are
 * points; x counts from the left margin, y from the top of the page. Nothing here knows what a document says.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "formats/doc.h"

#include <pango/pangocairo.h>

typedef enum { SET_LEFT, SET_CENTRE, SET_RIGHT, SET_JUSTIFIED } Setting;

/* How a paragraph looks. */
typedef struct {
    double points;
    double before; /* room above, but not on top of a page */
    double first;  /* indent of the first line */
    double line;   /* 0: 1 */
    Setting setting;
    bool bold, italic, capitals;
} Look;

typedef struct Pages Pages;

/* `title` stands in the file's properties. */
Pages *pages_new(bool across, const char *title);
void pages_free(Pages *pages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pages, pages_free)
/* The file. KN_IO when Cairo gave up. */
GBytes *pages_end(Pages *pages, GError **error) G_GNUC_WARN_UNUSED_RESULT;

double pages_y(const Pages *pages);
void pages_move(Pages *pages, double y);
/* What is left of this page; of a whole one. */
double pages_left(const Pages *pages);
double pages_whole(const Pages *pages);
bool pages_at_top(const Pages *pages);
/* A new page; its number stands on top from the second on. */
void pages_turn(Pages *pages);

/* Some runs as lines of this width. before and after, either may be NULL, are added in the look of the paragraph. */
PangoLayout *pages_layout(Pages *pages, const Look *look, const char *before, const GPtrArray *runs,
                          const char *after, double width);
/* The same of a plain text. */
PangoLayout *pages_line(Pages *pages, const Look *look, const char *text, double width);
double lines_height(PangoLayout *layout);
/* How many lines from `from` on are no higher than this together. */
int lines_fit(PangoLayout *layout, int from, double height);
/* Draws so many lines from `from` on; their height. */
double pages_draw(Pages *pages, PangoLayout *layout, int from, int count, double x, double y);
/* A whole paragraph at the cursor over as many pages as it takes; never one line of it alone on a page. */
void pages_flow(Pages *pages, const Look *look, PangoLayout *layout, double x);

void pages_stroke(Pages *pages, double x1, double y1, double x2, double y2, double thickness);
void pages_fill(Pages *pages, double x, double y, double width, double height);
