/* parts.h: parts of list items that several agreements share; their order is part of the format.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/kind.h"

extern const Field parts_party[]; /* origin, log_key, code, name: sorted by origin */
extern const Field parts_head[];  /* origin, size, root */
