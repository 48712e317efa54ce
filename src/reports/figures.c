/* figures.c: sentences with live figures.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/figures.h"

#include "records/codec.h"

void
answer_free(Answer *answer)
{
    if (answer == NULL)
        return;
    g_free(answer->text);
    g_free(answer->address);
    g_free(answer);
}

Answer *
answer_question(Db *db, const Question *question, Lang lang, GError **error)
{
    Figure figure;
    g_assert(question->measure != NULL);
    if (!question_answer(db, question, &figure, error))
        return NULL;
    Answer *answer = g_new0(Answer, 1);
    answer->figure = figure;
    answer->address = question_address(db, question);
    answer->text = question->measure->type == MEASURE_MONEY
                       ? money_print(figure.sum, lang)
                       : count_print_padded(figure.sum.vnd, lang);
    return answer;
}

Answer *
answer_ask(Db *db, const char *measure, const GArray *books, Period period, const char *cut,
           const char *key, Lang lang, GError **error)
{
    Question question = {
        .measure = measure_find(measure),
        .books = (gint64 *)(void *)books->data,
        .book_count = books->len,
        .period = period,
        .cut = cut,
        .key = key,
    };
    return answer_question(db, &question, lang, error);
}

json_t *
answer_json(const Answer *answer)
{
    json_t *json = money_to_json(answer->figure.sum, answer->text);
    json_object_set_new(json, "entries", json_integer(answer->figure.entries));
    if (answer->figure.stated)
        json_object_set_new(json, "stated", json_true());
    return json;
}

void
row_answer(DocRow *row, const Answer *answer, Lang lang)
{
    g_autofree char *digits = count_print(answer->figure.sum.vnd, lang);
    row_number(row, answer->figure.sum.vnd, digits, answer->address);
}

static const Part *
find_part(const Part *parts, const char *name, gsize length)
{
    for (; parts->name != NULL; parts++)
        if (strlen(parts->name) == length && strncmp(parts->name, name, length) == 0)
            return parts;
    g_assert_not_reached();
}

void
block_fill(DocBlock *block, const char *template, const Part *parts)
{
    while (*template != '\0') {
        gsize plain = strcspn(template, "{");
        if (plain > 0) {
            g_autofree char *text = g_strndup(template, plain);
            block_text(block, text);
        }
        template += plain;
        if (*template != '{')
            continue;
        gsize length = strcspn(template + 1, "}");
        const Part *part = find_part(parts, template + 1, length);
        if (part->answer != NULL)
            block_figure(block, part->answer->text, part->answer->address);
        else
            block_text(block, part->text);
        template += length + 2;
    }
}
