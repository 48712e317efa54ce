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
#include "rules/import_rows.h"
#include "rules/references.h"
#include "standing/alike.h"

static bool
check_row(Act *act, const ImportRow *row, const char *why, GError **error)
{
    Record *record = row->record;
    g_autoptr(Problems) problems = problems_new();
    g_free(record->author);
    record->author = g_strdup(act->actor->author);
    if (row->amends >= 0) {
        g_free(record->why);
        record->why = g_strdup(why);
        by_act_empty(record, problems);
    } else {
        by_act_keep(record, NULL);
    }
    record_check(record, problems);
    if (!references_check(act->db, act->book, record, problems, error))
        return false;
    if (!problems_has_errors(problems))
        return true;
    g_autofree char *text = problems_text(problems, false);
    return fail(error, KN_INVALID, N_("Row %u cannot be written: %s"), row->row, text);
}

static bool
check_all(Act *act, const GPtrArray *rows, const char *file_name, GError **error)
{
    g_autofree char *why = *file_name != '\0'
                               ? g_strdup_printf(_("Changed by the sheet %s"), file_name)
                               : g_strdup(_("Changed by a sheet"));
    for (guint i = 0; i < rows->len; i++)
        if (!check_row(act, rows->pdata[i], why, error))
            return false;
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

static bool
write_batch(Act *act, const Kind *kind, const GPtrArray *rows, const char *file_name, guint read,
            GError **error)
{
    g_autoptr(Record) head = batch_record(kind, file_name, read, rows->len);
    g_auto(Numbering) numbering = {0};
    if (!act_add(act, head, -1, error))
        return false;
    for (guint i = 0; i < rows->len; i++) {
        const ImportRow *row = rows->pdata[i];
        if ((row->amends < 0 && !numbering_give(&numbering, act, row->record, error)) ||
            !act_add(act, row->record, row->amends, error))
            return false;
    }
    return act_end(act, error);
}

/* New rows that look like something in the book: told, and taken all the same. */
static bool
find_alike(const Act *act, const GPtrArray *rows, GArray *alike, GError **error)
{
    g_autoptr(GPtrArray) fresh = g_ptr_array_new();
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < rows->len; i++) {
        const ImportRow *row = rows->pdata[i];
        if (row->amends >= 0)
            continue;
        g_ptr_array_add(fresh, row->record);
        g_array_append_val(numbers, row->row);
    }
    g_autoptr(GArray) entries = alike_to_each(act->db, act->book, fresh, error);
    if (entries == NULL)
        return false;
    for (guint i = 0; i < entries->len; i++) {
        ImportAlike found = {g_array_index(numbers, guint, i), g_array_index(entries, gint64, i)};
        if (found.entry >= 0)
            g_array_append_val(alike, found);
    }
    return true;
}

bool
records_import(Office *office, const char *unit, const Actor *actor, GPtrArray *records,
               const char *file_name, bool dry_run, GArray *alike, Imported *ret_imported,
               GError **error)
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
    Imported imported = {.batch = -1};
    if (!act_begin(&act, office, unit, actor, role_for_kind(kind), error))
        return false;
    g_autoptr(GPtrArray) rows = import_rows(&act, kind, records, &imported.same, error);
    if (rows == NULL || !check_all(&act, rows, name, error) ||
        (alike != NULL && !find_alike(&act, rows, alike, error)))
        return false;
    for (guint i = 0; i < rows->len; i++)
        imported.changed += ((const ImportRow *)rows->pdata[i])->amends >= 0;
    imported.fresh = rows->len - imported.changed;
    if (rows->len > 0 && !dry_run) {
        imported.batch = act_next(&act);
        if (!write_batch(&act, kind, rows, name, records->len, error))
            return false;
    }
    *ret_imported = imported;
    return true;
}
