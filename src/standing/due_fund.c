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
        g_autofree char *amount = fund_amount_text(ledger->fund, owed, lang_current());
        char *sentence =
            g_strdup_printf(_("%s still has to pay %s into \"%s\"."), name, amount, fund);
        if (fund_asks_guarantor(ledger, i)) {
            g_autofree char *guarantor =
                record_ref_title(list->db, list->book, "member", member->guarantor);
            g_free(sentence);
            sentence = g_strdup_printf(_("%s still has to pay %s into \"%s\"; %s stands surety."),
                                       name, amount, fund, guarantor);
        }
        due_add(list, last->day, /* is_event= */ false, ledger->fund->entry, sentence);
    }
}

/* All that the round still needs; one more where all have received and the round has not ended. */
static void
add_meetings(DueList *list, const FundLedger *ledger, const char *fund)
{
    guint left = MAX(1, fund_meetings_left(ledger));
    for (guint ahead = 0; ahead < left; ahead++) {
        Day day = fund_day_planned(ledger, ahead);
        bool overdue = ahead == 0 && day < list->today;
        if (day == DAY_UNSET || day > list->to)
            return;
        if (day >= list->from || overdue)
            due_add(list, day, /* is_event= */ true, ledger->fund->entry,
                    g_strdup_printf(_("Meeting %d of the fund \"%s\"."),
                                    (int)(fund_meetings(ledger) + ahead) + 1, fund));
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
    add_meetings(list, ledger, title);
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
