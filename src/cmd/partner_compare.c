/* partner_compare.c: an officer has heard the partner's six words.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/output.h"
#include "exchange/other_key.h"

static bool
settle(Cmd *cmd, const char *code, const char *words, GError **error)
{
    OtherKey settled = {0};
    if (!other_key_settle(cmd->office, &cmd->actor, code, words, &settled, error))
        return false;
    output_print(cmd->out,
                 settled.taken
                     ? _("The other key is theirs: it counts for %s from now on.\n")
                     : _("The key of %s is the one we had; the other one was not theirs.\n"),
                 code);
    if (settled.taken) {
        g_autofree char *root = g_base64_encode(settled.root.bytes, HASH_SIZE);
        output_print(cmd->out,
                     _("For the paper of the covenant: new key from entry %d, state %s\n"),
                     (int)settled.size, root);
    }
    return true;
}

static bool
run(Cmd *cmd, GError **error)
{
    const char *code = cmd->arguments[0], *words = cmd_option(cmd, "words");
    Pinned pinned;
    if (code == NULL || cmd->arguments[1] != NULL || words == NULL)
        return fail(error, KN_INVALID, "Say the partner's code and --words \"...\" as you heard.");
    g_autoptr(Db) db = store_read(cmd->office->store, error);
    g_autoptr(Book) partner = db != NULL ? partner_get(db, code, &pinned, error) : NULL;
    if (partner == NULL)
        return false;
    g_clear_pointer(&db, db_free);
    if (pinned.stop == STOP_KEY)
        return settle(cmd, code, words, error);
    if (!partner_compared(cmd->office, &cmd->actor, code, words, error))
        return false;
    output_print(cmd->out, _("The six words of %s were compared.\n"), code);
    return true;
}

static const GOptionEntry options[] = {
    {"words", 0, 0, G_OPTION_ARG_STRING, NULL, N_("the six words the partner reads to you"),
     "WORDS"},
    {NULL},
};

const Command cmd_partner_compare = {
    "partner compare",
    "CODE --words \"...\"",
    N_("says that the six words were compared, also after another card came"),
    "ketnghia partner compare KG --words \"...\"",
    COMMAND_READS,
    options,
    run,
};
