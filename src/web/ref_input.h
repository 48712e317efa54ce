/* ref_input.h: the input of a reference: a choice of the records it may name. Of few records it offers all; of many the
 * newest, with a field to search the others by words or number. Searching sends the form and shows it again, so it needs
 * no script, and Enter in the field searches.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "web/field_input.h"

/* These records alone, all of them offered; NULL in `records` is passed over. Yours to free. */
RefChoices *ref_choices_of(const Book *book, const char *kind, const GPtrArray *records);

bool ref_input_show(Markup *m, const FieldInputView *view,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether a search was pressed, or words were typed that were not searched yet: the form is shown again. */
bool ref_input_searches(const Request *req);
