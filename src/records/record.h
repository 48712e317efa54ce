/* record.h: one record's values in memory. A value is the stored spelling without escapes: text as it is,
 * dates in ISO form, money as `VND STEP QUAL TEXT`, lists as items joined by \n and parts by \t. "" is empty,
 * NULL is struck out (withheld or erased).
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/date.h"
#include "base/money.h"
#include "records/kind.h"

struct Record {
    const Kind *kind;
    gint64 book;   /* local number of the book it stands in, 0 while unwritten */
    gint64 entry;  /* first entry: its identity; -1 while unwritten */
    gint64 last;   /* the entry whose body counts */
    gint64 time;   /* of that entry, unix seconds */
    int schema;    /* of that body */
    char **values; /* kind->field_count of them; owned */
    char *author, *why, *source;
};

Record *record_new(const Kind *kind); /* all values "" */
void record_free(Record *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Record, record_free)
Record *record_copy(const Record *record);

/* `field` is an index of the kind's table. */
const char *record_value(const Record *record, int field); /* "" for empty and struck */
bool record_is_struck(const Record *record, int field);
bool record_is_empty(const Record *record, int field);         /* empty or struck */
void record_set(Record *record, int field, const char *value); /* copies; a valid spelling */
void record_strike(Record *record, int field);

/* Typed readers; asking a field of another type is a bug. Empty: false, 0, DAY_UNSET. */
gint64 record_count(const Record *record, int field);
bool record_money(const Record *record, int field, Money *ret_money);
Day record_day(const Record *record,
               int field); /* DATE, the day of a MOMENT, the `to` of a PERIOD */
bool record_flag(const Record *record, int field);
bool record_choice_is(const Record *record, int field, const char *code);

/* Items of a LIST: number of items; part text of one (yours to free, "" past the end). */
gsize record_items(const Record *record, int field);
char *record_part(const Record *record, int field, gsize item, gsize part);
void record_add_item(Record *record, int field, const char *const *parts, gsize count);

/* The day that places it in time: the dated field, else the day of its entry. */
Day record_dated(const Record *record);
/* What people call it: the title field, else "Kind 17". Yours to free. */
char *record_title(const Record *record);
