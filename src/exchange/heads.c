/* heads.c: heads that a bundle brings without their leaves.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/heads.h"

#include "base/error.h"
#include "book/head.h"
#include "book/key_chain.h"
#include "exchange/arriving.h"
#include "exchange/bodies.h"
#include "exchange/outgoing.h"
#include "views/lineage.h"

static void
head_free(gpointer data)
{
    Head *head = data;
    book_free(head->book);
    g_free(head->note);
    g_free(head);
}

/* What signs a head of so many entries. */
static bool
log_key(Db *db, const Book *book, guint64 size, NoteKey *ret_key, GError **error)
{
    g_autoptr(GArray) chain = NULL;
    if (!key_chain_of(db, book->book, &chain, error))
        return false;
    if (chain != NULL)
        *ret_key = key_chain_at(chain, size)->log;
    return chain != NULL ||
           fail(error, KN_BROKEN, "The first entry of the book %s is missing.", book->code);
}

static bool
judge(Db *db, Head *head, GError **error)
{
    Hash root;
    head->state = head->book->own ? HEAD_CONTRADICTS : HEAD_AHEAD;
    if (head->size > head->book->frontier.size)
        return true;
    if (!held_root(db, head->book, head->size, &root, error))
        return false;
    head->state = hash_equal(&root, &head->root) ? HEAD_HELD : HEAD_CONTRADICTS;
    return true;
}

/* ret_head stays NULL for a head that its owner, as we know it, did not sign: it says nothing
 * here. */
static bool
read_one(Db *db, const TarMember *member, const Book *book, Head **ret_head, GError **error)
{
    gsize length;
    const char *data = g_bytes_get_data(member->data, &length);
    Note note;
    Checkpoint checkpoint;
    NoteKey log;
    if (note_read(data, length, &note) != PROOF_OK ||
        checkpoint_read(note.text, &checkpoint) != PROOF_OK ||
        !slice_is(checkpoint.origin, book->origin) || checkpoint.size == 0)
        return fail(error, KN_INVALID, "The bundle's state of the book %s is malformed.",
                    book->code);
    if (!log_key(db, book, checkpoint.size, &log, error))
        return false;
    if (note_verify(&note, &log, NULL) != PROOF_OK)
        return !book->own ||
               fail(error, KN_INVALID,
                    "The bundle brings a state of our book %s that we did not sign.", book->code);
    Head *head = g_new0(Head, 1);
    *ret_head = head;
    head->book = book_get(db, book->book, error);
    head->note = g_strndup(data, length);
    head->size = checkpoint.size;
    head->root = checkpoint.root;
    head->log = log;
    return head->book != NULL && judge(db, head, error);
}

/* Of a book whose fork is known already, or that was given up for a new volume, no more is asked. */
static bool
is_judged(Db *db, const Lineage *lineage, const Book *book, bool *ret_judged, GError **error)
{
    Pinned pinned;
    bool found = false;
    *ret_judged = false;
    if (lineage_given_up(lineage, book->book))
        return true;
    if (!book->own && !pinned_find(db, book->book, &pinned, &found, error))
        return false;
    *ret_judged = book->own || (found && !pinned.stopped);
    return true;
}

GPtrArray *
heads_read(Db *db, const Incoming *incoming, GError **error)
{
    g_autoptr(Lineage) lineage = lineage_read(db, error);
    g_autoptr(GPtrArray) books = lineage != NULL ? book_list(db, error) : NULL;
    g_autoptr(GPtrArray) heads = g_ptr_array_new_with_free_func(head_free);
    for (guint i = 0; books != NULL && i < books->len; i++) {
        const Book *book = books->pdata[i];
        g_autofree char *hex = origin_hex(book->origin),
                        *path = g_strdup_printf("cosigned/%s/checkpoint", hex);
        const TarMember *member = tar_find(incoming->members, path);
        Head *head = NULL;
        bool judged;
        if (member == NULL)
            continue;
        bool read = is_judged(db, lineage, book, &judged, error) &&
                    (!judged || read_one(db, member, book, &head, error));
        if (head != NULL)
            g_ptr_array_add(heads, head);
        if (!read)
            return NULL;
    }
    return books != NULL ? g_steal_pointer(&heads) : NULL;
}

const Head *
heads_contradiction(const GPtrArray *heads)
{
    for (guint i = 0; i < heads->len; i++)
        if (((const Head *)heads->pdata[i])->state == HEAD_CONTRADICTS)
            return heads->pdata[i];
    return NULL;
}

bool
heads_mark(Office *office, const Head *head, GError **error)
{
    Book proved = *head->book;
    proved.frontier.size = head->size;
    proved.root = head->root;
    return mark_raise(store_where(office->store), &proved, error);
}

/* Whether the sender's mirror cosigned it. A line by that key that does not verify: KN_INVALID. */
static bool
is_cosigned(const Head *head, const Incoming *incoming, bool *ret_cosigned, GError **error)
{
    Note note;
    g_assert(note_read(head->note, strlen(head->note), &note) == PROOF_OK);
    ProofResult result = note_verify(&note, &incoming->pinned.keys.mirror, NULL);
    *ret_cosigned = result == PROOF_OK;
    return result == PROOF_OK || result == PROOF_UNKNOWN ||
           fail(error, KN_INVALID, "The bundle's state of the book %s is malformed.",
                head->book->code);
}

/* What the sender holds of each of our books; of one that it does not speak of, nothing. */
static bool
remember(Db *db, GHashTable *sizes, const Incoming *incoming, guint64 seen, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(db, error);
    for (guint i = 0; books != NULL && i < books->len; i++) {
        const Book *book = books->pdata[i];
        const guint64 *size = g_hash_table_lookup(sizes, book->origin);
        if (book->own && !outgoing_confirmed(db, book, incoming->from, incoming->manifest.time,
                                             size != NULL ? *size : 0, seen, error))
            return false;
    }
    return books != NULL;
}

bool
heads_keep(Db *db, const GPtrArray *heads, const Incoming *incoming, guint64 seen, gint64 *ret_ours,
           GError **error)
{
    g_autoptr(GHashTable) sizes = g_hash_table_new(g_str_hash, g_str_equal);
    gint64 ours = 0;
    for (guint i = 0; i < heads->len; i++) {
        Head *head = heads->pdata[i];
        bool cosigned;
        if (!is_cosigned(head, incoming, &cosigned, error) ||
            (head->state == HEAD_HELD &&
             !head_keep(db, head->book->book, head->size, &head->root, head->note, error)))
            return false;
        if (!head->book->own || !cosigned)
            continue;
        g_hash_table_insert(sizes, head->book->origin, &head->size);
        ours++;
    }
    *ret_ours = ours;
    return remember(db, sizes, incoming, seen, error);
}
