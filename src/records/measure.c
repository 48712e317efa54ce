/* measure.c: what is counted. Names stand in statements, addresses and exports: they never change.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/measure.h"

#include "records/kinds.h"
#include <string.h>

#define PEOPLE N_("people")
#define TIMES N_("times helped")

const Measure measures[] = {
    /* The total along the seven fields, in the state each name says (Law 11/2008/QH12, article 2). */
    {"value",
     N_("Total value of humanitarian activity"),
     NULL,
     MEASURE_MONEY,
     {{"activity", "value"}, {"work", "value"}, {"help", "amount"}},
     "delivered",
     true,
     true,
     .private_part = "help_value"},
    {"value_pledged",
     N_("Value pledged"),
     NULL,
     MEASURE_MONEY,
     {{"activity", "value"}, {"work", "value"}},
     "pledged",
     true,
     true},
    {"value_raised",
     N_("Value raised"),
     NULL,
     MEASURE_MONEY,
     {{"activity", "value"}, {"work", "value"}},
     "raised",
     true,
     true},
    {"value_allocated",
     N_("Value allocated"),
     NULL,
     MEASURE_MONEY,
     {{"activity", "value"}, {"work", "value"}},
     "allocated",
     true,
     true},
    {"cash",
     N_("of it in cash"),
     NULL,
     MEASURE_MONEY,
     {{"activity", "cash"}, {"help", "cash"}},
     "delivered",
     true,
     true,
     .private_part = "help_cash"},
    {"goods",
     N_("of it in goods"),
     NULL,
     MEASURE_MONEY,
     {{"activity", "goods"}},
     "delivered",
     true,
     true},
    {"people",
     N_("People helped"),
     PEOPLE,
     MEASURE_COUNT,
     {{"activity", "people"}},
     "delivered",
     true,
     true},
    {"times",
     N_("Times people were helped"),
     TIMES,
     MEASURE_COUNT,
     {{"activity", "times"}},
     "delivered",
     true,
     true},
    {"known_of",
     N_("of them, sex and age known"),
     PEOPLE,
     MEASURE_COUNT,
     {{"activity", "known_of"}},
     "delivered",
     true,
     true},
    {"female",
     N_("of them women and girls"),
     PEOPLE,
     MEASURE_COUNT,
     {{"activity", "female"}},
     "delivered",
     true,
     true},
    {"children_helped",
     N_("of them children under 16"),
     PEOPLE,
     MEASURE_COUNT,
     {{"activity", "children"}},
     "delivered",
     true,
     true},
    {"elderly_helped",
     N_("of them 60 and older"),
     PEOPLE,
     MEASURE_COUNT,
     {{"activity", "elderly"}},
     "delivered",
     true,
     true},
    {"households",
     N_("Households helped"),
     N_("households"),
     MEASURE_COUNT,
     {{"activity", "households"}},
     "delivered",
     true,
     true},
    {"gifts",
     N_("Gifts given"),
     N_("gifts"),
     MEASURE_COUNT,
     {{"activity", "gifts"}},
     "delivered",
     true,
     true},
    {"addresses_helped",
     N_("Humanitarian addresses helped"),
     N_("addresses"),
     MEASURE_COUNT,
     {{"activity", "addresses"}},
     "delivered",
     true,
     true},
    {"labour_days",
     N_("Labour days"),
     N_("days"),
     MEASURE_COUNT,
     {{"activity", "labour_days"}, {"work", "labour_days"}},
     "delivered",
     true,
     false},
    {"activities",
     N_("Activities"),
     N_("activities"),
     MEASURE_COUNT,
     {{"activity", NULL}},
     NULL,
     false,
     false},
    {"blood_drives",
     N_("Blood drives"),
     N_("drives"),
     MEASURE_COUNT,
     {{"blood_drive", NULL}},
     NULL,
     false,
     false},
    {"blood_target",
     N_("Blood donors planned"),
     PEOPLE,
     MEASURE_COUNT,
     {{"blood_drive", "target"}},
     NULL,
     false,
     false},
    {"blood_registered",
     N_("Blood donors registered"),
     PEOPLE,
     MEASURE_COUNT,
     {{"blood_drive", "registered"}},
     NULL,
     false,
     false},
    {"blood_came",
     N_("Blood donors who came"),
     PEOPLE,
     MEASURE_COUNT,
     {{"blood_drive", "came"}},
     NULL,
     false,
     false},
    {"blood_donors",
     N_("People who gave blood"),
     PEOPLE,
     MEASURE_COUNT,
     {{"blood_drive", "donors"}},
     NULL,
     false,
     false},
    {"bags_250",
     N_("Bags of 250 ml"),
     N_("bags"),
     MEASURE_COUNT,
     {{"blood_drive", "bags_250"}},
     NULL,
     false,
     false},
    {"bags_350",
     N_("Bags of 350 ml"),
     N_("bags"),
     MEASURE_COUNT,
     {{"blood_drive", "bags_350"}},
     NULL,
     false,
     false},
    {"bags_450",
     N_("Bags of 450 ml"),
     N_("bags"),
     MEASURE_COUNT,
     {{"blood_drive", "bags_450"}},
     NULL,
     false,
     false},
    {"bags_other_ml",
     N_("Other blood, in ml"),
     N_("ml"),
     MEASURE_COUNT,
     {{"blood_drive", "other_ml"}},
     NULL,
     false,
     false},
    {"blood_target_bags",
     N_("Bags of blood planned"),
     N_("bags"),
     MEASURE_COUNT,
     {{"blood_drive", "target_bags"}},
     NULL,
     false,
     false},
    {"blood_deferred",
     N_("Blood donors deferred"),
     PEOPLE,
     MEASURE_COUNT,
     {{"blood_drive", "deferred"}},
     NULL,
     false,
     false},
    {"blood_eligible",
     N_("Blood donors found fit"),
     PEOPLE,
     MEASURE_COUNT,
     {{"blood_drive", "eligible"}},
     NULL,
     false,
     false},
    {"bags_other",
     N_("Bags of other volumes"),
     N_("bags"),
     MEASURE_COUNT,
     {{"blood_drive", "bags_other"}},
     NULL,
     false,
     false},
    {"blood_bags",
     N_("Bags of whole blood"),
     N_("bags"),
     MEASURE_COUNT,
     {{"blood_drive", "bags_250"},
      {"blood_drive", "bags_350"},
      {"blood_drive", "bags_450"},
      {"blood_drive", "bags_other"}},
     NULL,
     false,
     false},
    {"blood_ml",
     N_("Whole blood, in ml"),
     N_("ml"),
     MEASURE_COUNT,
     {{"blood_drive", "bags_250", 250},
      {"blood_drive", "bags_350", 350},
      {"blood_drive", "bags_450", 450},
      {"blood_drive", "other_ml"}},
     NULL,
     false,
     false},
    {"apheresis_bags",
     N_("Bags of blood components"),
     N_("bags"),
     MEASURE_COUNT,
     {{"blood_drive", "apheresis", .part = "bags"}},
     NULL,
     false,
     false},
    {"apheresis_ml",
     N_("Blood components, in ml"),
     N_("ml"),
     MEASURE_COUNT,
     {{"blood_drive", "apheresis", .part = "ml", .times = "bags"}},
     NULL,
     false,
     false},
    {"blood_gifts",
     N_("Gifts for blood donors"),
     NULL,
     MEASURE_MONEY,
     {{"blood_drive", "gifts"}, {"blood_drive", "meals"}, {"blood_drive", "travel"}},
     NULL,
     false,
     false},
    {"visits",
     N_("Visits to members"),
     N_("visits"),
     MEASURE_COUNT,
     {{"visit", NULL}},
     NULL,
     false,
     false},
    {"visit_money",
     N_("Money given at visits"),
     NULL,
     MEASURE_MONEY,
     {{"visit", "amount"}},
     NULL,
     false,
     false},
    {"children",
     N_("Members' children cared for"),
     N_("children"),
     MEASURE_COUNT,
     {{"child_care", "children"}},
     NULL,
     false,
     false},
    {"child_care_money",
     N_("Money for members' children"),
     NULL,
     MEASURE_MONEY,
     {{"child_care", "amount"}},
     NULL,
     false,
     false},
    {"rights_cases",
     N_("Cases of members' rights"),
     N_("cases"),
     MEASURE_COUNT,
     {{"rights_case", NULL}},
     NULL,
     false,
     false},
    {"members",
     N_("Union members who joined"),
     PEOPLE,
     MEASURE_COUNT,
     {{"member", NULL}},
     NULL,
     false,
     false},
    {"addresses",
     N_("Humanitarian addresses surveyed"),
     N_("addresses"),
     MEASURE_COUNT,
     {{"address", NULL}},
     NULL,
     false,
     false},
    {"sponsorships",
     N_("Sponsorships begun for humanitarian addresses"),
     N_("sponsorships"),
     MEASURE_COUNT,
     {{"sponsorship", NULL}},
     NULL,
     false,
     false},
    {"helps",
     N_("Times humanitarian addresses were helped"),
     TIMES,
     MEASURE_COUNT,
     {{"help", NULL}},
     NULL,
     false,
     false},
    {"help_given",
     N_("Given to humanitarian addresses"),
     NULL,
     MEASURE_MONEY,
     {{"help", "amount"}},
     NULL,
     false,
     false},
    {"help_value",
     N_("Given to humanitarian addresses, counted in no activity"),
     NULL,
     MEASURE_MONEY,
     {{"help", "amount"}},
     "delivered",
     true,
     true},
    {"help_cash",
     N_("Cash given to humanitarian addresses, counted in no activity"),
     NULL,
     MEASURE_MONEY,
     {{"help", "cash"}},
     "delivered",
     true,
     true},
    {"contributions",
     N_("Paid into rotating funds"),
     NULL,
     MEASURE_MONEY,
     {{"contribution", "paid"}},
     NULL,
     false,
     false},
    {"turns",
     N_("Turns taken from rotating funds"),
     N_("turns"),
     MEASURE_COUNT,
     {{"turn", NULL}},
     NULL,
     false,
     false},
    {"upper_drives",
     N_("Drives of the union above joined"),
     N_("drives"),
     MEASURE_COUNT,
     {{"upper_drive", NULL}},
     NULL,
     false,
     false},
    {"models",
     N_("Models registered"),
     N_("models"),
     MEASURE_COUNT,
     {{"model", NULL}},
     NULL,
     false,
     false},
    {"works", N_("Works"), N_("works"), MEASURE_COUNT, {{"work", NULL}}, NULL, false, false},
    /* Donations on their way: never part of the total, which counts what reached people. */
    {"received",
     N_("Donations received"),
     NULL,
     MEASURE_MONEY,
     {{"receipt", "amount"}},
     NULL,
     false,
     false},
    {"receipts",
     N_("Receipts"),
     N_("receipts"),
     MEASURE_COUNT,
     {{"receipt", NULL}},
     NULL,
     false,
     false},
    {"distributed",
     N_("Donations distributed"),
     NULL,
     MEASURE_MONEY,
     {{"distribution", "amount"}},
     NULL,
     false,
     false},
    {"fees_due", N_("Union fees due"), NULL, MEASURE_MONEY, {{"fee", "due"}}, NULL, false, false},
    {"fees_paid",
     N_("Union fees paid"),
     NULL,
     MEASURE_MONEY,
     {{"fee", "paid"}},
     NULL,
     false,
     false},
    {"child_gifts",
     N_("Gifts for members' children"),
     N_("gifts"),
     MEASURE_COUNT,
     {{"child_care", "gifts"}},
     NULL,
     false,
     false},
    {"party_building",
     N_("Party and government building"),
     N_("activities"),
     MEASURE_COUNT,
     {{"party_building", NULL}},
     NULL,
     false,
     false},
    {"opinions",
     N_("Opinions given in Party and government building"),
     N_("opinions"),
     MEASURE_COUNT,
     {{"party_building", "opinions"}},
     NULL,
     false,
     false},
    {"introduced",
     N_("Outstanding members introduced to the Party"),
     PEOPLE,
     MEASURE_COUNT,
     {{"party_building", "introduced"}},
     NULL,
     false,
     false},
    {"admitted",
     N_("Members admitted to the Party"),
     PEOPLE,
     MEASURE_COUNT,
     {{"party_building", "admitted"}},
     NULL,
     false,
     false},
    {"work_value",
     N_("Cost of the works"),
     NULL,
     MEASURE_MONEY,
     {{"work", "value"}},
     NULL,
     false,
     false},
    {"land_given",
     N_("Land given for works"),
     N_("m²"),
     MEASURE_COUNT,
     {{"work", "land_m2"}},
     NULL,
     false,
     false},
    {"awards", N_("Awards"), N_("awards"), MEASURE_COUNT, {{"award", NULL}}, NULL, false, false},
};
const gsize measures_count = G_N_ELEMENTS(measures);

/* Filled before main, so that the choices can never differ from the table. */
Choice choices_measures[G_N_ELEMENTS(measures) + 1];
static void __attribute__((constructor)) fill_choices(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(measures); i++)
        choices_measures[i] = (Choice){measures[i].name, measures[i].label, NULL};
}

const Measure *
measure_find(const char *name)
{
    for (gsize i = 0; i < measures_count; i++)
        if (g_str_equal(measures[i].name, name))
            return &measures[i];
    return NULL;
}

static bool
is_counted(const Measure *measure, const Record *record, bool book_is_chapter)
{
    if (measure->chapters && !book_is_chapter)
        return false;
    int state = kind_field(record->kind, "state"), field = kind_field(record->kind, "field");
    int counted_in = kind_field(record->kind, "counted_in");
    if (measure->state != NULL && state >= 0 && !record_choice_is(record, state, measure->state))
        return false;
    /* In another unit's book it is counted there only when both are asked for: the question knows. */
    bool counted_here = counted_in >= 0 && !record_is_empty(record, counted_in) &&
                        strchr(record_value(record, counted_in), '#') == NULL;
    return !measure->along_fields ||
           (field >= 0 && !record_is_empty(record, field) && !counted_here);
}

/* A whole number of a part; 0 where it is empty. */
static gint64
part_number(const Record *record, int field, gsize item, const char *name)
{
    gsize part = 0;
    for (const Field *parts = record->kind->fields[field].parts; parts[part].name != NULL; part++)
        if (g_str_equal(parts[part].name, name))
            break;
    g_autofree char *text = record_part(record, field, item, part);
    return g_ascii_strtoll(text, NULL, 10);
}

/* Part times part, over the items of a list; false when it is too large to be a count. */
static bool
list_number(const Record *record, int field, const MeasureSource *source, gint64 *ret_number)
{
    gint64 sum = 0, product;
    for (gsize item = 0; item < record_items(record, field); item++) {
        gint64 times = source->times != NULL ? part_number(record, field, item, source->times) : 1;
        if (__builtin_mul_overflow(part_number(record, field, item, source->part), times,
                                   &product) ||
            __builtin_add_overflow(sum, product, &sum))
            return false;
    }
    *ret_number = sum;
    return true;
}

/* What one source gives; false when nothing. */
static bool
source_addend(const Measure *measure, const MeasureSource *source, const Record *record,
              Money *ret_addend)
{
    int field = source->field != NULL ? kind_field(record->kind, source->field) : -1;
    if (field >= 0 && record_is_empty(record, field))
        return false;
    if (measure->type == MEASURE_MONEY)
        return record_money(record, field, ret_addend);
    gint64 number = 1;
    if (source->part != NULL) {
        if (!list_number(record, field, source, &number))
            return false;
    } else if (field >= 0) {
        number = record_count(record, field);
    }
    if (__builtin_mul_overflow(number, (gint64)MAX(source->weight, 1), &number) ||
        number > MONEY_MAX)
        return false;
    *ret_addend = (Money){number, 1, QUALIFIER_EQ};
    return true;
}

bool
measure_addend(const Measure *measure, const Record *record, bool book_is_chapter,
               Money *ret_addend)
{
    Money sum = {0}, addend;
    bool any = false;
    if (!is_counted(measure, record, book_is_chapter))
        return false;
    for (gsize i = 0; i < G_N_ELEMENTS(measure->sources) && measure->sources[i].kind != NULL; i++)
        if (g_str_equal(measure->sources[i].kind, record->kind->name) &&
            source_addend(measure, &measure->sources[i], record, &addend)) {
            any = true;
            if (!money_add(&sum, addend))
                return false;
        }
    if (any)
        *ret_addend = sum;
    return any;
}

void
measure_cuts(const Record *record, void (*found)(void *context, const char *cut, const char *key),
             void *context)
{
    found(context, "", "");
    for (gsize i = 0; i < record->kind->field_count; i++) {
        const Field *field = &record->kind->fields[i];
        if (field->cut == NULL || record_is_empty(record, (int)i))
            continue;
        if (field->type != FIELD_LIST) {
            found(context, field->cut, record_value(record, (int)i));
            continue;
        }
        g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        for (gsize item = 0; item < record_items(record, (int)i); item++) {
            g_autofree char *key = record_part(record, (int)i, item, 0);
            if (*key != '\0' && g_hash_table_add(seen, g_strdup(key)))
                found(context, field->cut, key);
        }
    }
}

static GHashTable *
overlapping_cuts(void)
{
    GHashTable *cuts = g_hash_table_new(g_str_hash, g_str_equal);
    for (gsize i = 0; i < kinds_count; i++)
        for (gsize j = 0; j < kinds[i]->field_count; j++)
            if (kinds[i]->fields[j].cut != NULL && kinds[i]->fields[j].type == FIELD_LIST)
                g_hash_table_add(cuts, (char *)kinds[i]->fields[j].cut);
    return cuts;
}

bool
measure_cut_overlaps(const char *cut)
{
    static GHashTable *cuts;
    if (g_once_init_enter(&cuts))
        g_once_init_leave(&cuts, overlapping_cuts());
    return g_hash_table_contains(cuts, cut);
}

bool
measure_is_private(const Measure *measure)
{
    return kind_get(measure->sources[0].kind)->nature == NATURE_PRIVATE;
}

char *
measure_stated_name(const Measure *measure, const char *key)
{
    return key == NULL ? g_strdup(measure->name)
                       : g_strdup_printf("%s/field=%s", measure->name, key);
}
