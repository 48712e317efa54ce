/* copy_keep.c: sealed copies of partners' books that this office keeps for them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/copy_keep.h"

#include "base/error.h"
#include "base/lang.h"
#include "base/limits.h"
#include "exchange/arrival.h"
#include "exchange/asks.h"
#include "exchange/bodies.h"
#include "exchange/copy_note.h"
#include "exchange/copy_parts.h"
#include "records/kinds.h"
#include "store/kept.h"
#include "store/side.h"
#include "views/agreements.h"

#define DAY_S G_GINT64_CONSTANT(86400)

/* What a bundle brings of one book to be kept. */
typedef struct {
    Office *office;
    Db *db;
    const Incoming *incoming;
    Arrival *arrival;
    const Book *book;
    const char *hex;
    GHashTable *members; /* path -> TarMember, of the whole bundle */
    GPtrArray *lines;
    GHashTable *held; /* name -> KeptPart */
    gint64 bytes;     /* held of the book */
    bool full;        /* not all of it was kept */
    bool *ret_gone;
} Keeping;

static bool
malformed(GError **error)
{
    return fail(error, KN_INVALID,
                "The sealed copy that the bundle brings does not fit its signed list.");
}

/* Each line has its part, each part its line. */
static bool
fits_list(const Keeping *keeping)
{
    guint listed = 0, came = 0;
    g_autofree char *folder = g_strdup_printf("keys.box/%s/", keeping->hex);
    for (guint i = 0; i < keeping->lines->len; i++) {
        const CopyLine *line = keeping->lines->pdata[i];
        g_autofree char *path = g_strconcat(folder, line->name, NULL);
        const TarMember *member = g_hash_table_lookup(keeping->members, path);
        gsize length = 0;
        const void *data = member != NULL ? g_bytes_get_data(member->data, &length) : NULL;
        Hash hash;
        if (line->drop && member == NULL)
            continue;
        if (line->drop || member == NULL || length != line->bytes)
            return false;
        sha_of(data, length, &hash);
        if (!hash_equal(&hash, &line->sha256))
            return false;
        listed++;
    }
    GHashTableIter iter;
    gpointer path;
    g_hash_table_iter_init(&iter, keeping->members);
    while (g_hash_table_iter_next(&iter, &path, NULL))
        came += g_str_has_prefix(path, folder);
    return came == listed + 1; /* the list itself */
}

static bool
keep_line(Keeping *keeping, const CopyLine *line, GError **error)
{
    const Incoming *incoming = keeping->incoming;
    const KeptPart *held = g_hash_table_lookup(keeping->held, line->name);
    gint64 before = held != NULL ? held->bytes : 0, now = office_now(keeping->office);
    if (line->drop) {
        *keeping->ret_gone = *keeping->ret_gone || held != NULL;
        return held == NULL || kept_remove(keeping->db, keeping->book->book, line->name, error);
    }
    if (keeping->bytes - before + (gint64)line->bytes > LIMIT_KEPT_BYTES ||
        (held == NULL && g_hash_table_size(keeping->held) >= LIMIT_KEPT_PARTS)) {
        if (!keeping->full)
            arrival_say(keeping->arrival, keeping->book->code,
                        g_strdup_printf(_("Their sealed copy is larger than the %d GiB that are "
                                          "kept for one book; not all of it was kept."),
                                        (int)(LIMIT_KEPT_BYTES >> 30)));
        keeping->full = true;
        return true;
    }
    g_autofree char *path = g_strdup_printf("keys.box/%s/%s", keeping->hex, line->name);
    const TarMember *member = g_hash_table_lookup(keeping->members, path);
    KeptPart part = {line->name, incoming->manifest.time, now, (gint64)line->bytes};
    keeping->bytes += part.bytes - before;
    keeping->arrival->kept++;
    *keeping->ret_gone = *keeping->ret_gone || held != NULL;
    return kept_put(keeping->db, keeping->book->book, incoming->from->book, &part,
                    g_bytes_get_data(member->data, NULL), error);
}

static bool
keep_lines(Keeping *keeping, GError **error)
{
    g_autoptr(GPtrArray) parts = kept_list(keeping->db, keeping->book->book, error);
    g_autoptr(GHashTable) held = g_hash_table_new(g_str_hash, g_str_equal);
    keeping->held = held;
    for (guint i = 0; parts != NULL && i < parts->len; i++) {
        KeptPart *part = parts->pdata[i];
        g_hash_table_insert(held, part->name, part);
        keeping->bytes += part->bytes;
    }
    for (guint i = 0; parts != NULL && i < keeping->lines->len; i++)
        if (!keep_line(keeping, keeping->lines->pdata[i], error))
            return false;
    return parts != NULL;
}

/* Setting "copied ORIGIN": the time of the newest list of a book. What an older one brings late was
 * replaced or dropped since. */
static bool
is_newest(Keeping *keeping, bool *ret_newest, GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autofree char *name = g_strdup_printf("copied %s", keeping->book->origin),
                    *value = setting_get(keeping->db, name, &failure);
    gint64 time = keeping->incoming->manifest.time;
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return false;
    }
    *ret_newest = value == NULL || g_ascii_strtoll(value, NULL, 10) < time;
    g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, time);
    return !*ret_newest || setting_set(keeping->db, name, text, error);
}

/* Nobody keeps for somebody to whom no covenant binds it. That all have agreed to one the sender
 * may know before we do. */
static bool
is_bound(Keeping *keeping, bool *ret_bound, GError **error)
{
    g_autoptr(GPtrArray) all =
        agreements_list(keeping->db, kind_get("covenant"), office_today(keeping->office), error);
    *ret_bound = false;
    for (guint i = 0; all != NULL && i < all->len; i++) {
        const Agreement *agreement = all->pdata[i];
        *ret_bound =
            *ret_bound ||
            ((agreement->state == AGREEMENT_IN_FORCE || agreement->state == AGREEMENT_PROPOSED) &&
             agreement_has_party(agreement, keeping->book) &&
             agreement_has_party(agreement, keeping->incoming->to));
    }
    return all != NULL;
}

static bool
keep_book(Keeping *keeping, GError **error)
{
    const Incoming *incoming = keeping->incoming;
    Pinned pinned;
    bool found = false, bound = false;
    if (keeping->book->own)
        return malformed(error);
    if (!pinned_find(keeping->db, keeping->book->book, &pinned, &found, error) ||
        !is_bound(keeping, &bound, error))
        return false;
    /* Of a book with which exchange has stopped nothing is taken, which was said; that a covenant
     * ended the sender learns from our next bundle, and sends no more. */
    if (!found || pinned.stopped || !bound)
        return true;
    g_autofree char *path = g_strdup_printf("keys.box/%s/note", keeping->hex);
    const TarMember *note = g_hash_table_lookup(keeping->members, path);
    gsize length = 0;
    const char *text = note != NULL ? g_bytes_get_data(note->data, &length) : NULL;
    g_autoptr(GPtrArray) lines =
        text != NULL ? copy_note_read(text, length, keeping->book->origin, incoming->to->origin,
                                      incoming->manifest.time, &pinned.keys.log)
                     : NULL;
    bool newest = false;
    keeping->lines = lines;
    if (lines == NULL || !fits_list(keeping))
        return malformed(error);
    return is_newest(keeping, &newest, error) && (!newest || keep_lines(keeping, error));
}

/* hex of every book with parts to keep -> Book that is held here, NULL: none */
static GHashTable *
find_books(const GPtrArray *members, GPtrArray *books)
{
    g_autoptr(GHashTable) found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < members->len; i++) {
        g_auto(GStrv) words = g_strsplit(((const TarMember *)members->pdata[i])->path, "/", 3);
        if (g_strv_length(words) == 3 && g_str_equal(words[0], "keys.box"))
            g_hash_table_insert(found, g_strdup(words[1]), NULL);
    }
    for (guint i = 0; i < books->len; i++) {
        g_autofree char *hex = origin_hex(((const Book *)books->pdata[i])->origin);
        if (g_hash_table_contains(found, hex))
            g_hash_table_insert(found, g_steal_pointer(&hex), books->pdata[i]);
    }
    return g_steal_pointer(&found);
}

static GHashTable *
by_path(const GPtrArray *members)
{
    GHashTable *paths = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < members->len; i++) {
        TarMember *member = members->pdata[i];
        g_hash_table_insert(paths, member->path, member);
    }
    return paths;
}

static bool
expire(Db *db, gint64 now, bool *ret_gone, GError **error)
{
    return kept_expire(db, now - LIMIT_KEPT_DAYS * DAY_S, ret_gone, error);
}

bool
copies_keep(Office *office, Db *db, const Incoming *incoming, Arrival *arrival, bool *ret_gone,
            GError **error)
{
    g_autoptr(GPtrArray) books = book_list(db, error);
    if (books == NULL || !expire(db, office_now(office), ret_gone, error))
        return false;
    g_autoptr(GHashTable) found = find_books(incoming->members, books),
                          paths = by_path(incoming->members);
    GHashTableIter iter;
    gpointer hex, book;
    g_hash_table_iter_init(&iter, found);
    while (g_hash_table_iter_next(&iter, &hex, &book)) {
        Keeping keeping = {.office = office,
                           .db = db,
                           .incoming = incoming,
                           .arrival = arrival,
                           .book = book,
                           .hex = hex,
                           .members = paths,
                           .ret_gone = ret_gone};
        if (book != NULL && !keep_book(&keeping, error))
            return false;
    }
    return g_hash_table_size(found) == 0 || kept_seal(db, error);
}

bool
copies_expire(Office *office, GError **error)
{
    bool any = false, gone = false;
    gint64 before = office_now(office) - LIMIT_KEPT_DAYS * DAY_S;
    g_autoptr(Db) read = store_read(office->store, error);
    if (read == NULL || !kept_has_older(read, before, &any, error))
        return false;
    g_clear_pointer(&read, db_free);
    if (!any)
        return true;
    g_autoptr(Db) db = store_write(office->store, error);
    if (db == NULL || !kept_expire(db, before, &gone, error) || !db_commit(db, error))
        return false;
    g_clear_pointer(&db, db_free);
    return !gone || store_checkpoint_truncate(office->store, error);
}

static gint
by_name(gconstpointer a, gconstpointer b)
{
    return copy_name_compare((*(KeptPart *const *)a)->name, (*(KeptPart *const *)b)->name);
}

/* What goes with which bundle. */
typedef struct {
    Db *db;
    GPtrArray *members; /* NULL: only counted */
    guint bundle, now;  /* wanted, and being filled */
    gint64 bytes;
} Giving;

static bool
give_part(Giving *giving, const Book *book, const KeptPart *part, GError **error)
{
    bool keys = g_str_equal(part->name, COPY_KEYS);
    if (!keys && giving->bytes > 0 && giving->bytes + part->bytes > LIMIT_KEPT_BACK_BYTES) {
        giving->now++;
        giving->bytes = 0;
    }
    giving->bytes += keys ? 0 : part->bytes;
    if (giving->members == NULL || (!keys && giving->now != giving->bundle))
        return true;
    GBytes *data = kept_get(giving->db, book->book, part->name, error);
    if (data == NULL)
        return false;
    g_autofree char *hex = origin_hex(book->origin),
                    *path = g_strdup_printf("kept/%s/%s", hex, part->name);
    tar_take(giving->members, path, data);
    return true;
}

static bool
give_books(Giving *giving, const Book *to, GError **error)
{
    g_autoptr(GPtrArray) books = partner_books(giving->db, to, error);
    for (guint i = 0; books != NULL && i < books->len; i++) {
        const Book *book = books->pdata[i];
        g_autoptr(GPtrArray) parts = kept_list(giving->db, book->book, error);
        if (parts == NULL)
            return false;
        g_ptr_array_sort(parts, by_name);
        for (guint k = 0; k < parts->len; k++)
            if (!give_part(giving, book, parts->pdata[k], error))
                return false;
    }
    return books != NULL;
}

bool
copies_give(Db *db, GPtrArray *members, const Book *to, guint bundle, guint *ret_bundles,
            GError **error)
{
    Giving giving = {.db = db, .members = members, .bundle = bundle, .now = 1};
    if (!give_books(&giving, to, error))
        return false;
    *ret_bundles = giving.now;
    return bundle <= giving.now ||
           fail(error, KN_INVALID, "What we keep for them fits into %d files.", (int)giving.now);
}

bool
copies_kept(Db *db, const Book *partner, CopiesKept *ret_kept, GError **error)
{
    Giving giving = {.db = db, .now = 1};
    CopiesKept kept = {0};
    g_autoptr(GPtrArray) books = partner_books(db, partner, error);
    for (guint i = 0; books != NULL && i < books->len; i++) {
        KeptSum sum;
        if (!kept_sum(db, ((const Book *)books->pdata[i])->book, &sum, error))
            return false;
        kept.books += sum.parts > 0;
        kept.bytes += sum.bytes;
        kept.newest = MAX(kept.newest, sum.newest);
        if (sum.parts > 0)
            kept.since = kept.since > 0 ? MIN(kept.since, sum.since) : sum.since;
    }
    if (books == NULL || !give_books(&giving, partner, error))
        return false;
    kept.bundles = giving.now;
    *ret_kept = kept;
    return true;
}
