/* card.c: partner cards: written, read, pinned, compared.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/card.h"

#include "base/error.h"
#include "base/limits.h"
#include "book/key_chain.h"
#include "exchange/exchange.h"
#include "exchange/other_key.h"
#include "proof/sink.h"
#include "rules/succession.h"

void
card_clear(Card *card)
{
    g_free(card->origin);
    g_free(card->code);
    g_free(card->name);
}

char *
card_write(Db *db, const Book *book, GError **error)
{
    g_auto(Keys) keys = {0};
    g_autofree char *text = keys_load(db, book->book, book->origin, &keys, error)
                                ? key_chain_card(db, book->book, error)
                                : NULL;
    char signature[VKEY_MAX + 256];
    Sink sink;
    if (text == NULL)
        return NULL;
    sink_init(&sink, signature, sizeof signature);
    note_sign((Slice){text, strlen(text)}, &keys.log, keys.log_seed, 0, &sink);
    if (sink.overflow)
        return fail_null(error, KN_BROKEN, "The keys of the book %s do not belong together.",
                         book->code);
    return g_strdup_printf("%s\n%.*s", text, (int)sink.length, sink.at);
}

bool
card_add_changed(Db *db, const Book *book, GPtrArray *cards, GError **error)
{
    g_autoptr(GArray) chain = NULL;
    if (!key_chain_of(db, book->book, &chain, error))
        return false;
    char *card = chain != NULL && chain->len > 1 ? card_write(db, book, error) : NULL;
    if (card != NULL)
        g_ptr_array_add(cards, card);
    return card != NULL || (chain != NULL && chain->len == 1) ||
           (chain == NULL &&
            fail(error, KN_BROKEN, "The first entry of the book %s is missing.", book->code));
}

char *
partner_card(Office *office, const char *unit, GError **error)
{
    g_autoptr(Db) db = store_read(office->store, error);
    g_autoptr(Book) book = db != NULL ? office_book(db, unit, error) : NULL;
    return book != NULL ? card_write(db, book, error) : NULL;
}

static bool
read_text(const char *text, gsize length, Card *card)
{
    gsize first_length = 0;
    const char *first = card_first_lines(text, length, &first_length);
    g_autoptr(GArray) chain = key_chain_of_card(text, length);
    if (first == NULL || chain == NULL)
        return false;
    card->body = g_array_index(chain, KeyChange, 0).body;
    card->keys = key_chain_last(chain)->keys;
    card->origin = body_value(first, first_length, "origin");
    card->code = body_value(first, first_length, "code");
    card->name = body_value(first, first_length, "name");
    return true;
}

bool
card_read(const char *text, gsize length, Card *ret_card, GError **error)
{
    g_auto(Card) card = {0};
    Note note;
    if (length > LIMIT_NOTE_BYTES || note_read(text, length, &note) != PROOF_OK ||
        !read_text(text, length, &card))
        return fail(error, KN_INVALID,
                    "This is not a partner's card, or it was changed on the way.");
    if (note_verify(&note, &card.keys.log, NULL) != PROOF_OK)
        return fail(error, KN_INVALID,
                    "This card is not signed by the key it names: it was changed on the way.");
    *ret_card = card;
    card = (Card){0};
    return true;
}

/* Another key under the name of a partner: its card is kept for the officers, and all stops. One that
 * they refused before comes back only with its own six words. */
static bool
has_other_key(Db *db, const Card *card, const char *text, bool heard, char **ret_code,
              GError **error)
{
    g_autoptr(Book) same = NULL;
    Pinned pinned;
    bool found = false, refused = false;
    if (!book_find(db, card->origin, &same, error))
        return false;
    if (same == NULL || same->own || !g_str_equal(same->origin, card->origin))
        return true;
    if (!pinned_find(db, same->book, &pinned, &found, error) ||
        !other_key_is_refused(db, same, &card->keys.log, &refused, error))
        return false;
    if (!found || pinned.stop == STOP_FORK ||
        memcmp(pinned.keys.log.public_key, card->keys.log.public_key, 32) == 0)
        return true;
    if (refused && !heard)
        return fail(error, KN_CONFLICT,
                    "Officers have compared the six words of this card and found that it is not "
                    "from %s. It is not taken.",
                    same->code);
    *ret_code = g_strdup(same->code);
    return other_key_keep(db, same, text, error);
}

static bool
pin(Office *office, Db *db, const Card *card, const char *text, const char *code, bool compared,
    GError **error)
{
    g_autoptr(Book) same = NULL, taken = NULL;
    if (!unit_code_is_valid(code))
        return fail(error, KN_INVALID,
                    "A partner's code has at most %d capital letters without accents, digits and "
                    "hyphens; choose another.",
                    UNIT_CODE_CHARS);
    if (!book_find(db, card->origin, &same, error))
        return false;
    if (same == NULL && !code_release(db, code, error))
        return false;
    if (!book_find(db, code, &taken, error))
        return false;
    if (same != NULL && same->own)
        return fail(error, KN_INVALID, "This is our own card; give it to the partner.");
    if (same != NULL)
        return fail(error, KN_CONFLICT, "%s is our partner already.", same->code);
    if (taken != NULL)
        return fail(error, KN_CONFLICT,
                    "The code %s is taken here; choose another for this partner.", code);
    g_autoptr(Book) book = book_create(db, card->origin, code, /* own= */ false, error);
    return book != NULL && pinned_put(db, book->book, text, compared, office_now(office), error);
}

bool
partner_add(Office *office, const Actor *actor, const char *text, gsize length, const char *code,
            const char *words, char **ret_code, GError **error)
{
    g_auto(Card) card = {0};
    g_autofree char *copy = g_strndup(text, length);
    if (!actor_require(actor, ROLE_CHAIR | ROLE_ADMINISTRATOR, error) ||
        !card_read(text, length, &card, error))
        return false;
    if (words != NULL && !key_words_match(&card.keys.log, words))
        return fail(
            error, KN_INVALID,
            "The six words are not those of this card. Do not take it; ask the partner again.");
    const char *known_as = code != NULL ? code : card.code;
    g_autofree char *other = NULL;
    g_autoptr(Db) db = store_write(office->store, error);
    if (db == NULL || !has_other_key(db, &card, copy, words != NULL, &other, error))
        return false;
    if (other != NULL) {
        if (!db_commit(db, error))
            return false;
        *ret_code = g_steal_pointer(&other);
        return fail(error, KN_CONFLICT,
                    "This card names another key for %s than the one we hold. Everything with %s "
                    "stops until you have compared the six words with them again.",
                    *ret_code, *ret_code);
    }
    if (!pin(office, db, &card, copy, known_as, words != NULL, error) || !db_commit(db, error))
        return false;
    *ret_code = g_strdup(known_as);
    return true;
}

bool
partner_compared(Office *office, const Actor *actor, const char *code, const char *words,
                 GError **error)
{
    Pinned pinned;
    if (!actor_require(actor, ROLE_CHAIR | ROLE_ADMINISTRATOR, error))
        return false;
    g_autoptr(Db) db = store_write(office->store, error);
    g_autoptr(Book) partner = db != NULL ? partner_get(db, code, &pinned, error) : NULL;
    if (partner == NULL)
        return false;
    if (!key_words_match(&pinned.keys.log, words))
        return fail(error, KN_INVALID,
                    "The six words are not the same. Do not exchange with this partner before you "
                    "have found out why.");
    return pinned_set_compared(db, partner->book, error) && db_commit(db, error);
}
