/* outgoing.c: which of our books go to a partner, and from where on. What is new is counted from
 * the newest head of ours that the partner cosigned, not from the last bundle: a lost stick
 * loses nothing.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/outgoing.h"

#include "base/planted.h"
#include "exchange/asks.h"
#include "exchange/partners.h"
#include "exchange/sent.h"
#include "proof/sink.h"
#include "store/side.h"
#include "views/agreements.h"
#include "views/lineage.h"

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

/* Setting "holds OWN PARTNER": TIME SIZE SEEN, from the partner's newest bundle: when it was
 * written, what it holds of our book, and the time of our newest bundle that it had taken. It may
 * hold less than it cosigned: its file was lost and an older copy went on, or it asks for the whole
 * book again. */
typedef struct {
    guint64 time, size, seen;
} Holds;

static bool
holds_find(Db *db, const Book *own, const Book *partner, Holds *ret_holds, GError **error)
{
    g_auto(GStrv) words = NULL;
    if (!setting_words(db, "holds", own, partner, &words, error))
        return false;
    *ret_holds = (Holds){0};
    if (g_strv_length(words) == 3)
        *ret_holds = (Holds){number_of(words[0]), number_of(words[1]), number_of(words[2])};
    return true;
}

bool
outgoing_confirmed(Db *db, const Book *own, const Book *partner, gint64 time, guint64 size,
                   guint64 seen, GError **error)
{
    Holds before;
    if (!holds_find(db, own, partner, &before, error))
        return false;
    if (before.time > (guint64)time)
        return true; /* an older bundle came late */
    g_autofree char *name = setting_name("holds", own, partner);
    g_autofree char *value = g_strdup_printf(
        "%" G_GINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, time, size, seen);
    return setting_set(db, name, value, error);
}

bool
outgoing_seen(Db *db, const Book *own, const Book *partner, gint64 *ret_time, GError **error)
{
    Holds holds;
    bool found = holds_find(db, own, partner, &holds, error);
    *ret_time = found ? (gint64)MIN(holds.seen, G_MAXINT64) : 0;
    return found;
}

/* Setting "sent OWN PARTNER": DIGEST SINCE LAST SIZE TIME...: the covenants of the last bundle, the
 * time of the first one under them, which brought all that they open, and of the last, with the
 * entries that it brought the book up to; and the times of all that the partner has not spoken of
 * yet. */
#define TIMES_MAX 32
typedef struct {
    char *digest;
    guint64 since, last, size;
    char **words, **times;
} LastSent;

static void
last_sent_clear(LastSent *sent)
{
    g_free(sent->digest);
    g_strfreev(sent->words);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LastSent, last_sent_clear)

static bool
last_sent_find(Db *db, const Book *own, const Book *partner, LastSent *ret_sent, GError **error)
{
    g_auto(GStrv) words = NULL;
    if (!setting_words(db, "sent", own, partner, &words, error))
        return false;
    guint count = g_strv_length(words);
    bool whole = count >= 3;
    *ret_sent = (LastSent){g_strdup(whole ? words[0] : ""), whole ? number_of(words[1]) : 0,
                           whole ? number_of(words[2]) : 0, count >= 4 ? number_of(words[3]) : 0};
    ret_sent->times = words + MIN(count, 4);
    ret_sent->words = g_steal_pointer(&words);
    return true;
}

bool
outgoing_sent(Db *db, const Outgoing *outgoing, const Book *partner, gint64 time, GError **error)
{
    g_auto(LastSent) sent = {0};
    Holds holds;
    if (!last_sent_find(db, outgoing->book, partner, &sent, error) ||
        !holds_find(db, outgoing->book, partner, &holds, error))
        return false;
    g_autofree char *digest = scope_digest(outgoing->scope);
    guint64 since = g_str_equal(sent.digest, digest) ? sent.since : (guint64)time;
    g_autofree char *name = setting_name("sent", outgoing->book, partner);
    g_autoptr(GString) value = g_string_new(NULL);
    g_string_printf(value, "%s %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GUINT64_FORMAT,
                    digest, since, time, outgoing->book->frontier.size);
    guint known = g_strv_length(sent.times);
    for (guint i = known < TIMES_MAX ? 0 : known - TIMES_MAX + 1; i < known; i++)
        if (number_of(sent.times[i]) > holds.seen)
            g_string_append_printf(value, " %s", sent.times[i]);
    g_string_append_printf(value, " %" G_GINT64_FORMAT, time);
    return setting_set(db, name, value->str, error);
}

bool
outgoing_knows(Db *db, const Book *own, const Book *partner, guint64 time, bool *ret_knows,
               GError **error)
{
    g_auto(LastSent) sent = {0};
    Holds holds;
    if (!last_sent_find(db, own, partner, &sent, error) ||
        !holds_find(db, own, partner, &holds, error))
        return false;
    *ret_knows = time <= holds.seen;
    for (char **word = sent.times; !*ret_knows && *word != NULL; word++)
        *ret_knows = number_of(*word) == time;
    return true;
}

/* Also what an older copy of this file sent counts, when the partner took it. */
static guint64
newest_of(const LastSent *sent, const Holds *holds)
{
    return MAX(sent->last, holds->seen);
}

bool
outgoing_last(Db *db, const Book *own, const Book *partner, guint64 *ret_time, GError **error)
{
    g_auto(LastSent) sent = {0};
    Holds holds;
    if (!last_sent_find(db, own, partner, &sent, error) ||
        !holds_find(db, own, partner, &holds, error))
        return false;
    *ret_time = newest_of(&sent, &holds);
    return true;
}

gint64
outgoing_time(Office *office, const GPtrArray *outgoing)
{
    gint64 time = office_now(office);
    for (guint i = 0; i < outgoing->len; i++)
        time = MAX(time, ((const Outgoing *)outgoing->pdata[i])->last + 1);
    return time;
}

/* Leaves from what the partner holds; bodies too, when it took a bundle under these covenants. One
 * that asks for its own book back may have less of ours than it confirmed. */
static bool
find_start(Db *db, Outgoing *outgoing, const Book *from, const Book *partner, GError **error)
{
    Holds holds;
    Asked asked;
    guint64 cosigned;
    g_auto(LastSent) sent = {0};
    if (!asked_find(db, from, partner, partner, &asked, error) ||
        !partner_cosigned(db, outgoing->book, partner, &cosigned, error) ||
        !holds_find(db, outgoing->book, partner, &holds, error) ||
        !last_sent_find(db, outgoing->book, partner, &sent, error))
        return false;
    g_autofree char *digest = scope_digest(outgoing->scope);
    bool opened = g_str_equal(sent.digest, digest) && holds.seen >= sent.since;
    outgoing->last = (gint64)newest_of(&sent, &holds);
    outgoing->leaves_from = asked.asked ? 0 : MIN(cosigned, holds.size);
    outgoing->bodies_from = opened ? outgoing->leaves_from : 0;
    return true;
}

bool
sent_find(Db *db, const Book *own, const Book *partner, Sent *ret_sent, GError **error)
{
    Holds holds;
    guint64 checked;
    g_auto(LastSent) last = {0};
    if (!partner_cosigned(db, own, partner, &checked, error) ||
        !holds_find(db, own, partner, &holds, error) ||
        !last_sent_find(db, own, partner, &last, error))
        return false;
    bool taken = last.last > 0 && holds.seen >= last.last;
    ret_sent->checked = checked;
    ret_sent->taken = MAX(checked, taken ? last.size : 0);
    ret_sent->gone = MAX(ret_sent->taken, last.size);
    return true;
}

SentState
sent_state(const Sent *sent, gint64 entry)
{
    guint64 at = (guint64)entry;
    return at < sent->checked ? SENT_CHECKED
           : at < sent->taken ? SENT_TAKEN
           : at < sent->gone  ? SENT_GONE
                              : SENT_NOT;
}

const char *
sent_label(SentState state)
{
    static const char *const labels[] = {
        [SENT_NOT] = N_("not sent yet"),
        [SENT_GONE] = N_("sent"),
        [SENT_TAKEN] = N_("received by them"),
        [SENT_CHECKED] = N_("compared and confirmed by them"),
    };
    return labels[state];
}

bool
taken_find(Db *db, const Book *from, const Book *to, guint64 *ret_time, GError **error)
{
    g_auto(GStrv) words = NULL;
    if (!setting_words(db, "taken", from, to, &words, error))
        return false;
    *ret_time = words[0] != NULL ? number_of(words[0]) : 0;
    return true;
}

bool
taken_put(Db *db, const Book *from, const Book *to, guint64 time, GError **error)
{
    guint64 before;
    if (!taken_find(db, from, to, &before, error))
        return false;
    g_autofree char *name = setting_name("taken", from, to);
    g_autofree char *value = g_strdup_printf("%" G_GUINT64_FORMAT, time);
    return before >= time || PLANTED(SEEN_LOST) || setting_set(db, name, value, error);
}

static Outgoing *
outgoing_new(Office *office, Db *db, const Book *from, const Book *own, const Book *partner,
             GError **error)
{
    Outgoing *outgoing = g_new0(Outgoing, 1);
    outgoing->book = book_get(db, own->book, error);
    outgoing->scope = outgoing->book != NULL
                          ? scope_leaving(db, own, partner, office_today(office), error)
                          : NULL;
    if (outgoing->scope == NULL || !find_start(db, outgoing, from, partner, error)) {
        outgoing_free(outgoing);
        return NULL;
    }
    return outgoing;
}

GPtrArray *
outgoing_list(Office *office, Db *db, const Book *from, const Book *partner, GError **error)
{
    g_autoptr(Lineage) lineage = lineage_read(db, error);
    g_autoptr(GPtrArray) books = lineage != NULL ? book_list(db, error) : NULL;
    g_autoptr(GPtrArray) agreements =
        books != NULL ? agreements_list(db, NULL, office_today(office), error) : NULL;
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(outgoing_free);
    if (agreements == NULL)
        return NULL;
    for (guint i = 0; i < books->len; i++) {
        const Book *book = g_ptr_array_index(books, i);
        if (!book->own || lineage_given_up(lineage, book->book) ||
            (book->book != from->book && !share_agreement(agreements, book, partner)))
            continue;
        Outgoing *outgoing = outgoing_new(office, db, from, book, partner, error);
        if (outgoing == NULL)
            return NULL;
        g_ptr_array_add(list, outgoing);
    }
    return g_steal_pointer(&list);
}
