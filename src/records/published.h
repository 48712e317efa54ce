/* published.h: what is contradictory in a report as published. Each figure is read with what its words promise ("trên 3,8
 * tỷ" is not exactly 3,8 tỷ), so that only what no reading can make fit is said. Nothing is corrected.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"

/* The list of figures among the kind's fields, and the parts of a line. */
#define PUBLISHED_LINES 6
enum {
    LINE_WHAT,
    LINE_NUMBER,
    LINE_UNIT,
    LINE_ONE, /* value of one: of a gift, of a year */
    LINE_MONEY,
    LINE_PART_OF, /* number of the line it is part of, from 1 */
    LINE_SHARE,   /* of that line, in percent */
    LINE_PLAN,
    LINE_PERCENT, /* of the plan */
    LINE_QUALIFIER,
};

/* One plain sentence for each finding, by line: parts that exceed their whole or leave some of it unnamed, number times
 * value of one, shares of a plan or whole that are not what the figures say, a thousandfold slip of the unit, what cannot
 * be read. (element-type utf8) */
GPtrArray *published_findings(const Record *record, Lang lang);

/* A figure as printed and what it may stand for. */
typedef struct {
    const char *text; /* as printed; "" when none */
    bool given;       /* and understood */
    Money money;      /* counts: money.vnd */
    gint64 least, most;
} Printed;

/* Reads "trên 3,8 tỷ đồng", "17.269", "209 ngàn" with the qualifier said beside it. False: text that is no figure. */
bool printed_read(const char *text, const char *qualifier,
                  Printed *ret_printed) G_GNUC_WARN_UNUSED_RESULT;
