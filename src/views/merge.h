/* merge.h: records of several tables and books as one stream in the order of days, each table read
 * along its index, so that the first page costs the same in a book of a million. Used inside
 * views/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "views/views.h"

typedef struct Merge Merge;

Merge *merge_new(bool newest_first);
void merge_free(Merge *merge);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Merge, merge_free)
/* Takes the statement, bound, ordered like the merge by day and entry. */
void merge_add(Merge *merge, const Kind *kind, Query *q);
/* Passes over the next `count` records without reading them. */
bool merge_skip(Merge *merge, gint64 count, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The next record, NULL at the end; yours. */
bool merge_next(Merge *merge, Record **ret_record, GError **error) G_GNUC_WARN_UNUSED_RESULT;
