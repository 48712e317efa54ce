/* covenant_change.c: proposes a new text in place of one that was agreed: what is not named stays as it is.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/agreement.h"

#include "base/error.h"
#include "cmd/fields.h"
#include "cmd/propose.h"

static bool
run(Cmd *cmd, GError **error)
{
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(Record) text = NULL;
    g_autoptr(Book) book = NULL;
    if (cmd->arguments[0] == NULL || cmd->arguments[1] == NULL)
        return fail(error, KN_INVALID, "Say which agreement, and what is to change in it.");
    {
        g_autoptr(Db) db = store_read(cmd->office->store, error);
        g_autoptr(Agreement) older =
            db != NULL ? agreement_get(cmd, db, cmd->arguments[0], error) : NULL;
        book = older != NULL ? office_book(db, cmd->unit, error) : NULL;
        if (book == NULL)
            return false;
        text = agreement_successor(older);
        if (!fields_read(cmd, db, book, cmd->arguments + 1, text, problems, error))
            return false;
    }
    return propose_text(cmd, book, text, problems, error);
}

const Command cmd_covenant_change = {
    "covenant change",
    "ID field=value ...",
    N_("proposes a changed or renewed text of a covenant, for all parties to agree"),
    "ketnghia covenant change KG-CD-12 ends=31/12/2021",
    COMMAND_READS,
    NULL,
    run,
};
