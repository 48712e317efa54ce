/* copy_leave.c: the sealed copy of our books on its way to the partners that keep it. What a
 * partner has is told by the time of our newest bundle that it took: a part that went in a bundle of
 * which nothing is known goes again with the next.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/copy_leave.h"

#include "base/error.h"
#include "base/limits.h"
#include "exchange/bodies.h"
#include "exchange/copy_note.h"
#include "exchange/copy_parts.h"
#include "store/kept.h"
#include "views/agreements.h"

#define DAY_S G_GINT64_CONSTANT(86400)
#define PART_COUNTS 8192 /* bytes, at least: a bundle has room for so many members only */

/* One own book. */
typedef struct {
    Office *office;
    Db *db;
    Book *book;
    const Book *partner;
    gint64 time, seen;
    GPtrArray *parts;  /* (element-type CopyPart) */
    GHashTable *known; /* name -> EntrustedPart */
} Leaving;

static void
leaving_clear(Leaving *leaving)
{
    g_clear_pointer(&leaving->book, book_free);
    g_clear_pointer(&leaving->parts, g_ptr_array_unref);
    g_clear_pointer(&leaving->known, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Leaving, leaving_clear)

static bool
leaving_find(Leaving *leaving, const Book *own, GError **error)
{
    leaving->book = book_get(leaving->db, own->book, error);
    if (leaving->book == NULL ||
        !outgoing_seen(leaving->db, own, leaving->partner, &leaving->seen, error))
        return false;
    leaving->known = entrusted_list(leaving->db, own->book, leaving->partner->book, error);
    leaving->parts =
        leaving->known != NULL ? copy_parts_list(leaving->db, leaving->book, error) : NULL;
    return leaving->parts != NULL;
}

/* More than a partner keeps is not sent to it. */
static void
leaving_limit(Leaving *leaving)
{
    gint64 bytes = 0;
    guint count = 0;
    while (count < leaving->parts->len && count < LIMIT_KEPT_PARTS && bytes < LIMIT_KEPT_BYTES)
        bytes += ((const CopyPart *)leaving->parts->pdata[count++])->bytes;
    g_ptr_array_set_size(leaving->parts, (gint)count);
}

static bool
is_taken(const Leaving *leaving, const EntrustedPart *known)
{
    return known != NULL && known->sent > 0 && known->sent <= leaving->seen;
}

static bool
is_current(const Leaving *leaving, const CopyPart *part, const EntrustedPart *known)
{
    return is_taken(leaving, known) && g_str_equal(known->state, part->state) &&
           leaving->time - known->sent < LIMIT_KEPT_RENEW_DAYS * DAY_S;
}

static bool
remember(Leaving *leaving, const char *name, const char *state, gint64 sent, gint64 bytes,
         GError **error)
{
    EntrustedPart part = {(char *)name, (char *)state, sent, bytes};
    return entrusted_put(leaving->db, leaving->book->book, leaving->partner->book, &part, error);
}

/* A part that waits for the next bundle; of the one that it went with last nothing will be known. */
static bool
put_off(Leaving *leaving, const EntrustedPart *known, GError **error)
{
    return known == NULL || known->sent == 0 || is_taken(leaving, known) ||
           remember(leaving, known->name, known->state, 0, known->bytes, error);
}

/* What may still go with this bundle; a part that is larger than all goes alone. */
typedef struct {
    gint64 left, room;
    bool any;
} Budget;

static bool
add_part(Leaving *leaving, GPtrArray *members, GPtrArray *lines, const CopyPart *part,
         Budget *budget, GError **error)
{
    const EntrustedPart *known = g_hash_table_lookup(leaving->known, part->name);
    if (is_current(leaving, part, known))
        return true;
    if (part->bytes + PART_COUNTS > budget->room || (budget->any && part->bytes > budget->left))
        return put_off(leaving, known, error);
    GBytes *sealed = copy_part_seal(leaving->db, leaving->book, part, error);
    if (sealed == NULL)
        return false;
    gint64 bytes = (gint64)g_bytes_get_size(sealed);
    g_autofree char *hex = origin_hex(leaving->book->origin),
                    *path = g_strdup_printf("keys.box/%s/%s", hex, part->name);
    copy_lines_keep(lines, part->name, sealed);
    tar_take(members, path, sealed);
    budget->left -= MAX(bytes, PART_COUNTS);
    budget->room -= MAX(bytes, PART_COUNTS);
    budget->any = true;
    return remember(leaving, part->name, part->state, leaving->time, bytes, error);
}

/* A part that is no more, such as an erased photo, is said until the partner has heard it. */
static bool
drop_part(Leaving *leaving, GPtrArray *lines, const EntrustedPart *known, GError **error)
{
    if (known->state[0] == '\0' && is_taken(leaving, known))
        return entrusted_remove(leaving->db, leaving->book->book, leaving->partner->book,
                                known->name, error);
    copy_lines_drop(lines, known->name);
    return remember(leaving, known->name, "", leaving->time, 0, error);
}

static gint
by_name(gconstpointer a, gconstpointer b)
{
    return copy_name_compare((*(EntrustedPart *const *)a)->name,
                             (*(EntrustedPart *const *)b)->name);
}

static bool
drop_parts(Leaving *leaving, GPtrArray *lines, GError **error)
{
    g_autoptr(GHashTable) wanted = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < leaving->parts->len; i++)
        g_hash_table_add(wanted, ((CopyPart *)leaving->parts->pdata[i])->name);
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, leaving->known);
    while (g_hash_table_iter_next(&iter, NULL, &value))
        g_ptr_array_add(known, value);
    g_ptr_array_sort(known, by_name);
    for (guint i = 0; i < known->len; i++) {
        const EntrustedPart *part = known->pdata[i];
        if (!g_hash_table_contains(wanted, part->name) && !drop_part(leaving, lines, part, error))
            return false;
    }
    return true;
}

/* keys.box/<hex>/note, then the parts that it lists. */
static bool
add_note(Leaving *leaving, GPtrArray *members, const GPtrArray *parts, const GPtrArray *lines,
         GError **error)
{
    g_auto(Keys) keys = {0};
    if (lines->len == 0)
        return true;
    if (!keys_load(leaving->db, leaving->book->book, leaving->book->origin, &keys, error))
        return false;
    g_autofree char *hex = origin_hex(leaving->book->origin),
                    *path = g_strdup_printf("keys.box/%s/note", hex),
                    *note = copy_note_write(lines, leaving->book->origin, leaving->partner->origin,
                                            leaving->time, &keys.log, keys.log_seed);
    tar_add(members, path, note, strlen(note));
    for (guint i = 0; i < parts->len; i++) {
        const TarMember *part = parts->pdata[i];
        tar_take(members, part->path, g_bytes_ref(part->data));
    }
    return true;
}

static bool
add_book(Leaving *leaving, GPtrArray *members, Budget *budget, GError **error)
{
    g_autoptr(GPtrArray) lines = copy_lines_new(), parts = tar_members_new();
    leaving_limit(leaving);
    for (guint i = 0; i < leaving->parts->len; i++)
        if (!add_part(leaving, parts, lines, leaving->parts->pdata[i], budget, error))
            return false;
    return drop_parts(leaving, lines, error) && add_note(leaving, members, parts, lines, error);
}

/* Only who is bound to us keeps for us. */
static bool
is_kept(Office *office, Db *db, const Book *own, const Book *partner, bool *ret_kept,
        GError **error)
{
    g_autoptr(GPtrArray) covenants =
        covenants_between(db, own, partner, office_today(office), error);
    *ret_kept = covenants != NULL && covenants->len > 0;
    return covenants != NULL;
}

bool
copies_leave(Office *office, Db *db, GPtrArray *members, const GPtrArray *outgoing,
             const Book *partner, gint64 time, gint64 room, GError **error)
{
    Budget budget = {MIN(room, LIMIT_KEPT_BUNDLE_BYTES), room, false};
    for (guint i = 0; i < outgoing->len; i++) {
        const Book *own = ((const Outgoing *)outgoing->pdata[i])->book;
        g_auto(Leaving) leaving = {.office = office, .db = db, .partner = partner, .time = time};
        bool kept = false;
        if (!is_kept(office, db, own, partner, &kept, error) ||
            (kept &&
             (!leaving_find(&leaving, own, error) || !add_book(&leaving, members, &budget, error))))
            return false;
    }
    return kept_seal(db, error);
}

/* Whether the keys of the book are here and open: what is in its copy follows from them. */
static bool
has_keys(Db *db, const Book *own, bool *ret_has, GError **error)
{
    g_auto(Keys) keys = {0};
    g_autoptr(GError) failure = NULL;
    *ret_has = keys_load(db, own->book, own->origin, &keys, &failure);
    if (*ret_has || !(g_error_matches(failure, KN_ERROR, KN_IO) ||
                      g_error_matches(failure, KN_ERROR, KN_BROKEN)))
        return true;
    g_propagate_error(error, g_steal_pointer(&failure));
    return false;
}

bool
copies_stand(Office *office, Db *db, const Book *own, const Book *partner, CopyStand *ret_stand,
             GError **error)
{
    g_auto(Leaving)
        leaving = {.office = office, .db = db, .partner = partner, .time = office_now(office)};
    CopyStand stand = {0};
    bool has = false;
    if (!is_kept(office, db, own, partner, &stand.kept, error) || !has_keys(db, own, &has, error))
        return false;
    if (!has) {
        *ret_stand = (CopyStand){.kept = stand.kept, .unknown = true};
        return true;
    }
    if (!leaving_find(&leaving, own, error))
        return false;
    stand.parts = leaving.parts->len;
    for (guint i = 0; i < leaving.parts->len; i++) {
        const CopyPart *part = leaving.parts->pdata[i];
        const EntrustedPart *known = g_hash_table_lookup(leaving.known, part->name);
        if (!is_taken(&leaving, known) || !g_str_equal(known->state, part->state))
            continue;
        stand.confirmed++;
        stand.bytes += known->bytes;
        stand.newest = MAX(stand.newest, known->sent);
    }
    *ret_stand = stand;
    return true;
}
