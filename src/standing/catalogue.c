/* catalogue.c: a record out of what is brought along, and whether a book has it already.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/catalogue.h"

#include "base/text.h"
#include "records/campaign.h"
#include "records/kinds.h"
#include "views/list.h"

static void
set(Record *record, const char *field, const char *value)
{
    if (value != NULL)
        record_set(record, kind_field(record->kind, field), value);
}

Record *
shipped_campaign_record(const ShippedCampaign *campaign)
{
    Record *record = record_new(kind_get("campaign"));
    set(record, "name", campaign->name);
    set(record, "sort", campaign->sort);
    set(record, "owner", campaign->owner);
    set(record, "since", campaign->since);
    set(record, "season_from", campaign->season_from);
    set(record, "season_to", campaign->season_to);
    set(record, "counted", campaign->counted);
    for (const ShippedAlias *alias = campaign->aliases; alias->name != NULL; alias++) {
        const char *const parts[] = {alias->name, alias->from, alias->to};
        record_add_item(record, kind_field(record->kind, "aliases"), parts, G_N_ELEMENTS(parts));
    }
    g_free(record->source);
    record->source = g_strdup(campaign->source);
    return record;
}

static bool
share_a_name(const GPtrArray *names, const GPtrArray *others)
{
    for (guint i = 0; i < names->len; i++)
        if (g_ptr_array_find_with_equal_func((GPtrArray *)others, names->pdata[i], g_str_equal,
                                             NULL))
            return true;
    return false;
}

const ShippedCampaign *
shipped_campaign_find(const char *name)
{
    g_autoptr(GPtrArray) asked = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(asked, text_fold(name));
    for (gsize i = 0; i < shipped_campaigns_count; i++) {
        g_autoptr(Record) record = shipped_campaign_record(&shipped_campaigns[i]);
        g_autoptr(GPtrArray) names = campaign_names(record);
        if (share_a_name(names, asked))
            return &shipped_campaigns[i];
    }
    return NULL;
}

typedef struct {
    const GPtrArray *names;
    gint64 entry;
} Look;

static bool
look(void *context, const Record *record, GError **error)
{
    Look *looking = context;
    g_autoptr(GPtrArray) names = campaign_names(record);
    if (looking->entry < 0 && share_a_name(looking->names, names))
        looking->entry = record->entry;
    return true;
}

bool
shipped_campaign_taken(Db *db, const Book *book, const ShippedCampaign *campaign, gint64 *ret_entry,
                       GError **error)
{
    g_autoptr(Record) record = shipped_campaign_record(campaign);
    g_autoptr(GPtrArray) names = campaign_names(record);
    gint64 number = book->book;
    ListQuery query = {.kind = kind_get("campaign"),
                       .books = &number,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    Look looking = {names, -1};
    if (!list_each(db, &query, look, &looking, error))
        return false;
    *ret_entry = looking.entry;
    return true;
}
