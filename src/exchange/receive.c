/* receive.c: takes a bundle: judge, mirror, look for what is missing, cosign, in one
 * transaction. Steps 5 to 7 of the receiver's algorithm (docs/FORMAT.md).
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/receive.h"

#include "base/error.h"
#include "base/lang.h"
#include "book/head.h"
#include "book/lost.h"
#include "exchange/arrival.h"
#include "exchange/asks.h"
#include "exchange/completeness.h"
#include "exchange/copy_keep.h"
#include "exchange/evidence.h"
#include "exchange/heard.h"
#include "exchange/heads.h"
#include "exchange/lives.h"
#include "exchange/other_key.h"
#include "exchange/outgoing.h"
#include "exchange/same_text.h"
#include "exchange/taking.h"
#include "exchange/watch.h"
#include "standing/erasures.h"
#include "views/agreements.h"

#define DAY_S 86400

/* A cosignature says when; clocks that differ are said before anyone relies on it. */
static void
compare_clocks(Arrival *arrival, gint64 now, gint64 written)
{
    if (ABS(now - written) <= DAY_S)
        return;
    g_autofree char *here = time_print(now, lang_current()),
                    *there = time_print(written, lang_current());
    char *sentence =
        g_strdup_printf(_("The bundle was written at %s and this machine's clock says %s: unless "
                          "it was that long on the way, one of the clocks is wrong."),
                        there, here);
    arrival_say(arrival, arrival->from, sentence);
}

/* Whether the receiving book has cosigned this head already. */
static bool
is_cosigned(Taking *taking, const Arriving *arriving, bool *ret_cosigned, GError **error)
{
    g_autofree char *mirror = g_strconcat(taking->incoming->to->origin, "/mirror", NULL),
                    *note = NULL;
    guint64 size = 0;
    bool read = head_find_cosigned(taking->db, arriving->book->book, mirror, &note, &size, error);
    *ret_cosigned = note != NULL && size >= arriving->size;
    return read;
}

/* An old copy of the file does not know what it confirmed since: it confirms nothing. */
static bool
is_old_copy(Taking *taking, bool *ret_old, GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autoptr(Book) own = book_get(taking->db, taking->incoming->to->book, error);
    if (own == NULL)
        return false;
    *ret_old = !mark_check(store_where(taking->office->store), own, &failure);
    if (!*ret_old || g_error_matches(failure, KN_ERROR, KN_BROKEN))
        return true;
    g_propagate_error(error, g_steal_pointer(&failure));
    return false;
}

static bool
cosign(Taking *taking, GError **error)
{
    bool old = false;
    if (!is_old_copy(taking, &old, error))
        return false;
    for (guint i = 0; i < taking->parts->len; i++) {
        const Arriving *arriving = ((const Part *)taking->parts->pdata[i])->arriving;
        bool cosigned;
        if (!office_shared_put(taking->db, taking->incoming->from, arriving->book, error) ||
            !pinned_set_seen(taking->db, arriving->book->book, taking->incoming->manifest.time,
                             error) ||
            !partner_answered(taking->db, arriving->book, taking->seen, error) ||
            !is_cosigned(taking, arriving, &cosigned, error))
            return false;
        if (cosigned || arriving->size < arriving->book->frontier.size)
            continue;
        if (old) {
            /* Kept all the same: without it nobody could show another history to be a fork. */
            if (!head_keep(taking->db, arriving->book->book, arriving->size, &arriving->root,
                           arriving->note, error))
                return false;
            continue;
        }
        g_autofree char *note = head_cosign(taking->db, taking->incoming->to, arriving->book,
                                            arriving->note, office_now(taking->office), error);
        if (note == NULL || !watch_follow(taking->db, arriving->book, &arriving->pinned.keys.log,
                                          note, office_now(taking->office), error))
            return false;
        taking->arrival->cosigned++;
    }
    return true;
}

/* The body hashes of agreements that stand here. */
static GHashTable *
known_agreements(Db *db, Day today, GError **error)
{
    g_autoptr(GPtrArray) list = agreements_list(db, NULL, today, error);
    if (list == NULL)
        return NULL;
    GHashTable *known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < list->len; i++)
        g_hash_table_add(known, g_strdup(((Agreement *)list->pdata[i])->body_hash));
    return known;
}

static bool
note_agreements(Taking *taking, GHashTable *before, GError **error)
{
    g_autoptr(GPtrArray) list =
        agreements_list(taking->db, NULL, office_today(taking->office), error);
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const Agreement *agreement = list->pdata[i];
        if (agreement->state == AGREEMENT_PROPOSED &&
            !g_hash_table_contains(before, agreement->body_hash))
            g_ptr_array_add(taking->arrival->agreements, g_strdup(agreement->body_hash));
    }
    return list != NULL;
}

/* The sender could only know the covenants of the day on which it wrote. An older bundle that comes
 * late says nothing about what is missing now. */
static bool
look_for_missing(Taking *taking, GError **error)
{
    const Incoming *incoming = taking->incoming;
    Day day = MIN(office_today(taking->office), day_from_time(incoming->manifest.time));
    guint64 newest;
    g_autoptr(GPtrArray) brought = g_ptr_array_new();
    const SentBy sent_by = {incoming->from, brought};
    for (guint i = 0; i < taking->parts->len; i++)
        g_ptr_array_add(brought, ((const Part *)taking->parts->pdata[i])->arriving->book);
    if (!taken_find(taking->db, incoming->from, incoming->to, &newest, error))
        return false;
    for (guint i = 0; (guint64)incoming->manifest.time >= newest && i < taking->parts->len; i++) {
        const Part *part = taking->parts->pdata[i];
        if (!lives_look(taking->db, part->arriving->book, part->first, taking->arrival->findings,
                        error) ||
            !same_text_look(taking->db, part->arriving->book, office_today(taking->office),
                            part->first, taking->arrival->findings, error) ||
            !completeness_look(taking->db, incoming->to, &sent_by, part->arriving->book, day,
                               part->first, part->changed, taking->arrival->findings, error))
            return false;
    }
    return true;
}

/* They ask for their own books back; or one came with all that we hold of it, and they have it. */
static bool
take_asks(Taking *taking, GError **error)
{
    const Incoming *incoming = taking->incoming;
    if (!asks_take(taking->db, incoming, &taking->arrival->asks, error))
        return false;
    for (guint i = 0; i < taking->parts->len; i++) {
        const Arriving *arriving = ((const Part *)taking->parts->pdata[i])->arriving;
        if (arriving->size >= arriving->book->frontier.size &&
            !asked_clear(taking->db, incoming->to, incoming->from, arriving->book, error))
            return false;
    }
    return true;
}

/* The time of the newest bundle of ours, as far as this file or the sender knows. */
static bool
newest_sent(Db *db, const Taking *taking, guint64 *ret_time, GError **error)
{
    guint64 last;
    if (!outgoing_last(db, taking->incoming->to, taking->incoming->from, &last, error))
        return false;
    *ret_time = MAX(last, taking->seen);
    return true;
}

/* The sender counts on what a file of ours had that this one does not know: of its newest tile we may
 * have taken leaves whose lines it does not send again. It is asked for the whole books. */
static bool
ask_for_lost(Taking *taking, GError **error)
{
    const Incoming *incoming = taking->incoming;
    bool knows = true;
    guint64 last;
    if (!newest_sent(taking->db, taking, &last, error))
        return false;
    if (taking->healings->len == 0 && !taking->partial &&
        !outgoing_knows(taking->db, incoming->to, incoming->from, taking->seen, &knows, error))
        return false;
    for (guint i = 0; !knows && i < taking->parts->len; i++)
        if (!partner_ask(taking->db, ((const Part *)taking->parts->pdata[i])->arriving->book, last,
                         error))
            return false;
    return true;
}

/* What our own books took back, once all bodies are there. */
static bool
end_healing(Taking *taking, GError **error)
{
    for (guint i = 0; i < taking->healings->len; i++) {
        const Healing *healing = taking->healings->pdata[i];
        taking->arrival->bodies_back += healing->bodies;
        taking->arrival->new_files += healing->files;
        g_autoptr(GPtrArray) lost = lost_settle(taking->db, healing->book, error)
                                        ? lost_list(taking->db, healing->book, error)
                                        : NULL;
        if (lost == NULL)
            return false;
        if (lost->len > 0)
            arrival_say(
                taking->arrival, healing->book->code,
                g_strdup_printf(_("Lines missing in %u entries that the partner never had: type "
                                  "them again, or take them from a newer backup."),
                                lost->len));
    }
    return true;
}

static bool
take(Taking *taking, const GPtrArray *heads, GError **error)
{
    Arrival *arrival = taking->arrival;
    const Incoming *incoming = taking->incoming;
    g_autoptr(GHashTable) before =
        known_agreements(taking->db, office_today(taking->office), error);
    if (before == NULL || !taking_run(taking, error) || !end_healing(taking, error) ||
        !copies_keep(taking->office, taking->db, incoming, arrival, &taking->gone, error) ||
        !take_asks(taking, error) || !cosign(taking, error) || !ask_for_lost(taking, error) ||
        !heads_keep(taking->db, heads, incoming, taking->seen, &arrival->our_cosigned, error) ||
        !note_agreements(taking, before, error))
        return false;
    if (!taking->partial &&
        (!look_for_missing(taking, error) || !taken_put(taking->db, incoming->from, incoming->to,
                                                        (guint64)incoming->manifest.time, error)))
        return false;
    arrival->nothing_new = arrival->new_entries == 0 && arrival->new_bodies == 0 &&
                           arrival->taken_back == 0 && arrival->bodies_back == 0 &&
                           arrival->kept == 0 && !arrival->asks;
    return true;
}

/* The transaction of the bundle is given up: what it tells of a fork is kept in one of its own. */
static bool
refuse_fork(Office *office, gint64 book, const char *code, const char *evidence, GError **error)
{
    return evidence_keep(office->store, book, evidence, error) &&
           fail(error, KN_BROKEN,
                "The book of %s was changed after we confirmed it. The evidence is kept, and "
                "exchange with it stops.",
                code);
}

/* The owner is asked for the whole book: our next bundle says that we hold nothing of it. When
 * it came whole and still does not lead to what was signed, no more can be asked. */
static bool
refuse_unexplained(Office *office, const Taking *taking, const Arriving *arriving, GError **error)
{
    const Book *book = arriving->book;
    bool whole = arriving->first == 0;
    guint64 last;
    g_autoptr(Db) db = store_write(office->store, error);
    if (db == NULL || !newest_sent(db, taking, &last, error) ||
        !(whole ? pinned_set_stopped(db, book->book, STOP_FORK, error)
                : partner_ask(db, book, last, error)) ||
        !db_commit(db, error))
        return false;
    if (whole)
        return fail(error, KN_BROKEN,
                    "The book of %s does not lead to the state that was signed, and cannot be "
                    "explained. Nothing was taken, and exchange with it stops.",
                    book->code);
    return fail(error, KN_BROKEN,
                "The book of %s cannot be explained by what this bundle brings; nothing was taken. "
                "Send %s a bundle: its answer will bring the whole book.",
                book->code, book->code);
}

/* Every own book that is proved to have had more signs nothing from now on. */
static bool
mark_old_copies(Office *office, const GPtrArray *heads, Taking *taking, GError **error)
{
    for (guint i = 0; i < heads->len; i++) {
        const Head *head = heads->pdata[i];
        if (!head->book->own || head->state != HEAD_CONTRADICTS)
            continue;
        if (!heads_mark(office, head, error))
            return false;
        arrival_say(taking->arrival, head->book->code,
                    g_strdup(_("The partner holds a state of this book that this file does not "
                               "have. Ask for this one too.")));
    }
    return true;
}

static bool
refuse_old_copy(Office *office, const GPtrArray *heads, Taking *taking, const char *code,
                GError **error)
{
    return mark_old_copies(office, heads, taking, error) &&
           fail(error, KN_BROKEN,
                "The partner holds a state of our book %s that this file does not have: this file "
                "is an old copy. Nothing was taken; ask the partner for what is missing.",
                code);
}

/* States beyond what was held are kept; those that the copies have reached now must be theirs.
 * *ret_book (else 0) signed two histories. */
static bool
listen(Taking *taking, const GPtrArray *heads, gint64 *ret_book, char **ret_evidence,
       GError **error)
{
    *ret_book = 0;
    for (guint i = 0; i < heads->len; i++) {
        const Head *head = heads->pdata[i];
        if (head->state != HEAD_AHEAD)
            continue;
        *ret_book = head->book->book;
        if (!heard_add(taking->db, head->book, &head->log, head->note, ret_evidence, error))
            return false;
        if (*ret_evidence != NULL)
            return true;
    }
    for (guint i = 0; i < taking->parts->len; i++) {
        const Arriving *arriving = ((const Part *)taking->parts->pdata[i])->arriving;
        *ret_book = arriving->book->book;
        if (!heard_settle(taking->db, arriving->book, &arriving->pinned.keys.log, ret_evidence,
                          error))
            return false;
        if (*ret_evidence != NULL)
            return true;
    }
    return true;
}

/* Takes everything and makes it durable, unless that shows a fork. */
static bool
finish(Office *office, Db **db, Taking *taking, const GPtrArray *heads, GError **error)
{
    g_autofree char *evidence = NULL;
    gint64 book = 0;
    if (!take(taking, heads, error) || !listen(taking, heads, &book, &evidence, error))
        return false;
    if (evidence == NULL)
        return db_commit(*db, error);
    g_autoptr(Book) accused = book_get(*db, book, error);
    g_clear_pointer(db, db_free);
    return accused != NULL && refuse_fork(office, book, accused->code, evidence, error);
}

static bool
mark_watched(Office *office, const Taking *taking, GError **error)
{
    g_autoptr(Db) db = store_read(office->store, error);
    for (guint i = 0; db != NULL && i < taking->parts->len; i++)
        if (!watch_mark(db, ((const Part *)taking->parts->pdata[i])->arriving->book, error))
            return false;
    return db != NULL;
}

/* What contradicts what is here ends the transaction and is acted on; *ret_clear says that
 * nothing does. */
static bool
judge(Office *office, Db **db, Taking *taking, const GPtrArray *heads, GError **error)
{
    const Arriving *fork = taking_find(taking, ARRIVING_FORK),
                   *gap = taking_find(taking, ARRIVING_UNEXPLAINED);
    const Head *head = heads_contradiction(heads);
    g_autofree char *evidence = NULL;
    /* One book comes back, and another has to be asked for too. */
    if (head != NULL && head->book->own && taking->healings->len > 0 && fork == NULL && gap == NULL)
        return mark_old_copies(office, heads, taking, error);
    if (fork != NULL)
        evidence = evidence_of_fork(*db, fork, error);
    else if (head != NULL && !head->book->own)
        evidence = evidence_of_head(*db, head->book, &head->log, head->note, head->size, error);
    else if (head == NULL && gap == NULL)
        return true;
    g_clear_pointer(db, db_free);
    if (fork != NULL)
        return evidence != NULL &&
               refuse_fork(office, fork->book->book, fork->book->code, evidence, error);
    if (head != NULL && head->book->own)
        return refuse_old_copy(office, heads, taking, head->book->code, error);
    if (head != NULL)
        return evidence != NULL &&
               refuse_fork(office, head->book->book, head->book->code, evidence, error);
    return refuse_unexplained(office, taking, gap, error);
}

/* Nothing is taken until officers have compared the words; sent again then, all of it comes. */
static bool
refuse_new_keys(Db *db, const Incoming *incoming, GError **error)
{
    const char *code = incoming->from->code;
    return other_key_keep(db, incoming->from, incoming->card, error) && db_commit(db, error) &&
           fail(error, KN_CONFLICT,
                "%s has new keys. Everything with %s stops until you have compared the six words "
                "with them again; nothing is lost: what they sent comes with their next bundle.",
                code, code);
}

Arrival *
receive_run(Office *office, Db **db, const void *bytes, gsize length, const GPtrArray *opened,
            bool partial, GError **error)
{
    g_auto(Incoming) incoming = {0};
    if (!incoming_read(*db, bytes, length, &incoming, error))
        return NULL;
    if (incoming.card != NULL && opened == NULL) {
        (void)refuse_new_keys(*db, &incoming, error);
        return NULL;
    }
    if (incoming.pinned.stopped || incoming.card != NULL) {
        (void)pinned_refuse(incoming.from, incoming.card != NULL ? STOP_KEY : incoming.pinned.stop,
                            error);
        return NULL;
    }
    g_autoptr(Arrival) arrival = arrival_new(&incoming);
    g_auto(Taking) taking = {0};
    taking_init(&taking, office, *db, &incoming, arrival);
    taking.opened = opened;
    taking.partial = partial;
    g_autoptr(GPtrArray) heads = taking_heal(&taking, error) && taking_read(&taking, error)
                                     ? heads_read(*db, &incoming, error)
                                     : NULL;
    if (heads == NULL || !judge(office, db, &taking, heads, error))
        return NULL;
    compare_clocks(arrival, office_now(office), incoming.manifest.time);
    bool erased = false;
    if (!finish(office, db, &taking, heads, error))
        return NULL;
    erased = taking_erased(&taking);
    g_clear_pointer(db, db_free);
    if (!mark_watched(office, &taking, error))
        return NULL;
    if (erased && !store_checkpoint_truncate(office->store, error))
        return NULL;
    return g_steal_pointer(&arrival);
}

Arrival *
bundle_receive(Office *office, const Actor *actor, const void *bytes, gsize length, GError **error)
{
    if (!actor_require(actor, ROLE_RECORDER | ROLE_CHAIR | ROLE_ADMINISTRATOR, error))
        return NULL;
    g_autoptr(Db) db = store_write(office->store, error);
    return db != NULL ? receive_run(office, &db, bytes, length, NULL, false, error) : NULL;
}
