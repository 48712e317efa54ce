/* succeed.c: a book goes on from an older one.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/output.h"
#include "rules/succession.h"

static bool
run(Cmd *cmd, GError **error)
{
    SuccessionAsk ask = {cmd->arguments[0], cmd_option(cmd, "date"), cmd_option(cmd, "document"),
                         cmd_option(cmd, "volume") != NULL};
    gint64 entry = -1;
    g_autofree char *code = NULL;
    if (cmd->arguments[0] == NULL || cmd->arguments[1] != NULL)
        return fail(error, KN_INVALID, "Say which unit's book this one goes on from.");
    {
        g_autoptr(Db) db = store_read(cmd->office->store, error);
        g_autoptr(Book) book = db != NULL ? office_book(db, cmd->unit, error) : NULL;
        if (book == NULL)
            return false;
        code = g_strdup(book->code);
    }
    if (!unit_succeed(cmd->office, code, &cmd->actor, &ask, &entry, error))
        return false;
    if (cmd_wants_json(cmd))
        output_json(cmd->out, json_pack("{s:s, s:s, s:I}", "unit", code, "from", ask.predecessor,
                                        "entry", (json_int_t)entry));
    else if (ask.volume)
        output_print(cmd->out,
                     _("The book of %s is the new volume after %s. Let every partner compare your "
                       "six words.\n"),
                     code, ask.predecessor);
    else
        output_print(cmd->out, _("The book of %s goes on from %s; its sums take theirs in.\n"),
                     code, ask.predecessor);
    return true;
}

static const GOptionEntry options[] = {
    {"date", 0, 0, G_OPTION_ARG_STRING, NULL, N_("from this day on; not given: as it was closed"),
     "DATE"},
    {"document", 0, 0, G_OPTION_ARG_STRING, NULL, N_("the legal document"), "TEXT"},
    {"volume", 0, 0, G_OPTION_ARG_NONE, NULL,
     N_("the same unit begins a new volume, because the older book is beyond repair"), NULL},
    {NULL},
};

const Command cmd_succeed = {
    "succeed",
    "CODE [--volume]",
    N_("goes on from a unit that was closed, or from an earlier volume"),
    "ketnghia --unit AG succeed KG",
    COMMAND_READS,
    options,
    run,
};
