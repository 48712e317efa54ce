/* filter.h: the condition of a list as SQL for one book, and the orders that have no index. Used
 * inside views/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "views/list.h"

typedef bool (*ListEach)(void *context, const Record *record, GError **error);

typedef struct {
    GString *where;   /* "book = ? AND ..." */
    GPtrArray *texts; /* values in order; NULL: the next of numbers */
    GArray *numbers;  /* (element-type gint64) */
} Filter;

void filter_init(Filter *filter, const ListQuery *query, gint64 book);
void filter_clear(Filter *filter);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Filter, filter_clear)
void filter_bind(const Filter *filter, Query *q);

/* The books asked for: (element-type gint64). */
GArray *filter_books(Db *db, const ListQuery *query, GError **error);
/* Unknown fields in equals or order: KN_INVALID. */
bool filter_check(const ListQuery *query, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether only days are asked, so that the totals know number and sums. */
bool filter_is_plain(const ListQuery *query);

/* order.c: records in the order of a field. */
bool order_each(Db *db, const ListQuery *query, const GArray *books, ListEach each, void *context,
                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The word after all words that start with this one. Yours to free. */
char *word_end(const char *word);
