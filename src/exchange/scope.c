/* scope.c: what of an own book may leave to one partner.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/scope.h"

#include "book/body.h"
#include "proof/entry.h"
#include "records/codec.h"
#include "records/kinds.h"

typedef struct {
    Opened *opened;
    Day from, to; /* the term, by the date of the event; DAY_UNSET is open */
} Covenant;

struct Scope {
    char *partner; /* origin */
    GArray *covenants;
    Hash digest;
};

static Day
term_day(const Record *covenant, const char *name)
{
    int field = kind_field(covenant->kind, name);
    return field >= 0 && !record_is_empty(covenant, field) ? record_day(covenant, field) : DAY_UNSET;
}

static gint
compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

Scope *
scope_new(Db *db, const Book *own, const Book *partner, Day day, GError **error)
{
    g_autoptr(GPtrArray) agreements = covenants_between(db, own, partner, day, error);
    if (agreements == NULL)
        return NULL;
    Scope *scope = g_new0(Scope, 1);
    scope->partner = g_strdup(partner->origin);
    scope->covenants = g_array_new(FALSE, FALSE, sizeof(Covenant));
    g_autoptr(GPtrArray) hashes = g_ptr_array_new();
    for (guint i = 0; i < agreements->len; i++) {
        const Agreement *agreement = g_ptr_array_index(agreements, i);
        Covenant covenant = {
            .opened = covenant_opened(agreement),
            .from = term_day(agreement->record, "starts"),
            .to = term_day(agreement->record, "ends"),
        };
        g_array_append_val(scope->covenants, covenant);
        g_ptr_array_add(hashes, agreement->body_hash);
    }
    g_ptr_array_sort(hashes, compare_texts);
    Sha sha;
    sha_init(&sha);
    for (guint i = 0; i < hashes->len; i++)
        sha_add(&sha, g_ptr_array_index(hashes, i), strlen(g_ptr_array_index(hashes, i)));
    sha_end(&sha, &scope->digest);
    return scope;
}

void
scope_free(Scope *scope)
{
    if (scope == NULL)
        return;
    for (guint i = 0; i < scope->covenants->len; i++)
        opened_free(g_array_index(scope->covenants, Covenant, i).opened);
    g_array_unref(scope->covenants);
    g_free(scope->partner);
    g_free(scope);
}

bool
scope_opens(const Scope *scope, const Kind *kind, int field, Day day)
{
    if (kind->nature != NATURE_ORDINARY || kind->fields[field].share < SHARE_COVENANT)
        return false;
    for (guint i = 0; i < scope->covenants->len; i++) {
        const Covenant *covenant = &g_array_index(scope->covenants, Covenant, i);
        bool within = kind->lasting || ((covenant->from == DAY_UNSET || day >= covenant->from) && (covenant->to == DAY_UNSET || day <= covenant->to));
        /* The date itself may always show, so that the partner sees that an event lies outside the term. */
        if ((within || field == kind->dated) && opened_has(covenant->opened, kind, field))
            return true;
    }
    return false;
}

bool
scope_opens_kind(const Scope *scope, const Kind *kind)
{
    for (gsize field = 0; field < kind->field_count; field++)
        for (guint i = 0; kind->nature == NATURE_ORDINARY && i < scope->covenants->len; i++)
            if (kind->fields[field].share >= SHARE_COVENANT &&
                opened_has(g_array_index(scope->covenants, Covenant, i).opened, kind, (int)field))
                return true;
    return false;
}

/* An agreement goes to those whom it names: `parties` holds each one's origin as the first part of an item. */
static bool
names_partner(const Scope *scope, const Entry *entry)
{
    g_autofree char *parties = body_value(entry->body, entry->body_length, "parties");
    if (parties == NULL)
        return false;
    g_auto(GStrv) items = g_strsplit(parties, "\n", 0);
    for (char **item = items; *item != NULL; item++) {
        gsize length = strcspn(*item, "\t");
        if (strlen(scope->partner) == length && strncmp(*item, scope->partner, length) == 0)
            return true;
    }
    return false;
}

/* The day of the event that an entry tells of: its dated field where it has one, else the day it was written. */
static Day
event_day(const Kind *kind, const Entry *entry)
{
    Day day = DAY_UNSET;
    g_autofree char *value =
        kind->dated >= 0 ? body_value(entry->body, entry->body_length, kind->fields[kind->dated].name) : NULL;
    Period period;
    int minute;
    if (value != NULL && !day_parse(value, &day) && !moment_parse(value, &day, &minute) && period_parse(value, &period))
        day = period.to;
    return day != DAY_UNSET ? day : day_from_time(entry->time);
}

ScopeAnswer
scope_of(const Scope *scope, const Entry *entry, const Kind **ret_kind)
{
    const Kind *kind = kind_find(entry->kind);
    *ret_kind = kind;
    if (kind == NULL || entry->body == NULL)
        return SCOPE_NOTHING;
    switch (kind->nature) {
    case NATURE_SYSTEM:
        return SCOPE_WHOLE;
    case NATURE_AGREEMENT:
        return names_partner(scope, entry) ? SCOPE_WHOLE : SCOPE_NOTHING;
    case NATURE_ORDINARY:
        return scope_opens_kind(scope, kind) ? SCOPE_LINES : SCOPE_NOTHING;
    case NATURE_PRIVATE:
    case NATURE_UNSET:
        break;
    }
    return SCOPE_NOTHING;
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
    keeping->any = keeping->any || open;
    return open;
}

char *
scope_body(const Scope *scope, const Entry *entry, gsize *ret_length)
{
    const Kind *kind;
    switch (scope_of(scope, entry, &kind)) {
    case SCOPE_NOTHING:
        return NULL;
    case SCOPE_WHOLE:
        *ret_length = entry->body_length;
        return g_strndup(entry->body, entry->body_length);
    case SCOPE_LINES:
        break;
    }
    /* A struck line is at most 47 bytes; an open one stays as long as it is. */
    gsize room = entry->body_length + ENTRY_LINES_MAX * 48;
    g_autofree char *body = g_malloc(room);
    Sink sink;
    sink_init(&sink, body, room);
    Keeping keeping = {scope, kind, entry->schema, event_day(kind, entry), false};
    if (body_strike(entry->body, entry->body_length, keep_line, &keeping, &sink) != PROOF_OK || sink.overflow || !keeping.any)
        return NULL;
    *ret_length = sink.length;
    return g_steal_pointer(&body);
}

char *
scope_digest(const Scope *scope)
{
    return g_base64_encode(scope->digest.bytes, HASH_SIZE);
}
