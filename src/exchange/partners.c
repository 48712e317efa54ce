/* partners.c: the rows of pinned partners: the card they gave, whether its six words were
 * compared, what we last saw.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/partners.h"

#include "base/error.h"
#include "book/head.h"
#include "exchange/card.h"
#include "exchange/watch.h"
#include "proof/base64.h"
#include "proof/sink.h"
#include "store/side.h"

/* Setting "first ORIGIN": what entry 0 is, when the card is not the one that the book began with. */
static bool
first_find(Db *db, const char *origin, Hash *first, GError **error)
{
    g_autofree char *name = g_strdup_printf("first %s", origin);
    g_autoptr(GError) failure = NULL;
    g_autofree char *text = setting_get(db, name, &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return false;
    }
    return text == NULL || hash_read(text, strlen(text), first) ||
           fail(error, KN_BROKEN, "The kept card of a partner is damaged.");
}

char *
pinned_card(Db *db, gint64 book, GError **error)
{
    g_autofree char *card = NULL;
    g_autoptr(Query) q = db_query(db, "SELECT card FROM partner WHERE book = ?");
    query_bind(q, "i", book);
    while (query_next(q)) {
        g_free(card);
        card = g_strdup(query_text(q, 0));
    }
    if (!query_end(q, error))
        return NULL;
    if (card == NULL)
        return fail_null(error, KN_MISSING, "This office is not our partner.");
    return g_steal_pointer(&card);
}

bool
pinned_find(Db *db, gint64 book, Pinned *ret_pinned, bool *ret_found, GError **error)
{
    g_autofree char *card = NULL;
    g_autoptr(Query) q =
        db_query(db, "SELECT card, compared, stopped, seen FROM partner WHERE book = ?");
    *ret_found = false;
    query_bind(q, "i", book);
    while (query_next(q)) {
        g_free(card);
        card = g_strdup(query_text(q, 0));
        ret_pinned->compared = query_int(q, 1) != 0;
        ret_pinned->stop = (StopCause)query_int(q, 2);
        ret_pinned->stopped = ret_pinned->stop != STOP_NONE;
        ret_pinned->last_seen = query_int(q, 3);
    }
    if (!query_end(q, error))
        return false;
    if (card == NULL)
        return true;
    g_auto(Card) parts = {0};
    if (!card_read(card, strlen(card), &parts, error))
        return fail_at(error, "The kept card of a partner");
    ret_pinned->keys = parts.keys;
    ret_pinned->first = parts.body;
    *ret_found = true;
    return first_find(db, parts.origin, &ret_pinned->first, error);
}

Book *
partner_get(Db *db, const char *code, Pinned *ret_pinned, GError **error)
{
    g_autoptr(Book) partner = NULL;
    bool found = false;
    if (!book_find(db, code, &partner, error) ||
        (partner != NULL && !pinned_find(db, partner->book, ret_pinned, &found, error)))
        return NULL;
    if (!found)
        return fail_null(error, KN_MISSING, "%s is not our partner: take its card first.", code);
    return g_steal_pointer(&partner);
}

bool
pinned_put(Db *db, gint64 book, const char *card, bool compared, gint64 time, GError **error)
{
    return db_run(db, error,
                  "INSERT INTO partner(book, card, pinned, compared, stopped, seen, seal) "
                  "VALUES(?, ?, ?, ?, 0, 0, NULL)",
                  "isii", book, card, time, (gint64)compared) &&
           side_seal(db, "partner", error);
}

bool
pinned_set_compared(Db *db, gint64 book, GError **error)
{
    return db_run(db, error, "UPDATE partner SET compared = 1, seal = NULL WHERE book = ?", "i",
                  book) &&
           side_seal(db, "partner", error);
}

bool
pinned_set_stopped(Db *db, gint64 book, StopCause stop, GError **error)
{
    return db_run(db, error, "UPDATE partner SET stopped = ?, seal = NULL WHERE book = ?", "ii",
                  (gint64)stop, book) &&
           side_seal(db, "partner", error);
}

/* Setting "earlier-card ORIGIN N" (book/keys.c reads them). */
static bool
keep_earlier(Db *db, const Book *partner, gint64 time, GError **error)
{
    g_autofree char *name =
        g_strdup_printf("earlier-card %s %" G_GINT64_FORMAT, partner->origin, time);
    g_autofree char *card = pinned_card(db, partner->book, error);
    return card != NULL && setting_set(db, name, card, error);
}

bool
pinned_set_first(Db *db, const char *origin, const Hash *first, GError **error)
{
    g_autofree char *name = g_strdup_printf("first %s", origin),
                    *text = g_base64_encode(first->bytes, HASH_SIZE);
    return setting_set(db, name, text, error);
}

bool
pinned_replace(Db *db, const Book *partner, const char *card, const Hash *first, gint64 time,
               GError **error)
{
    return keep_earlier(db, partner, time, error) &&
           pinned_set_first(db, partner->origin, first, error) &&
           db_run(db, error, "UPDATE partner SET card = ?, pinned = ?, seal = NULL WHERE book = ?",
                  "sii", card, time, partner->book) &&
           side_seal(db, "partner", error);
}

bool
pinned_refuse(const Book *partner, StopCause stop, GError **error)
{
    if (stop == STOP_KEY)
        return fail(
            error, KN_CONFLICT,
            "Everything with %s is stopped: another key came under its name. Compare the six "
            "words with them again.",
            partner->code);
    return fail(error, KN_CONFLICT,
                "Exchange with %s is stopped: its book does not agree with what we hold.",
                partner->code);
}

bool
pinned_set_seen(Db *db, gint64 book, gint64 time, GError **error)
{
    return db_run(db, error, "UPDATE partner SET seen = ?, seal = NULL WHERE book = ? AND seen < ?",
                  "iii", time, book, time) &&
           side_seal(db, "partner", error);
}

bool
partner_cosigned(Db *db, const Book *own, const Book *partner, guint64 *ret_size, GError **error)
{
    g_autofree char *cosigner = g_strconcat(partner->origin, "/mirror", NULL), *note = NULL;
    *ret_size = 0;
    return head_find_cosigned(db, own->book, cosigner, &note, ret_size, error);
}

/* Setting "asked PARTNER": AFTER, "" when nothing is asked. */
static bool
asked_after(Db *db, const Book *partner, bool *ret_asked, guint64 *ret_after, GError **error)
{
    g_autofree char *name = g_strdup_printf("asked %s", partner->origin);
    g_autoptr(GError) failure = NULL;
    g_autofree char *value = setting_get(db, name, &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return false;
    }
    *ret_asked = value != NULL && number_read(value, strlen(value), ret_after);
    return true;
}

bool
partner_is_asked(Db *db, const Book *partner, bool *ret_asked, GError **error)
{
    guint64 after;
    return asked_after(db, partner, ret_asked, &after, error);
}

bool
partner_ask(Db *db, const Book *partner, guint64 after, GError **error)
{
    g_autofree char *name = g_strdup_printf("asked %s", partner->origin),
                    *value = g_strdup_printf("%" G_GUINT64_FORMAT, after);
    return setting_set(db, name, value, error);
}

bool
partner_answered(Db *db, const Book *partner, guint64 seen, GError **error)
{
    g_autofree char *name = g_strdup_printf("asked %s", partner->origin);
    guint64 after = 0;
    bool asked;
    if (!asked_after(db, partner, &asked, &after, error))
        return false;
    return !asked || seen <= after || setting_set(db, name, "", error);
}

void
partner_free(Partner *partner)
{
    if (partner == NULL)
        return;
    g_free(partner->code);
    g_free(partner->name);
    g_free(partner->origin);
    g_free(partner->vkey);
    g_free(partner->words);
    g_free(partner->watched_by);
    g_free(partner);
}

/* The newest of our heads that this partner cosigned, over all our books. */
static bool
newest_cosigned(Db *db, const GPtrArray *books, const Book *partner, guint64 *ret_size,
                GError **error)
{
    *ret_size = 0;
    for (guint i = 0; i < books->len; i++) {
        const Book *own = g_ptr_array_index(books, i);
        guint64 size = 0;
        if (own->own && !partner_cosigned(db, own, partner, &size, error))
            return false;
        *ret_size = MAX(*ret_size, size);
    }
    return true;
}

static char *
code_of(const GPtrArray *books, const char *origin)
{
    for (guint i = 0; i < books->len; i++)
        if (g_str_equal(((const Book *)books->pdata[i])->origin, origin))
            return g_strdup(((const Book *)books->pdata[i])->code);
    return g_strdup(origin);
}

static Partner *
partner_describe(Db *db, const GPtrArray *books, const Book *book, const Pinned *pinned,
                 GError **error)
{
    guint64 cosigned;
    g_auto(Watch) watch = {0};
    bool watched;
    if (!newest_cosigned(db, books, book, &cosigned, error) ||
        !watch_find(db, book, &watch, &watched, error))
        return NULL;
    Partner *partner = g_new0(Partner, 1);
    *partner = (Partner){
        .book = book->book,
        .code = g_strdup(book->code),
        .name = g_strdup(book->name),
        .origin = g_strdup(book->origin),
        .vkey = key_text(&pinned->keys.log),
        .words = key_words(&pinned->keys.log),
        .compared = pinned->compared,
        .stopped = pinned->stopped,
        .stop = pinned->stop,
        .size = book->frontier.size,
        .last_seen = pinned->last_seen,
        .our_cosigned = cosigned,
        .watched_by = watched ? code_of(books, watch.own) : NULL,
        .watched = watched ? watch.size : 0,
    };
    return partner;
}

GPtrArray *
partners_list(Db *db, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(db, error);
    g_autoptr(GPtrArray) partners = g_ptr_array_new_with_free_func((GDestroyNotify)partner_free);
    for (guint i = 0; books != NULL && i < books->len; i++) {
        const Book *book = g_ptr_array_index(books, i);
        Pinned pinned;
        bool found;
        if (!pinned_find(db, book->book, &pinned, &found, error))
            return NULL;
        Partner *partner = found ? partner_describe(db, books, book, &pinned, error) : NULL;
        if (found && partner == NULL)
            return NULL;
        if (found)
            g_ptr_array_add(partners, partner);
    }
    return books != NULL ? g_steal_pointer(&partners) : NULL;
}
