/* layout.h: where things stand on paper (Decree 30/2020/NĐ-CP, appendix I, and the lengths of its own samples), the same for
 * every format that makes pages. Lengths are twentieths of a point (twips).
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "formats/doc.h"

/* A4 with the margins of the decree's own samples: left 35, right 20, top 25, bottom 20 mm. */
#define PAGE_SHORT 11906
#define PAGE_LONG 16838
#define MARGIN_LEFT 1985
#define MARGIN_RIGHT 1134
#define MARGIN_TOP 1418
#define MARGIN_BOTTOM 1134
#define PAGE_NUMBER_TOP 567
#define TEXT_WIDTH (PAGE_SHORT - MARGIN_LEFT - MARGIN_RIGHT)
/* The samples' head table: issuer, nation; it reaches 199 into the left margin. */
#define HEAD_LEFT 3829
#define HEAD_RIGHT 5670
#define HEAD_INDENT (-199)
/* A page that lies across: left 30, right 15, top and bottom 20 mm. */
#define ACROSS_MARGIN_LEFT 1701
#define ACROSS_MARGIN_RIGHT 851
#define ACROSS_MARGIN_TOP 1134
#define ACROSS_WIDTH (PAGE_LONG - ACROSS_MARGIN_LEFT - ACROSS_MARGIN_RIGHT)
#define ACROSS_HEAD_LEFT 5700
#define HEAD_POINTS 12
#define CELL_POINTS 11
#define CELL_POINTS_SMALL 9
#define ROWS_TOGETHER 2 /* before the last one: a sum never stands alone on a page */
#define HAND_HEIGHT 454 /* of a row that is signed: 8 mm */
#define SIGN_LEFT 2994  /* the samples' foot table: recipients, signer */
#define SIGN_RIGHT 6290
#define SIGN_ROOM 1400   /* above the signer's name */
#define SQUARE_ROOM 2000 /* of a square code: 35 mm */

/* A list of many columns lies across the page. */
bool layout_lies_across(const Doc *doc);
/* Width of the text. */
int layout_room(const Doc *doc);
/* A name in as few lines as fit, broken where its parts begin. Yours to free. */
char *layout_name(const char *name, int room, bool bold);
/* Whether any of these columns is to be written in by hand. */
bool layout_is_by_hand(const DocBlock *table, const GArray *columns);
/* The block of the body after block `i`; NULL when it is the last one. */
const DocBlock *layout_next(const Doc *doc, guint i);
/* Whether block `i` must not be parted from what follows: headings, what announces a list or a table, what is signed. */
bool layout_keeps_next(const Doc *doc, guint i);
