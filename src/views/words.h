/* words.h: the word table. Words are gathered in memory and written in the order of the table's
 * key. Used inside views/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include "store/store.h"

typedef struct Words Words;

Words *words_new(void);
void words_free(Words *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Words, words_free)

/* Folded words of a record's texts, without duplicates. (element-type utf8) */
GPtrArray *words_of(const Record *record);
/* Gathers the words of a record. */
void words_add(Words *words, const Record *record);
/* Whether so much is gathered that it should be written now. */
bool words_are_many(const Words *words);
bool words_write(Words *words, Db *db, gint64 book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes the words of a record out of the table; what is gathered must be written before. */
bool words_remove(Db *db, const Record *record, GError **error) G_GNUC_WARN_UNUSED_RESULT;
