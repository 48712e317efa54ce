/* problems.h: what is wrong or odd with something a person typed: an answer, not an error. One line per
 * field, all at once. Errors keep a record from being written; hints never do.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum { PROBLEM_ERROR = 1, PROBLEM_HINT } ProblemKind;

typedef struct {
    ProblemKind kind;
    char *field;    /* the field's name, NULL for the whole record */
    char *sentence; /* in the thread's language */
} Problem;

typedef struct Problems Problems;

Problems *problems_new(void);
void problems_free(Problems *problems);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Problems, problems_free)

/* `format` is an N_() literal; it is translated here. */
void problems_add(Problems *problems, ProblemKind kind, const char *field, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
gsize problems_count(const Problems *problems);
const Problem *problems_at(const Problems *problems, gsize i);
bool problems_has_errors(const Problems *problems);
/* The first sentence about this field, or NULL. */
const Problem *problems_find(const Problems *problems, const char *field);
/* The errors as one text, "field: sentence" a line, for the command line. Yours to free. */
char *problems_text(const Problems *problems, bool hints);
