/* fees.c: what members owe and paid.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/fees.h"

#include "records/kinds.h"
#include "standing/rates.h"
#include "views/list.h"

#define WHOLE 10000 /* a share is in hundredths of a percent */

void
fee_rule_clear(FeeRule *rule)
{
    g_clear_pointer(&rule->decision, g_free);
}

bool
fee_rule_find(Db *db, const Book *book, Day month, FeeRule *ret_rule, GError **error)
{
    g_autoptr(GPtrArray) rates = rates_list(db, book, "union_fee", month, error);
    if (rates == NULL)
        return false;
    const Rate *best = NULL;
    for (guint i = 0; i < rates->len; i++) {
        const Rate *rate = g_ptr_array_index(rates, i);
        bool better = best == NULL || (best->entry < 0 && rate->entry >= 0) ||
                      ((best->entry < 0) == (rate->entry < 0) && rate->from >= best->from);
        if ((rate->has_amount || rate->has_number) && better)
            best = rate;
    }
    *ret_rule = best == NULL ? (FeeRule){.decision = g_strdup("")}
                             : (FeeRule){best->has_number, best->has_amount, best->number,
                                         best->amount, g_strdup(best->decision)};
    return true;
}

bool
fee_due(const FeeRule *rule, const Record *member, Money *ret_due)
{
    const Kind *kind = member->kind;
    Money base;
    gint64 product;
    if (record_money(member, kind_field(kind, "fee"), ret_due))
        return true;
    if (rule->has_share && record_money(member, kind_field(kind, "fee_base"), &base) &&
        !__builtin_mul_overflow(base.vnd, rule->share, &product)) {
        *ret_due = (Money){(product + WHOLE / 2) / WHOLE, 1, QUALIFIER_EQ};
        return true;
    }
    *ret_due = rule->amount;
    return rule->has_amount;
}

Period
month_of(Day day)
{
    int year, month, of_month;
    day_parts(day, &year, &month, &of_month);
    Day next = month == 12 ? day_of(year + 1, 1, 1) : day_of(year, month + 1, 1);
    return (Period){day_of(year, month, 1), next - 1};
}

/* What the records say about one member and month. */
typedef struct {
    gint64 member;
    Day month;
    bool has_due;
    Money due, paid;
} Written;

static guint
written_hash(gconstpointer data)
{
    const Written *written = data;
    return g_int64_hash(&written->member) * 31 + (guint)written->month;
}

static gboolean
written_equal(gconstpointer a, gconstpointer b)
{
    const Written *one = a, *two = b;
    return one->member == two->member && one->month == two->month;
}

static bool
note_fee(void *context, const Record *fee, GError **error)
{
    GHashTable *all = context;
    const Kind *kind = fee->kind;
    Money amount;
    Written asked = {.member = reference_entry(record_value(fee, kind_field(kind, "member"))),
                     .month = month_of(record_day(fee, kind->dated)).from};
    Written *written = g_hash_table_lookup(all, &asked);
    if (written == NULL) {
        written = g_memdup2(&asked, sizeof asked);
        g_hash_table_add(all, written);
    }
    if (!written->has_due)
        written->has_due = record_money(fee, kind_field(kind, "due"), &written->due);
    if (record_money(fee, kind_field(kind, "paid"), &amount) && !money_add(&written->paid, amount))
        written->paid.vnd = MONEY_MAX;
    return true;
}

static GHashTable *
written_fees(Db *db, const Book *book, Period period, GError **error)
{
    g_autoptr(GHashTable) all = g_hash_table_new_full(written_hash, written_equal, g_free, NULL);
    ListQuery query = {.kind = kind_get("fee"),
                       .books = (gint64 *)&book->book,
                       .book_count = 1,
                       .from = period.from,
                       .to = period.to};
    return list_each(db, &query, note_fee, all, error) ? g_steal_pointer(&all) : NULL;
}

static void
line_free(gpointer data)
{
    FeeLine *line = data;
    record_free(line->member);
    g_free(line);
}

static void
add_capped(Money *sum, Money addend)
{
    if (!money_add(sum, addend))
        sum->vnd = MONEY_MAX;
}

static void
add_month(FeeLine *line, const FeeRule *rule, const Written *written, Period month, Day today)
{
    Money due = {0}, paid = written != NULL ? written->paid : (Money){0};
    bool known = written != NULL && written->has_due;
    if (known)
        due = written->due;
    else
        known = fee_due(rule, line->member, &due);
    add_capped(&line->paid, paid);
    if (!known) {
        line->months_unknown += paid.vnd == 0;
        return;
    }
    add_capped(&line->due, due);
    if (month.to > today || paid.vnd >= due.vnd)
        return;
    line->behind += due.vnd - paid.vnd;
    line->months_behind++;
    if (line->behind_since == DAY_UNSET)
        line->behind_since = month.from;
}

GPtrArray *
fees_list(Db *db, const Book *book, Period period, Day today, GError **error)
{
    Period whole = {month_of(period.from).from, MIN(month_of(period.to).to, month_of(today).to)};
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(line_free);
    if (whole.from > whole.to)
        return g_steal_pointer(&lines);
    g_autoptr(GPtrArray) members = members_list(db, book, whole, error);
    g_autoptr(GHashTable) all = members != NULL ? written_fees(db, book, whole, error) : NULL;
    if (all == NULL)
        return NULL;
    for (guint i = 0; i < members->len; i++) {
        FeeLine *line = g_new0(FeeLine, 1);
        line->member = record_copy(g_ptr_array_index(members, i));
        line->behind_since = DAY_UNSET;
        g_ptr_array_add(lines, line);
    }
    for (Period month = month_of(whole.from); month.from <= whole.to;
         month = month_of(month.to + 1)) {
        g_auto(FeeRule) rule = {0};
        if (!fee_rule_find(db, book, month.from, &rule, error))
            return NULL;
        for (guint i = 0; i < lines->len; i++) {
            FeeLine *line = g_ptr_array_index(lines, i);
            Written asked = {.member = line->member->entry, .month = month.from};
            const Written *written = g_hash_table_lookup(all, &asked);
            if (written != NULL || member_in(line->member, month))
                add_month(line, &rule, written, month, today);
        }
    }
    return g_steal_pointer(&lines);
}

static void
open_free(gpointer data)
{
    FeeOpen *open = data;
    record_free(open->member);
    g_free(open);
}

GPtrArray *
fees_open(Db *db, const Book *book, Period month, GError **error)
{
    g_auto(FeeRule) rule = {0};
    g_autoptr(GPtrArray) opens = g_ptr_array_new_with_free_func(open_free);
    g_autoptr(GPtrArray) members = members_list(db, book, month, error);
    g_autoptr(GHashTable) all = members != NULL ? written_fees(db, book, month, error) : NULL;
    if (all == NULL || !fee_rule_find(db, book, month.from, &rule, error))
        return NULL;
    for (guint i = 0; i < members->len; i++) {
        const Record *member = g_ptr_array_index(members, i);
        Written asked = {.member = member->entry, .month = month.from};
        if (g_hash_table_contains(all, &asked))
            continue;
        FeeOpen *open = g_new0(FeeOpen, 1);
        open->member = record_copy(member);
        open->known = fee_due(&rule, member, &open->due);
        g_ptr_array_add(opens, open);
    }
    return g_steal_pointer(&opens);
}
