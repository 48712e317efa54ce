/* parties.c: codes to origins and keys.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/parties.h"

#include "base/error.h"
#include "book/body.h"
#include "book/keys.h"
#include "records/kinds.h"
#include "views/lineage.h"
#include "views/list.h"
#include "views/units.h"

/* A later key/1 replaces what entry 0 said; the list is newest first, so the first one that names a key counts. */
static bool
newest_key(void *context, const Record *record, GError **error)
{
    char **key = context;
    int field = kind_field(record->kind, "log_key");
    if (*key == NULL && !record_is_empty(record, field))
        *key = g_strdup(record_value(record, field));
    return true;
}

/* What the pinned card of a partner says, before anything of its book has come. */
static bool
key_of_card(Db *db, const Book *book, char **ret_key, GError **error)
{
    g_autoptr(Query) q = db_query(db, "SELECT card FROM partner WHERE book = ?");
    query_bind(q, "i", book->book);
    while (query_next(q)) {
        gsize length;
        const char *card = query_text(q, 0), *lines = card_body(card, strlen(card), &length);
        g_free(*ret_key);
        *ret_key = lines != NULL ? body_value(lines, length, "log_key") : NULL;
    }
    return query_end(q, error);
}

bool
party_key(Db *db, const Book *book, char **ret_key, GError **error)
{
    if (book->frontier.size == 0)
        return key_of_card(db, book, ret_key, error);
    g_auto(Entry) first = {0};
    if (!entry_get(db, book->book, 0, &first, error))
        return false;
    g_autofree char *key = NULL;
    gint64 number = book->book;
    ListQuery query = {.kind = kind_get("key"),
                       .books = &number,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    if (!list_each(db, &query, newest_key, &key, error))
        return false;
    if (key == NULL && first.body != NULL)
        key = body_value(first.body, first.body_length, "log_key");
    *ret_key = g_steal_pointer(&key);
    return true;
}

typedef struct {
    char *origin, *key, *code, *name;
} Party;

static void
party_clear(gpointer data)
{
    Party *party = data;
    g_free(party->origin);
    g_free(party->key);
    g_free(party->code);
    g_free(party->name);
}

static int
by_origin(gconstpointer a, gconstpointer b)
{
    return strcmp(((const Party *)a)->origin, ((const Party *)b)->origin);
}

static bool
add_party(Db *db, const char *typed, Day today, GArray *parties, Problems *problems, GError **error)
{
    g_autoptr(Book) book = NULL;
    Party party = {NULL};
    if (!book_find(db, typed, &book, error) ||
        (book != NULL && !party_key(db, book, &party.key, error)))
        return false;
    g_autoptr(Closing) closing = NULL;
    if (party.key != NULL && !closing_find(db, book->book, &closing, error)) {
        party_clear(&party);
        return false;
    }
    if (closing != NULL) {
        problems_add(problems, PROBLEM_ERROR, "parties",
                     N_("The book of %s is closed and agrees to nothing any more: name who goes on "
                        "for it."),
                     typed);
        party_clear(&party);
        return true;
    }
    if (party.key == NULL) {
        problems_add(problems, PROBLEM_ERROR, "parties",
                     N_("%s is not known here; add its card as a partner first."), typed);
        return true;
    }
    party.name = unit_name_on(db, book, today, error);
    if (party.name == NULL) {
        party_clear(&party);
        return false;
    }
    party.origin = g_strdup(book->origin);
    party.code = g_strdup(book->code);
    g_array_append_val(parties, party);
    return true;
}

bool
parties_complete(Db *db, Record *text, Day today, Problems *problems, GError **error)
{
    int field = kind_field(text->kind, "parties");
    g_assert(field >= 0);
    g_autoptr(GArray) parties = g_array_new(FALSE, FALSE, sizeof(Party));
    g_array_set_clear_func(parties, party_clear);
    for (gsize i = 0; i < record_items(text, field); i++) {
        g_autofree char *typed = record_part(text, field, i, 0);
        if (!add_party(db, g_strstrip(typed), today, parties, problems, error))
            return false;
    }
    g_array_sort(parties, by_origin);
    for (guint i = 1; i < parties->len; i++)
        if (by_origin(&g_array_index(parties, Party, i), &g_array_index(parties, Party, i - 1)) ==
            0)
            problems_add(problems, PROBLEM_ERROR, "parties", N_("A party is named twice."));
    if (problems_find(problems, "parties") != NULL)
        return true;
    if (parties->len < 2)
        problems_add(problems, PROBLEM_ERROR, "parties",
                     N_("An agreement has at least two parties."));
    record_set(text, field, "");
    for (guint i = 0; i < parties->len; i++) {
        const Party *party = &g_array_index(parties, Party, i);
        const char *parts[] = {party->origin, party->key, party->code, party->name};
        record_add_item(text, field, parts, G_N_ELEMENTS(parts));
    }
    return true;
}

bool
parties_have(const Record *text, const char *origin)
{
    int field = kind_field(text->kind, "parties");
    bool have = false;
    for (gsize i = 0; i < record_items(text, field) && !have; i++) {
        g_autofree char *named = record_part(text, field, i, 0);
        have = g_str_equal(named, origin);
    }
    return have;
}

bool
parties_name(Db *db, const Record *text, const Book *book, bool *ret_named, GError **error)
{
    int field = kind_field(text->kind, "parties");
    g_autofree char *key = NULL;
    bool named = false;
    if (!party_key(db, book, &key, error))
        return false;
    for (gsize i = 0; field >= 0 && i < record_items(text, field); i++) {
        g_autofree char *origin = record_part(text, field, i, 0);
        g_autofree char *stated = record_part(text, field, i, 1);
        named = named || (g_str_equal(origin, book->origin) && g_strcmp0(stated, key) == 0);
    }
    *ret_named = named;
    return true;
}
