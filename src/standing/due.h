/* due.h: what falls due, from every part of the work: the home page, the calendar and the reminders read this one
 * list. To add a source: standing/due_NAME.c ending in `const DueSource due_NAME`, and its name in
 * standing/meson.build.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/date.h"
#include "book/book.h"
#include "records/record.h"

typedef struct DueSource DueSource;

typedef struct {
    Day day;        /* on which it is due or happens */
    gint64 entry;   /* the record of the book it is about; -1: none */
    char *sentence; /* in the current language: what is to be done, for whom */
    const DueSource *source;
    bool is_event; /* happens on that day (a drive, a session) instead of being due by it */
} Due;

/* What is being gathered: for one own book, days from `from` to `to`; what was due before `today` and is not done
 * yet belongs to it too. */
typedef struct {
    Db *db;
    const Book *book;
    Day today, from, to;
    const DueSource *source; /* whose turn it is */
    GPtrArray *dues;         /* (element-type Due) */
} DueList;

struct DueSource {
    const char *name;
    const char *label; /* msgid: "Covenants" */
    bool personal;     /* its sentences may name persons: not for plain readers, not in feeds */
    bool (*find)(DueList *list, GError **error);
};

extern const DueSource *const due_sources[];
extern const gsize due_sources_count;

/* For sources: adds one. Takes the sentence. entry -1: about no record. */
void due_add(DueList *list, Day day, bool is_event, gint64 entry, char *sentence);

/* All of it, by day. with_personal: also from sources that may name persons. (element-type Due) */
GPtrArray *dues_list(Db *db, const Book *book, Day today, Day from, Day to, bool with_personal,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
