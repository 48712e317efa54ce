/* advice_document.c: the number of a document beside the others of its book: the next one, one that is there already, one
 * that leaves a gap; and figures that have changed since it quoted them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/advice.h"

#include "base/money.h"
#include "records/kinds.h"
#include "records/published.h"
#include "standing/documents.h"
#include "views/question.h"

static void
say_number(const Book *book, const Record *document, const GArray *others, gint64 number, int year,
           Problems *problems)
{
    const char *field = document_is_incoming(document) ? "arrival" : "number";
    g_autofree char *year_text = g_strdup_printf("%d", year),
                    *next = g_strdup_printf("%" G_GINT64_FORMAT, document_next(others));
    if (number == 0) {
        problems_add(problems, PROBLEM_HINT, field,
                     document_is_incoming(document)
                         ? N_("The next number of incoming documents in %s is %s.")
                         : N_("The next number of outgoing documents in %s is %s."),
                     year_text, next);
        return;
    }
    for (guint i = 0; i < others->len; i++) {
        const DocumentNumber *other = &g_array_index(others, DocumentNumber, i);
        if (other->number != number)
            continue;
        g_autofree char *id = record_id(book, other->entry);
        problems_add(problems, PROBLEM_HINT, field,
                     N_("%s has this number in %s already; the next one is %s."), id, year_text,
                     next);
        return;
    }
    if (number > document_next(others))
        problems_add(problems, PROBLEM_HINT, field,
                     N_("This leaves a gap: the next number in %s is %s."), year_text, next);
}

static bool
check_number(Db *db, const Book *book, const Record *document, Problems *problems, GError **error)
{
    int year = 0;
    gint64 number = document_number(document, &year);
    if (year == 0 || (number == 0 && !document_stands(document)))
        return true;
    g_autoptr(GArray) numbers =
        document_numbers(db, book, document_is_incoming(document), year, error);
    if (numbers == NULL)
        return false;
    for (guint i = numbers->len; i > 0; i--)
        if (g_array_index(numbers, DocumentNumber, i - 1).entry == document->entry)
            g_array_remove_index(numbers, i - 1);
    say_number(book, document, numbers, number, year, problems);
    return true;
}

/* Whether what the document says can stand for the figure, with the room that its words leave. What cannot be read as a
 * number says nothing against it. */
static bool
still_says(const char *said, gint64 now)
{
    Printed printed;
    return !printed_read(said, "", &printed) || !printed.given ||
           (printed.least <= now && now <= printed.most);
}

static bool
check_figure(Db *db, const char *said, const char *address, Problems *problems, GError **error)
{
    const char *asked = strchr(address, '?');
    g_auto(Question) question = {0};
    Figure figure;
    if (*address == '\0')
        return true;
    if (!question_read(db, asked != NULL ? asked + 1 : address, &question, NULL)) {
        problems_add(problems, PROBLEM_HINT, "figures",
                     N_("\"%s\" is not the address of a figure that is known here."), address);
        return true;
    }
    if (!question_answer(db, &question, &figure, error))
        return false;
    if (still_says(said, figure.sum.vnd))
        return true;
    g_autofree char *now = question.measure->type == MEASURE_MONEY
                               ? money_print(figure.sum, lang_current())
                               : count_print(figure.sum.vnd, lang_current());
    problems_add(problems, PROBLEM_HINT, "figures",
                 N_("The document says %s; the books say %s now (%s)."), said, now,
                 _(question.measure->label));
    return true;
}

static bool
check(Db *db, const Book *book, const Record *document, Problems *problems, GError **error)
{
    int figures = kind_field(document->kind, "figures");
    if (!check_number(db, book, document, problems, error))
        return false;
    for (gsize i = 0; i < record_items(document, figures); i++) {
        g_autofree char *said = record_part(document, figures, i, 0),
                        *address = record_part(document, figures, i, 1);
        if (!check_figure(db, said, address, problems, error))
            return false;
    }
    return true;
}

const Advice advice_document = {"document", check};
