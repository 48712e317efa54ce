/* agreements.c: agreements out of their copies in all the books held here.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/agreements.h"

#include "base/error.h"
#include "records/kinds.h"
#include "views/lineage.h"
#include "views/rows.h"
#include "views/values.h"

typedef struct {
    gint64 book, entry, time;
    char *hash, *kind, *signed_by;
} Copy;

/* What the books say, read once for a question about any of them. */
typedef struct {
    GPtrArray *books;  /* (element-type Book) */
    GArray *copies;    /* (element-type Copy), by time */
    GHashTable *ended; /* "book hash" */
    Lineage *lineage;
} Copies;

static void
copy_clear(gpointer data)
{
    Copy *copy = data;
    g_free(copy->hash);
    g_free(copy->kind);
    g_free(copy->signed_by);
}

static void
copies_clear(Copies *copies)
{
    g_clear_pointer(&copies->books, g_ptr_array_unref);
    g_clear_pointer(&copies->copies, g_array_unref);
    g_clear_pointer(&copies->ended, g_hash_table_unref);
    g_clear_pointer(&copies->lineage, lineage_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Copies, copies_clear)

static char *
ended_key(gint64 book, const char *hash)
{
    return g_strdup_printf("%" G_GINT64_FORMAT " %s", book, hash);
}

static bool
read_book(Db *db, gint64 book, Copies *copies, GError **error)
{
    g_autoptr(Query) q =
        db_query(db, "SELECT hash, entry, kind, time, signed_by FROM agreement WHERE book = ?");
    query_bind(q, "i", book);
    while (query_next(q)) {
        Copy copy = {.book = book,
                     .entry = query_int(q, 1),
                     .time = query_int(q, 3),
                     .hash = g_strdup(query_text(q, 0)),
                     .kind = g_strdup(query_text(q, 2)),
                     .signed_by = g_strdup(query_text(q, 4))};
        g_array_append_val(copies->copies, copy);
    }
    if (!query_end(q, error))
        return false;
    g_autoptr(Query) ends = db_query(db, "SELECT hash FROM ended WHERE book = ?");
    query_bind(ends, "i", book);
    while (query_next(ends))
        g_hash_table_add(copies->ended, ended_key(book, query_text(ends, 0)));
    return query_end(ends, error);
}

static gint
compare_copies(gconstpointer a, gconstpointer b)
{
    const Copy *one = a, *two = b;
    if (one->time != two->time)
        return one->time < two->time ? -1 : 1;
    if (one->book != two->book)
        return one->book < two->book ? -1 : 1;
    return (one->entry > two->entry) - (one->entry < two->entry);
}

static bool
copies_read(Db *db, Copies *copies, GError **error)
{
    copies->copies = g_array_new(false, true, sizeof(Copy));
    g_array_set_clear_func(copies->copies, copy_clear);
    copies->ended = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    copies->books = book_list(db, error);
    copies->lineage = copies->books ? lineage_read(db, error) : NULL;
    if (!copies->lineage)
        return false;
    for (guint i = 0; i < copies->books->len; i++)
        if (!read_book(db, ((const Book *)copies->books->pdata[i])->book, copies, error))
            return false;
    g_array_sort(copies->copies, compare_copies);
    return true;
}

static void
party_free(gpointer data)
{
    AgreementParty *party = data;
    g_free(party->origin);
    g_free(party->code);
    g_free(party->name);
    g_free(party->signed_by);
    g_ptr_array_unref(party->heirs);
    g_free(party);
}

void
agreement_free(Agreement *agreement)
{
    if (!agreement)
        return;
    g_free(agreement->body_hash);
    record_free(agreement->record);
    g_clear_pointer(&agreement->parties, g_ptr_array_unref);
    g_free(agreement);
}

static gint
compare_parties(gconstpointer a, gconstpointer b)
{
    const AgreementParty *one = *(AgreementParty *const *)a, *two = *(AgreementParty *const *)b;
    return strcmp(one->origin, two->origin);
}

/* Whether it goes on itself, and if not, who does. */
static void
party_lineage(const Copies *copies, AgreementParty *party)
{
    g_autoptr(GPtrArray) living = lineage_living(copies->lineage, party->origin);
    bool itself = living->len == 1 && g_str_equal(living->pdata[0], party->origin);
    party->closed = lineage_end(copies->lineage, party->book);
    party->heirs = itself ? g_ptr_array_new() : g_steal_pointer(&living);
}

/* A party named by the text, with what its book says when it is held here. */
static AgreementParty *
party_make(const Copies *copies, const char *hash, char *origin)
{
    AgreementParty *party = g_new0(AgreementParty, 1);
    party->origin = origin;
    party->entry = -1;
    for (guint i = 0; i < copies->books->len; i++) {
        const Book *book = copies->books->pdata[i];
        if (!g_str_equal(book->origin, origin))
            continue;
        g_autofree char *key = ended_key(book->book, hash);
        party->book = book->book;
        party->code = g_strdup(book->code);
        party->name = g_strdup(book->name);
        party->ended = g_hash_table_contains(copies->ended, key);
    }
    for (guint i = 0; i < copies->copies->len && party->book != 0 && party->entry < 0; i++) {
        const Copy *copy = &g_array_index(copies->copies, Copy, i);
        if (copy->book != party->book || !g_str_equal(copy->hash, hash))
            continue;
        party->entry = copy->entry;
        party->time = copy->time;
        party->signed_by = g_strdup(copy->signed_by);
    }
    party_lineage(copies, party);
    if (!party->code)
        party->code = g_strdup("");
    if (!party->name)
        party->name = g_strdup("");
    if (!party->signed_by)
        party->signed_by = g_strdup("");
    return party;
}

static AgreementState
own_state(const Agreement *agreement, Day today)
{
    bool everywhere = agreement->parties->len > 0, closed = false;
    for (guint i = 0; i < agreement->parties->len; i++) {
        const AgreementParty *party = agreement->parties->pdata[i];
        if (party->ended)
            return AGREEMENT_ENDED;
        everywhere = everywhere && party->entry >= 0;
        closed = closed || party->closed <= today;
    }
    if (!everywhere)
        return AGREEMENT_PROPOSED;
    Period term = agreement_term(agreement);
    if (today > term.to)
        return AGREEMENT_EXPIRED;
    /* What was found together (a report, minutes) stays so whoever is left. */
    bool goes_on = kind_field(agreement->kind, "starts") >= 0;
    return closed && goes_on ? AGREEMENT_CLOSED : AGREEMENT_IN_FORCE;
}

Period
agreement_term(const Agreement *agreement)
{
    Period term = {DAY_UNSET, G_MAXINT32};
    Day from = value_day(agreement->record, "starts"), to = value_day(agreement->record, "ends");
    if (from != DAY_UNSET)
        term.from = from;
    if (to != DAY_UNSET)
        term.to = to;
    return term;
}

/* The agreement of a hash; NULL when no text can be read here or no party's book holds it. */
static bool
agreement_make(Db *db, const Copies *copies, const char *hash, Day today, Agreement **ret_agreement,
               GError **error)
{
    g_autoptr(Record) record = NULL;
    const Kind *kind = NULL;
    for (guint i = 0; i < copies->copies->len && !record; i++) {
        const Copy *copy = &g_array_index(copies->copies, Copy, i);
        if (!g_str_equal(copy->hash, hash) || !(kind = kind_find(copy->kind)))
            continue;
        if (!rows_find(db, kind, copy->book, copy->entry, &record, error))
            return false;
    }
    if (!record)
        return true;
    g_autoptr(Agreement) agreement = g_new0(Agreement, 1);
    agreement->body_hash = g_strdup(hash);
    agreement->kind = kind;
    agreement->record = g_steal_pointer(&record);
    agreement->parties = g_ptr_array_new_with_free_func(party_free);
    bool held = false;
    for (gsize i = 0; i < value_items(agreement->record, "parties"); i++) {
        AgreementParty *party =
            party_make(copies, hash, value_part(agreement->record, "parties", i, "origin"));
        held = held || party->entry >= 0;
        g_ptr_array_add(agreement->parties, party);
    }
    g_ptr_array_sort(agreement->parties, compare_parties);
    agreement->state = own_state(agreement, today);
    if (held)
        *ret_agreement = g_steal_pointer(&agreement);
    return true;
}

static void
free_agreement(gpointer agreement)
{
    agreement_free(agreement);
}

static bool
has_origin(const Agreement *agreement, const char *origin)
{
    for (guint i = 0; i < agreement->parties->len; i++)
        if (g_str_equal(((const AgreementParty *)agreement->parties->pdata[i])->origin, origin))
            return true;
    return false;
}

static bool
has_any(const Agreement *agreement, const GPtrArray *origins)
{
    for (guint i = 0; i < origins->len; i++)
        if (has_origin(agreement, origins->pdata[i]))
            return true;
    return false;
}

bool
agreement_keeps_parties(const Agreement *newer, const Agreement *older)
{
    for (guint i = 0; i < older->parties->len; i++) {
        const AgreementParty *party = older->parties->pdata[i];
        bool dissolved = party->closed != G_MAXINT32 && party->heirs->len == 0;
        if (!has_origin(newer, party->origin) && !has_any(newer, party->heirs) && !dissolved)
            return false;
    }
    return true;
}

static bool
all_agreed(const Agreement *agreement)
{
    for (guint i = 0; i < agreement->parties->len; i++)
        if (((const AgreementParty *)agreement->parties->pdata[i])->entry < 0)
            return false;
    return agreement->parties->len > 0;
}

/* A text that every party agreed to takes the place of the one it names, from the day it is for, unless it leaves out
 * somebody who agreed to that one. When its term is over or it is ended, the older one does not come
 * back: what was closed stays closed until all agree anew. */
static void
mark_replaced(GPtrArray *agreements, Day today)
{
    for (guint i = 0; i < agreements->len; i++) {
        const Agreement *newer = agreements->pdata[i];
        const char *replaces = value_text(newer->record, "replaces");
        if (*replaces == '\0' || !all_agreed(newer) || agreement_term(newer).from > today)
            continue;
        for (guint j = 0; j < agreements->len; j++) {
            Agreement *older = agreements->pdata[j];
            if (g_str_equal(older->body_hash, replaces) && older->kind == newer->kind &&
                agreement_keeps_parties(newer, older) &&
                (older->state == AGREEMENT_IN_FORCE || older->state == AGREEMENT_EXPIRED ||
                 older->state == AGREEMENT_CLOSED))
                older->state = AGREEMENT_REPLACED;
        }
    }
}

/* Every agreement, by the time of its first copy, oldest first. */
static GPtrArray *
read_all(Db *db, Day today, GError **error)
{
    g_auto(Copies) copies = {0};
    if (!copies_read(db, &copies, error))
        return NULL;
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(free_agreement);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < copies.copies->len; i++) {
        const Copy *copy = &g_array_index(copies.copies, Copy, i);
        if (!g_hash_table_add(seen, copy->hash))
            continue;
        Agreement *agreement = NULL;
        if (!agreement_make(db, &copies, copy->hash, today, &agreement, error))
            return NULL;
        if (agreement)
            g_ptr_array_add(all, agreement);
    }
    mark_replaced(all, today);
    return g_steal_pointer(&all);
}

GPtrArray *
agreements_list(Db *db, const Kind *kind, Day today, GError **error)
{
    g_autoptr(GPtrArray) all = read_all(db, today, error);
    if (!all)
        return NULL;
    g_autoptr(GPtrArray) chosen = g_ptr_array_new_with_free_func(free_agreement);
    for (guint i = all->len; i > 0; i--) {
        Agreement *agreement = all->pdata[i - 1];
        if (kind && agreement->kind != kind)
            continue;
        g_ptr_array_add(chosen, g_steal_pointer(&all->pdata[i - 1]));
    }
    return g_steal_pointer(&chosen);
}

bool
agreement_find(Db *db, const char *body_hash, Day today, Agreement **ret_agreement, GError **error)
{
    g_autoptr(GPtrArray) all = read_all(db, today, error);
    if (!all)
        return false;
    *ret_agreement = NULL;
    for (guint i = 0; i < all->len && !*ret_agreement; i++)
        if (g_str_equal(((const Agreement *)all->pdata[i])->body_hash, body_hash))
            *ret_agreement = g_steal_pointer(&all->pdata[i]);
    return true;
}

bool
agreement_has_party(const Agreement *agreement, const Book *book)
{
    for (guint i = 0; i < agreement->parties->len; i++)
        if (((const AgreementParty *)agreement->parties->pdata[i])->book == book->book)
            return true;
    return false;
}

bool
agreement_has_heir(const Agreement *agreement, const Book *book)
{
    for (guint i = 0; i < agreement->parties->len; i++) {
        const AgreementParty *party = agreement->parties->pdata[i];
        for (guint k = 0; k < party->heirs->len; k++)
            if (g_str_equal(party->heirs->pdata[k], book->origin))
                return true;
    }
    return false;
}

GPtrArray *
covenants_between(Db *db, const Book *a, const Book *b, Day day, GError **error)
{
    g_autoptr(GPtrArray) all = agreements_list(db, kind_get("covenant"), day, error);
    if (!all)
        return NULL;
    g_autoptr(GPtrArray) chosen = g_ptr_array_new_with_free_func(free_agreement);
    for (guint i = 0; i < all->len; i++) {
        Agreement *covenant = all->pdata[i];
        if ((covenant->state != AGREEMENT_IN_FORCE && covenant->state != AGREEMENT_CLOSED) ||
            agreement_term(covenant).from > day || !agreement_has_party(covenant, a) ||
            !agreement_has_party(covenant, b))
            continue;
        g_ptr_array_add(chosen, g_steal_pointer(&all->pdata[i]));
    }
    return g_steal_pointer(&chosen);
}

Opened *
covenant_opened(const Agreement *covenant)
{
    Opened *opened = opened_new();
    g_auto(GStrv) names = g_strsplit_set(value_text(covenant->record, "opened"), "\n\t", -1);
    for (char **name = names; *name; name++)
        if (**name != '\0')
            opened_add(opened, *name);
    return opened;
}

const char *
agreement_state_label(AgreementState state)
{
    static const char *const labels[] = {
        [AGREEMENT_PROPOSED] = N_("Proposed"), [AGREEMENT_IN_FORCE] = N_("In force"),
        [AGREEMENT_EXPIRED] = N_("Term over"), [AGREEMENT_ENDED] = N_("No longer in force"),
        [AGREEMENT_REPLACED] = N_("Replaced"), [AGREEMENT_CLOSED] = N_("A party's book is closed"),
    };
    return labels[state];
}

static bool
stands_at(const Agreement *agreement, const Book *book, gint64 entry)
{
    for (guint p = 0; p < agreement->parties->len; p++) {
        const AgreementParty *party = g_ptr_array_index(agreement->parties, p);
        if (party->book == book->book && party->entry == entry)
            return true;
    }
    return false;
}

bool
agreement_at(Db *db, const Book *book, gint64 entry, Day today, Agreement **ret_agreement,
             GError **error)
{
    g_autoptr(GPtrArray) all = agreements_list(db, NULL, today, error);
    *ret_agreement = NULL;
    for (guint i = 0; all != NULL && i < all->len && *ret_agreement == NULL; i++)
        if (stands_at(all->pdata[i], book, entry))
            *ret_agreement = g_steal_pointer(&all->pdata[i]);
    return all != NULL;
}

bool
agreement_named(Db *db, const Book *own, const char *typed, Day today, Agreement **ret_agreement,
                GError **error)
{
    g_autoptr(Agreement) agreement = NULL;
    g_autoptr(Book) book = NULL;
    gint64 entry;
    if (!agreement_find(db, typed, today, &agreement, error))
        return false;
    if (agreement == NULL && (!record_id_read(db, own, typed, &book, &entry, error) ||
                              !agreement_at(db, book, entry, today, &agreement, error)))
        return false;
    *ret_agreement = g_steal_pointer(&agreement);
    return true;
}

static const AgreementParty *
party_find(const Agreement *agreement, const char *origin)
{
    for (guint i = 0; i < agreement->parties->len; i++) {
        const AgreementParty *party = agreement->parties->pdata[i];
        if (g_str_equal(party->origin, origin))
            return party;
    }
    return NULL;
}

static void
add_party(Record *text, int field, const char *origin)
{
    for (gsize i = 0; i < record_items(text, field); i++) {
        g_autofree char *named = record_part(text, field, i, 0);
        if (g_str_equal(named, origin))
            return;
    }
    record_add_item(text, field, &origin, 1);
}

/* Those who go on for a party stand in its place. */
static void
name_living(const Agreement *agreement, Record *text)
{
    int field = kind_field(text->kind, "parties");
    bool all = true;
    for (guint i = 0; i < agreement->parties->len; i++)
        all = all && ((const AgreementParty *)agreement->parties->pdata[i])->closed == G_MAXINT32;
    if (all)
        return;
    record_set(text, field, "");
    for (gsize i = 0; i < record_items(agreement->record, field); i++) {
        g_autofree char *origin = record_part(agreement->record, field, i, 0);
        const AgreementParty *party = party_find(agreement, origin);
        if (party == NULL || party->closed == G_MAXINT32)
            add_party(text, field, origin);
        for (guint k = 0; party != NULL && k < party->heirs->len; k++)
            add_party(text, field, party->heirs->pdata[k]);
    }
}

Record *
agreement_successor(const Agreement *agreement)
{
    Record *text = record_new(agreement->kind);
    for (gsize i = 0; i < agreement->kind->field_count; i++)
        record_set(text, (int)i, record_value(agreement->record, (int)i));
    record_set(text, kind_field(agreement->kind, "replaces"), agreement->body_hash);
    name_living(agreement, text);
    return text;
}

char *
agreement_title(Db *db, const char *body_hash)
{
    g_autoptr(Agreement) agreement = NULL;
    if (!agreement_find(db, body_hash, DAY_UNSET, &agreement, NULL) || agreement == NULL)
        return g_strdup(body_hash);
    return record_title(agreement->record);
}

char *
agreement_calls(const Agreement *agreement, const char *code_or_origin)
{
    for (gsize i = 0; i < value_items(agreement->record, "parties"); i++) {
        g_autofree char *origin = value_part(agreement->record, "parties", i, "origin");
        g_autofree char *code = value_part(agreement->record, "parties", i, "code");
        g_autofree char *name = value_part(agreement->record, "parties", i, "name");
        if (*name != '\0' &&
            (g_str_equal(code_or_origin, origin) || g_str_equal(code_or_origin, code)))
            return g_steal_pointer(&name);
    }
    return g_strdup(code_or_origin);
}
