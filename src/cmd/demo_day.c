/* demo_day.c: moves the day on which the story of a demonstration stands.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/output.h"
#include "store/side.h"

static bool
run(Cmd *cmd, GError **error)
{
    Day day;
    if (cmd->arguments[0] == NULL || cmd->arguments[1] != NULL)
        return fail(error, KN_INVALID, "Say the day.");
    if (cmd->office->demo_day == DAY_UNSET)
        return fail(error, KN_CONFLICT, "This is no demonstration: its days go by themselves.");
    if (!day_read(cmd->arguments[0], cmd->office->demo_day, &day, error))
        return false;
    if (day < cmd->office->demo_day)
        return fail(error, KN_INVALID, "The story does not go back.");
    g_autofree char *iso = day_iso(day), *shown = day_print(day, lang_current());
    g_autoptr(Db) db = store_write(cmd->office->store, error);
    if (db == NULL || !setting_set(db, "demo_day", iso, error) || !db_commit(db, error))
        return false;
    cmd->office->demo_day = day;
    output_print(cmd->out, _("The demonstration stands on %s now.\n"), shown);
    return true;
}

const Command cmd_demo_day = {
    "demo day",
    "DATE",
    N_("lets time go on in a demonstration"),
    "ketnghia --file demo/haugiang.ketnghia demo day 1/7/2025",
    COMMAND_READS,
    NULL,
    run,
};
