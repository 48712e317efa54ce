/* question.h: a figure is a question over entries: a measure, books, a period, and perhaps one
 * slice of a cut. It is answered from the totals table in time that does not grow with the book,
 * and knows its entries.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/date.h"
#include "records/measure.h"
#include "views/views.h"

typedef struct {
    const Measure *measure;
    gint64 *books; /* local numbers */
    gsize book_count;
    Period period;
    const char *cut; /* "" or NULL: all; else "field", "campaign", ... */
    const char *key; /* the slice of the cut; NULL with a cut means: in any slice */
    bool outside;    /* with a cut and no key: only what is in no slice of it */
    /* Books whose figures stand beside this one: what is counted in one of them is left out here, as it is for the
     * books themselves, so that the same gift in two books is counted once. */
    gint64 *beside;
    gsize beside_count;
    /* Only what is in this slice of another cut ("the communes of one campaign"). It is answered from the entries, in
     * time that grows with them. NULL: all. */
    const char *within, *within_key;
} Question;

typedef struct {
    Money sum;      /* counts: sum.vnd is the count, step 1 */
    gint64 entries; /* how many records add to it */
    bool stated;    /* rests at least partly on a unit's own statement, not on entries held here */
    bool known;     /* false: private kind of another's book and no statement for this period */
} Figure;

/* A private measure of another's book is answered by its newest statement for exactly this period.
 */
bool question_answer(Db *db, const Question *question, Figure *ret_figure,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether its owner has stated a private measure as it stands now: partners see only what was stated. Asks one own book,
 * whole. */
bool question_is_told(Db *db, const Question *question, bool *ret_told,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* All slices of question->cut, ordered by key; (element-type QuestionSlice). Cuts of list fields
 * overlap and do not add up to the whole; the caller says so. */
typedef struct {
    char *key;
    Figure figure;
} QuestionSlice;
GPtrArray *question_slices(Db *db, const Question *question,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* By calendar month of the period: key "2020-01". */
GPtrArray *question_months(Db *db, const Question *question,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The records behind it, by day; (element-type Record). Their addends sum to the figure. */
GPtrArray *question_entries(Db *db, const Question *question, gint64 offset, gint64 limit,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What the question leaves out because another unit's book that is asked for, or stands beside, counts it; oldest
 * first within a book. (element-type Record) */
GPtrArray *question_elsewhere(Db *db, const Question *question,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The question as an address:
 * "measure=value&of=KG,KG-CD&from=2020-01-01&to=2020-07-31&cut=field&key=1"; `outside` is "&outside=1". */
char *question_address(Db *db, const Question *question);
/* The other way. The question owns its books and texts: question_clear. What is no question or
 * names what is not here: KN_INVALID or KN_MISSING with a sentence. */
bool question_read(Db *db, const char *address, Question *ret_question,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void question_clear(Question *question); /* of question_read only */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Question, question_clear)

/* Whether this book's part of the figure is its owner's statement: a private measure of another's
 * book. */
bool question_is_stated(Db *db, const Question *question, gint64 book, bool *ret_stated,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
