/* list.h: records of a kind, filtered, ordered, a page at a time, with their number and sums. One
 * query object feeds the screen, the command line and every export, so what is shown is what is
 * exported.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/date.h"
#include "views/views.h"

typedef struct {
    const Kind *kind;
    gint64 *books; /* local numbers; NULL: all own books */
    gsize book_count;
    Day from, to;       /* of the dated field, DAY_UNSET: open */
    const char *search; /* words, with or without accents, or NULL */
    GPtrArray
        *equals; /* (element-type ListEqual) or NULL: choice, flag, ref fields, lists of refs */
    /* Of the entry that counts: from the first, before the second (0: open). */
    gint64 latest_from, latest_to;
    const char *order; /* field name, NULL: newest first; names of persons by given name */
    bool descending;
    gint64 offset, limit; /* limit 0: all */
} ListQuery;

/* Whether this field is the name of a person: ordered by given name, as Vietnamese lists are. */
bool list_is_person_name(const Kind *kind, int field);

typedef struct {
    const char *field;
    const char *value;
} ListEqual;

typedef struct {
    GPtrArray *records; /* (element-type Record), the page */
    gint64 count;       /* of the whole filtered set */
    GArray
        *sums; /* (element-type ListSum): per money or count field shown in lists, filtered set */
} ListPage;
typedef struct {
    int field;
    Money sum; /* counts: vnd is the count */
} ListSum;

ListPage *list_run(Db *db, const ListQuery *query, bool with_sums,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void list_page_free(ListPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ListPage, list_page_free)
/* Row by row in bounded memory, for exports. */
bool list_each(Db *db, const ListQuery *query,
               bool (*each)(void *context, const Record *record, GError **error), void *context,
               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Records of any kind that hold all the words (folded prefixes), newest first. (element-type
 * Record) */
GPtrArray *search_run(Db *db, const gint64 *books, gsize book_count, const char *words,
                      gint64 limit, GError **error) G_GNUC_WARN_UNUSED_RESULT;
