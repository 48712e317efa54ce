/* agreement_shown.h: the text of an agreement for people to read, and what it changes in the one it replaces.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "views/agreements.h"
#include "web/page.h"

/* Every value but the parties, keys and states of books. */
void agreement_text_show(Markup *m, const Agreement *agreement);
/* Field by field what `newer` says otherwise than `older`: the old words struck, the new ones marked. */
void agreement_changes_show(Markup *m, const Agreement *newer, const Agreement *older);
