/* retention.h: personal values whose time has passed: on the day that the record itself names (`keep_until`), else by the
 * dated table retention_months (key: a kind; months after the person left, the consent was taken back, the request was
 * finished; else after the day of the record). What the table
 * legal_hold names (a kind, or one record such as KG-12) stays. Totals and figures are never touched.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include "standing/rates.h"

typedef struct {
    Record *record;
    Day passed;   /* when its time was up */
    int personal; /* how many values there are to erase */
    char *decision;
    char *hold; /* why it must stay all the same; NULL: it may go */
} Outdated;
/* (element-type Outdated), longest passed first. */
GPtrArray *retention_list(Db *db, const Book *book, Day today,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether this field of the record holds a personal value. */
bool retention_field(const Record *record, int field);
