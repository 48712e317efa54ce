/* rebuild.c: derived tables made again from the books.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/output.h"
#include "views/views.h"

static bool
progress(void *context, guint64 done, guint64 all)
{
    output_progress(context, _("rebuilding"), done, all);
    return true;
}

static bool
run(Cmd *cmd, GError **error)
{
    if (!views_rebuild(cmd->office->store, progress, cmd->out, error))
        return false;
    output_print(cmd->out, "%s\n", _("Lists and totals are made anew from the books."));
    return true;
}

const Command cmd_rebuild = {
    "rebuild",
    "",
    N_("makes lists and totals anew from the books"),
    "ketnghia rebuild",
    COMMAND_READS,
    NULL,
    run,
};
