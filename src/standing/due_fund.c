/* due_fund.c: the next meetings of rotating funds, and who is behind with what they owe.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/due.h"

#include "records/kinds.h"
#include "standing/fund.h"
#include "views/list.h"

static void
add_arrears(DueList *list, const FundLedger *ledger, const char *fund)
{
    guint held = fund_meetings(ledger);
    for (guint i = 0; i < ledger->members->len && held > 0; i++) {
        const FundMember *member = ledger->members->pdata[i];
        const FundSitting *last = ledger->sittings->pdata[held - 1];
        gint64 owed = fund_balance(ledger, FUND_OWED, i);
        if (owed <= 0 || last->day > list->to)
            continue;
        g_autofree char *name = record_ref_title(list->db, list->book, "member", member->ref);
        g_autofree char *amount = money_digits(owed, lang_current());
        due_add(list, last->day, /* is_event= */ false, ledger->fund->entry,
                g_strdup_printf(_("%s still has to pay %s into \"%s\"."), name, amount, fund));
    }
}

static bool
add_fund(void *context, const Record *fund, GError **error)
{
    DueList *list = context;
    if (!record_is_empty(fund, kind_field(fund->kind, "ended")))
        return true;
    g_autoptr(FundLedger) ledger = fund_ledger_of(list->db, list->book, fund, error);
    if (ledger == NULL)
        return false;
    g_autofree char *title = record_title(fund);
    Day next = fund_day_next(ledger);
    if (next != DAY_UNSET && next <= list->to && (next >= list->from || next < list->today))
        due_add(list, next, /* is_event= */ true, fund->entry,
                g_strdup_printf(_("Meeting %d of the fund \"%s\"."), (int)fund_meetings(ledger) + 1,
                                title));
    add_arrears(list, ledger, title);
    return true;
}

static bool
find(DueList *list, GError **error)
{
    gint64 book = list->book->book;
    ListQuery query = {.kind = kind_get("fund"),
                       .books = &book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    return list_each(list->db, &query, add_fund, list, error);
}

const DueSource due_fund = {"fund", N_("Rotating funds"), true, find};
