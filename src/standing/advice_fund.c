/* advice_fund.c: what Decree 19/2019/NĐ-CP asks of whoever holds rotating funds: when the commune has to be told.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/advice.h"

#include "records/kinds.h"
#include "standing/rates.h"
#include "views/list.h"

static const char *
value_of(const Record *record, const char *field)
{
    return record_value(record, kind_field(record->kind, field));
}

static bool
count_open(void *context, const Record *fund, GError **error)
{
    gint64 *open = context;
    *open += *value_of(fund, "ended") == '\0';
    return true;
}

/* Other rounds of this book that go on. */
static bool
open_rounds(Db *db, const Book *book, gint64 *ret_open, GError **error)
{
    gint64 number = book->book;
    ListQuery query = {.kind = kind_get("fund"),
                       .books = &number,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    *ret_open = 0;
    return list_each(db, &query, count_open, ret_open, error);
}

static bool
check(Db *db, const Book *book, const Record *fund, Problems *problems, GError **error)
{
    g_autoptr(Rate) pot_rate = NULL;
    g_autoptr(Rate) rounds_rate = NULL;
    Day day = record_dated(fund);
    Money contribution = {0};
    gint64 open = 0;
    record_money(fund, kind_field(fund->kind, "contribution"), &contribution);
    gint64 pot = contribution.vnd * record_count(fund, kind_field(fund->kind, "members"));
    if (*value_of(fund, "notified") != '\0' || *value_of(fund, "ended") != '\0')
        return true;
    if (!rate_find(db, book, "fund_notice", "pot", day, &pot_rate, error) ||
        !rate_find(db, book, "fund_notice", "rounds", day, &rounds_rate, error) ||
        !open_rounds(db, book, &open, error))
        return false;
    if (fund->entry < 0)
        open++;
    if (pot_rate != NULL && pot_rate->has_amount && pot >= pot_rate->amount.vnd) {
        g_autofree char *limit = money_print(pot_rate->amount, lang_current());
        problems_add(problems, PROBLEM_HINT, "notified",
                     N_("A pot of %s or more: the holder tells the People's Committee of the "
                        "commune in writing (%s)."),
                     limit, pot_rate->decision);
    } else if (rounds_rate != NULL && rounds_rate->has_number && open >= rounds_rate->number) {
        problems_add(problems, PROBLEM_HINT, "notified",
                     N_("%d funds at the same time: whoever holds several tells the People's "
                        "Committee of the commune in writing (%s)."),
                     (int)open, rounds_rate->decision);
    }
    return true;
}

const Advice advice_fund = {"fund", check};
