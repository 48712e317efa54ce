/* fund_agreement.c: the written agreement of a round to be signed by all who take part (Decree 19/2019/NĐ-CP): who holds
 * the fund, who takes part, what is paid when, how the turn goes round, joining, leaving, what happens when one does not pay.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/fund_papers.h"

#include "records/kinds.h"
#include "reports/paper.h"

static void
rules(Doc *doc, Lang lang)
{
    static const char *const items[] = {
        N_("No interest is asked or paid; what one puts in over the round is what one receives."),
        N_("Whoever has received goes on paying until the round has ended."),
        N_("Lots are drawn before all who are present, from a seed sealed beforehand and the words "
           "of those present."),
        N_("Whoever's turn it is may yield it to another who has not received; two members may "
           "change places."),
        N_("Whoever cannot pay in time says so before the meeting; another member may pay for "
           "them, and what is owed stands in the book until it is paid."),
        N_("Whoever stands surety signs beside the member's name, and pays what that member does "
           "not pay after having received; the book counts it as paid for that member."),
        N_("Whoever leaves before the end gets back what they paid less what they received, or "
           "pays the difference; the rest of the members agree on when."),
        N_("The holder keeps the book of the fund, shows it to any member who asks, gives a slip "
           "for what is paid and received, and hands the fund over when it is taken from them."),
        N_("The round ends when everyone has received and the box is empty."),
    };
    for (gsize i = 0; i < G_N_ELEMENTS(items); i++)
        doc_item(doc, tr(lang, items[i]));
}

static bool
has_guarantors(const FundLedger *ledger)
{
    bool any = false;
    for (guint i = 0; i < ledger->members->len && !any; i++)
        any = ((const FundMember *)ledger->members->pdata[i])->guarantor != NULL;
    return any;
}

static void
signatures(Doc *doc, Db *db, const ReportAsk *ask, const FundLedger *ledger)
{
    Lang lang = ask->lang;
    DocBlock *table = doc_table(doc);
    bool surety = has_guarantors(ledger);
    table_column(table, tr(lang, N_("No.")), DOC_CENTRE, 6, false);
    table_column(table, tr(lang, N_("Member")), DOC_LEFT, surety ? 23 : 34, false);
    table_column_by_hand(table, tr(lang, N_("Identity number, place of living")), surety ? 20 : 28);
    table_column(table, tr(lang, N_("Shares")), DOC_RIGHT, surety ? 8 : 10, true);
    table_column_by_hand(table, tr(lang, N_("Signature")), surety ? 15 : 22);
    if (surety)
        table_column_by_hand(table, tr(lang, N_("Guarantor, signature")), 28);
    for (guint i = 0; i < ledger->members->len; i++) {
        const FundMember *member = ledger->members->pdata[i];
        g_autofree char *number = g_strdup_printf("%u", i + 1);
        g_autofree char *name = fund_paper_name(db, ask, member->ref);
        g_autofree char *shares = count_print(member->shares, lang);
        DocRow *row = table_row(table, false);
        row_text(row, number);
        row_text(row, name);
        row_text(row, "");
        row_number(row, member->shares, shares, NULL);
        row_text(row, "");
        if (surety) {
            g_autofree char *guarantor = fund_paper_guarantor(db, ask, member);
            row_text(row, guarantor);
        }
    }
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    static const char *const shown[] = {"purpose",   "contribution", "every", "started",
                                        "members",   "turns",        "pot",   "order",
                                        "deduction", "gift_box",     NULL};
    g_autoptr(Record) fund = fund_paper_record(db, ask, "fund", error);
    g_autoptr(FundLedger) ledger = fund != NULL ? fund_ledger_of(db, ask->own, fund, error) : NULL;
    if (ledger == NULL)
        return NULL;
    Day agreed = record_day(fund, kind_field(fund->kind, "agreed"));
    Day day = agreed != DAY_UNSET ? agreed : record_dated(fund);
    Lang lang = ask->lang;
    g_autofree char *holder = fund_paper_holder(db, ask, fund);
    g_autoptr(Doc) doc = doc_new(lang);
    if (!paper_head(doc, db, ask->own, day, "TT", error))
        return NULL;
    if (*text_of(fund, "agreement") != '\0') {
        g_free(doc->number);
        doc->number = g_strdup_printf(tr(lang, N_("No.: %s")), text_of(fund, "agreement"));
    }
    doc->type = g_strdup(tr(lang, N_("AGREEMENT")));
    doc->subject =
        g_strdup_printf(tr(lang, N_("on the rotating fund \"%s\"")), text_of(fund, "name"));
    block_text(doc_add(doc, DOC_GROUNDS),
               tr(lang, N_("On the grounds of Decree 19/2019/NĐ-CP of 19 February 2019 of the "
                           "Government on họ, hụi, biêu, phường;")));
    doc_heading(doc, 1, tr(lang, N_("I. The fund")));
    fund_paper_line(doc, tr(lang, N_("Holder")), holder);
    fund_paper_facts(doc, db, ask, fund, shown);
    doc_heading(doc, 1, tr(lang, N_("II. Rules")));
    rules(doc, lang);
    doc_heading(doc, 1, tr(lang, N_("III. Those who take part")));
    signatures(doc, db, ask, ledger);
    doc_paragraph(doc, tr(lang, N_("Each of them has read the agreement and signs it")))->closing =
        true;
    doc_signer(doc, NULL, tr(lang, N_("HOLDER OF THE FUND")), holder);
    return paper_signer(doc, db, ask->own, day, error) ? g_steal_pointer(&doc) : NULL;
}

const Report report_fund_agreement = {
    .name = "fund_agreement",
    .title = N_("Agreement of the fund, to sign"),
    .about = N_("the written agreement of a rotating fund with room for all signatures"),
    .of_kind = "fund",
    .personal = true,
    .build = build,
};
