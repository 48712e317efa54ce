/* problems.c: the list of what is wrong or odd with something typed.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/problems.h"

#include "base/lang.h"
#include <stdarg.h>

struct Problems {
    GPtrArray *rows; /* (element-type Problem) */
};

static void
problem_free(gpointer data)
{
    Problem *problem = data;
    g_free(problem->field);
    g_free(problem->sentence);
    g_free(problem);
}

Problems *
problems_new(void)
{
    Problems *problems = g_new0(Problems, 1);
    problems->rows = g_ptr_array_new_with_free_func(problem_free);
    return problems;
}

void
problems_free(Problems *problems)
{
    if (problems == NULL)
        return;
    g_ptr_array_unref(problems->rows);
    g_free(problems);
}

void
problems_add(Problems *problems, ProblemKind kind, const char *field, const char *format, ...)
{
    Problem *problem = g_new0(Problem, 1);
    problem->kind = kind;
    problem->field = g_strdup(field);
    va_list args;
    va_start(args, format);
    problem->sentence = g_strdup_vprintf(tr(lang_current(), format), args);
    va_end(args);
    g_ptr_array_add(problems->rows, problem);
}

gsize
problems_count(const Problems *problems)
{
    return problems->rows->len;
}

const Problem *
problems_at(const Problems *problems, gsize i)
{
    g_assert(i < problems->rows->len);
    return problems->rows->pdata[i];
}

bool
problems_has_errors(const Problems *problems)
{
    for (gsize i = 0; i < problems_count(problems); i++)
        if (problems_at(problems, i)->kind == PROBLEM_ERROR)
            return true;
    return false;
}

const Problem *
problems_find(const Problems *problems, const char *field)
{
    for (gsize i = 0; i < problems_count(problems); i++)
        if (g_strcmp0(problems_at(problems, i)->field, field) == 0)
            return problems_at(problems, i);
    return NULL;
}

char *
problems_text(const Problems *problems, bool hints)
{
    GString *text = g_string_new(NULL);
    for (gsize i = 0; i < problems_count(problems); i++) {
        const Problem *problem = problems_at(problems, i);
        if (problem->kind != PROBLEM_ERROR && !hints)
            continue;
        if (problem->field != NULL)
            g_string_append_printf(text, "%s: ", problem->field);
        g_string_append(text, problem->sentence);
        g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}
