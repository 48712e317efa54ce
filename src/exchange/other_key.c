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

bool
other_key_keep(Db *db, const Book *partner, const char *card, GError **error)
{
    g_autofree char *name = setting_name(partner);
    return setting_set(db, name, card, error) &&
           pinned_set_stopped(db, partner->book, STOP_KEY, error);
}

/* *ret_text NULL: none waits. */
static bool
find(Db *db, const Book *partner, char **ret_text, Card *ret_card, GError **error)
{
    g_autofree char *name = setting_name(partner);
    g_autoptr(GError) failure = NULL;
    g_autofree char *text = setting_get(db, name, &failure);
    *ret_text = NULL;
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return false;
    }
    if (text == NULL || *text == '\0')
        return true;
    if (!card_read(text, strlen(text), ret_card, error))
        return false;
    *ret_text = g_steal_pointer(&text);
    return true;
}

bool
other_key_find(Db *db, const Book *partner, char **ret_words, GError **error)
{
    g_auto(Card) card = {0};
    g_autofree char *text = NULL;
    if (!find(db, partner, &text, &card, error))
        return false;
    *ret_words = text != NULL ? key_words(&card.keys.log) : NULL;
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
        !setting_set(db, name, "", error) ||
        !pinned_set_stopped(db, partner->book, STOP_NONE, error) ||
        !pinned_set_compared(db, partner->book, error) || !db_commit(db, error))
        return false;
    *ret_settled = (OtherKey){taken, partner->frontier.size, partner->root};
    return true;
}
