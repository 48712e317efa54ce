/* rest.c: what the parts of a whole leave, and what they say twice.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/rest.h"

#include "base/error.h"

void
rest_clear(Rest *rest)
{
    answer_free(rest->rest);
    *rest = (Rest){0};
}

/* All slices of the cut together, what stands in several once for each. */
static bool
add_parts(const Scene *scene, const char *measure, const GArray *books, const char *cut,
          gint64 *ret_parts, GError **error)
{
    Question question = scene_question(scene, measure, books, cut, NULL);
    g_autoptr(GPtrArray) slices = question_slices(scene->db, &question, error);
    *ret_parts = 0;
    for (guint i = 0; slices != NULL && i < slices->len; i++) {
        const QuestionSlice *slice = g_ptr_array_index(slices, i);
        if (__builtin_add_overflow(*ret_parts, slice->figure.sum.vnd, ret_parts))
            return fail(error, KN_LIMIT, "The amounts add up to more than can be counted.");
    }
    return slices != NULL;
}

bool
rest_ask(const Scene *scene, const char *measure, const House *house, const char *cut,
         Rest *ret_rest, GError **error)
{
    const GArray *books = house != NULL ? house->books : scene->books;
    g_autoptr(Answer) whole = scene_answer(scene, measure, house, NULL, NULL, error);
    Question outside = scene_question(scene, measure, books, cut, NULL);
    outside.outside = true;
    g_autoptr(Answer) rest =
        whole != NULL ? answer_question(scene->db, &outside, scene->lang, error) : NULL;
    gint64 parts = 0;
    if (rest == NULL || !add_parts(scene, measure, books, cut, &parts, error))
        return false;
    *ret_rest = (Rest){.repeated = parts + rest->figure.sum.vnd - whole->figure.sum.vnd};
    ret_rest->rest = g_steal_pointer(&rest);
    return true;
}

bool
rest_row(DocBlock *table, const Scene *scene, const char *measure, const char *cut,
         const char *first, const char *second, GError **error)
{
    g_auto(Rest) all = {0};
    if (!rest_ask(scene, measure, NULL, cut, &all, error))
        return false;
    if (all.rest->figure.entries == 0)
        return true;
    DocRow *row = table_row(table, false);
    row_text(row, first);
    row_text(row, second);
    for (guint h = 0; h < scene->houses->len; h++) {
        g_auto(Rest) one = {0};
        if (!rest_ask(scene, measure, scene_house(scene, h), cut, &one, error))
            return false;
        row_answer(row, one.rest, scene->lang);
    }
    if (scene->houses->len > 1)
        row_answer(row, all.rest, scene->lang);
    return true;
}

bool
rest_repeated(Doc *doc, const Scene *scene, const char *cut, GError **error)
{
    g_auto(Rest) all = {0};
    if (!rest_ask(scene, "value", NULL, cut, &all, error))
        return false;
    if (all.repeated == 0)
        return true;
    g_autofree char *amount = money_digits(all.repeated, scene->lang);
    const Part parts[] = {{"amount", amount, NULL}, {NULL}};
    block_fill(
        doc_add(doc, DOC_PARAGRAPH),
        tr(scene->lang, N_("What was done under several of them is said under each: {amount} "
                           "stands more than once, so these values add up to more than the "
                           "total.")),
        parts);
    return true;
}
