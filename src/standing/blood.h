/* blood.h: the arithmetic of blood drives: converted units, and what the rules in force say the donors should be given.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include "standing/rates.h"

/* "28.973 converted units of 250 ml": ml / 250 exactly (at most three decimals, since 250 divides 1000), with what is
 * meant: never a bare "units". Yours to free. */
char *blood_converted_print(gint64 ml, Lang lang);
/* The number alone: "28.973", "120,4". Yours to free. */
char *blood_converted_number(gint64 ml, Lang lang);

/* What one drive collected. */
typedef struct {
    gint64 bags, ml;                     /* whole blood */
    gint64 component_bags, component_ml; /* by apheresis */
} BloodBags;
BloodBags blood_bags(const Record *drive);

/* What the rules in force on the day of the drive make of its bags and donors. */
typedef struct {
    Money least;   /* gifts, at least */
    Money meals;   /* on site, at least */
    Money travel;  /* at most, all donors together */
    bool complete; /* false: some bags have no rule on that day (other volumes, an early year) */
    char *decision;
} BloodGifts;
bool blood_gifts(Db *db, const Book *book, const Record *drive, BloodGifts *ret_gifts,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void blood_gifts_clear(BloodGifts *gifts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BloodGifts, blood_gifts_clear)
