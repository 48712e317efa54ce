/* fund.c: the book of a round: what was agreed, all meetings, all members, who paid at which meeting.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/fund_papers.h"

#include "reports/paper.h"

#define MEETINGS_ABREAST 6 /* columns of a table that an A4 page holds beside the names */

static void
facts(Doc *doc, Db *db, const ReportAsk *ask, const Record *fund)
{
    static const char *const shown[] = {
        "contribution", "members", "pot",       "every",  "turns",    "order",   "deduction",
        "started",      "ended",   "agreement", "agreed", "notified", "purpose", NULL};
    g_autofree char *holder = fund_paper_holder(db, ask, fund);
    fund_paper_line(doc, tr(ask->lang, N_("Holder")), holder);
    fund_paper_facts(doc, db, ask, fund, shown);
}

static void
column(DocBlock *table, Lang lang, const char *title, int width)
{
    table_column(table, tr(lang, title), DOC_RIGHT, width, true);
}

/* Who received at a sitting, with the names. */
static char *
receivers(Db *db, const ReportAsk *ask, const FundLedger *ledger, guint sitting)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < ledger->members->len; i++) {
        if (fund_sum(ledger, FUND_TURN, i, sitting) == 0)
            continue;
        g_autofree char *name =
            fund_paper_name(db, ask, ((FundMember *)ledger->members->pdata[i])->ref);
        g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", name);
    }
    return g_strdup(names->str);
}

static void
meetings(Doc *doc, Db *db, const ReportAsk *ask, const FundLedger *ledger)
{
    Lang lang = ask->lang;
    fund_paper_heading(doc, ledger->fund, N_("I. Meetings (%s)"));
    DocBlock *table = doc_table(doc);
    table_column(table, tr(lang, N_("Meeting")), DOC_LEFT, 12, false);
    column(table, lang, N_("Due"), 15);
    column(table, lang, N_("Paid in"), 15);
    table_column(table, tr(lang, N_("Received by")), DOC_LEFT, 17, false);
    column(table, lang, N_("Handed out"), 15);
    column(table, lang, N_("Gift box"), 13);
    column(table, lang, N_("In the box"), 13);
    for (guint i = 0; i < fund_meetings(ledger); i++) {
        g_autofree char *label = fund_paper_sitting(ledger->sittings->pdata[i], lang);
        g_autofree char *names = receivers(db, ask, ledger, i);
        DocRow *row = table_row(table, false);
        row_text(row, label);
        fund_paper_amount(row, fund_sum(ledger, FUND_DUE, FUND_ALL, i), lang);
        fund_paper_amount(row, fund_sum(ledger, FUND_PAID, FUND_ALL, i), lang);
        row_text(row, names);
        fund_paper_amount(row, fund_received(ledger, FUND_ALL, i), lang);
        fund_paper_amount(row, fund_sum(ledger, FUND_DEDUCTION, FUND_ALL, i), lang);
        fund_paper_amount(row, fund_balance_after(ledger, FUND_BOX, FUND_ALL, i), lang);
    }
    DocRow *row = table_row(table, true);
    row_text(row, tr(lang, N_("Sum")));
    fund_paper_amount(row, fund_sum(ledger, FUND_DUE, FUND_ALL, FUND_ALL), lang);
    fund_paper_amount(row, fund_sum(ledger, FUND_PAID, FUND_ALL, FUND_ALL), lang);
    row_text(row, "");
    fund_paper_amount(row, fund_received(ledger, FUND_ALL, FUND_ALL), lang);
    fund_paper_amount(row, fund_balance(ledger, FUND_GIFT, FUND_ALL), lang);
    fund_paper_amount(row, fund_balance(ledger, FUND_BOX, FUND_ALL), lang);
}

static const char *
state_of(const FundLedger *ledger, guint member, Lang lang)
{
    const FundMember *one = ledger->members->pdata[member];
    if (one->left >= 0)
        return tr(lang, N_("has left"));
    if (fund_is_waiting(ledger, member))
        return tr(lang, N_("waits"));
    return tr(lang, N_("has received"));
}

static void
members(Doc *doc, Db *db, const ReportAsk *ask, const FundLedger *ledger)
{
    Lang lang = ask->lang;
    fund_paper_heading(doc, ledger->fund, N_("II. Members (%s)"));
    DocBlock *table = doc_table(doc);
    table_column(table, tr(lang, N_("No.")), DOC_CENTRE, 6, false);
    table_column(table, tr(lang, N_("Member")), DOC_LEFT, 24, false);
    column(table, lang, N_("Paid in"), 14);
    column(table, lang, N_("Received so far"), 14);
    column(table, lang, N_("Owes"), 13);
    column(table, lang, N_("Still to get"), 14);
    table_column(table, tr(lang, N_("Turn")), DOC_LEFT, 15, false);
    for (guint i = 0; i < ledger->members->len; i++) {
        const FundMember *member = ledger->members->pdata[i];
        g_autofree char *name = fund_paper_name(db, ask, member->ref);
        g_autofree char *number = g_strdup_printf("%u", i + 1);
        DocRow *row = table_row(table, false);
        row_text(row, number);
        row_text(row, name);
        fund_paper_amount(row, fund_sum(ledger, FUND_PAID, i, FUND_ALL), lang);
        fund_paper_amount(row, fund_received(ledger, i, FUND_ALL), lang);
        fund_paper_amount(row, MAX(0, fund_balance(ledger, FUND_OWED, i)), lang);
        fund_paper_amount(row, MAX(0, -fund_balance(ledger, FUND_STAKE, i)), lang);
        row_text(row, state_of(ledger, i, lang));
    }
}

/* Whoever is behind, and whom to ask where they have received already. */
static void
arrears(Doc *doc, Db *db, const ReportAsk *ask, const FundLedger *ledger)
{
    Lang lang = ask->lang;
    DocBlock *table = NULL;
    for (guint i = 0; i < ledger->members->len; i++) {
        const FundMember *member = ledger->members->pdata[i];
        gint64 owed = fund_balance(ledger, FUND_OWED, i);
        if (owed <= 0)
            continue;
        if (table == NULL) {
            fund_paper_heading(doc, ledger->fund, N_("Behind with contributions (%s)"));
            table = doc_table(doc);
            table_column(table, tr(lang, N_("Member")), DOC_LEFT, 32, false);
            column(table, lang, N_("Owes"), 16);
            table_column(table, tr(lang, N_("Turn")), DOC_LEFT, 20, false);
            table_column(table, tr(lang, N_("Guarantor")), DOC_LEFT, 32, false);
        }
        g_autofree char *name = fund_paper_name(db, ask, member->ref);
        g_autofree char *guarantor = fund_paper_guarantor(db, ask, member);
        DocRow *row = table_row(table, false);
        row_text(row, name);
        fund_paper_amount(row, owed, lang);
        row_text(row, state_of(ledger, i, lang));
        row_text(row, fund_asks_guarantor(ledger, i) ? guarantor : "");
    }
}

/* Members down, meetings across, as many beside each other as the page holds. */
static void
grid(Doc *doc, Db *db, const ReportAsk *ask, const FundLedger *ledger, guint from, guint to)
{
    DocBlock *table = doc_table(doc);
    table_column(table, tr(ask->lang, N_("Member")), DOC_LEFT, 28, false);
    for (guint s = from; s < to; s++) {
        g_autofree char *label = fund_paper_sitting(ledger->sittings->pdata[s], ask->lang);
        table_column(table, label, DOC_RIGHT, 72 / MEETINGS_ABREAST, true);
    }
    for (guint i = 0; i < ledger->members->len; i++) {
        g_autofree char *name =
            fund_paper_name(db, ask, ((FundMember *)ledger->members->pdata[i])->ref);
        DocRow *row = table_row(table, false);
        row_text(row, name);
        for (guint s = from; s < to; s++)
            fund_paper_amount(row, fund_sum(ledger, FUND_PAID, i, s), ask->lang);
    }
}

Doc *
fund_book(Db *db, const ReportAsk *ask, GError **error)
{
    g_autoptr(Record) fund = fund_paper_record(db, ask, "fund", error);
    g_autoptr(FundLedger) ledger = fund != NULL ? fund_ledger_of(db, ask->own, fund, error) : NULL;
    if (ledger == NULL)
        return NULL;
    g_autoptr(Doc) doc = doc_new(ask->lang);
    doc->plain = true;
    doc->subject =
        g_strdup_printf(tr(ask->lang, N_("Book of the rotating fund: %s")), text_of(fund, "name"));
    doc->data = fund_paper_json(db, ask, ledger);
    facts(doc, db, ask, fund);
    meetings(doc, db, ask, ledger);
    members(doc, db, ask, ledger);
    arrears(doc, db, ask, ledger);
    guint held = fund_meetings(ledger);
    if (held > 0)
        fund_paper_heading(doc, fund, N_("III. Paid in at each meeting (%s)"));
    for (guint from = 0; from < held; from += MEETINGS_ABREAST)
        grid(doc, db, ask, ledger, from, MIN(held, from + MEETINGS_ABREAST));
    json_t *findings = json_object_get(doc->data, "findings"), *finding;
    size_t i;
    json_array_foreach(findings, i, finding)
        block_text(doc_add(doc, DOC_NOTE), json_string_value(finding));
    g_autofree char *holder = fund_paper_holder(db, ask, fund);
    doc_signer(doc, NULL, tr(ask->lang, N_("TREASURER")), "");
    doc_signer(doc, NULL, tr(ask->lang, N_("HOLDER OF THE FUND")), holder);
    return g_steal_pointer(&doc);
}

const Report report_fund = {
    .name = "fund",
    .title = N_("Book of the fund"),
    .about = N_("a rotating fund: meetings, members, who paid when; also as hledger and beancount"),
    .of_kind = "fund",
    .personal = true,
    .build = fund_book,
};
