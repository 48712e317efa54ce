/* sheet_xlsx.h: one sheet of a workbook (ECMA-376) as rows of text cells, streamed.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* See sheet_file_read. (element-type GPtrArray of utf8) */
GPtrArray *sheet_xlsx_read(const void *bytes, gsize length, const char *sheet,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
