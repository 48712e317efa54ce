/* key_history.h: the keys that a book has had, for people: since when each counts, and who vouched
 * for it.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/key_chain.h"
#include "web/page.h"

/* "The keys before them vouch for it." in the person's language. */
const char *key_ground_sentence(KeyGround ground);
/* The changes, newest first; nothing when there was none. */
void key_history_show(Markup *m, const GArray *chain);
