/* donor.h: how a blood donor stands: donations so far, from when they may give again, honours due. Advice by the dated
 * rules in force (Circular 26/2013/TT-BYT and later ones); the doctor at the drive decides.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include "standing/rates.h"

/* The rules in force on one day, read once for many donors. */
typedef struct {
    Db *db;
    const Book *book;
    Day day;
    GPtrArray *limits, *intervals, *times, *honours; /* (element-type Rate) */
    GHashTable
        *gathered; /* donor -> (element-type Record); NULL: donations are read donor by donor */
} DonorRules;
bool donor_rules_init(DonorRules *rules, Db *db, const Book *book, Day day,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads all donations of the book at once, for whoever asks about every donor. */
bool donor_rules_gather(DonorRules *rules, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void donor_rules_clear(DonorRules *rules);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DonorRules, donor_rules_clear)

typedef struct {
    gint64 count;          /* with those before the register */
    Day last;              /* DAY_UNSET: none written here */
    const char *component; /* code of the last one; static */
    Day next; /* from when they may give again, as far as is known; the rules' day when nothing stands
                              * against it */
    char *
        against; /* why not at all on the rules' day besides waiting (age, weight); NULL: nothing known */
    gint64 most_ml;     /* how much at most, by weight; 0: not known */
    const Rate *honour; /* the highest one reached and not granted yet; NULL: none. Of the rules */
} DonorState;
bool donor_state(const DonorRules *rules, const Record *donor, DonorState *ret_state,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void donor_state_clear(DonorState *state);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DonorState, donor_state_clear)
