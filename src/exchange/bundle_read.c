/* bundle_read.c: the form of a bundle.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/bundle_read.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/planted.h"
#include "exchange/bodies.h"
#include "exchange/copy_parts.h"
#include "exchange/other_key.h"

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

typedef enum {
    PLACE_NONE = 0,
    PLACE_ASKS,     /* what the sender asks for, in place of its books */
    PLACE_BOOK,     /* heads and leaves of the sender's books */
    PLACE_COSIGNED, /* heads alone */
    PLACE_MIRROR,   /* the receiver's own books back */
    PLACE_KEPT,     /* and the sealed copies that the sender kept of them */
    PLACE_KEYS,     /* sealed copies of the sender's books, to be kept */
    PLACE_SEALED,
} Place;

/* What may stand in a bundle, in this order. */
static Place
place_of(const char *path)
{
    g_auto(GStrv) words = g_strsplit(path, "/", 3);
    if (g_str_equal(path, "shared.box"))
        return PLACE_SEALED;
    if (g_strv_length(words) == 2 && g_str_equal(words[0], "asks"))
        return is_hex(words[1]) ? PLACE_ASKS : PLACE_NONE;
    if (g_strv_length(words) != 3 || !is_hex(words[1]))
        return PLACE_NONE;
    bool is_head = g_str_equal(words[2], "checkpoint");
    bool is_tile = g_str_has_prefix(words[2], "tile/entries/");
    if (g_str_equal(words[0], "cosigned"))
        return is_head ? PLACE_COSIGNED : PLACE_NONE;
    if (g_str_equal(words[0], "kept"))
        return copy_name_is_valid(words[2]) ? PLACE_KEPT : PLACE_NONE;
    if (g_str_equal(words[0], "keys.box"))
        return g_str_equal(words[2], "note") || copy_name_is_valid(words[2]) ? PLACE_KEYS
                                                                             : PLACE_NONE;
    if (g_str_equal(words[0], "mirror"))
        return is_tile ? PLACE_MIRROR : PLACE_NONE;
    return g_str_equal(words[0], "book") && (is_head || is_tile) ? PLACE_BOOK : PLACE_NONE;
}

/* A bundle states the sender's book, or it asks for it. */
static bool
paths_are_known(const Incoming *incoming)
{
    g_autofree char *hex = origin_hex(incoming->from->origin),
                    *own = g_strdup_printf("book/%s/checkpoint", hex),
                    *asks = g_strconcat("asks/", hex, NULL);
    const GPtrArray *members = incoming->members;
    Place before = PLACE_ASKS;
    bool states = false, lacks = false;
    for (guint i = 1; i < members->len; i++) {
        Place place = place_of(((const TarMember *)members->pdata[i])->path);
        if (place < before)
            return false;
        states = states || place == PLACE_BOOK;
        lacks = lacks || place == PLACE_ASKS;
        before = place;
    }
    return before == PLACE_SEALED && states != lacks &&
           tar_find(members, lacks ? asks : own) != NULL;
}

/* Whether new keys of the sender, to which those that we hold lead, signed the list. */
static bool
judge_keys(Db *db, const Manifest *manifest, const Note *note, Sender *sender, GError **error)
{
    const char *card = NULL;
    sender->log = sender->pinned.keys.log;
    if (PLANTED(ANY_KEY) || note_verify(note, &sender->log, NULL) == PROOF_OK) {
        sender->state = sender->pinned.stopped ? SENDER_STOPPED : SENDER_KNOWN;
        return true;
    }
    sender->state = SENDER_FALSE;
    if (!other_key_announced(db, manifest, sender->from, &sender->pinned, &card, &sender->log,
                             error))
        return false;
    if (card == NULL || note_verify(note, &sender->log, NULL) != PROOF_OK)
        return true;
    sender->card = card;
    sender->state = sender->pinned.stop == STOP_FORK ? SENDER_STOPPED : SENDER_CHANGED;
    return true;
}

bool
sender_find(Db *db, const Manifest *manifest, const Note *note, Sender *ret_sender, GError **error)
{
    bool found = false;
    ret_sender->state = SENDER_UNSET;
    if (!book_find(db, manifest->to, &ret_sender->to, error) ||
        !book_find(db, manifest->from, &ret_sender->from, error))
        return false;
    const Book *from = ret_sender->from, *to = ret_sender->to;
    if (to == NULL || !to->own || !g_str_equal(to->origin, manifest->to))
        ret_sender->state = SENDER_ELSEWHERE;
    else if (from == NULL || from->own || !g_str_equal(from->origin, manifest->from))
        ret_sender->state = SENDER_STRANGER;
    else if (!pinned_find(db, from->book, &ret_sender->pinned, &found, error))
        return false;
    else if (!found)
        ret_sender->state = SENDER_FALSE;
    else
        return judge_keys(db, manifest, note, ret_sender, error);
    return true;
}

bool
sender_refuse(const Sender *sender, GError **error)
{
    switch (sender->state) {
    case SENDER_ELSEWHERE:
        return fail(error, KN_INVALID, "This bundle is for another office, not for us.");
    case SENDER_STRANGER:
        return fail(
            error, KN_INVALID,
            "This bundle comes from an office that is not our partner: take its card first.");
    case SENDER_STOPPED:
        return pinned_refuse(sender->from, sender->pinned.stop, error);
    default:
        return fail(error, KN_INVALID, "This bundle is not signed by the key of %s that we hold.",
                    sender->from->code);
    }
}

void
sender_clear(Sender *sender)
{
    book_free(sender->from);
    book_free(sender->to);
}

bool
incoming_read(Db *db, const void *bytes, gsize length, Incoming *ret_incoming, GError **error)
{
    g_auto(Incoming) incoming = {0};
    g_auto(Sender) sender = {0};
    Note note;
    if (length > LIMIT_BUNDLE_BYTES)
        return fail(error, KN_LIMIT, "The bundle is larger than %d MiB.",
                    LIMIT_BUNDLE_BYTES / 1024 / 1024);
    incoming.members = tar_read(bytes, length, error);
    if (incoming.members == NULL ||
        !manifest_read(incoming.members, &incoming.manifest, &note, error) ||
        !sender_find(db, &incoming.manifest, &note, &sender, error))
        return false;
    if (sender.state != SENDER_KNOWN && sender.state != SENDER_STOPPED &&
        sender.state != SENDER_CHANGED)
        return sender_refuse(&sender, error);
    incoming.pinned = sender.pinned;
    incoming.card = sender.state == SENDER_CHANGED ? sender.card : NULL;
    incoming.from = g_steal_pointer(&sender.from);
    incoming.to = g_steal_pointer(&sender.to);
    if (!paths_are_known(&incoming))
        return fail(error, KN_INVALID, "The bundle has parts that do not belong in it.");
    *ret_incoming = incoming;
    incoming = (Incoming){0};
    return true;
}
