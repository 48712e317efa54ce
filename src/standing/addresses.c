/* addresses.c: how one humanitarian address stands.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/addresses.h"

#include "records/kinds.h"
#include "standing/rates.h"
#include "views/links.h"

static void
promise_free(gpointer data)
{
    Promise *promise = data;
    record_free(promise->sponsorship);
    g_free(promise);
}

void
address_standing_free(AddressStanding *standing)
{
    if (standing == NULL)
        return;
    g_clear_pointer(&standing->helps, g_ptr_array_unref);
    g_clear_pointer(&standing->promises, g_ptr_array_unref);
    g_clear_pointer(&standing->years, g_array_unref);
    g_free(standing);
}

static int
months_of(const Record *sponsorship)
{
    static const struct {
        const char *rhythm;
        int months;
    } rhythms[] = {{"monthly", 1}, {"quarterly", 3}, {"yearly", 12}, {"school_year", 12}};
    int rhythm = kind_field(sponsorship->kind, "rhythm");
    for (gsize i = 0; i < G_N_ELEMENTS(rhythms); i++)
        if (record_choice_is(sponsorship, rhythm, rhythms[i].rhythm))
            return rhythms[i].months;
    return 0;
}

/* The last day on which something is promised; DAY_UNSET: open. */
static Day
promise_end(const Record *sponsorship)
{
    Day until = record_day(sponsorship, kind_field(sponsorship->kind, "until")),
        ended = record_day(sponsorship, kind_field(sponsorship->kind, "ended"));
    if (until == DAY_UNSET || ended == DAY_UNSET)
        return until == DAY_UNSET ? ended : until;
    return MIN(until, ended);
}

/* The day of the n-th time (from 0); DAY_UNSET past the end. */
static Day
promise_day(const Record *sponsorship, gint64 n)
{
    Day from = record_day(sponsorship, kind_field(sponsorship->kind, "from")),
        end = promise_end(sponsorship);
    int months = months_of(sponsorship);
    if (from == DAY_UNSET || (months == 0 && n > 0) || n > 12 * 100)
        return DAY_UNSET;
    Day day = day_later(from, months * (int)n);
    return end != DAY_UNSET && day > end ? DAY_UNSET : day;
}

static void
sum_helps(Promise *promise, const GPtrArray *helps)
{
    g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, promise->sponsorship->entry);
    for (guint i = 0; i < helps->len; i++) {
        const Record *help = g_ptr_array_index(helps, i);
        Money amount;
        if (!g_str_equal(record_value(help, kind_field(help->kind, "sponsorship")), ref))
            continue;
        promise->times++;
        if (record_money(help, kind_field(help->kind, "amount"), &amount) &&
            !money_add(&promise->given, amount))
            return; /* past what can be counted: as much as there is room for */
    }
}

void
promise_reckon(Promise *promise, Day today)
{
    const Record *sponsorship = promise->sponsorship;
    Money each;
    Day day;
    for (day = promise_day(sponsorship, 0); day != DAY_UNSET && day <= today;
         day = promise_day(sponsorship, promise->due))
        promise->due++;
    gint64 kept = promise->times;
    if (record_money(sponsorship, kind_field(sponsorship->kind, "amount"), &each) && each.vnd > 0) {
        gint64 wanted;
        kept = MIN(promise->given.vnd / each.vnd, promise->due + promise->times);
        if (!__builtin_mul_overflow(each.vnd, promise->due, &wanted))
            promise->missing = MAX(0, wanted - promise->given.vnd);
    }
    promise->next = promise_day(sponsorship, kept);
    promise->behind = promise->next != DAY_UNSET && promise->next < today;
}

static void
add_year(GArray *years, int year, const Money *amount)
{
    AddressYear *at = years->len > 0 ? &g_array_index(years, AddressYear, years->len - 1) : NULL;
    if (at == NULL || at->year != year) {
        AddressYear fresh = {.year = year};
        g_array_append_val(years, fresh);
        at = &g_array_index(years, AddressYear, years->len - 1);
    }
    at->times++;
    if (amount != NULL && !money_add(&at->given, *amount))
        return;
}

static void
gather_helps(AddressStanding *standing)
{
    for (guint i = 0; i < standing->helps->len; i++) {
        const Record *help = g_ptr_array_index(standing->helps, i);
        Money amount;
        bool worth = record_money(help, kind_field(help->kind, "amount"), &amount);
        Day day = record_dated(help);
        int year, month, of_month;
        day_parts(day, &year, &month, &of_month);
        add_year(standing->years, year, worth ? &amount : NULL);
        if (worth && !money_add(&standing->given, amount))
            continue;
        standing->unverified += record_is_empty(help, kind_field(help->kind, "verified"));
        standing->last_help = day;
    }
}

Day
address_surveyed(const Record *address)
{
    int surveys = kind_field(address->kind, "surveys");
    Day newest = record_day(address, kind_field(address->kind, "surveyed"));
    for (gsize i = 0; i < record_items(address, surveys); i++) {
        g_autofree char *on = record_part(address, surveys, i, 0);
        Day day;
        if (day_parse(on, &day) && (newest == DAY_UNSET || day > newest))
            newest = day;
    }
    return newest;
}

bool
address_visit_days(Db *db, const Book *book, const char *priority, Day today, gint64 *ret_days,
                   GError **error)
{
    g_autoptr(Rate) rate = NULL;
    if (!rate_find(db, book, "address_visit", *priority != '\0' ? priority : "normal", today, &rate,
                   error))
        return false;
    *ret_days = rate != NULL && rate->has_number ? rate->number : 0;
    return true;
}

static bool
reckon_visit(AddressStanding *standing, Db *db, const Book *book, const Record *address, Day today,
             GError **error)
{
    const Kind *kind = address->kind;
    gint64 days = 0;
    Day surveyed = address_surveyed(address);
    standing->last_visit = surveyed == DAY_UNSET              ? standing->last_help
                           : standing->last_help == DAY_UNSET ? surveyed
                                                              : MAX(surveyed, standing->last_help);
    if (record_choice_is(address, kind_field(kind, "state"), "left"))
        return true;
    if (!address_visit_days(db, book, record_value(address, kind_field(kind, "priority")), today,
                            &days, error))
        return false;
    if (days > 0)
        standing->next_visit =
            standing->last_visit == DAY_UNSET ? today : standing->last_visit + (Day)days;
    return true;
}

AddressStanding *
address_standing(Db *db, const Book *book, const Record *address, Day today, GError **error)
{
    g_autoptr(AddressStanding) standing = g_new0(AddressStanding, 1);
    standing->last_help = standing->last_visit = standing->next_visit = DAY_UNSET;
    standing->years = g_array_new(FALSE, FALSE, sizeof(AddressYear));
    standing->promises = g_ptr_array_new_with_free_func(promise_free);
    standing->helps = links_records(db, book, book, address->entry, "help", "address", 0, 0, error);
    g_autoptr(GPtrArray) sponsorships =
        standing->helps != NULL
            ? links_records(db, book, book, address->entry, "sponsorship", "address", 0, 0, error)
            : NULL;
    if (sponsorships == NULL)
        return NULL;
    gather_helps(standing);
    for (guint i = 0; i < sponsorships->len; i++) {
        Promise *promise = g_new0(Promise, 1);
        promise->sponsorship = record_copy(g_ptr_array_index(sponsorships, i));
        g_ptr_array_add(standing->promises, promise);
        sum_helps(promise, standing->helps);
        promise_reckon(promise, today);
    }
    return reckon_visit(standing, db, book, address, today, error) ? g_steal_pointer(&standing)
                                                                   : NULL;
}
