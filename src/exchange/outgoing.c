/* outgoing.c: which of our books go to a partner, and from where on. What is new is counted from
 * the newest head of ours that the partner cosigned, not from the last bundle: a lost stick
 * loses nothing.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/outgoing.h"

#include "exchange/partners.h"
#include "proof/sink.h"
#include "store/side.h"
#include "views/agreements.h"

static void
outgoing_free(gpointer data)
{
    Outgoing *outgoing = data;
    book_free(outgoing->book);
    scope_free(outgoing->scope);
    g_free(outgoing);
}

/* Whether any agreement names both books. */
static bool
share_agreement(const GPtrArray *agreements, const Book *own, const Book *partner)
{
    for (guint i = 0; i < agreements->len; i++)
        if (agreement_has_party(agreements->pdata[i], own) &&
            agreement_has_party(agreements->pdata[i], partner))
            return true;
    return false;
}

static char *
setting_name(const char *what, const Book *own, const Book *partner)
{
    return g_strdup_printf("%s %s %s", what, own->origin, partner->origin);
}

/* The words of a setting; none when it is unset. */
static bool
setting_words(Db *db, const char *what, const Book *own, const Book *partner, char ***ret_words,
              GError **error)
{
    g_autofree char *name = setting_name(what, own, partner);
    g_autoptr(GError) failure = NULL;
    g_autofree char *value = setting_get(db, name, &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return false;
    }
    *ret_words = g_strsplit(value != NULL ? value : "", " ", -1);
    return true;
}

static guint64
number_of(const char *word)
{
    guint64 number;
    return number_read(word, strlen(word), &number) ? number : 0;
}

/* Setting "holds OWN PARTNER": TIME SIZE, what the partner's newest bundle said it holds of our
 * book. It may be less than it cosigned: its file was lost and an older copy went on, or it asks
 * for the whole book again. */
static bool
partner_holds(Db *db, const Book *own, const Book *partner, guint64 *ret_size, GError **error)
{
    g_auto(GStrv) words = NULL;
    if (!partner_cosigned(db, own, partner, ret_size, error) ||
        !setting_words(db, "holds", own, partner, &words, error))
        return false;
    if (g_strv_length(words) == 2)
        *ret_size = MIN(*ret_size, number_of(words[1]));
    return true;
}

bool
outgoing_confirmed(Db *db, const Book *own, const Book *partner, gint64 time, guint64 size,
                   GError **error)
{
    g_auto(GStrv) words = NULL;
    if (!setting_words(db, "holds", own, partner, &words, error))
        return false;
    if (g_strv_length(words) == 2 && number_of(words[0]) > (guint64)time)
        return true; /* an older bundle came late */
    g_autofree char *name = setting_name("holds", own, partner);
    g_autofree char *value = g_strdup_printf("%" G_GINT64_FORMAT " %" G_GUINT64_FORMAT, time, size);
    return setting_set(db, name, value, error);
}

/* Setting "sent OWN PARTNER": DIGEST NEED LAST. LAST is our size at the last bundle. A head of
 * at least NEED entries was only ever sent together with what the covenants of this digest open:
 * once the partner holds one, it holds those bodies too. */
typedef struct {
    char *digest;
    guint64 need, last;
} Sent;

static bool
sent_find(Db *db, const Outgoing *outgoing, const Book *partner, Sent *ret_sent, GError **error)
{
    g_auto(GStrv) words = NULL;
    if (!setting_words(db, "sent", outgoing->book, partner, &words, error))
        return false;
    bool whole = g_strv_length(words) == 3;
    *ret_sent = (Sent){g_strdup(whole ? words[0] : ""), whole ? number_of(words[1]) : 0,
                       whole ? number_of(words[2]) : 0};
    return true;
}

bool
outgoing_sent(Db *db, const Outgoing *outgoing, const Book *partner, GError **error)
{
    Sent sent;
    guint64 size = outgoing->book->frontier.size;
    if (!sent_find(db, outgoing, partner, &sent, error))
        return false;
    g_autofree char *before = sent.digest, *digest = scope_digest(outgoing->scope);
    guint64 need = g_str_equal(before, digest) ? sent.need : MAX(size, sent.last + 1);
    g_autofree char *name = setting_name("sent", outgoing->book, partner);
    g_autofree char *value = g_strdup_printf("%s %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, digest,
                                             need, MAX(size, sent.last));
    return setting_set(db, name, value, error);
}

static bool
find_start(Db *db, Outgoing *outgoing, const Book *partner, GError **error)
{
    Sent sent;
    if (!partner_holds(db, outgoing->book, partner, &outgoing->leaves_from, error) ||
        !sent_find(db, outgoing, partner, &sent, error))
        return false;
    g_autofree char *before = sent.digest, *digest = scope_digest(outgoing->scope);
    bool held = g_str_equal(before, digest) && outgoing->leaves_from >= sent.need;
    outgoing->bodies_from = held ? outgoing->leaves_from : 0;
    return true;
}

static Outgoing *
outgoing_new(Office *office, Db *db, const Book *own, const Book *partner, GError **error)
{
    Outgoing *outgoing = g_new0(Outgoing, 1);
    outgoing->book = book_get(db, own->book, error);
    outgoing->scope = outgoing->book != NULL
                          ? scope_leaving(db, own, partner, office_today(office), error)
                          : NULL;
    if (outgoing->scope == NULL || !find_start(db, outgoing, partner, error)) {
        outgoing_free(outgoing);
        return NULL;
    }
    return outgoing;
}

GPtrArray *
outgoing_list(Office *office, Db *db, const Book *from, const Book *partner, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(db, error);
    g_autoptr(GPtrArray) agreements =
        books != NULL ? agreements_list(db, NULL, office_today(office), error) : NULL;
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(outgoing_free);
    if (agreements == NULL)
        return NULL;
    for (guint i = 0; i < books->len; i++) {
        const Book *book = g_ptr_array_index(books, i);
        if (!book->own || (book->book != from->book && !share_agreement(agreements, book, partner)))
            continue;
        Outgoing *outgoing = outgoing_new(office, db, book, partner, error);
        if (outgoing == NULL)
            return NULL;
        g_ptr_array_add(list, outgoing);
    }
    return g_steal_pointer(&list);
}
