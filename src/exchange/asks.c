/* asks.c: an old copy asks for its own books back.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/asks.h"

#include "base/error.h"
#include "exchange/bodies.h"
#include "exchange/box.h"
#include "exchange/card.h"
#include "exchange/manifest.h"
#include "exchange/outgoing.h"
#include "exchange/partners.h"
#include "proof/base64.h"
#include "proof/sink.h"
#include "store/kept.h"
#include "store/side.h"

#define FIRST_LINE "ketnghia/asks/v1\n"

/* `SIZE BASE64(ROOT)`, as it stands in the note and in the setting. */
static char *
asked_write(guint64 size, const Hash *root)
{
    char chars[HASH_CHARS];
    base64_write(root->bytes, HASH_SIZE, chars);
    return g_strdup_printf("%" G_GUINT64_FORMAT " %.*s", size, HASH_CHARS, chars);
}

static bool
asked_read(const char *text, gsize length, Asked *ret_asked)
{
    const char *space = memchr(text, ' ', length);
    Asked asked = {.asked = true};
    if (space == NULL || !number_read(text, (gsize)(space - text), &asked.size) ||
        !hash_read(space + 1, length - (gsize)(space + 1 - text), &asked.root))
        return false;
    *ret_asked = asked;
    return true;
}

static char *
setting_name(const Book *own, const Book *to, const Book *book)
{
    return g_strdup_printf("back %s %s %s", own->origin, to->origin, book->origin);
}

bool
asked_find(Db *db, const Book *own, const Book *to, const Book *book, Asked *ret_asked,
           GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autofree char *name = setting_name(own, to, book), *value = setting_get(db, name, &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return false;
    }
    *ret_asked = (Asked){0};
    if (value != NULL && value[0] != '\0')
        asked_read(value, strlen(value), ret_asked);
    return true;
}

static bool
asked_put(Db *db, const Book *own, const Book *to, const Book *book, const Asked *asked,
          GError **error)
{
    g_autofree char *name = setting_name(own, to, book);
    g_autofree char *value = asked_write(asked->size, &asked->root);
    return setting_set(db, name, value, error);
}

bool
asked_clear(Db *db, const Book *own, const Book *to, const Book *book, GError **error)
{
    Asked before;
    g_autofree char *name = setting_name(own, to, book);
    if (!asked_find(db, own, to, book, &before, error))
        return false;
    return !before.asked || setting_set(db, name, "", error);
}

/* FIRST_LINE, `book ORIGIN`, `to ORIGIN`, `has SIZE BASE64(ROOT)`: signed by the book's log key. */
static bool
note_asks(const char *data, gsize length, const Book *book, const Book *to, const NoteKey *log,
          Asked *ret_asked)
{
    Note note;
    if (note_read(data, length, &note) != PROOF_OK || note_verify(&note, log, NULL) != PROOF_OK)
        return false;
    g_autofree char *head =
        g_strdup_printf(FIRST_LINE "book %s\nto %s\nhas ", book->origin, to->origin);
    gsize start = strlen(head);
    return note.text.length > start + 1 && memcmp(note.text.at, head, start) == 0 &&
           note.text.at[note.text.length - 1] == '\n' &&
           asked_read(note.text.at + start, note.text.length - start - 1, ret_asked);
}

static bool
take_note(Db *db, const Incoming *incoming, const Book *book, const TarMember *member,
          GError **error)
{
    Pinned pinned;
    bool found = false;
    Asked asked;
    gsize length;
    const char *data = g_bytes_get_data(member->data, &length);
    if (!pinned_find(db, book->book, &pinned, &found, error))
        return false;
    if (!found || pinned.stopped)
        return true;
    if (!note_asks(data, length, book, incoming->from, &pinned.keys.log, &asked))
        return fail(error, KN_INVALID, "The bundle has parts that do not belong in it.");
    return asked_put(db, incoming->to, incoming->from, book, &asked, error);
}

bool
asks_take(Db *db, const Incoming *incoming, bool *ret_asks, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(db, error);
    *ret_asks = false;
    for (guint i = 0; books != NULL && i < books->len; i++) {
        const Book *book = books->pdata[i];
        g_autofree char *hex = origin_hex(book->origin), *path = g_strconcat("asks/", hex, NULL);
        const TarMember *member = book->own ? NULL : tar_find(incoming->members, path);
        if (member == NULL)
            continue;
        *ret_asks = true;
        if (!take_note(db, incoming, book, member, error))
            return false;
    }
    return books != NULL;
}

/* The sealed part says what was taken, like that of any bundle. */
static GBytes *
seal_seen(Db *db, const Book *from, const Book *partner, const Pinned *pinned, GError **error)
{
    guint64 time;
    g_autoptr(GPtrArray) inner = tar_members_new();
    if (!taken_find(db, partner, from, &time, error))
        return NULL;
    g_autofree char *text = g_strdup_printf("%" G_GUINT64_FORMAT "\n", time);
    tar_add(inner, "seen", text, strlen(text));
    g_autoptr(GBytes) plain = tar_write(inner, error);
    return plain != NULL ? box_seal(plain, pinned->keys.box_public) : NULL;
}

/* asks/<hex>: one of our books, in our own words. */
static bool
add_note(Db *db, GPtrArray *members, const Book *book, const Book *from, GError **error)
{
    g_auto(Keys) keys = {0};
    char text[2048];
    Sink sink;
    if (!keys_load(db, book->book, book->origin, &keys, error))
        return false;
    g_autofree char *has = asked_write(book->frontier.size, &book->root),
                    *hex = origin_hex(book->origin), *path = g_strconcat("asks/", hex, NULL),
                    *signed_text = g_strdup_printf(FIRST_LINE "book %s\nto %s\nhas %s\n",
                                                   book->origin, from->origin, has);
    sink_init(&sink, text, sizeof text);
    sink_add_text(&sink, signed_text);
    sink_add_text(&sink, "\n");
    note_sign((Slice){signed_text, strlen(signed_text)}, &keys.log, keys.log_seed, 0, &sink);
    g_assert(!sink.overflow);
    tar_add(members, path, text, sink.length);
    return true;
}

static bool
add_notes(Db *db, GPtrArray *members, const Book *from, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(db, error);
    for (guint i = 0; books != NULL && i < books->len; i++) {
        const Book *book = books->pdata[i];
        if (book->own && !add_note(db, members, book, from, error))
            return false;
    }
    return books != NULL;
}

GBytes *
bundle_ask(Office *office, const char *unit, const Actor *actor, const char *to, char **ret_name,
           GError **error)
{
    Pinned pinned;
    g_auto(Keys) keys = {0};
    if (!actor_require(actor, ROLE_CHAIR | ROLE_ADMINISTRATOR, error))
        return NULL;
    g_autoptr(Db) db = store_read(office->store, error);
    g_autoptr(Book) from = db != NULL ? office_book(db, unit, error) : NULL;
    g_autoptr(Book) partner = from != NULL ? partner_get(db, to, &pinned, error) : NULL;
    if (partner == NULL || !keys_load(db, from->book, from->origin, &keys, error))
        return NULL;
    GBytes *sealed = seal_seen(db, from, partner, &pinned, error);
    if (sealed == NULL)
        return NULL;
    g_autoptr(GPtrArray) members = tar_members_new();
    g_autoptr(GPtrArray) cards = g_ptr_array_new_with_free_func(g_free);
    if (!add_notes(db, members, from, error) || !card_add_changed(db, from, cards, error)) {
        g_bytes_unref(sealed);
        return NULL;
    }
    tar_take(members, "shared.box", sealed);
    manifest_add(members, from->origin, partner->origin, office_now(office), cards, &keys.log,
                 keys.log_seed);
    g_autofree char *day = day_iso(office_today(office));
    *ret_name = g_strdup_printf("%s-xin-%s-%s.ketnghia", from->code, partner->code, day);
    return tar_write(members, error);
}

GPtrArray *
partner_books(Db *db, const Book *partner, GError **error)
{
    gint64 sender = 0;
    g_autoptr(GPtrArray) books = book_list(db, error);
    g_autoptr(GPtrArray) theirs = g_ptr_array_new_with_free_func((GDestroyNotify)book_free);
    if (books == NULL || !kept_via(db, partner->book, &sender, error))
        return NULL;
    for (guint i = 0; i < books->len; i++) {
        Book *book = books->pdata[i];
        gint64 via = 0;
        if (book->own)
            continue;
        if (!kept_via(db, book->book, &via, error))
            return NULL;
        Book *one = book->book == partner->book || book->book == sender ||
                            (via != 0 && (via == sender || via == partner->book))
                        ? book_get(db, book->book, error)
                        : NULL;
        if (one != NULL)
            g_ptr_array_add(theirs, one);
    }
    return g_steal_pointer(&theirs);
}

static bool
put_all(Db *db, const Book *own, const Book *partner, GError **error)
{
    g_autoptr(GPtrArray) books = partner_books(db, partner, error);
    for (guint i = 0; books != NULL && i < books->len; i++)
        if (!asked_put(db, own, partner, books->pdata[i], &(Asked){.asked = true}, error))
            return false;
    return books != NULL;
}

bool
asks_for_all(Office *office, const char *unit, const Actor *actor, const char *to, GError **error)
{
    Pinned pinned;
    if (!actor_require(actor, ROLE_CHAIR | ROLE_ADMINISTRATOR, error))
        return false;
    g_autoptr(Db) db = store_write(office->store, error);
    g_autoptr(Book) own = db != NULL ? office_book(db, unit, error) : NULL;
    g_autoptr(Book) partner = own != NULL ? partner_get(db, to, &pinned, error) : NULL;
    return partner != NULL && put_all(db, own, partner, error) && db_commit(db, error);
}
