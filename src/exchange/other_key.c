/* other_key.c: what becomes of a partner whose key seems to have changed.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/other_key.h"

#include "base/error.h"
#include "exchange/card.h"
#include "exchange/heard.h"
#include "store/side.h"

static char *
setting_name(const Book *partner)
{
    return g_strdup_printf("other-card %s", partner->origin);
}

static bool
setting_read(Db *db, const char *name, char **ret_text, GError **error)
{
    g_autoptr(GError) failure = NULL;
    *ret_text = setting_get(db, name, &failure);
    if (failure != NULL)
        g_propagate_error(error, g_error_copy(failure));
    return failure == NULL;
}

/* The last change by this card, when the keys we hold lead to it, else NULL. It must continue what we
 * hold of the book. */
static const KeyChange *
follows(const Book *partner, const Pinned *pinned, const GArray *chain)
{
    int at = chain != NULL ? key_chain_find(chain, &pinned->keys.log) : -1;
    if (at < 0 || (guint)at + 1 >= chain->len ||
        !hash_equal(&g_array_index(chain, KeyChange, 0).body, &pinned->first))
        return NULL;
    for (guint i = (guint)at + 1; i < chain->len; i++) {
        const KeyPlace *place = &g_array_index(chain, KeyChange, i).place;
        if ((guint64)place->entry < partner->frontier.size ||
            ((guint64)place->entry == partner->frontier.size &&
             !hash_equal(&place->before, &partner->root)))
            return NULL;
    }
    return key_chain_last(chain);
}

/* *ret_text NULL: none waits. */
static bool
find(Db *db, const Book *partner, char **ret_text, Card *ret_card, GError **error)
{
    g_autofree char *name = setting_name(partner), *text = NULL;
    *ret_text = NULL;
    if (!setting_read(db, name, &text, error))
        return false;
    if (text == NULL || *text == '\0')
        return true;
    if (!card_read(text, strlen(text), ret_card, error))
        return false;
    *ret_text = g_steal_pointer(&text);
    return true;
}

/* Of a card that waits: *ret_vouched the change, copied; its ground unset when nothing leads to it. */
static bool
vouched(Db *db, const Book *partner, const char *card, KeyChange *ret_vouched, GError **error)
{
    Pinned pinned;
    bool found = false;
    *ret_vouched = (KeyChange){0};
    if (!pinned_find(db, partner->book, &pinned, &found, error))
        return false;
    g_autoptr(GArray) chain = key_chain_of_card(card, strlen(card));
    const KeyChange *change = found ? follows(partner, &pinned, chain) : NULL;
    if (change != NULL)
        *ret_vouched = *change;
    return true;
}

bool
other_key_keep(Db *db, const Book *partner, const char *card, GError **error)
{
    g_auto(Card) waiting = {0};
    g_autofree char *name = setting_name(partner), *text = NULL;
    KeyChange before = {0}, now = {0};
    if (!find(db, partner, &text, &waiting, error) || !vouched(db, partner, card, &now, error) ||
        (text != NULL && !vouched(db, partner, text, &before, error)))
        return false;
    bool weaker = before.ground != KEY_UNSET_GROUND && now.ground == KEY_UNSET_GROUND;
    return (weaker || setting_set(db, name, card, error)) &&
           pinned_set_stopped(db, partner->book, STOP_KEY, error);
}

void
other_card_free(OtherCard *other)
{
    if (other == NULL)
        return;
    g_free(other->words);
    g_free(other);
}

bool
other_key_find(Db *db, const Book *partner, OtherCard **ret_other, GError **error)
{
    g_auto(Card) card = {0};
    g_autofree char *text = NULL;
    KeyChange change = {0};
    *ret_other = NULL;
    if (!find(db, partner, &text, &card, error) ||
        (text != NULL && !vouched(db, partner, text, &change, error)))
        return false;
    if (text == NULL)
        return true;
    *ret_other = g_new0(OtherCard, 1);
    **ret_other = (OtherCard){key_words(&card.keys.log), change.ground, change.place};
    return true;
}

/* Setting "refused-keys ORIGIN": verifier keys, one a line. */
static char *
refused_name(const Book *partner)
{
    return g_strdup_printf("refused-keys %s", partner->origin);
}

bool
other_key_is_refused(Db *db, const Book *partner, const NoteKey *log, bool *ret_refused,
                     GError **error)
{
    g_autofree char *name = refused_name(partner), *text = NULL, *key = key_text(log);
    if (!setting_read(db, name, &text, error))
        return false;
    g_auto(GStrv) keys = g_strsplit(text != NULL ? text : "", "\n", -1);
    *ret_refused = g_strv_contains((const char *const *)keys, key);
    return true;
}

/* Adds it, or takes it off again. */
static bool
set_refused(Db *db, const Book *partner, const NoteKey *log, bool refused, GError **error)
{
    g_autofree char *name = refused_name(partner), *text = NULL, *key = key_text(log);
    g_autoptr(GString) after = g_string_new(NULL);
    if (!setting_read(db, name, &text, error))
        return false;
    g_auto(GStrv) keys = g_strsplit(text != NULL ? text : "", "\n", -1);
    for (char **at = keys; *at != NULL; at++)
        if (**at != '\0' && !g_str_equal(*at, key))
            g_string_append_printf(after, "%s\n", *at);
    if (refused)
        g_string_append_printf(after, "%s\n", key);
    return g_strcmp0(text != NULL ? text : "", after->str) == 0 ||
           setting_set(db, name, after->str, error);
}

bool
other_key_announced(Db *db, const Manifest *manifest, const Book *partner, const Pinned *pinned,
                    const char **ret_card, NoteKey *ret_log, GError **error)
{
    *ret_card = NULL;
    for (guint i = 0; i < manifest->cards->len && *ret_card == NULL; i++) {
        const char *text = manifest->cards->pdata[i];
        g_auto(Card) card = {0};
        bool refused = false;
        g_autoptr(GArray) chain = key_chain_of_card(text, strlen(text));
        if (!card_read(text, strlen(text), &card, NULL) ||
            !g_str_equal(card.origin, partner->origin) || follows(partner, pinned, chain) == NULL)
            continue;
        if (!other_key_is_refused(db, partner, &card.keys.log, &refused, error))
            return false;
        *ret_card = refused ? NULL : text;
        *ret_log = card.keys.log;
    }
    return true;
}

bool
other_key_settle(Office *office, const Actor *actor, const char *code, const char *words,
                 OtherKey *ret_settled, GError **error)
{
    Pinned pinned;
    g_auto(Card) card = {0};
    g_autofree char *text = NULL;
    if (!actor_require(actor, ROLE_CHAIR | ROLE_ADMINISTRATOR, error))
        return false;
    g_autoptr(Db) db = store_write(office->store, error);
    g_autoptr(Book) partner = db != NULL ? partner_get(db, code, &pinned, error) : NULL;
    if (partner == NULL || !find(db, partner, &text, &card, error))
        return false;
    if (text == NULL || pinned.stop != STOP_KEY)
        return fail(error, KN_CONFLICT, "No other card of %s waits to be compared.", partner->code);
    bool taken = key_words_match(&card.keys.log, words);
    if (!taken && !key_words_match(&pinned.keys.log, words))
        return fail(error, KN_INVALID,
                    "These are the words of neither card. Nothing was changed, and everything with "
                    "this partner stays stopped.");
    g_autofree char *name = setting_name(partner);
    if ((taken && (!pinned_replace(db, partner, text, &pinned.first, office_now(office), error) ||
                   !heard_forget(db, partner, error))) ||
        !set_refused(db, partner, &card.keys.log, !taken, error) ||
        !setting_set(db, name, "", error) ||
        !pinned_set_stopped(db, partner->book, STOP_NONE, error) ||
        !pinned_set_compared(db, partner->book, error) || !db_commit(db, error))
        return false;
    *ret_settled = (OtherKey){taken, partner->frontier.size, partner->root};
    return true;
}
