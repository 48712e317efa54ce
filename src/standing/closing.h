/* closing.h: what is still open in a book that is about to be closed. Nothing of it stands in the way: a unit ends on the
 * day its document says.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/date.h"
#include "book/book.h"

typedef struct {
    char *sentence;  /* in the current language */
    char *kind;      /* of the records it is about, or NULL */
    gint64 entry;    /* the one it is about, -1: several, or an agreement */
    char *agreement; /* identity of the agreement it is about, or NULL */
} OpenEnd;
/* Funds that go on, tasks that are not done, covenants in force, proposals that wait. (element-type OpenEnd) */
GPtrArray *open_ends(Db *db, const Book *book, Day today, GError **error) G_GNUC_WARN_UNUSED_RESULT;
