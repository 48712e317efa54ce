/* verify_heads.c: kept heads against the entries, the owner's key and the keys of those who
 * cosigned.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/verify_part.h"

#include "base/error.h"
#include "base/lang.h"
#include "base/limits.h"
#include "book/key_chain.h"
#include "proof/sink.h"

typedef struct {
    const BookPass *pass;
    const GArray *known; /* (element-type NoteKey) */
    const GArray *chain; /* keys of the book; NULL: not known */
} Heads;

/* The note says exactly this head and nothing more. */
static bool
note_says(const char *text, gsize length, const BookRow *row, guint64 size, const Hash *root,
          Note *note)
{
    char expected[512];
    Sink sink;
    sink_init(&sink, expected, sizeof(expected));
    checkpoint_write(row->origin, size, root, &sink);
    return !sink.overflow && length <= LIMIT_NOTE_BYTES &&
           note_read(text, length, note) == PROOF_OK && note->text.length == sink.length &&
           memcmp(note->text.at, expected, sink.length) == 0;
}

/* Only signatures by known keys are ever kept, so another one was changed. */
static bool
signatures_are_known(const Note *note, const GArray *known)
{
    NoteSignature signature;
    for (size_t i = 0; i < note->count; i++) {
        bool good = false;
        if (note_signature_at(note, i, &signature) != PROOF_OK)
            return false;
        for (guint j = 0; j < known->len && !good; j++) {
            const NoteKey *key = &g_array_index(known, NoteKey, j);
            good = slice_is(signature.name, key->name) &&
                   memcmp(signature.id, key->id, sizeof(key->id)) == 0 &&
                   note_verify(note, key, NULL) == PROOF_OK;
        }
        if (!good)
            return false;
    }
    return true;
}

/* By the key that the owner had at that size; of another's book also by one that stood on a card of
 * before, of which nobody here knows how long it counted. */
static bool
is_signed_by_owner(const Note *note, const BookRow *row, const GArray *known, const GArray *chain,
                   guint64 size)
{
    if (chain != NULL && note_verify(note, &key_chain_at(chain, size)->log, NULL) == PROOF_OK)
        return true;
    if (row->own && chain != NULL)
        return false;
    for (guint i = 0; i < known->len; i++) {
        const NoteKey *key = &g_array_index(known, NoteKey, i);
        if (key->kind == KEY_ED25519 && strcmp(key->name, row->origin) == 0 &&
            note_verify(note, key, NULL) == PROOF_OK)
            return true;
    }
    return false;
}

static const Milestone *
milestone_at(const GArray *milestones, guint64 size)
{
    for (guint i = 0; i < milestones->len; i++)
        if (g_array_index(milestones, Milestone, i).size == size)
            return &g_array_index(milestones, Milestone, i);
    return NULL;
}

static const char *
head_fault(const Heads *heads, gint64 size, const void *root, gsize root_length, const char *text,
           gsize length)
{
    const BookRow *row = heads->pass->row;
    Note note;
    Hash stored;
    if (size < 0 || root_length != HASH_SIZE)
        return N_("This signed head was changed.");
    memcpy(stored.bytes, root, HASH_SIZE);
    if (!note_says(text, length, row, (guint64)size, &stored, &note))
        return N_("This signed head was changed.");
    if (!is_signed_by_owner(&note, row, heads->known, heads->chain, (guint64)size))
        return N_("The owner's signature under this head does not hold.");
    if (!signatures_are_known(&note, heads->known))
        return N_("A signature under this head does not hold.");
    const Milestone *milestone = milestone_at(heads->pass->milestones, (guint64)size);
    if (size > row->size)
        return N_("This head was signed for more entries than the book has here.");
    if (milestone != NULL && milestone->reached && !hash_equal(&milestone->root, &stored))
        return N_("The entries do not add up to this signed head: one of them was changed after it "
                  "was signed.");
    return NULL;
}

bool
audit_heads(Db *db, const BookPass *pass, const GArray *known, Audit *audit, GError **error)
{
    g_autoptr(GArray) chain = NULL;
    if (!key_chain_of(db, pass->row->book, &chain, error))
        return false;
    Heads heads = {.pass = pass, .known = known, .chain = chain};
    g_autoptr(Query) q =
        db_query(db, "SELECT size, root, note FROM head WHERE book = ? ORDER BY size");
    query_bind(q, "i", pass->row->book);
    while (query_next(q)) {
        gsize length, root_length;
        gint64 size = query_int(q, 0);
        const void *root = query_blob(q, 1, &root_length);
        const char *text = query_blob(q, 2, &length);
        const char *fault = head_fault(&heads, size, root, root_length, text, length);
        audit->heads++;
        if (fault == NULL)
            continue;
        g_autofree char *where = g_strdup_printf(_("head of %s at %ld"), pass->row->code, size);
        audit_add(audit, where, "%s", _(fault));
    }
    return query_end(q, error);
}
