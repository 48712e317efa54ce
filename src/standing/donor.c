/* donor.c: how a blood donor stands.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/donor.h"

#include "records/choices.h"
#include "records/kinds.h"
#include "views/links.h"
#include "views/list.h"

bool
donor_rules_init(DonorRules *rules, Db *db, const Book *book, Day day, GError **error)
{
    const struct {
        const char *table;
        GPtrArray **list;
    } tables[] = {{"blood_donor", &rules->limits},
                  {"blood_interval", &rules->intervals},
                  {"blood_times", &rules->times},
                  {"blood_honour", &rules->honours}};
    *rules = (DonorRules){.db = db, .book = book, .day = day};
    for (gsize i = 0; i < G_N_ELEMENTS(tables); i++) {
        *tables[i].list = rates_list(db, book, tables[i].table, day, error);
        if (*tables[i].list == NULL)
            return false;
    }
    return true;
}

void
donor_rules_clear(DonorRules *rules)
{
    g_clear_pointer(&rules->limits, g_ptr_array_unref);
    g_clear_pointer(&rules->intervals, g_ptr_array_unref);
    g_clear_pointer(&rules->times, g_ptr_array_unref);
    g_clear_pointer(&rules->honours, g_ptr_array_unref);
    g_clear_pointer(&rules->gathered, g_hash_table_unref);
}

/* The newest come first; a donor's own stand in the order of their days. */
static bool
gather_one(void *context, const Record *donation, GError **error)
{
    GHashTable *gathered = context;
    const char *donor = record_value(donation, kind_field(donation->kind, "donor"));
    GPtrArray *own = g_hash_table_lookup(gathered, donor);
    if (own == NULL) {
        own = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
        g_hash_table_insert(gathered, g_strdup(donor), own);
    }
    g_ptr_array_insert(own, 0, record_copy(donation));
    return true;
}

bool
donor_rules_gather(DonorRules *rules, GError **error)
{
    ListQuery query = {.kind = kind_get("donation"),
                       .books = (gint64 *)&rules->book->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    rules->gathered =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    return list_each(rules->db, &query, gather_one, rules->gathered, error);
}

static GPtrArray *
donations_of(const DonorRules *rules, const Record *donor, GError **error)
{
    if (rules->gathered == NULL)
        return links_records(rules->db, rules->book, rules->book, donor->entry, "donation", "donor",
                             0, 0, error);
    g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, donor->entry);
    GPtrArray *own = g_hash_table_lookup(rules->gathered, ref);
    return own != NULL ? g_ptr_array_ref(own) : g_ptr_array_new();
}

/* The number of a rule; -1 when none is in force. */
static gint64
number_of(const GPtrArray *rates, const char *key)
{
    for (guint i = 0; i < rates->len; i++) {
        const Rate *rate = g_ptr_array_index(rates, i);
        if (rate->has_number && g_str_equal(rate->key, key))
            return rate->number;
    }
    return -1;
}

static const char *
text_of(const Record *donor, const char *field)
{
    return record_value(donor, kind_field(donor->kind, field));
}

static void
weigh(const DonorRules *rules, const Record *donor, DonorState *state)
{
    const char *typed = text_of(donor, "weight");
    gint64 kg = g_ascii_strtoll(typed, NULL, 10);
    bool woman = record_choice_is(donor, kind_field(donor->kind, "sex"), "female");
    gint64 least = number_of(rules->limits, woman ? "kg_women" : "kg_men"),
           full = number_of(rules->limits, "kg_full"), light = number_of(rules->limits, "ml_light"),
           each = number_of(rules->limits, "ml_a_kg"), most = number_of(rules->limits, "ml_most");
    if (kg <= 0 || least < 0)
        return;
    if (kg < least) {
        if (state->against == NULL)
            state->against = g_strdup_printf(_("under %d kg"), (int)least);
        return;
    }
    if (full < 0 || light < 0 || each < 0 || most < 0)
        return;
    gint64 ml = kg < full ? light : MIN(each * kg, most);
    state->most_ml = ml;
}

static void
judge_age(const DonorRules *rules, const Record *donor, DonorState *state)
{
    int age = age_on(text_of(donor, "born"), rules->day);
    gint64 least = number_of(rules->limits, "age_least"),
           most = number_of(rules->limits, "age_most");
    if (age < 0)
        return;
    if (least >= 0 && age < least)
        state->against = g_strdup_printf(_("not yet %d years old"), (int)least);
    else if (most >= 0 && age > most)
        state->against = g_strdup_printf(_("over %d years old"), (int)most);
}

static Day
day_of_donation(const Record *donation)
{
    return record_day(donation, kind_field(donation->kind, "held"));
}

/* The interval follows the component given last; some may be given several times within it. */
static void
count_interval(const DonorRules *rules, const GPtrArray *donations, DonorState *state)
{
    const Record *last = NULL;
    for (guint i = 0; i < donations->len; i++) {
        const Record *donation = g_ptr_array_index(donations, i);
        if (last == NULL || day_of_donation(donation) >= day_of_donation(last))
            last = donation;
    }
    if (last == NULL)
        return;
    const char *component = record_value(last, kind_field(last->kind, "component"));
    for (const Choice *choice = choices_blood_components; choice->code != NULL; choice++)
        if (g_str_equal(choice->code, component))
            state->component = choice->code;
    state->last = day_of_donation(last);
    gint64 days = number_of(rules->intervals, component),
           times = MAX(number_of(rules->times, component), 1);
    if (days < 0)
        return;
    gint64 within = 0;
    Day first = state->last;
    for (guint i = 0; i < donations->len; i++) {
        Day day = day_of_donation(g_ptr_array_index(donations, i));
        if (day > state->last - days) {
            within++;
            first = MIN(first, day);
        }
    }
    Day next = within < times ? state->last + 1 : first + (Day)days;
    state->next = MAX(state->next, next);
}

/* The highest number of donations they were honoured for; 0: never. */
static gint64
granted_times(const Record *donor)
{
    int honours = kind_field(donor->kind, "honours");
    gint64 most = 0;
    for (gsize i = 0; i < record_items(donor, honours); i++) {
        g_autofree char *times = record_part(donor, honours, i, 0);
        most = MAX(most, g_ascii_strtoll(times, NULL, 10));
    }
    return most;
}

/* Of several honours reached the highest is due: the lower ones were given in their time, before the register. */
static const Rate *
find_honour(const DonorRules *rules, const Record *donor, gint64 count)
{
    const Rate *due = NULL;
    gint64 granted = granted_times(donor);
    for (guint i = 0; i < rules->honours->len; i++) {
        const Rate *honour = g_ptr_array_index(rules->honours, i);
        if (honour->has_number && honour->number <= count && honour->number > granted &&
            (due == NULL || honour->number > due->number))
            due = honour;
    }
    return due;
}

bool
donor_state(const DonorRules *rules, const Record *donor, DonorState *ret_state, GError **error)
{
    g_autoptr(GPtrArray) donations = donations_of(rules, donor, error);
    if (donations == NULL)
        return false;
    DonorState state = {.count =
                            donations->len + g_ascii_strtoll(text_of(donor, "before"), NULL, 10),
                        .last = DAY_UNSET,
                        .next = rules->day};
    Day wait;
    count_interval(rules, donations, &state);
    if (day_read(text_of(donor, "not_before"), day_of(2000, 1, 1), &wait, NULL))
        state.next = MAX(state.next, wait);
    judge_age(rules, donor, &state);
    weigh(rules, donor, &state);
    state.honour = find_honour(rules, donor, state.count);
    *ret_state = state;
    return true;
}

void
donor_state_clear(DonorState *state)
{
    g_clear_pointer(&state->against, g_free);
}
