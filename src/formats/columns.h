/* columns.h: the columns of a table on paper: which of them stand there, and how wide.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "formats/doc.h"

/* Rough width of a line in Times New Roman of so many points, in twips. */
int line_width(const char *text, int points, bool bold);

/* The columns that say something in some row of it or of a table with the same columns, or are to be written in by hand;
 * all of a table without rows. (element-type guint) */
GArray *columns_on_paper(const Doc *doc, const DocBlock *table);

/* A width for each of these columns, in twips, adding up to `room`: near to their shares, but wide enough for their
 * longest words and amounts at this size. False when the room is too small for that: then words break. */
bool columns_fit(const DocBlock *table, const GArray *columns, int room, int points,
                 int **ret_widths);
