/* back.c: what we hold of the receiver's own books goes back to it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/back.h"

#include "base/error.h"
#include "book/segment.h"
#include "exchange/arriving.h"
#include "exchange/bodies.h"
#include "exchange/leaves.h"
#include "records/kinds.h"
#include "store/kept.h"

/* Photos of a sealed copy come with it, perhaps in another bundle; a few go along in any case. */
#define FILES_TWICE (16 * 1024 * 1024)

/* The first entry that goes: what the asker's file has, when our copy had that too. */
static bool
first_lacking(Db *db, const Book *partner, const Asked *asked, guint64 *ret_first, GError **error)
{
    Hash root;
    *ret_first = 0;
    if (asked->size == 0 || asked->size > partner->frontier.size)
        return true;
    if (!held_root(db, partner, asked->size, &root, error))
        return false;
    if (hash_equal(&root, &asked->root))
        *ret_first = asked->size;
    return true;
}

static bool
add_leaves(Db *db, GPtrArray *members, const Book *partner, const Asked *asked, GError **error)
{
    g_autofree char *hex = origin_hex(partner->origin),
                    *head = g_strdup_printf("cosigned/%s/checkpoint", hex),
                    *prefix = g_strdup_printf("mirror/%s/", hex);
    const TarMember *member = tar_find(members, head);
    gsize length = 0;
    const char *data = member != NULL ? g_bytes_get_data(member->data, &length) : NULL;
    Note note;
    Checkpoint checkpoint;
    guint64 first;
    if (data == NULL || note_read(data, length, &note) != PROOF_OK ||
        checkpoint_read(note.text, &checkpoint) != PROOF_OK ||
        checkpoint.size > partner->frontier.size)
        return true;
    if (!first_lacking(db, partner, asked, &first, error))
        return false;
    /* At least the last tile: it says that we hold the book at all. */
    first = MIN(first, checkpoint.size - 1);
    return leaves_write(db, members, prefix, partner, first, checkpoint.size, error);
}

typedef struct {
    Db *db;
    const Book *book;
    BodiesWriter bodies;
    gint64 copied;    /* entries before this one stand in the sealed copy whole */
    gsize bytes;      /* of files of such entries */
    GHashTable *seen; /* hex of files */
    GPtrArray *files; /* (element-type TarMember) */
} Giving;

/* A file that did not come with its line, or was not kept, is left out. */
static bool
give_file(Giving *giving, char *hex, GError **error)
{
    g_autofree char *name = hex;
    g_autoptr(GError) missing = NULL;
    Hash hash;
    if (g_hash_table_contains(giving->seen, name) || !hex_read(name, &hash))
        return true;
    GBytes *data = book_get_file(giving->db, giving->book->book, &hash, &missing);
    if (data == NULL && g_error_matches(missing, KN_ERROR, KN_MISSING))
        return true;
    if (data == NULL) {
        g_propagate_error(error, g_steal_pointer(&missing));
        return false;
    }
    g_autofree char *path = g_strdup_printf("file/%s/%s", giving->bodies.hex, name);
    tar_take(giving->files, path, data);
    giving->bytes += g_bytes_get_size(data);
    g_hash_table_add(giving->seen, g_steal_pointer(&name));
    return true;
}

static bool
give_entry(void *context, const Entry *entry, GError **error)
{
    Giving *giving = context;
    bool copied = entry->entry < giving->copied;
    if (entry->body == NULL || (copied && giving->bytes > FILES_TWICE))
        return true;
    if (!copied)
        bodies_put(&giving->bodies, entry->entry, entry->body, entry->body_length);
    const Kind *kind = kind_find(entry->kind);
    for (gsize f = 0; kind != NULL && f < kind->field_count; f++) {
        char *hex = body_file(entry->body, entry->body_length, &kind->fields[f]);
        if (hex != NULL && !give_file(giving, hex, error))
            return false;
    }
    return true;
}

/* Runs of the sealed copy that are followed by another, from the first on. */
static bool
find_copied(Giving *giving, GError **error)
{
    g_autoptr(GPtrArray) parts = kept_list(giving->db, giving->book->book, error);
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; parts != NULL && i < parts->len; i++)
        g_hash_table_add(names, ((KeptPart *)parts->pdata[i])->name);
    for (gint64 run = 1; parts != NULL; run++) {
        g_autofree char *name = g_strdup_printf("backup/%" G_GINT64_FORMAT, run);
        if (!g_hash_table_contains(names, "backup/0") || !g_hash_table_contains(names, name))
            break;
        giving->copied = run * SEGMENT_ENTRIES;
    }
    return parts != NULL;
}

static bool
add_bodies(Db *db, GPtrArray *inner, const Book *partner, bool copies, GError **error)
{
    g_autoptr(GPtrArray) files = tar_members_new();
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Giving giving = {.db = db, .book = partner, .seen = seen, .files = files};
    if (copies && !find_copied(&giving, error))
        return false;
    bodies_init(&giving.bodies, inner, partner->origin);
    bool good = entry_each(db, partner->book, 0, (gint64)partner->frontier.size, give_entry,
                           &giving, error);
    bodies_end(&giving.bodies);
    for (guint i = 0; good && i < files->len; i++) {
        const TarMember *file = files->pdata[i];
        tar_take(inner, file->path, g_bytes_ref(file->data));
    }
    return good;
}

/* Whether `to` asked for a book that we hold. */
static bool
find_asked(Db *db, const Book *own, const Book *to, const Book *book, Asked *ret_asked,
           GError **error)
{
    *ret_asked = (Asked){0};
    return book->own || asked_find(db, own, to, book, ret_asked, error);
}

bool
back_add_leaves(Db *db, GPtrArray *members, const Book *own, const Book *to, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(db, error);
    for (guint i = 0; books != NULL && i < books->len; i++) {
        Asked asked;
        if (!find_asked(db, own, to, books->pdata[i], &asked, error) ||
            (asked.asked && !add_leaves(db, members, books->pdata[i], &asked, error)))
            return false;
    }
    return books != NULL;
}

bool
back_add_bodies(Db *db, GPtrArray *inner, const Book *own, const Book *to, bool copies,
                GError **error)
{
    g_autoptr(GPtrArray) books = book_list(db, error);
    for (guint i = 0; books != NULL && i < books->len; i++) {
        Asked asked;
        if (!find_asked(db, own, to, books->pdata[i], &asked, error) ||
            (asked.asked && !add_bodies(db, inner, books->pdata[i], copies, error)))
            return false;
    }
    return books != NULL;
}
