/* receive.c: takes a bundle: verify, mirror, check completeness, cosign, in one transaction. Steps 5 to 7 of the
 * receiver's algorithm (docs/FORMAT.md).
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/exchange.h"

#include "base/error.h"
#include "book/body.h"
#include "book/head.h"
#include "exchange/arriving.h"
#include "exchange/bodies.h"
#include "exchange/box.h"
#include "exchange/bundle_read.h"
#include "exchange/completeness.h"
#include "records/kinds.h"
#include "views/agreements.h"

void
arrival_free(Arrival *arrival)
{
    if (arrival == NULL)
        return;
    g_free(arrival->from);
    g_free(arrival->to);
    g_ptr_array_unref(arrival->agreements);
    g_ptr_array_unref(arrival->findings);
    g_free(arrival);
}

static void
add_finding(Arrival *arrival, const char *where, const char *sentence)
{
    Finding *finding = g_new0(Finding, 1);
    finding->where = g_strdup(where);
    finding->sentence = g_strdup(sentence);
    g_ptr_array_add(arrival->findings, finding);
}

typedef struct {
    Office *office;
    Db *db;
    const Incoming *incoming;
    GPtrArray *arriving; /* (element-type Arriving) */
    Arrival *arrival;
} Taking;

/* A book of the bundle that we hold a pinned copy of; NULL when there is none. */
static Arriving *
find_arriving(const Taking *taking, const char *hex)
{
    for (guint i = 0; i < taking->arriving->len; i++) {
        Arriving *one = g_ptr_array_index(taking->arriving, i);
        if (g_str_equal(one->hex, hex))
            return one;
    }
    return NULL;
}

/* Every book in the bundle whose card we hold; one whose card is missing is left out and said. */
static bool
read_books(Taking *taking, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(taking->db, error);
    if (books == NULL)
        return false;
    for (guint m = 0; m < taking->incoming->members->len; m++) {
        const TarMember *member = g_ptr_array_index(taking->incoming->members, m);
        g_auto(GStrv) parts = g_strsplit(member->path, "/", 3);
        if (g_strv_length(parts) != 3 || !g_str_equal(parts[0], "book") || !g_str_equal(parts[2], "checkpoint"))
            continue;
        const Book *book = NULL;
        for (guint i = 0; i < books->len; i++) {
            g_autofree char *hex = origin_hex(((Book *)g_ptr_array_index(books, i))->origin);
            if (g_str_equal(hex, parts[1]))
                book = g_ptr_array_index(books, i);
        }
        if (book == NULL) {
            add_finding(taking->arrival, taking->arrival->from,
                        _("The bundle also brings a book whose card we do not hold; it was left out."));
            continue;
        }
        if (book->own)
            return fail(error, KN_INVALID, "The bundle claims to bring our own book %s.", book->code);
        Arriving *one = arriving_read(taking->db, taking->incoming->members, book, error);
        if (one == NULL)
            return false;
        g_ptr_array_add(taking->arriving, one);
    }
    return true;
}

/* A contradiction is kept as evidence in a transaction of its own; exchange with that book stops. */
static bool
keep_evidence(Office *office, const Arriving *arriving, GError **error)
{
    g_autoptr(Db) db = store_write(office->store, error);
    g_autofree char *text = db != NULL ? arriving_evidence(db, arriving, error) : NULL;
    return text != NULL && evidence_add(db, arriving->book->book, text, error) &&
           pinned_set_stopped(db, arriving->book->book, error) && db_commit(db, error);
}

static const Arriving *
find_contradiction(const Taking *taking, ArrivingState state)
{
    for (guint i = 0; i < taking->arriving->len; i++) {
        const Arriving *one = g_ptr_array_index(taking->arriving, i);
        if (one->state == state)
            return one;
    }
    return NULL;
}

static bool
mirror_leaves(Taking *taking, GError **error)
{
    for (guint i = 0; i < taking->arriving->len; i++) {
        Arriving *one = g_ptr_array_index(taking->arriving, i);
        if (one->state != ARRIVING_NEW)
            continue;
        if (!book_mirror(taking->db, one->book, one->leaves, &one->root, error))
            return false;
        taking->arrival->new_entries += one->leaves->len;
    }
    return true;
}

static bool
take_body(void *context, const char *hex, gint64 entry, const char *body, gsize length, GError **error)
{
    Taking *taking = context;
    Arriving *one = find_arriving(taking, hex);
    if (one == NULL)
        return true; /* of a book whose card we do not hold */
    if ((guint64)entry >= one->book->frontier.size)
        return fail(error, KN_INVALID, "The sealed part of the bundle is malformed.");
    g_auto(Entry) before = {0};
    if (!entry_get(taking->db, one->book->book, entry, &before, error) ||
        !completeness_allows(taking->db, taking->incoming->to, one->book, &before, body, length, error) ||
        !book_mirror_body(taking->db, one->book, entry, body, length, error))
        return false;
    if (before.body == NULL)
        taking->arrival->new_bodies++;
    return true;
}

static bool
take_file(Taking *taking, const TarMember *member, GError **error)
{
    g_auto(GStrv) parts = g_strsplit(member->path, "/", 3);
    Arriving *one = g_strv_length(parts) == 3 ? find_arriving(taking, parts[1]) : NULL;
    if (one == NULL)
        return true;
    gsize length;
    const void *data = g_bytes_get_data(member->data, &length);
    Hash hash;
    sha_of(data, length, &hash);
    g_autofree char *hex = hash_hex(&hash);
    if (!g_str_equal(hex, parts[2]))
        return fail(error, KN_INVALID, "A photo in the bundle is not the one its record names.");
    taking->arrival->new_files++;
    return book_put_file(taking->db, one->book->book, data, length, &hash, error);
}

static bool
take_sealed(Taking *taking, GError **error)
{
    const TarMember *box = tar_find(taking->incoming->members, "shared.box");
    g_auto(Keys) keys = {0};
    if (!keys_load(taking->db, taking->incoming->to->book, taking->incoming->to->origin, &keys, error))
        return false;
    g_autoptr(GBytes) plain = box_open(box->data, keys.box_public, keys.box_secret, error);
    if (plain == NULL)
        return false;
    gsize length;
    const void *data = g_bytes_get_data(plain, &length);
    g_autoptr(GPtrArray) members = tar_read(data, length, error);
    for (guint i = 0; members != NULL && i < members->len; i++) {
        const TarMember *member = g_ptr_array_index(members, i);
        bool taken = g_str_has_prefix(member->path, "body/")   ? bodies_read(member, take_body, taking, error)
                     : g_str_has_prefix(member->path, "file/") ? take_file(taking, member, error)
                                                               : fail(error, KN_INVALID, "The bundle has parts that do not belong in it.");
        if (!taken)
            return false;
    }
    return members != NULL;
}

/* Lists and totals follow; lines that the partner has erased are struck out here as well. */
static bool
project(Taking *taking, GError **error)
{
    for (guint i = 0; i < taking->arriving->len; i++) {
        Arriving *one = g_ptr_array_index(taking->arriving, i);
        gint64 first = (gint64)one->book->frontier.size - (one->state == ARRIVING_NEW ? (gint64)one->leaves->len : 0);
        if (!completeness_erase(taking->db, one->book, first, error) ||
            !completeness_project(taking->db, one->book, first, error))
            return false;
    }
    return true;
}

static bool
cosign(Taking *taking, GError **error)
{
    gint64 now = office_now(taking->office);
    for (guint i = 0; i < taking->arriving->len; i++) {
        Arriving *one = g_ptr_array_index(taking->arriving, i);
        if (one->state == ARRIVING_OLD && one->size < one->book->frontier.size)
            continue;
        g_autofree char *note = head_cosign(taking->db, taking->incoming->to, one->book, one->note, now, error);
        if (note == NULL || !pinned_set_seen(taking->db, one->book->book, taking->incoming->manifest.time, error))
            return false;
        taking->arrival->cosigned++;
    }
    return true;
}

/* Heads of our own books that came back with the partner's cosignature. One that our book never had, though we signed
 * it, means that this file is an old copy. */
static bool
take_cosigned(Taking *taking, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(taking->db, error);
    if (books == NULL)
        return false;
    for (guint i = 0; i < books->len; i++) {
        Book *book = g_ptr_array_index(books, i);
        g_autofree char *hex = origin_hex(book->origin), *path = g_strdup_printf("cosigned/%s/checkpoint", hex);
        const TarMember *member = tar_find(taking->incoming->members, path);
        if (member == NULL || !book->own)
            continue;
        gsize length;
        const char *data = g_bytes_get_data(member->data, &length);
        g_autofree char *text = g_strndup(data, length);
        bool counted;
        if (!completeness_own_head(taking->db, book, &taking->incoming->pinned.keys, text, length, &counted, error))
            return false;
        taking->arrival->our_cosigned += counted ? 1 : 0;
    }
    return true;
}

static GHashTable *
known_agreements(Db *db, Day today, GError **error)
{
    g_autoptr(GPtrArray) list = agreements_list(db, NULL, today, error);
    if (list == NULL)
        return NULL;
    GHashTable *known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < list->len; i++)
        g_hash_table_add(known, g_strdup(((Agreement *)g_ptr_array_index(list, i))->body_hash));
    return known;
}

static bool
note_agreements(Taking *taking, GHashTable *before, GError **error)
{
    g_autoptr(GPtrArray) list = agreements_list(taking->db, NULL, office_today(taking->office), error);
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const Agreement *agreement = g_ptr_array_index(list, i);
        if (agreement->state == AGREEMENT_PROPOSED && !g_hash_table_contains(before, agreement->body_hash))
            g_ptr_array_add(taking->arrival->agreements, g_strdup(agreement->body_hash));
    }
    return list != NULL;
}

static bool
take(Taking *taking, GError **error)
{
    g_autoptr(GHashTable) before = known_agreements(taking->db, office_today(taking->office), error);
    if (before == NULL || !mirror_leaves(taking, error) || !take_sealed(taking, error) || !project(taking, error) ||
        !cosign(taking, error) || !take_cosigned(taking, error) || !note_agreements(taking, before, error))
        return false;
    for (guint i = 0; i < taking->arriving->len; i++)
        if (!completeness_findings(taking->office, taking->db, taking->incoming->to,
                                   ((Arriving *)g_ptr_array_index(taking->arriving, i))->book, taking->arrival->findings, error))
            return false;
    Arrival *arrival = taking->arrival;
    arrival->nothing_new = arrival->new_entries == 0 && arrival->new_bodies == 0;
    return true;
}

Arrival *
bundle_receive(Office *office, const Actor *actor, const void *bytes, gsize length, GError **error)
{
    if (!actor_require(actor, ROLE_RECORDER | ROLE_CHAIR | ROLE_ADMINISTRATOR, error))
        return NULL;
    g_autoptr(Db) db = store_write(office->store, error);
    g_auto(Incoming) incoming = {0};
    if (db == NULL || !incoming_read(db, bytes, length, &incoming, error))
        return NULL;
    g_autoptr(Arrival) arrival = g_new0(Arrival, 1);
    arrival->from = g_strdup(incoming.from->code);
    arrival->to = g_strdup(incoming.to->code);
    arrival->agreements = g_ptr_array_new_with_free_func(g_free);
    arrival->findings = g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);
    g_autoptr(GPtrArray) arriving = g_ptr_array_new_with_free_func((GDestroyNotify)arriving_free);
    Taking taking = {office, db, &incoming, arriving, arrival};
    if (!read_books(&taking, error))
        return NULL;

    const Arriving *fork = find_contradiction(&taking, ARRIVING_FORK);
    if (fork != NULL) {
        g_clear_pointer(&db, db_free);
        if (!keep_evidence(office, fork, error))
            return NULL;
        return fail_null(error, KN_BROKEN, "The book of %s was changed after we confirmed it. The evidence is kept, and exchange with it stops.",
                         fork->book->code);
    }
    const Arriving *gap = find_contradiction(&taking, ARRIVING_UNEXPLAINED);
    if (gap != NULL)
        return fail_null(error, KN_BROKEN, "The book of %s cannot be explained by what this bundle brings; nothing was taken. Ask %s for a new bundle.",
                         gap->book->code, gap->book->code);
    if (!take(&taking, error) || !db_commit(db, error))
        return NULL;
    return g_steal_pointer(&arrival);
}
