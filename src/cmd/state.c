/* state.c: numbers a unit states about its private records, so that partners can report them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/output.h"
#include "rules/write.h"

static bool
run(Cmd *cmd, GError **error)
{
    const char *from = cmd_option(cmd, "from"), *to = cmd_option(cmd, "to");
    Day today = office_today(cmd->office);
    Period period;
    if (from == NULL || to == NULL)
        return fail(error, KN_INVALID, "Say the period with --from DATE --to DATE.");
    if (!day_read(from, today, &period.from, error) || !day_read(to, today, &period.to, error))
        return false;
    gint64 count;
    if (!statements_write(cmd->office, cmd->unit, &cmd->actor, period, &count, error))
        return false;
    output_print(cmd->out, _("Numbers stated: %d.\n"), (int)count);
    return true;
}

static const GOptionEntry options[] = {
    {"from", 0, 0, G_OPTION_ARG_STRING, NULL, N_("first day"), "DATE"},
    {"to", 0, 0, G_OPTION_ARG_STRING, NULL, N_("last day"), "DATE"},
    {NULL},
};

const Command cmd_state = {
    "state",
    "--from DATE --to DATE",
    N_("states the numbers of private records (visits, cases) for partners"),
    "ketnghia --unit HG-CD state --from 1/1/2020 --to 31/7/2020",
    COMMAND_READS,
    options,
    run,
};
