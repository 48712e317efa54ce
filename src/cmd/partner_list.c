/* partner_list.c: our partners, and whether their six words were compared.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/date.h"
#include "cmd/output.h"
#include "exchange/exchange.h"

static json_t *
document(const Partner *partner)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:b, s:b, s:I, s:I, s:I, s:s?, s:I}", "unit",
                     partner->code, "name", partner->name, "origin", partner->origin, "vkey",
                     partner->vkey, "words", partner->words, "compared", partner->compared,
                     "stopped", partner->stopped, "size", (json_int_t)partner->size, "last_seen",
                     (json_int_t)partner->last_seen, "our_cosigned",
                     (json_int_t)partner->our_cosigned, "watched_by", partner->watched_by,
                     "watched", (json_int_t)partner->watched);
}

static void
print(Cmd *cmd, const Partner *partner)
{
    output_print(cmd->out, "%s  %s\n    %s: %s (%s)\n", partner->code, partner->name,
                 _("six words"), partner->words,
                 partner->compared ? _("compared") : _("not compared yet"));
    if (partner->stop == STOP_KEY)
        output_print(cmd->out, "    %s\n",
                     _("Everything is stopped: a card with another key came under its name."));
    else if (partner->stopped)
        output_print(cmd->out, "    %s\n",
                     _("Exchange is stopped: its book does not agree with what we hold."));
    if (partner->watched_by != NULL)
        output_print(cmd->out, _("    watched over by %s; confirmed up to %d entries\n"),
                     partner->watched_by, (int)partner->watched);
    if (partner->last_seen > 0) {
        g_autofree char *time = time_print(partner->last_seen, lang_current());
        output_print(cmd->out, _("    last exchange %s; %d of its entries held\n"), time,
                     (int)partner->size);
    }
}

static bool
run(Cmd *cmd, GError **error)
{
    g_autoptr(Db) db = store_read(cmd->office->store, error);
    g_autoptr(GPtrArray) partners = db != NULL ? partners_list(db, error) : NULL;
    if (partners == NULL)
        return false;
    json_t *list = json_array();
    for (guint i = 0; i < partners->len; i++) {
        if (cmd_wants_json(cmd))
            json_array_append_new(list, document(g_ptr_array_index(partners, i)));
        else
            print(cmd, g_ptr_array_index(partners, i));
    }
    if (cmd_wants_json(cmd))
        output_json(cmd->out, json_incref(list));
    else if (partners->len == 0)
        output_print(cmd->out, "%s\n",
                     _("No partners yet: exchange cards with `ketnghia partner card`."));
    json_decref(list);
    return true;
}

const Command cmd_partner_list = {
    "partner list", "", N_("lists our partners"), "ketnghia partner list", COMMAND_READS, NULL, run,
};
