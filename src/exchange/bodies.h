/* bodies.h: how bodies and files lie in the sealed part of a bundle: `body/<hex>/<tile>` holds
 * the bodies of up to 256 entries, each as "<entry> <bytes>\n" and the bytes;
 * `file/<hex>/<sha256>` holds a file's bytes.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"
#include "exchange/tar.h"
#include "records/kind.h"
#include "proof/proof.h"
#include <stdbool.h>

#define BODIES_PER_MEMBER 256

/* Lower-case hex SHA-256 of an origin: a book's folder in a bundle and at the witness address.
 * Yours to free. */
char *origin_hex(const char *origin);

typedef struct {
    GPtrArray *members; /* not owned */
    char *hex;
    GString *text;
    gint64 tile; /* being filled, -1 none */
} BodiesWriter;
void bodies_init(BodiesWriter *writer, GPtrArray *members, const char *origin);
void bodies_put(BodiesWriter *writer, gint64 entry, const char *body, gsize length);
void bodies_end(BodiesWriter *writer); /* writes the last member and releases */

/* The digest (hex) of the file that an open line of this field names; NULL when there is none.
 * Yours to free. */
char *body_file(const char *body, gsize length, const Field *field);

/* Calls each(context, hex, entry, body, length) for every body of one member; KN_INVALID when it
 * is malformed, not in order, or not of the run of entries that its path names. */
bool bodies_read(const TarMember *member,
                 bool (*each)(void *context, const char *hex, gint64 entry, const char *body,
                              gsize length, GError **error),
                 void *context, GError **error) G_GNUC_WARN_UNUSED_RESULT;
