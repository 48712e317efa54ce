/* advice_visit.c: visits beside the norms of the day: the unit's own, and the limits of the unions above.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/advice.h"

#include "records/kinds.h"
#include "standing/visits.h"
#include "views/views.h"

/* "Quyết định 12/QĐ-CĐCS" or the rule's number. Yours to free. */
static char *
named(const Book *book, const Rate *rate)
{
    if (*rate->decision != '\0' || rate->entry < 0)
        return g_strdup(rate->decision);
    return record_id(book, rate->entry);
}

static bool
check_norm(Db *db, const Book *book, const Record *visit, Day day, Problems *problems,
           GError **error)
{
    const Kind *kind = visit->kind;
    Money amount;
    g_autoptr(Rate) norm = NULL;
    /* A norm that the record itself says is held against the amount by the kind. */
    if (!record_money(visit, kind_field(kind, "amount"), &amount) ||
        !record_is_empty(visit, kind_field(kind, "norm")))
        return true;
    if (!visit_norm(db, book, record_value(visit, kind_field(kind, "occasion")), day, &norm, error))
        return false;
    if (norm == NULL || amount.vnd <= norm->amount.vnd)
        return true;
    g_autofree char *text = money_digits(norm->amount.vnd, lang_current()),
                    *decision = named(book, norm);
    problems_add(problems, PROBLEM_HINT, "amount",
                 N_("This is above the norm of that day for the occasion: %s (%s)."), text,
                 decision);
    return true;
}

static bool
check_limit(Db *db, const Book *book, const Record *visit, Day day, Problems *problems,
            GError **error)
{
    const Kind *kind = visit->kind;
    Money amount;
    int payer = kind_field(kind, "payer"), occasion = kind_field(kind, "occasion");
    bool hardship = record_choice_is(visit, occasion, "hardship") ||
                    record_choice_is(visit, occasion, "illness");
    g_autoptr(Rate) limit = NULL;
    if (!hardship || record_is_empty(visit, payer) || record_choice_is(visit, payer, "own") ||
        !record_money(visit, kind_field(kind, "amount"), &amount))
        return true;
    if (!rate_find(db, book, "visit_limit", record_value(visit, payer), day, &limit, error))
        return false;
    if (limit == NULL || !limit->has_amount || amount.vnd <= limit->amount.vnd)
        return true;
    g_autofree char *text = money_digits(limit->amount.vnd, lang_current()),
                    *decision = named(book, limit);
    problems_add(problems, PROBLEM_HINT, "amount",
                 N_("A union of that level gives a person at most %s at a time (%s)."), text,
                 decision);
    return true;
}

static void
check_member(Db *db, const Book *book, const Record *visit, Day day, Problems *problems)
{
    gint64 entry = reference_entry(record_value(visit, kind_field(visit->kind, "member")));
    g_autoptr(Record) member = entry >= 0 ? record_load(db, book, entry, NULL) : NULL;
    if (member == NULL || !g_str_equal(member->kind->name, "member") ||
        member_in(member, (Period){day, day}))
        return;
    g_autofree char *name = record_title(member);
    problems_add(problems, PROBLEM_HINT, "member", N_("On that day %s was not in the union."),
                 name);
}

static bool
check(Db *db, const Book *book, const Record *visit, Problems *problems, GError **error)
{
    Day day = record_day(visit, visit->kind->dated);
    if (day == DAY_UNSET)
        return true;
    check_member(db, book, visit, day, problems);
    return check_norm(db, book, visit, day, problems, error) &&
           check_limit(db, book, visit, day, problems, error);
}

const Advice advice_visit = {"visit", check};
