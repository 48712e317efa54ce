/* csv.h: comma-separated values (RFC 4180) read as offices produce them and written so that a spreadsheet
 * never runs a cell as a formula.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Splits a whole file into rows of cells. Separator is guessed from the first line among , ; and tab;
 * a byte order mark is dropped; UTF-16 with a mark is converted. Returns
 * (element-type GPtrArray of utf8), each text valid UTF-8, or KN_INVALID / KN_LIMIT. */
GPtrArray *csv_read(const char *bytes, gsize length, GError **error);

/* One row. Text that starts with = + - @ TAB CR (or their full-width forms) gets a leading ' ;
 * cells_are_numbers[i] (may be NULL) writes the cell as it is. */
void csv_write_row(GString *out, const char *const *cells, const bool *cells_are_numbers, gsize n);
