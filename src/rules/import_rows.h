/* import_rows.h: what each row of a sheet is to the book: new, there already, or a live record that it changes. Used
 * inside rules/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "rules/act.h"

typedef struct {
    Record *record; /* as it is to be written; owned when it amends */
    gint64 amends;  /* the first entry of what it changes, -1: new */
    guint row;      /* of the records given, from 1 */
} ImportRow;

/* Rows that bring something, in order; the others are counted in *ret_same. (element-type ImportRow) */
GPtrArray *import_rows(Act *act, const Kind *kind, const GPtrArray *records, gint64 *ret_same,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
