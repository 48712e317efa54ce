/* year.c: finds the year in view.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/year.h"

#include "views/question.h"

Period
year_period(int year)
{
    return (Period){day_of(year, 1, 1), day_of(year, 12, 31)};
}

static bool
has_something(Request *req, Db *db, int year)
{
    for (gsize i = 0; i < measures_count; i++) {
        Question question = {.measure = &measures[i],
                             .books = &req->book->book,
                             .book_count = 1,
                             .period = year_period(year)};
        Figure figure = {0};
        if (question_answer(db, &question, &figure, NULL) && figure.entries > 0)
            return true;
    }
    return false;
}

static int
asked_year(const Request *req)
{
    for (guint i = 0; i < req->query->len; i++) {
        const Pair *pair = g_ptr_array_index(req->query, i);
        guint64 year = 0;
        if (strcmp(pair->name, "year") == 0 &&
            g_ascii_string_to_unsigned(pair->value, 10, 1900, 2199, &year, NULL))
            return (int)year;
    }
    return 0;
}

int
year_in_view(Request *req)
{
    if (req->year == 0)
        req->year = asked_year(req);
    if (req->year != 0)
        return req->year;
    int today = 0, month = 0, day = 0;
    day_parts(request_today(req), &today, &month, &day);
    req->year = today;
    Db *db = req->book != NULL ? request_db(req, NULL) : NULL;
    for (int year = today; db != NULL && year > today - 10; year--) {
        if (!has_something(req, db, year))
            continue;
        req->year = year;
        break;
    }
    return req->year;
}
