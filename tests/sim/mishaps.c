/* mishaps.c: what goes wrong around an office: clocks, old copies, second copies, and bundles that
 * somebody changed on the way.
 * SPDX-License-Identifier: Apache-2.0 */
#include "sim.h"

#include "book/keys.h"
#include "exchange/manifest.h"

#define DAY_S 86400
#define LIARS_MAX 3

void
step_reopen(Sim *sim, Unit *unit)
{
    unit_stop(unit);
    unit_start(sim, unit);
    sim_note(sim, "%s reopens", unit->code);
    if (sim->broken == NULL)
        promises_look(sim, unit);
}

void
step_clock(Sim *sim, Unit *unit)
{
    static const gint64 jumps[] = {
        0, 0, 0, 3600, -3600, 3 * DAY_S, -40 * DAY_S, 400 * DAY_S, -3650 * DAY_S, 3650 * DAY_S};
    if (!sim->faults)
        return;
    unit->skew = jumps[chance_below(&sim->chance, G_N_ELEMENTS(jumps))];
    sim_note(sim, "%s has its clock off by %" G_GINT64_FORMAT, unit->code, unit->skew);
}

void
step_keep(Sim *sim, Unit *unit)
{
    if (!unit->honest || unit_is_old(sim, unit))
        return;
    unit_stop(unit);
    g_clear_pointer(&unit->kept, g_free);
    g_assert_true(g_file_get_contents(unit->desk.file, &unit->kept, &unit->kept_length, NULL));
    unit->kept_size = unit_size(unit);
    unit_start(sim, unit);
    sim_note(sim, "%s keeps a copy", unit->code);
}

/* What the copy does not know did not happen for it: erasures, ended covenants. */
static void
forget(Sim *sim, Unit *unit)
{
    g_array_set_size(unit->hashes, (guint)unit->kept_size);
    g_array_set_size(unit->roots, (guint)unit->kept_size + 1);
    g_array_set_size(unit->taken, 0);
    for (guint i = unit->records->len; i > 0; i--)
        if (g_array_index(unit->records, gint64, i - 1) >= (gint64)unit->kept_size)
            g_array_remove_index(unit->records, i - 1);
    for (guint i = 0; i < sim->words->len; i++) {
        Word *word = &g_array_index(sim->words, Word, i);
        if (word->owner == unit->owner && word->erased >= (gint64)unit->kept_size)
            word->erased = -1;
    }
    for (guint i = 0; i < sim->pacts->len; i++)
        g_array_index(sim->pacts, Pact, i).ended &= ~(G_GUINT64_CONSTANT(1) << unit->owner);
}

void
step_roll_back(Sim *sim, Unit *unit)
{
    if (!sim->faults || unit->kept == NULL || !unit->honest)
        return;
    unit_replace(sim, unit, unit->kept, unit->kept_length);
    forget(sim, unit);
    unit->rolled++;
    sim->done[COUNT_ROLLED]++;
    sim_note(sim, "%s goes back to an old copy of %" G_GUINT64_FORMAT " entries", unit->code,
             unit->kept_size);
    if (sim->broken == NULL)
        promises_look(sim, unit);
}

void
step_copy(Sim *sim, Unit *unit)
{
    guint liars = 0;
    for (guint i = 0; i < sim->units->len; i++)
        liars += !sim_unit(sim, i)->honest;
    if (!sim->faults || !unit->honest || unit_is_old(sim, unit) || unit->rolled > 0 ||
        liars >= LIARS_MAX || sim->units->len >= UNITS_MAX)
        return;
    unit_copy(sim, unit);
    sim->done[COUNT_FORKS]++;
    sim_note(sim, "%s goes on in two copies", unit->code);
}

/* A bundle in which one thing is not as its sender wrote it. */
static GBytes *
change(Sim *sim, const Letter *letter, const char **ret_how)
{
    gsize length;
    const guint8 *data = g_bytes_get_data(letter->bytes, &length);
    guint8 *bytes = g_memdup2(data, length);
    guint at = chance_below(&sim->chance, (guint)length);
    switch (chance_below(&sim->chance, 3)) {
    case 0:
        *ret_how = "a changed bit";
        bytes[at] ^= (guint8)(1 << chance_below(&sim->chance, 8));
        return g_bytes_new_take(bytes, length);
    case 1:
        *ret_how = "its end cut off";
        return g_bytes_new_take(bytes, at);
    default:
        *ret_how = "a piece of it twice";
        at &= ~511u;
        bytes = g_realloc(bytes, length + 512);
        memmove(bytes + at + 512, bytes + at, length - at);
        return g_bytes_new_take(bytes, length + 512);
    }
}

/* The same parts under a list signed by a key that is not the sender's. */
static GBytes *
sign_falsely(Sim *sim, const Letter *letter, const Unit *liar)
{
    gsize length;
    const void *data = g_bytes_get_data(letter->bytes, &length);
    g_autoptr(GPtrArray) members = tar_read(data, length, NULL);
    g_auto(Keys) keys = {0};
    const Unit *from = sim_unit(sim, letter->from), *to = sim_unit(sim, letter->to);
    g_autoptr(Book) book = book_of((Desk *)&liar->desk, liar->code);
    g_autoptr(Db) db = store_read(liar->desk.office->store, NULL);
    NoteKey key;
    g_assert_true(keys_load(db, book->book, book->origin, &keys, NULL));
    g_assert_cmpint(note_key_init(&key, from->origin, KEY_ED25519, keys.log.public_key), ==,
                    PROOF_OK);
    g_ptr_array_remove_index(members, 0);
    manifest_add(members, from->origin, to->origin, sim->now + 100, NULL, &key, keys.log_seed);
    return tar_write(members, NULL);
}

typedef struct {
    GBytes *bytes;
} Task;

static bool
take(Sim *sim, Unit *unit, void *context, GError **error)
{
    Task *task = context;
    gsize length;
    const void *data = g_bytes_get_data(task->bytes, &length);
    g_autoptr(Arrival) arrival = bundle_receive(unit->desk.office, &machine, data, length, error);
    return arrival != NULL;
}

/* Whatever was changed: refused, and nothing else is. */
void
step_change(Sim *sim, Unit *unused)
{
    g_autoptr(GError) error = NULL;
    const char *how = "another's signature";
    if (sim->mail->len == 0)
        return;
    const Letter *letter = sim->mail->pdata[chance_below(&sim->chance, sim->mail->len)];
    Unit *unit = sim_unit(sim, letter->to), *liar = sim_pick(sim);
    bool falsely =
        chance_once_in(&sim->chance, 3) && liar->owner != sim_unit(sim, letter->from)->owner;
    g_autoptr(GBytes) bytes = falsely ? sign_falsely(sim, letter, liar) : change(sim, letter, &how);
    if (g_bytes_equal(bytes, letter->bytes))
        return;
    g_autofree char *before = dump(&unit->desk);
    Task task = {bytes};
    bool faults = sim->faults;
    sim->faults = false; /* the disk may change nothing either */
    bool taken = sim_act(sim, unit, "takes a changed bundle", take, &task, NULL, &error);
    sim->faults = faults;
    sim->done[COUNT_CHANGED]++;
    if (sim->broken != NULL)
        return;
    g_autofree char *after = dump(&unit->desk);
    if (taken || !g_str_equal(before, after))
        sim_break(sim, "a changed bundle changes nothing", "%s took one with %s", unit->code, how);
}
