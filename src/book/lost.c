/* lost.c: entries that came back without all their lines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/lost.h"

#include "base/error.h"
#include "base/lang.h"
#include "book/erased.h"
#include "book/restore.h"
#include "proof/entry.h"
#include "proof/sink.h"
#include "store/side.h"

void
lost_free(Lost *lost)
{
    if (lost == NULL)
        return;
    g_free(lost->kind);
    g_free(lost);
}

/* Setting "lost/BOOK": FIRST-LAST, parted by spaces. */
static char *
setting_name(gint64 book)
{
    return g_strdup_printf("lost/%" G_GINT64_FORMAT, book);
}

static bool
run_read(const char *word, LostRun *run)
{
    const char *dash = strchr(word, '-');
    guint64 first, last;
    if (dash == NULL || !number_read(word, (gsize)(dash - word), &first) ||
        !number_read(dash + 1, strlen(dash + 1), &last) || first > last || last > G_MAXINT64)
        return false;
    *run = (LostRun){(gint64)first, (gint64)last};
    return true;
}

GArray *
lost_runs(Db *db, gint64 book, GError **error)
{
    g_autoptr(GArray) runs = g_array_new(FALSE, FALSE, sizeof(LostRun));
    g_autoptr(GError) failure = NULL;
    g_autofree char *name = setting_name(book), *value = setting_get(db, name, &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return NULL;
    }
    g_auto(GStrv) words = g_strsplit(value != NULL ? value : "", " ", -1);
    for (char **word = words; *word != NULL; word++) {
        LostRun run;
        if (!run_read(*word, &run))
            return fail_null(error, KN_BROKEN, N_("What this file says of lost lines is damaged."));
        g_array_append_val(runs, run);
    }
    return g_steal_pointer(&runs);
}

bool
lost_has(const GArray *runs, gint64 entry)
{
    for (guint i = 0; i < runs->len; i++) {
        const LostRun *run = &g_array_index(runs, LostRun, i);
        if (entry >= run->first && entry <= run->last)
            return true;
    }
    return false;
}

bool
lost_add(Db *db, gint64 book, gint64 first, gint64 last, GError **error)
{
    g_autoptr(GArray) runs = lost_runs(db, book, error);
    g_autoptr(GString) value = g_string_new(NULL);
    bool put = false;
    if (runs == NULL)
        return false;
    LostRun added = {first, last};
    for (guint i = 0; i <= runs->len; i++) {
        const LostRun *run = i < runs->len ? &g_array_index(runs, LostRun, i) : NULL;
        bool before = run != NULL && run->last + 1 < added.first;
        bool touches = run != NULL && !before && run->first <= added.last + 1;
        if (touches) {
            added = (LostRun){MIN(added.first, run->first), MAX(added.last, run->last)};
            continue;
        }
        if (!before && !put) {
            g_string_append_printf(value, "%s%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT,
                                   value->len > 0 ? " " : "", added.first, added.last);
            put = true;
        }
        if (run != NULL)
            g_string_append_printf(value, "%s%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT,
                                   value->len > 0 ? " " : "", run->first, run->last);
    }
    g_autofree char *name = setting_name(book);
    return setting_set(db, name, value->str, error);
}

typedef struct {
    Book *book;
    GPtrArray *list;
} Listing;

/* Lines that are struck out and that no erasure names. A commitment does not say its line's name,
 * so erased ones are counted. */
static guint
lines_missing(const Book *book, const Entry *entry)
{
    Slice rest = {entry->body, entry->body_length};
    const GPtrArray *erased = erased_fields(book->erased, entry->entry);
    guint struck = 0, named = erased != NULL ? erased->len : 0;
    BodyLine line;
    while (rest.length > 0 && body_line_read(&rest, &line) == PROOF_OK)
        struck += !line.open;
    return struck > named ? struck - named : 0;
}

static bool
look_at(void *context, const Entry *entry, GError **error)
{
    Listing *listing = context;
    guint lines = entry->body != NULL ? lines_missing(listing->book, entry) : 0;
    if (entry->body != NULL && lines == 0)
        return true;
    Lost *lost = g_new0(Lost, 1);
    *lost = (Lost){.entry = entry->entry,
                   .time = entry->time,
                   .amends = entry->amends,
                   .kind = g_strdup(entry->kind),
                   .lines = lines,
                   .nothing = entry->body == NULL};
    g_ptr_array_add(listing->list, lost);
    return true;
}

#define RUNS_MAX 1000 /* single entries here and there: the longer runs say it shorter */

typedef struct {
    Db *db;
    Book *book;
    GArray *runs; /* (element-type LostRun): of those that still lack something */
} Settling;

static bool
lacks_file(Db *db, const Entry *entry, bool *ret_lacks, GError **error)
{
    g_autoptr(GHashTable) named = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter iter;
    gpointer hex;
    book_note_files(entry, named);
    g_hash_table_iter_init(&iter, named);
    while (g_hash_table_iter_next(&iter, &hex, NULL)) {
        Hash hash;
        if (!hex_read(hex, &hash))
            continue;
        g_autoptr(Query) q = db_query(db, "SELECT 1 FROM file WHERE book = ? AND sha256 = ?");
        query_bind(q, "ib", entry->book, hash.bytes, (gsize)HASH_SIZE);
        *ret_lacks = !query_next(q) || *ret_lacks;
        if (!query_end(q, error))
            return false;
    }
    return true;
}

static bool
settle_entry(void *context, const Entry *entry, GError **error)
{
    Settling *settling = context;
    bool lacks = entry->body == NULL || lines_missing(settling->book, entry) > 0;
    LostRun *last = settling->runs->len > 0
                        ? &g_array_index(settling->runs, LostRun, settling->runs->len - 1)
                        : NULL;
    if (!lacks && !lacks_file(settling->db, entry, &lacks, error))
        return false;
    if (lacks && last != NULL && last->last + 1 == entry->entry)
        last->last = entry->entry;
    else if (lacks)
        g_array_append_val(settling->runs, ((LostRun){entry->entry, entry->entry}));
    return true;
}

bool
lost_settle(Db *db, Book *book, GError **error)
{
    g_autoptr(GArray) runs = lost_runs(db, book->book, error),
                      left = g_array_new(FALSE, FALSE, sizeof(LostRun));
    if (runs == NULL || (runs->len > 0 && !book_erased(db, book, error)))
        return false;
    Settling settling = {db, book, left};
    for (guint i = 0; i < runs->len; i++) {
        const LostRun *run = &g_array_index(runs, LostRun, i);
        if (!entry_each(db, book->book, run->first, MIN(run->last + 1, (gint64)book->frontier.size),
                        settle_entry, &settling, error))
            return false;
    }
    if (runs->len == 0 || left->len > RUNS_MAX)
        return true;
    g_autoptr(GString) value = g_string_new(NULL);
    for (guint i = 0; i < left->len; i++) {
        const LostRun *run = &g_array_index(left, LostRun, i);
        g_string_append_printf(value, "%s%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, i > 0 ? " " : "",
                               run->first, run->last);
    }
    g_autofree char *name = setting_name(book->book);
    return setting_set(db, name, value->str, error);
}

GPtrArray *
lost_list(Db *db, Book *book, GError **error)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)lost_free);
    g_autoptr(GArray) runs = lost_runs(db, book->book, error);
    if (runs == NULL || (runs->len > 0 && !book_erased(db, book, error)))
        return NULL;
    Listing listing = {book, list};
    for (guint i = 0; i < runs->len; i++) {
        const LostRun *run = &g_array_index(runs, LostRun, i);
        gint64 end = MIN(run->last + 1, (gint64)book->frontier.size);
        if (!entry_each(db, book->book, run->first, end, look_at, &listing, error))
            return NULL;
    }
    return g_steal_pointer(&list);
}
