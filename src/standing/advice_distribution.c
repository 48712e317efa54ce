/* advice_distribution.c: distributions beside what was received: more than is left, for another campaign than it was given
 * for.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/advice.h"

#include "records/kinds.h"
#include "standing/receipts.h"
#include "views/views.h"

typedef struct {
    Db *db;
    const Book *book;
    const Record *distribution;
    Problems *problems;
} Looking;

static const char *
value_of(const Record *record, const char *field)
{
    return record_value(record, kind_field(record->kind, field));
}

/* What would be left after the distribution; `source` is what people call where it comes from. */
static void
check_left(const Looking *looking, Holding *holding, gint64 taken, bool with_goods,
           const char *source)
{
    gint64 before = holding->left;
    if (before < taken) {
        g_autofree char *left = money_digits(MAX(before, 0), lang_current()),
                        *wanted = money_digits(taken, lang_current());
        problems_add(looking->problems, PROBLEM_HINT, "amount",
                     N_("%s has %s left, and %s is distributed from it."), source, left, wanted);
    }
    if (!with_goods)
        return;
    holding_take(holding, looking->distribution, taken);
    for (guint i = 0; i < holding->goods->len; i++) {
        const GoodsHeld *goods = g_ptr_array_index(holding->goods, i);
        if (goods->out <= goods->in)
            continue;
        g_autofree char *in = count_print(goods->in, lang_current()),
                        *out = count_print(goods->out, lang_current());
        problems_add(looking->problems, PROBLEM_HINT, "goods",
                     N_("%s: of \"%s\" %s %s came in, and %s would be distributed."), source,
                     goods->what, in, goods->per, out);
    }
}

/* The donor gave it for one campaign; the distribution says another one, or none. */
static void
check_earmark(const Looking *looking, const Record *receipt)
{
    const char *given = value_of(receipt, "campaign"),
               *spent = value_of(looking->distribution, "campaign");
    if (*given == '\0' || g_str_equal(given, spent))
        return;
    g_autofree char *title = record_ref_title(looking->db, looking->book, "campaign", given);
    if (*spent == '\0')
        problems_add(looking->problems, PROBLEM_HINT, "campaign",
                     N_("The receipt %s was given for \"%s\": say the campaign here too, else it "
                        "is not counted as spent for it."),
                     value_of(receipt, "number"), title);
    else
        problems_add(looking->problems, PROBLEM_HINT, "campaign",
                     N_("The receipt %s was given for \"%s\", not for this campaign."),
                     value_of(receipt, "number"), title);
}

/* The activity that hands it over stands under other campaigns. */
static void
check_activity(const Looking *looking)
{
    const char *ref = value_of(looking->distribution, "activity"),
               *campaign = value_of(looking->distribution, "campaign");
    g_autoptr(Book) holder = NULL;
    gint64 entry = -1;
    if (*ref == '\0' || *campaign == '\0' ||
        !record_ref_find(looking->db, looking->book, ref, &holder, &entry, NULL) ||
        holder == NULL || holder->book != looking->book->book)
        return;
    g_autoptr(Record) activity = record_load(looking->db, holder, entry, NULL);
    int list = activity != NULL ? kind_field(activity->kind, "campaigns") : -1;
    if (activity == NULL || record_items(activity, list) == 0)
        return;
    for (gsize i = 0; i < record_items(activity, list); i++) {
        g_autofree char *named = record_part(activity, list, i, 0);
        if (g_str_equal(named, campaign))
            return;
    }
    g_autofree char *title = record_title(activity);
    problems_add(looking->problems, PROBLEM_HINT, "activity",
                 N_("The activity \"%s\" stands under another campaign."), title);
}

static bool
check_receipts(const Looking *looking, gsize count, GError **error)
{
    int list = kind_field(looking->distribution->kind, "receipts");
    for (gsize i = 0; i < count; i++) {
        g_autofree char *ref = record_part(looking->distribution, list, i, 0);
        gint64 entry = 0;
        g_autoptr(Record) receipt = g_ascii_string_to_signed(ref, 10, 0, G_MAXINT64, &entry, NULL)
                                        ? record_load(looking->db, looking->book, entry, NULL)
                                        : NULL;
        if (receipt == NULL)
            continue;
        g_autoptr(Holding) holding = holding_of_receipt(looking->db, looking->book, receipt,
                                                        looking->distribution->entry, error);
        if (holding == NULL)
            return false;
        g_autofree char *source = g_strdup_printf(_("The receipt %s"), value_of(receipt, "number"));
        check_earmark(looking, receipt);
        check_left(looking, holding, taken_from_receipt(looking->distribution, entry), count == 1,
                   source);
    }
    return true;
}

static bool
check_campaign(const Looking *looking, GError **error)
{
    const char *campaign = value_of(looking->distribution, "campaign");
    Money amount = {0};
    g_autoptr(Holding) holding = holding_of_campaign(looking->db, looking->book, campaign,
                                                     looking->distribution->entry, error);
    if (holding == NULL)
        return false;
    if (!record_money(looking->distribution, kind_field(looking->distribution->kind, "amount"),
                      &amount))
        amount.vnd = 0;
    g_autofree char *title = record_ref_title(looking->db, looking->book, "campaign", campaign),
                    *source = g_strdup_printf(_("The campaign \"%s\""), title);
    check_left(looking, holding, amount.vnd, true, source);
    return true;
}

static bool
check(Db *db, const Book *book, const Record *distribution, Problems *problems, GError **error)
{
    const Looking looking = {db, book, distribution, problems};
    gsize receipts = record_items(distribution, kind_field(distribution->kind, "receipts"));
    check_activity(&looking);
    if (receipts > 0)
        return check_receipts(&looking, receipts, error);
    return *value_of(distribution, "campaign") == '\0' || check_campaign(&looking, error);
}

const Advice advice_distribution = {"distribution", check};
