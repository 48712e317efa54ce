/* numbering.h: gives records their number in the writing transaction, so that a series has no gap and nobody else can get the
 * same one. Used inside rules/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "rules/act.h"

/* Numbers given in this act and not yet in the derived tables. */
typedef struct {
    GHashTable *next; /* series -> gint64 */
} Numbering;
void numbering_clear(Numbering *numbering);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Numbering, numbering_clear)

/* Puts the next number of the record's year into it. Kinds without numbers are left as they are. */
bool numbering_give(Numbering *numbering, Act *act, Record *record,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Adds an error when an amendment would change the number. */
void numbering_check(const Record *now, const Record *changed, Problems *problems);
