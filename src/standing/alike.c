/* alike.c: what looks written twice. Each record has keys; only records that share one are held against each other.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/alike.h"

#include "base/text.h"
#include "records/kinds.h"
#include "views/list.h"
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

/* A name, and where the birth is known also the name without any one letter: names that are one letter apart share
 * one of these. */
static GPtrArray *
person_keys(const Record *record)
{
    GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *name = folded_title(record), *year = birth_year(record);
    if (*name == '\0')
        return keys;
    g_ptr_array_add(keys, g_strdup_printf("e %s", name));
    if (*year == '\0')
        return keys;
    g_ptr_array_add(keys, g_strdup_printf("n %s %s", year, name));
    for (const char *at = name; *at != '\0'; at = g_utf8_next_char(at))
        g_ptr_array_add(keys, g_strdup_printf("n %s %.*s%s", year, (int)(at - name), name,
                                              g_utf8_next_char(at)));
    return keys;
}

static GPtrArray *
keys_of(const Record *record)
{
    return is_of_persons(record->kind) ? person_keys(record) : event_keys(record);
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
    GHashTable *buckets; /* key -> (element-type guint) rows */
    GArray *found;       /* (element-type gint64) of each row */
} Rows;

static void
add_row(Rows *rows, guint row)
{
    g_autoptr(GPtrArray) keys = keys_of(rows->rows->pdata[row]);
    for (guint i = 0; i < keys->len; i++) {
        GArray *bucket = g_hash_table_lookup(rows->buckets, keys->pdata[i]);
        if (bucket == NULL) {
            bucket = g_array_new(FALSE, FALSE, sizeof(guint));
            g_hash_table_insert(rows->buckets, g_strdup(keys->pdata[i]), bucket);
        }
        if (bucket->len < BUCKET_MAX)
            g_array_append_val(bucket, row);
    }
}

static bool
hold_against_rows(void *context, const Record *record, GError **error)
{
    Rows *rows = context;
    g_autoptr(GPtrArray) keys = keys_of(record);
    for (guint i = 0; i < keys->len; i++) {
        const GArray *bucket = g_hash_table_lookup(rows->buckets, keys->pdata[i]);
        for (guint b = 0; bucket != NULL && b < bucket->len; b++) {
            guint row = g_array_index(bucket, guint, b);
            gint64 *found = &g_array_index(rows->found, gint64, row);
            if (*found < 0 && are_alike(rows->rows->pdata[row], record))
                *found = record->entry;
        }
    }
    return true;
}

GArray *
alike_to_each(Db *db, const Book *book, const GPtrArray *records, GError **error)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(GHashTable) buckets =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
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
    if (g_hash_table_size(buckets) > 0 && !list_each(db, &query, hold_against_rows, &rows, error))
        return NULL;
    return g_steal_pointer(&found);
}

/* Every record under its keys, as far as they were read. */
typedef struct {
    bool persons;
    Day day;
    GHashTable *buckets; /* key -> (element-type Record, borrowed) */
    GPtrArray *records;  /* (element-type Record) of the buckets */
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

static void
forget(Walk *walk)
{
    g_hash_table_remove_all(walk->buckets);
    g_ptr_array_set_size(walk->records, 0);
}

/* Pairs it with what came before under the same key, and leaves it there for what comes after. */
static void
meet(Walk *walk, const Record *record, const char *key, GHashTable *met)
{
    GPtrArray *bucket = g_hash_table_lookup(walk->buckets, key);
    if (bucket == NULL) {
        bucket = g_ptr_array_new();
        g_hash_table_insert(walk->buckets, g_strdup(key), bucket);
    }
    for (guint i = 0; i < bucket->len && walk->pairs->len < walk->limit; i++)
        if (g_hash_table_add(met, bucket->pdata[i]) && are_alike(bucket->pdata[i], record))
            add_pair(walk, bucket->pdata[i], record);
    if (bucket->len < BUCKET_MAX)
        g_ptr_array_add(bucket, (gpointer)record);
}

static bool
walk_one(void *context, const Record *listed, GError **error)
{
    Walk *walk = context;
    if (walk->pairs->len >= walk->limit)
        return true;
    if (!walk->persons && record_dated(listed) != walk->day)
        forget(walk);
    walk->day = record_dated(listed);
    Record *record = record_copy(listed);
    g_ptr_array_add(walk->records, record);
    g_autoptr(GPtrArray) keys = keys_of(record);
    g_autoptr(GHashTable) met = g_hash_table_new(g_direct_hash, g_direct_equal);
    g_hash_table_add(met, record);
    for (guint i = 0; i < keys->len; i++)
        meet(walk, record, keys->pdata[i], met);
    return true;
}

GPtrArray *
alike_pairs(Db *db, const Book *book, const Kind *kind, Day from, Day to, guint limit,
            GError **error)
{
    gint64 number = book->book;
    bool persons = is_of_persons(kind);
    ListQuery query = {.kind = kind, .books = &number, .book_count = 1, .from = from, .to = to};
    if (persons)
        query.from = query.to = DAY_UNSET;
    g_autoptr(GPtrArray) pairs = g_ptr_array_new_with_free_func(pair_free);
    g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    g_autoptr(GHashTable) buckets =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    Walk walk = {persons, DAY_UNSET, buckets, records, pairs, limit};
    if (persons || kind->dated >= 0)
        if (!list_each(db, &query, walk_one, &walk, error))
            return NULL;
    return g_steal_pointer(&pairs);
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
