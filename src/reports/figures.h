/* figures.h: sentences with live figures. A template names its parts in braces: "Visited {visits} members".
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "formats/doc.h"
#include "views/question.h"

/* A figure as it stands in prose and in a cell. */
typedef struct {
    char *text;    /* "71,2 tỷ đồng", "1.250", "02" */
    char *address; /* the question, to open its entries */
    Figure figure;
} Answer;
void answer_free(Answer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Answer, answer_free)

/* The answer to any question. */
Answer *answer_question(Db *db, const Question *question, Lang lang,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Asks one measure over some books and a period; cut and key may be NULL. */
Answer *answer_ask(Db *db, const char *measure, const GArray *books, Period period, const char *cut,
                   const char *key, Lang lang, GError **error) G_GNUC_WARN_UNUSED_RESULT;
json_t *answer_json(
    const Answer *answer); /* as contract: vnd, step, qualifier, text; counts: count, text */

/* A cell of a table of numbers: all digits, as they are added up; opens to its entries. */
void row_answer(DocRow *row, const Answer *answer, Lang lang);

/* Parts of a template; the list ends with name NULL. A part is plain text, or an answer. */
typedef struct {
    const char *name;
    const char *text; /* used when answer is NULL */
    const Answer *answer;
} Part;
/* Appends the template's text to the block, figures as figures. A part that is not given is a bug. */
void block_fill(DocBlock *block, const char *template, const Part *parts);
