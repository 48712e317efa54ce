/* partner_evidence.c: what proves that a partner signed two histories of its book, as one text for anyone.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/output.h"
#include "exchange/exchange.h"

static bool
run(Cmd *cmd, GError **error)
{
    const char *code = cmd->arguments[0];
    if (code == NULL || cmd->arguments[1] != NULL)
        return fail(error, KN_INVALID, "Say the partner's code.");
    g_autoptr(Db) db = store_read(cmd->office->store, error);
    g_autoptr(Book) book = NULL;
    if (db == NULL || !book_find(db, code, &book, error))
        return false;
    g_autoptr(GPtrArray) texts = book != NULL ? evidence_list(db, book->book, error) : NULL;
    if (book != NULL && texts == NULL)
        return false;
    if (texts == NULL || texts->len == 0)
        return fail(error, KN_MISSING, "There is no evidence against %s.", code);
    const char *text = texts->pdata[texts->len - 1], *file = cmd_option(cmd, "output");
    if (file == NULL) {
        output_write(cmd->out, text, strlen(text));
        return true;
    }
    g_autofree char *path = cmd_path(cmd, file);
    if (!output_file(path, text, strlen(text), true, error))
        return false;
    output_print(cmd->out,
                 _("The evidence is in %s; anyone can check it with `ketnghia verify`.\n"), path);
    return true;
}

static const GOptionEntry options[] = {
    {"output", 0, 0, G_OPTION_ARG_STRING, NULL, N_("write into a file (also -o)"), "FILE"},
    {NULL},
};

const Command cmd_partner_evidence = {
    "partner evidence",
    "CODE [-o FILE]",
    N_("writes what proves that a partner's book was changed"),
    "ketnghia partner evidence KG -o KG.bang-chung",
    COMMAND_READS,
    options,
    run,
};
