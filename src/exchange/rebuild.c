/* rebuild.c: an office that lost everything comes back from a partner's file and the recovery
 * sheets: it is made as an old copy of itself that has no lines but those of its keys, and takes
 * back the rest.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/rebuild.h"

#include "base/error.h"
#include "base/limits.h"
#include "book/head.h"
#include "book/key_chain.h"
#include "book/lost.h"
#include "book/restore.h"
#include "exchange/bodies.h"
#include "exchange/card.h"
#include "exchange/copy_open.h"
#include "exchange/leaves.h"
#include "exchange/manifest.h"
#include "exchange/other_key.h"
#include "exchange/partners.h"
#include "exchange/receive.h"
#include "proof/sink.h"
#include "records/kinds.h"
#include "standing/recovered.h"
#include "views/numbers.h"

static void
rebuilt_book_free(gpointer data)
{
    RebuiltBook *book = data;
    g_free(book->code);
    g_free(book->name);
    g_free(book->words);
    g_free(book);
}

static void
rebuilt_number_free(gpointer data)
{
    RebuiltNumber *number = data;
    g_free(number->unit);
    g_free(number->last);
    g_free(number);
}

void
rebuilt_free(Rebuilt *rebuilt)
{
    if (rebuilt == NULL)
        return;
    g_ptr_array_unref(rebuilt->books);
    g_clear_pointer(&rebuilt->partners, g_ptr_array_unref);
    g_ptr_array_unref(rebuilt->silent);
    g_ptr_array_unref(rebuilt->numbers);
    arrival_free(rebuilt->arrival);
    g_free(rebuilt);
}

static Rebuilt *
rebuilt_new(void)
{
    Rebuilt *rebuilt = g_new0(Rebuilt, 1);
    rebuilt->books = g_ptr_array_new_with_free_func(rebuilt_book_free);
    rebuilt->silent = g_ptr_array_new_with_free_func(g_free);
    rebuilt->numbers = g_ptr_array_new_with_free_func(rebuilt_number_free);
    return rebuilt;
}

typedef struct {
    Office *office;
    Db *db;
    GPtrArray *members;
    GPtrArray *opened;
    Rebuilt *rebuilt;
} Rebuilding;

static bool
is_opened(const Rebuilding *rebuilding, const char *origin)
{
    for (guint i = 0; i < rebuilding->opened->len; i++) {
        const CopyOpened *opened = rebuilding->opened->pdata[i];
        if (g_str_equal(opened->keys->origin, origin))
            return true;
    }
    return false;
}

/* Every leaf of the partner's copy, up to the head that it confirmed; they are judged when the book
 * takes the rest back like any old copy. */
static GPtrArray *
read_leaves(const Rebuilding *rebuilding, const CopyOpened *opened, Hash *ret_root, GError **error)
{
    g_autofree char *path = g_strdup_printf("cosigned/%s/checkpoint", opened->hex),
                    *prefix = g_strdup_printf("mirror/%s/tile/", opened->hex);
    const TarMember *member = tar_find(rebuilding->members, path);
    gsize length = 0;
    const char *data = member != NULL ? g_bytes_get_data(member->data, &length) : NULL;
    g_autoptr(GPtrArray) came = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    guint64 first = 0;
    Note note;
    Checkpoint checkpoint;
    if (data == NULL || note_read(data, length, &note) != PROOF_OK ||
        checkpoint_read(note.text, &checkpoint) != PROOF_OK || checkpoint.size == 0 ||
        !leaves_read(rebuilding->members, prefix, checkpoint.size, &first, came) || first != 0 ||
        came->len != checkpoint.size)
        return fail_null(error, KN_INVALID,
                         "The file does not bring the entries of %s from their beginning.",
                         opened->keys->code);
    *ret_root = checkpoint.root;
    return g_steal_pointer(&came);
}

/* The lines of a change of keys stand behind `change ENTRY TIME ROOT`, before the next one or the
 * empty line that ends the card's text. */
static bool
put_changes(Rebuilding *rebuilding, Book *book, const char *card, GError **error)
{
    static const char word[] = "\nchange ";
    const char *end = strstr(card, "\n\n");
    g_autofree char *text = g_strndup(card, end != NULL ? (gsize)(end + 1 - card) : 0);
    for (const char *at = strstr(text, word); at != NULL;) {
        const char *number = at + strlen(word), *lines = strchr(number, '\n');
        guint64 entry = 0;
        if (lines == NULL || !number_read(number, strcspn(number, " "), &entry) ||
            entry >= book->frontier.size)
            return fail(error, KN_INVALID, "The sealed copy of the keys is malformed.");
        at = strstr(lines, word);
        gsize length = at != NULL ? (gsize)(at - lines) : strlen(lines + 1);
        if (!book_mirror_body(rebuilding->db, book, (gint64)entry, lines + 1, length, error))
            return false;
    }
    return true;
}

/* Who signed the head follows from the lines of its keys, so these come first. */
static bool
begin_book(Rebuilding *rebuilding, const CopyOpened *opened, GError **error)
{
    const CopyKeys *keys = opened->keys;
    gsize length = 0;
    Hash root;
    const char *first = card_first_lines(keys->card, strlen(keys->card), &length);
    if (first == NULL)
        return fail(error, KN_INVALID, "The sealed copy of the keys is malformed.");
    g_autoptr(GPtrArray) leaves = read_leaves(rebuilding, opened, &root, error);
    g_autoptr(Book) book =
        leaves != NULL ? book_create(rebuilding->db, keys->origin, keys->code, true, error) : NULL;
    g_autoptr(GError) misfit = NULL;
    if (book == NULL || !keys_store(rebuilding->db, book->book, &keys->keys, error))
        return false;
    if (!book_take_back(rebuilding->db, book, 0, leaves, &root, &misfit)) {
        bool broken = g_error_matches(misfit, KN_ERROR, KN_BROKEN);
        if (!broken)
            g_propagate_error(error, g_steal_pointer(&misfit));
        return broken && fail(error, KN_INVALID,
                              "The bundle's entries of the book %s are malformed.", keys->code);
    }
    return book_mirror_body(rebuilding->db, book, 0, first, length, error) &&
           put_changes(rebuilding, book, keys->card, error);
}

/* Its six words are compared anew: whoever kept the copy could have made another. */
static bool
pin_partner(Rebuilding *rebuilding, const CopyPartner *partner, GError **error)
{
    g_auto(Card) card = {0};
    g_autoptr(Book) there = NULL, book = NULL;
    if (!card_read(partner->card, strlen(partner->card), &card, error) ||
        !book_find(rebuilding->db, card.origin, &there, error))
        return false;
    if (there != NULL || is_opened(rebuilding, card.origin))
        return true;
    book = book_create(rebuilding->db, card.origin, partner->code, false, error);
    return book != NULL &&
           pinned_put(rebuilding->db, book->book, partner->card, false,
                      office_now(rebuilding->office), error) &&
           (hash_equal(&card.body, &partner->first) ||
            pinned_set_first(rebuilding->db, card.origin, &partner->first, error)) &&
           (partner->stop == STOP_NONE ||
            pinned_set_stopped(rebuilding->db, book->book, (StopCause)partner->stop, error));
}

static bool
begin(Rebuilding *rebuilding, const CopyOpened *opened, GError **error)
{
    g_autoptr(Book) there = NULL;
    if (!book_find(rebuilding->db, opened->keys->origin, &there, error))
        return false;
    if (there != NULL && !there->own)
        return fail(error, KN_CONFLICT,
                    "This office holds a copy of the book %s: bring it back into a new, empty "
                    "office.",
                    there->code);
    if (there != NULL)
        return true;
    if (!begin_book(rebuilding, opened, error))
        return false;
    for (guint i = 0; i < opened->keys->partners->len; i++)
        if (!pin_partner(rebuilding, opened->keys->partners->pdata[i], error))
            return false;
    RebuiltBook *book = g_new0(RebuiltBook, 1);
    book->code = g_strdup(opened->keys->code);
    g_ptr_array_add(rebuilding->rebuilt->books, book);
    return true;
}

/* The sheet of the book that the file is addressed to opens the sealed part as well. */
static bool
check_receiver(Rebuilding *rebuilding, const char *to, GError **error)
{
    g_autoptr(Book) there = NULL;
    if (is_opened(rebuilding, to))
        return true;
    if (!book_find(rebuilding->db, to, &there, error))
        return false;
    return (there != NULL && there->own) ||
           fail(error, KN_INVALID,
                "The file is addressed to a book of this office whose sheet was not given: give "
                "that sheet too.");
}

static bool
open_copies(Rebuilding *rebuilding, const char *const *sheets, GError **error)
{
    rebuilding->opened =
        copies_open(rebuilding->members, sheets, &rebuilding->rebuilt->locked, error);
    if (rebuilding->opened == NULL)
        return false;
    if (rebuilding->opened->len > 0)
        return true;
    if (rebuilding->rebuilt->locked > 0)
        return fail(error, KN_INVALID,
                    "This recovery sheet is not of any book in the file; look whether a group is "
                    "mistyped.");
    return fail(error, KN_INVALID,
                "This file brings no sealed copy of a lost book. Ask the partner to make one: on "
                "your unit's page in their program, “Give back what we keep”.");
}

static bool
describe_numbers(Db *db, const Book *book, GPtrArray *numbers, GError **error)
{
    for (gsize i = 0; i < kinds_count; i++) {
        const Kind *kind = kinds[i];
        if (number_field(kind) < 0)
            continue;
        g_autoptr(GPtrArray) series = numbers_series(db, book, kind, error);
        if (series == NULL)
            return false;
        gint64 next = 1;
        const char *newest = series->len > 0 ? series->pdata[series->len - 1] : NULL;
        if (newest == NULL)
            continue;
        if (!number_next(db, book, kind, newest, &next, error))
            return false;
        RebuiltNumber *number = g_new0(RebuiltNumber, 1);
        *number = (RebuiltNumber){g_strdup(book->code), kind, given_number_print(next - 1, newest)};
        g_ptr_array_add(numbers, number);
    }
    return true;
}

static bool
describe_book(Db *db, RebuiltBook *rebuilt, Rebuilt *all, gint64 now, GError **error)
{
    g_autoptr(Book) book = NULL;
    PublicKeys keys;
    bool found = false;
    if (!book_find(db, rebuilt->code, &book, error))
        return false;
    g_autoptr(GPtrArray) lost = book != NULL ? lost_list(db, book, error) : NULL;
    if (lost == NULL || !public_keys_of(db, book->book, &keys, &found, error) ||
        !recovered_set(db, book, now, error))
        return false;
    rebuilt->name = g_strdup(book->name);
    rebuilt->entries = book->frontier.size;
    rebuilt->lost = lost->len;
    rebuilt->words = found ? key_words(&keys.log) : g_strdup("");
    return describe_numbers(db, book, all->numbers, error);
}

/* Partners of which the file says nothing may hold newer entries of ours: nothing is signed before
 * they were asked, or an officer says that there are none. */
static bool
find_silent(Rebuilding *rebuilding, GError **error)
{
    Rebuilt *rebuilt = rebuilding->rebuilt;
    rebuilt->partners = partners_list(rebuilding->db, error);
    for (guint i = 0; rebuilt->partners != NULL && i < rebuilt->partners->len; i++) {
        const Partner *partner = rebuilt->partners->pdata[i];
        g_autofree char *hex = origin_hex(partner->origin),
                        *path = g_strdup_printf("book/%s/checkpoint", hex);
        if (!partner->stopped && tar_find(rebuilding->members, path) == NULL)
            g_ptr_array_add(rebuilt->silent, g_strdup(partner->code));
    }
    return rebuilt->partners != NULL;
}

static bool
unmark(Rebuilding *rebuilding, const RebuiltBook *rebuilt, GError **error)
{
    g_autoptr(Book) book = NULL;
    return book_find(rebuilding->db, rebuilt->code, &book, error) &&
           mark_forget(store_where(rebuilding->office->store), book, error);
}

static bool
describe(Rebuilding *rebuilding, GError **error)
{
    Rebuilt *rebuilt = rebuilding->rebuilt;
    rebuilding->db = store_write(rebuilding->office->store, error);
    bool done = rebuilding->db != NULL && find_silent(rebuilding, error);
    for (guint i = 0; done && i < rebuilt->books->len; i++)
        done = describe_book(rebuilding->db, rebuilt->books->pdata[i], rebuilt,
                             office_now(rebuilding->office), error) &&
               (rebuilt->silent->len == 0 || unmark(rebuilding, rebuilt->books->pdata[i], error));
    return done && db_commit(rebuilding->db, error);
}

static void
rebuilding_clear(Rebuilding *rebuilding)
{
    g_clear_pointer(&rebuilding->db, db_free);
    g_clear_pointer(&rebuilding->members, g_ptr_array_unref);
    g_clear_pointer(&rebuilding->opened, g_ptr_array_unref);
    g_clear_pointer(&rebuilding->rebuilt, rebuilt_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Rebuilding, rebuilding_clear)

/* A partner changed its keys after the copy was made: its words are compared anew in any case. */
static bool
follow_keys(Rebuilding *rebuilding, const Manifest *manifest, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(rebuilding->db, error);
    for (guint i = 0; books != NULL && i < books->len; i++) {
        const Book *book = books->pdata[i];
        const char *card = NULL;
        Pinned pinned;
        NoteKey log;
        bool found = false;
        if (!book->own && !pinned_find(rebuilding->db, book->book, &pinned, &found, error))
            return false;
        if (!found || pinned.stopped || pinned.compared)
            continue;
        if (!other_key_announced(rebuilding->db, manifest, book, &pinned, &card, &log, error) ||
            (card != NULL && !pinned_replace(rebuilding->db, book, card, &pinned.first,
                                             office_now(rebuilding->office), error)))
            return false;
    }
    return books != NULL;
}

static bool
begin_all(Rebuilding *rebuilding, const Manifest *manifest, GError **error)
{
    if (!check_receiver(rebuilding, manifest->to, error))
        return false;
    for (guint i = 0; i < rebuilding->opened->len; i++)
        if (!begin(rebuilding, rebuilding->opened->pdata[i], error))
            return false;
    return follow_keys(rebuilding, manifest, error);
}

/* Books that come with the file, are not here and stay closed. */
static bool
count_locked(Rebuilding *rebuilding, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(rebuilding->db, error);
    g_autoptr(GHashTable) here = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; books != NULL && i < books->len; i++) {
        const Book *book = books->pdata[i];
        if (book->own)
            g_hash_table_add(here, origin_hex(book->origin));
    }
    rebuilding->rebuilt->locked = 0;
    for (guint i = 0; i < rebuilding->members->len; i++) {
        const TarMember *member = rebuilding->members->pdata[i];
        g_auto(GStrv) words = g_strsplit(member->path, "/", 3);
        if (g_strv_length(words) == 3 && g_str_equal(words[0], "kept") &&
            g_str_equal(words[2], COPY_KEYS))
            rebuilding->rebuilt->locked += !g_hash_table_contains(here, words[1]);
    }
    return books != NULL;
}

Rebuilt *
office_rebuild(Office *office, const Actor *actor, const char *const *sheets, const void *bytes,
               gsize length, GError **error)
{
    g_auto(Rebuilding) rebuilding = {.office = office, .rebuilt = rebuilt_new()};
    g_auto(Manifest) manifest = {0};
    Note note;
    if (!actor_require(actor, ROLE_ADMINISTRATOR, error))
        return NULL;
    if (length > LIMIT_BUNDLE_BYTES)
        return fail_null(error, KN_LIMIT, "The bundle is larger than %d MiB.",
                         LIMIT_BUNDLE_BYTES / 1024 / 1024);
    rebuilding.members = tar_read(bytes, length, error);
    if (rebuilding.members == NULL || !manifest_read(rebuilding.members, &manifest, &note, error) ||
        !open_copies(&rebuilding, sheets, error))
        return NULL;
    rebuilding.db = store_write(office->store, error);
    if (rebuilding.db == NULL || !begin_all(&rebuilding, &manifest, error) ||
        !count_locked(&rebuilding, error))
        return NULL;
    rebuilding.rebuilt->arrival =
        receive_run(office, &rebuilding.db, bytes, length, rebuilding.opened,
                    rebuilding.rebuilt->locked > 0, error);
    if (rebuilding.rebuilt->arrival == NULL || !describe(&rebuilding, error))
        return NULL;
    for (guint i = 0; i < rebuilding.rebuilt->books->len; i++)
        rebuilding.rebuilt->arrival->taken_back +=
            (gint64)((RebuiltBook *)rebuilding.rebuilt->books->pdata[i])->entries;
    return g_steal_pointer(&rebuilding.rebuilt);
}
