/* manifest.c: the signed list of a bundle's members.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/manifest.h"

#include "base/error.h"
#include "base/limits.h"
#include "proof/sink.h"

#define FIRST_LINE "ketnghia/bundle/v1"
#define CARDS_MAX 64 /* own books in one bundle whose keys have changed */

void
manifest_clear(Manifest *manifest)
{
    g_free(manifest->from);
    g_free(manifest->to);
    g_clear_pointer(&manifest->cards, g_ptr_array_unref);
}

static void
member_line(GString *text, const TarMember *member)
{
    gsize length;
    const void *data = g_bytes_get_data(member->data, &length);
    Hash hash;
    sha_of(data, length, &hash);
    for (gsize i = 0; i < HASH_SIZE; i++)
        g_string_append_printf(text, "%02x", hash.bytes[i]);
    g_string_append_printf(text, " %" G_GSIZE_FORMAT " %s\n", length, member->path);
}

static char *
manifest_text(const GPtrArray *members, guint first, const char *from, const char *to, gint64 time,
              const GPtrArray *cards)
{
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, FIRST_LINE "\nfrom %s\nto %s\ntime %" G_GINT64_FORMAT "\n", from,
                           to, time);
    for (guint i = 0; cards != NULL && i < cards->len; i++) {
        const char *card = cards->pdata[i];
        g_autofree char *encoded = g_base64_encode((const guchar *)card, strlen(card));
        g_string_append_printf(text, "card %s\n", encoded);
    }
    for (guint i = first; i < members->len; i++)
        member_line(text, g_ptr_array_index(members, i));
    return g_string_free(text, FALSE);
}

void
manifest_add(GPtrArray *members, const char *from, const char *to, gint64 time,
             const GPtrArray *cards, const NoteKey *key, const guint8 seed[32])
{
    g_autofree char *text = manifest_text(members, 0, from, to, time, cards);
    char signature[VKEY_MAX + 256];
    Sink sink;
    sink_init(&sink, signature, sizeof signature);
    note_sign((Slice){text, strlen(text)}, key, seed, 0, &sink);
    g_assert(!sink.overflow);
    g_autofree char *note = g_strdup_printf("%s\n%.*s", text, (int)sink.length, sink.at);
    TarMember *member = g_new0(TarMember, 1);
    member->path = g_strdup(MANIFEST_PATH);
    member->data = g_bytes_new(note, strlen(note));
    g_ptr_array_insert(members, 0, member);
}

static char *
word_line(Slice *rest, const char *word)
{
    Slice line;
    gsize length = strlen(word);
    if (!slice_line(rest, &line) || line.length <= length + 1 ||
        memcmp(line.at, word, length) != 0 || line.at[length] != ' ')
        return NULL;
    return g_strndup(line.at + length + 1, line.length - length - 1);
}

/* Each `card` line; a card is text without zero bytes. */
static bool
take_cards(Slice *rest, GPtrArray *cards)
{
    Slice line;
    for (Slice after = *rest; slice_line(&after, &line) && slice_starts(line, "card ");
         *rest = after) {
        gsize length = 0;
        g_autofree char *word = g_strndup(line.at + 5, line.length - 5);
        g_autofree char *card = (char *)g_base64_decode(word, &length);
        g_autofree char *text = g_strndup(card, length);
        if (cards->len == CARDS_MAX || length == 0 || length > LIMIT_NOTE_BYTES ||
            strlen(text) != length)
            return false;
        g_ptr_array_add(cards, g_steal_pointer(&text));
    }
    return true;
}

bool
manifest_read_text(const char *data, gsize length, Manifest *ret_manifest, Note *ret_note,
                   GError **error)
{
    Note note;
    if (length > LIMIT_MANIFEST_BYTES || note_read(data, length, &note) != PROOF_OK)
        return fail(error, KN_INVALID, "The bundle's list is malformed.");
    Slice rest = note.text, line;
    g_autofree char *from = NULL, *to = NULL, *time = NULL;
    g_autoptr(GPtrArray) cards = g_ptr_array_new_with_free_func(g_free);
    guint64 seconds;
    if (!slice_line(&rest, &line) || !slice_is(line, FIRST_LINE) ||
        (from = word_line(&rest, "from")) == NULL || (to = word_line(&rest, "to")) == NULL ||
        (time = word_line(&rest, "time")) == NULL || !number_read(time, strlen(time), &seconds) ||
        seconds > G_MAXINT64 || !take_cards(&rest, cards))
        return fail(error, KN_INVALID, "The bundle's list is malformed.");
    ret_manifest->from = g_steal_pointer(&from);
    ret_manifest->to = g_steal_pointer(&to);
    ret_manifest->time = (gint64)seconds;
    ret_manifest->cards = g_steal_pointer(&cards);
    *ret_note = note;
    return true;
}

bool
manifest_read(const GPtrArray *members, Manifest *ret_manifest, Note *ret_note, GError **error)
{
    const TarMember *first = members->len > 0 ? g_ptr_array_index(members, 0) : NULL;
    if (first == NULL || !g_str_equal(first->path, MANIFEST_PATH))
        return fail(error, KN_INVALID, "This is not a bundle, or it is damaged.");
    gsize length;
    const char *data = g_bytes_get_data(first->data, &length);
    g_auto(Manifest) manifest = {0};
    if (!manifest_read_text(data, length, &manifest, ret_note, error))
        return false;
    /* Written again from the members it must be the same text: every digest, the order, nothing
     * unlisted. */
    g_autofree char *again =
        manifest_text(members, 1, manifest.from, manifest.to, manifest.time, manifest.cards);
    if (strlen(again) != ret_note->text.length ||
        memcmp(again, ret_note->text.at, ret_note->text.length) != 0)
        return fail(error, KN_INVALID, "The bundle is cut short or was changed on the way.");
    *ret_manifest = manifest;
    manifest = (Manifest){0};
    return true;
}
