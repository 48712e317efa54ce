/* passbook.c: the passbook of a member: every fund they are in, meeting by meeting what was due, paid and received.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/fund_papers.h"

#include "base/error.h"
#include "records/kinds.h"
#include "reports/paper.h"

static char *
note_of(const FundLedger *ledger, guint member, guint sitting, Lang lang)
{
    const FundMember *one = ledger->members->pdata[member];
    if (one->left == (int)sitting)
        return g_strdup(tr(lang, N_("leaves the fund")));
    for (guint i = 0; i < ledger->postings->len; i++) {
        const FundPosting *posting = &g_array_index(ledger->postings, FundPosting, i);
        if (posting->member == member && posting->sitting == sitting && posting->corrects)
            return g_strdup(tr(lang, N_("puts an older meeting right")));
    }
    return g_strdup("");
}

static void
sittings(Doc *doc, const FundLedger *ledger, guint member, Lang lang)
{
    DocBlock *table = doc_table(doc);
    table_column(table, tr(lang, N_("Meeting")), DOC_LEFT, 16, false);
    table_column(table, tr(lang, N_("Due")), DOC_RIGHT, 14, true);
    table_column(table, tr(lang, N_("Paid in")), DOC_RIGHT, 14, true);
    table_column(table, tr(lang, N_("Received so far")), DOC_RIGHT, 15, true);
    table_column(table, tr(lang, N_("Owes")), DOC_RIGHT, 13, true);
    table_column_by_hand(table, tr(lang, N_("Note")), 14);
    table_column_by_hand(table, tr(lang, N_("Signature")), 14);
    for (guint i = 0; i < ledger->sittings->len; i++) {
        g_autofree char *label = fund_paper_sitting(ledger->sittings->pdata[i], lang);
        g_autofree char *note = note_of(ledger, member, i, lang);
        DocRow *row = table_row(table, false);
        row_text(row, label);
        fund_paper_amount(row, fund_sum(ledger, FUND_DUE, member, i), lang);
        fund_paper_amount(row, fund_sum(ledger, FUND_PAID, member, i), lang);
        fund_paper_amount(row, fund_received(ledger, member, i), lang);
        fund_paper_amount(row, MAX(0, fund_balance_after(ledger, FUND_OWED, member, i)), lang);
        row_text(row, note);
        row_text(row, "");
    }
    DocRow *row = table_row(table, true);
    row_text(row, tr(lang, N_("Sum")));
    fund_paper_amount(row, fund_sum(ledger, FUND_DUE, member, FUND_ALL), lang);
    fund_paper_amount(row, fund_sum(ledger, FUND_PAID, member, FUND_ALL), lang);
    fund_paper_amount(row, fund_received(ledger, member, FUND_ALL), lang);
    fund_paper_amount(row, MAX(0, fund_balance(ledger, FUND_OWED, member)), lang);
    row_text(row, "");
    row_text(row, "");
}

static void
of_fund(Doc *doc, Db *db, const ReportAsk *ask, const FundLedger *ledger, guint member)
{
    Lang lang = ask->lang;
    const FundMember *one = ledger->members->pdata[member];
    g_autofree char *holder = fund_paper_holder(db, ask, ledger->fund);
    g_autofree char *turns =
        g_strdup_printf(tr(lang, N_("%d of %d received")), (int)one->turns, (int)one->shares);
    doc_heading(doc, 2, text_of(ledger->fund, "name"));
    fund_paper_line(doc, tr(lang, N_("Holder")), holder);
    fund_paper_line(doc, tr(lang, N_("Turns")), turns);
    g_autofree char *share = fund_amount_text(ledger->fund, ledger->contribution, lang);
    fund_paper_line(doc, tr(lang, N_("Contribution for each share")), share);
    g_autofree char *guarantor = fund_paper_guarantor(db, ask, one);
    fund_paper_line(doc, tr(lang, N_("Guarantor")), guarantor);
    if (one->paid_by_other > 0) {
        g_autofree char *paid = fund_amount_text(ledger->fund, one->paid_by_other, lang);
        fund_paper_line(doc, tr(lang, N_("Of it paid by other members")), paid);
    }
    if (one->paid_by_guarantor > 0) {
        g_autofree char *paid = fund_amount_text(ledger->fund, one->paid_by_guarantor, lang);
        fund_paper_line(doc, tr(lang, N_("Of that by the guarantor")), paid);
    }
    sittings(doc, ledger, member, lang);
    json_t *funds = json_object_get(doc->data, "funds");
    g_autofree char *id = record_id(ask->own, ledger->fund->entry);
    json_array_append_new(
        funds, json_pack("{s:s, s:I, s:I, s:I, s:I}", "id", id, "paid",
                         (json_int_t)fund_sum(ledger, FUND_PAID, member, FUND_ALL), "received",
                         (json_int_t)fund_received(ledger, member, FUND_ALL), "owed",
                         (json_int_t)fund_balance(ledger, FUND_OWED, member), "to_get",
                         (json_int_t)-fund_balance(ledger, FUND_STAKE, member)));
}

/* Whom this member stands surety for, and what that has come to. */
static void
sureties(Doc *doc, Db *db, const ReportAsk *ask, const FundLedger *ledger, const char *ref)
{
    Lang lang = ask->lang;
    bool any = false;
    for (guint i = 0; i < ledger->members->len; i++) {
        const FundMember *member = ledger->members->pdata[i];
        if (g_strcmp0(member->guarantor, ref) != 0)
            continue;
        g_autofree char *name = fund_paper_name(db, ask, member->ref);
        g_autofree char *paid = fund_amount_text(ledger->fund, member->paid_by_guarantor, lang);
        g_autofree char *owed =
            fund_amount_text(ledger->fund, MAX(0, fund_balance(ledger, FUND_OWED, i)), lang);
        g_autofree char *line =
            g_strdup_printf(tr(lang, N_("%s: paid for them %s, they owe %s")), name, paid, owed);
        if (!any)
            fund_paper_line(doc, tr(lang, N_("Stands surety in")), text_of(ledger->fund, "name"));
        any = true;
        doc_item(doc, line);
    }
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    const Period any = {DAY_UNSET, DAY_UNSET};
    g_autoptr(Record) member = fund_paper_record(db, ask, "member", error);
    g_autoptr(GPtrArray) funds =
        member != NULL ? records_of(db, "fund", &ask->own->book, 1, any, error) : NULL;
    if (funds == NULL)
        return NULL;
    g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, member->entry);
    g_autofree char *name = record_title(member);
    g_autoptr(Doc) doc = doc_new(ask->lang);
    doc->plain = true;
    doc->subject = g_strdup_printf(tr(ask->lang, N_("Passbook of %s")), name);
    doc->data = json_pack("{s:s, s:[]}", "member", name, "funds");
    for (guint i = 0; i < funds->len; i++) {
        g_autoptr(FundLedger) ledger = fund_ledger_of(db, ask->own, funds->pdata[i], error);
        if (ledger == NULL)
            return NULL;
        int index = fund_member_find(ledger, ref);
        if (index >= 0)
            of_fund(doc, db, ask, ledger, (guint)index);
        sureties(doc, db, ask, ledger, ref);
    }
    if (json_array_size(json_object_get(doc->data, "funds")) == 0)
        doc_paragraph(doc, tr(ask->lang, N_("Takes part in no rotating fund.")));
    doc_signer(doc, NULL, tr(ask->lang, N_("MEMBER")), name);
    doc_signer(doc, NULL, tr(ask->lang, N_("HOLDER OF THE FUND")), "");
    return g_steal_pointer(&doc);
}

const Report report_passbook = {
    .name = "passbook",
    .title = N_("Passbook of the rotating funds"),
    .about = N_("what one member paid into rotating funds and received from them"),
    .of_kind = "member",
    .personal = true,
    .build = build,
};
