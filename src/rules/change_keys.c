/* change_keys.c: draws new keys for a book, has them vouched for and writes the key/1.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/change_keys.h"

#include "base/error.h"
#include "base/limits.h"
#include "book/head.h"
#include "book/key_lock.h"
#include "rules/act.h"

#include <sodium.h>

void
new_keys_clear(NewKeys *keys)
{
    if (keys->recovery != NULL)
        sodium_memzero(keys->recovery, strlen(keys->recovery));
    g_clear_pointer(&keys->recovery, g_free);
    g_clear_pointer(&keys->words, g_free);
    g_clear_pointer(&keys->vkey, g_free);
}

/* Who vouches for the new keys, and the sheet that counts after them. */
typedef struct {
    KeyGround ground;
    guint8 seed[32];
    guint8 recovery_sign[32], recovery_box[32];
} Voucher;

static void
voucher_clear(Voucher *voucher)
{
    sodium_memzero(voucher, sizeof *voucher);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Voucher, voucher_clear)

static bool
by_sheet(const GArray *chain, gint64 time, const char *sheet, Voucher *voucher, GError **error)
{
    guint8 secret[32], box[32];
    bool read = recovery_read(sheet, secret);
    if (read) {
        recovery_secrets(secret, voucher->seed, box);
        recovery_public(secret, voucher->recovery_sign, voucher->recovery_box);
        voucher->ground = key_chain_ground(chain, time, voucher->recovery_sign);
    }
    sodium_memzero(secret, sizeof secret);
    sodium_memzero(box, sizeof box);
    if (!read)
        return fail(error, KN_INVALID,
                    N_("These are not the 13 groups of a recovery sheet, or one of them is "
                       "misread. Look at the paper again."));
    return voucher->ground == KEY_BY_SHEET || voucher->ground == KEY_TAKEN_BACK ||
           fail(
               error, KN_INVALID,
               N_("This recovery sheet is not one that counts for this book: it belongs to another "
                  "unit, or was replaced more than %d days ago."),
               LIMIT_KEY_VETO_DAYS);
}

static bool
by_key(const Act *act, const PublicKeys *stated, Voucher *voucher, GError **error)
{
    g_auto(Keys) keys = {0};
    if (!keys_load(act->db, act->book->book, act->book->origin, &keys, error))
        return false;
    if (memcmp(keys.log.public_key, stated->log.public_key, 32) != 0)
        return fail(error, KN_CONFLICT,
                    N_("The keys in this file are not the ones that count for the book any more. "
                       "Change them with the recovery sheet."));
    voucher->ground = KEY_BY_KEY;
    memcpy(voucher->seed, keys.log_seed, 32);
    memcpy(voucher->recovery_sign, stated->recovery_sign, 32);
    memcpy(voucher->recovery_box, stated->recovery_box, 32);
    return true;
}

static void
draw_sheet(Voucher *voucher, NewKeys *ret_keys)
{
    guint8 secret[32];
    recovery_draw(secret);
    recovery_public(secret, voucher->recovery_sign, voucher->recovery_box);
    ret_keys->recovery = recovery_write(secret);
    sodium_memzero(secret, sizeof secret);
}

/* The key/1 that states them, signed. */
static Record *
key_record(const Act *act, const Keys *keys, const Voucher *voucher)
{
    KeyPlace place = {act_next(act), act->time, act->book->root};
    guint8 signature[64], pair[64], public_key[32];
    char encoded[BASE64_LENGTH(64)];
    g_autofree char *log_key = key_text(&keys->log), *mirror_key = key_text(&keys->mirror),
                    *witness_key = key_text(&keys->witness),
                    *box_key = key_bytes_text(keys->box_public),
                    *sign = key_bytes_text(voucher->recovery_sign),
                    *box = key_bytes_text(voucher->recovery_box);
    const char *const values[KEY_VALUES] = {log_key, mirror_key, witness_key, box_key, sign, box};
    g_autofree char *text = key_change_text(act->book->origin, &place, values);
    crypto_sign_seed_keypair(public_key, pair, voucher->seed);
    crypto_sign_detached(signature, NULL, (const guint8 *)text, strlen(text), pair);
    sodium_memzero(pair, sizeof pair);
    base64_write(signature, sizeof signature, encoded);
    g_autofree char *signed_by = g_strndup(encoded, sizeof encoded);
    return system_record("key", "log_key", log_key, "mirror_key", mirror_key, "witness_key",
                         witness_key, "box_key", box_key, "recovery_sign", sign, "recovery_box",
                         box, "signature", signed_by, NULL);
}

static bool
change(Act *act, const KeyAsk *ask, const GArray *chain, NewKeys *ret_keys, GError **error)
{
    g_auto(Voucher) voucher = {0};
    g_auto(Keys) keys = {0};
    bool vouched = ask->sheet != NULL ? by_sheet(chain, act->time, ask->sheet, &voucher, error)
                                      : by_key(act, &key_chain_last(chain)->keys, &voucher, error);
    if (!vouched)
        return false;
    if (ask->new_sheet)
        draw_sheet(&voucher, ret_keys);
    keys_draw(act->book->origin, &keys);
    g_autoptr(Record) record = key_record(act, &keys, &voucher);
    ret_keys->entry = act_next(act);
    ret_keys->ground = voucher.ground;
    ret_keys->words = key_words(&keys.log);
    ret_keys->vkey = key_text(&keys.log);
    /* A key that the sheet replaces may be in strange hands: it signs nothing here any more. */
    return keys_replace(act->db, act->book->book, ret_keys->entry, &keys,
                        voucher.ground == KEY_BY_KEY, error) &&
           act_add(act, record, -1, error) && act_end(act, error);
}

bool
office_change_keys(Office *office, const char *unit, const Actor *actor, const KeyAsk *ask,
                   NewKeys *ret_keys, GError **error)
{
    g_auto(Act) act = {0};
    g_auto(NewKeys) keys = {0};
    g_autoptr(GArray) chain = NULL;
    if (!act_begin(&act, office, unit, actor, ROLE_CHAIR | ROLE_ADMINISTRATOR, error) ||
        !mark_verify(act.db, act.book, error) ||
        !key_chain_of(act.db, act.book->book, &chain, error))
        return false;
    if (chain == NULL)
        return fail(error, KN_BROKEN, N_("The first entry of the book %s is missing."),
                    act.book->code);
    if (!change(&act, ask, chain, &keys, error))
        return false;
    act_clear(&act);
    /* What was taken out of the store must not stand in its log either. */
    if (!store_checkpoint_truncate(office->store, error) || !key_lock_begin(office->store, error))
        return false;
    *ret_keys = keys;
    keys = (NewKeys){0};
    return true;
}
