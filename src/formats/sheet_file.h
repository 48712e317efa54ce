/* sheet_file.h: reading a sheet that an office produced: csv or xlsx -> rows of text cells. Streamed, within the
 * limits of base/limits.h; no entities, no network, no formulas (their stored values are taken).
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* The format is told by content, not by name. Dates in xlsx (by their number format) come as ISO dates, numbers
 * as plain digits. `sheet` chooses by name or number from 1, NULL: the first. Other formats get one sentence.
 * Returns (element-type GPtrArray of utf8). */
GPtrArray *sheet_file_read(const void *bytes, gsize length, const char *sheet,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
