/* card.c: partner cards: written, read, pinned, compared.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/card.h"

#include "base/error.h"
#include "base/text.h"
#include "book/body.h"
#include "exchange/exchange.h"
#include "exchange/partners.h"
#include "proof/base64.h"

void
card_clear(Card *card)
{
    g_free(card->origin);
    g_free(card->code);
    g_free(card->name);
    g_free(card->unit_kind);
}

char *
partner_card(Office *office, const char *unit, GError **error)
{
    g_autoptr(Db) db = store_read(office->store, error);
    g_autoptr(Book) book = db != NULL ? office_book(db, unit, error) : NULL;
    g_auto(Entry) first = {0};
    g_auto(Keys) keys = {0};
    if (book == NULL || !entry_get(db, book->book, 0, &first, error) || !keys_load(db, book->book, book->origin, &keys, error))
        return NULL;
    if (first.body == NULL)
        return fail_null(error, KN_BROKEN, "The first entry of the book %s is missing.", book->code);
    g_autofree char *text = g_strdup_printf(CARD_FIRST_LINE "%.*s", (int)first.body_length, first.body);
    char signature[VKEY_MAX + 256];
    Sink sink;
    sink_init(&sink, signature, sizeof signature);
    note_sign((Slice){text, strlen(text)}, &keys.log, keys.log_seed, 0, &sink);
    if (sink.overflow)
        return fail_null(error, KN_BROKEN, "The keys of the book %s do not belong together.", book->code);
    return g_strdup_printf("%s\n%.*s", text, (int)sink.length, sink.at);
}

static bool
read_key(const char *body, gsize length, const char *line, NoteKey *ret_key)
{
    g_autofree char *vkey = body_value(body, length, line);
    return vkey != NULL && note_key_read(ret_key, vkey, strlen(vkey)) == PROOF_OK;
}

static bool
read_bytes(const char *body, gsize length, const char *line, guint8 ret_bytes[32])
{
    g_autofree char *text = body_value(body, length, line);
    gsize size;
    return text != NULL && base64_read(text, strlen(text), ret_bytes, 32, &size) == PROOF_OK && size == 32;
}

static bool
read_body(const char *body, gsize length, Card *card)
{
    card->origin = body_value(body, length, "origin");
    card->code = body_value(body, length, "code");
    card->name = body_value(body, length, "name");
    card->unit_kind = body_value(body, length, "unit_kind");
    return card->origin != NULL && card->code != NULL && card->name != NULL && card->unit_kind != NULL &&
           read_key(body, length, "log_key", &card->keys.log) && read_key(body, length, "mirror_key", &card->keys.mirror) &&
           read_key(body, length, "witness_key", &card->keys.witness) && read_bytes(body, length, "box_key", card->keys.box_public) &&
           read_bytes(body, length, "recovery_sign", card->keys.recovery_sign) &&
           read_bytes(body, length, "recovery_box", card->keys.recovery_box) && g_str_equal(card->keys.log.name, card->origin);
}

bool
card_read(const char *text, gsize length, Card *ret_card, GError **error)
{
    g_auto(Card) card = {0};
    Note note;
    gsize start = strlen(CARD_FIRST_LINE);
    if (note_read(text, length, &note) != PROOF_OK || note.text.length <= start || memcmp(note.text.at, CARD_FIRST_LINE, start) != 0 ||
        !read_body(note.text.at + start, note.text.length - start, &card))
        return fail(error, KN_INVALID, "This is not a partner's card, or it was changed on the way.");
    if (note_verify(&note, &card.keys.log, NULL) != PROOF_OK)
        return fail(error, KN_INVALID, "This card is not signed by the key it names: it was changed on the way.");
    *ret_card = card;
    card = (Card){0};
    return true;
}

/* The words as typed against those of the key, without regard to accents and spaces. */
static bool
words_match(const NoteKey *key, const char *typed)
{
    g_autofree char *right = key_words(key), *a = text_fold(right), *b = text_fold(typed);
    return g_str_equal(a, b);
}

static bool
pin(Office *office, Db *db, const Card *card, const char *text, const char *code, bool compared, GError **error)
{
    g_autoptr(Book) same = NULL, taken = NULL;
    if (!book_find(db, card->origin, &same, error) || !book_find(db, code, &taken, error))
        return false;
    if (same != NULL && same->own)
        return fail(error, KN_INVALID, "This is our own card; give it to the partner.");
    if (same != NULL)
        return fail(error, KN_CONFLICT, "%s is our partner already.", same->code);
    if (taken != NULL)
        return fail(error, KN_CONFLICT, "The code %s is taken here; choose another for this partner.", code);
    g_autoptr(Book) book = book_create(db, card->origin, code, /* own= */ false, error);
    return book != NULL && pinned_put(db, book->book, text, compared, office_now(office), error);
}

bool
partner_add(Office *office, const Actor *actor, const char *text, gsize length, const char *code, const char *words, char **ret_code,
            GError **error)
{
    g_auto(Card) card = {0};
    g_autofree char *copy = g_strndup(text, length);
    if (!actor_require(actor, ROLE_CHAIR | ROLE_ADMINISTRATOR, error) || !card_read(text, length, &card, error))
        return false;
    if (words != NULL && !words_match(&card.keys.log, words))
        return fail(error, KN_INVALID, "The six words are not those of this card. Do not take it; ask the partner again.");
    const char *known_as = code != NULL ? code : card.code;
    g_autoptr(Db) db = store_write(office->store, error);
    if (db == NULL || !pin(office, db, &card, copy, known_as, words != NULL, error) || !db_commit(db, error))
        return false;
    *ret_code = g_strdup(known_as);
    return true;
}

bool
partner_compared(Office *office, const Actor *actor, const char *code, const char *words, GError **error)
{
    Pinned pinned;
    bool found = false;
    if (!actor_require(actor, ROLE_CHAIR | ROLE_ADMINISTRATOR, error))
        return false;
    g_autoptr(Db) db = store_write(office->store, error);
    g_autoptr(Book) book = NULL;
    if (db == NULL || !book_find(db, code, &book, error) || (book != NULL && !pinned_find(db, book->book, &pinned, &found, error)))
        return false;
    if (!found)
        return fail(error, KN_MISSING, "%s is not our partner: take its card first.", code);
    if (!words_match(&pinned.keys.log, words))
        return fail(error, KN_INVALID, "The six words are not the same. Do not exchange with this partner before you have found out why.");
    return pinned_set_compared(db, book->book, error) && db_commit(db, error);
}
