/* roll.h: what pages that list a union's members share: a department to choose, a page of rows, whom an act is for.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include "rules/write.h"
#include "web/page.h"

#define ROLL_PAGE 100 /* rows of one form: a department, not a union */

/* The members on a page of their own. `of` gives the member of a row. */
typedef struct {
    GPtrArray *rows; /* all rows; not owned */
    const Record *(*of)(const void *row);
    const char *department; /* "" or NULL: all */
    gint64 page;            /* from 1 */
} Roll;

/* Rows of the chosen department: how many, and the n-th of the page (NULL past its end). */
guint roll_count(const Roll *roll);
const void *roll_row(const Roll *roll, guint n);

/* A select of the departments there are, named `department`, for a filter form. */
bool roll_departments(Markup *m, const Roll *roll);
/* The pages; `base` as for widget_pager. */
void roll_pager(Markup *m, const Roll *roll, const char *base);

/* The first cell: a box to tick, named member.N. */
void roll_tick(Markup *m, const Record *member, bool ticked);
/* Two ways to say for whom: those ticked on this page, or all `count` of the list. */
void roll_whom(Markup *m, const Request *req, const char *ticked, const char *all);
/* Whether an act is for this member: ticked, or all were meant. */
bool roll_is_meant(const Request *req, const Record *member);
/* Rows of the chosen department that an act is for: those ticked, or all. (element-type of the roll's rows) */
GPtrArray *roll_meant(const Request *req, const Roll *roll);
/* Writes what the form said for each of them as one batch, checked as its first record is. With problems that are errors,
 * also for nobody, nothing is written. (element-type Record) */
bool roll_write(Request *req, GPtrArray *records, Problems *problems, Imported *ret_imported,
                GError **error) G_GNUC_WARN_UNUSED_RESULT;
