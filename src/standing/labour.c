/* labour.c: days of labour, each at the rate of its day.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/labour.h"

#include "base/error.h"
#include "standing/rates.h"

/* The rate of a day; looked up once for each. NULL in the table: none. */
static bool
rate_of(Db *db, const Book *book, Day day, GHashTable *known, const Rate **ret_rate, GError **error)
{
    gpointer found;
    if (!g_hash_table_lookup_extended(known, GINT_TO_POINTER(day), NULL, &found)) {
        Rate *rate = NULL;
        if (!rate_find(db, book, "labour_day", "", day, &rate, error))
            return false;
        g_hash_table_insert(known, GINT_TO_POINTER(day), rate);
        found = rate;
    }
    *ret_rate = found;
    return true;
}

bool
labour_worth(Db *db, const Book *book, const Question *question, Money *ret_worth, gint64 *ret_days,
             GError **error)
{
    g_autoptr(GHashTable) known =
        g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, (GDestroyNotify)rate_free);
    g_autoptr(GPtrArray) records = question_entries(db, question, 0, 0, error);
    *ret_worth = (Money){0};
    *ret_days = 0;
    for (guint i = 0; records != NULL && i < records->len; i++) {
        const Record *record = records->pdata[i];
        const Rate *rate;
        Money days, worth = {.step = 1, .qualifier = QUALIFIER_EQ};
        if (!rate_of(db, book, record_dated(record), known, &rate, error))
            return false;
        if (rate == NULL || !rate->has_amount ||
            !measure_addend(question->measure, record, /* book_is_chapter= */ true, &days))
            continue;
        worth.step = rate->amount.step;
        worth.qualifier = rate->amount.qualifier;
        if (__builtin_mul_overflow(days.vnd, rate->amount.vnd, &worth.vnd) ||
            !money_add(ret_worth, worth))
            return fail(error, KN_LIMIT, N_("The amounts add up to more than can be counted."));
        *ret_days += days.vnd;
    }
    return records != NULL;
}
