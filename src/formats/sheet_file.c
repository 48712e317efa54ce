/* sheet_file.c: which kind of sheet a file is, told by its content.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/sheet_file.h"

#include "base/csv.h"
#include "base/error.h"
#include "base/limits.h"
#include "formats/sheet_xlsx.h"
#include <string.h>

static bool
starts_with(const void *bytes, gsize length, const char *magic, gsize magic_length)
{
    return length >= magic_length && memcmp(bytes, magic, magic_length) == 0;
}

GPtrArray *
sheet_file_read(const void *bytes, gsize length, const char *sheet, GError **error)
{
    if (length == 0)
        return fail_null(error, KN_INVALID, "The file is empty.");
    if (length > LIMIT_SHEET_BYTES)
        return fail_null(error, KN_LIMIT, "The sheet is larger than %d MiB.",
                         LIMIT_SHEET_BYTES / 1024 / 1024);
    if (starts_with(bytes, length, "PK\003\004", 4))
        return sheet_xlsx_read(bytes, length, sheet, error);
    if (starts_with(bytes, length, "\xD0\xCF\x11\xE0", 4))
        return fail_null(error, KN_INVALID,
                         "This is an old Excel file (.xls) or one under a password: open it in "
                         "Excel and save it as .xlsx.");
    if (starts_with(bytes, length, "%PDF", 4))
        return fail_null(error, KN_INVALID,
                         "This is a PDF; bring the Excel file or a csv instead.");
    return csv_read(bytes, length, error);
}
