/* sheet_import.h: one sheet on its way into the book: read, looked at, written as one batch.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/sheet.h"
#include "rules/write.h"
#include "web/job.h"

typedef struct {
    const Kind *kind;
    GBytes *bytes;
    char *file_name;
    char *sheet;     /* name or number, NULL: the first */
    char **map;      /* "HEADING=field" */
    bool commit;     /* else only looked at */
    GPtrArray *rows; /* (element-type GPtrArray of utf8) */
    SheetRead *read;
    Imported imported;
    GArray *alike; /* (element-type ImportAlike) */
} SheetImport;

extern const JobType sheet_import_job;

/* What would be, or was, written. */
bool sheet_import_show(Request *req, Reply *reply, void *data,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The rows that were not right, with the reason in a last column, as csv. */
GBytes *sheet_import_wrong_rows(const SheetImport *import);
/* "A", "B" ... "AA": how spreadsheets call a column (from 1). Yours to free. */
char *column_letters(int column);
