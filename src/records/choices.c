/* choices.c: lists of choices that several kinds share.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/choices.h"

const Choice choices_fields_of_work[] = {
    {"1", N_("Emergency relief and humanitarian aid")},
    {"2", N_("Health care")},
    {"3", N_("First aid")},
    {"4", N_("Donation of blood, tissue, organs and bodies")},
    {"5", N_("Tracing relatives lost in war and disaster")},
    {"6", N_("Promotion of humanitarian values")},
    {"7", N_("Disaster prevention and response")},
    {NULL, NULL},
};

const Choice choices_states[] = {
    {"pledged", N_("pledged")},
    {"raised", N_("raised")},
    {"allocated", N_("allocated")},
    {"delivered", N_("delivered")},
    {NULL, NULL},
};

const Choice choices_levels[] = {
    {"grassroots", N_("grassroots level")},
    {"district", N_("district level")},
    {"provincial", N_("provincial level")},
    {"national", N_("national level")},
    {NULL, NULL},
};
