/* identity.h: what tells that two records are about the same person, household or thing, however it is typed.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"

/* The folded parts of an identity as one text; NULL when one of them is empty. Yours to free. */
char *identity_value(const Record *record, const Identity *identity);
/* The field that stands first in it: whose column a sheet is told about. */
int identity_field(const Kind *kind, const Identity *identity);
/* Whether a row of a sheet is this record: they share the identity; one of several fields, such as name and birth,
 * gives way when a more telling one differs. */
bool identity_is_same(const Record *row, const Record *known, const Identity *identity);
