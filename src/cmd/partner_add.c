/* partner_add.c: pins a partner's keys from its card.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/limits.h"
#include "cmd/output.h"
#include "exchange/contact.h"
#include "exchange/exchange.h"

static bool
run(Cmd *cmd, GError **error)
{
    if (cmd->arguments[0] == NULL || cmd->arguments[1] != NULL)
        return fail(error, KN_INVALID, "Say the file of the partner's card.");
    g_autofree char *path = cmd_path(cmd, cmd->arguments[0]);
    g_autofree char *card = NULL, *code = NULL;
    gsize length;
    if (!g_file_get_contents(path, &card, &length, error))
        return fail_at(error, "Reading %s", path);
    if (length > LIMIT_NOTE_BYTES)
        return fail(error, KN_LIMIT, "%s is too large for a card.", path);
    const char *words = cmd_option(cmd, "words");
    if (!partner_add(cmd->office, &cmd->actor, card, length, cmd_option(cmd, "as"), words, &code,
                     error))
        return false;
    const char *address = cmd_option(cmd, "address");
    if (address != NULL && !contact_set_address(cmd->office, &cmd->actor, code, address, error))
        return fail_at(error, "%s is our partner now, but its address was not kept", code);
    if (cmd_wants_json(cmd))
        output_json(cmd->out, json_pack("{s:s, s:b}", "unit", code, "compared", words != NULL));
    else if (words != NULL)
        output_print(cmd->out, _("%s is our partner now; the six words were compared.\n"), code);
    else
        output_print(
            cmd->out,
            _("%s is our partner now. Compare the six words with them: `ketnghia partner list`.\n"),
            code);
    return true;
}

static const GOptionEntry options[] = {
    {"words", 0, 0, G_OPTION_ARG_STRING, NULL, N_("the six words the partner reads to you"),
     "WORDS"},
    {"as", 0, 0, G_OPTION_ARG_STRING, NULL, N_("the code it has here, where its own is taken"),
     "CODE"},
    {"address", 0, 0, G_OPTION_ARG_STRING, NULL, N_("where its machine is reached"), "URL"},
    {NULL},
};

const Command cmd_partner_add = {
    "partner add",
    "FILE [--words \"...\"] [--address URL]",
    N_("takes a partner's card"),
    "ketnghia partner add KG.the",
    COMMAND_READS,
    options,
    run,
};
