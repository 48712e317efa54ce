/* advice.h: what is odd about a record when it is held against others of its book: hints, never refusals. To add one:
 * standing/advice_NAME.c ending in `const Advice advice_NAME`, and its name in standing/meson.build.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"
#include "records/record.h"

typedef struct {
    const char *kind; /* of the records it looks at; NULL: of any kind */
    /* Adds hints about a record that is being written (entry -1) or amended. */
    bool (*check)(Db *db, const Book *book, const Record *record, Problems *problems,
                  GError **error);
} Advice;

/* Every piece of advice on the record's kind. */
bool advice_check(Db *db, const Book *book, const Record *record, Problems *problems,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
