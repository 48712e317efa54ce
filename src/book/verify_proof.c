/* verify_proof.c: judges a proof file by the keys of the books in this file.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/verify.h"

#include "base/error.h"
#include "base/lang.h"
#include "book/keys.h"
#include "proof/entry.h"
#include "proof/tlog_proof.h"
#include "proof/tree.h"

/* A leaf ends with its line `body ...`; what follows are the shown lines. */
static gsize
leaf_end(const char *extra, gsize length)
{
    Slice rest = {extra, length}, line;
    while (slice_line(&rest, &line))
        if (slice_starts(line, "body "))
            return length - rest.length;
    return 0;
}

static const NoteKey *
key_of(const GArray *known, Slice origin)
{
    for (guint i = 0; i < known->len; i++) {
        const NoteKey *key = &g_array_index(known, NoteKey, i);
        if (key->kind == KEY_ED25519 && slice_is(origin, key->name))
            return key;
    }
    return NULL;
}

/* What the proof says of the entry, for people: its kind and time, then the open lines. */
static char *
shown_text(const Leaf *leaf, Slice body, const Checkpoint *head, guint64 index)
{
    GString *text = g_string_new(NULL);
    BodyLine line;
    g_string_append_printf(text, "%.*s#%" G_GUINT64_FORMAT "\n", (int)head->origin.length,
                           head->origin.at, index);
    g_string_append_printf(text, "%.*s/%u %" G_GINT64_FORMAT "\n", (int)leaf->kind.length,
                           leaf->kind.at, leaf->schema, leaf->time);
    while (body.length > 0 && body_line_read(&body, &line) == PROOF_OK)
        if (line.open)
            g_string_append_printf(text, "%.*s: %.*s\n", (int)line.name.length, line.name.at,
                                   (int)line.value.length, line.value.at);
    return g_string_free(text, FALSE);
}

static void
cosignatures_audit(const Note *note, const GArray *known, Audit *audit)
{
    for (guint i = 0; i < known->len; i++) {
        const NoteKey *key = &g_array_index(known, NoteKey, i);
        if (key->kind == KEY_COSIGNATURE && note_verify(note, key, NULL) == PROOF_MISMATCH)
            audit_add(audit, key->name, N_("A signature under this head does not hold."));
    }
}

bool
audit_proof(Db *db, const char *text, gsize length, Audit *audit, char **ret_shown, GError **error)
{
    TlogProof proof;
    Note note;
    Checkpoint head;
    Leaf leaf;
    Hash leaf_hash, body;
    size_t lines;
    gsize extra_length = 0;
    if (tlog_proof_read(text, length, &proof) != PROOF_OK ||
        note_read(proof.checkpoint.at, proof.checkpoint.length, &note) != PROOF_OK ||
        checkpoint_read(note.text, &head) != PROOF_OK)
        return fail(error, KN_INVALID, N_("This is not a proof, or it is cut short."));
    g_autofree char *extra = g_malloc(proof.extra.length + 1);
    if (base64_read(proof.extra.at, proof.extra.length, extra, proof.extra.length, &extra_length) !=
        PROOF_OK)
        return fail(error, KN_INVALID, N_("This is not a proof, or it is cut short."));
    gsize end = leaf_end(extra, extra_length);
    if (end == 0 || leaf_read(extra, end, &leaf) != PROOF_OK)
        return fail(error, KN_INVALID, N_("This proof does not carry the entry that it proves."));

    g_autoptr(GArray) known = known_keys(db, error);
    if (known == NULL)
        return false;
    const NoteKey *key = key_of(known, head.origin);
    g_autofree char *origin = g_strndup(head.origin.at, head.origin.length);
    if (key == NULL)
        return fail(error, KN_CONFLICT,
                    N_("No key of the book %s is known here, so the proof cannot be judged."),
                    origin);
    g_autofree char *where = g_strdup_printf("%s#%" G_GUINT64_FORMAT, origin, (guint64)proof.index);
    audit->heads++;
    audit->entries++;
    if (note_verify(&note, key, NULL) != PROOF_OK)
        audit_add(audit, where, N_("The owner's signature under this head does not hold."));
    cosignatures_audit(&note, known, audit);
    tree_leaf_hash(extra, end, &leaf_hash);
    if (tree_verify_inclusion(&leaf_hash, proof.index, head.size, proof.path, proof.count,
                              &head.root) != PROOF_OK)
        audit_add(audit, where, N_("The entry does not stand in the signed book at this place."));
    Slice shown = {extra + end, extra_length - end};
    if (shown.length > 0 && (body_hash(shown.at, shown.length, &body, &lines) != PROOF_OK ||
                             !hash_equal(&body, &leaf.body)))
        audit_add(audit, where, N_("The lines shown are not those of the entry."));
    else if (shown.length > 0)
        audit->lines += lines;
    *ret_shown = audit->findings->len > 0 ? NULL : shown_text(&leaf, shown, &head, proof.index);
    return true;
}
