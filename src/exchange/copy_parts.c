/* copy_parts.c: what the sealed copy of an own book consists of.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/copy_parts.h"

#include "base/error.h"
#include "book/segment.h"
#include "exchange/bodies.h"
#include "exchange/box.h"
#include "exchange/card.h"
#include "exchange/pack.h"
#include "exchange/partners.h"
#include "proof/sink.h"

#include <sodium.h>

#define FIRST_LINE "ketnghia/keys/v1\n"
#define FILE_LABEL "ketnghia/copy/file/v1\n"
#define FILE_DIGITS 32

void
copy_part_free(CopyPart *part)
{
    if (part == NULL)
        return;
    g_free(part->name);
    g_free(part->state);
    g_free(part);
}

static bool
all_of(const char *text, const char *allowed, gsize shortest, gsize longest)
{
    gsize length = strlen(text);
    return length >= shortest && length <= longest && strspn(text, allowed) == length;
}

bool
copy_name_is_valid(const char *name)
{
    guint64 run;
    if (g_str_has_prefix(name, "backup/"))
        return all_of(name + strlen("backup/"), "0123456789", 1, 15) &&
               number_read(name + strlen("backup/"), strlen(name) - strlen("backup/"), &run);
    if (g_str_has_prefix(name, "file/"))
        return all_of(name + strlen("file/"), "0123456789abcdef", FILE_DIGITS, FILE_DIGITS);
    return g_str_equal(name, COPY_KEYS);
}

static int
sort_of(const char *name)
{
    return g_str_has_prefix(name, "backup/") ? 1 : g_str_has_prefix(name, "file/") ? 2 : 0;
}

int
copy_name_compare(const char *a, const char *b)
{
    if (sort_of(a) != sort_of(b))
        return sort_of(a) - sort_of(b);
    /* Numbers without leading zeros: the longer one is larger. */
    gsize length_a = strlen(a), length_b = strlen(b);
    return length_a != length_b ? (length_a > length_b ? 1 : -1) : strcmp(a, b);
}

/* Which sheet it is sealed to is part of the state: a new sheet seals everything anew. */
static char *
state_of(const char *what, const PublicKeys *stated)
{
    char chars[BASE64_LENGTH(6)];
    base64_write(stated->recovery_box, 6, chars);
    return g_strdup_printf("%s %.*s", what, (int)sizeof chars, chars);
}

static bool
stated_keys(Db *db, const Book *book, PublicKeys *ret_stated, GError **error)
{
    bool found = false;
    return public_keys_of(db, book->book, ret_stated, &found, error) &&
           (found ||
            fail(error, KN_BROKEN, "The first entry of the book %s is missing.", book->code));
}

static void
add_secret(GString *text, const char *name, const guint8 bytes[32])
{
    g_autofree char *value = key_bytes_text(bytes);
    g_string_append_printf(text, "%s %s\n", name, value);
    sodium_memzero(value, strlen(value));
}

static bool
add_partner(Db *db, GPtrArray *members, const Book *book, GError **error)
{
    Pinned pinned;
    bool found = false;
    if (!pinned_find(db, book->book, &pinned, &found, error))
        return false;
    if (!found)
        return true;
    g_autofree char *card = pinned_card(db, book->book, error);
    if (card == NULL)
        return false;
    g_autofree char *hex = origin_hex(book->origin), *path = g_strconcat("partner/", hex, NULL),
                    *first = hash_hex(&pinned.first),
                    *text = g_strdup_printf("code %s\nstop %d\nfirst %s\n%s", book->code,
                                            (int)pinned.stop, first, card);
    tar_add(members, path, text, strlen(text));
    return true;
}

static bool
add_partners(Db *db, GPtrArray *members, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(db, error);
    for (guint i = 0; books != NULL && i < books->len; i++) {
        const Book *book = books->pdata[i];
        if (!book->own && !add_partner(db, members, book, error))
            return false;
    }
    return books != NULL;
}

static GBytes *
keys_plain(Db *db, const Book *book, GError **error)
{
    g_auto(Keys) keys = {0};
    g_autofree char *card = card_write(db, book, error);
    if (card == NULL || !keys_load(db, book->book, book->origin, &keys, error))
        return NULL;
    g_autoptr(GPtrArray) members = tar_members_new();
    g_autoptr(GString) text = g_string_new(FIRST_LINE);
    g_string_append_printf(text, "book %s\ncode %s\n", book->origin, book->code);
    add_secret(text, "log", keys.log_seed);
    add_secret(text, "mirror", keys.mirror_seed);
    add_secret(text, "witness", keys.witness_seed);
    add_secret(text, "box", keys.box_secret);
    tar_add(members, "keys", text->str, text->len);
    sodium_memzero(text->str, text->len);
    tar_add(members, "card", card, strlen(card));
    return add_partners(db, members, error) ? tar_write(members, error) : NULL;
}

static CopyPart *
part_new(char *name, char *state, gint64 bytes)
{
    CopyPart *part = g_new0(CopyPart, 1);
    *part = (CopyPart){.name = name, .state = state, .bytes = bytes, .first = -1};
    return part;
}

static bool
add_keys(Db *db, GPtrArray *parts, const Book *book, const PublicKeys *stated, GError **error)
{
    g_autoptr(GBytes) plain = keys_plain(db, book, error);
    if (plain == NULL)
        return false;
    gsize length;
    const void *data = g_bytes_get_data(plain, &length);
    Hash hash;
    sha_of(data, length, &hash);
    g_autofree char *hex = hash_hex(&hash);
    g_ptr_array_add(parts, part_new(g_strdup(COPY_KEYS), state_of(hex, stated), (gint64)length));
    return true;
}

static bool
add_runs(Db *db, GPtrArray *parts, Book *book, const PublicKeys *stated, GError **error)
{
    g_autoptr(GPtrArray) states = segment_states(db, book, error);
    for (guint i = 0; states != NULL && i < states->len; i++) {
        g_auto(GStrv) words = g_strsplit(states->pdata[i], ".", -1);
        if (g_strv_length(words) < 2)
            continue;
        CopyPart *part =
            part_new(g_strdup_printf("backup/%u", i), state_of(states->pdata[i], stated),
                     g_ascii_strtoll(words[1], NULL, 10));
        part->first = (gint64)i * SEGMENT_ENTRIES;
        g_ptr_array_add(parts, part);
    }
    return states != NULL;
}

/* The keeper learns how many files there are and how large, not which: who has a file cannot find
 * out whether it is here. */
static char *
file_name(const Keys *keys, const Hash *file)
{
    Sha sha;
    Hash hash;
    sha_init(&sha);
    sha_add(&sha, FILE_LABEL, strlen(FILE_LABEL));
    sha_add(&sha, keys->log_seed, 32);
    sha_add(&sha, file->bytes, HASH_SIZE);
    sha_end(&sha, &hash);
    g_autofree char *hex = hash_hex(&hash);
    hex[FILE_DIGITS] = '\0';
    return g_strconcat("file/", hex, NULL);
}

static bool
add_files(Db *db, GPtrArray *parts, const Book *book, const PublicKeys *stated, GError **error)
{
    g_auto(Keys) keys = {0};
    g_autoptr(GArray) files = segment_files(db, book->book, error);
    if (files == NULL || !keys_load(db, book->book, book->origin, &keys, error))
        return false;
    for (guint i = 0; i < files->len; i++) {
        const SegmentFile *file = &g_array_index(files, SegmentFile, i);
        CopyPart *part =
            part_new(file_name(&keys, &file->sha256), state_of("file", stated), file->bytes);
        part->file = file->sha256;
        g_ptr_array_add(parts, part);
    }
    return true;
}

GPtrArray *
copy_parts_list(Db *db, Book *book, GError **error)
{
    PublicKeys stated;
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func((GDestroyNotify)copy_part_free);
    if (!stated_keys(db, book, &stated, error) || !add_keys(db, parts, book, &stated, error) ||
        !add_runs(db, parts, book, &stated, error) || !add_files(db, parts, book, &stated, error))
        return NULL;
    return g_steal_pointer(&parts);
}

static bool
put_entry(void *context, const Entry *entry, GError **error)
{
    if (entry->body != NULL)
        bodies_put(context, entry->entry, entry->body, entry->body_length);
    return true;
}

static GBytes *
run_plain(Db *db, const Book *book, gint64 first, GError **error)
{
    g_autoptr(GPtrArray) members = tar_members_new();
    BodiesWriter writer;
    bodies_init(&writer, members, book->origin);
    bool read =
        entry_each(db, book->book, first, MIN(first + SEGMENT_ENTRIES, (gint64)book->frontier.size),
                   put_entry, &writer, error);
    bodies_end(&writer);
    g_autoptr(GBytes) plain = read ? tar_write(members, error) : NULL;
    return plain != NULL ? pack(plain, error) : NULL;
}

GBytes *
copy_part_seal(Db *db, const Book *book, const CopyPart *part, GError **error)
{
    PublicKeys stated;
    if (!stated_keys(db, book, &stated, error))
        return NULL;
    g_autoptr(GBytes) plain = part->first >= 0 ? run_plain(db, book, part->first, error)
                              : g_str_equal(part->name, COPY_KEYS)
                                  ? keys_plain(db, book, error)
                                  : book_get_file(db, book->book, &part->file, error);
    return plain != NULL ? box_seal(plain, stated.recovery_box) : NULL;
}

static void
copy_partner_free(gpointer data)
{
    CopyPartner *partner = data;
    g_free(partner->code);
    g_free(partner->card);
    g_free(partner);
}

void
copy_keys_free(CopyKeys *keys)
{
    if (keys == NULL)
        return;
    g_free(keys->origin);
    g_free(keys->code);
    keys_clear(&keys->keys);
    g_free(keys->card);
    g_ptr_array_unref(keys->partners);
    g_free(keys);
}

/* `NAME VALUE` */
static char *
value_line(Slice *rest, const char *name)
{
    Slice line;
    gsize length = strlen(name);
    if (!slice_line(rest, &line) || line.length <= length + 1 ||
        memcmp(line.at, name, length) != 0 || line.at[length] != ' ')
        return NULL;
    return g_strndup(line.at + length + 1, line.length - length - 1);
}

static bool
secret_line(Slice *rest, const char *name, guint8 ret_bytes[32])
{
    g_autofree char *value = value_line(rest, name);
    gsize length = 0;
    bool read = value != NULL &&
                base64_read(value, strlen(value), ret_bytes, 32, &length) == PROOF_OK &&
                length == 32;
    if (value != NULL)
        sodium_memzero(value, strlen(value));
    return read;
}

static bool
keys_text_read(const TarMember *member, CopyKeys *keys)
{
    gsize length = 0;
    const char *text = member != NULL ? g_bytes_get_data(member->data, &length) : NULL;
    Slice rest = {text, length}, line;
    Keys secrets = {0};
    bool read = text != NULL && slice_line(&rest, &line) && line.length + 1 == strlen(FIRST_LINE) &&
                memcmp(line.at, FIRST_LINE, line.length) == 0 &&
                (keys->origin = value_line(&rest, "book")) != NULL &&
                (keys->code = value_line(&rest, "code")) != NULL &&
                secret_line(&rest, "log", secrets.log_seed) &&
                secret_line(&rest, "mirror", secrets.mirror_seed) &&
                secret_line(&rest, "witness", secrets.witness_seed) &&
                secret_line(&rest, "box", secrets.box_secret) && rest.length == 0 &&
                keys_complete(keys->origin, &secrets);
    if (read)
        keys->keys = secrets;
    keys_clear(&secrets);
    return read;
}

static bool
partner_read(const TarMember *member, CopyKeys *keys)
{
    gsize length;
    const char *text = g_bytes_get_data(member->data, &length);
    Slice rest = {text, length};
    CopyPartner *partner = g_new0(CopyPartner, 1);
    g_ptr_array_add(keys->partners, partner);
    guint64 stop = 0;
    partner->code = value_line(&rest, "code");
    g_autofree char *stopped = partner->code != NULL ? value_line(&rest, "stop") : NULL,
                    *first = stopped != NULL ? value_line(&rest, "first") : NULL;
    g_auto(Card) card = {0};
    if (first == NULL || !number_read(stopped, strlen(stopped), &stop) || stop > STOP_KEY ||
        !hex_read(first, &partner->first) || !card_read(rest.at, rest.length, &card, NULL))
        return false;
    partner->stop = (gint64)stop;
    partner->card = g_strndup(rest.at, rest.length);
    return true;
}

CopyKeys *
copy_keys_read(GBytes *plain, GError **error)
{
    gsize length;
    const void *data = g_bytes_get_data(plain, &length);
    g_autoptr(GPtrArray) members = tar_read(data, length, error);
    if (members == NULL)
        return NULL;
    g_autoptr(CopyKeys) keys = g_new0(CopyKeys, 1);
    keys->partners = g_ptr_array_new_with_free_func(copy_partner_free);
    const TarMember *card = tar_find(members, "card");
    bool read = card != NULL && keys_text_read(tar_find(members, "keys"), keys);
    for (guint i = 0; read && i < members->len; i++) {
        const TarMember *member = members->pdata[i];
        if (g_str_has_prefix(member->path, "partner/"))
            read = partner_read(member, keys);
    }
    if (!read)
        return fail_null(error, KN_INVALID, "The sealed copy of the keys is malformed.");
    const char *text = g_bytes_get_data(card->data, &length);
    keys->card = g_strndup(text, length);
    return g_steal_pointer(&keys);
}
