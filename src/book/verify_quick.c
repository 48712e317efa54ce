/* verify_quick.c: what start-up checks: the last entries and the newest head.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/verify_part.h"

#include "base/error.h"
#include "base/lang.h"
#include "book/head.h"
#include "book/key_chain.h"
#include "proof/entry.h"

typedef struct {
    const Book *book;
    Audit *audit;
    GArray *leaves; /* (element-type Hash) */
    GArray *lost;   /* (element-type LostRun) */
} Tail;

static bool
tail_entry(void *context, const Entry *entry, GError **error)
{
    Tail *tail = context;
    Leaf leaf;
    Hash hash;
    size_t lines = 0;
    tree_leaf_hash(entry->leaf, entry->leaf_length, &hash);
    g_array_append_val(tail->leaves, hash);
    tail->audit->entries++;
    if (entry->body != NULL && leaf_read(entry->leaf, entry->leaf_length, &leaf) == PROOF_OK &&
        body_hash(entry->body, entry->body_length, &hash, &lines) == PROOF_OK &&
        hash_equal(&hash, &leaf.body)) {
        tail->audit->lines += lines;
        return true;
    }
    if (entry->body == NULL && lost_has(tail->lost, entry->entry)) {
        tail->audit->lost++;
        return true;
    }
    g_autofree char *where =
        g_strdup_printf("%s-%" G_GINT64_FORMAT, tail->book->code, entry->entry);
    audit_add(tail->audit, where,
              entry->body == NULL ? N_("The lines of this entry are missing.")
                                  : N_("This entry was changed: its lines do not fit it."));
    return true;
}

/* The subtrees of the frontier that lie within the entries read are hashed again. */
static bool
tail_fits(const Tail *tail, guint64 first)
{
    const Frontier *stored = &tail->book->frontier;
    guint64 start = 0;
    int at = 0;
    for (int level = 63; level >= 0; level--) {
        guint64 width = (guint64)1 << level;
        if ((stored->size & width) == 0)
            continue;
        if (start >= first) {
            Frontier part;
            frontier_init(&part);
            for (guint64 i = start - first; i < start - first + width; i++)
                frontier_append(&part, &g_array_index(tail->leaves, Hash, i));
            if (!hash_equal(&part.nodes[0], &stored->nodes[at]))
                return false;
        }
        start += width;
        at++;
    }
    return true;
}

static bool
head_quick(Db *db, const Book *book, Audit *audit, GError **error)
{
    g_autofree char *note = NULL;
    guint64 size;
    g_autoptr(GArray) chain = NULL;
    Note parts;
    Checkpoint head;
    if (!head_find(db, book->book, &note, &size, error) ||
        !key_chain_of(db, book->book, &chain, error))
        return false;
    if (note == NULL)
        return true;
    g_autofree char *where = g_strdup_printf(_("head of %s at %lu"), book->code, size);
    audit->heads++;
    if (chain == NULL || note_read(note, strlen(note), &parts) != PROOF_OK ||
        checkpoint_read(parts.text, &head) != PROOF_OK ||
        note_verify(&parts, &key_chain_at(chain, head.size)->log, NULL) != PROOF_OK)
        audit_add(audit, where, N_("The owner's signature under this head does not hold."));
    else if (head.size > book->frontier.size)
        audit_add(audit, where,
                  N_("This head was signed for more entries than the book has here."));
    else if (head.size == book->frontier.size && !hash_equal(&head.root, &book->root))
        audit_add(audit, where,
                  N_("The entries do not add up to this signed head: one of them was changed after "
                     "it was signed."));
    return true;
}

static bool
book_quick(Db *db, const Book *book, guint count, Audit *audit, GError **error)
{
    g_autoptr(GArray) leaves = g_array_new(FALSE, FALSE, sizeof(Hash));
    g_autofree char *where = g_strdup_printf(_("book %s"), book->code);
    g_autoptr(GArray) lost = lost_runs(db, book->book, error);
    if (lost == NULL)
        return audit_broken(audit, where, error);
    Tail tail = {book, audit, leaves, lost};
    guint64 size = book->frontier.size, first = size > count ? size - count : 0;
    if (!entry_each(db, book->book, (gint64)first, (gint64)size, tail_entry, &tail, error))
        return audit_broken(audit, where, error);
    if (!tail_fits(&tail, first))
        audit_add(audit, where,
                  N_("The entries do not add up to the state that is kept for this book."));
    return head_quick(db, book, audit, error);
}

bool
audit_quick(Db *db, guint count, Audit *audit, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(db, error);
    if (books == NULL)
        return audit_broken(audit, "book", error);
    for (guint i = 0; i < books->len; i++) {
        const Book *book = books->pdata[i];
        if (book->own && !book_quick(db, book, count, audit, error))
            return false;
    }
    return true;
}
