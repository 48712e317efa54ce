/* vouch.h: that a certificate belongs to a book's office, said by the book's own log key: a note
 * whose text is `ketnghia/certificate/v1`, the origin and the fingerprint. So nobody can stand
 * between two offices that have each other's cards.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/partners.h"

/* Yours to free; base64, for a header. */
char *vouch_write(Db *db, const Book *own, const char *fingerprint,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the header's value (NULL: none) says so, by this key. */
bool vouch_holds(const char *value, const char *origin, const char *fingerprint,
                 const NoteKey *log);
