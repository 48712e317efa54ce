/* bundle_read.c: the form of a bundle.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/bundle_read.h"

#include "base/error.h"
#include "base/limits.h"
#include "exchange/bodies.h"

void
incoming_clear(Incoming *incoming)
{
    if (incoming->members != NULL)
        g_ptr_array_unref(incoming->members);
    manifest_clear(&incoming->manifest);
    book_free(incoming->from);
    book_free(incoming->to);
}

static bool
is_hex(const char *word)
{
    Hash hash;
    return hex_read(word, &hash);
}

/* What may stand in a bundle, in this order: heads and leaves of books, heads alone, the sealed
 * part last. */
static int
place_of(const char *path)
{
    g_auto(GStrv) words = g_strsplit(path, "/", 3);
    if (g_str_equal(path, "shared.box"))
        return 3;
    if (g_strv_length(words) != 3 || !is_hex(words[1]))
        return 0;
    bool is_head = g_str_equal(words[2], "checkpoint");
    if (g_str_equal(words[0], "cosigned"))
        return is_head ? 2 : 0;
    return g_str_equal(words[0], "book") && (is_head || g_str_has_prefix(words[2], "tile/entries/"))
               ? 1
               : 0;
}

static bool
paths_are_known(const Incoming *incoming)
{
    g_autofree char *hex = origin_hex(incoming->from->origin),
                    *own = g_strdup_printf("book/%s/checkpoint", hex);
    const GPtrArray *members = incoming->members;
    int before = 1;
    for (guint i = 1; i < members->len; i++) {
        int place = place_of(((const TarMember *)members->pdata[i])->path);
        if (place < before)
            return false;
        before = place;
    }
    return before == 3 && tar_find(members, own) != NULL;
}

bool
incoming_read(Db *db, const void *bytes, gsize length, Incoming *ret_incoming, GError **error)
{
    g_auto(Incoming) incoming = {0};
    Note note;
    bool found = false;
    if (length > LIMIT_BUNDLE_BYTES)
        return fail(error, KN_LIMIT, "The bundle is larger than %d MiB.",
                    LIMIT_BUNDLE_BYTES / 1024 / 1024);
    incoming.members = tar_read(bytes, length, error);
    if (incoming.members == NULL ||
        !manifest_read(incoming.members, &incoming.manifest, &note, error) ||
        !book_find(db, incoming.manifest.to, &incoming.to, error) ||
        !book_find(db, incoming.manifest.from, &incoming.from, error))
        return false;
    if (incoming.to == NULL || !incoming.to->own ||
        !g_str_equal(incoming.to->origin, incoming.manifest.to))
        return fail(error, KN_INVALID, "This bundle is for another office, not for us.");
    if (incoming.from == NULL || incoming.from->own ||
        !g_str_equal(incoming.from->origin, incoming.manifest.from))
        return fail(
            error, KN_INVALID,
            "This bundle comes from an office that is not our partner: take its card first.");
    if (!pinned_find(db, incoming.from->book, &incoming.pinned, &found, error))
        return false;
    if (!found || note_verify(&note, &incoming.pinned.keys.log, NULL) != PROOF_OK)
        return fail(error, KN_INVALID, "This bundle is not signed by the key of %s that we hold.",
                    incoming.from->code);
    if (!paths_are_known(&incoming))
        return fail(error, KN_INVALID, "The bundle has parts that do not belong in it.");
    *ret_incoming = incoming;
    incoming = (Incoming){0};
    return true;
}
