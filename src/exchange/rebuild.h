/* rebuild.h: an office that lost everything comes back from a partner's file and the recovery
 * sheets.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/exchange.h"

typedef struct {
    char *code, *name, *words; /* of an own book: its six words, as on the cards that others hold */
    guint64 entries;
    guint lost; /* entries that lack lines */
} RebuiltBook;
typedef struct {
    GPtrArray *books;    /* (element-type RebuiltBook): those whose sheets were given */
    GPtrArray *partners; /* (element-type Partner): to be compared anew */
    GPtrArray *silent;   /* (element-type utf8): codes of partners that this file says nothing of */
    GPtrArray *numbers;  /* (element-type RebuiltNumber) */
    guint locked;        /* books that come with the file and whose sheets were not given */
    Arrival *arrival;
} Rebuilt;
/* The last number that is known of a numbered kind in a year: the ones after it may stand on paper. */
typedef struct {
    char *unit;
    const Kind *kind;
    char *last;
} RebuiltNumber;
void rebuilt_free(Rebuilt *rebuilt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Rebuilt, rebuilt_free)

/* Makes each book that the file brings, that a sheet (as typed; NULL-terminated) opens and that is
 * not here yet, with its keys, entries, lines, photos and partners, in one transaction; then takes
 * the rest of the file as any. Of a book that is here it brings the lines that are missing. Nothing
 * changes when it fails. KN_INVALID when no sheet fits. */
Rebuilt *office_rebuild(Office *office, const Actor *actor, const char *const *sheets,
                        const void *bytes, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
