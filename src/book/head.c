/* head.c: signs, keeps and cosigns heads.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/head.h"

#include "base/error.h"
#include "base/lang.h"
#include "base/limits.h"
#include "base/planted.h"
#include "book/key_chain.h"
#include "book/row.h"
#include "proof/sink.h"

#define NOTE_EARLIER_MAX 3 /* signatures by keys of before */

static char *
note_copy(Query *q, int column)
{
    gsize length;
    const char *text = query_blob(q, column, &length);
    return g_strndup(text, length);
}

bool
head_find(Db *db, gint64 book, char **ret_note, guint64 *ret_size, GError **error)
{
    g_autofree char *note = NULL;
    g_autoptr(Query) q =
        db_query(db, "SELECT size, note FROM head WHERE book = ? ORDER BY size DESC LIMIT 1");
    query_bind(q, "i", book);
    if (query_next(q)) {
        *ret_size = (guint64)query_int(q, 0);
        note = note_copy(q, 1);
    }
    if (!query_end(q, error))
        return false;
    *ret_note = g_steal_pointer(&note);
    return true;
}

/* Whether a cosignature stands under the note: by this name, or by anyone. */
static bool
note_has_cosigner(const char *text, const char *cosigner)
{
    Note note;
    Checkpoint checkpoint;
    NoteSignature signature;
    if (note_read(text, strlen(text), &note) != PROOF_OK ||
        checkpoint_read(note.text, &checkpoint) != PROOF_OK)
        return false;
    for (size_t i = 0; i < note.count; i++) {
        if (note_signature_at(&note, i, &signature) != PROOF_OK)
            return false;
        bool owner = signature.name.length == checkpoint.origin.length &&
                     memcmp(signature.name.at, checkpoint.origin.at, checkpoint.origin.length) == 0;
        if (cosigner == NULL ? !owner : slice_is(signature.name, cosigner))
            return true;
    }
    return false;
}

bool
head_find_cosigned(Db *db, gint64 book, const char *cosigner, char **ret_note, guint64 *ret_size,
                   GError **error)
{
    g_autofree char *note = NULL;
    g_autoptr(Query) q =
        db_query(db, "SELECT size, note FROM head WHERE book = ? ORDER BY size DESC");
    query_bind(q, "i", book);
    while (note == NULL && query_next(q)) {
        g_autofree char *text = note_copy(q, 1);
        if (!note_has_cosigner(text, cosigner))
            continue;
        *ret_size = (guint64)query_int(q, 0);
        note = g_steal_pointer(&text);
    }
    if (!query_end(q, error))
        return false;
    *ret_note = g_steal_pointer(&note);
    return true;
}

/* The time in a cosignature by this name; notes are checked before they are kept. False: there is none. */
static bool
cosigned_time(const char *text, const char *cosigner, guint64 *ret_time)
{
    Note note;
    NoteSignature signature;
    if (note_read(text, strlen(text), &note) != PROOF_OK)
        return false;
    for (size_t i = 0; note_signature_at(&note, i, &signature) == PROOF_OK; i++) {
        if (!slice_is(signature.name, cosigner) || signature.length < sizeof(guint64))
            continue;
        *ret_time = 0;
        for (size_t k = 0; k < sizeof(guint64); k++)
            *ret_time = *ret_time << 8 | signature.data[k];
        return true;
    }
    return false;
}

bool
head_first_cosigned(Db *db, gint64 book, const char *cosigner, guint64 least, guint64 *ret_time,
                    GError **error)
{
    guint64 first = 0, time = 0;
    g_autoptr(Query) q = db_query(db, "SELECT note FROM head WHERE book = ? AND size >= ?");
    query_bind(q, "ii", book, (gint64)least);
    while (query_next(q)) {
        g_autofree char *text = note_copy(q, 0);
        if (cosigned_time(text, cosigner, &time) && (first == 0 || time < first))
            first = time;
    }
    *ret_time = first;
    return query_end(q, error);
}

/* The kept note of one size, NULL when there is none. */
static bool
head_at(Db *db, gint64 book, guint64 size, char **ret_note, GError **error)
{
    g_autofree char *note = NULL;
    g_autoptr(Query) q = db_query(db, "SELECT note FROM head WHERE book = ? AND size = ?");
    query_bind(q, "ii", book, (gint64)size);
    if (query_next(q))
        note = note_copy(q, 0);
    if (!query_end(q, error))
        return false;
    *ret_note = g_steal_pointer(&note);
    return true;
}

/* Reads a note as a head of a book. */
static bool
head_read(const char *text, const char *origin, Note *note, Checkpoint *checkpoint)
{
    return text != NULL && strlen(text) <= LIMIT_NOTE_BYTES &&
           note_read(text, strlen(text), note) == PROOF_OK &&
           checkpoint_read(note->text, checkpoint) == PROOF_OK &&
           slice_is(checkpoint->origin, origin);
}

/* The line by a key, when it stands there and is good. False: none. */
static bool
signature_line(const Note *note, const NoteKey *key, Slice *ret_line, guint64 *ret_time)
{
    NoteSignature signature;
    Slice rest = note->signatures, line;
    uint64_t time = 0;
    if (note_verify(note, key, &time) != PROOF_OK)
        return false;
    for (size_t i = 0; slice_line(&rest, &line); i++)
        if (note_signature_at(note, i, &signature) == PROOF_OK &&
            slice_is(signature.name, key->name) &&
            memcmp(signature.id, key->id, sizeof(key->id)) == 0) {
            *ret_line = line;
            *ret_time = time;
            return true;
        }
    return false;
}

/* The note with the known signatures of two notes over one text; `kept` may be NULL. */
static char *
notes_merge(const Note *kept, const Note *note, const GArray *keys)
{
    GString *merged = g_string_new_len(note->text.at, (gssize)note->text.length);
    g_string_append_c(merged, '\n');
    guint count = 0;
    for (guint i = 0; i < keys->len && count < NOTE_SIGNATURES_MAX; i++) {
        const NoteKey *key = &g_array_index(keys, NoteKey, i);
        Slice line = {0}, old = {0};
        guint64 time = 0, old_time = 0;
        bool is_new = signature_line(note, key, &line, &time);
        bool is_old = kept != NULL && signature_line(kept, key, &old, &old_time);
        if (!is_new && !is_old)
            continue;
        const Slice *best = !is_new || (is_old && old_time >= time) ? &old : &line;
        g_string_append_len(merged, best->at, (gssize)best->length);
        g_string_append_c(merged, '\n');
        count++;
    }
    return g_string_free(merged, FALSE);
}

/* Known keys with the book's own log key of that size first, so that it is never among those
 * dropped. */
static GArray *
keys_for(Db *db, gint64 book, guint64 size, NoteKey *ret_log, GError **error)
{
    g_autoptr(GArray) chain = NULL;
    if (!key_chain_of(db, book, &chain, error))
        return NULL;
    if (chain == NULL)
        return fail_null(error, KN_INVALID, N_("The keys of this book are not known here."));
    g_autoptr(GArray) keys = known_keys(db, error);
    if (keys == NULL)
        return NULL;
    NoteKey log = key_chain_at(chain, size)->log;
    for (guint i = 0; i < keys->len; i++)
        if (strcmp(g_array_index(keys, NoteKey, i).name, log.name) == 0 &&
            memcmp(g_array_index(keys, NoteKey, i).id, log.id, sizeof log.id) == 0) {
            g_array_remove_index(keys, i);
            break;
        }
    g_array_prepend_val(keys, log);
    *ret_log = log;
    return g_steal_pointer(&keys);
}

static bool
head_keep_known(Db *db, gint64 book, const Checkpoint *checkpoint, const Note *note,
                const GArray *keys, char **ret_note, GError **error)
{
    g_autofree char *kept = NULL;
    Note kept_note;
    Checkpoint kept_head;
    g_autofree char *origin = g_strndup(checkpoint->origin.at, checkpoint->origin.length);
    if (!head_at(db, book, checkpoint->size, &kept, error))
        return false;
    if (kept != NULL && !head_read(kept, origin, &kept_note, &kept_head))
        return fail(error, KN_BROKEN, N_("A signed head that is kept in this file is damaged."));
    if (kept != NULL && !hash_equal(&kept_head.root, &checkpoint->root))
        return fail(error, KN_BROKEN,
                    N_("Two different heads are signed for one size of this book."));
    g_autofree char *merged = notes_merge(kept != NULL ? &kept_note : NULL, note, keys);
    if (!db_run(db, error,
                "INSERT INTO head (book, size, root, note) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (book, size) DO UPDATE SET note = excluded.note",
                "iibb", book, (gint64)checkpoint->size, checkpoint->root.bytes, (gsize)HASH_SIZE,
                merged, strlen(merged)))
        return false;
    if (ret_note != NULL)
        *ret_note = g_steal_pointer(&merged);
    return true;
}

bool
head_keep(Db *db, gint64 book, guint64 size, const Hash *root, const char *note, GError **error)
{
    g_assert(db_is_writing(db));
    Note parts;
    Checkpoint checkpoint;
    NoteKey log;
    g_autoptr(GArray) keys = keys_for(db, book, size, &log, error);
    if (keys == NULL)
        return false;
    if (!head_read(note, log.name, &parts, &checkpoint) || checkpoint.size != size ||
        !hash_equal(&checkpoint.root, root) || note_verify(&parts, &log, NULL) != PROOF_OK)
        return fail(error, KN_INVALID, N_("This head is not signed by the owner of the book."));
    return head_keep_known(db, book, &checkpoint, &parts, keys, NULL, error);
}

/* What another connection sees is durable; what only this transaction sees is not yet. */
static bool
is_committed(Db *db, const Book *book, GError **error)
{
    g_autoptr(Db) reader = store_read(db_store(db), error);
    if (reader == NULL)
        return false;
    g_autoptr(Book) durable = book_get(reader, book->book, error);
    if (durable == NULL)
        return false;
    if (durable->frontier.size != book->frontier.size || !hash_equal(&durable->root, &book->root))
        return fail(error, KN_CONFLICT,
                    N_("The book %s has entries that are not saved yet; save them, then sign."),
                    book->code);
    return true;
}

/* The log keys before the one in force go on signing for a while, by the times in the book, for those
 * who know no other; not when the recovery sheet replaced them: they are not kept then. */
static bool
sign_earlier(Db *db, const Book *book, Slice text, Sink *sink, GError **error)
{
    g_autoptr(GArray) chain = NULL;
    g_autoptr(GArray) earlier = keys_earlier_logs(db, book->book, error);
    g_auto(Entry) newest = {0};
    if (earlier == NULL || !key_chain_of(db, book->book, &chain, error) ||
        (earlier->len > 0 &&
         !entry_get(db, book->book, (gint64)book->frontier.size - 1, &newest, error)))
        return false;
    for (guint i = 0; chain != NULL && i < earlier->len && i < NOTE_EARLIER_MAX; i++) {
        const EarlierKey *key = &g_array_index(earlier, EarlierKey, i);
        for (guint k = 1; k < chain->len; k++) {
            const KeyChange *change = &g_array_index(chain, KeyChange, k);
            if (change->place.entry == key->entry &&
                newest.time - change->place.time < (gint64)LIMIT_KEY_BOTH_DAYS * 86400)
                note_sign(text, &g_array_index(chain, KeyChange, k - 1).keys.log, key->secret, 0,
                          sink);
        }
    }
    return true;
}

static char *
note_make(Db *db, const Book *book, const Keys *keys, GError **error)
{
    char text[4096];
    Sink sink;
    sink_init(&sink, text, sizeof(text));
    checkpoint_write(book->origin, book->frontier.size, &book->root, &sink);
    Slice signed_text = {text, sink.length};
    sink_add_text(&sink, "\n");
    note_sign(signed_text, &keys->log, keys->log_seed, 0, &sink);
    if (!sign_earlier(db, book, signed_text, &sink, error))
        return NULL;
    g_assert(!sink.overflow);
    return g_strndup(text, sink.length);
}

char *
head_sign(Db *db, Book *book, GError **error)
{
    g_assert(db_is_writing(db));
    if (!book->own)
        return fail_null(error, KN_DENIED, N_("The book %s is a copy; only its owner signs it."),
                         book->code);
    if (!is_committed(db, book, error) || !mark_verify(db, book, error))
        return NULL;
    NoteKey log;
    g_autoptr(GArray) known = keys_for(db, book->book, book->frontier.size, &log, error);
    if (known == NULL)
        return NULL;
    g_autofree char *kept = NULL;
    Note parts;
    Checkpoint checkpoint;
    if (!head_at(db, book->book, book->frontier.size, &kept, error))
        return NULL;
    if (kept != NULL &&
        (!head_read(kept, book->origin, &parts, &checkpoint) ||
         checkpoint.size != book->frontier.size || !hash_equal(&checkpoint.root, &book->root) ||
         note_verify(&parts, &log, NULL) != PROOF_OK))
        return fail_null(error, KN_BROKEN,
                         N_("A signed head that is kept in this file is damaged."));
    if (kept == NULL) {
        g_auto(Keys) keys = {0};
        if (!keys_load(db, book->book, book->origin, &keys, error))
            return NULL;
        if (memcmp(keys.log.public_key, log.public_key, sizeof(log.public_key)) != 0)
            return fail_null(error, KN_BROKEN,
                             N_("The secret key of the book %s is not the one it states."),
                             book->code);
        kept = note_make(db, book, &keys, error);
        if (kept == NULL)
            return NULL;
    }
    if ((!PLANTED(MARK_LOW) && !mark_write(store_where(db_store(db)), book, error)) ||
        !head_keep(db, book->book, book->frontier.size, &book->root, kept, error))
        return NULL;
    return g_steal_pointer(&kept);
}

/* The newest that our mirror said about a book. */
static bool
last_cosigned(Db *db, const Book *book, const NoteKey *mirror, guint64 *ret_size, guint64 *ret_time,
              GError **error)
{
    guint64 size = 0, newest = 0;
    g_autoptr(Query) q = db_query(db, "SELECT size, note FROM head WHERE book = ?");
    query_bind(q, "i", book->book);
    while (query_next(q)) {
        Note note;
        Checkpoint checkpoint;
        uint64_t time = 0;
        g_autofree char *text = note_copy(q, 1);
        if (!head_read(text, book->origin, &note, &checkpoint) ||
            note_verify(&note, mirror, &time) != PROOF_OK)
            continue;
        size = MAX(size, checkpoint.size);
        newest = MAX(newest, time);
    }
    *ret_size = size;
    *ret_time = newest;
    return query_end(q, error);
}

/* Whether our copy has this root at this size. */
static bool
mirror_holds(Db *db, const Book *mirrored, const Checkpoint *checkpoint, GError **error)
{
    Hash root;
    if (checkpoint->size > mirrored->frontier.size)
        return fail(error, KN_CONFLICT, N_("Not all entries of the book %s are held here."),
                    mirrored->code);
    if (checkpoint->size == mirrored->frontier.size)
        root = mirrored->root;
    else {
        g_autoptr(BookTree) tree = book_tree_new(db, mirrored, error);
        if (tree == NULL)
            return false;
        if (!tree_root(book_tree_reader(tree), checkpoint->size, &root))
            return fail(error, KN_BROKEN, N_("The entries of the book %s could not be read."),
                        mirrored->code);
    }
    return hash_equal(&root, &checkpoint->root) || PLANTED(GROWTH_UNPROVED) ||
           fail(error, KN_BROKEN,
                N_("The head of the book %s is not the one of the entries held here."),
                mirrored->code);
}

char *
head_cosign(Db *db, const Book *own_book, Book *mirrored, const char *note, gint64 time,
            GError **error)
{
    g_assert(db_is_writing(db) && own_book->own);
    if (mirrored->own)
        return fail_null(error, KN_CONFLICT,
                         N_("Books of one office do not vouch for each other."));
    Note parts;
    Checkpoint checkpoint;
    NoteKey log;
    guint64 last_size, last_time;
    g_auto(Keys) keys = {0};
    bool read = head_read(note, mirrored->origin, &parts, &checkpoint);
    g_autoptr(GArray) known =
        keys_for(db, mirrored->book, read ? checkpoint.size : mirrored->frontier.size, &log, error);
    if (known == NULL)
        return NULL;
    if (!read || note_verify(&parts, &log, NULL) != PROOF_OK)
        return fail_null(error, KN_INVALID,
                         N_("This head is not signed by the owner of the book."));
    if (!mirror_holds(db, mirrored, &checkpoint, error) ||
        !keys_load(db, own_book->book, own_book->origin, &keys, error) ||
        !last_cosigned(db, mirrored, &keys.mirror, &last_size, &last_time, error))
        return NULL;
    if (checkpoint.size < last_size)
        return fail_null(error, KN_CONFLICT,
                         N_("A larger head of the book %s was vouched for already."),
                         mirrored->code);

    char line[1024 + NOTE_COSIGNED_MAX];
    Sink sink;
    sink_init(&sink, line, sizeof(line) - 1);
    sink_add(&sink, parts.text.at, parts.text.length);
    sink_add_text(&sink, "\n");
    if (PLANTED(CLOCK_BACK))
        last_time = 0;
    note_sign(parts.text, &keys.mirror, keys.mirror_seed, MAX((guint64)MAX(time, 0), last_time),
              &sink);
    Note ours, all;
    if (sink.overflow || note_read(line, sink.length, &ours) != PROOF_OK)
        return fail_null(error, KN_INVALID, N_("This head is not well formed."));
    g_autofree char *merged = notes_merge(&parts, &ours, known);
    g_assert(head_read(merged, mirrored->origin, &all, &checkpoint));
    char *kept = NULL;
    if (!head_keep_known(db, mirrored->book, &checkpoint, &all, known, &kept, error))
        return NULL;
    return kept;
}

bool
head_root(const char *text, Hash *ret_root)
{
    Note note;
    Checkpoint checkpoint;
    if (note_read(text, strlen(text), &note) != PROOF_OK ||
        checkpoint_read(note.text, &checkpoint) != PROOF_OK)
        return false;
    *ret_root = checkpoint.root;
    return true;
}
