/* emulation.h: how an emulation compact stands: what the books count, what each unit gave itself and the others,
 * the points that follow by the agreed way, and the places. Decides nothing: the ranking is an agreement.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/measure.h"
#include "views/agreements.h"

/* One row of the table of criteria. Points are hundredths everywhere. */
typedef struct {
    int number; /* from 1 */
    char *group, *what, *rule;
    bool minus;             /* taken off instead of added */
    gint64 maximum, target; /* target 0: the books cannot count it */
    const Measure *measure; /* NULL then */
} Criterion;

/* What one unit gave. */
typedef struct {
    char *by; /* code of the scoring unit */
    gint64 points;
    char *reason;
} Scored;

/* One unit under one criterion. */
typedef struct {
    bool is_counted; /* the books say it */
    gint64 counted;
    char *address;     /* the question behind it, or NULL */
    Scored *own;       /* by the unit itself, NULL: not yet */
    GPtrArray *others; /* (element-type Scored) by code */
    bool is_settled;   /* there is something to agree on */
    gint64 agreed;
    bool is_over; /* somebody gave more than the most points */
} EmulationPoints;

typedef struct {
    char *code, *name;
    gint64 book;       /* 0: its book is not held here */
    GPtrArray *points; /* (element-type EmulationPoints), by criterion */
    gint64 total;
    guint place;      /* equal totals share one */
    bool is_complete; /* every criterion has agreed points */
} EmulationUnit;

typedef struct {
    Agreement *table; /* the criteria as agreed or proposed */
    Period period;
    GPtrArray *criteria; /* (element-type Criterion) */
    GPtrArray *units;    /* (element-type EmulationUnit), by place, then code */
} Emulation;
void emulation_free(Emulation *emulation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Emulation, emulation_free)

/* The table of criteria with this body hash. KN_MISSING when it is none. */
Emulation *emulation_load(Db *db, const char *body_hash, Day today,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The score that a book holds of a unit, NULL without error when none. */
bool emulation_score(Db *db, const Book *book, const char *body_hash, const char *of,
                     Record **ret_score, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What `rule` makes of a measured amount. maximum in hundredths, target > 0. */
gint64 criterion_points(const char *rule, gint64 maximum, gint64 amount, gint64 target);
EmulationUnit *emulation_unit(const Emulation *emulation, const char *code); /* NULL: no party */
