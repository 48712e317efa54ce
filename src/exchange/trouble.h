/* trouble.h: why a live exchange did not come about, as a word that programs send and keep, and as
 * a sentence for people.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/error.h"

typedef enum {
    TROUBLE_NONE,
    /* Seen here. */
    TROUBLE_HERE,        /* our own file says so: the sentence is kept beside it */
    TROUBLE_NO_ADDRESS,  /* nobody has said where they are */
    TROUBLE_SILENT,      /* nobody answers at their address */
    TROUBLE_CUT,         /* broken off on the way */
    TROUBLE_CERTIFICATE, /* another certificate than the one that is pinned */
    TROUBLE_NOT_THEIRS,  /* an answer, but not one that their log key vouches for */
    TROUBLE_STRANGE,     /* something that is no office answers */
    TROUBLE_DAMAGED,     /* what came is no whole bundle of theirs */
    TROUBLE_STOPPED,     /* a person stopped it */
    /* Said by the other side (header of the answer). */
    TROUBLE_STRANGER,  /* they do not have our card */
    TROUBLE_RECIPIENT, /* another office */
    TROUBLE_HALTED,    /* they exchange with us no more */
    TROUBLE_KEY,       /* they wait until somebody has compared our new key */
    TROUBLE_LOCKED,    /* their keys wait for the passphrase */
    TROUBLE_BUSY,
    TROUBLE_LARGE,
    TROUBLE_REFUSED, /* our bundle seemed damaged to them */
    TROUBLE_BROKEN,  /* they found a fork, or an old copy */
    TROUBLE_FAILED,  /* a fault of their machine */
} Trouble;

const char *trouble_word(Trouble trouble);
Trouble trouble_from_word(const char *word); /* TROUBLE_NONE for words of none */
/* Of an answer: what its word says, if that is one which another side may say, else what its status
 * does. */
Trouble trouble_of_answer(long status, const char *word);
/* The whole sentence in the current language; NULL for TROUBLE_NONE and TROUBLE_HERE. */
const char *trouble_sentence(Trouble trouble);
KnCode trouble_code(Trouble trouble);
