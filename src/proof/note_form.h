/* note_form.h: what note.c and note_key.c share.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "proof/proof.h"

/* UTF-8, not empty, no Unicode space, no control character, no '+'. */
bool note_name_is_valid(Slice name);
