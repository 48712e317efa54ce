/* percent.h: a part of a whole as officers write it. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/lang.h"
#include <glib.h>

/* "110,2%" or "50%": rounded half up to one decimal, in whole numbers throughout; "110.2%" in English. Yours to
 * free. NULL when there is no whole, a number is negative, or the part is too large to be a part of anything. */
char *percent_print(gint64 part, gint64 whole, Lang lang);
