/* fund_sheet.c: the sheet for the next meeting of a fund, to be filled in by hand: what is due, room for what is paid, who is
 * there, and signatures.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/fund_papers.h"

#include "reports/paper.h"

static void
row_of(DocBlock *table, Db *db, const ReportAsk *ask, const FundLedger *ledger, guint i,
       guint number)
{
    const FundMember *member = ledger->members->pdata[i];
    g_autofree char *own = fund_paper_name(db, ask, member->ref);
    g_autofree char *guarantor = fund_paper_guarantor(db, ask, member);
    g_autofree char *name =
        fund_asks_guarantor(ledger, i)
            ? g_strdup_printf(tr(ask->lang, N_("%s (guarantor: %s)")), own, guarantor)
            : g_strdup(own);
    g_autofree char *count = g_strdup_printf("%u", number);
    DocRow *row = table_row(table, false);
    row_text(row, count);
    row_text(row, name);
    fund_paper_amount(row, MAX(0, fund_balance(ledger, FUND_OWED, i)), ask->lang);
    fund_paper_amount(row, fund_due_next(ledger, i), ask->lang);
    row_text(row, "");
    row_text(row, fund_is_waiting(ledger, i) ? tr(ask->lang, N_("waits")) : "");
    row_text(row, "");
}

/* A line to fill in for each turn, with a place to sign for what was received. */
static void
turns(Doc *doc, const FundLedger *ledger)
{
    Lang lang = doc->lang;
    gint64 count = CLAMP(fund_turns_left(ledger), 1, ledger->turns_each);
    fund_paper_heading(doc, ledger->fund, count > 1 ? N_("The turns (%s)") : N_("The turn (%s)"));
    DocBlock *table = doc_table(doc);
    table_column_by_hand(table, tr(lang, N_("Turn received by")), 30);
    table_column_by_hand(table,
                         tr(lang, fund_is_goods(ledger->fund) ? N_("Quantity") : N_("Amount")), 17);
    table_column_by_hand(table, tr(lang, N_("How decided")), 20);
    table_column_by_hand(table, tr(lang, N_("Given to the gift box")), 16);
    table_column_by_hand(table, tr(lang, N_("Signature")), 17);
    for (gint64 turn = 0; turn < count; turn++) {
        DocRow *row = table_row(table, false);
        for (guint column = 0; column < table->columns->len; column++)
            row_text(row, "");
    }
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    static const char *const blanks[] = {N_("In the box afterwards"), N_("Witnesses")};
    g_autoptr(Record) fund = fund_paper_record(db, ask, "fund", error);
    g_autoptr(FundLedger) ledger = fund != NULL ? fund_ledger_of(db, ask->own, fund, error) : NULL;
    if (ledger == NULL)
        return NULL;
    Lang lang = ask->lang;
    Day next = fund_day_next(ledger);
    g_autofree char *day = next != DAY_UNSET ? day_official(next, lang) : g_strdup("........");
    g_autoptr(Doc) doc = doc_new(lang);
    doc->plain = true;
    doc->subject = g_strdup_printf(tr(lang, N_("%s: meeting %d, %s")), text_of(fund, "name"),
                                   (int)fund_meetings(ledger) + 1, day);
    fund_paper_heading(doc, fund, N_("Contributions (%s)"));
    DocBlock *table = doc_table(doc);
    table_column(table, tr(lang, N_("No.")), DOC_CENTRE, 5, false);
    table_column(table, tr(lang, N_("Member")), DOC_LEFT, 29, false);
    table_column(table, tr(lang, N_("Owes")), DOC_RIGHT, 12, true);
    table_column(table, tr(lang, N_("Due")), DOC_RIGHT, 12, true);
    table_column_by_hand(table, tr(lang, N_("Paid in")), 13);
    table_column(table, tr(lang, N_("Turn")), DOC_LEFT, 13, false);
    table_column_by_hand(table, tr(lang, N_("Signature")), 16);
    guint number = 0;
    for (guint i = 0; i < ledger->members->len; i++)
        if (((const FundMember *)ledger->members->pdata[i])->left < 0 ||
            fund_balance(ledger, FUND_OWED, i) > 0)
            row_of(table, db, ask, ledger, i, ++number);
    turns(doc, ledger);
    for (gsize i = 0; i < G_N_ELEMENTS(blanks); i++)
        fund_paper_line(doc, tr(lang, blanks[i]),
                        "..........................................................");
    doc_signer(doc, NULL, tr(lang, N_("TREASURER")), "");
    g_autofree char *holder = fund_paper_holder(db, ask, fund);
    doc_signer(doc, NULL, tr(lang, N_("HOLDER OF THE FUND")), holder);
    return g_steal_pointer(&doc);
}

const Report report_fund_sheet = {
    .name = "fund_sheet",
    .title = N_("Sheet for the next meeting"),
    .about = N_("what is due at the next meeting of a fund, with room to write and to sign"),
    .of_kind = "fund",
    .personal = true,
    .build = build,
};
