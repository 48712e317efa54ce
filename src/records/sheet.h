/* sheet.h: rows of a sheet as records of a kind, by the headings the kind knows.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/field.h"

typedef struct {
    int row;       /* of the sheet, 1 is the first */
    int column;    /* from 1, 0: the whole row */
    char *heading; /* of the column */
    char *sentence;
} SheetFinding;

typedef struct {
    GPtrArray *records;  /* (element-type Record): right rows, in order */
    GArray *rows;        /* (element-type int): the sheet row of each record */
    GPtrArray *findings; /* (element-type SheetFinding): wrong cells, one each */
    int heading_row;     /* where the headings were found, from 1 */
    GArray *fields;      /* (element-type int): field of each column, -1 for none */
    int rows_read, rows_wrong;
} SheetRead;

/* Finds the heading row (or two, when groups of columns have headings of their own) among the first 20, maps columns by
 * import_as, label and name (folded), reads each row with field_read and record_check. Amounts without words take those
 * of their heading, "Trị giá (triệu đồng)", or of a line "ĐVT: triệu đồng" above. Empty rows, the numbers of columns
 * under the headings and rows of totals (first cell "Cộng", "Tổng số") are passed over.
 * `map` (may be NULL, ends with NULL): "COLUMN=field" for a column of another name, "COLUMN=" leaves it out,
 * "field:=value" for what every row
 * says that has no such cell ("state:=đã trao"). No known heading, a map that names what is not there: KN_INVALID. */
SheetRead *sheet_read(const Kind *kind, const GPtrArray *rows, const char *const *map,
                      const FieldInput *input, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sheet_read_free(SheetRead *read);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SheetRead, sheet_read_free)
