/* numbers.h: the numbers that were given to records of a kind, in a series for each year. A record that was undone keeps
 * its number: it is never given again.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "views/views.h"

typedef struct {
    gint64 number;
    gint64 entry; /* the first of the record; it may have been undone */
} GivenNumber;

/* The field that holds the number, -1: records of this kind have none. */
int number_field(const Kind *kind);
/* The number that comes next in a series ("2020"): one more than the highest ever given in this book. Inside a writing
 * transaction it stays the next until that ends. */
bool number_next(Db *db, const Book *book, const Kind *kind, const char *series, gint64 *ret_next,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the number of the record that begins with this entry is known here. */
bool number_is_known(Db *db, const Book *book, const Kind *kind, gint64 entry, bool *ret_known,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Every number of a series in order. (element-type GivenNumber) */
GArray *numbers_list(Db *db, const Book *book, const Kind *kind, const char *series,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The years that have numbers, in order. (element-type utf8) */
GPtrArray *numbers_series(Db *db, const Book *book, const Kind *kind,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* "0012/2020" of 12 in the series 2020, and back: false when it is none. */
char *given_number_print(gint64 number, const char *series);
bool given_number_read(const char *text, gint64 *ret_number,
                       char **ret_series) G_GNUC_WARN_UNUSED_RESULT;
