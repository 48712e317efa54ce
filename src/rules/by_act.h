/* by_act.h: fields that acts of the program alone fill. Used inside rules/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"

/* Takes those fields from what the record says now (NULL: empty): nobody types them. */
void by_act_keep(Record *changed, const Record *now);
/* Empties them, because the rest was changed; a hint says so for each that was filled. */
void by_act_empty(Record *changed, Problems *problems);
