/* report.h: one row per report. To add one: reports/NAME.c ending in `const Report report_NAME`, and its name in
 * reports/meson.build; the page, the command and all formats exist then. A report asks question objects and reads
 * records; it never adds up entries by itself.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "formats/doc.h"
#include "base/date.h"
#include "views/agreements.h"
#include "views/question.h"
#include "views/units.h"

typedef struct {
    Period period;
    const char *of;  /* "KG,HG" (houses) or NULL: the report's own default */
    const Book *own; /* the book of the unit that issues it */
    const char
        *record; /* id of the record it is about (session), or NULL: the newest in the period */
    Day today;
    bool
        as_then; /* as it was printed on that day: headed by it, with the states that the books had at its end */
    Lang lang;
} ReportAsk;

typedef struct {
    const char *name;  /* "joint" */
    const char *title; /* msgid */
    const char *about; /* msgid, one line */
    const char *
        group; /* msgid of the part of the screen it stands in; NULL: that of its kind, else reports */
    const char *of_kind; /* about one record of this kind; NULL: about a period */
    const char *lists;   /* kinds, between "|", whose lists lead to it; NULL: none */
    const char *format;  /* which it is written in when nothing else is said; NULL: text */
    bool of_person;      /* about one record of any kind that is about a person */
    bool personal;       /* shows what a plain reader may not see */
    /* The same as a text for all parties to agree to; NULL: it is not agreed to. Parties are codes or
     * whole; rules/ completes them. */
    Record *(*text)(Db *db, const ReportAsk *ask, GError **error);
    Doc *(*build)(Db *db, const ReportAsk *ask, GError **error);
} Report;

extern const Report *const reports[];
extern const gsize reports_count;
const Report *report_find(const char *name);
/* The part of the screen it stands in, a msgid as Kind.group. */
const char *report_group(const Report *report);
/* Whether it is about one record, and about records of this kind. */
bool report_needs_record(const Report *report);
bool report_is_about(const Report *report, const Kind *kind);
