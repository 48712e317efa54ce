/* key_chain.c: which keys of a book count from when on, and who vouched for them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/key_chain.h"

#include "base/error.h"
#include "base/lang.h"
#include "base/limits.h"
#include "proof/sink.h"
#include "store/side.h"

#include <sodium.h>

const char *const key_value_names[KEY_VALUES] = {"log_key", "mirror_key",    "witness_key",
                                                 "box_key", "recovery_sign", "recovery_box"};
static const char *const first_names[] = {
    "origin",     "code",        "name",    "unit_kind",     "log_key",
    "mirror_key", "witness_key", "box_key", "recovery_sign", "recovery_box"};

char *
key_change_text(const char *origin, const KeyPlace *place, const char *const values[KEY_VALUES])
{
    GString *text = g_string_new("ketnghia/key/v1\n");
    char root[HASH_CHARS];
    base64_write(place->before.bytes, HASH_SIZE, root);
    g_string_append_printf(
        text, "origin %s\nentry %" G_GINT64_FORMAT "\ntime %" G_GINT64_FORMAT "\nroot %.*s\n",
        origin, place->entry, place->time, HASH_CHARS, root);
    for (gsize i = 0; i < KEY_VALUES; i++)
        g_string_append_printf(text, "%s %s\n", key_value_names[i], values[i]);
    return g_string_free(text, FALSE);
}

/* The next lines, all open and of these names; the values are borrowed. */
static bool
take_lines(Slice *rest, const char *const *names, gsize count, Slice *ret_values)
{
    BodyLine line;
    for (gsize i = 0; i < count; i++) {
        if (body_line_read(rest, &line) != PROOF_OK || !line.open || !slice_is(line.name, names[i]))
            return false;
        ret_values[i] = line.value;
    }
    return true;
}

GArray *
key_chain_begin(const char *lines, gsize length)
{
    KeyChange first = {.ground = KEY_FROM_START};
    size_t count;
    if (lines == NULL || body_hash(lines, length, &first.body, &count) != PROOF_OK ||
        !public_keys_read(lines, length, &first.keys))
        return NULL;
    GArray *chain = g_array_new(FALSE, FALSE, sizeof(KeyChange));
    g_array_append_val(chain, first);
    return chain;
}

static bool
take_note_key(Slice value, NoteKey *key)
{
    NoteKey read;
    if (value.length == 0)
        return true;
    if (note_key_read(&read, value.at, value.length) != PROOF_OK || read.kind != key->kind ||
        strcmp(read.name, key->name) != 0)
        return false;
    *key = read;
    return true;
}

static bool
take_bytes(Slice value, guint8 bytes[32])
{
    gsize size = 0;
    return value.length == 0 ||
           (base64_read(value.at, value.length, bytes, 32, &size) == PROOF_OK && size == 32);
}

/* What is not stated stays as it was. */
static bool
take_values(const Slice values[KEY_VALUES], PublicKeys *keys)
{
    return take_note_key(values[0], &keys->log) && take_note_key(values[1], &keys->mirror) &&
           take_note_key(values[2], &keys->witness) && take_bytes(values[3], keys->box_public) &&
           take_bytes(values[4], keys->recovery_sign) && take_bytes(values[5], keys->recovery_box);
}

const KeyChange *
key_chain_last(const GArray *chain)
{
    return &g_array_index(chain, KeyChange, chain->len - 1);
}

/* Those who may vouch: the log key and the sheet in force; and a sheet that was replaced by log
 * keys alone, until some days after each of those changes. */
static bool
voucher_at(const GArray *chain, gint64 time, guint at, const guint8 **ret_key,
           KeyGround *ret_ground)
{
    const KeyChange *last = key_chain_last(chain);
    if (at < 2) {
        *ret_key = at == 0 ? last->keys.log.public_key : last->keys.recovery_sign;
        *ret_ground = at == 0 ? KEY_BY_KEY : KEY_BY_SHEET;
        return true;
    }
    guint back = at - 1;
    for (guint i = 0; i < back; i++) {
        if (chain->len < i + 2)
            return false;
        const KeyChange *change = &g_array_index(chain, KeyChange, chain->len - 1 - i);
        if (change->ground != KEY_BY_KEY ||
            time - change->place.time > (gint64)LIMIT_KEY_VETO_DAYS * 86400)
            return false;
    }
    *ret_key = g_array_index(chain, KeyChange, chain->len - 1 - back).keys.recovery_sign;
    *ret_ground = KEY_TAKEN_BACK;
    return true;
}

KeyGround
key_chain_ground(const GArray *chain, gint64 time, const guint8 public_key[32])
{
    const guint8 *key;
    KeyGround ground;
    for (guint at = 0; voucher_at(chain, time, at, &key, &ground); at++)
        if (memcmp(key, public_key, 32) == 0)
            return ground;
    return KEY_UNSET_GROUND;
}

static KeyGround
find_voucher(const GArray *chain, gint64 time, const char *text, const guint8 signature[64])
{
    const guint8 *key;
    KeyGround ground;
    for (guint at = 0; voucher_at(chain, time, at, &key, &ground); at++)
        if (crypto_sign_verify_detached(signature, (const guint8 *)text, strlen(text), key) == 0)
            return ground;
    return KEY_UNSET_GROUND;
}

bool
key_chain_add(GArray *chain, const KeyPlace *place, const char *lines, gsize length)
{
    const KeyChange *last = key_chain_last(chain);
    const char *names[KEY_VALUES + 1], *stated[KEY_VALUES];
    Slice rest = {lines, length}, values[KEY_VALUES + 1];
    KeyChange change = {.place = *place, .keys = last->keys};
    guint8 signature[64];
    gsize size = 0;
    size_t count;
    memcpy(names, key_value_names, sizeof key_value_names);
    names[KEY_VALUES] = "signature";
    if (place->entry <= last->place.entry || place->time < last->place.time ||
        body_hash(lines, length, &change.body, &count) != PROOF_OK ||
        !take_lines(&rest, names, KEY_VALUES + 1, values) || rest.length > 0 ||
        !take_values(values, &change.keys) ||
        base64_read(values[KEY_VALUES].at, values[KEY_VALUES].length, signature, sizeof signature,
                    &size) != PROOF_OK ||
        size != sizeof signature)
        return false;
    g_autoptr(GPtrArray) copies = g_ptr_array_new_with_free_func(g_free);
    for (gsize i = 0; i < KEY_VALUES; i++) {
        g_ptr_array_add(copies, g_strndup(values[i].at, values[i].length));
        stated[i] = copies->pdata[i];
    }
    g_autofree char *text = key_change_text(last->keys.log.name, place, stated);
    change.ground = find_voucher(chain, place->time, text, signature);
    if (change.ground == KEY_UNSET_GROUND)
        return false;
    g_array_append_val(chain, change);
    return true;
}

const PublicKeys *
key_chain_at(const GArray *chain, guint64 size)
{
    guint at = chain->len - 1;
    while (at > 0 && (guint64)g_array_index(chain, KeyChange, at).place.entry >= size)
        at--;
    return &g_array_index(chain, KeyChange, at).keys;
}

int
key_chain_find(const GArray *chain, const NoteKey *log)
{
    for (guint i = 0; i < chain->len; i++)
        if (memcmp(g_array_index(chain, KeyChange, i).keys.log.public_key, log->public_key, 32) ==
            0)
            return (int)i;
    return -1;
}

/* The end of the lines of one entry in a card: where the next change, or nothing, follows. */
static gsize
lines_length(Slice rest)
{
    Slice after = rest, line;
    gsize length = 0;
    while (slice_line(&after, &line) && !slice_starts(line, "change "))
        length = rest.length - after.length;
    return length;
}

const char *
card_first_lines(const char *card, gsize length, gsize *ret_length)
{
    gsize body_length = 0;
    const char *body = card_body(card, length, &body_length);
    if (body != NULL)
        *ret_length = lines_length((Slice){body, body_length});
    return body;
}

/* `change ENTRY TIME ROOT` */
static bool
take_place(Slice *rest, KeyPlace *ret_place)
{
    Slice line;
    guint64 entry, time;
    if (!slice_line(rest, &line))
        return false;
    g_autofree char *text = g_strndup(line.at, line.length);
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    if (g_strv_length(words) != 4 || strcmp(words[0], "change") != 0 ||
        !number_read(words[1], strlen(words[1]), &entry) ||
        !number_read(words[2], strlen(words[2]), &time) || entry > G_MAXINT64 ||
        time > G_MAXINT64 || !hash_read(words[3], strlen(words[3]), &ret_place->before))
        return false;
    ret_place->entry = (gint64)entry;
    ret_place->time = (gint64)time;
    return true;
}

GArray *
key_chain_of_card(const char *card, gsize length)
{
    gsize body_length = 0;
    const char *body = card_body(card, length, &body_length);
    Slice rest = {body, body_length}, values[G_N_ELEMENTS(first_names)];
    gsize first = body != NULL ? lines_length(rest) : 0;
    Slice lines = {body, first};
    if (first == 0 || !take_lines(&lines, first_names, G_N_ELEMENTS(first_names), values) ||
        lines.length > 0)
        return NULL;
    g_autoptr(GArray) chain = key_chain_begin(body, first);
    rest = (Slice){body + first, body_length - first};
    while (chain != NULL && rest.length > 0) {
        KeyPlace place;
        if (!take_place(&rest, &place))
            return NULL;
        gsize one = lines_length(rest);
        if (!key_chain_add(chain, &place, rest.at, one))
            return NULL;
        rest = (Slice){rest.at + one, rest.length - one};
    }
    return g_steal_pointer(&chain);
}

/* Setting "keys/BOOK": `ENTRY ROOT`, parted by spaces. */
static char *
setting_name(gint64 book)
{
    return g_strdup_printf("keys/%" G_GINT64_FORMAT, book);
}

/* Only the leaf tells the kind, so the leaves are read through. (element-type gint64) */
static GArray *
find_changes(Db *db, gint64 book, GError **error)
{
    static const char prefix[] = "ketnghia/entry/v1\nkind key/";
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(Query) q = db_query(db, "SELECT entry FROM leaf WHERE book = ?"
                                      " AND substr(data, 1, ?) = ? ORDER BY entry");
    query_bind(q, "iib", book, (gint64)strlen(prefix), prefix, strlen(prefix));
    while (query_next(q)) {
        gint64 entry = query_int(q, 0);
        g_array_append_val(entries, entry);
    }
    return query_end(q, error) ? g_steal_pointer(&entries) : NULL;
}

/* What the setting must be. Yours to free. */
static char *
places_text(Db *db, gint64 number, GError **error)
{
    g_autoptr(GString) value = g_string_new(NULL);
    g_autoptr(GArray) entries = find_changes(db, number, error);
    if (entries == NULL || entries->len == 0)
        return entries != NULL ? g_strdup("") : NULL;
    g_autoptr(Book) book = book_get(db, number, error);
    g_autoptr(BookTree) tree = book != NULL ? book_tree_new(db, book, error) : NULL;
    for (guint i = 0; tree != NULL && i < entries->len; i++) {
        gint64 entry = g_array_index(entries, gint64, i);
        Hash root;
        char chars[HASH_CHARS];
        if (!tree_root(book_tree_reader(tree), (guint64)entry, &root))
            return fail_null(error, KN_BROKEN, N_("The entries of the book %s could not be read."),
                             book->code);
        base64_write(root.bytes, HASH_SIZE, chars);
        g_string_append_printf(value, "%s%" G_GINT64_FORMAT " %.*s", i > 0 ? " " : "", entry,
                               HASH_CHARS, chars);
    }
    return tree != NULL ? g_strdup(value->str) : NULL;
}

/* *ret_value NULL without error: unset. */
static bool
places_setting(Db *db, gint64 book, char **ret_value, GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autofree char *name = setting_name(book);
    *ret_value = setting_get(db, name, &failure);
    if (failure != NULL)
        g_propagate_error(error, g_error_copy(failure));
    return failure == NULL;
}

bool
key_places_fit(Db *db, gint64 book, bool *ret_fit, GError **error)
{
    g_autofree char *kept = NULL, *expected = places_text(db, book, error);
    if (expected == NULL || !places_setting(db, book, &kept, error))
        return false;
    *ret_fit = strcmp(expected, kept != NULL ? kept : "") == 0;
    return true;
}

bool
key_places_renew(Db *db, const Book *book, GError **error)
{
    bool fit = false;
    g_autofree char *value = NULL, *name = setting_name(book->book);
    if (!key_places_fit(db, book->book, &fit, error))
        return false;
    value = fit ? NULL : places_text(db, book->book, error);
    return fit || (value != NULL && setting_set(db, name, value, error));
}

GArray *
key_places(Db *db, gint64 book, GError **error)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(KeyPlace));
    g_autofree char *value = NULL;
    if (!places_setting(db, book, &value, error))
        return NULL;
    g_auto(GStrv) words = g_strsplit(value != NULL ? value : "", " ", -1);
    for (char **word = words; *word != NULL; word += 2) {
        KeyPlace place = {0};
        guint64 entry;
        if (word[1] == NULL || !number_read(word[0], strlen(word[0]), &entry) ||
            entry > G_MAXINT64 || !hash_read(word[1], strlen(word[1]), &place.before))
            return fail_null(error, KN_BROKEN,
                             N_("What this file says of changed keys is damaged."));
        place.entry = (gint64)entry;
        g_array_append_val(places, place);
    }
    return g_steal_pointer(&places);
}

/* What the entries of an own book say; a change whose lines are not here, or do not hold, ends it. */
static bool
chain_of_entries(Db *db, gint64 book, GArray **ret_chain, GError **error)
{
    g_autoptr(GArray) chain = NULL;
    g_autoptr(Query) q = db_query(db, "SELECT lines FROM body WHERE book = ? AND entry = 0");
    query_bind(q, "i", book);
    if (query_next(q)) {
        gsize length;
        const char *lines = query_blob(q, 0, &length);
        chain = key_chain_begin(lines, length);
    }
    if (!query_end(q, error))
        return false;
    g_autoptr(GArray) places = chain != NULL ? key_places(db, book, error) : NULL;
    if (chain != NULL && places == NULL)
        return false;
    for (guint i = 0; chain != NULL && i < places->len; i++) {
        KeyPlace place = g_array_index(places, KeyPlace, i);
        g_auto(Entry) entry = {0};
        if (!entry_get(db, book, place.entry, &entry, error))
            return false;
        place.time = entry.time;
        if (entry.body == NULL || !key_chain_add(chain, &place, entry.body, entry.body_length))
            break;
    }
    *ret_chain = g_steal_pointer(&chain);
    return true;
}

bool
key_chain_of(Db *db, gint64 book, GArray **ret_chain, GError **error)
{
    g_autoptr(GArray) chain = NULL;
    g_autoptr(Query) q = db_query(db, "SELECT card FROM partner WHERE book = ?");
    query_bind(q, "i", book);
    if (query_next(q)) {
        const char *card = query_text(q, 0);
        chain = key_chain_of_card(card, strlen(card));
    }
    if (!query_end(q, error) || (chain == NULL && !chain_of_entries(db, book, &chain, error)))
        return false;
    *ret_chain = g_steal_pointer(&chain);
    return true;
}

char *
key_chain_card(Db *db, gint64 book, GError **error)
{
    g_autoptr(GArray) chain = NULL;
    g_autoptr(GString) text = g_string_new(CARD_FIRST_LINE);
    if (!chain_of_entries(db, book, &chain, error))
        return NULL;
    for (guint i = 0; chain != NULL && i < chain->len; i++) {
        const KeyChange *change = &g_array_index(chain, KeyChange, i);
        g_auto(Entry) entry = {0};
        char root[HASH_CHARS];
        base64_write(change->place.before.bytes, HASH_SIZE, root);
        if (!entry_get(db, book, change->place.entry, &entry, error))
            return NULL;
        if (i > 0)
            g_string_append_printf(text, "change %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %.*s\n",
                                   change->place.entry, change->place.time, HASH_CHARS, root);
        g_string_append_len(text, entry.body, (gssize)entry.body_length);
    }
    if (chain == NULL)
        return fail_null(error, KN_BROKEN, N_("The first entry of this book is missing."));
    return g_strdup(text->str);
}
