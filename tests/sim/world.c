/* world.c: the offices of a simulation, their clocks and their disks.
 * SPDX-License-Identifier: Apache-2.0 */
#include "sim.h"

#include <glib/gstdio.h>
#include <unistd.h>

void
sim_break(Sim *sim, const char *promise, const char *format, ...)
{
    va_list arguments;
    if (sim->broken != NULL)
        return;
    va_start(arguments, format);
    g_autofree char *how = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    sim->broken = g_strdup_printf("%s: %s", promise, how);
}

void
sim_note(Sim *sim, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    sha_add(&sim->history, text, strlen(text) + 1);
    if (sim->tells)
        printf("# %5u %s\n", sim->step, text);
}

char *
sim_digest(const Sim *sim)
{
    Sha sha = sim->history;
    Hash hash;
    sha_end(&sha, &hash);
    return g_strdup_printf("%02x%02x%02x%02x%02x%02x%02x%02x", hash.bytes[0], hash.bytes[1],
                           hash.bytes[2], hash.bytes[3], hash.bytes[4], hash.bytes[5],
                           hash.bytes[6], hash.bytes[7]);
}

Unit *
sim_unit(const Sim *sim, guint number)
{
    return sim->units->pdata[number];
}

Unit *
sim_pick(Sim *sim)
{
    return sim_unit(sim, chance_below(&sim->chance, sim->units->len));
}

Unit *
sim_partner(Sim *sim, const Unit *unit)
{
    guint first = chance_below(&sim->chance, sim->units->len);
    for (guint i = 0; i < sim->units->len; i++) {
        Unit *other = sim_unit(sim, (first + i) % sim->units->len);
        if (other->owner != unit->owner && sim->partners[unit->owner][other->owner])
            return other;
    }
    return NULL;
}

guint64
unit_size(const Unit *unit)
{
    return unit->hashes->len;
}

bool
unit_is_old(const Sim *sim, const Unit *unit)
{
    for (guint i = 0; i < unit->heads->len; i++)
        if (g_array_index(unit->heads, Signed, i).size > unit_size(unit))
            return true;
    return false;
}

bool
unit_may_be_stopped(const Unit *unit, const GError *error)
{
    return (unit->rolled > 0 || !unit->honest) && g_error_matches(error, KN_ERROR, KN_BROKEN);
}

char *
word_new(Sim *sim, const Unit *unit, Open field, bool within)
{
    Word word = {unit->owner, field, within, -1, -1, 0};
    guint number = sim->words->len;
    char letters[7];
    g_array_append_val(sim->words, word);
    for (int i = 5; i >= 0; i--, number >>= 4)
        letters[i] = (char)('a' + (number & 15));
    letters[6] = '\0';
    return g_strconcat(WORD_START, letters, NULL);
}

void
unit_start(Sim *sim, Unit *unit)
{
    g_autoptr(GError) error = NULL;
    unit->desk.office = office_open(unit->desk.file, STORE_CREATE, &error);
    if (unit->desk.office == NULL)
        sim_break(sim, "it opens", "%s does not open any more: %s", unit->code, error->message);
}

void
unit_stop(Unit *unit)
{
    g_clear_pointer(&unit->desk.office, office_close);
}

static Unit *
unit_new(Sim *sim, const char *code)
{
    Unit *unit = g_new0(Unit, 1);
    unit->number = unit->owner = sim->units->len;
    g_assert_cmpuint(unit->number, <, UNITS_MAX);
    unit->code = g_strdup(code);
    unit->honest = true;
    g_autofree char *name = g_strdup_printf("%u.ketnghia", unit->number);
    unit->desk.file = g_build_filename(sim->folder, name, NULL);
    unit->hashes = g_array_new(FALSE, FALSE, sizeof(Hash));
    unit->roots = g_array_new(FALSE, FALSE, sizeof(Hash));
    unit->heads = g_array_new(FALSE, FALSE, sizeof(Signed));
    unit->taken = g_array_new(FALSE, FALSE, sizeof(Signed));
    unit->records = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_ptr_array_add(sim->units, unit);
    return unit;
}

static void
unit_free(gpointer data)
{
    Unit *unit = data;
    unit_stop(unit);
    disk_forget(unit->desk.file);
    g_free(unit->desk.file);
    g_free(unit->code);
    g_free(unit->origin);
    g_free(unit->kept);
    g_array_unref(unit->hashes);
    g_array_unref(unit->roots);
    g_array_unref(unit->heads);
    g_array_unref(unit->taken);
    g_array_unref(unit->records);
    g_free(unit);
}

static bool
begin_book(Sim *sim, Unit *unit, void *context, GError **error)
{
    g_autofree char *recovery = NULL, *vkey = NULL,
                    *origin = g_strdup_printf("ketnghia/sim/%016x", unit->number + 1);
    OfficeUnit made = {
        .code = unit->code, .name = unit->code, .unit_kind = "chapter", .origin = origin};
    unit->origin = g_strdup(origin);
    return office_init_book(unit->desk.office, &made, &machine, &recovery, &vkey, error);
}

static bool
take_partner(Sim *sim, Unit *unit, void *context, GError **error)
{
    const char *card = context;
    g_autofree char *code = NULL;
    return partner_add(unit->desk.office, &machine, card, strlen(card), NULL, NULL, &code, error);
}

static void
make_partners(Sim *sim, Unit *one, Unit *other)
{
    g_autoptr(GError) error = NULL;
    if (one == other || sim->partners[one->owner][other->owner] || sim->broken != NULL)
        return;
    sim->partners[one->owner][other->owner] = sim->partners[other->owner][one->owner] = true;
    g_autofree char *first = partner_card(one->desk.office, one->code, &error);
    g_assert_no_error(error);
    g_autofree char *second = partner_card(other->desk.office, other->code, &error);
    g_assert_no_error(error);
    sim_act(sim, one, "takes a card", take_partner, second, NULL, &error);
    g_assert_no_error(error);
    sim_act(sim, other, "takes a card", take_partner, first, NULL, &error);
    g_assert_no_error(error);
}

void
sim_begin(Sim *sim, guint64 seed, guint units)
{
    g_autoptr(GError) error = NULL;
    bool tells = sim->tells;
    *sim = (Sim){.seed = seed, .tells = tells, .now = DESK_TIME};
    chance_init(&sim->chance, seed);
    chance_rule_program(seed);
    sha_init(&sim->history);
    sim->folder = g_dir_make_tmp("kn-sim-XXXXXX", &error);
    g_assert_no_error(error);
    sim->units = g_ptr_array_new_with_free_func(unit_free);
    sim->pacts = g_array_new(FALSE, FALSE, sizeof(Pact));
    sim->words = g_array_new(FALSE, FALSE, sizeof(Word));
    sim->mail = g_ptr_array_new_with_free_func(letter_free);
    sim->salts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < units; i++) {
        g_autofree char *code = g_strdup_printf("U%u", i);
        Unit *unit = unit_new(sim, code);
        unit_start(sim, unit);
        if (!sim_act(sim, unit, "begins", begin_book, NULL, NULL, &error) && error != NULL)
            g_error("%s", error->message);
    }
    /* A ring, and as many again across. */
    for (guint i = 0; i < units; i++)
        make_partners(sim, sim_unit(sim, i), sim_unit(sim, (i + 1) % units));
    for (guint i = 0; i < units; i++)
        make_partners(sim, sim_pick(sim), sim_pick(sim));
}

void
sim_end(Sim *sim)
{
    g_autoptr(GDir) dir = g_dir_open(sim->folder, 0, NULL);
    bool keeps = sim->tells && sim->broken != NULL;
    g_ptr_array_unref(sim->units);
    if (keeps)
        printf("#   the offices' files are left in %s\n", sim->folder);
    for (const char *name = g_dir_read_name(dir); !keeps && name != NULL;
         name = g_dir_read_name(dir)) {
        g_autofree char *path = g_build_filename(sim->folder, name, NULL);
        g_remove(path);
    }
    g_rmdir(sim->folder);
    for (guint i = 0; i < sim->pacts->len; i++)
        g_free(g_array_index(sim->pacts, Pact, i).hash);
    g_array_unref(sim->pacts);
    g_array_unref(sim->words);
    g_ptr_array_unref(sim->mail);
    g_hash_table_unref(sim->salts);
    g_free(sim->folder);
    g_clear_pointer(&sim->broken, g_free);
}

/* How far an act goes before its disk fails follows no law; most acts do between 5 and 60 operations. */
static DiskFault
plan_fault(Sim *sim)
{
    DiskFault fault = DISK_SOUND;
    if (sim->faults && chance_once_in(&sim->chance, 12))
        fault = chance_once_in(&sim->chance, 3)   ? DISK_FULL
                : chance_once_in(&sim->chance, 3) ? DISK_FAILS
                                                  : DISK_DARK;
    disk_plan(fault, chance_below(&sim->chance, 40));
    return fault;
}

/* After a fault people start the program again, after a power cut the machine. */
static void
mend(Sim *sim, Unit *unit, DiskFault fault)
{
    if (fault != DISK_DARK)
        disk_plan(DISK_SOUND, 0);
    unit_stop(unit);
    disk_plan(DISK_SOUND, 0);
    if (fault == DISK_DARK) {
        disk_cut_power(unit->desk.file, &sim->chance);
        sim->done[COUNT_CRASHES]++;
    }
    unit_start(sim, unit);
}

bool
sim_act(Sim *sim, Unit *unit, const char *name, Deed deed, void *context, bool *ret_fault,
        GError **ret_error)
{
    g_autoptr(GError) error = NULL;
    if (sim->broken != NULL)
        return false;
    sim->now += 1 + chance_below(&sim->chance, 600);
    unit->desk.office->fixed_time = MAX(sim->now + unit->skew, 1);
    DiskFault fault = plan_fault(sim);
    bool done = deed(sim, unit, context, &error);
    bool dark = fault == DISK_DARK;
    bool met = disk_met();
    if (met && dark)
        disk_plan(DISK_DARK, 0); /* it stays dark while the office is closed */
    if (met)
        mend(sim, unit, fault);
    sim->done[COUNT_ACTS]++;
    sim->done[COUNT_REFUSED] += !done;
    sim_note(sim, "%s %s: %d%s", unit->code, name, done ? 0 : error->code,
             met ? (dark ? " (power cut)" : " (disk fault)") : "");
    if (sim->tells && !done)
        printf("#       %s\n", error->message);
    if (ret_fault != NULL)
        *ret_fault = met;
    if (!done && ret_error != NULL)
        *ret_error = g_steal_pointer(&error);
    if (sim->broken == NULL)
        promises_look(sim, unit);
    return done;
}

void
unit_replace(Sim *sim, Unit *unit, const char *bytes, gsize length)
{
    g_autoptr(GError) error = NULL;
    unit_stop(unit);
    disk_forget(unit->desk.file);
    g_file_set_contents_full(unit->desk.file, bytes, (gssize)length, G_FILE_SET_CONTENTS_CONSISTENT,
                             0600, &error);
    g_assert_no_error(error);
    unit_start(sim, unit);
}

static GArray *
array_copy(const GArray *array)
{
    GArray *copy = g_array_new(FALSE, FALSE, g_array_get_element_size((GArray *)array));
    return g_array_append_vals(copy, array->data, array->len);
}

Unit *
unit_copy(Sim *sim, Unit *unit)
{
    g_autofree char *bytes = NULL, *mark = NULL,
                    *mark_name = g_strconcat(unit->desk.file, ".head", NULL);
    gsize length, mark_length;
    unit_stop(unit);
    g_assert_true(g_file_get_contents(unit->desk.file, &bytes, &length, NULL));
    g_assert_true(g_file_get_contents(mark_name, &mark, &mark_length, NULL));
    unit_start(sim, unit);
    Unit *copy = unit_new(sim, unit->code);
    copy->owner = unit->owner;
    copy->origin = g_strdup(unit->origin);
    copy->skew = unit->skew;
    copy->rolled = unit->rolled;
    copy->honest = unit->honest = false;
    g_array_unref(copy->hashes);
    g_array_unref(copy->roots);
    g_array_unref(copy->records);
    g_array_unref(copy->taken);
    copy->hashes = array_copy(unit->hashes);
    copy->roots = array_copy(unit->roots);
    copy->records = array_copy(unit->records);
    copy->taken = array_copy(unit->taken);
    g_autofree char *copy_mark = g_strconcat(copy->desk.file, ".head", NULL);
    g_assert_true(g_file_set_contents(copy_mark, mark, (gssize)mark_length, NULL));
    unit_replace(sim, copy, bytes, length);
    for (guint i = 0; i < sim->words->len; i++) {
        Word *word = &g_array_index(sim->words, Word, i);
        if (word->may & (G_GUINT64_CONSTANT(1) << unit->number))
            word->may |= G_GUINT64_CONSTANT(1) << copy->number;
    }
    return copy;
}
