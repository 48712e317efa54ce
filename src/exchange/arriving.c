/* arriving.c: one partner's book as a bundle brings it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/arriving.h"

#include "base/error.h"
#include "base/planted.h"
#include "book/key_chain.h"
#include "exchange/bodies.h"
#include "exchange/leaves.h"
#include "proof/entry.h"
#include "proof/tree.h"

void
arriving_free(Arriving *arriving)
{
    if (arriving == NULL)
        return;
    book_free(arriving->book);
    g_free(arriving->hex);
    g_free(arriving->note);
    g_ptr_array_unref(arriving->came);
    g_free(arriving);
}

static bool
read_head(Arriving *arriving, const GPtrArray *members, GError **error)
{
    g_autofree char *path = g_strdup_printf("book/%s/checkpoint", arriving->hex);
    const TarMember *member = tar_find(members, path);
    gsize length = 0;
    const char *data = member != NULL ? g_bytes_get_data(member->data, &length) : NULL;
    Note note;
    Checkpoint checkpoint;
    if (data == NULL || note_read(data, length, &note) != PROOF_OK ||
        checkpoint_read(note.text, &checkpoint) != PROOF_OK ||
        !slice_is(checkpoint.origin, arriving->book->origin) || checkpoint.size == 0)
        return fail(error, KN_INVALID, "The bundle's state of the book %s is malformed.",
                    arriving->book->code);
    if (note_verify(&note, &arriving->pinned.keys.log, NULL) != PROOF_OK)
        return fail(error, KN_INVALID,
                    "The bundle's state of the book %s is not signed by the key we compared.",
                    arriving->book->code);
    arriving->note = g_strndup(data, length);
    arriving->size = checkpoint.size;
    arriving->root = checkpoint.root;
    return true;
}

static bool
read_leaves(Arriving *arriving, const GPtrArray *members, GError **error)
{
    g_autofree char *prefix = g_strdup_printf("book/%s/tile/", arriving->hex);
    return leaves_read(members, prefix, arriving->size, &arriving->first, arriving->came) ||
           fail(error, KN_INVALID, "The bundle's entries of the book %s are malformed.",
                arriving->book->code);
}

/* A book begins with the lines that its card showed. */
static bool
begins_with_card(const Arriving *arriving)
{
    gsize length;
    Leaf leaf;
    if (arriving->first > 0 || arriving->came->len == 0)
        return true;
    const char *data = g_bytes_get_data(arriving->came->pdata[0], &length);
    return leaf_read(data, length, &leaf) == PROOF_OK && slice_is(leaf.kind, "book") &&
           hash_equal(&leaf.body, &arriving->pinned.first);
}

static void
came_hash(const Arriving *arriving, guint64 entry, Hash *ret_hash)
{
    gsize length;
    const void *data = g_bytes_get_data(arriving->came->pdata[entry - arriving->first], &length);
    tree_leaf_hash(data, length, ret_hash);
}

bool
held_root(Db *db, const Book *book, guint64 size, Hash *ret_root, GError **error)
{
    if (size == book->frontier.size) {
        *ret_root = book->root;
        return true;
    }
    g_autoptr(BookTree) tree = book_tree_new(db, book, error);
    return tree != NULL &&
           (tree_root(book_tree_reader(tree), size, ret_root) ||
            fail(error, KN_IO, "The copy of the book %s cannot be read.", book->code));
}

bool
arriving_tree(Db *db, const Arriving *arriving, GArray **ret_hashes, GError **error)
{
    *ret_hashes = NULL;
    if (arriving->first > arriving->book->frontier.size)
        return true;
    g_autoptr(BookTree) held = book_tree_new(db, arriving->book, error);
    g_autoptr(GArray) hashes = g_array_new(FALSE, FALSE, sizeof(Hash));
    Frontier frontier;
    Hash hash;
    frontier_init(&frontier);
    for (guint64 entry = 0; held != NULL && entry < arriving->size; entry++) {
        const TreeReader *reader = book_tree_reader(held);
        if (entry >= arriving->first)
            came_hash(arriving, entry, &hash);
        else if (!reader->node(reader->context, 0, entry, &hash))
            return fail(error, KN_IO, "The copy of the book %s cannot be read.",
                        arriving->book->code);
        frontier_append(&frontier, &hash);
        g_array_append_val(hashes, hash);
    }
    frontier_root(&frontier, &hash);
    if (held != NULL && hash_equal(&hash, &arriving->root))
        *ret_hashes = g_steal_pointer(&hashes);
    return held != NULL;
}

/* The first leaf that came and is not the one we hold, when those that came lead to the signed
 * root. */
static bool
find_difference(Db *db, Arriving *arriving, GError **error)
{
    g_autoptr(GArray) hashes = NULL;
    if (!arriving_tree(db, arriving, &hashes, error))
        return false;
    guint64 both = hashes != NULL ? MIN(arriving->size, arriving->book->frontier.size) : 0;
    g_autoptr(BookTree) held = book_tree_new(db, arriving->book, error);
    for (guint64 entry = arriving->first; held != NULL && entry < both && arriving->differs < 0;
         entry++) {
        const TreeReader *reader = book_tree_reader(held);
        Hash ours;
        if (!reader->node(reader->context, 0, entry, &ours))
            return fail(error, KN_IO, "The copy of the book %s cannot be read.",
                        arriving->book->code);
        if (!hash_equal(&ours, &g_array_index(hashes, Hash, entry)))
            arriving->differs = (gint64)entry;
    }
    return held != NULL;
}

/* An entry of those that came changes the keys exactly where the card says so. */
static bool
change_fits(const Arriving *arriving, const GArray *chain, guint64 entry, const Frontier *before)
{
    gsize length;
    Leaf leaf;
    Hash root;
    const KeyChange *change = NULL;
    const char *data = g_bytes_get_data(arriving->came->pdata[entry - arriving->first], &length);
    bool changes = leaf_read(data, length, &leaf) == PROOF_OK && slice_is(leaf.kind, "key");
    for (guint i = 1; chain != NULL && i < chain->len; i++)
        if ((guint64)g_array_index(chain, KeyChange, i).place.entry == entry)
            change = &g_array_index(chain, KeyChange, i);
    if (change == NULL || !changes)
        return change == NULL && !changes;
    frontier_root(before, &root);
    return hash_equal(&leaf.body, &change->body) && hash_equal(&root, &change->place.before) &&
           leaf.time == change->place.time;
}

/* Our frontier with the leaves past it must give the signed root. */
static bool
judge_larger(Db *db, Arriving *arriving, GError **error)
{
    Frontier frontier = arriving->book->frontier;
    Hash hash;
    bool fits = true;
    g_autoptr(GArray) chain = NULL;
    arriving->state = ARRIVING_UNEXPLAINED;
    if (!key_chain_of(db, arriving->book->book, &chain, error))
        return false;
    if (arriving->first > frontier.size)
        return true;
    for (guint64 entry = frontier.size; entry < arriving->size; entry++) {
        fits = fits && change_fits(arriving, chain, entry, &frontier);
        came_hash(arriving, entry, &hash);
        frontier_append(&frontier, &hash);
    }
    frontier_root(&frontier, &hash);
    if (hash_equal(&hash, &arriving->root) || PLANTED(GROWTH_UNPROVED)) {
        arriving->state = ARRIVING_NEW;
        return fits || fail(error, KN_INVALID,
                            "The keys of the book %s change in another way than its card says; "
                            "nothing was taken.",
                            arriving->book->code);
    }
    if (!find_difference(db, arriving, error))
        return false;
    if (arriving->differs >= 0)
        arriving->state = ARRIVING_FORK;
    return true;
}

/* A head of what we hold already: our root at its size must be its root. */
static bool
judge_smaller(Db *db, Arriving *arriving, GError **error)
{
    Hash root;
    if (!held_root(db, arriving->book, arriving->size, &root, error))
        return false;
    bool same = hash_equal(&root, &arriving->root) ||
                (PLANTED(EQUAL_SIZE) && arriving->size == arriving->book->frontier.size);
    arriving->state = same ? ARRIVING_OLD : ARRIVING_FORK;
    return arriving->state == ARRIVING_OLD || find_difference(db, arriving, error);
}

Arriving *
arriving_read(Db *db, const GPtrArray *members, const Book *book, GError **error)
{
    g_autoptr(Arriving) arriving = g_new0(Arriving, 1);
    arriving->differs = -1;
    arriving->hex = origin_hex(book->origin);
    arriving->came = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    arriving->book = partner_get(db, book->origin, &arriving->pinned, error);
    if (arriving->book == NULL || !read_head(arriving, members, error) ||
        !read_leaves(arriving, members, error))
        return NULL;
    if (!begins_with_card(arriving))
        return fail_null(error, KN_INVALID,
                         "The book that came as %s does not begin with the card we hold of it.",
                         book->code);
    bool judged = arriving->size > arriving->book->frontier.size
                      ? judge_larger(db, arriving, error)
                      : judge_smaller(db, arriving, error);
    return judged ? g_steal_pointer(&arriving) : NULL;
}

GPtrArray *
arriving_leaves(const Arriving *arriving)
{
    GPtrArray *leaves = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    for (guint64 entry = arriving->book->frontier.size;
         arriving->state == ARRIVING_NEW && entry < arriving->size; entry++)
        g_ptr_array_add(leaves, g_bytes_ref(arriving->came->pdata[entry - arriving->first]));
    return leaves;
}
