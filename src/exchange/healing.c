/* healing.c: our own book comes back from a partner.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/healing.h"

#include "base/error.h"
#include "base/lang.h"
#include "book/body.h"
#include "book/head.h"
#include "book/key_chain.h"
#include "book/restore.h"
#include "exchange/bodies.h"
#include "exchange/leaves.h"
#include "proof/entry.h"
#include "records/kinds.h"

void
healing_free(Healing *healing)
{
    if (healing == NULL)
        return;
    book_free(healing->book);
    g_free(healing->hex);
    g_ptr_array_unref(healing->came);
    g_hash_table_unref(healing->names);
    g_free(healing);
}

/* Whether a partner, whose card is held here, confirmed the head: also with a key that it has
 * changed since. */
static bool
is_confirmed(Db *db, const Note *note, bool *ret_confirmed, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(db, error);
    *ret_confirmed = false;
    for (guint i = 0; books != NULL && i < books->len && !*ret_confirmed; i++) {
        const Book *book = books->pdata[i];
        g_autoptr(GArray) chain = NULL;
        if (!book->own && !key_chain_of(db, book->book, &chain, error))
            return false;
        for (guint k = 0; chain != NULL && k < chain->len && !*ret_confirmed; k++)
            *ret_confirmed = note_verify(note, &g_array_index(chain, KeyChange, k).keys.mirror,
                                         NULL) == PROOF_OK;
    }
    return books != NULL;
}

static bool
read_head(Db *db, const GPtrArray *members, Healing *healing, GError **error)
{
    g_autofree char *path = g_strdup_printf("cosigned/%s/checkpoint", healing->hex);
    const TarMember *member = tar_find(members, path);
    gsize length = 0;
    const char *data = member != NULL ? g_bytes_get_data(member->data, &length) : NULL;
    Note note;
    Checkpoint checkpoint;
    g_autoptr(GArray) chain = NULL;
    bool confirmed = false;
    if (!key_chain_of(db, healing->book->book, &chain, error))
        return false;
    if (chain == NULL || data == NULL || note_read(data, length, &note) != PROOF_OK ||
        checkpoint_read(note.text, &checkpoint) != PROOF_OK ||
        !slice_is(checkpoint.origin, healing->book->origin) || checkpoint.size == 0 ||
        note_verify(&note, &key_chain_at(chain, checkpoint.size)->log, NULL) != PROOF_OK)
        return fail(error, KN_INVALID,
                    "The bundle brings a state of our book %s that we did not sign.",
                    healing->book->code);
    if (!is_confirmed(db, &note, &confirmed, error))
        return false;
    if (!confirmed)
        return fail(error, KN_INVALID,
                    "The bundle brings a state of our book %s that no partner confirmed.",
                    healing->book->code);
    healing->size = checkpoint.size;
    healing->root = checkpoint.root;
    return true;
}

static void
came_hash(const Healing *healing, guint64 entry, Hash *ret_hash)
{
    gsize length;
    const void *data = g_bytes_get_data(healing->came->pdata[entry - healing->first], &length);
    tree_leaf_hash(data, length, ret_hash);
}

/* Our leaves before the first that came, with those that came, must lead to the head; where the
 * two first differ is found on the way. */
static bool
judge(Db *db, Healing *healing, GError **error)
{
    const Book *book = healing->book;
    g_autoptr(BookTree) held = book_tree_new(db, book, error);
    Frontier frontier;
    Hash ours, hash;
    frontier_init(&frontier);
    if (held == NULL)
        return false;
    healing->keep = MIN(healing->size, book->frontier.size);
    bool leads = healing->first <= book->frontier.size;
    for (guint64 entry = 0; leads && entry < healing->size; entry++) {
        const TreeReader *reader = book_tree_reader(held);
        bool both = entry < book->frontier.size;
        if (both && !reader->node(reader->context, 0, entry, &ours))
            return fail(error, KN_IO, "The copy of the book %s cannot be read.", book->code);
        if (entry >= healing->first)
            came_hash(healing, entry, &hash);
        else
            hash = ours;
        if (both && !hash_equal(&ours, &hash))
            healing->keep = MIN(healing->keep, entry);
        frontier_append(&frontier, &hash);
    }
    frontier_root(&frontier, &hash);
    healing->lacks = healing->keep < healing->size;
    return (leads && hash_equal(&hash, &healing->root)) ||
           fail(error, KN_INVALID, "The bundle's entries of the book %s are malformed.",
                book->code);
}

static bool
has_mirror(const GPtrArray *members, const char *prefix)
{
    for (guint i = 0; i < members->len; i++)
        if (g_str_has_prefix(((const TarMember *)members->pdata[i])->path, prefix))
            return true;
    return false;
}

bool
healing_read(Db *db, const Incoming *incoming, const Book *book, Healing **ret_healing,
             GError **error)
{
    g_autofree char *hex = origin_hex(book->origin),
                    *prefix = g_strdup_printf("mirror/%s/tile/", hex);
    *ret_healing = NULL;
    if (!has_mirror(incoming->members, prefix))
        return true;
    g_autoptr(Healing) healing = g_new0(Healing, 1);
    healing->hex = g_steal_pointer(&hex);
    healing->came = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    healing->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    healing->book = book_get(db, book->book, error);
    if (healing->book == NULL || !read_head(db, incoming->members, healing, error))
        return false;
    if (!leaves_read(incoming->members, prefix, healing->size, &healing->first, healing->came))
        return fail(error, KN_INVALID, "The bundle's entries of the book %s are malformed.",
                    healing->book->code);
    if (!judge(db, healing, error))
        return false;
    *ret_healing = g_steal_pointer(&healing);
    return true;
}

/* One entry in words that can be typed again. */
static bool
write_entry(void *context, const Entry *entry, GError **error)
{
    GString *text = context;
    Slice rest = {entry->body, entry->body != NULL ? entry->body_length : 0};
    g_autofree char *record = body_value(entry->body, rest.length, "record");
    g_auto(GStrv) named = g_strsplit(record != NULL ? record : entry->kind, "/", 2);
    const Kind *kind = kind_find(named[0]);
    g_autofree char *time = time_print(entry->time, lang_current());
    BodyLine line;
    g_string_append_printf(text, "%s %s\n", time, kind != NULL ? _(kind->label) : named[0]);
    while (rest.length > 0 && body_line_read(&rest, &line) == PROOF_OK) {
        g_autofree char *name = g_strndup(line.name.at, line.open ? line.name.length : 0);
        int at = kind != NULL && line.open ? kind_field(kind, name) : -1;
        if (at >= 0 && line.value.length > 0)
            g_string_append_printf(text, "    %s: %.*s\n", _(kind->fields[at].label),
                                   (int)line.value.length, line.value.at);
    }
    return true;
}

/* What is taken out of the book was typed by someone: its words stand in a text beside the file. */
static bool
set_aside(Office *office, Db *db, const Healing *healing, char **ret_aside, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *suffix =
        g_strdup_printf(".%" G_GINT64_FORMAT ".txt", g_get_real_time() / G_USEC_PER_SEC);
    g_autofree char *path = store_beside(store_where(office->store), suffix);
    if (!entry_each(db, healing->book->book, (gint64)healing->keep,
                    (gint64)healing->book->frontier.size, write_entry, text, error))
        return false;
    if (!g_file_set_contents_full(path, text->str, (gssize)text->len, G_FILE_SET_CONTENTS_DURABLE,
                                  0600, error))
        return fail_at(error, "Writing %s", path);
    *ret_aside = g_steal_pointer(&path);
    return true;
}

bool
healing_run(Office *office, Db *db, Healing *healing, char **ret_aside, GError **error)
{
    const char *where = store_where(office->store);
    g_autoptr(GPtrArray) leaves = g_ptr_array_new();
    Book proved = *healing->book;
    proved.frontier.size = healing->size;
    proved.root = healing->root;
    *ret_aside = NULL;
    if (!healing->lacks)
        return mark_raise(where, &proved, error);
    if (healing->keep < healing->book->frontier.size &&
        !set_aside(office, db, healing, ret_aside, error))
        return false;
    for (guint64 entry = healing->keep; entry < healing->size; entry++)
        g_ptr_array_add(leaves, healing->came->pdata[entry - healing->first]);
    healing->changed = true;
    return book_take_back(db, healing->book, healing->keep, leaves, &healing->root, error) &&
           mark_raise(where, &proved, error);
}

bool
healing_body(Db *db, Healing *healing, gint64 number, const char *body, gsize length,
             GError **error)
{
    Book *book = healing->book;
    g_auto(Entry) before = {0}, after = {0};
    if (number >= (gint64)book->frontier.size)
        return fail(error, KN_INVALID, "The sealed part of the bundle is malformed.");
    if (!entry_get(db, book->book, number, &before, error) ||
        !book_mirror_body(db, book, number, body, length, error) ||
        !entry_get(db, book->book, number, &after, error))
        return false;
    book_note_files(&after, healing->names);
    if (before.body != NULL && before.body_length == after.body_length &&
        memcmp(before.body, after.body, after.body_length) == 0)
        return true;
    healing->changed = true;
    healing->bodies++;
    healing->erased = healing->erased || g_str_equal(after.kind, "erase");
    return true;
}

static bool
note_entry(void *context, const Entry *entry, GError **error)
{
    book_note_files(entry, context);
    return true;
}

bool
healing_name_files(Db *db, Healing *healing, GError **error)
{
    return entry_each(db, healing->book->book, 0, (gint64)healing->book->frontier.size, note_entry,
                      healing->names, error);
}

bool
healing_file(Db *db, Healing *healing, const char *name, GBytes *data, GError **error)
{
    gsize length;
    const void *bytes = g_bytes_get_data(data, &length);
    Hash hash;
    sha_of(bytes, length, &hash);
    g_autofree char *hex = hash_hex(&hash);
    if (!g_str_equal(hex, name))
        return fail(error, KN_INVALID, "A photo in the bundle is not the one its record names.");
    if (!g_hash_table_remove(healing->names, hex))
        return true; /* of a line that was erased here, or the copy of one that came */
    healing->files++;
    return book_put_file(db, healing->book->book, bytes, length, &hash, error);
}
