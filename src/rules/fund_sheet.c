/* fund_sheet.c: a meeting of a fund with what hangs on it, as the next one begins and as an older one stands.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/fund.h"

#include "base/error.h"
#include "records/kinds.h"
#include "views/links.h"

static void
set(Record *record, const char *field, const char *value)
{
    record_set(record, kind_field(record->kind, field), value);
}

FundSheet *
fund_sheet_new(void)
{
    FundSheet *sheet = g_new0(FundSheet, 1);
    sheet->meeting = record_new(kind_get("meeting"));
    sheet->contributions = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    sheet->turns = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    return sheet;
}

void
fund_sheet_free(FundSheet *sheet)
{
    if (sheet == NULL)
        return;
    record_free(sheet->meeting);
    g_clear_pointer(&sheet->contributions, g_ptr_array_unref);
    g_clear_pointer(&sheet->turns, g_ptr_array_unref);
    g_free(sheet);
}

Record *
fund_sheet_contribution(FundSheet *sheet, const char *member)
{
    for (guint i = 0; i < sheet->contributions->len; i++) {
        Record *record = sheet->contributions->pdata[i];
        if (g_str_equal(record_value(record, kind_field(record->kind, "member")), member))
            return record;
    }
    Record *record = record_new(kind_get("contribution"));
    set(record, "member", member);
    g_ptr_array_add(sheet->contributions, record);
    return record;
}

/* A turn as far as it is known: what it brings, and by a list whose it is. Returns what it takes out of the box. */
static gint64
next_turn(FundSheet *sheet, const FundLedger *ledger, guint nth, gint64 paid_in)
{
    int by_list = fund_by_list(ledger, nth), member = by_list;
    for (guint i = 0; member < 0 && i < ledger->members->len; i++)
        if (fund_is_waiting(ledger, i))
            member = (int)i;
    if (member < 0)
        return 0;
    const FundMember *receiver = ledger->members->pdata[member];
    Record *turn = record_new(kind_get("turn"));
    gint64 amount =
        fund_turn_next(ledger, (guint)member, fund_due_next(ledger, (guint)member), paid_in);
    set(turn, "member", by_list >= 0 ? receiver->ref : "");
    set(turn, "form", record_value(ledger->fund, kind_field(ledger->fund->kind, "order")));
    fund_amount_set(ledger->fund, turn, "amount", amount);
    if (ledger->deduction > 0)
        fund_amount_set(ledger->fund, turn, "deduction", ledger->deduction);
    g_ptr_array_add(sheet->turns, turn);
    return amount;
}

FundSheet *
fund_sheet_next(const FundLedger *ledger, Day today)
{
    FundSheet *sheet = fund_sheet_new();
    Day day = fund_day_next(ledger);
    g_autofree char *held = day_iso(day != DAY_UNSET ? day : today);
    g_autofree char *number = g_strdup_printf("%u", fund_meetings(ledger) + 1);
    gint64 paid_in = 0;
    set(sheet->meeting, "held", held);
    set(sheet->meeting, "number", number);
    for (guint i = 0; i < ledger->members->len; i++) {
        const FundMember *member = ledger->members->pdata[i];
        gint64 due = fund_due_next(ledger, i);
        if (member->left >= 0 && fund_balance(ledger, FUND_OWED, i) <= 0)
            continue;
        Record *contribution = fund_sheet_contribution(sheet, member->ref);
        fund_amount_set(ledger->fund, contribution, "due", due);
        fund_amount_set(ledger->fund, contribution, "paid", due);
        paid_in += due;
        const char *there[] = {member->ref, "present"};
        if (member->left < 0)
            record_add_item(sheet->meeting, kind_field(sheet->meeting->kind, "attendance"), there,
                            G_N_ELEMENTS(there));
    }
    gint64 turns = MIN(ledger->turns_each, fund_turns_left(ledger));
    for (guint nth = 0; nth < turns; nth++)
        paid_in -= next_turn(sheet, ledger, nth, paid_in);
    return sheet;
}

FundSheet *
fund_sheet_read(Db *db, const Book *book, gint64 meeting, GError **error)
{
    g_autoptr(FundSheet) sheet = fund_sheet_new();
    Record *record = record_load(db, book, meeting, error);
    if (record == NULL)
        return NULL;
    record_free(sheet->meeting);
    sheet->meeting = record;
    if (!g_str_equal(record->kind->name, "meeting"))
        return fail_null(error, KN_INVALID, N_("This is no meeting of a fund."));
    g_ptr_array_unref(sheet->contributions);
    g_ptr_array_unref(sheet->turns);
    sheet->turns = NULL;
    sheet->contributions =
        links_records(db, book, book, meeting, "contribution", "meeting", 0, 0, error);
    if (sheet->contributions == NULL)
        return NULL;
    sheet->turns = links_records(db, book, book, meeting, "turn", "meeting", 0, 0, error);
    return sheet->turns != NULL ? g_steal_pointer(&sheet) : NULL;
}

static bool
is_out(const FundLedger *ledger, const char *ref)
{
    int member = fund_member_find(ledger, ref);
    return member >= 0 && ((const FundMember *)ledger->members->pdata[member])->left >= 0;
}

Record *
fund_next_round(const FundLedger *ledger, Day today)
{
    static const char *const anew[] = {"ended", "agreement", "agreed", "notified", "roster"};
    Record *next = record_new(ledger->fund->kind);
    int roster = kind_field(next->kind, "roster");
    gint64 turns = 0;
    for (gsize i = 0; i < next->kind->field_count; i++)
        if (!record_is_struck(ledger->fund, (int)i))
            record_set(next, (int)i, record_value(ledger->fund, (int)i));
    for (gsize i = 0; i < G_N_ELEMENTS(anew); i++)
        set(next, anew[i], "");
    for (guint i = 0; i < ledger->members->len; i++) {
        const FundMember *member = ledger->members->pdata[i];
        if (is_out(ledger, member->ref))
            continue;
        g_autofree char *shares = member->shares > 1
                                      ? g_strdup_printf("%" G_GINT64_FORMAT, member->shares)
                                      : g_strdup("");
        const char *guarantor = member->guarantor != NULL ? member->guarantor : "";
        const char *parts[] = {member->ref, "", shares, guarantor};
        record_add_item(next, roster, parts, G_N_ELEMENTS(parts));
        turns += member->shares;
    }
    g_autofree char *started = day_iso(today);
    g_autofree char *previous = g_strdup_printf("%" G_GINT64_FORMAT, ledger->fund->entry);
    g_autofree char *members = g_strdup_printf("%" G_GINT64_FORMAT, turns);
    set(next, "started", started);
    set(next, "previous", previous);
    set(next, "members", members);
    fund_amount_set(next, next, "pot",
                    ledger->contribution * ((turns + ledger->turns_each - 1) / ledger->turns_each));
    return next;
}
