/* addresses.h: how a humanitarian address stands: what it was given, who promised what, when it is visited next, and who
 * else of its household is on file.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"
#include "records/record.h"

/* A sponsorship beside what came of it. */
typedef struct {
    Record *sponsorship;
    gint64 due;     /* how many times it was due until today */
    gint64 times;   /* how many helps name it */
    Money given;    /* by these; qualifier unset: nothing */
    gint64 missing; /* đồng that should have come by today and did not */
    Day next;       /* the first time that is not kept yet; DAY_UNSET: nothing more is promised */
    bool behind;
} Promise;

typedef struct {
    int year;
    gint64 times;
    Money given;
} AddressYear;

typedef struct {
    GPtrArray *helps;    /* (element-type Record) oldest first */
    GPtrArray *promises; /* (element-type Promise) */
    GArray *years;       /* (element-type AddressYear) oldest first */
    Money given;
    gint64 unverified;         /* helps that no second person has confirmed */
    Day last_help, last_visit; /* DAY_UNSET: never; a survey is a visit, and so is a help */
    Day next_visit;            /* DAY_UNSET: none, it left the list */
} AddressStanding;
void address_standing_free(AddressStanding *standing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AddressStanding, address_standing_free)
AddressStanding *address_standing(Db *db, const Book *book, const Record *address, Day today,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What is due of a sponsorship; `times` and `given` are filled already. */
void promise_reckon(Promise *promise, Day today);

/* The newest survey, DAY_UNSET: none. */
Day address_surveyed(const Record *address);
/* After how many days an address of this priority ("" is normal) is visited again: the dated rule `address_visit`;
 * 0: no rule is in force. */
bool address_visit_days(Db *db, const Book *book, const char *priority, Day today, gint64 *ret_days,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Another address on file that is the same person or household, and what it was given. */
typedef struct {
    Record *address;
    const Identity *identity; /* by which it was found, the most telling one */
    gint64 times;
    Money given;
    Day last; /* DAY_UNSET: never helped */
} Overlap;
/* Of an address, written or only typed; `except` is its own entry, -1 when it is not written. By exact look-ups: the
 * time does not grow with the book. At most 20. (element-type Overlap) */
GPtrArray *address_overlaps(Db *db, const Book *book, const Record *address, gint64 except,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Hints about a record that names an address: others of the same person or household that were helped, an address
 * that left the list. */
bool address_named_check(Db *db, const Book *book, const Record *record, Problems *problems,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* "HG-12 has the same ID number. Helps so far: 3, the last on 12/5/2020, VND 1,500,000 in all." In the
 * language at hand, without names. Yours to free. */
char *overlap_sentence(const Book *book, const Overlap *overlap);
