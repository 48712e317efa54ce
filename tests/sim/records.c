/* records.c: what officers write: activities that are changed, undone, erased, brought by a sheet and
 * merged, and people of whom nobody else learns.
 * SPDX-License-Identifier: Apache-2.0 */
#include "sim.h"

/* Some events lie before every covenant. */
static char *
draw_day(Sim *sim, bool *ret_within)
{
    *ret_within = !chance_once_in(&sim->chance, 5);
    return g_strdup_printf("%s-%02u-%02u", *ret_within ? "2020" : "2019",
                           1 + chance_below(&sim->chance, 2), 1 + chance_below(&sim->chance, 28));
}

static Record *
draw_activity(Sim *sim, Unit *unit)
{
    bool within;
    g_autofree char *day = draw_day(sim, &within), *title = word_new(sim, unit, OPEN_TITLE, within),
                    *place = word_new(sim, unit, OPEN_PLACE, within),
                    *told = word_new(sim, unit, OPEN_NONE, within),
                    *field = g_strdup_printf("%u", 1 + chance_below(&sim->chance, 7)),
                    *value =
                        g_strdup_printf("%u 1 eq", 1000 * (1 + chance_below(&sim->chance, 9000)));
    Record *record = activity_record(day, title);
    set(record, "place", place);
    set(record, "description", told);
    set(record, "field", field);
    set(record, "state", chance_once_in(&sim->chance, 6) ? "pledged" : "delivered");
    set(record, "value", value);
    return record;
}

static bool
deny(const Problems *problems, GError **error)
{
    g_autofree char *text = problems_text((Problems *)problems, false);
    return fail(error, KN_INVALID, "%s", text);
}

static bool
add(Sim *sim, Unit *unit, void *context, GError **error)
{
    g_autoptr(Problems) problems = problems_new();
    gint64 entry = -1;
    return record_add(unit->desk.office, unit->code, &machine, context, problems, &entry, error) &&
           (entry >= 0 || deny(problems, error));
}

/* A whole form of an honest officer is taken, unless the file is an old copy. */
static void
must_succeed(Sim *sim, Unit *unit, const char *name, Deed deed, void *context)
{
    g_autoptr(GError) error = NULL;
    bool fault = false;
    if (!sim_act(sim, unit, name, deed, context, &fault, &error) && !fault &&
        !unit_may_be_stopped(unit, error))
        sim_break(sim, "what is asked is done", "%s %s: %s", unit->code, name,
                  error != NULL ? error->message : "");
}

void
step_write(Sim *sim, Unit *unit)
{
    g_autoptr(Record) record = draw_activity(sim, unit);
    must_succeed(sim, unit, "writes", add, record);
}

void
step_private(Sim *sim, Unit *unit)
{
    g_autoptr(Record) member = record_new(kind_get("member"));
    g_autofree char *name = word_new(sim, unit, OPEN_NONE, true);
    record_set(member, member->kind->title, name);
    must_succeed(sim, unit, "writes a member", add, member);
}

/* An activity that was written once; it may be undone by now. -1: none. */
static gint64
draw_record(Sim *sim, const Unit *unit)
{
    guint count = unit->records->len;
    return count == 0 ? -1
                      : g_array_index(unit->records, gint64, chance_below(&sim->chance, count));
}

typedef struct {
    gint64 entry, other;
    Record *record;
    GPtrArray *rows;
    const char *field;
    Imported imported;
} Task;

/* What cannot be found or stands against it is a "no", not a failure. */
static void
may_refuse(Sim *sim, Unit *unit, const char *name, Deed deed, Task *task)
{
    g_autoptr(GError) error = NULL;
    bool fault = false;
    if (!sim_act(sim, unit, name, deed, task, &fault, &error) && error != NULL && !fault &&
        !unit_may_be_stopped(unit, error) &&
        (error->code == KN_IO || error->code == KN_BROKEN || error->code == KN_BUSY))
        sim_break(sim, "what is asked is done", "%s %s: %s", unit->code, name, error->message);
}

static bool
amend(Sim *sim, Unit *unit, void *context, GError **error)
{
    Task *task = context;
    g_autoptr(Problems) problems = problems_new();
    gint64 last = -1;
    return record_amend(unit->desk.office, unit->code, &machine, task->entry, task->record, "sửa",
                        -1, problems, &last, error) &&
           (last >= 0 || deny(problems, error));
}

/* The whole record again: its day may lie elsewhere now, so its words count as written anew. */
void
step_amend(Sim *sim, Unit *unit)
{
    g_autoptr(Record) record = draw_activity(sim, unit);
    Task task = {.entry = draw_record(sim, unit), .record = record};
    if (task.entry >= 0)
        may_refuse(sim, unit, "amends", amend, &task);
}

static bool
undo(Sim *sim, Unit *unit, void *context, GError **error)
{
    Task *task = context;
    gint64 entry;
    return record_undo(unit->desk.office, unit->code, &machine, task->entry, "nhầm", &entry, error);
}

void
step_undo(Sim *sim, Unit *unit)
{
    Task task = {.entry = chance_below(&sim->chance, (guint)unit_size(unit))};
    may_refuse(sim, unit, "undoes", undo, &task);
}

static bool
erase(Sim *sim, Unit *unit, void *context, GError **error)
{
    Task *task = context;
    return record_erase(unit->desk.office, unit->code, &machine, task->entry, task->field,
                        "theo yêu cầu", error);
}

void
step_erase(Sim *sim, Unit *unit)
{
    static const char *const fields[] = {"title", "place", "description"};
    Task task = {.entry = draw_record(sim, unit),
                 .field = fields[chance_below(&sim->chance, G_N_ELEMENTS(fields))]};
    if (task.entry >= 0)
        may_refuse(sim, unit, "erases", erase, &task);
}

static bool
import(Sim *sim, Unit *unit, void *context, GError **error)
{
    Task *task = context;
    return records_import(unit->desk.office, unit->code, &machine, task->rows, "bang.xlsx", false,
                          NULL, &task->imported, error);
}

static GPtrArray *
copy_rows(const GPtrArray *rows)
{
    GPtrArray *copies = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    for (guint i = 0; i < rows->len; i++)
        g_ptr_array_add(copies, record_copy(rows->pdata[i]));
    return copies;
}

/* The same sheet a second time brings nothing. */
void
step_import(Sim *sim, Unit *unit)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    g_autoptr(GError) error = NULL;
    bool fault = false;
    for (guint i = 0; i < 3; i++)
        g_ptr_array_add(rows, draw_activity(sim, unit));
    g_autoptr(GPtrArray) again = copy_rows(rows);
    Task task = {.rows = rows};
    if (!sim_act(sim, unit, "imports", import, &task, &fault, &error))
        return;
    task.rows = again;
    if (sim_act(sim, unit, "imports again", import, &task, &fault, &error) &&
        task.imported.fresh + task.imported.changed > 0)
        sim_break(sim, "a sheet counts once", "%s took %" G_GINT64_FORMAT " rows a second time",
                  unit->code, task.imported.fresh + task.imported.changed);
}

static bool
merge(Sim *sim, Unit *unit, void *context, GError **error)
{
    Task *task = context;
    gint64 batch;
    return record_merge(unit->desk.office, unit->code, &machine, task->entry, task->other, NULL,
                        "trùng", &batch, error);
}

void
step_merge(Sim *sim, Unit *unit)
{
    Task task = {.entry = draw_record(sim, unit), .other = draw_record(sim, unit)};
    if (task.entry >= 0 && task.entry != task.other)
        may_refuse(sim, unit, "merges", merge, &task);
}
