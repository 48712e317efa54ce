/* mark.c: the high-water mark beside the file: an old backup that was copied back does not know
 * what it signed since; this small file, and the partner, do.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/head.h"

#include "base/error.h"
#include "base/lang.h"
#include "base/planted.h"
#include "proof/base64.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

static char *
mark_path(const char *where)
{
    return store_beside(where, ".head");
}

typedef struct {
    bool found;
    guint64 size;
    Hash root;
} Mark;

/* `origin size root` */
static bool
mark_line_read(const char *line, const char *origin, Mark *mark)
{
    g_auto(GStrv) parts = g_strsplit(line, " ", -1);
    Mark read = {.found = true};
    if (g_strv_length(parts) != 3 || !number_read(parts[1], strlen(parts[1]), &read.size) ||
        !hash_read(parts[2], strlen(parts[2]), &read.root))
        return false;
    if (strcmp(parts[0], origin) == 0)
        *mark = read;
    return true;
}

/* The whole text of FILE.head, empty when there is none. */
static bool
mark_read_all(const char *path, char **ret_text, GError **error)
{
    g_autoptr(GError) cause = NULL;
    if (g_file_get_contents(path, ret_text, NULL, &cause))
        return true;
    if (!g_error_matches(cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return fail(error, KN_IO, N_("The file %s cannot be read: %s"), path, cause->message);
    *ret_text = g_strdup("");
    return true;
}

static bool
mark_find(const char *where, const char *origin, Mark *ret_mark, GError **error)
{
    g_autofree char *path = mark_path(where), *text = NULL;
    Mark mark = {0};
    if (!mark_read_all(path, &text, error))
        return false;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        if ((*line)[0] != '\0' && !mark_line_read(*line, origin, &mark))
            return fail(error, KN_BROKEN,
                        N_("The file %s is damaged. Nothing is signed until it is as it was."),
                        path);
    *ret_mark = mark;
    return true;
}

static bool
mark_compare(const Mark *mark, const Book *book, GError **error)
{
    if (PLANTED(MARK_UNREAD))
        return true;
    if (mark->found && mark->size > book->frontier.size)
        return fail(
            error, KN_BROKEN,
            N_("This file may be an old copy: the book %s has %lu entries here, but had %lu when "
               "it was last signed. Nothing is signed; use the newer file, or bring the missing "
               "entries back from the partner."),
            book->code, book->frontier.size, mark->size);
    if (mark->found && mark->size == book->frontier.size && !hash_equal(&mark->root, &book->root))
        return fail(error, KN_BROKEN,
                    N_("This file may be an old copy: the book %s is not the one that was last "
                       "signed. Nothing is "
                       "signed; use the newer file, or bring the entries back from the partner."),
                    book->code);
    return true;
}

bool
mark_check(const char *where, const Book *book, GError **error)
{
    Mark mark;
    return mark_find(where, book->origin, &mark, error) && mark_compare(&mark, book, error);
}

/* Whether the book had this root at this size: a head that left says so, else its leaves do. */
static bool
root_was(Db *db, const Book *book, guint64 size, const Hash *root, bool *ret_was, GError **error)
{
    bool known = false;
    Hash reached;
    g_autoptr(Query) q = db_query(db, "SELECT root FROM head WHERE book = ? AND size = ?");
    query_bind(q, "ii", book->book, (gint64)size);
    if (query_next(q)) {
        gsize length;
        const void *kept = query_blob(q, 0, &length);
        known = kept != NULL && length == HASH_SIZE && memcmp(kept, root->bytes, HASH_SIZE) == 0;
    }
    if (!query_end(q, error))
        return false;
    if (!known) {
        g_autoptr(BookTree) tree = book_tree_new(db, book, error);
        if (tree == NULL)
            return false;
        known = tree_root(book_tree_reader(tree), size, &reached) && hash_equal(&reached, root);
    }
    *ret_was = known;
    return true;
}

static bool
has_partner(Db *db, bool *ret_has, GError **error)
{
    g_autoptr(Query) q = db_query(db, "SELECT 1 FROM book WHERE own = 0 LIMIT 1");
    *ret_has = query_next(q);
    return query_end(q, error);
}

bool
mark_is_missing(Db *db, const Book *book, bool *ret_missing, GError **error)
{
    Mark mark;
    *ret_missing = false;
    return mark_find(store_where(db_store(db)), book->origin, &mark, error) &&
           (mark.found || has_partner(db, ret_missing, error));
}

bool
mark_verify(Db *db, const Book *book, GError **error)
{
    Mark mark;
    bool partner = false, was = true;
    if (!mark_find(store_where(db_store(db)), book->origin, &mark, error) ||
        !mark_compare(&mark, book, error))
        return false;
    if (!mark.found) {
        if (!has_partner(db, &partner, error))
            return false;
        if (partner)
            return fail(error, KN_BROKEN,
                        N_("This file may be an old copy: the file beside it that says what the "
                           "book %s last signed "
                           "is missing. Nothing is signed until an officer confirms that this is "
                           "the only copy."),
                        book->code);
        return true;
    }
    if (mark.size < book->frontier.size && !root_was(db, book, mark.size, &mark.root, &was, error))
        return false;
    if (!was)
        return fail(error, KN_BROKEN,
                    N_("This file may be an old copy: the book %s went on from another state than "
                       "the one that was "
                       "last signed. Nothing is signed; use the newer file, or bring the entries "
                       "back from the "
                       "partner."),
                    book->code);
    return true;
}

static bool
write_synced(const char *path, const char *text, GError **error)
{
    gsize length = strlen(text), written = 0;
    int fd = g_open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    bool done = fd >= 0;
    while (done && written < length) {
        gssize n = write(fd, text + written, length - written);
        done = n > 0 || (n < 0 && errno == EINTR);
        written += n > 0 ? (gsize)n : 0;
    }
    done = done && fsync(fd) == 0;
    int cause = errno;
    if (fd >= 0 && close(fd) != 0 && done) {
        done = false;
        cause = errno;
    }
    return done ||
           fail(error, KN_IO, N_("The file %s cannot be written: %s"), path, g_strerror(cause));
}

static bool
sync_folder(const char *path, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);
    int fd = g_open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    bool done = fd >= 0 && fsync(fd) == 0;
    int cause = errno;
    if (fd >= 0)
        close(fd);
    return done ||
           fail(error, KN_IO, N_("The folder %s cannot be synced: %s."), folder, g_strerror(cause));
}

/* Puts `line` (whole, or nothing) in the place of a book's. */
static bool
mark_put(const char *where, const char *origin, const char *put, GError **error)
{
    g_autofree char *path = mark_path(where), *text = NULL;
    g_autofree char *made = g_strconcat(path, ".new", NULL);
    g_autoptr(GString) lines = g_string_new(NULL);
    if (!mark_read_all(path, &text, error))
        return false;
    g_auto(GStrv) old = g_strsplit(text, "\n", -1);
    gsize length = strlen(origin);
    for (char **line = old; *line != NULL; line++)
        if ((*line)[0] != '\0' && (strncmp(*line, origin, length) != 0 || (*line)[length] != ' '))
            g_string_append_printf(lines, "%s\n", *line);
    g_string_append(lines, put);
    if (strcmp(lines->str, text) == 0)
        return true;
    if (!write_synced(made, lines->str, error))
        return false;
    if (g_rename(made, path) != 0)
        return fail(error, KN_IO, N_("The file %s cannot be written: %s"), path, g_strerror(errno));
    return sync_folder(path, error);
}

bool
mark_write(const char *where, const Book *book, GError **error)
{
    char root[HASH_CHARS];
    base64_write(book->root.bytes, HASH_SIZE, root);
    g_autofree char *line = g_strdup_printf("%s %" G_GUINT64_FORMAT " %.*s\n", book->origin,
                                            book->frontier.size, HASH_CHARS, root);
    return mark_put(where, book->origin, line, error);
}

bool
mark_forget(const char *where, const Book *book, GError **error)
{
    return mark_put(where, book->origin, "", error);
}

bool
mark_raise(const char *where, const Book *book, GError **error)
{
    Mark mark;
    if (!mark_find(where, book->origin, &mark, error))
        return false;
    return (mark.found && mark.size >= book->frontier.size) || mark_write(where, book, error);
}

bool
mark_confirm(Db *db, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(db, error);
    if (books == NULL)
        return false;
    for (guint i = 0; i < books->len; i++) {
        const Book *book = books->pdata[i];
        if (book->own && !mark_write(store_where(db_store(db)), book, error))
            return false;
    }
    return true;
}
