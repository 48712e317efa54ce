/* liar.h: a log whose owner signs what it likes: several histories of one book, as bundles, as bare
 * heads that others pass on, and as questions to a witness.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "fixture.h"

#include "book/keys.h"
#include "proof/tree.h"

typedef struct {
    char *code, *origin, *card;
    char *body; /* of entry 0 */
    Hash first;
    Keys keys;
    gint64 time; /* of its next bundle */
} Liar;
void liar_init(Liar *liar, const char *code);
/* Other keys, and the card that names them; its book began with the earlier ones. */
void liar_change_keys(Liar *liar);
void liar_clear(Liar *liar);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Liar, liar_clear)
void liar_pin(Liar *liar, Desk *desk); /* its card becomes a partner's of the desk */

/* One of its histories: the entries before `fork` are those of every other one. */
typedef struct {
    Liar *liar;
    GPtrArray *leaves; /* (element-type GBytes) */
    GArray *hashes;    /* (element-type Hash) */
} Story;
void story_init(Story *story, Liar *liar, guint fork, guint size, guint which);
void story_clear(Story *story);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Story, story_clear)
Hash story_root(Story *story, guint size);
char *story_note(Story *story, guint size); /* yours */
/* `old N`, the proof, an empty line, the note. Yours. */
char *story_ask(Story *story, guint old, guint size);
/* A bundle for the desk's book HG with the entries up to `size`; `gossip` (may be NULL) is a note of
 * another story that it passes on. */
GBytes *story_bundle(Story *story, guint size, Desk *desk, const Story *other, const char *gossip);
