/* taking.c: the books that a bundle brings: whose they are, and our own that come back first.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/taking.h"

#include "base/error.h"
#include "base/lang.h"
#include "exchange/arrival.h"
#include "exchange/bodies.h"
#include "exchange/other_key.h"

static void
part_free(gpointer data)
{
    Part *part = data;
    arriving_free(part->arriving);
    g_array_unref(part->changed);
    g_hash_table_unref(part->files);
    g_ptr_array_unref(part->struck);
    g_free(part);
}

static Part *
part_new(Arriving *arriving)
{
    Part *part = g_new0(Part, 1);
    part->arriving = arriving;
    part->first = (gint64)arriving->book->frontier.size;
    part->changed = g_array_new(FALSE, FALSE, sizeof(gint64));
    part->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    part->struck = g_ptr_array_new_with_free_func(g_free);
    return part;
}

void
taking_init(Taking *taking, Office *office, Db *db, const Incoming *incoming, Arrival *arrival)
{
    *taking = (Taking){office,
                       db,
                       incoming,
                       arrival,
                       g_ptr_array_new_with_free_func(part_free),
                       0,
                       g_ptr_array_new_with_free_func((GDestroyNotify)healing_free)};
}

void
taking_clear(Taking *taking)
{
    g_ptr_array_unref(taking->parts);
    g_ptr_array_unref(taking->healings);
}

static const Book *
find_book(const GPtrArray *books, const char *hex)
{
    for (guint i = 0; i < books->len; i++) {
        g_autofree char *own = origin_hex(((const Book *)books->pdata[i])->origin);
        if (g_str_equal(own, hex))
            return books->pdata[i];
    }
    return NULL;
}

/* Another book of theirs has new keys: it stops, and the rest goes on. */
static bool
announced(Taking *taking, const Book *book, Pinned *pinned, GError **error)
{
    const char *card = NULL;
    NoteKey log;
    if (!other_key_announced(taking->db, &taking->incoming->manifest, book, pinned, &card, &log,
                             error))
        return false;
    if (card == NULL)
        return true;
    pinned->stop = STOP_KEY;
    pinned->stopped = true;
    return !db_is_writing(taking->db) || other_key_keep(taking->db, book, card, error);
}

static bool
read_book(Taking *taking, const Book *book, GError **error)
{
    Pinned pinned;
    bool found = false;
    if (book != NULL && book->own)
        return fail(error, KN_INVALID, "The bundle claims to bring our own book %s.", book->code);
    if (book != NULL && !pinned_find(taking->db, book->book, &pinned, &found, error))
        return false;
    if (found && !pinned.stopped && !announced(taking, book, &pinned, error))
        return false;
    if (!found || pinned.stopped) {
        const char *sentence =
            pinned.stop == STOP_KEY && found
                ? _("This book has new keys: compare the six words with them again. What the "
                    "bundle brings of it was left out and comes again.")
            : found
                ? _("Exchange with this book is stopped; what the bundle brings of it was left "
                    "out.")
                : _("The bundle also brings a book whose card we do not hold; it was left out.");
        arrival_say(taking->arrival, found ? book->code : taking->arrival->from,
                    g_strdup(sentence));
        return true;
    }
    Arriving *arriving = arriving_read(taking->db, taking->incoming->members, book, error);
    if (arriving != NULL)
        g_ptr_array_add(taking->parts, part_new(arriving));
    return arriving != NULL;
}

bool
taking_read(Taking *taking, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(taking->db, error);
    for (guint i = 0; books != NULL && i < taking->incoming->members->len; i++) {
        const TarMember *member = taking->incoming->members->pdata[i];
        g_auto(GStrv) words = g_strsplit(member->path, "/", 3);
        bool is_head = g_strv_length(words) == 3 && g_str_equal(words[0], "book") &&
                       g_str_equal(words[2], "checkpoint");
        if (is_head && !read_book(taking, find_book(books, words[1]), error))
            return false;
    }
    return books != NULL;
}

/* What was written into the old copy since is not lost, but not in the book either. */
static void
say_aside(Taking *taking, const Healing *healing, const char *aside)
{
    g_autofree char *shown = g_path_get_basename(aside);
    arrival_say(taking->arrival, healing->book->code,
                g_strdup_printf(_("Entries were written into the old copy and never signed. They "
                                  "are not in the book any more; what they said stands in the text "
                                  "%s beside this file. Type them again."),
                                shown));
}

static bool
heal(Taking *taking, const Book *book, GError **error)
{
    g_autofree char *aside = NULL;
    Healing *healing = NULL;
    if (!healing_read(taking->db, taking->incoming, book, &healing, error))
        return false;
    if (healing == NULL)
        return true;
    g_ptr_array_add(taking->healings, healing);
    if (!healing_run(taking->office, taking->db, healing, &aside, error))
        return false;
    taking->arrival->taken_back += (gint64)(healing->size - healing->keep);
    if (aside != NULL)
        say_aside(taking, healing, aside);
    return true;
}

Healing *
taking_healing(const Taking *taking, const char *hex)
{
    for (guint i = 0; i < taking->healings->len; i++) {
        Healing *healing = taking->healings->pdata[i];
        if (g_str_equal(healing->hex, hex))
            return healing;
    }
    return NULL;
}

/* Nobody else's book is brought as a mirror. */
static bool
check_mirrors(const Taking *taking, GError **error)
{
    for (guint i = 0; i < taking->incoming->members->len; i++) {
        const TarMember *member = taking->incoming->members->pdata[i];
        g_auto(GStrv) words = g_strsplit(member->path, "/", 3);
        /* Of an office with several books one sheet may be at hand and another not. */
        if (taking->opened == NULL && g_str_equal(words[0], "mirror") &&
            taking_healing(taking, words[1]) == NULL)
            return fail(error, KN_INVALID, "The bundle has parts that do not belong in it.");
    }
    return true;
}

bool
taking_heal(Taking *taking, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(taking->db, error);
    for (guint i = 0; books != NULL && i < books->len; i++) {
        const Book *book = books->pdata[i];
        if (book->own && !heal(taking, book, error))
            return false;
    }
    return books != NULL && check_mirrors(taking, error);
}

const Arriving *
taking_find(const Taking *taking, ArrivingState state)
{
    for (guint i = 0; i < taking->parts->len; i++) {
        const Part *part = taking->parts->pdata[i];
        if (part->arriving->state == state)
            return part->arriving;
    }
    return NULL;
}
