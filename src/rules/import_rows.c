/* import_rows.c: what each row of a sheet is to the book.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/import_rows.h"

#include "base/error.h"
#include "base/planted.h"
#include "records/identity.h"
#include "views/list.h"

/* An amount counts as it is understood, however it was typed: one bank writes 500,000 into csv and 500000 into xlsx. */
static void
key_add(GString *key, const Record *record, int field)
{
    Money money;
    if (record->kind->fields[field].type == FIELD_MONEY && record_money(record, field, &money))
        g_string_append_printf(key, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %d", money.vnd,
                               money.step, (int)money.qualifier);
    else
        g_string_append(key, record_value(record, field));
    g_string_append_c(key, '\x1f');
}

/* What makes two rows the same: all values in table order but the numbers that the program gives; no value holds a
 * character below a tab. */
static char *
record_key(const Record *record)
{
    g_autoptr(GString) key = g_string_new(NULL);
    for (const int *field = record->kind->same; field != NULL && *field >= 0; field++)
        key_add(key, record, *field);
    for (gsize i = 0; record->kind->same == NULL && i < record->kind->field_count; i++)
        if (!record->kind->fields[i].given)
            key_add(key, record, (int)i);
    return g_strdup(key->str);
}

/* The live records of the kind. */
typedef struct {
    GHashTable *counts; /* what a record says -> how many say exactly this and have no row yet */
    GHashTable *
        identities; /* identity and value -> the first record that has it; only of kinds with identities */
    GPtrArray *records; /* owns those */
    GHashTable *taken;  /* entries that have their row */
} Known;

static void
known_clear(Known *known)
{
    g_clear_pointer(&known->counts, g_hash_table_unref);
    g_clear_pointer(&known->identities, g_hash_table_unref);
    g_clear_pointer(&known->records, g_ptr_array_unref);
    g_clear_pointer(&known->taken, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Known, known_clear)

/* NULL when the record does not have this identity. */
static char *
identity_key(const Record *record, const Identity *identity)
{
    g_autofree char *value = identity_value(record, identity);
    return value != NULL ? g_strdup_printf("%s %s", identity->name, value) : NULL;
}

static void
know_identities(Known *known, const Record *record)
{
    Record *kept = record_copy(record);
    g_ptr_array_add(known->records, kept);
    for (const Identity *at = record->kind->identities; at->name != NULL; at++) {
        g_autofree char *key = at->natural ? identity_key(record, at) : NULL;
        if (key != NULL && !g_hash_table_contains(known->identities, key))
            g_hash_table_insert(known->identities, g_steal_pointer(&key), kept);
    }
}

static bool
know(void *context, const Record *record, GError **error)
{
    Known *known = context;
    char *key = record_key(record);
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(known->counts, key));
    g_hash_table_replace(known->counts, key, GUINT_TO_POINTER(count + 1));
    if (record->kind->identities != NULL)
        know_identities(known, record);
    return true;
}

static bool
know_all(Known *known, Act *act, const Kind *kind, GError **error)
{
    known->counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    known->identities = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    known->records = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    known->taken = g_hash_table_new(g_direct_hash, g_direct_equal);
    gint64 book = act->book->book;
    ListQuery query = {
        .kind = kind, .books = &book, .book_count = 1, .from = DAY_UNSET, .to = DAY_UNSET};
    return list_each(act->db, &query, know, known, error);
}

/* Two equal rows of a sheet may be two gifts: each live record answers for one row only, so that the same sheet again
 * brings nothing and a longer one brings what it has more. */
static bool
is_there(Known *known, const Record *row)
{
    g_autofree char *key = record_key(row);
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(known->counts, key));
    if (count > 0)
        g_hash_table_replace(known->counts, g_steal_pointer(&key), GUINT_TO_POINTER(count - 1));
    return count > 0 && !PLANTED(SHEET_TWICE);
}

static const Record *
find_same(Known *known, const Record *row)
{
    for (const Identity *at = row->kind->identities; at != NULL && at->name != NULL; at++) {
        g_autofree char *key = at->natural ? identity_key(row, at) : NULL;
        const Record *found = key != NULL ? g_hash_table_lookup(known->identities, key) : NULL;
        if (found != NULL && identity_is_same(row, found, at))
            return found;
    }
    return NULL;
}

/* What the sheet says goes before; what it leaves empty stays as it was. */
static Record *
merged(const Record *known, const Record *row)
{
    Record *record = record_copy(known);
    for (gsize i = 0; i < row->kind->field_count; i++)
        if (field_is_typed(&row->kind->fields[i]) && !record_is_empty(row, (int)i))
            record_set(record, (int)i, record_value(row, (int)i));
    return record;
}

static bool
says_the_same(const Record *a, const Record *b)
{
    g_autofree char *one = record_key(a), *two = record_key(b);
    return g_str_equal(one, two);
}

static void
import_row_free(gpointer data)
{
    ImportRow *row = data;
    if (row->amends >= 0)
        record_free(row->record);
    g_free(row);
}

static void
add_row(GPtrArray *rows, Record *record, gint64 amends, guint number)
{
    ImportRow *row = g_new0(ImportRow, 1);
    *row = (ImportRow){record, amends, number};
    g_ptr_array_add(rows, row);
}

GPtrArray *
import_rows(Act *act, const Kind *kind, const GPtrArray *records, gint64 *ret_same, GError **error)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(import_row_free);
    g_auto(Known) known = {0};
    *ret_same = 0;
    if (!know_all(&known, act, kind, error))
        return NULL;
    for (guint i = 0; i < records->len; i++) {
        Record *row = records->pdata[i];
        const Record *same = find_same(&known, row);
        if (same == NULL && is_there(&known, row)) {
            (*ret_same)++;
            continue;
        }
        if (same == NULL) {
            add_row(rows, row, -1, i + 1);
            continue;
        }
        if (!g_hash_table_add(known.taken, (gpointer)same))
            return fail_null(error, KN_INVALID,
                             N_("Row %u is about the same record as a row before it."), i + 1);
        g_autoptr(Record) changed = merged(same, row);
        if (says_the_same(changed, same))
            (*ret_same)++;
        else
            add_row(rows, g_steal_pointer(&changed), same->entry, i + 1);
    }
    return g_steal_pointer(&rows);
}
