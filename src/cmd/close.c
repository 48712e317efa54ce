/* close.c: closes a unit's book; before it does, it says what is still open and what follows.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/output.h"
#include "rules/succession.h"
#include "standing/closing.h"

/* What is still open, and what the closing does. */
static bool
preview(Cmd *cmd, Db *db, const Book *book, json_t *list, GError **error)
{
    g_autoptr(GPtrArray) ends = open_ends(db, book, office_today(cmd->office), error);
    if (ends == NULL)
        return false;
    for (guint i = 0; i < ends->len; i++) {
        const OpenEnd *end = ends->pdata[i];
        json_array_append_new(list, json_string(end->sentence));
        if (!cmd_wants_json(cmd))
            output_print(cmd->out, "  %s\n", end->sentence);
    }
    return true;
}

static bool
run(Cmd *cmd, GError **error)
{
    ClosingAsk ask = {cmd_option(cmd, "date"), cmd_option(cmd, "document"),
                      cmd_option(cmd, "successor")};
    bool only_looks = cmd_option(cmd, "dry-run") != NULL;
    gint64 entry = -1;
    g_autofree char *code = NULL;
    if (cmd->arguments[0] != NULL)
        return fail(error, KN_INVALID,
                    "Say the unit with --unit, and the rest with --date, --document and "
                    "--successor.");
    json_t *list = json_array();
    {
        g_autoptr(Db) db = store_read(cmd->office->store, error);
        g_autoptr(Book) book = db != NULL ? office_book(db, cmd->unit, error) : NULL;
        if (book == NULL || !preview(cmd, db, book, list, error)) {
            json_decref(list);
            return false;
        }
        code = g_strdup(book->code);
    }
    if (!only_looks && !unit_close(cmd->office, code, &cmd->actor, &ask, &entry, error)) {
        json_decref(list);
        return false;
    }
    if (cmd_wants_json(cmd)) {
        output_json(cmd->out, json_pack("{s:s, s:b, s:I, s:o}", "unit", code, "closed", !only_looks,
                                        "entry", (json_int_t)entry, "open", list));
        return true;
    }
    if (only_looks)
        output_print(cmd->out,
                     _("Nothing was written. Once it is closed, nothing more is written in the "
                       "book of %s; it can be read, proved and sent as before.\n"),
                     code);
    else
        output_print(cmd->out,
                     _("The book of %s is closed. Exchange once more with every partner, so that "
                       "each holds its last state.\n"),
                     code);
    json_decref(list);
    return true;
}

static const GOptionEntry options[] = {
    {"date", 0, 0, G_OPTION_ARG_STRING, NULL, N_("from this day on the unit is no more"), "DATE"},
    {"document", 0, 0, G_OPTION_ARG_STRING, NULL, N_("the legal document"), "TEXT"},
    {"successor", 0, 0, G_OPTION_ARG_STRING, NULL,
     N_("who goes on; not given: the unit is dissolved"), "CODE,..."},
    {"dry-run", 0, 0, G_OPTION_ARG_NONE, NULL, N_("only say what is still open"), NULL},
    {NULL},
};

const Command cmd_close = {
    "close",
    "--date DATE --document TEXT [--successor CODE,...]",
    N_("closes a unit's book for good: merged, split or dissolved"),
    "ketnghia --unit KG close --date 1/7/2025 --document \"Nghị quyết 202/2025/QH15\" --successor "
    "AG",
    COMMAND_READS,
    options,
    run,
};
