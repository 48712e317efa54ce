/* advice_donation.c: whether a donation came before the rules allow it, or is written twice.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kinds.h"
#include "standing/advice.h"
#include "standing/donor.h"
#include "views/views.h"

static bool
check(Db *db, const Book *book, const Record *donation, Problems *problems, GError **error)
{
    g_autoptr(Book) target = NULL;
    gint64 entry;
    const char *ref = record_value(donation, kind_field(donation->kind, "donor"));
    Day held = record_day(donation, kind_field(donation->kind, "held"));
    if (held == DAY_UNSET || !record_ref_find(db, book, ref, &target, &entry, NULL) ||
        target == NULL)
        return true;
    g_autoptr(Record) donor = record_load(db, target, entry, NULL);
    g_auto(DonorRules) rules = {0};
    g_auto(DonorState) state = {0};
    if (donor == NULL)
        return true;
    if (!donor_rules_init(&rules, db, book, held, error) ||
        !donor_state(&rules, donor, &state, error))
        return false;
    if (donation->entry < 0 && state.last != DAY_UNSET && state.last <= held && state.next > held) {
        g_autofree char *next = day_print(state.next, lang_current()),
                        *last = day_print(state.last, lang_current());
        problems_add(problems, PROBLEM_HINT, "held",
                     "They last gave on %s and, by the rules, may give again from %s.", last, next);
    }
    return true;
}

const Advice advice_donation = {"donation", check};
