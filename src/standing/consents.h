/* consents.h: whether a use of somebody's data is agreed to. The consents on file decide, by their days: the newest word
 * holds, and what was taken back no longer does. Where none is on file, the mark that an officer set on the record itself
 * is all there is (Law 91/2025/QH15: silence is no consent, and every consent can be taken back).
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"
#include "records/record.h"

typedef enum {
    CONSENT_UNKNOWN, /* nobody asked, as far as is known: what needs a yes is not done */
    CONSENT_GIVEN,
    CONSENT_REFUSED, /* by the mark, or taken back, or for a child without whoever must agree too */
} ConsentAnswer;

typedef struct {
    ConsentAnswer
        answer; /* of the mark and what is on file: a refusal that an officer marked holds */
    ConsentAnswer on_file; /* of the consents alone; CONSENT_UNKNOWN: there is none */
    gint64 entry;          /* of the consent that decides; -1: none, or the one being written */
    Day day;               /* on which it was given or taken back; DAY_UNSET: none on file */
    bool
        child_unasked; /* of a child: who represents it, or from seven on the child itself, did not agree */
} ConsentStanding;

/* The use that the mark on records of this kind speaks of ("publish_name" of a receipt), NULL when they have none. */
const char *consent_mark_use(const Kind *kind);
/* What the mark itself says. */
ConsentAnswer consent_mark(const Record *record);

/* How it stands on a day (DAY_UNSET: after all that is written) for one use, a code of the choice `purpose` of consents.
 * `about` is a record of the book that consents can name. `written`: a consent about it that is being written or changed
 * and counts as it will stand; NULL: none. */
bool consent_ask(Db *db, const Book *book, const Record *about, const char *use, Day on,
                 const Record *written, ConsentStanding *ret_standing,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
