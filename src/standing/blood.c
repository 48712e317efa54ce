/* blood.c: the arithmetic of blood drives.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/blood.h"

#include "records/kinds.h"

#define CONVERTED_ML 250

char *
blood_converted_number(gint64 ml, Lang lang)
{
    g_autofree char *whole = count_print(ml / CONVERTED_ML, lang);
    int thousandths = (int)(ml % CONVERTED_ML) * (1000 / CONVERTED_ML);
    if (thousandths == 0)
        return g_steal_pointer(&whole);
    char digits[8];
    g_snprintf(digits, sizeof digits, "%03d", thousandths);
    for (int last = 2; digits[last] == '0'; last--)
        digits[last] = '\0';
    return g_strdup_printf("%s%s%s", whole, lang == LANG_VI ? "," : ".", digits);
}

char *
blood_converted_print(gint64 ml, Lang lang)
{
    g_autofree char *number = blood_converted_number(ml, lang);
    return g_strdup_printf(tr(lang, N_("%s converted units of 250 ml")), number);
}

static const struct {
    const char *field, *key;
    gint64 ml;
} volumes[] = {{"bags_250", "250", 250}, {"bags_350", "350", 350}, {"bags_450", "450", 450}};

static gint64
count_of(const Record *drive, const char *field)
{
    return record_count(drive, kind_field(drive->kind, field));
}

/* Bags and ml of one item of components. */
static void
component(const Record *drive, gsize item, gint64 *ret_ml, gint64 *ret_bags)
{
    int field = kind_field(drive->kind, "apheresis");
    g_autofree char *ml = record_part(drive, field, item, 1),
                    *bags = record_part(drive, field, item, 2);
    *ret_ml = g_ascii_strtoll(ml, NULL, 10);
    *ret_bags = g_ascii_strtoll(bags, NULL, 10);
}

BloodBags
blood_bags(const Record *drive)
{
    BloodBags sum = {.bags = count_of(drive, "bags_other"), .ml = count_of(drive, "other_ml")};
    for (gsize i = 0; i < G_N_ELEMENTS(volumes); i++) {
        sum.bags += count_of(drive, volumes[i].field);
        sum.ml += count_of(drive, volumes[i].field) * volumes[i].ml;
    }
    gsize items = record_items(drive, kind_field(drive->kind, "apheresis"));
    for (gsize item = 0; item < items; item++) {
        gint64 ml, bags, product;
        component(drive, item, &ml, &bags);
        sum.component_bags += bags;
        if (!__builtin_mul_overflow(ml, bags, &product))
            sum.component_ml += product;
    }
    return sum;
}

static const Rate *
rate_of(const GPtrArray *rates, const char *key)
{
    for (guint i = 0; i < rates->len; i++) {
        const Rate *rate = g_ptr_array_index(rates, i);
        if (g_str_equal(rate->key, key))
            return rate;
    }
    return NULL;
}

/* Adds `number` times the amount of a key; false when no amount is in force for it or it grows beyond counting. */
static bool
add_times(Money *sum, const GPtrArray *rates, const char *key, gint64 number)
{
    const Rate *rate = rate_of(rates, key);
    gint64 vnd;
    if (rate == NULL || !rate->has_amount ||
        __builtin_mul_overflow(rate->amount.vnd, number, &vnd) || vnd > MONEY_MAX)
        return false;
    return money_add(sum, (Money){vnd, 1, QUALIFIER_EQ});
}

/* The narrowest key "apheresis_N" with ml <= N. */
static char *
apheresis_key(const GPtrArray *rates, gint64 ml)
{
    gint64 narrowest = G_MAXINT64;
    for (guint i = 0; i < rates->len; i++) {
        const Rate *rate = g_ptr_array_index(rates, i);
        const char *most =
            g_str_has_prefix(rate->key, "apheresis_") ? rate->key + strlen("apheresis_") : NULL;
        gint64 number = most != NULL ? g_ascii_strtoll(most, NULL, 10) : 0;
        if (number >= ml && number < narrowest)
            narrowest = number;
    }
    return g_strdup_printf("apheresis_%" G_GINT64_FORMAT, narrowest);
}

static void
add_bags(BloodGifts *gifts, const GPtrArray *rates, const Record *drive)
{
    for (gsize i = 0; i < G_N_ELEMENTS(volumes); i++) {
        gint64 bags = count_of(drive, volumes[i].field);
        if (bags > 0 && !add_times(&gifts->least, rates, volumes[i].key, bags))
            gifts->complete = false;
    }
    if (count_of(drive, "bags_other") > 0 || count_of(drive, "other_ml") > 0)
        gifts->complete = false;
    gsize items = record_items(drive, kind_field(drive->kind, "apheresis"));
    for (gsize item = 0; item < items; item++) {
        gint64 ml, bags;
        component(drive, item, &ml, &bags);
        g_autofree char *key = apheresis_key(rates, ml);
        if (bags > 0 && !add_times(&gifts->least, rates, key, bags))
            gifts->complete = false;
    }
}

bool
blood_gifts(Db *db, const Book *book, const Record *drive, BloodGifts *ret_gifts, GError **error)
{
    g_autoptr(GPtrArray) rates = rates_list(db, book, "blood_gift", record_dated(drive), error);
    if (rates == NULL)
        return false;
    BloodGifts gifts = {.complete = true};
    BloodBags bags = blood_bags(drive);
    gint64 donors = record_is_empty(drive, kind_field(drive->kind, "donors"))
                        ? bags.bags + bags.component_bags
                        : count_of(drive, "donors");
    add_bags(&gifts, rates, drive);
    if (!add_times(&gifts.meals, rates, "meal", donors) ||
        !add_times(&gifts.travel, rates, "travel", donors))
        gifts.complete = false;
    for (guint i = 0; i < rates->len && gifts.decision == NULL; i++)
        gifts.decision = g_strdup(((const Rate *)g_ptr_array_index(rates, i))->decision);
    *ret_gifts = gifts;
    return true;
}

void
blood_gifts_clear(BloodGifts *gifts)
{
    g_clear_pointer(&gifts->decision, g_free);
}
