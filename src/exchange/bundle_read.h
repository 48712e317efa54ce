/* bundle_read.h: the form of a bundle: archive, signed list, sender and receiver.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/manifest.h"
#include "exchange/partners.h"

/* Who wrote a bundle for whom, by its signed list. */
typedef enum {
    SENDER_UNSET,
    SENDER_KNOWN,     /* a partner, to one of our books */
    SENDER_CHANGED,   /* the same, by new keys that the ones we hold lead to */
    SENDER_STOPPED,   /* the same, but exchange with it is stopped */
    SENDER_ELSEWHERE, /* for another office */
    SENDER_STRANGER,  /* not our partner */
    SENDER_FALSE,     /* not signed by the key that we hold */
} SenderState;
typedef struct {
    SenderState state;
    Book *from, *to;
    Pinned pinned;
    NoteKey log;      /* what the list is signed by: the pinned one, or the new one */
    const char *card; /* of SENDER_CHANGED, borrowed from the list */
} Sender;
void sender_clear(Sender *sender);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sender, sender_clear)
bool sender_find(Db *db, const Manifest *manifest, const Note *note, Sender *ret_sender,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Says why nothing is taken from one that is not SENDER_KNOWN; always false. */
bool sender_refuse(const Sender *sender, GError **error);

typedef struct {
    GPtrArray *members;
    Manifest manifest;
    Book *from; /* our mirror of the sender's book */
    Book *to;   /* our own book */
    Pinned pinned;
    const char *card; /* of new keys that sign it; NULL: signed by those we hold */
} Incoming;
void incoming_clear(Incoming *incoming);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Incoming, incoming_clear)

/* KN_INVALID for anything that is not a whole bundle, signed by a partner, for one of our books. */
bool incoming_read(Db *db, const void *bytes, gsize length, Incoming *ret_incoming,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
