/* erase.c: erases one personal value from a record and from the file.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/output.h"
#include "rules/write.h"
#include "standing/erasures.h"
#include "views/views.h"

/* Codes of the partners that have to strike it out too; "" when it never left. */
static bool
find_holders(Cmd *cmd, const Book *book, gint64 entry, const char *field, char **ret_codes,
             GError **error)
{
    g_autoptr(Db) db = store_read(cmd->office->store, error);
    g_autoptr(GPtrArray) erasures = db != NULL ? erasures_list(db, book, error) : NULL;
    g_autoptr(GString) codes = g_string_new(NULL);
    for (guint i = 0; erasures != NULL && i < erasures->len; i++) {
        const Erasure *erasure = erasures->pdata[i];
        if (erasure->first != entry || !g_str_equal(erasure->field, field))
            continue;
        for (guint h = 0; h < erasure->holders->len; h++)
            g_string_append_printf(codes, "%s%s", codes->len > 0 ? ", " : "",
                                   ((const ErasureHolder *)erasure->holders->pdata[h])->code);
        break;
    }
    *ret_codes = g_string_free(g_steal_pointer(&codes), FALSE);
    return erasures != NULL;
}

static bool
run(Cmd *cmd, GError **error)
{
    const char *ground = cmd_option(cmd, "ground");
    if (cmd->arguments[0] == NULL || cmd->arguments[1] == NULL || cmd->arguments[2] != NULL)
        return fail(error, KN_INVALID, "Say which record and which field.");
    if (ground == NULL || *ground == '\0')
        return fail(error, KN_INVALID, "Say on what ground with --ground: it stays in the book.");
    g_autoptr(Book) book = NULL;
    gint64 entry = -1;
    {
        g_autoptr(Db) db = store_read(cmd->office->store, error);
        g_autoptr(Book) own = db != NULL ? office_book(db, cmd->unit, NULL) : NULL;
        if (db == NULL || !record_id_read(db, own, cmd->arguments[0], &book, &entry, error))
            return false;
    }
    if (!record_erase(cmd->office, book->code, &cmd->actor, entry, cmd->arguments[1], ground,
                      error))
        return false;
    g_autofree char *id = record_id(book, entry), *holders = NULL;
    if (!find_holders(cmd, book, entry, cmd->arguments[1], &holders, error))
        return false;
    if (cmd_wants_json(cmd)) {
        output_json(cmd->out, json_pack("{s:s, s:s, s:s}", "id", id, "erased", cmd->arguments[1],
                                        "still_at", holders));
        return true;
    }
    output_print(cmd->out, _("%s of %s is erased for good; every figure stays as it was.\n"),
                 cmd->arguments[1], id);
    if (*holders != '\0')
        output_print(cmd->out,
                     _("It may still stand at %s until the next exchange; `ketnghia erasures` says "
                       "when it is struck out there.\n"),
                     holders);
    return true;
}

static const GOptionEntry options[] = {
    {"ground", 0, 0, G_OPTION_ARG_STRING, NULL, N_("the legal ground, kept in the book"), "TEXT"},
    {NULL},
};

const Command cmd_erase = {
    "erase",
    "ID FIELD --ground TEXT",
    N_("erases a personal value for good"),
    "ketnghia erase HG-17 note --ground \"yêu cầu của đương sự\"",
    COMMAND_READS,
    options,
    run,
};
