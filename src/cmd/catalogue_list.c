/* catalogue_list.c: movements that the program knows.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/catalogue.h"

#include "cmd/output.h"
#include "views/views.h"

static json_t *
campaign_json(const ShippedCampaign *campaign, const char *id)
{
    json_t *aliases = json_array();
    for (const ShippedAlias *alias = campaign->aliases; alias->name != NULL; alias++)
        json_array_append_new(aliases, json_pack("{s:s, s:s, s:s}", "name", alias->name, "from",
                                                 alias->from, "to", alias->to));
    return json_pack("{s:s, s:s, s:s, s:s?, s:s?, s:s?, s:s, s:s, s:o, s:s?}", "name",
                     campaign->name, "sort", campaign->sort, "owner", campaign->owner, "since",
                     campaign->since, "season_from", campaign->season_from, "season_to",
                     campaign->season_to, "counted", campaign->counted, "source", campaign->source,
                     "aliases", aliases, "id", id);
}

static bool
run(Cmd *cmd, GError **error)
{
    g_autoptr(Db) db = store_read(cmd->office->store, error);
    g_autoptr(Book) book = db != NULL ? office_book(db, cmd->unit, error) : NULL;
    json_t *list = json_array();
    for (gsize i = 0; book != NULL && i < shipped_campaigns_count; i++) {
        const ShippedCampaign *campaign = &shipped_campaigns[i];
        gint64 entry = -1;
        if (!shipped_campaign_taken(db, book, campaign, &entry, error)) {
            json_decref(list);
            return false;
        }
        g_autofree char *id = entry >= 0 ? record_id(book, entry) : NULL;
        if (cmd_wants_json(cmd))
            json_array_append_new(list, campaign_json(campaign, id));
        else
            output_print(cmd->out, "%-8s %s\n", id != NULL ? id : "-", campaign->name);
    }
    if (book != NULL && cmd_wants_json(cmd))
        output_json(cmd->out, g_steal_pointer(&list));
    json_decref(list);
    return book != NULL;
}

const Command cmd_catalogue_list = {
    "catalogue list",
    "",
    N_("lists movements, drives and programmes that can be taken into the book"),
    "ketnghia catalogue list --unit KG",
    COMMAND_READS,
    NULL,
    run,
};
