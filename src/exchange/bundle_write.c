/* bundle_write.c: one file for one partner: heads and leaves in the clear, bodies and files sealed.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/exchange.h"

#include "base/error.h"
#include "base/limits.h"
#include "book/body.h"
#include "book/head.h"
#include "exchange/asks.h"
#include "exchange/back.h"
#include "exchange/bodies.h"
#include "exchange/box.h"
#include "exchange/card.h"
#include "exchange/copy_keep.h"
#include "exchange/copy_leave.h"
#include "exchange/leaves.h"
#include "exchange/manifest.h"
#include "exchange/outgoing.h"
#include "exchange/partners.h"
#include "records/kinds.h"
#include "views/agreements.h"

#define TAR_OVERHEAD 1024 /* of a member: its header, and what fills its last block */

/* book/<hex>/checkpoint and the tiles from the first leaf that the partner lacks. */
static bool
add_book(Db *db, GPtrArray *members, Outgoing *outgoing, GError **error)
{
    g_autofree char *hex = origin_hex(outgoing->book->origin),
                    *note = head_sign(db, outgoing->book, error);
    if (note == NULL)
        return false;
    g_autofree char *prefix = g_strdup_printf("book/%s/", hex),
                    *path = g_strconcat(prefix, "checkpoint", NULL);
    tar_add(members, path, note, strlen(note));
    return leaves_write(db, members, prefix, outgoing->book, outgoing->leaves_from,
                        outgoing->book->frontier.size, error);
}

/* Our newest statement about a book: by the sending book, else by any of this office or of
 * others. */
static bool
find_cosigned(Db *db, const Book *from, const Book *book, char **ret_note, GError **error)
{
    g_autofree char *mirror = g_strconcat(from->origin, "/mirror", NULL);
    guint64 size;
    return head_find_cosigned(db, book->book, mirror, ret_note, &size, error) &&
           (*ret_note != NULL || head_find_cosigned(db, book->book, NULL, ret_note, &size, error));
}

/* cosigned/<hex>/checkpoint: heads of others' books that we hold. A book that we could not
 * explain is left out: its owner then brings it whole. */
static bool
add_cosigned(Db *db, GPtrArray *members, const GPtrArray *books, const Book *from, GError **error)
{
    for (guint i = 0; i < books->len; i++) {
        const Book *book = books->pdata[i];
        g_autofree char *note = NULL;
        bool asked = false;
        if (book->own)
            continue;
        if (!partner_is_asked(db, book, &asked, error) ||
            (!asked && !find_cosigned(db, from, book, &note, error)))
            return false;
        if (note == NULL)
            continue;
        g_autofree char *hex = origin_hex(book->origin),
                        *path = g_strdup_printf("cosigned/%s/checkpoint", hex);
        tar_add(members, path, note, strlen(note));
    }
    return true;
}

typedef struct {
    Db *db;
    const Outgoing *outgoing;
    BodiesWriter bodies;
    GHashTable *files; /* hex, of this book */
    GPtrArray *members;
} Sealing;

/* The file that an open line names comes along, once. */
static bool
add_files(Sealing *sealing, const Kind *kind, const char *body, gsize length, GError **error)
{
    for (gsize f = 0; f < kind->field_count; f++) {
        g_autofree char *hex = body_file(body, length, &kind->fields[f]);
        Hash hash;
        if (hex == NULL || g_hash_table_contains(sealing->files, hex) || !hex_read(hex, &hash))
            continue;
        GBytes *data = book_get_file(sealing->db, sealing->outgoing->book->book, &hash, error);
        if (data == NULL)
            return false;
        g_autofree char *path = g_strdup_printf("file/%s/%s", sealing->bodies.hex, hex);
        tar_take(sealing->members, path, data);
        g_hash_table_add(sealing->files, g_steal_pointer(&hex));
    }
    return true;
}

static bool
seal_entry(void *context, const Entry *entry, GError **error)
{
    Sealing *sealing = context;
    gsize length;
    g_autofree char *body = scope_body(sealing->outgoing->scope, entry, &length);
    if (body == NULL)
        return true;
    bodies_put(&sealing->bodies, entry->entry, body, length);
    const Kind *kind = kind_find(entry->kind);
    return kind == NULL || add_files(sealing, kind, body, length, error);
}

static bool
add_bodies(Db *db, GPtrArray *members, const Outgoing *outgoing, GError **error)
{
    /* Files follow the bodies, so that each book's members stand in one order. */
    g_autoptr(GPtrArray) files = tar_members_new();
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Sealing sealing = {.db = db, .outgoing = outgoing, .files = seen, .members = files};
    bodies_init(&sealing.bodies, members, outgoing->book->origin);
    bool good = entry_each(db, outgoing->book->book, (gint64)outgoing->bodies_from,
                           (gint64)outgoing->book->frontier.size, seal_entry, &sealing, error);
    bodies_end(&sealing.bodies);
    for (guint i = 0; good && i < files->len; i++) {
        TarMember *file = g_ptr_array_index(files, i);
        tar_take(members, file->path, g_bytes_ref(file->data));
    }
    return good;
}

/* seen: the time of the newest bundle of theirs that we have taken, so that they know what we hold. */
static bool
add_seen(Db *db, GPtrArray *members, const Book *from, const Book *partner, GError **error)
{
    guint64 time;
    if (!taken_find(db, partner, from, &time, error))
        return false;
    g_autofree char *text = g_strdup_printf("%" G_GUINT64_FORMAT "\n", time);
    tar_add(members, "seen", text, strlen(text));
    return true;
}

static GBytes *
seal(Db *db, const GPtrArray *outgoing, const Book *from, const Book *partner, const Pinned *pinned,
     bool copies, GError **error)
{
    g_autoptr(GPtrArray) inner = tar_members_new();
    if (!add_seen(db, inner, from, partner, error))
        return NULL;
    for (guint i = 0; i < outgoing->len; i++)
        if (!add_bodies(db, inner, g_ptr_array_index(outgoing, i), error))
            return NULL;
    if (!back_add_bodies(db, inner, from, partner, copies, error))
        return NULL;
    g_autoptr(GBytes) plain = tar_write(inner, error);
    return plain != NULL ? box_seal(plain, pinned->keys.box_public) : NULL;
}

/* What a bundle has room for besides. */
static gint64
room_left(const GPtrArray *members, GBytes *sealed)
{
    gint64 used = (gint64)g_bytes_get_size(sealed) + LIMIT_MANIFEST_BYTES;
    for (guint i = 0; i < members->len; i++)
        used += (gint64)g_bytes_get_size(((TarMember *)members->pdata[i])->data) + TAR_OVERHEAD;
    return LIMIT_BUNDLE_BYTES - used;
}

static Book *
find_partner(Db *db, const char *to, Pinned *ret_pinned, GError **error)
{
    g_autoptr(Book) partner = partner_get(db, to, ret_pinned, error);
    if (partner != NULL && ret_pinned->stopped) {
        (void)pinned_refuse(partner, ret_pinned->stop, error);
        return NULL;
    }
    return g_steal_pointer(&partner);
}

static char *
bundle_name(const Book *from, const Book *to, Day day)
{
    g_autofree char *iso = day_iso(day);
    return g_strdup_printf("%s-den-%s-%s.ketnghia", from->code, to->code, iso);
}

/* `give` from 1: the sealed copies that we keep for them come along; 0: not. */
static GBytes *
write_bundle(Office *office, const char *unit, const Actor *actor, const char *to, guint give,
             guint *ret_bundles, char **ret_name, GError **error)
{
    Pinned pinned;
    if (!actor_require(actor, ROLE_CHAIR | ROLE_ADMINISTRATOR, error))
        return NULL;
    g_autoptr(Db) db = store_write(office->store, error);
    g_autoptr(Book) from = db != NULL ? office_book(db, unit, error) : NULL;
    g_autoptr(Book) partner = from != NULL ? find_partner(db, to, &pinned, error) : NULL;
    g_autoptr(GPtrArray) outgoing =
        partner != NULL ? outgoing_list(office, db, from, partner, error) : NULL;
    g_autoptr(GPtrArray) books = outgoing != NULL ? book_list(db, error) : NULL;
    g_autoptr(GPtrArray) members = tar_members_new();
    if (books == NULL)
        return NULL;
    gint64 time = outgoing_time(office, outgoing);
    g_autoptr(GPtrArray) cards = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < outgoing->len; i++)
        if (!add_book(db, members, outgoing->pdata[i], error) ||
            !card_add_changed(db, ((Outgoing *)outgoing->pdata[i])->book, cards, error) ||
            !outgoing_sent(db, outgoing->pdata[i], partner, time, error))
            return NULL;
    g_auto(Keys) keys = {0};
    if (!add_cosigned(db, members, books, from, error) ||
        !back_add_leaves(db, members, from, partner, error) ||
        (give > 0 && !copies_give(db, members, partner, give, ret_bundles, error)) ||
        !keys_load(db, from->book, from->origin, &keys, error))
        return NULL;
    GBytes *sealed = seal(db, outgoing, from, partner, &pinned, give > 0, error);
    /* Ours wait while theirs go back. */
    gint64 room = sealed != NULL && give == 0 ? room_left(members, sealed) : 0;
    if (sealed == NULL ||
        !copies_leave(office, db, members, outgoing, partner, time, room, error)) {
        g_clear_pointer(&sealed, g_bytes_unref);
        return NULL;
    }
    tar_take(members, "shared.box", sealed);
    manifest_add(members, from->origin, partner->origin, time, cards, &keys.log, keys.log_seed);
    GBytes *bundle = tar_write(members, error);
    if (bundle == NULL || !db_commit(db, error))
        return NULL;
    *ret_name = bundle_name(from, partner, office_today(office));
    return bundle;
}

GBytes *
bundle_write(Office *office, const char *unit, const Actor *actor, const char *to, char **ret_name,
             GError **error)
{
    return write_bundle(office, unit, actor, to, 0, NULL, ret_name, error);
}

GBytes *
bundle_give_back(Office *office, const char *unit, const Actor *actor, const char *to, guint bundle,
                 guint *ret_bundles, char **ret_name, GError **error)
{
    return asks_for_all(office, unit, actor, to, error)
               ? write_bundle(office, unit, actor, to, MAX(bundle, 1), ret_bundles, ret_name, error)
               : NULL;
}
