/* keys.c: draws, keeps and states a unit's keys.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/keys.h"

#include "base/error.h"
#include "base/lang.h"
#include "base/text.h"
#include "book/key_chain.h"
#include "book/key_lock.h"
#include "book/words.h"
#include "proof/sink.h"
#include "proof/value.h"
#include "store/side.h"

#include <sodium.h>

/* Secrets are rows of the store under these names. */
static const char *const secret_names[] = {"log", "mirror", "witness", "box"};

static void
keys_derive(const char *origin, Keys *keys)
{
    g_autofree char *mirror = g_strconcat(origin, "/mirror", NULL);
    g_autofree char *witness = g_strconcat(origin, "/witness", NULL);
    guint8 public_key[32];
    key_from_seed(keys->log_seed, public_key);
    g_assert(note_key_init(&keys->log, origin, KEY_ED25519, public_key) == PROOF_OK);
    key_from_seed(keys->mirror_seed, public_key);
    g_assert(note_key_init(&keys->mirror, mirror, KEY_COSIGNATURE, public_key) == PROOF_OK);
    key_from_seed(keys->witness_seed, public_key);
    g_assert(note_key_init(&keys->witness, witness, KEY_COSIGNATURE, public_key) == PROOF_OK);
    crypto_scalarmult_base(keys->box_public, keys->box_secret);
}

void
keys_draw(const char *origin, Keys *ret_keys)
{
    randombytes_buf(ret_keys->log_seed, 32);
    randombytes_buf(ret_keys->mirror_seed, 32);
    randombytes_buf(ret_keys->witness_seed, 32);
    randombytes_buf(ret_keys->box_secret, 32);
    keys_derive(origin, ret_keys);
}

bool
keys_complete(const char *origin, Keys *keys)
{
    if (!value_is_origin(origin, strlen(origin)))
        return false;
    keys_derive(origin, keys);
    return true;
}

void
keys_clear(Keys *keys)
{
    sodium_memzero(keys, sizeof(*keys));
}

static bool
store_one(Db *db, gint64 book, const char *name, const guint8 secret[32], bool bare, GError **error)
{
    guint8 data[KEY_SEALED_MOST];
    gsize length = 32;
    if (bare)
        memcpy(data, secret, 32);
    bool stored = (bare || key_seal(db, secret, data, &length, error)) &&
                  db_run(db, error, "INSERT INTO secret (book, name, data) VALUES (?, ?, ?)", "isb",
                         book, name, data, length);
    sodium_memzero(data, sizeof data);
    return stored;
}

static bool
store_all(Db *db, gint64 book, const Keys *keys, bool bare, GError **error)
{
    const guint8 *const secrets[] = {keys->log_seed, keys->mirror_seed, keys->witness_seed,
                                     keys->box_secret};
    for (gsize i = 0; i < G_N_ELEMENTS(secret_names); i++) {
        gint64 there = 0;
        g_autoptr(Query) q =
            db_query(db, "SELECT count(*) FROM secret WHERE book = ? AND name = ?");
        query_bind(q, "is", book, secret_names[i]);
        if (query_next(q))
            there = query_int(q, 0);
        if (!query_end(q, error))
            return false;
        if (there != 0)
            return fail(error, KN_CONFLICT, N_("This book has its keys already."));
        if (!store_one(db, book, secret_names[i], secrets[i], bare, error))
            return false;
    }
    return side_seal(db, "secret", error);
}

bool
keys_store(Db *db, gint64 book, const Keys *keys, GError **error)
{
    return store_all(db, book, keys, /* bare= */ false, error);
}

bool
keys_load(Db *db, gint64 book, const char *origin, Keys *ret_keys, GError **error)
{
    g_auto(Keys) keys = {0};
    guint8 *const secrets[] = {keys.log_seed, keys.mirror_seed, keys.witness_seed, keys.box_secret};
    if (!value_is_origin(origin, strlen(origin)))
        return fail(error, KN_BROKEN, N_("The name of the book is damaged."));
    for (gsize i = 0; i < G_N_ELEMENTS(secret_names); i++) {
        g_autoptr(Query) q = db_query(db, "SELECT data FROM secret WHERE book = ? AND name = ?");
        query_bind(q, "is", book, secret_names[i]);
        bool found = query_next(q);
        gsize length = 0;
        const void *value = found ? query_blob(q, 0, &length) : NULL;
        if (found && !key_unseal(db, value, length, secrets[i], error))
            return false;
        if (!query_end(q, error))
            return false;
        if (!found)
            return fail(error, KN_MISSING,
                        N_("This file holds no keys of this book; bring them back with the "
                           "recovery sheet."));
    }
    keys_derive(origin, &keys);
    *ret_keys = keys;
    return true;
}

/* "log" becomes "log-ENTRY". */
static bool
keep_earlier(Db *db, gint64 book, const char *name, gint64 entry, GError **error)
{
    g_autofree char *earlier = g_strdup_printf("%s-%" G_GINT64_FORMAT, name, entry);
    return db_run(db, error, "UPDATE secret SET name = ?, seal = NULL WHERE book = ? AND name = ?",
                  "sis", earlier, book, name);
}

/* Whoever changes keys with the sheet need not know the passphrase: what is sealed under it is lost
 * then, and the new keys stand without one. */
static bool
replace_locked(Db *db, gint64 book, const Keys *keys, GError **error)
{
    return db_run(db, error, "DELETE FROM secret WHERE book = ? AND " KEY_NAMES, "i", book) &&
           store_all(db, book, keys, /* bare= */ true, error) && key_lock_drop_unused(db, error);
}

bool
keys_replace(Db *db, gint64 book, gint64 entry, const Keys *keys, bool keep_log, GError **error)
{
    if (!keep_log && key_lock_state(db_store(db)) == LOCK_LOCKED)
        return replace_locked(db, book, keys, error);
    if (!keep_earlier(db, book, "box", entry, error) ||
        (keep_log && !keep_earlier(db, book, "log", entry, error)))
        return false;
    /* A key that is not to be trusted any more is not kept under an earlier name either. */
    if (!keep_log &&
        !db_run(db, error, "DELETE FROM secret WHERE book = ? AND name >= 'log' AND name < 'log.'",
                "i", book))
        return false;
    return db_run(db, error, "DELETE FROM secret WHERE book = ? AND name IN ('mirror', 'witness')",
                  "i", book) &&
           keys_store(db, book, keys, error);
}

static void
earlier_wipe(gpointer data)
{
    sodium_memzero(data, sizeof(EarlierKey));
}

static gint
earlier_compare(gconstpointer a, gconstpointer b)
{
    const EarlierKey *first = a, *second = b;
    return (second->entry > first->entry) - (second->entry < first->entry);
}

/* Secrets named PREFIX-ENTRY. */
static GArray *
earlier_list(Db *db, gint64 book, const char *prefix, GError **error)
{
    g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(EarlierKey));
    gsize start = strlen(prefix);
    g_array_set_clear_func(list, earlier_wipe);
    g_autoptr(Query) q = db_query(db, "SELECT name, data FROM secret WHERE book = ?");
    query_bind(q, "i", book);
    while (query_next(q)) {
        EarlierKey key;
        guint64 entry;
        gsize length = 0;
        const char *name = query_text(q, 0);
        const void *data = query_blob(q, 1, &length);
        if (strncmp(name, prefix, start) != 0 ||
            !number_read(name + start, strlen(name + start), &entry))
            continue;
        key.entry = (gint64)entry;
        if (!key_unseal(db, data, length, key.secret, error))
            return NULL;
        g_array_append_val(list, key);
    }
    g_array_sort(list, earlier_compare);
    return query_end(q, error) ? g_steal_pointer(&list) : NULL;
}

GArray *
keys_earlier_logs(Db *db, gint64 book, GError **error)
{
    return earlier_list(db, book, "log-", error);
}

GArray *
keys_earlier_boxes(Db *db, gint64 book, GError **error)
{
    return earlier_list(db, book, "box-", error);
}

static bool
line_note_key(const char *lines, gsize length, const char *name, const char *key_name, KeyKind kind,
              NoteKey *ret_key)
{
    Slice value;
    if (!body_find(lines, length, name, &value))
        return false;
    return note_key_read(ret_key, value.at, value.length) == PROOF_OK && ret_key->kind == kind &&
           strcmp(ret_key->name, key_name) == 0;
}

static bool
line_key_bytes(const char *lines, gsize length, const char *name, guint8 bytes[32])
{
    Slice value;
    gsize size = 0;
    return body_find(lines, length, name, &value) &&
           base64_read(value.at, value.length, bytes, 32, &size) == PROOF_OK && size == 32;
}

bool
public_keys_read(const char *lines, gsize length, PublicKeys *ret_keys)
{
    PublicKeys keys = {0};
    g_autofree char *origin = body_value(lines, length, "origin");
    if (origin == NULL || !value_is_origin(origin, strlen(origin)))
        return false;
    g_autofree char *mirror = g_strconcat(origin, "/mirror", NULL);
    g_autofree char *witness = g_strconcat(origin, "/witness", NULL);
    if (!line_note_key(lines, length, "log_key", origin, KEY_ED25519, &keys.log) ||
        !line_note_key(lines, length, "mirror_key", mirror, KEY_COSIGNATURE, &keys.mirror) ||
        !line_note_key(lines, length, "witness_key", witness, KEY_COSIGNATURE, &keys.witness) ||
        !line_key_bytes(lines, length, "box_key", keys.box_public) ||
        !line_key_bytes(lines, length, "recovery_sign", keys.recovery_sign) ||
        !line_key_bytes(lines, length, "recovery_box", keys.recovery_box))
        return false;
    *ret_keys = keys;
    return true;
}

bool
public_keys_of(Db *db, gint64 book, PublicKeys *ret_keys, bool *ret_found, GError **error)
{
    g_autoptr(GArray) chain = NULL;
    if (!key_chain_of(db, book, &chain, error))
        return false;
    *ret_found = chain != NULL;
    if (chain != NULL)
        *ret_keys = key_chain_last(chain)->keys;
    return true;
}

static void
add_key(GArray *keys, const NoteKey *key)
{
    for (guint i = 0; i < keys->len; i++) {
        const NoteKey *known = &g_array_index(keys, NoteKey, i);
        if (strcmp(known->name, key->name) == 0 &&
            memcmp(known->public_key, key->public_key, sizeof key->public_key) == 0)
            return;
    }
    g_array_append_vals(keys, key, 1);
}

static void
add_stated(GArray *keys, const PublicKeys *stated)
{
    add_key(keys, &stated->log);
    add_key(keys, &stated->mirror);
    add_key(keys, &stated->witness);
}

static void
add_card(GArray *keys, const char *card)
{
    g_autoptr(GArray) chain = card != NULL ? key_chain_of_card(card, strlen(card)) : NULL;
    for (guint i = 0; chain != NULL && i < chain->len; i++)
        add_stated(keys, &g_array_index(chain, KeyChange, i).keys);
}

/* A partner whose book never came here may confirm states as well, and one whose key was changed
 * signed with the one before. */
static bool
add_cards(Db *db, GArray *keys, GError **error)
{
    g_autoptr(Query) cards = db_query(db, "SELECT card FROM partner");
    while (query_next(cards))
        add_card(keys, query_text(cards, 0));
    g_autoptr(Query) earlier = db_query(
        db, "SELECT value FROM setting WHERE name >= 'earlier-card ' AND name < 'earlier-card!'");
    while (query_next(earlier))
        add_card(keys, query_text(earlier, 0));
    return query_end(cards, error) && query_end(earlier, error);
}

/* Those that own books had after their first ones. */
static bool
add_changes(Db *db, GArray *keys, GError **error)
{
    g_autoptr(Query) q = db_query(db, "SELECT book FROM book WHERE own = 1");
    while (query_next(q)) {
        g_autoptr(GArray) chain = NULL;
        if (!key_chain_of(db, query_int(q, 0), &chain, error))
            return false;
        for (guint i = 1; chain != NULL && i < chain->len; i++)
            add_stated(keys, &g_array_index(chain, KeyChange, i).keys);
    }
    return query_end(q, error);
}

GArray *
known_keys(Db *db, GError **error)
{
    g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(NoteKey));
    /* Book by book: bodies are not found by their number alone. */
    g_autoptr(Query) q = db_query(db, "SELECT body.lines FROM book CROSS JOIN body"
                                      " WHERE body.book = book.book AND body.entry = 0");
    while (query_next(q)) {
        gsize length;
        PublicKeys stated;
        const char *lines = query_blob(q, 0, &length);
        if (lines != NULL && public_keys_read(lines, length, &stated))
            add_stated(keys, &stated);
    }
    if (!query_end(q, error) || !add_changes(db, keys, error) || !add_cards(db, keys, error))
        return NULL;
    return g_steal_pointer(&keys);
}

char *
key_text(const NoteKey *key)
{
    char text[VKEY_MAX + 1];
    Sink sink;
    sink_init(&sink, text, VKEY_MAX);
    note_key_write(key, &sink);
    g_assert(!sink.overflow);
    return g_strndup(text, sink.length);
}

char *
key_bytes_text(const guint8 bytes[32])
{
    char text[BASE64_LENGTH(32)];
    base64_write(bytes, 32, text);
    return g_strndup(text, sizeof(text));
}

char *
key_words(const NoteKey *log_key)
{
    g_autofree char *vkey = key_text(log_key);
    Hash hash;
    sha_of(vkey, strlen(vkey), &hash);
    GString *words = g_string_new(NULL);
    for (gsize i = 0; i < 6; i++)
        g_string_append_printf(words, "%s%s", i == 0 ? "" : " ", key_word_list[hash.bytes[i]]);
    return g_string_free(words, FALSE);
}

/* Folded, with anything that is no letter as one space. */
static char *
words_fold(const char *words)
{
    g_autofree char *folded = text_fold(words);
    GString *out = g_string_new(NULL);
    for (const char *at = folded; *at != '\0'; at++)
        if (g_ascii_isalpha(*at))
            g_string_append_c(out, *at);
        else if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    if (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
    return g_string_free(out, FALSE);
}

bool
key_words_match(const NoteKey *log_key, const char *typed)
{
    g_autofree char *words = key_words(log_key);
    g_autofree char *expected = words_fold(words);
    g_autofree char *given = words_fold(typed);
    return strcmp(expected, given) == 0;
}

char *
origin_draw(const char *code)
{
    guint8 random[8];
    char hex[17];
    randombytes_buf(random, sizeof(random));
    sodium_bin2hex(hex, sizeof(hex), random, sizeof(random));
    g_autofree char *folded = text_fold(code);
    GString *origin = g_string_new("ketnghia/");
    gsize before = origin->len;
    for (const char *at = folded; *at != '\0' && origin->len - before < 40; at++)
        if (g_ascii_isalnum(*at) || *at == '-' || *at == '.')
            g_string_append_c(origin, *at);
    if (origin->len == before)
        g_string_append_c(origin, 'x');
    g_string_append_printf(origin, "/%s", hex);
    return g_string_free(origin, FALSE);
}
