/* agreements.c: covenants and minutes that are proposed, accepted, replaced and ended.
 * SPDX-License-Identifier: Apache-2.0 */
#include "sim.h"

#define BIT(number) (G_GUINT64_CONSTANT(1) << (number))

typedef struct {
    Record *text;
    const char *hash; /* accept, end */
    char *made;       /* the identity of what was proposed */
} Task;

static bool
find_hash(Unit *unit, gint64 entry, char **ret_hash, GError **error)
{
    g_autoptr(Db) db = store_read(unit->desk.office->store, error);
    g_autoptr(Book) book = NULL;
    g_autoptr(Agreement) made = NULL;
    if (db == NULL || !book_find(db, unit->code, &book, error) || book == NULL ||
        !agreement_at(db, book, entry, office_today(unit->desk.office), &made, error))
        return false;
    *ret_hash = made != NULL ? g_strdup(made->body_hash) : NULL;
    return true;
}

static bool
propose_text(Sim *sim, Unit *unit, void *context, GError **error)
{
    Task *task = context;
    g_autoptr(Problems) problems = problems_new();
    gint64 entry = -1;
    if (!agreement_propose(unit->desk.office, unit->code, &machine, task->text, problems, &entry,
                           error))
        return false;
    if (entry < 0) {
        g_autofree char *text = problems_text(problems, false);
        return fail(error, KN_INVALID, "%s", text);
    }
    return find_hash(unit, entry, &task->made, error);
}

static void
add_item(Record *record, const char *field, const char *item)
{
    record_add_item(record, kind_field(record->kind, field), &item, 1);
}

static Record *
covenant_text(Open opens)
{
    static const char *const always[] = {"activity.held", "activity.field", "activity.state",
                                         "activity.value"};
    Record *text = record_new(kind_get("covenant"));
    set(text, "title", "Giao ước");
    set(text, "sort", "twinning");
    set(text, "starts", "2020-01-01");
    set(text, "ends", "2020-12-31");
    for (gsize i = 0; i < G_N_ELEMENTS(always); i++)
        add_item(text, "opened", always[i]);
    if (opens & OPEN_TITLE)
        add_item(text, "opened", "activity.title");
    if (opens & OPEN_PLACE)
        add_item(text, "opened", "activity.place");
    return text;
}

static Record *
minutes_text(void)
{
    Record *text = record_new(kind_get("minutes"));
    set(text, "title", "Biên bản");
    set(text, "began", "2020-02-01T08:00");
    return text;
}

/* A covenant of two or three that are all partners of each other, now and then in the place of an
 * older one; or minutes. */
void
step_propose(Sim *sim, Unit *unit)
{
    g_autoptr(GError) error = NULL;
    Unit *other = sim_partner(sim, unit), *third = sim_partner(sim, unit);
    if (other == NULL)
        return;
    Pact pact = {.covenant = !chance_once_in(&sim->chance, 4),
                 .opens = (Open)chance_below(&sim->chance, 4),
                 .parties = BIT(unit->owner) | BIT(other->owner)};
    g_autoptr(Record) text = pact.covenant ? covenant_text(pact.opens) : minutes_text();
    add_item(text, "parties", unit->code);
    add_item(text, "parties", other->code);
    if (third->owner != other->owner && sim->partners[third->owner][other->owner]) {
        add_item(text, "parties", third->code);
        pact.parties |= BIT(third->owner);
    }
    for (guint i = 0; pact.covenant && chance_once_in(&sim->chance, 3) && i < sim->pacts->len;
         i++) {
        const Pact *older = &g_array_index(sim->pacts, Pact, i);
        if (older->covenant && older->parties == pact.parties && older->ended == 0)
            set(text, "replaces", older->hash);
    }
    Task task = {.text = text};
    sim_act(sim, unit, "proposes", propose_text, &task, NULL, &error);
    sim_note(sim, "%u is between %" G_GINT64_MODIFIER "x, opens %u", sim->pacts->len, pact.parties,
             pact.covenant ? pact.opens : 99);
    pact.hash = task.made;
    pact.accepted = BIT(unit->owner);
    if (pact.hash != NULL)
        g_array_append_val(sim->pacts, pact);
}

static bool
accept_text(Sim *sim, Unit *unit, void *context, GError **error)
{
    Task *task = context;
    gint64 entry;
    return agreement_accept(unit->desk.office, unit->code, &machine, task->hash, &entry, error);
}

static bool
end_text(Sim *sim, Unit *unit, void *context, GError **error)
{
    Task *task = context;
    return agreement_end(unit->desk.office, unit->code, &machine, task->hash, "hết", error);
}

/* One that names the unit and that it has not accepted (or ended) yet. */
static Pact *
draw_pact(Sim *sim, const Unit *unit, bool accepted)
{
    guint first = chance_below(&sim->chance, sim->pacts->len);
    for (guint i = 0; i < sim->pacts->len; i++) {
        Pact *pact = &g_array_index(sim->pacts, Pact, (first + i) % sim->pacts->len);
        if ((pact->parties & BIT(unit->owner)) && (pact->ended & BIT(unit->owner)) == 0 &&
            ((pact->accepted & BIT(unit->owner)) != 0) == accepted)
            return pact;
    }
    return NULL;
}

/* After a power cut it may stand in the book all the same: then others may have it. */
void
step_accept(Sim *sim, Unit *unit)
{
    g_autoptr(GError) error = NULL;
    Pact *pact = draw_pact(sim, unit, false);
    bool fault = false;
    if (pact == NULL)
        return;
    Task task = {.hash = pact->hash};
    sim_note(sim, "it is about %u", (guint)(pact - (Pact *)(gpointer)sim->pacts->data));
    if (sim_act(sim, unit, "accepts", accept_text, &task, &fault, &error) || fault)
        pact->accepted |= BIT(unit->owner);
}

void
step_end(Sim *sim, Unit *unit)
{
    g_autoptr(GError) error = NULL;
    Pact *pact = draw_pact(sim, unit, true);
    if (pact == NULL)
        return;
    Task task = {.hash = pact->hash};
    sim_note(sim, "it is about %u", (guint)(pact - (Pact *)(gpointer)sim->pacts->data));
    if (sim_act(sim, unit, "ends", end_text, &task, NULL, &error))
        pact->ended |= BIT(unit->owner);
}
