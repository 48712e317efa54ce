/* question_part.h: what the files of question share. Used inside views/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "views/question.h"

/* Whether a record stands in the slices that the question asks for. */
bool question_in_slice(const Question *question, const Record *record);

/* The records of one asked book that are left out, of any kind and slice, within the period. (element-type Record) */
GPtrArray *question_left_out(Db *db, const Question *question, gint64 book,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Every record behind the figure with what it adds, by day; `each` returns false to stop with its own error, or
 * without one when it has enough. */
typedef bool (*QuestionEach)(void *context, Record *record, Money addend, GError **error);
bool question_stream(Db *db, const Question *question, QuestionEach each, void *context,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
