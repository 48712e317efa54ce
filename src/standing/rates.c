/* rates.c: which dated rule is in force.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/rates.h"

#include "records/kinds.h"
#include "views/list.h"

void
rate_free(Rate *rate)
{
    if (rate == NULL)
        return;
    g_free(rate->key);
    g_free(rate->words);
    g_free(rate->decision);
    g_free(rate);
}

/* What is brought along, by subject. */
static const struct {
    const ShippedRate *rows;
    const gsize *count;
} shipped[] = {
    {shipped_rates, &shipped_rates_count},
    {shipped_blood, &shipped_blood_count},
    {shipped_privacy, &shipped_privacy_count},
    {shipped_holidays, &shipped_holidays_count},
};

static bool
holds_in(const Rate *rate, Period period)
{
    return rate->from <= period.to && (rate->until == DAY_UNSET || rate->until >= period.from);
}

static Rate *
from_shipped(const ShippedRate *row)
{
    Rate *rate = g_new0(Rate, 1);
    *rate = (Rate){.key = g_strdup(row->key),
                   .until = DAY_UNSET,
                   .has_amount = row->vnd >= 0,
                   .has_number = row->number >= 0,
                   .amount = {.vnd = row->vnd, .step = 1, .qualifier = QUALIFIER_EQ},
                   .number = row->number,
                   .words = g_strdup(row->words),
                   .decision = g_strdup(row->decision),
                   .entry = -1};
    bool read = day_parse(row->from, &rate->from) &&
                (row->until == NULL || day_parse(row->until, &rate->until));
    g_assert(read);
    return rate;
}

static Rate *
from_record(const Record *record)
{
    const Kind *kind = record->kind;
    int number = kind_field(kind, "number");
    Rate *rate = g_new0(Rate, 1);
    rate->key = g_strdup(record_value(record, kind_field(kind, "key")));
    rate->from = record_day(record, kind_field(kind, "from"));
    rate->until = record_day(record, kind_field(kind, "until"));
    rate->has_amount = record_money(record, kind_field(kind, "amount"), &rate->amount);
    rate->has_number = !record_is_empty(record, number);
    rate->number = rate->has_number ? record_count(record, number) : -1;
    rate->words = g_strdup(record_value(record, kind_field(kind, "words")));
    rate->decision = g_strdup(record_value(record, kind_field(kind, "decision")));
    rate->entry = record->entry;
    return rate;
}

/* Puts a row in the place of an older one of its key; a unit's own always wins over one brought along. */
static void
put_newer(GPtrArray *rates, Rate *rate)
{
    for (guint i = 0; i < rates->len; i++) {
        Rate *known = g_ptr_array_index(rates, i);
        if (!g_str_equal(known->key, rate->key))
            continue;
        bool same_side = (known->entry < 0) == (rate->entry < 0);
        bool newer = same_side ? rate->from >= known->from : rate->entry >= 0;
        if (newer) {
            rates->pdata[i] = rate;
            rate_free(known);
        } else {
            rate_free(rate);
        }
        return;
    }
    g_ptr_array_add(rates, rate);
}

typedef struct {
    GPtrArray *rates;
    Period period;
    bool newest; /* one row a key */
} Gathering;

static void
take(Gathering *gathering, Rate *rate)
{
    if (!holds_in(rate, gathering->period))
        rate_free(rate);
    else if (gathering->newest)
        put_newer(gathering->rates, rate);
    else
        g_ptr_array_add(gathering->rates, rate);
}

static bool
take_record(void *context, const Record *record, GError **error)
{
    take(context, from_record(record));
    return true;
}

static GPtrArray *
gather(Db *db, const Book *book, const char *table, Period period, bool newest, GError **error)
{
    g_autoptr(GPtrArray) rates = g_ptr_array_new_with_free_func((GDestroyNotify)rate_free);
    Gathering gathering = {rates, period, newest};
    for (gsize s = 0; s < G_N_ELEMENTS(shipped); s++)
        for (gsize i = 0; i < *shipped[s].count; i++)
            if (g_str_equal(shipped[s].rows[i].table, table))
                take(&gathering, from_shipped(&shipped[s].rows[i]));
    ListEqual equal = {"table", table};
    g_autoptr(GPtrArray) equals = g_ptr_array_new();
    g_ptr_array_add(equals, &equal);
    ListQuery query = {.kind = kind_get("rate"),
                       .books = (gint64 *)&book->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = period.to,
                       .equals = equals};
    return list_each(db, &query, take_record, &gathering, error) ? g_steal_pointer(&rates) : NULL;
}

GPtrArray *
rates_list(Db *db, const Book *book, const char *table, Day day, GError **error)
{
    return gather(db, book, table, (Period){day, day}, /* newest= */ true, error);
}

GPtrArray *
rates_between(Db *db, const Book *book, const char *table, Period period, GError **error)
{
    return gather(db, book, table, period, /* newest= */ false, error);
}

bool
rate_find(Db *db, const Book *book, const char *table, const char *key, Day day, Rate **ret_rate,
          GError **error)
{
    g_autoptr(GPtrArray) rates = rates_list(db, book, table, day, error);
    if (rates == NULL)
        return false;
    *ret_rate = NULL;
    for (guint i = 0; i < rates->len && *ret_rate == NULL; i++)
        if (g_str_equal(((Rate *)g_ptr_array_index(rates, i))->key, key))
            *ret_rate = g_ptr_array_steal_index(rates, i);
    return true;
}

bool
rate_find_ended(Db *db, const Book *book, const char *table, const char *key, Day day,
                Rate **ret_rate, GError **error)
{
    Period until = {day_of(1900, 1, 1), day};
    g_autoptr(GPtrArray) rates = rates_between(db, book, table, until, error);
    if (rates == NULL)
        return false;
    guint found = rates->len;
    bool in_force = false;
    for (guint i = 0; i < rates->len; i++) {
        const Rate *rate = g_ptr_array_index(rates, i);
        if (!g_str_equal(rate->key, key))
            continue;
        in_force = in_force || rate->until == DAY_UNSET || rate->until >= day;
        if (found == rates->len ||
            ((const Rate *)g_ptr_array_index(rates, found))->until < rate->until)
            found = i;
    }
    *ret_rate = !in_force && found < rates->len ? g_ptr_array_steal_index(rates, found) : NULL;
    return true;
}
