/* records_import.c: many records as one batch that can be undone as one.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/write.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"
#include "records/check.h"
#include "records/kinds.h"
#include "rules/act.h"
#include "rules/numbering.h"
#include "rules/by_act.h"
#include "rules/references.h"
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

/* How many live records say exactly this. */
static bool
count_key(void *context, const Record *record, GError **error)
{
    GHashTable *known = context;
    char *key = record_key(record);
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(known, key));
    g_hash_table_replace(known, key, GUINT_TO_POINTER(count + 1));
    return true;
}

/* Two equal rows of a sheet may be two gifts: each live record answers for one row only, so that
 * the same sheet again brings nothing and a longer one brings what it has more. */
static bool
sort_out(Act *act, const Kind *kind, const GPtrArray *records, GPtrArray *fresh, GError **error)
{
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    gint64 book = act->book->book;
    ListQuery query = {
        .kind = kind, .books = &book, .book_count = 1, .from = DAY_UNSET, .to = DAY_UNSET};
    if (!list_each(act->db, &query, count_key, known, error))
        return false;
    for (guint i = 0; i < records->len; i++) {
        g_autofree char *key = record_key(records->pdata[i]);
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(known, key));
        if (count > 0)
            g_hash_table_replace(known, g_steal_pointer(&key), GUINT_TO_POINTER(count - 1));
        else
            g_ptr_array_add(fresh, records->pdata[i]);
    }
    return true;
}

static bool
check_all(Act *act, const Kind *kind, const GPtrArray *fresh, GError **error)
{
    for (guint i = 0; i < fresh->len; i++) {
        Record *record = fresh->pdata[i];
        g_autoptr(Problems) problems = problems_new();
        g_assert(record->kind == kind);
        g_free(record->author);
        record->author = g_strdup(act->actor->author);
        by_act_keep(record, NULL);
        record_check(record, problems);
        if (!references_check(act->db, act->book, record, problems, error))
            return false;
        if (problems_has_errors(problems)) {
            g_autofree char *text = problems_text(problems, false);
            return fail(error, KN_INVALID, N_("Row %u cannot be written: %s"), i + 1, text);
        }
    }
    return true;
}

/* A batch entry is open to partners: of a private kind it says no more than the leaves do. */
static Record *
batch_record(const Kind *kind, const char *file_name, guint rows, guint count)
{
    bool is_private = kind->nature == NATURE_PRIVATE;
    g_autofree char *rows_text = g_strdup_printf("%u", rows);
    g_autofree char *count_text = g_strdup_printf("%u", count);
    return system_record("batch", "what", kind_leaf(kind), "file_name", is_private ? "" : file_name,
                         "rows", is_private ? count_text : rows_text, "count", count_text, NULL);
}

bool
records_import(Office *office, const char *unit, const Actor *actor, GPtrArray *records,
               const char *file_name, bool dry_run, gint64 *ret_batch, gint64 *ret_new,
               gint64 *ret_same, GError **error)
{
    if (records->len == 0)
        return fail(error, KN_INVALID, N_("There is no row to write."));
    if (records->len > LIMIT_BATCH_ROWS)
        return fail(error, KN_LIMIT, N_("One import may have at most %d rows; split the file."),
                    LIMIT_BATCH_ROWS);
    const Kind *kind = ((const Record *)records->pdata[0])->kind;
    if (!kind_is_writable(kind))
        return fail(error, KN_INVALID,
                    N_("Records of the kind \"%s\" are written by the program itself."),
                    _(kind->label));
    g_autofree char *name = text_clean(file_name == NULL ? "" : file_name, -1, 200, error);
    if (name == NULL)
        return false;
    g_auto(Act) act = {0};
    g_autoptr(GPtrArray) fresh = g_ptr_array_new();
    if (!act_begin(&act, office, unit, actor, role_for_kind(kind), error) ||
        !sort_out(&act, kind, records, fresh, error) || !check_all(&act, kind, fresh, error))
        return false;
    gint64 batch = -1;
    if (fresh->len > 0 && !dry_run) {
        batch = act_next(&act);
        g_autoptr(Record) head = batch_record(kind, name, records->len, fresh->len);
        if (!act_add(&act, head, -1, error))
            return false;
        g_auto(Numbering) numbering = {0};
        for (guint i = 0; i < fresh->len; i++)
            if (!numbering_give(&numbering, &act, fresh->pdata[i], error) ||
                !act_add(&act, fresh->pdata[i], -1, error))
                return false;
        if (!act_end(&act, error))
            return false;
    }
    *ret_batch = batch;
    *ret_new = fresh->len;
    *ret_same = records->len - fresh->len;
    return true;
}
