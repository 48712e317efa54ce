/* alike.c: what looks written twice. Each record has keys; only records that share one are held against each other.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/alike.h"

#include "base/text.h"
#include "records/kinds.h"
#include "views/list.h"
#include "views/sharing.h"
#include <string.h>

#define BUCKET_MAX 16 /* of one key: what a hundred records share tells nothing */

bool
alike_is_asked(const Kind *kind)
{
    return kind_is_writable(kind) && (kind->dated >= 0 || kind->title >= 0);
}

/* Records that each are a person, called by the name: they have a birth. A sponsor, a payer and whoever asks for something
 * may well stand in many records. */
static bool
is_of_persons(const Kind *kind)
{
    return kind->nature == NATURE_PRIVATE && kind->title >= 0 && kind_field(kind, "born") >= 0;
}

static char *
folded_field(const Record *record, const char *name)
{
    int field = kind_field(record->kind, name);
    return text_fold(field >= 0 ? record_value(record, field) : "");
}

static char *
folded_title(const Record *record)
{
    return text_fold(record->kind->title >= 0 ? record_value(record, record->kind->title) : "");
}

/* What an event is about: its title; of what concerns persons, and where there is no title, the records it names. */
static char *
subject(const Record *record)
{
    g_autofree char *title = folded_title(record);
    if (record->kind->title >= 0 && record->kind->nature != NATURE_PRIVATE)
        return g_steal_pointer(&title);
    g_autoptr(GString) named = g_string_new(title);
    for (gsize i = 0; i < record->kind->field_count; i++)
        if (record->kind->fields[i].type == FIELD_REF && !record_is_empty(record, (int)i))
            g_string_append_printf(named, "%" G_GSIZE_FORMAT "=%s ", i,
                                   record_value(record, (int)i));
    return g_strdup(named->str);
}

/* All amounts, as numbers; *ret_any: whether there are any. */
static char *
amounts(const Record *record, bool *ret_any)
{
    g_autoptr(GString) text = g_string_new(NULL);
    *ret_any = false;
    for (gsize i = 0; i < record->kind->field_count; i++) {
        Money money;
        if (record->kind->fields[i].type != FIELD_MONEY)
            continue;
        bool has = record_money(record, (int)i, &money);
        *ret_any = *ret_any || has;
        g_string_append_printf(text, "%" G_GINT64_FORMAT "/", has ? money.vnd : -1);
    }
    return g_strdup(text->str);
}

/* Records that share a key look the same. Amounts decide only where there are any. */
static GPtrArray *
event_keys(const Record *record)
{
    GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);
    bool any;
    int day = record_dated(record);
    g_autofree char *money = amounts(record, &any), *about = subject(record),
                    *place = folded_field(record, "place");
    if (*about != '\0')
        g_ptr_array_add(keys, g_strdup_printf("a %d %s %s", day, money, about));
    if (any && *place != '\0')
        g_ptr_array_add(keys, g_strdup_printf("p %d %s %s", day, money, place));
    return keys;
}

/* The year of a birth, however it is written: its last four digits. */
static char *
birth_year(const Record *record)
{
    g_autofree char *born = folded_field(record, "born");
    gsize length = strlen(born);
    return g_strdup(length >= 4 && strspn(born + length - 4, "0123456789") == 4 ? born + length - 4
                                                                                : "");
}

/* FNV-1a. Two keys of one hash only cost a look: whoever shares one is held against the other by its values. */
#define HASH_START G_GUINT64_CONSTANT(0xcbf29ce484222325)
static guint64
hash_on(guint64 hash, const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++)
        hash = (hash ^ (guchar)text[i]) * G_GUINT64_CONSTANT(0x100000001b3);
    return hash;
}

static void
add_key(GArray *keys, guint64 hash)
{
    g_array_append_val(keys, hash);
}

/* A name, and where the birth is known also the name without any one letter: names that are one letter apart share
 * one of these. */
static void
add_person_keys(GArray *keys, const Record *record)
{
    g_autofree char *name = folded_title(record), *year = birth_year(record);
    gsize length = strlen(name);
    if (length == 0)
        return;
    add_key(keys, hash_on(hash_on(HASH_START, "e", 1), name, length));
    if (*year == '\0')
        return;
    guint64 start = hash_on(hash_on(HASH_START, "n", 1), year, strlen(year));
    add_key(keys, hash_on(start, name, length));
    for (const char *at = name; *at != '\0'; at = g_utf8_next_char(at)) {
        const char *rest = g_utf8_next_char(at);
        add_key(keys, hash_on(hash_on(start, name, (gsize)(at - name)), rest,
                              length - (gsize)(rest - name)));
    }
}

/* (element-type guint64) */
static GArray *
keys_of(const Record *record)
{
    GArray *keys = g_array_new(FALSE, FALSE, sizeof(guint64));
    if (is_of_persons(record->kind)) {
        add_person_keys(keys, record);
        return keys;
    }
    g_autoptr(GPtrArray) texts = event_keys(record);
    for (guint i = 0; i < texts->len; i++)
        add_key(keys, hash_on(HASH_START, texts->pdata[i], strlen(texts->pdata[i])));
    return keys;
}

/* Numbers under keys, the first of each key first. */
typedef struct {
    GHashTable *heads; /* key -> place in `links`, from 1 */
    GArray *links;     /* (element-type Link) */
} Buckets;

typedef struct {
    guint item, next; /* next: place, 0: the last */
} Link;

static void
buckets_init(Buckets *buckets)
{
    buckets->heads = g_hash_table_new(g_direct_hash, g_direct_equal);
    buckets->links = g_array_new(FALSE, FALSE, sizeof(Link));
}

static void
buckets_clear(Buckets *buckets)
{
    g_hash_table_unref(buckets->heads);
    g_array_unref(buckets->links);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Buckets, buckets_clear)

static void
buckets_empty(Buckets *buckets)
{
    g_hash_table_remove_all(buckets->heads);
    g_array_set_size(buckets->links, 0);
}

/* NULL: none, or no further one. */
static const Link *
link_at(const Buckets *buckets, guint place)
{
    return place > 0 ? &g_array_index(buckets->links, Link, place - 1) : NULL;
}

static const Link *
buckets_first(const Buckets *buckets, guint64 key)
{
    return link_at(buckets,
                   GPOINTER_TO_UINT(g_hash_table_lookup(buckets->heads, GSIZE_TO_POINTER(key))));
}

static void
buckets_add(Buckets *buckets, guint64 key, guint item)
{
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(buckets->heads, GSIZE_TO_POINTER(key)));
    Link added = {item, 0};
    guint count = 0, last = place;
    for (const Link *at = link_at(buckets, place); at != NULL; at = link_at(buckets, at->next)) {
        last = at->next > 0 ? at->next : last;
        count++;
    }
    if (count >= BUCKET_MAX)
        return;
    g_array_append_val(buckets->links, added);
    if (last > 0)
        g_array_index(buckets->links, Link, last - 1).next = buckets->links->len;
    else
        g_hash_table_insert(buckets->heads, GSIZE_TO_POINTER(key),
                            GUINT_TO_POINTER(buckets->links->len));
}

/* Whether it says enough to be held against others: a person's name, the day of an event. */
static bool
looks_are_known(const Record *record)
{
    const Kind *kind = record->kind;
    int field = is_of_persons(kind) ? kind->title : kind->dated;
    return field >= 0 && !record_is_empty(record, field);
}

/* Whether both say it and say it differently. */
static bool
differ(const char *a, const char *b)
{
    return *a != '\0' && *b != '\0' && !g_str_equal(a, b);
}

static bool
events_are_alike(const Record *a, const Record *b)
{
    g_autoptr(GPtrArray) keys = event_keys(a), others = event_keys(b);
    for (guint i = 0; i < keys->len; i++)
        if (g_ptr_array_find_with_equal_func(others, keys->pdata[i], g_str_equal, NULL))
            return true;
    return false;
}

/* Whether one letter more, less or other makes one of the other. */
static bool
one_letter_apart(const char *a, const char *b)
{
    while (*a != '\0' && *a == *b)
        a++, b++;
    gsize left = strlen(a), right = strlen(b);
    while (left > 0 && right > 0 && a[left - 1] == b[right - 1])
        left--, right--;
    return left <= 1 && right <= 1;
}

static bool
persons_are_alike(const Record *a, const Record *b)
{
    g_autofree char *name_a = folded_title(a), *name_b = folded_title(b), *year_a = birth_year(a),
                    *year_b = birth_year(b), *commune_a = folded_field(a, "commune"),
                    *commune_b = folded_field(b, "commune");
    if (*name_a == '\0' || differ(year_a, year_b) || differ(commune_a, commune_b))
        return false;
    return g_str_equal(name_a, name_b) ||
           (*year_a != '\0' && g_str_equal(year_a, year_b) && one_letter_apart(name_a, name_b));
}

static bool
are_alike(const Record *a, const Record *b)
{
    return is_of_persons(a->kind) ? persons_are_alike(a, b) : events_are_alike(a, b);
}

typedef struct {
    const Record *record;
    GPtrArray *found;
    guint limit;
    bool (*matches)(const Record *record, const Record *other);
} Search;

static bool
look(void *context, const Record *other, GError **error)
{
    Search *search = context;
    bool same = search->record->book == other->book && search->record->entry == other->entry;
    if (!same && search->found->len < search->limit && search->matches(search->record, other))
        g_ptr_array_add(search->found, record_copy(other));
    return true;
}

static GPtrArray *
search_list(Db *db, const ListQuery *query, const Record *record, guint limit,
            bool (*matches)(const Record *record, const Record *other), GError **error)
{
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    Search search = {record, found, limit, matches};
    return list_each(db, query, look, &search, error) ? g_steal_pointer(&found) : NULL;
}

/* The given name, the last word: what a list of persons is narrowed by. */
static char *
given_name(const Record *record)
{
    g_autofree char *name = folded_title(record);
    const char *space = strrchr(name, ' ');
    return g_strdup(space != NULL ? space + 1 : name);
}

GPtrArray *
alike_to(Db *db, const Book *book, const Record *record, guint limit, GError **error)
{
    const Kind *kind = record->kind;
    gint64 number = book->book;
    ListQuery query = {
        .kind = kind, .books = &number, .book_count = 1, .from = DAY_UNSET, .to = DAY_UNSET};
    g_autofree char *name = is_of_persons(kind) ? given_name(record) : NULL;
    if (!looks_are_known(record))
        return g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    if (name != NULL)
        query.search = name;
    else
        query.from = query.to = record_dated(record);
    return search_list(db, &query, record, limit, are_alike, error);
}

/* Rows under their keys, which the book's records are held against. */
typedef struct {
    const GPtrArray *rows;
    Buckets buckets;
    GArray *found; /* (element-type gint64) of each row */
} Rows;

static void
add_row(Rows *rows, guint row)
{
    g_autoptr(GArray) keys = keys_of(rows->rows->pdata[row]);
    for (guint i = 0; i < keys->len; i++)
        buckets_add(&rows->buckets, g_array_index(keys, guint64, i), row);
}

static bool
hold_against_rows(void *context, const Record *record, GError **error)
{
    Rows *rows = context;
    g_autoptr(GArray) keys = keys_of(record);
    for (guint i = 0; i < keys->len; i++)
        for (const Link *at = buckets_first(&rows->buckets, g_array_index(keys, guint64, i));
             at != NULL; at = link_at(&rows->buckets, at->next)) {
            gint64 *found = &g_array_index(rows->found, gint64, at->item);
            if (*found < 0 && are_alike(rows->rows->pdata[at->item], record))
                *found = record->entry;
        }
    return true;
}

GArray *
alike_to_each(Db *db, const Book *book, const GPtrArray *records, GError **error)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_auto(Buckets) buckets;
    buckets_init(&buckets);
    Rows rows = {records, buckets, found};
    gint64 number = book->book, none = -1;
    ListQuery query = {.books = &number, .book_count = 1, .from = DAY_UNSET, .to = DAY_UNSET};
    for (guint i = 0; i < records->len; i++) {
        const Record *record = records->pdata[i];
        g_array_append_val(found, none);
        query.kind = record->kind;
        if (!looks_are_known(record))
            continue;
        add_row(&rows, i);
        if (is_of_persons(record->kind))
            continue;
        Day day = record_dated(record);
        query.from = query.from == DAY_UNSET ? day : MIN(query.from, day);
        query.to = query.to == DAY_UNSET ? day : MAX(query.to, day);
    }
    if (g_hash_table_size(buckets.heads) > 0 &&
        !list_each(db, &query, hold_against_rows, &rows, error))
        return NULL;
    return g_steal_pointer(&found);
}

/* Every record under its keys, as far as they were read. */
typedef struct {
    Day day; /* of the events that are under keys */
    Buckets buckets;
    GPtrArray *records; /* (element-type Record) */
    GArray *met; /* (element-type guint) of each record: the one that was last held against it */
    GPtrArray *pairs;
    guint limit;
} Walk;

static void
pair_free(gpointer data)
{
    AlikePair *pair = data;
    record_free(pair->older);
    record_free(pair->newer);
    g_free(pair);
}

static void
add_pair(Walk *walk, const Record *a, const Record *b)
{
    AlikePair *pair = g_new0(AlikePair, 1);
    bool in_order = a->entry < b->entry;
    *pair = (AlikePair){record_copy(in_order ? a : b), record_copy(in_order ? b : a)};
    g_ptr_array_add(walk->pairs, pair);
}

/* Pairs it with what came before under the same key, and leaves it there for what comes after. */
static void
meet(Walk *walk, guint number, guint64 key)
{
    const Record *record = g_ptr_array_index(walk->records, number);
    for (const Link *at = buckets_first(&walk->buckets, key);
         at != NULL && walk->pairs->len < walk->limit; at = link_at(&walk->buckets, at->next)) {
        guint *met = &g_array_index(walk->met, guint, at->item);
        const Record *other = g_ptr_array_index(walk->records, at->item);
        if (at->item != number && *met != number && are_alike(other, record))
            add_pair(walk, other, record);
        *met = number;
    }
    buckets_add(&walk->buckets, key, number);
}

/* Takes the record. */
static void
walk_on(Walk *walk, Record *record)
{
    guint number = walk->records->len, nobody = 0;
    if (!is_of_persons(record->kind) && record_dated(record) != walk->day)
        buckets_empty(&walk->buckets);
    walk->day = record_dated(record);
    g_ptr_array_add(walk->records, record);
    g_array_append_val(walk->met, nobody);
    g_autoptr(GArray) keys = keys_of(record);
    for (guint i = 0; i < keys->len; i++)
        meet(walk, number, g_array_index(keys, guint64, i));
}

static bool
walk_listed(void *context, const Record *listed, GError **error)
{
    Walk *walk = context;
    if (walk->pairs->len < walk->limit)
        walk_on(walk, record_copy(listed));
    return true;
}

static bool
walk_persons(Walk *walk, Db *db, const Book *book, const Kind *kind, GError **error)
{
    gint64 number = book->book;
    ListQuery query = {
        .kind = kind, .books = &number, .book_count = 1, .from = DAY_UNSET, .to = DAY_UNSET};
    return list_each(db, &query, walk_listed, walk, error);
}

/* Whether what its records name, and nothing that is typed, tells what they are about. */
static bool
is_known_by_references(const Kind *kind)
{
    bool titled = kind->title >= 0;
    return !titled && kind_field(kind, "place") < 0;
}

/* The engine finds those that share their day and amounts; the others need not be read. */
static bool
walk_events(Walk *walk, Db *db, const Book *book, const Kind *kind, Day from, Day to,
            GError **error)
{
    g_autoptr(GPtrArray) shared =
        records_sharing(db, book, kind, from, to, is_known_by_references(kind), error);
    if (shared == NULL)
        return false;
    for (guint i = 0; i < shared->len && walk->pairs->len < walk->limit; i++)
        walk_on(walk, record_copy(shared->pdata[i]));
    return true;
}

GPtrArray *
alike_pairs(Db *db, const Book *book, const Kind *kind, Day from, Day to, guint limit,
            GError **error)
{
    g_autoptr(GPtrArray) pairs = g_ptr_array_new_with_free_func(pair_free);
    g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    g_autoptr(GArray) met = g_array_new(FALSE, FALSE, sizeof(guint));
    g_auto(Buckets) buckets;
    buckets_init(&buckets);
    Walk walk = {DAY_UNSET, buckets, records, met, pairs, limit};
    bool done = is_of_persons(kind) ? walk_persons(&walk, db, book, kind, error)
                : kind->dated >= 0  ? walk_events(&walk, db, book, kind, from, to, error)
                                    : true;
    return done ? g_steal_pointer(&pairs) : NULL;
}

static bool
is_gathered(const Record *activity)
{
    return record_choice_is(activity, kind_field(activity->kind, "sort"), "gathered");
}

static bool
counts_again(const Record *activity, const Record *other)
{
    g_autofree char *reporter = folded_field(activity, "reporter"),
                    *others = folded_field(other, "reporter");
    return is_gathered(activity) != is_gathered(other) && g_str_equal(reporter, others);
}

GPtrArray *
alike_gathered(Db *db, const Book *book, const Record *activity, guint limit, GError **error)
{
    const Kind *kind = activity->kind;
    int field = kind_field(kind, "field");
    gint64 number = book->book;
    int year, month, of_month;
    if (record_is_empty(activity, kind->dated) || record_is_empty(activity, field) ||
        record_is_empty(activity, kind_field(kind, "reporter")))
        return g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    day_parts(record_dated(activity), &year, &month, &of_month);
    ListEqual equal = {"field", record_value(activity, field)};
    g_autoptr(GPtrArray) equals = g_ptr_array_new();
    g_ptr_array_add(equals, &equal);
    ListQuery query = {.kind = kind,
                       .books = &number,
                       .book_count = 1,
                       .from = day_of(year, month, 1),
                       .to = (month < 12 ? day_of(year, month + 1, 1) : day_of(year + 1, 1, 1)) - 1,
                       .equals = equals};
    return search_list(db, &query, activity, limit, counts_again, error);
}
