/* healing.h: our own book comes back from a partner: an old copy of the file takes over what it
 * lacks. Leaves must lead to a head that our own log key signed and a partner's mirror cosigned;
 * bodies must fit their leaves.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/bundle_read.h"
#include "rules/office.h"

typedef struct {
    Book *book; /* ours */
    char *hex;
    GPtrArray *came; /* (element-type GBytes): leaves from `first` up to the head */
    guint64 first, size;
    Hash root;
    guint64 keep;      /* our entries before this one are the same */
    bool lacks;        /* our file does not have this head's state */
    bool changed;      /* entries or lines came back */
    bool erased;       /* an erasure of ours came back */
    gint64 bodies;     /* that were completed */
    gint64 files;      /* that came back */
    GHashTable *names; /* hex of files that open lines of bodies name */
} Healing;
void healing_free(Healing *healing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Healing, healing_free)

/* What a bundle brings of an own book; *ret_healing NULL without error when nothing.
 * Malformed, unsigned or unconfirmed: KN_INVALID. */
bool healing_read(Db *db, const Incoming *incoming, const Book *book, Healing **ret_healing,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes the leaves, and raises the high-water mark to the head. Entries that were written into the
 * old copy and never signed are taken out: *ret_aside is the text beside the file that has their
 * words, NULL when there were none. */
bool healing_run(Office *office, Db *db, Healing *healing, char **ret_aside,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A body or a file of our own book that came in the sealed part. */
bool healing_body(Db *db, Healing *healing, gint64 number, const char *body, gsize length,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Before files that come without the lines which name them. */
bool healing_name_files(Db *db, Healing *healing, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool healing_file(Db *db, Healing *healing, const char *name, GBytes *data,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
