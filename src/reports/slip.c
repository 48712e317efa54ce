/* slip.c: the slips of a meeting: the receipt of whoever took the turn, with the amount in words, and a list to sign of
 * what everyone paid.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/fund_papers.h"

#include "records/field.h"
#include "records/kinds.h"
#include "reports/paper.h"
#include "views/links.h"

static void
turn_slip(Doc *doc, Db *db, const ReportAsk *ask, const Record *fund, const Record *turn)
{
    Lang lang = ask->lang;
    Day day = record_dated(turn);
    g_autofree char *name = fund_paper_name(db, ask, text_of(turn, "member"));
    gint64 received = fund_amount(fund, turn, "amount");
    g_autofree char *amount = fund_paper_words(db, ask, fund, received, day);
    int form = kind_field(turn->kind, "form");
    g_autofree char *how =
        field_print(&turn->kind->fields[form], turn->values[form], lang, NULL, NULL);
    doc_heading(doc, 1, tr(lang, N_("Slip for the turn received")));
    fund_paper_line(doc, tr(lang, N_("Received by")), name);
    fund_paper_line(doc, tr(lang, fund_is_goods(fund) ? N_("Quantity") : N_("Amount")), amount);
    fund_paper_line(doc, tr(lang, N_("How decided")), how);
    if (*text_of(turn, "yielded_by") != '\0') {
        g_autofree char *by = fund_paper_name(db, ask, text_of(turn, "yielded_by"));
        fund_paper_line(doc, tr(lang, N_("Yielded by")), by);
    }
    gint64 deduction = fund_amount(fund, turn, "deduction");
    if (deduction > 0) {
        g_autofree char *given = fund_paper_words(db, ask, fund, deduction, day);
        g_autofree char *hand = fund_paper_words(db, ask, fund, received - deduction, day);
        fund_paper_line(doc, tr(lang, N_("Given to the gift box")), given);
        fund_paper_line(doc, tr(lang, N_("In hand")), hand);
    }
    fund_paper_line(doc, tr(lang, N_("Witnesses")), text_of(turn, "witnesses"));
}

/* The member, and who paid in their place. */
static char *
payer_of(Db *db, const ReportAsk *ask, const Record *contribution)
{
    g_autofree char *name = fund_paper_name(db, ask, text_of(contribution, "member"));
    if (*text_of(contribution, "substitute") == '\0')
        return g_steal_pointer(&name);
    g_autofree char *payer = fund_paper_name(db, ask, text_of(contribution, "substitute"));
    return g_strdup_printf(tr(ask->lang, N_("%s (paid by %s)")), name, payer);
}

static void
contributions(Doc *doc, Db *db, const ReportAsk *ask, const Record *fund, const GPtrArray *paid)
{
    Lang lang = ask->lang;
    gint64 sum = 0;
    fund_paper_heading(doc, fund, N_("Contributions received (%s)"));
    DocBlock *table = doc_table(doc);
    table_column(table, tr(lang, N_("No.")), DOC_CENTRE, 7, false);
    table_column(table, tr(lang, N_("Member")), DOC_LEFT, 35, false);
    table_column(table, tr(lang, N_("Due")), DOC_RIGHT, 16, true);
    table_column(table, tr(lang, N_("Paid in")), DOC_RIGHT, 16, true);
    table_column_by_hand(table, tr(lang, N_("Signature")), 26);
    for (guint i = 0; i < paid->len; i++) {
        const Record *record = paid->pdata[i];
        g_autofree char *number = g_strdup_printf("%u", i + 1);
        g_autofree char *name = payer_of(db, ask, record);
        DocRow *row = table_row(table, false);
        row_text(row, number);
        row_text(row, name);
        fund_paper_amount(row, fund_amount(fund, record, "due"), lang);
        fund_paper_amount(row, fund_amount(fund, record, "paid"), lang);
        row_text(row, "");
        sum += fund_amount(fund, record, "paid");
    }
    DocRow *row = table_row(table, true);
    row_text(row, "");
    row_text(row, tr(lang, N_("Sum")));
    row_text(row, "");
    fund_paper_amount(row, sum, lang);
    row_text(row, "");
    g_autofree char *words = fund_paper_words(db, ask, fund, sum, ask->today);
    fund_paper_line(doc, tr(lang, N_("Paid in together")), words);
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    g_autoptr(Record) meeting = fund_paper_record(db, ask, "meeting", error);
    if (meeting == NULL)
        return NULL;
    gint64 number = g_ascii_strtoll(text_of(meeting, "fund"), NULL, 10);
    g_autoptr(Record) fund = record_load(db, ask->own, number, error);
    g_autoptr(GPtrArray) paid = fund != NULL ? links_records(db, ask->own, ask->own, meeting->entry,
                                                             "contribution", "meeting", 0, 0, error)
                                             : NULL;
    g_autoptr(GPtrArray) turns =
        paid != NULL
            ? links_records(db, ask->own, ask->own, meeting->entry, "turn", "meeting", 0, 0, error)
            : NULL;
    if (turns == NULL)
        return NULL;
    g_autofree char *day = day_official(record_dated(meeting), ask->lang);
    g_autofree char *holder = fund_paper_holder(db, ask, fund);
    g_autoptr(Doc) doc = doc_new(ask->lang);
    doc->plain = true;
    doc->subject = g_strdup_printf(tr(ask->lang, N_("%s: meeting %s, %s")), text_of(fund, "name"),
                                   text_of(meeting, "number"), day);
    for (guint i = 0; i < turns->len; i++)
        turn_slip(doc, db, ask, fund, turns->pdata[i]);
    contributions(doc, db, ask, fund, paid);
    for (guint i = 0; i < turns->len; i++) {
        g_autofree char *receiver = fund_paper_name(db, ask, text_of(turns->pdata[i], "member"));
        doc_signer(doc, NULL, tr(ask->lang, N_("RECEIVED BY")), receiver);
    }
    doc_signer(doc, NULL, tr(ask->lang, N_("HOLDER OF THE FUND")), holder);
    return g_steal_pointer(&doc);
}

const Report report_slip = {
    .name = "slip",
    .title = N_("Slips of the meeting"),
    .about = N_("the receipt of whoever took the turn, and the list of contributions to sign"),
    .of_kind = "meeting",
    .personal = true,
    .build = build,
};
