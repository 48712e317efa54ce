/* due_address.c: what humanitarian addresses wait for: a visit, what a sponsor promised, the second person who confirms a
 * help, the commune's word about a survey.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/due.h"

#include "records/kinds.h"
#include "standing/addresses.h"
#include "standing/rates.h"
#include "views/addresses.h"
#include "views/list.h"
#include "views/views.h"

#define EACH_AT_MOST 100 /* of one sort are named one by one; a list of more helps nobody */

/* Things of one sort, before it is known how many they are. */
typedef struct {
    Day day;
    gint64 entry;
    char *sentence;
} Waiting;

typedef struct {
    DueList *list;
    gint64 urgent, high, normal, confirm, second; /* days; 0: no rule in force */
    GHashTable *kept;
    GArray *visits, *surveys, *promises, *helps; /* (element-type Waiting) */
} Gathering;

static void
waiting_clear(gpointer data)
{
    g_free(((Waiting *)data)->sentence);
}

static GArray *
waiting_new(void)
{
    GArray *waiting = g_array_new(FALSE, FALSE, sizeof(Waiting));
    g_array_set_clear_func(waiting, waiting_clear);
    return waiting;
}

static void
gathering_clear(Gathering *gathering)
{
    g_clear_pointer(&gathering->kept, g_hash_table_unref);
    g_clear_pointer(&gathering->visits, g_array_unref);
    g_clear_pointer(&gathering->surveys, g_array_unref);
    g_clear_pointer(&gathering->promises, g_array_unref);
    g_clear_pointer(&gathering->helps, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Gathering, gathering_clear)

static void
wait_add(const Gathering *gathering, GArray *waiting, Day day, gint64 entry, char *sentence)
{
    Waiting one = {day, entry, sentence};
    if (day > gathering->list->to) {
        g_free(sentence);
        return;
    }
    g_array_append_val(waiting, one);
}

static gint
compare_waiting(gconstpointer a, gconstpointer b)
{
    const Waiting *one = a, *two = b;
    if (one->day != two->day)
        return one->day < two->day ? -1 : 1;
    return (one->entry > two->entry) - (one->entry < two->entry);
}

/* The oldest ones by name, the rest as a number. */
static void
hand_over(DueList *list, GArray *waiting, const char *further)
{
    g_array_sort(waiting, compare_waiting);
    for (guint i = 0; i < waiting->len && i < EACH_AT_MOST; i++) {
        Waiting *one = &g_array_index(waiting, Waiting, i);
        due_add(list, one->day, /* is_event= */ false, one->entry, g_steal_pointer(&one->sentence));
    }
    if (waiting->len <= EACH_AT_MOST)
        return;
    g_autofree char *count = count_print(waiting->len - EACH_AT_MOST, lang_current());
    Day day = g_array_index(waiting, Waiting, EACH_AT_MOST).day;
    due_add(list, day, /* is_event= */ false, -1, g_strdup_printf("%s: %s", further, count));
}

static void
look_visit(Gathering *gathering, const AddressRow *row)
{
    gint64 days = g_str_equal(row->priority, "urgent") ? gathering->urgent
                  : g_str_equal(row->priority, "high") ? gathering->high
                                                       : gathering->normal;
    Day last =
        row->surveyed == DAY_UNSET || row->helped > row->surveyed ? row->helped : row->surveyed;
    if (days == 0)
        return;
    if (last == DAY_UNSET) {
        wait_add(gathering, gathering->visits, gathering->list->today, row->entry,
                 g_strdup_printf(_("Visit %s (%s): nobody has been there yet."), row->name,
                                 row->commune));
        return;
    }
    g_autofree char *on = day_print(last, lang_current());
    wait_add(gathering, gathering->visits, last + (Day)days, row->entry,
             g_strdup_printf(_("Visit %s (%s): last visited on %s."), row->name, row->commune, on));
}

static void
look_address(void *context, const AddressRow *row)
{
    Gathering *gathering = context;
    look_visit(gathering, row);
    if (gathering->confirm > 0 && row->surveyed != DAY_UNSET && row->confirmed == DAY_UNSET)
        wait_add(gathering, gathering->surveys, row->surveyed + (Day)gathering->confirm, row->entry,
                 g_strdup_printf(_("Ask the commune %s to confirm the survey of %s."), row->commune,
                                 row->name));
}

static bool
look_sponsorship(void *context, const Record *sponsorship, GError **error)
{
    Gathering *gathering = context;
    g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, sponsorship->entry);
    const PromiseKept *kept = g_hash_table_lookup(gathering->kept, ref);
    Promise promise = {.sponsorship = (Record *)sponsorship};
    if (kept != NULL) {
        promise.times = kept->times;
        promise.given = (Money){kept->vnd, 1, QUALIFIER_EQ};
    }
    promise_reckon(&promise, gathering->list->today);
    if (promise.next == DAY_UNSET)
        return true;
    const char *address = record_value(sponsorship, kind_field(sponsorship->kind, "address"));
    g_autofree char *sponsor = record_title(sponsorship);
    g_autofree char *name =
        promise.next <= gathering->list->to
            ? record_ref_title(gathering->list->db, gathering->list->book, "address", address)
            : NULL;
    if (name != NULL)
        wait_add(gathering, gathering->promises, promise.next, sponsorship->entry,
                 g_strdup_printf(_("%s promised help to %s."), sponsor, name));
    return true;
}

static void
look_help(void *context, gint64 entry, Day day, const char *address)
{
    Gathering *gathering = context;
    if (gathering->second == 0)
        return;
    g_autofree char *on = day_print(day, lang_current());
    g_autofree char *name =
        gathering->helps->len < EACH_AT_MOST
            ? record_ref_title(gathering->list->db, gathering->list->book, "address", address)
            : NULL; /* only counted */
    wait_add(gathering, gathering->helps, day + (Day)gathering->second, entry,
             g_strdup_printf(_("Confirm as a second person the help of %s to %s."), on,
                             name != NULL ? name : address));
}

static bool
read_days(DueList *list, const char *table, const char *key, gint64 *ret_days, GError **error)
{
    g_autoptr(Rate) rate = NULL;
    if (!rate_find(list->db, list->book, table, key, list->today, &rate, error))
        return false;
    *ret_days = rate != NULL && rate->has_number ? rate->number : 0;
    return true;
}

static bool
read_rules(Gathering *gathering, GError **error)
{
    DueList *list = gathering->list;
    return read_days(list, "address_visit", "urgent", &gathering->urgent, error) &&
           read_days(list, "address_visit", "high", &gathering->high, error) &&
           read_days(list, "address_visit", "normal", &gathering->normal, error) &&
           read_days(list, "address_confirm", "days", &gathering->confirm, error) &&
           read_days(list, "help_confirm", "days", &gathering->second, error);
}

static bool
find(DueList *list, GError **error)
{
    g_auto(Gathering) gathering = {.list = list,
                                   .visits = waiting_new(),
                                   .surveys = waiting_new(),
                                   .promises = waiting_new(),
                                   .helps = waiting_new()};
    ListQuery sponsorships = {.kind = kind_get("sponsorship"),
                              .books = (gint64 *)&list->book->book,
                              .book_count = 1,
                              .from = DAY_UNSET,
                              .to = DAY_UNSET};
    gathering.kept = promises_kept(list->db, list->book, error);
    if (gathering.kept == NULL || !read_rules(&gathering, error) ||
        !addresses_each(list->db, list->book, look_address, &gathering, error) ||
        !list_each(list->db, &sponsorships, look_sponsorship, &gathering, error) ||
        !helps_waiting(list->db, list->book, look_help, &gathering, error))
        return false;
    hand_over(list, gathering.visits, _("Further addresses to visit"));
    hand_over(list, gathering.surveys, _("Further surveys to be confirmed by the commune"));
    hand_over(list, gathering.promises, _("Further promises that fall due"));
    hand_over(list, gathering.helps, _("Further helps that wait for a second person"));
    return true;
}

const DueSource due_address = {"address", N_("Humanitarian addresses"), true, find};
