/* change_keys.h: a unit's book gets new keys: the ones before vouch for them, or the recovery sheet
 * when they are lost or in strange hands.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/key_chain.h"
#include "rules/office.h"

typedef struct {
    const char *sheet; /* the recovery sheet as typed; NULL: the key in force vouches */
    bool new_sheet;    /* a new recovery sheet takes the place of the one until now */
} KeyAsk;
typedef struct {
    gint64 entry;
    KeyGround ground;
    char *words; /* the six words from now on */
    char *vkey;
    char *recovery; /* of the new sheet, to be printed once; NULL: the sheet until now stays */
} NewKeys;
void new_keys_clear(NewKeys *keys); /* wipes */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(NewKeys, new_keys_clear)

/* Chair or administrator. A sheet that is not this book's: KN_INVALID. KN_MISSING without a sheet:
 * this file holds no keys. */
bool office_change_keys(Office *office, const char *unit, const Actor *actor, const KeyAsk *ask,
                        NewKeys *ret_keys, GError **error) G_GNUC_WARN_UNUSED_RESULT;
