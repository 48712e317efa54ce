/* history.c: everything that happened to one record.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/views.h"

#include "base/error.h"
#include "records/kinds.h"
#include "views/rows.h"
#include "views/undone.h"
#include "views/values.h"

static void
step_free(gpointer data)
{
    HistoryStep *step = data;
    record_free(step->record);
    g_free(step->author);
    g_free(step->why);
    g_free(step);
}

static gint
compare_steps(gconstpointer a, gconstpointer b)
{
    const HistoryStep *one = *(HistoryStep *const *)a, *two = *(HistoryStep *const *)b;
    return (one->entry > two->entry) - (one->entry < two->entry);
}

/* The steps that wrote a body: the first entry and its amendments. */
static bool
add_bodies(Db *db, GArray *entries, gint64 book, GPtrArray *steps, GError **error)
{
    for (guint i = 0; i < entries->len; i++) {
        g_auto(Entry) entry = {0};
        if (!entry_get(db, book, g_array_index(entries, gint64, i), &entry, error))
            return false;
        HistoryStep *step = g_new0(HistoryStep, 1);
        g_ptr_array_add(steps, step);
        step->entry = entry.entry;
        step->time = entry.time;
        step->step = i == 0 ? STEP_WRITTEN : STEP_AMENDED;
        if (!undone_entry(db, book, entry.entry, &step->undone, error) ||
            !entry_record(&entry, &step->record, error))
            return false;
        step->author = g_strdup(step->record && step->record->author ? step->record->author : "");
        step->why = g_strdup(step->record && step->record->why ? step->record->why : "");
    }
    return true;
}

/* A step of a system kind: its own body is not the record's. */
static bool
add_act(Db *db, gint64 book, gint64 at, int kind_of_step, bool undone, GPtrArray *steps,
        GError **error)
{
    g_auto(Entry) entry = {0};
    g_autoptr(Record) act = NULL;
    if (!entry_get(db, book, at, &entry, error) || !entry_record(&entry, &act, error))
        return false;
    HistoryStep *step = g_new0(HistoryStep, 1);
    g_ptr_array_add(steps, step);
    step->entry = at;
    step->time = entry.time;
    step->step = kind_of_step;
    step->undone = undone;
    const char *why = act ? value_text(act, "why") : "";
    step->author = g_strdup(act ? value_text(act, "author") : "");
    step->why = g_strdup(*why ? why : act ? value_text(act, "ground") : "");
    return true;
}

static bool
add_undos(Db *db, const GArray *entries, gint64 book, GPtrArray *steps, GError **error)
{
    g_autoptr(Query) q =
        db_query(db, "SELECT entry, first, last, holds FROM undone WHERE book = ? ORDER BY entry");
    query_bind(q, "i", book);
    while (query_next(q)) {
        bool covers = false;
        for (guint i = 0; !covers && i < entries->len; i++) {
            gint64 entry = g_array_index(entries, gint64, i);
            covers = entry >= query_int(q, 1) && entry <= query_int(q, 2);
        }
        if (covers &&
            !add_act(db, book, query_int(q, 0), STEP_UNDONE, query_int(q, 3) == 0, steps, error))
            return false;
    }
    return query_end(q, error);
}

static bool
names_entry(const Record *erasure, const GArray *entries)
{
    g_auto(GStrv) named = g_strsplit_set(value_text(erasure, "entries"), "\n\t ,", -1);
    for (char **name = named; *name; name++)
        for (guint i = 0; i < entries->len; i++) {
            g_autofree char *number =
                g_strdup_printf("%" G_GINT64_FORMAT, g_array_index(entries, gint64, i));
            if (g_str_equal(*name, number))
                return true;
        }
    return false;
}

static bool
add_erasures(Db *db, const GArray *entries, gint64 book, GPtrArray *steps, GError **error)
{
    const Kind *kind = kind_get("erase");
    g_autofree char *sql = rows_select(kind, "WHERE book = ? ORDER BY entry");
    g_autoptr(Query) q = db_query_built(db, sql);
    query_bind(q, "i", book);
    while (query_next(q)) {
        g_autoptr(Record) erasure = rows_read(kind, q);
        if (names_entry(erasure, entries) &&
            !add_act(db, book, erasure->entry, STEP_ERASED, false, steps, error))
            return false;
    }
    return query_end(q, error);
}

GPtrArray *
record_history(Db *db, const Book *book, gint64 entry, GError **error)
{
    g_autoptr(GArray) entries = g_array_new(false, true, sizeof(gint64));
    g_array_append_val(entries, entry);
    g_autoptr(Query) q =
        db_query(db, "SELECT entry FROM chain WHERE book = ? AND first = ? ORDER BY entry");
    query_bind(q, "ii", book->book, entry);
    while (query_next(q)) {
        gint64 amendment = query_int(q, 0);
        g_array_append_val(entries, amendment);
    }
    if (!query_end(q, error))
        return NULL;
    g_autoptr(GPtrArray) steps = g_ptr_array_new_with_free_func(step_free);
    if (!add_bodies(db, entries, book->book, steps, error) ||
        !add_undos(db, entries, book->book, steps, error) ||
        !add_erasures(db, entries, book->book, steps, error))
        return NULL;
    g_ptr_array_sort(steps, compare_steps);
    return g_steal_pointer(&steps);
}
