/* choices.h: lists of choices that several kinds share.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/kind.h"

extern const Choice
    choices_fields_of_work[];         /* the seven of Law 11/2008/QH12, article 2: "1" to "7" */
extern const Choice choices_states[]; /* pledged, raised, allocated, delivered */
extern const Choice choices_levels[]; /* grassroots, district, provincial, national */
extern const Choice choices_sexes[];
extern const Choice choices_qualifiers[]; /* the codes of base/money.h */
/* What is given: whole blood, or one component by apheresis. */
extern const Choice choices_blood_components[];
