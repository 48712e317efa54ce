/* manifest.h: the first member of a bundle: a note signed by the sender's log key that names
 * sender, receiver, time and every other member in order with its digest. Its first line keeps
 * it from ever passing for a checkpoint.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/tar.h"
#include "proof/note.h"

typedef struct {
    char *from, *to; /* origins */
    gint64 time;
    GPtrArray *cards; /* (element-type utf8): of the sender's books in it whose keys have changed */
} Manifest;
void manifest_clear(Manifest *manifest);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Manifest, manifest_clear)

#define MANIFEST_PATH "manifest"

/* Puts the signed manifest in front of the members. cards (element-type utf8), NULL: none. */
void manifest_add(GPtrArray *members, const char *from, const char *to, gint64 time,
                  const GPtrArray *cards, const NoteKey *key, const guint8 seed[32]);
/* Reads the first member alone: form, and whom it names. The note borrows from `data`. */
bool manifest_read_text(const char *data, gsize length, Manifest *ret_manifest, Note *ret_note,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads the text of the first member (no signature is judged): form, digests, order, nothing
 * unlisted. */
bool manifest_read(const GPtrArray *members, Manifest *ret_manifest, Note *ret_note,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
