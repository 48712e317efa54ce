/* watch.c: keeps what we vouched for as witness.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/watch.h"

#include "base/error.h"
#include "book/head.h"
#include "exchange/partners.h"
#include "proof/sink.h"
#include "store/side.h"

/* Setting "watch ORIGIN": `ORIGIN of ours|-\n`, then the note. */
#define NOBODY "-"

void
watch_clear(Watch *watch)
{
    g_clear_pointer(&watch->own, g_free);
    g_clear_pointer(&watch->note, g_free);
}

static char *
setting_name(const Book *book)
{
    return g_strdup_printf("watch %s", book->origin);
}

/* Our line under the note, and its time. */
static bool
read_time(const Note *note, const char *own, guint64 *ret_time)
{
    g_autofree char *witness = g_strconcat(own, "/witness", NULL);
    NoteSignature signature;
    *ret_time = 0;
    for (size_t i = 0; i < note->count; i++) {
        if (note_signature_at(note, i, &signature) != PROOF_OK)
            return false;
        if (!slice_is(signature.name, witness) || signature.length < 8)
            continue;
        for (gsize byte = 0; byte < 8; byte++)
            *ret_time = *ret_time << 8 | signature.data[byte];
    }
    return true;
}

static bool
read_note(Watch *watch, const char *text)
{
    Note note;
    Checkpoint checkpoint;
    if (*text == '\0')
        return true;
    if (note_read(text, strlen(text), &note) != PROOF_OK ||
        checkpoint_read(note.text, &checkpoint) != PROOF_OK ||
        !read_time(&note, watch->own, &watch->time))
        return false;
    watch->note = g_strdup(text);
    watch->size = checkpoint.size;
    watch->root = checkpoint.root;
    return true;
}

/* Also one that ended; *ret_watch.own is then NOBODY. */
static bool
find(Db *db, const Book *book, Watch *ret_watch, bool *ret_found, GError **error)
{
    g_autofree char *name = setting_name(book);
    g_autoptr(GError) failure = NULL;
    g_autofree char *text = setting_get(db, name, &failure);
    g_auto(Watch) watch = {0};
    *ret_found = text != NULL;
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return false;
    }
    sha_of("", 0, &watch.root);
    if (text != NULL) {
        char *end = strchr(text, '\n');
        watch.own = end != NULL ? g_strndup(text, (gsize)(end - text)) : NULL;
        if (end == NULL || !read_note(&watch, end + 1))
            return fail(error, KN_BROKEN, "A kept state of the book %s is damaged.", book->code);
    }
    *ret_watch = watch;
    watch = (Watch){0};
    return true;
}

bool
watch_find(Db *db, const Book *book, Watch *ret_watch, bool *ret_found, GError **error)
{
    g_auto(Watch) watch = {0};
    if (!find(db, book, &watch, ret_found, error))
        return false;
    *ret_found = *ret_found && !g_str_equal(watch.own, NOBODY);
    if (*ret_found) {
        *ret_watch = watch;
        watch = (Watch){0};
    }
    return true;
}

static bool
put(Db *db, const Book *book, const char *own, const char *note, GError **error)
{
    g_autofree char *name = setting_name(book),
                    *text = g_strdup_printf("%s\n%s", own, note != NULL ? note : "");
    return setting_set(db, name, text, error);
}

/* The line in the file beside ours that tells an old copy of it. */
static void
mark_of(const Book *book, const Watch *watch, Book *ret_mark)
{
    *ret_mark = (Book){.origin = g_strconcat(book->origin, "/watched", NULL),
                       .code = book->code,
                       .root = watch->root};
    ret_mark->frontier.size = watch->size;
}

static bool
is_newest(Db *db, const Book *book, const Watch *watch, GError **error)
{
    Book mark;
    mark_of(book, watch, &mark);
    bool newest = mark_check(store_where(db_store(db)), &mark, error);
    g_free(mark.origin);
    return newest;
}

bool
watch_mark(Db *db, const Book *book, GError **error)
{
    g_auto(Watch) watch = {0};
    bool found;
    Book mark;
    if (!watch_find(db, book, &watch, &found, error))
        return false;
    if (!found || watch.note == NULL)
        return true;
    mark_of(book, &watch, &mark);
    bool written = mark_write(store_where(db_store(db)), &mark, error);
    g_free(mark.origin);
    return written;
}

static bool
cosign(const Note *note, const Keys *keys, const NoteKey *log, guint64 time, char **ret_note,
       char **ret_line)
{
    char line[VKEY_MAX + 256];
    Sink sink;
    NoteSignature signature;
    Slice rest = note->signatures, stands;
    sink_init(&sink, line, sizeof line);
    note_sign(note->text, &keys->witness, keys->witness_seed, time, &sink);
    if (sink.overflow)
        return false;
    GString *text = g_string_new_len(note->text.at, (gssize)note->text.length);
    g_string_append_c(text, '\n');
    for (size_t i = 0; slice_line(&rest, &stands); i++)
        if (note_signature_at(note, i, &signature) == PROOF_OK &&
            slice_is(signature.name, log->name) &&
            memcmp(signature.id, log->id, sizeof log->id) == 0)
            g_string_append_printf(text, "%.*s\n", (int)stands.length, stands.at);
    g_string_append_len(text, line, (gssize)sink.length);
    *ret_note = g_string_free(text, FALSE);
    *ret_line = g_strndup(line, sink.length);
    return true;
}

bool
watch_sign(Db *db, const Book *book, const NoteKey *log, const char *note, gint64 now, Watch *watch,
           char **ret_line, GError **error)
{
    g_autoptr(Book) own = NULL;
    g_auto(Keys) keys = {0};
    g_autofree char *signed_note = NULL, *line = NULL;
    Note parts;
    Checkpoint checkpoint;
    g_assert(db_is_writing(db));
    if (!book_find(db, watch->own, &own, error))
        return false;
    if (own == NULL || !own->own)
        return fail(error, KN_MISSING, "The book that watches %s is not here any more.",
                    book->code);
    if (note_read(note, strlen(note), &parts) != PROOF_OK ||
        checkpoint_read(parts.text, &checkpoint) != PROOF_OK)
        return fail(error, KN_INVALID, "This state of the book %s is malformed.", book->code);
    guint64 time = MAX((guint64)MAX(now, 0), watch->time);
    if (!keys_load(db, own->book, own->origin, &keys, error) || !is_newest(db, book, watch, error))
        return false;
    if (!cosign(&parts, &keys, log, time, &signed_note, &line))
        return fail(error, KN_INVALID, "This state of the book %s is malformed.", book->code);
    if (!put(db, book, own->origin, signed_note, error))
        return false;
    if (ret_line != NULL)
        *ret_line = g_steal_pointer(&line);
    return true;
}

bool
watch_follow(Db *db, const Book *book, const NoteKey *log, const char *note, gint64 now,
             GError **error)
{
    g_auto(Watch) watch = {0};
    bool found;
    if (!watch_find(db, book, &watch, &found, error))
        return false;
    if (!found || watch.size >= book->frontier.size)
        return true;
    if (!watch_sign(db, book, log, note, now, &watch, NULL, error))
        return false;
    g_auto(Watch) newer = {0};
    return watch_find(db, book, &newer, &found, error) &&
           head_keep(db, book->book, newer.size, &newer.root, newer.note, error);
}

/* What is held already is vouched for at once. */
static bool
follow_held(Db *db, const Book *book, const NoteKey *log, gint64 now, GError **error)
{
    g_autofree char *note = NULL;
    guint64 size;
    return head_find(db, book->book, &note, &size, error) &&
           (note == NULL || size != book->frontier.size ||
            watch_follow(db, book, log, note, now, error));
}

static bool
mark_now(Office *office, const Book *book, GError **error)
{
    g_autoptr(Db) db = store_read(office->store, error);
    return db != NULL && watch_mark(db, book, error);
}

bool
watch_set(Office *office, const char *unit, const Actor *actor, const char *partner, bool watching,
          GError **error)
{
    Pinned pinned;
    bool found;
    g_auto(Watch) watch = {0};
    if (!actor_require(actor, ROLE_CHAIR | ROLE_ADMINISTRATOR, error))
        return false;
    g_autoptr(Db) db = store_write(office->store, error);
    g_autoptr(Book) own = db != NULL ? office_book(db, unit, error) : NULL;
    g_autoptr(Book) book = own != NULL ? partner_get(db, partner, &pinned, error) : NULL;
    if (book == NULL || !find(db, book, &watch, &found, error))
        return false;
    if (watching && pinned.stopped)
        return pinned_refuse(book, pinned.stop, error);
    if (!put(db, book, watching ? own->origin : NOBODY, watch.note, error) ||
        (watching && !follow_held(db, book, &pinned.keys.log, office_now(office), error)) ||
        !db_commit(db, error))
        return false;
    g_clear_pointer(&db, db_free);
    return mark_now(office, book, error);
}
