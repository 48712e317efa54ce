/* witness.h: the witness's side of c2sp.org/tlog-witness for books that we were asked to watch: what
 * comes is judged, kept, and only then vouched for. Bytes in, bytes out; web/ carries them.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "rules/office.h"

#define WITNESS_REQUEST_BYTES (64 * 1024) /* 63 hashes and a note are 6 KiB */
#define WITNESS_SIZE_TYPE "text/x.tlog.size"

typedef struct {
    unsigned status;  /* 200, 400, 403, 404, 409, 422 */
    const char *type; /* of the body, NULL: plain text */
    char *body;       /* 200: our line; 409: the watched size; else a line for people */
} WitnessAnswer;
void witness_answer_clear(WitnessAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WitnessAnswer, witness_answer_clear)

/* POST add-checkpoint. A state that contradicts what we hold or vouched for is kept as evidence, and
 * its owner is vouched for no more. False: a fault of our own machine, also that this file is an old
 * copy. */
bool witness_add(Office *office, const void *bytes, gsize length, WitnessAnswer *ret_answer,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The newest head that we vouched for, by the hexadecimal SHA-256 of its origin; NULL without error
 * when there is none. */
bool witness_find(Db *db, const char *hex, char **ret_note,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
