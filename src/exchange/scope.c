/* scope.c: what of one book another's may have.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/scope.h"

#include "base/planted.h"
#include "book/body.h"
#include "exchange/partners.h"
#include "records/kinds.h"
#include "views/agreements.h"
#include "views/lineage.h"

typedef struct {
    Opened *opened;
    Period term; /* by the date of the event */
} Covenant;

struct Scope {
    GPtrArray
        *takers; /* (element-type utf8): origins: the taker's, and of those for whom it goes on */
    GArray *covenants;
    Hash digest;
};

/* Whether this party once agreed to it. */
static bool
stands_in(const Agreement *agreement, const Book *book)
{
    for (guint i = 0; i < agreement->parties->len; i++) {
        const AgreementParty *party = agreement->parties->pdata[i];
        if (party->book == book->book)
            return party->entry >= 0;
    }
    return false;
}

static bool
brings(const SentBy *sent_by, const Book *book)
{
    for (guint i = 0; i < sent_by->more->len; i++)
        if (((const Book *)sent_by->more->pdata[i])->book == book->book)
            return true;
    return false;
}

/* Whether the sender holds every party's acceptance: its own, and of the others' books, ours and
 * third parties', it cosigned heads that reach so far. */
static bool
sender_knows(Db *db, const Agreement *agreement, const SentBy *sent_by, bool *ret_knows,
             GError **error)
{
    *ret_knows = true;
    for (guint i = 0; *ret_knows && i < agreement->parties->len; i++) {
        const AgreementParty *party = agreement->parties->pdata[i];
        g_autoptr(Book) book = book_get(db, party->book, error);
        guint64 size = 0;
        if (book == NULL)
            return false;
        if (brings(sent_by, book))
            continue;
        if (!partner_cosigned(db, book, sent_by->book, &size, error))
            return false;
        *ret_knows = (guint64)party->entry < size;
    }
    return true;
}

static gint
compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
digest_of(GPtrArray *hashes, Hash *ret_digest)
{
    Sha sha;
    g_ptr_array_sort(hashes, compare_texts);
    sha_init(&sha);
    for (guint i = 0; i < hashes->len; i++)
        sha_add(&sha, hashes->pdata[i], strlen(hashes->pdata[i]));
    sha_end(&sha, ret_digest);
}

/* Whom the taker goes on for: their agreements are its own now. A giver hands over those of its own book alone, whose
 * closing comes with them; NULL: of any. */
static bool
add_spoken_for(Db *db, Scope *scope, const Book *giver, const Book *taker, GPtrArray *hashes,
               GError **error)
{
    g_autoptr(Lineage) lineage = lineage_read(db, error);
    if (lineage == NULL)
        return false;
    g_autoptr(GPtrArray) others = lineage_spoken_for(lineage, taker->origin);
    g_ptr_array_add(scope->takers, g_strdup(taker->origin));
    for (guint i = 0; i < others->len; i++) {
        if (giver != NULL && !g_str_equal(others->pdata[i], giver->origin))
            continue;
        g_ptr_array_add(scope->takers, g_strdup(others->pdata[i]));
        g_ptr_array_add(hashes, others->pdata[i]);
    }
    digest_of(hashes, &scope->digest);
    return true;
}

static Scope *
scope_new(Db *db, const GPtrArray *covenants, const Book *giver, const Book *taker, GError **error)
{
    g_autoptr(Scope) scope = g_new0(Scope, 1);
    scope->takers = g_ptr_array_new_with_free_func(g_free);
    scope->covenants = g_array_new(FALSE, FALSE, sizeof(Covenant));
    g_autoptr(GPtrArray) hashes = g_ptr_array_new();
    for (guint i = 0; i < covenants->len; i++) {
        const Agreement *agreement = covenants->pdata[i];
        Covenant covenant = {covenant_opened(agreement), agreement_term(agreement)};
        g_array_append_val(scope->covenants, covenant);
        g_ptr_array_add(hashes, agreement->body_hash);
    }
    return add_spoken_for(db, scope, giver, taker, hashes, error) ? g_steal_pointer(&scope) : NULL;
}

/* What happens after a taker's book was closed is none of its business any more. */
static bool
stop_at_closing(Db *db, Scope *scope, const Book *taker, GError **error)
{
    g_autoptr(Closing) closing = NULL;
    if (!closing_find(db, taker->book, &closing, error))
        return false;
    for (guint i = 0; closing != NULL && i < scope->covenants->len; i++) {
        Covenant *covenant = &g_array_index(scope->covenants, Covenant, i);
        covenant->term.to = MIN(covenant->term.to, closing->day - 1);
    }
    return true;
}

static Scope *
scope_until_closing(Db *db, const GPtrArray *covenants, const Book *giver, const Book *taker,
                    GError **error)
{
    g_autoptr(Scope) scope = scope_new(db, covenants, giver, taker, error);
    return scope != NULL && stop_at_closing(db, scope, taker, error) ? g_steal_pointer(&scope)
                                                                     : NULL;
}

Scope *
scope_leaving(Db *db, const Book *giver, const Book *taker, Day today, GError **error)
{
    g_autoptr(GPtrArray) covenants = covenants_between(db, giver, taker, today, error);
    return covenants != NULL ? scope_until_closing(db, covenants, giver, taker, error) : NULL;
}

Scope *
scope_coming(Db *db, const Book *giver, const Book *taker, Day today, GError **error)
{
    g_autoptr(GPtrArray) all = agreements_list(db, kind_get("covenant"), today, error);
    g_autoptr(GPtrArray) covenants = g_ptr_array_new();
    for (guint i = 0; all != NULL && i < all->len; i++)
        if (stands_in(all->pdata[i], giver) && stands_in(all->pdata[i], taker))
            g_ptr_array_add(covenants, all->pdata[i]);
    return all != NULL ? scope_new(db, covenants, NULL, taker, error) : NULL;
}

Scope *
scope_expected(Db *db, const Book *giver, const Book *taker, const SentBy *sent_by, Day today,
               GError **error)
{
    g_autoptr(GPtrArray) all = covenants_between(db, giver, taker, today, error);
    g_autoptr(GPtrArray) covenants = g_ptr_array_new();
    for (guint i = 0; all != NULL && i < all->len; i++) {
        bool knows;
        if (!sender_knows(db, all->pdata[i], sent_by, &knows, error))
            return NULL;
        if (knows)
            g_ptr_array_add(covenants, all->pdata[i]);
    }
    return all != NULL ? scope_until_closing(db, covenants, giver, taker, error) : NULL;
}

void
scope_free(Scope *scope)
{
    if (scope == NULL)
        return;
    for (guint i = 0; i < scope->covenants->len; i++)
        opened_free(g_array_index(scope->covenants, Covenant, i).opened);
    g_array_unref(scope->covenants);
    g_ptr_array_unref(scope->takers);
    g_free(scope);
}

/* A state that goes on (a unit, a fund) is not bound to the term; an event is, but its date may
 * always show, so that the other side sees that it lies outside. */
static bool
opens(const Covenant *covenant, const Kind *kind, int field, Day day)
{
    bool within = kind->lasting || PLANTED(TERM_IGNORED) ||
                  (covenant->term.from <= day && day <= covenant->term.to);
    return (within || field == kind->dated) && opened_has(covenant->opened, kind, field);
}

bool
scope_opens(const Scope *scope, const Kind *kind, int field, Day day)
{
    for (guint i = 0; i < scope->covenants->len; i++)
        if (opens(&g_array_index(scope->covenants, Covenant, i), kind, field, day))
            return true;
    return false;
}

Day
scope_day(const Kind *kind, const Entry *entry)
{
    Day day = day_from_time(entry->time);
    if (kind->dated < 0)
        return day;
    g_autofree char *value =
        body_value(entry->body, entry->body_length, kind->fields[kind->dated].name);
    Period period;
    int minute;
    if (value == NULL)
        return DAY_UNSET;
    if (!day_parse(value, &day) && !moment_parse(value, &day, &minute) &&
        period_parse(value, &period))
        day = period.to;
    return day;
}

static bool
is_taker(const Scope *scope, const char *origin, gsize length)
{
    for (guint i = 0; i < scope->takers->len; i++) {
        const char *taker = scope->takers->pdata[i];
        if (strlen(taker) == length && strncmp(taker, origin, length) == 0)
            return true;
    }
    return false;
}

/* An agreement goes to those whom it names, and to who goes on for them: `parties` holds each one's
 * origin as the first part of an item. */
static bool
names_taker(const Scope *scope, const char *body, gsize length)
{
    g_autofree char *parties = body_value(body, length, "parties");
    g_auto(GStrv) items = g_strsplit(parties != NULL ? parties : "", "\n", -1);
    for (char **item = items; *item != NULL; item++)
        if (is_taker(scope, *item, strcspn(*item, "\t")))
            return true;
    return false;
}

typedef struct {
    const Scope *scope;
    const Kind *kind;
    int schema;
    Day day;
    bool any;
} Keeping;

static bool
keep_line(void *context, size_t index, Slice name)
{
    Keeping *keeping = context;
    int field = kind_line_field(keeping->kind, keeping->schema, index);
    bool open = field >= 0 && scope_opens(keeping->scope, keeping->kind, field, keeping->day);
    if (PLANTED(FIELD_OPEN) && name.at != NULL && slice_is(name, "description"))
        open = true;
    keeping->any = keeping->any || (open && name.at != NULL);
    return open;
}

static char *
open_lines(const Scope *scope, const Kind *kind, const Entry *entry, gsize *ret_length)
{
    /* A struck line is shorter than 48 bytes; an open one stays as long as it is. */
    gsize room = entry->body_length + (gsize)ENTRY_LINES_MAX * 48;
    g_autofree char *body = g_malloc(room);
    Sink sink;
    sink_init(&sink, body, room);
    Keeping keeping = {scope, kind, entry->schema, scope_day(kind, entry), false};
    if (body_strike(entry->body, entry->body_length, keep_line, &keeping, &sink) != PROOF_OK ||
        sink.overflow || !keeping.any)
        return NULL;
    *ret_length = sink.length;
    return g_steal_pointer(&body);
}

char *
scope_body(const Scope *scope, const Entry *entry, gsize *ret_length)
{
    const Kind *kind = kind_find(entry->kind);
    if (kind == NULL || entry->body == NULL)
        return NULL;
    bool whole =
        kind->nature == NATURE_SYSTEM ||
        (kind->nature == NATURE_AGREEMENT && names_taker(scope, entry->body, entry->body_length));
    if (!whole)
        return kind->nature == NATURE_ORDINARY ? open_lines(scope, kind, entry, ret_length) : NULL;
    *ret_length = entry->body_length;
    return g_strndup(entry->body, entry->body_length);
}

/* A line that a newer program wrote is judged by its name. */
static bool
names_line(const Scope *scope, const char *kind, Slice line)
{
    g_autofree char *name = g_strdup_printf("%s.%.*s", kind, (int)line.length, line.at);
    for (guint i = 0; i < scope->covenants->len; i++)
        if (opened_names(g_array_index(scope->covenants, Covenant, i).opened, name))
            return true;
    return false;
}

/* Without its date an event may be of any day: then every covenant's term counts. */
static bool
line_may_come(const Scope *scope, const Kind *kind, int field, Day day)
{
    if (day != DAY_UNSET)
        return scope_opens(scope, kind, field, day);
    for (guint i = 0; i < scope->covenants->len; i++)
        if (opened_has(g_array_index(scope->covenants, Covenant, i).opened, kind, field))
            return true;
    return false;
}

static bool
lines_may_come(const Scope *scope, const Kind *kind, const Entry *entry, const char *body,
               gsize length)
{
    Entry came = *entry;
    came.body = (char *)body;
    came.body_length = length;
    bool known = kind != NULL && entry->schema <= kind->schema;
    Day day = known ? scope_day(kind, &came) : DAY_UNSET;
    Slice rest = {body, length};
    BodyLine line;
    for (gsize i = 0; rest.length > 0; i++) {
        if (body_line_read(&rest, &line) != PROOF_OK)
            return false;
        int field = known ? kind_line_field(kind, entry->schema, i) : -1;
        if (line.open && (known ? field < 0 || !line_may_come(scope, kind, field, day)
                                : !names_line(scope, entry->kind, line.name)))
            return false;
    }
    return true;
}

bool
scope_allows(const Scope *scope, const Entry *entry, const char *body, gsize length)
{
    const Kind *kind = kind_find(entry->kind);
    if (g_str_equal(entry->kind, "care") || (kind != NULL && kind->nature == NATURE_PRIVATE))
        return false;
    if (kind != NULL && kind->nature == NATURE_SYSTEM)
        return true;
    bool named =
        (kind == NULL || kind->nature == NATURE_AGREEMENT) && names_taker(scope, body, length);
    return named || ((kind == NULL || kind->nature == NATURE_ORDINARY) &&
                     lines_may_come(scope, kind, entry, body, length));
}

/* A kind's body comes whatever its day when its date is open; without the date only the time of
 * the entry can tell. */
bool
scope_expects(const Scope *scope, const Entry *entry)
{
    const Kind *kind = kind_find(entry->kind);
    if (kind == NULL || entry->schema > kind->schema)
        return false;
    if (kind->nature != NATURE_ORDINARY)
        return kind->nature == NATURE_SYSTEM;
    if (kind->dated >= 0 && !kind->lasting)
        return scope_opens(scope, kind, kind->dated, DAY_UNSET);
    for (gsize field = 0; field < kind->field_count; field++)
        if (scope_opens(scope, kind, (int)field, day_from_time(entry->time)))
            return true;
    return false;
}

char *
scope_digest(const Scope *scope)
{
    return g_base64_encode(scope->digest.bytes, HASH_SIZE);
}
