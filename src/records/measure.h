/* measure.h: what is counted, as one const table. A figure is a question over one of these rows; screens,
 * reports and exports ask the same row, so they cannot differ. Counts of different units are different
 * measures and never added. The total runs along the seven fields of work once; other cuts (campaign, place)
 * lie across it.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"

typedef enum { MEASURE_UNSET, MEASURE_MONEY, MEASURE_COUNT } MeasureType;

typedef struct {
    const char *kind;
    const char *field; /* NULL: every record counts one */
    int weight;        /* each counts so many: 250 ml in a bag; 0 counts as 1 */
    const char *part;  /* of a LIST: this part of each item is added up ... */
    const char *times; /* ... times this one; NULL: once */
} MeasureSource;

typedef struct {
    const char *name;  /* "value": stored in statements, addresses and exports; never changes */
    const char *label; /* msgid: "Total value of humanitarian activity" */
    const char *unit;  /* msgid of the unit of count, NULL for money */
    MeasureType type;
    MeasureSource sources[5]; /* of one record all that are filled count */
    const char *
        state; /* counts only records whose `state` is this, or whose kind has no states; NULL: any */
    bool chapters; /* only books of chapters count; union money is never in it */
    bool
        along_fields; /* only records with a field of work (one of the seven) and without `counted_in` */
    const char *
        private_part; /* the measure of its private sources alone, which leaves as a statement: what a
                               * partner cannot see of it; NULL: it has none */
} Measure;

extern const Measure measures[];
extern Choice
    choices_measures[]; /* name and label of each, for kinds that name one; ends with {NULL} */
extern const gsize measures_count;
const Measure *measure_find(const char *name);

/* What one record adds to one measure: false when nothing. For counts money.vnd is the count, step 1. */
bool measure_addend(const Measure *measure, const Record *record, bool book_is_chapter,
                    Money *ret_addend);
/* The cuts of a record: calls found(context, cut, key) for "" once and for each value of each field with
 * `cut` (each item of a list). */
void measure_cuts(const Record *record,
                  void (*found)(void *context, const char *cut, const char *key), void *context);
/* Whether one record can stand in several slices of a cut, so that its slices do not add up: some field of the cut
 * is a list. */
bool measure_cut_overlaps(const char *cut);
/* Whether the measure's kinds are private, so that its numbers leave as statements only. */
bool measure_is_private(const Measure *measure);
/* What a statement of its owner calls a measure, or one of the seven fields of it: "help_value",
 * "help_value/field=1". key NULL: the whole. Yours to free. */
char *measure_stated_name(const Measure *measure, const char *key);
