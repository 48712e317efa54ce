/* export.c: writes a book as a C2SP log folder, and single entries as proofs.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/export.h"

#include "base/error.h"
#include "base/lang.h"
#include "book/body.h"
#include "book/head.h"
#include "proof/tlog_proof.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

static bool
put_file(void *context, const char *path, const void *data, gsize length, GError **error)
{
    g_autofree char *file = g_build_filename(context, path, NULL);
    g_autofree char *folder = g_path_get_dirname(file);
    if (g_mkdir_with_parents(folder, 0777) != 0)
        return fail(error, KN_IO, N_("The folder %s cannot be made: %s."), folder,
                    g_strerror(errno));
    g_autoptr(GError) cause = NULL;
    if (!g_file_set_contents_full(file, data, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0666,
                                  &cause))
        return fail(error, KN_IO, N_("The file %s cannot be written: %s"), file, cause->message);
    return true;
}

/* The head under which a book is shown: signed now for an own one, the newest kept for a copy. */
static char *
head_to_show(Db *db, Book *book, guint64 *ret_size, GError **error)
{
    g_autofree char *note = NULL;
    *ret_size = book->frontier.size;
    if (book->own)
        return head_sign(db, book, error);
    if (!head_find(db, book->book, &note, ret_size, error))
        return NULL;
    if (note == NULL || *ret_size > book->frontier.size)
        return fail_null(error, KN_MISSING, N_("No signed head of the book %s is held here yet."),
                         book->code);
    return g_steal_pointer(&note);
}

/* What was begun is taken away again; the error that ended it is the one to tell. */
static void
remove_folder(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (g_unlink(path) != 0)
            remove_folder(path);
    }
    g_rmdir(folder);
}

static bool
folder_write(Db *db, const Book *book, guint64 size, const char *note, const char *folder,
             GError **error)
{
    return export_entry_tiles(db, book, 0, size, put_file, (void *)folder, error) &&
           export_hash_tiles(db, book, 0, size, put_file, (void *)folder, error) &&
           put_file((void *)folder, "checkpoint", note, strlen(note), error);
}

bool
export_log(Db *db, Book *book, const char *folder, GError **error)
{
    guint64 size;
    if (g_file_test(folder, G_FILE_TEST_EXISTS))
        return fail(error, KN_CONFLICT, N_("%s is there already; name a new folder."), folder);
    g_autofree char *note = head_to_show(db, book, &size, error);
    if (note == NULL)
        return false;
    g_autofree char *made = g_strdup_printf("%s.%d.new", folder, (int)getpid());
    if (g_mkdir_with_parents(made, 0777) != 0)
        return fail(error, KN_IO, N_("The folder %s cannot be made: %s."), made, g_strerror(errno));
    bool written = folder_write(db, book, size, note, made, error);
    if (written && g_rename(made, folder) != 0)
        written =
            fail(error, KN_IO, N_("The folder %s cannot be made: %s."), folder, g_strerror(errno));
    if (!written)
        remove_folder(made);
    return written;
}

static bool
keep_shown(void *context, size_t index, Slice name)
{
    for (const char *const *show = context; show != NULL && *show != NULL; show++)
        if (slice_is(name, *show))
            return true;
    return false;
}

/* The leaf's text followed by the body with only the named fields open. */
static char *
proof_extra(const Entry *entry, const char *const *show, gsize *ret_length, GError **error)
{
    for (const char *const *name = show; name != NULL && *name != NULL; name++) {
        Slice value;
        if (entry->body == NULL || !body_find(entry->body, entry->body_length, *name, &value))
            return fail_null(error, KN_MISSING, N_("Entry %ld has no open field “%s”."),
                             entry->entry, *name);
    }
    gsize room =
        entry->leaf_length + entry->body_length + (HASH_CHARS + 3) * (gsize)ENTRY_LINES_MAX;
    g_autofree char *extra = g_malloc(room);
    Sink sink;
    sink_init(&sink, extra, room);
    sink_add(&sink, entry->leaf, entry->leaf_length);
    if (entry->body != NULL &&
        body_strike(entry->body, entry->body_length, keep_shown, (void *)show, &sink) != PROOF_OK)
        return fail_null(error, KN_BROKEN, N_("Entry %ld of the book is damaged."), entry->entry);
    *ret_length = sink.length;
    return g_steal_pointer(&extra);
}

char *
export_proof(Db *db, Book *book, gint64 entry, const char *const *show, GError **error)
{
    g_auto(Entry) stored = {0};
    Hash path[TREE_PROOF_MAX], leaf;
    size_t count;
    guint64 size;
    gsize extra_length = 0;
    if (!entry_get(db, book->book, entry, &stored, error))
        return NULL;
    g_autofree char *extra = proof_extra(&stored, show, &extra_length, error);
    if (extra == NULL)
        return NULL;
    g_autofree char *note = head_to_show(db, book, &size, error);
    if (note == NULL)
        return NULL;
    if ((guint64)entry >= size)
        return fail_null(error, KN_MISSING,
                         N_("No signed head of the book %s covers entry %ld yet."), book->code,
                         entry);
    Note parts;
    Checkpoint checkpoint;
    g_autoptr(BookTree) tree = book_tree_new(db, book, error);
    if (tree == NULL)
        return NULL;
    tree_leaf_hash(stored.leaf, stored.leaf_length, &leaf);
    /* A proof that would not convince never leaves. */
    if (note_read(note, strlen(note), &parts) != PROOF_OK ||
        checkpoint_read(parts.text, &checkpoint) != PROOF_OK ||
        !tree_inclusion(book_tree_reader(tree), (guint64)entry, size, path, &count) ||
        tree_verify_inclusion(&leaf, (guint64)entry, size, path, count, &checkpoint.root) !=
            PROOF_OK)
        return fail_null(error, KN_BROKEN,
                         N_("The entries of the book %s do not add up to its state."), book->code);

    gsize room =
        BASE64_LENGTH(extra_length) + TREE_PROOF_MAX * (HASH_CHARS + 1) + strlen(note) + 256;
    g_autofree char *proof = g_malloc(room + 1);
    Sink sink;
    sink_init(&sink, proof, room);
    tlog_proof_write((Slice){extra, extra_length}, (guint64)entry, path, count,
                     (Slice){note, strlen(note)}, &sink);
    g_assert(!sink.overflow);
    proof[sink.length] = '\0';
    return g_steal_pointer(&proof);
}
