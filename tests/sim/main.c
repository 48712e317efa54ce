/* main.c: sim [--seed N] [--seeds N] [--steps N] [--units N] [--tell]: runs of many offices, each
 * from one number. A run that breaks a promise says which, at which step, and how to see it alone.
 * SPDX-License-Identifier: Apache-2.0 */
#include "sim.h"

#include "base/lang.h"

#include <sodium.h>

typedef struct {
    guint weight;
    void (*step)(Sim *sim, Unit *unit);
} Weighted;

static Weighted choices[] = {
    {16, step_write},  {6, step_amend},    {5, step_undo},      {4, step_erase},  {3, step_import},
    {3, step_private}, {2, step_merge},    {4, step_propose},   {9, step_accept}, {1, step_end},
    {14, step_send},   {18, step_deliver}, {14, step_exchange}, {4, step_ask},    {2, step_reopen},
    {3, step_clock},   {3, step_keep},     {1, step_roll_back}, {1, step_copy},   {3, step_change},
};

static void
take_step(Sim *sim)
{
    guint all = 0, at = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(choices); i++)
        all += choices[i].weight;
    guint drawn = chance_below(&sim->chance, all);
    while (drawn >= choices[at].weight)
        drawn -= choices[at++].weight;
    choices[at].step(sim, sim_pick(sim));
}

/* Few units meet often, many make chains. */
static guint
draw_units(guint64 seed)
{
    Chance chance;
    chance_init(&chance, seed ^ 0x5eed);
    return chance_once_in(&chance, 6) ? 8 + chance_below(&chance, 13)
                                      : 2 + chance_below(&chance, 5);
}

typedef struct {
    char *digest, *broken;
    guint step, units;
    guint64 done[8];
} Ending;

static Ending
run(guint64 seed, guint units, guint steps, bool tells)
{
    Sim sim = {.tells = tells};
    units = units > 0 ? units : draw_units(seed);
    sim_begin(&sim, seed, units);
    sim.faults = true;
    for (sim.step = 1; sim.broken == NULL && sim.step <= steps; sim.step++)
        take_step(&sim);
    if (sim.broken == NULL)
        sim_settle(&sim);
    if (sim.broken == NULL)
        promises_look_whole(&sim);
    if (sim.broken == NULL)
        promise_folder(&sim);
    Ending ending = {sim_digest(&sim), g_strdup(sim.broken), sim.step, units, {0}};
    memcpy(ending.done, sim.done, sizeof ending.done);
    sim_end(&sim);
    return ending;
}

static bool
report(guint64 seed, guint steps, guint old, const Ending *ending, guint number)
{
    const guint64 *done = ending->done;
    printf("%s %u - seed %" G_GUINT64_FORMAT ": %u units\n",
           ending->broken == NULL ? "ok" : "not ok", number, seed, ending->units);
    printf("#   %" G_GUINT64_FORMAT " acts (%" G_GUINT64_FORMAT " refused), %" G_GUINT64_FORMAT
           " bundles, %" G_GUINT64_FORMAT " changed, %" G_GUINT64_FORMAT
           " power cuts, %" G_GUINT64_FORMAT " old copies (%" G_GUINT64_FORMAT
           " times entries came back), %" G_GUINT64_FORMAT " second copies; %s\n",
           done[COUNT_ACTS], done[COUNT_REFUSED], done[COUNT_BUNDLES], done[COUNT_CHANGED],
           done[COUNT_CRASHES], done[COUNT_ROLLED], done[COUNT_HEALED], done[COUNT_FORKS],
           ending->digest);
    if (ending->broken != NULL)
        printf("#   at step %u, %s\n#   alone: tests/sim/sim --seed %" G_GUINT64_FORMAT
               " --steps %u --old %u --tell\n",
               ending->step, ending->broken, seed, steps, old);
    fflush(stdout);
    return ending->broken == NULL;
}

int
main(int argc, char **argv)
{
    static gint64 seed, seeds = 1, steps = 300, units, old = 1;
    static gboolean tell, twice, first;
    static const GOptionEntry options[] = {
        {"seed", 0, 0, G_OPTION_ARG_INT64, &seed, "the first, or only, run", "N"},
        {"seeds", 0, 0, G_OPTION_ARG_INT64, &seeds, "how many runs", "N"},
        {"steps", 0, 0, G_OPTION_ARG_INT64, &steps, "of each run", "N"},
        {"units", 0, 0, G_OPTION_ARG_INT64, &units, "offices (2 to 20; none: as the seed has it)",
         "N"},
        {"old", 0, 0, G_OPTION_ARG_INT64, &old, "weight of going back to an old copy", "N"},
        {"tell", 0, 0, G_OPTION_ARG_NONE, &tell, "print what happens", NULL},
        {"twice", 0, 0, G_OPTION_ARG_NONE, &twice, "the first run a second time, which is the same",
         NULL},
        {"first", 0, 0, G_OPTION_ARG_NONE, &first, "stop at the first that breaks a promise", NULL},
        {NULL},
    };
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    bool good = true;
    guint number = 0;
    g_option_context_add_main_entries(context, options, NULL);
    if (!g_option_context_parse(context, &argc, &argv, NULL))
        return 2;
    for (gsize i = 0; i < G_N_ELEMENTS(choices); i++)
        if (choices[i].step == step_roll_back || choices[i].step == step_keep)
            choices[i].weight *= (guint)old;
    if (g_file_test("/dev/shm", G_FILE_TEST_IS_DIR)) /* these disks are in memory anyway */
        g_setenv("TMPDIR", "/dev/shm", /* overwrite= */ false);
    chance_rule_program(0);
    if (sodium_init() < 0)
        return 2;
    lang_set(LANG_EN);
    disk_install();
    printf("1..%u\n", (guint)seeds + (twice ? 1 : 0));
    for (gint64 i = 0; i < seeds && (good || !first); i++) {
        guint64 at = (guint64)(seed + i);
        Ending ending = run(at, (guint)units, (guint)steps, tell);
        good = report(at, (guint)steps, (guint)old, &ending, ++number) && good;
        if (i == 0 && twice) {
            Ending again = run(at, (guint)units, (guint)steps, false);
            bool same = g_str_equal(ending.digest, again.digest);
            printf("%s %u - the same seed makes the same run\n", same ? "ok" : "not ok", ++number);
            good = good && same;
            g_free(again.digest);
            g_free(again.broken);
        }
        g_free(ending.digest);
        g_free(ending.broken);
    }
    return good ? 0 : 1;
}
