/* due_statement.c: the day on which a campaign stops receiving, and the days by which its results are made public (Decree
 * 93/2021/NĐ-CP, article 14), until a publication says that they were.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/due.h"

#include "records/kinds.h"
#include "standing/rates.h"
#include "standing/receipts.h"
#include "views/links.h"
#include "views/list.h"

/* The newest day of records of a kind that name the campaign, DAY_UNSET: none. */
static bool
newest_day(const DueList *list, const char *kind, gint64 campaign, Day *ret_day, GError **error)
{
    g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, campaign);
    ListEqual equal = {"campaign", ref};
    g_autoptr(GPtrArray) equals = g_ptr_array_new();
    g_ptr_array_add(equals, &equal);
    ListQuery query = {.kind = kind_get(kind),
                       .books = (gint64 *)&list->book->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET,
                       .equals = equals,
                       .limit = 1};
    g_autoptr(ListPage) page = list_run(list->db, &query, /* with_sums= */ false, error);
    if (page == NULL)
        return false;
    *ret_day =
        page->records->len > 0 ? record_dated(g_ptr_array_index(page->records, 0)) : DAY_UNSET;
    return true;
}

/* Whether what a publication says was published, or more, on that day or later. */
static bool
is_published(const GPtrArray *publications, bool whole, Day from)
{
    for (guint i = 0; i < publications->len; i++) {
        const Record *publication = g_ptr_array_index(publications, i);
        int what = kind_field(publication->kind, "what");
        bool fits = record_choice_is(publication, what, "statement") ||
                    (!whole && record_choice_is(publication, what, "received"));
        if (fits && record_dated(publication) >= from)
            return true;
    }
    return false;
}

/* The days that a rule gives after `from`; DAY_UNSET: no rule is in force. */
static bool
deadline(const DueList *list, const char *key, Day from, Day *ret_day, GError **error)
{
    g_autoptr(Rate) rate = NULL;
    if (!rate_find(list->db, list->book, "publicity_days", key, from, &rate, error))
        return false;
    *ret_day = rate != NULL && rate->has_number ? from + (Day)rate->number : DAY_UNSET;
    return true;
}

static bool
add_received(DueList *list, const Record *campaign, Day closed, GError **error)
{
    Day day;
    if (!deadline(list, "after_receiving", closed, &day, error))
        return false;
    g_autofree char *title = record_title(campaign);
    if (day != DAY_UNSET && day <= list->to)
        due_add(list, day, /* is_event= */ false, campaign->entry,
                g_strdup_printf(_("Publish what the campaign \"%s\" received."), title));
    return true;
}

static bool
add_statement(DueList *list, const Record *campaign, Day finished, GError **error)
{
    Day day;
    if (!deadline(list, "after_distribution", finished, &day, error))
        return false;
    g_autofree char *title = record_title(campaign);
    if (day != DAY_UNSET && day <= list->to)
        due_add(list, day, /* is_event= */ false, campaign->entry,
                g_strdup_printf(
                    _("Publish the statement of the campaign \"%s\": received and distributed."),
                    title));
    return true;
}

static bool
look(void *context, const Record *campaign, GError **error)
{
    DueList *list = context;
    Day received = DAY_UNSET, distributed = DAY_UNSET;
    if (!newest_day(list, "receipt", campaign->entry, &received, error) ||
        !newest_day(list, "distribution", campaign->entry, &distributed, error))
        return false;
    Day closed = campaign_closes(campaign);
    if (closed == DAY_UNSET || received == DAY_UNSET)
        return true;
    g_autoptr(GPtrArray) publications = links_records(
        list->db, list->book, list->book, campaign->entry, "publication", "campaign", 0, 0, error);
    if (publications == NULL)
        return false;
    if (closed >= list->from && closed <= list->to) {
        g_autofree char *title = record_title(campaign);
        due_add(list, closed, /* is_event= */ true, campaign->entry,
                g_strdup_printf(_("The campaign \"%s\" stops receiving."), title));
    }
    if (!is_published(publications, false, closed) && !add_received(list, campaign, closed, error))
        return false;
    Day finished = MAX(closed, distributed);
    return distributed == DAY_UNSET || is_published(publications, true, finished) ||
           add_statement(list, campaign, finished, error);
}

static bool
find(DueList *list, GError **error)
{
    ListQuery query = {.kind = kind_get("campaign"),
                       .books = (gint64 *)&list->book->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    return list_each(list->db, &query, look, list, error);
}

const DueSource due_statement = {"statement", N_("Publicity of campaigns"), false, find};
