/* heard.c: keeps and judges states of others' books that were heard of before their entries came.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/heard.h"

#include "base/error.h"
#include "exchange/evidence.h"
#include "proof/sink.h"
#include "store/side.h"

typedef struct {
    char *note; /* with the owner's signature alone */
    guint64 size;
    Hash root;
} Heard;

static void
heard_free(gpointer data)
{
    Heard *heard = data;
    g_free(heard->note);
    g_free(heard);
}

static Heard *
heard_new(const char *note, gsize length)
{
    Note parts;
    Checkpoint checkpoint;
    if (note_read(note, length, &parts) != PROOF_OK ||
        checkpoint_read(parts.text, &checkpoint) != PROOF_OK)
        return NULL;
    Heard *heard = g_new0(Heard, 1);
    *heard = (Heard){g_strndup(note, length), checkpoint.size, checkpoint.root};
    return heard;
}

/* The note with no other signature than the key's. */
static char *
note_of(const char *text, const NoteKey *log)
{
    Note note;
    NoteSignature signature;
    Slice rest, line;
    if (note_read(text, strlen(text), &note) != PROOF_OK)
        return g_strdup(text);
    GString *bare = g_string_new_len(note.text.at, (gssize)note.text.length);
    g_string_append_c(bare, '\n');
    rest = note.signatures;
    for (size_t i = 0; slice_line(&rest, &line); i++)
        if (note_signature_at(&note, i, &signature) == PROOF_OK &&
            slice_is(signature.name, log->name) &&
            memcmp(signature.id, log->id, sizeof log->id) == 0)
            g_string_append_printf(bare, "%.*s\n", (int)line.length, line.at);
    return g_string_free(bare, FALSE);
}

static char *
setting_name(const Book *book)
{
    return g_strdup_printf("heard %s", book->origin);
}

/* The setting has each note with its length before it. (element-type Heard) */
static GPtrArray *
list(Db *db, const Book *book, GError **error)
{
    g_autofree char *name = setting_name(book);
    g_autoptr(GError) failure = NULL;
    g_autofree char *text = setting_get(db, name, &failure);
    g_autoptr(GPtrArray) heads = g_ptr_array_new_with_free_func(heard_free);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return NULL;
    }
    Slice rest = {text != NULL ? text : "", text != NULL ? strlen(text) : 0}, line;
    while (rest.length > 0) {
        guint64 length = 0;
        bool whole = slice_line(&rest, &line) && number_read(line.at, line.length, &length) &&
                     length <= rest.length;
        Heard *heard = whole ? heard_new(rest.at, length) : NULL;
        if (heard == NULL)
            return fail_null(error, KN_BROKEN, "A kept state of the book %s is damaged.",
                             book->code);
        g_ptr_array_add(heads, heard);
        rest = (Slice){rest.at + length, rest.length - length};
    }
    return g_steal_pointer(&heads);
}

static bool
keep(Db *db, const Book *book, const GPtrArray *heads, GError **error)
{
    g_autofree char *name = setting_name(book);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < heads->len; i++) {
        const Heard *heard = heads->pdata[i];
        g_string_append_printf(text, "%zu\n%s", strlen(heard->note), heard->note);
    }
    return setting_set(db, name, text->str, error);
}

bool
heard_add(Db *db, const Book *book, const NoteKey *log, const char *note, char **ret_evidence,
          GError **error)
{
    g_autofree char *bare = note_of(note, log);
    g_autoptr(GPtrArray) heads = list(db, book, error);
    Heard *heard = heads != NULL ? heard_new(bare, strlen(bare)) : NULL;
    *ret_evidence = NULL;
    if (heads == NULL)
        return false;
    if (heard == NULL)
        return fail(error, KN_INVALID, "This state of the book %s is malformed.", book->code);
    for (guint i = 0; i < heads->len; i++) {
        const Heard *other = heads->pdata[i];
        if (other->size != heard->size)
            continue;
        if (!hash_equal(&other->root, &heard->root))
            *ret_evidence = evidence_of_two(log, other->note, bare);
        heard_free(heard);
        return true;
    }
    if (heads->len == HEARD_MAX)
        g_ptr_array_remove_index(heads, heads->len - 1);
    g_ptr_array_add(heads, heard);
    return keep(db, book, heads, error);
}

bool
heard_remove(Db *db, const Book *book, guint64 size, GError **error)
{
    g_autoptr(GPtrArray) heads = list(db, book, error);
    for (guint i = 0; heads != NULL && i < heads->len; i++)
        if (((const Heard *)heads->pdata[i])->size == size) {
            g_ptr_array_remove_index(heads, i);
            return keep(db, book, heads, error);
        }
    return heads != NULL;
}

bool
heard_settle(Db *db, const Book *book, const NoteKey *log, char **ret_evidence, GError **error)
{
    g_autoptr(GPtrArray) heads = list(db, book, error);
    bool changed = false;
    *ret_evidence = NULL;
    for (guint i = heads != NULL ? heads->len : 0; i > 0; i--) {
        const Heard *heard = heads->pdata[i - 1];
        Hash root;
        if (heard->size > book->frontier.size)
            continue;
        if (!held_root(db, book, heard->size, &root, error))
            return false;
        if (!hash_equal(&root, &heard->root)) {
            *ret_evidence = evidence_of_head(db, book, log, heard->note, heard->size, error);
            return *ret_evidence != NULL;
        }
        g_ptr_array_remove_index(heads, i - 1);
        changed = true;
    }
    return heads != NULL && (!changed || keep(db, book, heads, error));
}

bool
heard_forget(Db *db, const Book *book, GError **error)
{
    g_autofree char *name = setting_name(book);
    return setting_set(db, name, "", error);
}
