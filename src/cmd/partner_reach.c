/* partner_reach.c: where a partner's machine is reached and when, and how the last exchange went.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/output.h"
#include "exchange/contact.h"
#include "exchange/partners.h"

static bool
change(Cmd *cmd, const char *code, GError **error)
{
    const char *address = cmd_option(cmd, "address"), *rhythm = cmd_option(cmd, "every");
    return (address == NULL ||
            contact_set_address(cmd->office, &cmd->actor, code, address, error)) &&
           (cmd_option(cmd, "new-certificate") == NULL ||
            contact_forget_certificate(cmd->office, &cmd->actor, code, error)) &&
           (rhythm == NULL ||
            contact_set_rhythm(cmd->office, &cmd->actor, cmd->unit, code, rhythm, error));
}

static json_t *
time_json(gint64 time)
{
    return time != 0 ? json_integer(time) : json_null();
}

static json_t *
document(const char *code, const Contact *contact)
{
    return json_pack("{s:s, s:s?, s:s?, s:s?, s:o, s:o, s:o, s:s?}", "unit", code, "address",
                     contact->address, "certificate", contact->certificate, "every",
                     contact->rhythm, "done", time_json(contact->done), "tried",
                     time_json(contact->tried), "failing", time_json(contact->failing), "trouble",
                     contact->trouble != TROUBLE_NONE ? trouble_word(contact->trouble) : NULL);
}

static void
print(Cmd *cmd, const char *code, const Contact *contact)
{
    g_autofree char *done = time_print(contact->done, lang_current()),
                    *tried = time_print(contact->tried, lang_current());
    const char *none = _("not known");
    output_print(cmd->out, _("%s is reached at: %s\n"), code,
                 contact->address != NULL ? contact->address : none);
    output_print(cmd->out, _("Its certificate: %s\n"),
                 contact->certificate != NULL ? contact->certificate : none);
    output_print(cmd->out, _("By the clock: %s\n"),
                 contact->rhythm != NULL ? contact->rhythm : _("off"));
    if (contact->done != 0)
        output_print(cmd->out, _("Last exchanged: %s\n"), done);
    if (contact_sentence(contact) != NULL)
        output_print(cmd->out, _("Last try, %s: %s\n"), tried, contact_sentence(contact));
}

static bool
run(Cmd *cmd, GError **error)
{
    const char *code = cmd->arguments[0];
    Pinned pinned;
    if (code == NULL || cmd->arguments[1] != NULL)
        return fail(error, KN_INVALID, "Say the code of one partner.");
    if (!change(cmd, code, error))
        return false;
    g_autoptr(Db) db = store_read(cmd->office->store, error);
    g_autoptr(Book) partner = db != NULL ? partner_get(db, code, &pinned, error) : NULL;
    g_autoptr(Contact) contact = partner != NULL ? contact_get(db, partner->origin, error) : NULL;
    if (contact == NULL)
        return false;
    if (cmd_wants_json(cmd))
        output_json(cmd->out, document(partner->code, contact));
    else
        print(cmd, partner->code, contact);
    return true;
}

static const GOptionEntry options[] = {
    {"address", 0, 0, G_OPTION_ARG_STRING, NULL, N_("where its machine is reached"), "URL"},
    {"every", 0, 0, G_OPTION_ARG_STRING, NULL,
     N_("while the office is served: 22:00, 6h (hours) or off"), "WHEN"},
    {"new-certificate", 0, 0, G_OPTION_ARG_NONE, NULL,
     N_("they confirmed that their certificate is a new one"), NULL},
    {NULL},
};

const Command cmd_partner_reach = {
    "partner reach",
    "CODE [--address URL] [--every 22:00|6h|off] [--new-certificate]",
    N_("where a partner's machine is reached, and when"),
    "ketnghia partner reach HG --address https://192.168.1.20:8443 --every 22:00",
    COMMAND_READS,
    options,
    run,
};
