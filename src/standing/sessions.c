/* sessions.c: sessions under a covenant, and what is left of earlier ones.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/sessions.h"

#include "records/kinds.h"
#include "views/links.h"
#include "views/list.h"

void
covenant_sessions_clear(CovenantSessions *sessions)
{
    g_clear_pointer(&sessions->sessions, g_ptr_array_unref);
    g_clear_pointer(&sessions->host, g_free);
}

/* The identities of the text and of all that it replaced, one after the other. */
static GPtrArray *
line_of_texts(const Agreement *covenant, const GPtrArray *all)
{
    GPtrArray *line = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(line, g_strdup(covenant->body_hash));
    for (guint i = 0; i < line->len; i++)
        for (guint j = 0; j < all->len; j++) {
            const Agreement *text = all->pdata[j];
            const char *older = record_value(text->record, kind_field(text->kind, "replaces"));
            if (g_str_equal(text->body_hash, line->pdata[i]) && *older != '\0' &&
                !g_ptr_array_find_with_equal_func(line, older, g_str_equal, NULL))
                g_ptr_array_add(line, g_strdup(older));
        }
    return line;
}

/* One text stands in several books: each place as "book entry". */
static GHashTable *
places_of(const GPtrArray *line, const GPtrArray *all)
{
    GHashTable *places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < all->len; i++) {
        const Agreement *text = all->pdata[i];
        if (!g_ptr_array_find_with_equal_func((GPtrArray *)line, text->body_hash, g_str_equal,
                                              NULL))
            continue;
        for (guint p = 0; p < text->parties->len; p++) {
            const AgreementParty *party = text->parties->pdata[p];
            if (party->entry >= 0)
                g_hash_table_add(places, g_strdup_printf("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                                                         party->book, party->entry));
        }
    }
    return places;
}

typedef struct {
    Db *db;
    GHashTable *places;
    GPtrArray *sessions;
} Search;

static bool
take_session(void *context, const Record *session, GError **error)
{
    Search *search = context;
    const char *ref = record_value(session, kind_field(session->kind, "covenant"));
    g_autoptr(Book) from = NULL, book = NULL;
    gint64 entry;
    if (*ref == '\0')
        return true;
    from = book_get(search->db, session->book, error);
    if (from == NULL || !record_ref_find(search->db, from, ref, &book, &entry, error))
        return false;
    g_autofree char *place =
        book == NULL ? NULL
                     : g_strdup_printf("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, book->book, entry);
    if (place != NULL && g_hash_table_contains(search->places, place))
        g_ptr_array_add(search->sessions, record_copy(session));
    return true;
}

static gint
by_day(gconstpointer a, gconstpointer b)
{
    const Record *one = *(Record *const *)a, *two = *(Record *const *)b;
    Day first = record_dated(one), second = record_dated(two);
    return (first > second) - (first < second);
}

static bool
read_sessions(Db *db, const Agreement *covenant, Day today, GPtrArray *sessions, GError **error)
{
    g_autoptr(GPtrArray) all = agreements_list(db, covenant->kind, today, error);
    g_autoptr(GPtrArray) books = all != NULL ? book_list(db, error) : NULL;
    if (books == NULL)
        return false;
    g_autoptr(GPtrArray) line = line_of_texts(covenant, all);
    g_autoptr(GHashTable) places = places_of(line, all);
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(gint64));
    for (guint i = 0; i < books->len; i++)
        g_array_append_val(numbers, ((const Book *)books->pdata[i])->book);
    Search search = {db, places, sessions};
    ListQuery query = {.kind = kind_get("session"),
                       .books = (gint64 *)(void *)numbers->data,
                       .book_count = numbers->len,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    if (!list_each(db, &query, take_session, &search, error))
        return false;
    g_ptr_array_sort(sessions, by_day);
    return true;
}

static int
months_between(const Agreement *covenant)
{
    static const struct {
        const char *rhythm;
        int months;
    } rhythms[] = {{"month", 1}, {"quarter", 3}, {"half", 6}, {"year", 12}};
    int field = kind_field(covenant->kind, "sessions");
    for (gsize i = 0; i < G_N_ELEMENTS(rhythms); i++)
        if (record_choice_is(covenant->record, field, rhythms[i].rhythm))
            return rhythms[i].months;
    return 0;
}

/* The one after the last host; the turns begin anew after a host who is none of them. */
static char *
next_host(const Agreement *covenant, const char *last_host)
{
    int rotation = kind_field(covenant->kind, "rotation");
    gsize count = record_items(covenant->record, rotation), turn = 0;
    for (gsize i = 0; i < count && last_host != NULL; i++) {
        g_autofree char *host = record_part(covenant->record, rotation, i, 0);
        if (g_str_equal(host, last_host))
            turn = (i + 1) % count;
    }
    return count > 0 ? record_part(covenant->record, rotation, turn, 0) : NULL;
}

bool
covenant_sessions(Db *db, const Agreement *covenant, Day today, CovenantSessions *ret_sessions,
                  GError **error)
{
    g_auto(CovenantSessions) found = {.last = DAY_UNSET, .planned = DAY_UNSET, .due = DAY_UNSET};
    const char *last_host = NULL;
    int months = months_between(covenant);
    found.sessions = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    if (!read_sessions(db, covenant, today, found.sessions, error))
        return false;
    for (guint i = 0; i < found.sessions->len; i++) {
        const Record *session = found.sessions->pdata[i];
        Day day = record_dated(session);
        if (day > today) {
            found.planned = found.planned == DAY_UNSET ? day : found.planned;
            continue;
        }
        found.held += day != found.last;
        found.last = day;
        last_host = record_value(session, kind_field(session->kind, "host"));
    }
    found.host = next_host(covenant, last_host);
    Day from = found.last != DAY_UNSET ? found.last : agreement_term(covenant).from;
    if (months > 0 && from != DAY_UNSET)
        found.due = day_later(from, months);
    *ret_sessions = found;
    found = (CovenantSessions){NULL};
    return true;
}

typedef struct {
    Db *db;
    const Book *book;
    const Record *session;
    GPtrArray *left;
} Left;

/* Whether a later direction goes on from this one. */
static bool
goes_on(Left *left, const Record *direction, bool *ret_goes_on, GError **error)
{
    g_autoptr(GPtrArray) later = links_records(left->db, left->book, left->book, direction->entry,
                                               "direction", "goes_on", 0, 1, error);
    *ret_goes_on = later != NULL && later->len > 0;
    return later != NULL;
}

static bool
take_left(void *context, const Record *direction, GError **error)
{
    Left *left = context;
    const Kind *kind = direction->kind;
    int state = kind_field(kind, "state");
    bool is_over =
        record_choice_is(direction, state, "done") || record_choice_is(direction, state, "dropped");
    bool later = false;
    if (is_over || record_dated(direction) >= record_dated(left->session))
        return true;
    if (!goes_on(left, direction, &later, error))
        return false;
    if (!later)
        g_ptr_array_insert(left->left, 0, record_copy(direction));
    return true;
}

GPtrArray *
directions_left(Db *db, const Book *book, const Record *session, GError **error)
{
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    Left left = {db, book, session, found};
    ListQuery query = {.kind = kind_get("direction"),
                       .books = (gint64 *)&book->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    if (!list_each(db, &query, take_left, &left, error))
        return NULL;
    return g_steal_pointer(&found);
}
