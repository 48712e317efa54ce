/* verify.h: recomputes everything of the books in a file from stored bytes: leaves to the root of
 * each book and of every kept head, bodies to leaves, files to digests, signatures, secrets to
 * public keys, side tables' seals, the engine's own structure. Derived tables are compared by
 * views/ and added by the caller.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"

typedef struct {
    char *where;    /* "KG-17", "account tung", "head of KG at 120" */
    char *sentence; /* what was found, in the thread's language */
} Finding;
void finding_free(Finding *finding);

typedef struct {
    guint64 entries, lines, files, heads, rows; /* looked at */
    guint64
        lost; /* entries whose lines were lost and have not come back (book/lost.h): no finding */
    guint64 locked;      /* books whose secret keys are under a passphrase that was not given: not
                     * compared with the public ones; no finding */
    GPtrArray *findings; /* (element-type Finding); empty: sound */
} Audit;
void audit_init(Audit *audit);
void audit_clear(Audit *audit);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Audit, audit_clear)
void audit_add(Audit *audit, const char *where, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* False only when it could not be done (exit 1); findings are an answer (exit 3). progress may be
 * NULL; it returns false to stop. */
bool audit_books(Store *store, Audit *audit,
                 bool (*progress)(void *context, guint64 done, guint64 all), void *context,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The last `count` entries and the head of each own book: what start-up checks. */
bool audit_quick(Db *db, guint count, Audit *audit, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A proof file (c2sp.org/tlog-proof@v1) against the verifier keys it can be judged by. */
bool audit_proof(Db *db, const char *text, gsize length, Audit *audit, char **ret_shown,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
