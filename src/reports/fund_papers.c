/* fund_papers.c: finds what a paper of a fund is about, and prints its pieces.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/fund_papers.h"

#include "base/error.h"
#include "base/text.h"
#include "records/field.h"
#include "records/kinds.h"
#include "reports/naming.h"
#include "reports/paper.h"

Record *
fund_paper_record(Db *db, const ReportAsk *ask, const char *kind, GError **error)
{
    const Period any = {DAY_UNSET, DAY_UNSET};
    if (ask->record != NULL) {
        g_autoptr(Book) book = NULL;
        gint64 entry = -1;
        if (!record_id_read(db, ask->own, ask->record, &book, &entry, error))
            return NULL;
        g_autoptr(Record) record = record_load(db, book, entry, error);
        if (record == NULL)
            return NULL;
        if (!g_str_equal(record->kind->name, kind) || book->book != ask->own->book)
            return fail_null(error, KN_INVALID, N_("%s is not of the kind \"%s\" in this book."),
                             ask->record, _(kind_get(kind)->label));
        return g_steal_pointer(&record);
    }
    g_autoptr(GPtrArray) records = records_of(db, kind, &ask->own->book, 1, any, error);
    if (records == NULL)
        return NULL;
    if (records->len == 0)
        return fail_null(error, KN_MISSING, N_("This book has no record of the kind \"%s\" yet."),
                         _(kind_get(kind)->label));
    return record_copy(records->pdata[records->len - 1]);
}

char *
fund_paper_name(Db *db, const ReportAsk *ask, const char *ref)
{
    return record_ref_title(db, ask->own, "member", ref);
}

char *
fund_paper_holder(Db *db, const ReportAsk *ask, const Record *fund)
{
    const char *holder = text_of(fund, "holder");
    return *holder != '\0' ? g_strdup(holder)
                           : officer_name(db, ask->own, text_of(fund, "officer"));
}

void
fund_paper_line(Doc *doc, const char *label, const char *text)
{
    if (text == NULL || *text == '\0')
        return;
    DocBlock *block = doc_add(doc, DOC_PARAGRAPH);
    g_autofree char *head = g_strdup_printf("%s: ", label);
    block_bold(block, head);
    block_text(block, text);
}

void
fund_paper_facts(Doc *doc, Db *db, const ReportAsk *ask, const Record *fund,
                 const char *const *names)
{
    static const char *const amounts[] = {"contribution", "pot", "deduction", NULL};
    Naming naming = {db, ask->own};
    for (gsize i = 0; names[i] != NULL; i++) {
        int index = kind_field(fund->kind, names[i]);
        const Field *field = &fund->kind->fields[index];
        bool in_goods = fund_is_goods(fund) && g_strv_contains(amounts, names[i]);
        if (in_goods ? !fund_has_amount(fund, fund, names[i]) : record_is_empty(fund, index))
            continue;
        g_autofree char *text =
            in_goods ? fund_amount_text(fund, fund_amount(fund, fund, names[i]), ask->lang)
                     : naming_value(&naming, field, fund->values[index], ask->lang);
        fund_paper_line(doc, tr(ask->lang, field->label), text);
    }
}

void
fund_paper_heading(Doc *doc, const Record *fund, const char *title)
{
    g_autofree char *unit = fund_unit(fund);
    GString *text = g_string_new(tr(doc->lang, title));
    g_string_replace(text, "%s", unit, 1);
    doc_heading(doc, 1, text->str);
    g_string_free(text, TRUE);
}

char *
fund_paper_guarantor(Db *db, const ReportAsk *ask, const FundMember *member)
{
    return member->guarantor != NULL ? fund_paper_name(db, ask, member->guarantor) : g_strdup("");
}

void
fund_paper_amount(DocRow *row, gint64 amount, Lang lang)
{
    g_autofree char *digits = count_print(amount < 0 ? -amount : amount, lang);
    g_autofree char *text = g_strdup_printf("%s%s", amount < 0 ? "-" : "", digits);
    row_number(row, amount, amount == 0 ? "" : text, NULL);
}

char *
fund_paper_words(Db *db, const ReportAsk *ask, const Record *fund, gint64 amount, Day day)
{
    g_autofree char *unit = fund_unit(fund);
    g_autofree char *digits = fund_amount_text(fund, amount, ask->lang);
    g_autofree char *words = count_words(amount, unit, paper_dialect(db, ask, day));
    return g_strdup_printf("%s (%s)", digits, words);
}

char *
fund_paper_sitting(const FundSitting *sitting, Lang lang)
{
    g_autofree char *day = day_print(sitting->day, lang);
    if (sitting->closing)
        return g_strdup_printf(tr(lang, N_("end of the round, %s")), day);
    return sitting->number > 0
               ? g_strdup_printf(tr(lang, N_("meeting %d, %s")), (int)sitting->number, day)
               : g_steal_pointer(&day);
}

static char *
account_of(const ReportAsk *ask, const FundLedger *ledger, FundAccount account, guint member)
{
    const FundAccountRow *row = &fund_accounts[account];
    if (!row->of_member)
        return g_strdup_printf("%s:%s", row->group, row->code);
    const FundMember *of = ledger->members->pdata[member];
    g_autofree char *id = record_id(ask->own, g_ascii_strtoll(of->ref, NULL, 10));
    return g_strdup_printf("%s:%s:%s", row->group, row->code, id);
}

static void
add_account(json_t *accounts, const char *name, const char *note)
{
    json_array_append_new(accounts, json_pack("{s:s, s:s}", "name", name, "note", note));
}

static json_t *
journal_accounts(Db *db, const ReportAsk *ask, const FundLedger *ledger)
{
    json_t *accounts = json_array();
    for (int i = 0; i < FUND_ACCOUNTS; i++) {
        const FundAccountRow *row = &fund_accounts[i];
        for (guint m = 0; m < (row->of_member ? ledger->members->len : 1); m++) {
            g_autofree char *name = account_of(ask, ledger, (FundAccount)i, m);
            g_autofree char *of =
                row->of_member
                    ? fund_paper_name(db, ask, ((FundMember *)ledger->members->pdata[m])->ref)
                    : g_strdup(tr(ask->lang, row->label));
            add_account(accounts, name, of);
        }
    }
    return accounts;
}

static json_t *
journal_postings(Db *db, const ReportAsk *ask, const FundLedger *ledger)
{
    json_t *postings = json_array();
    for (guint i = 0; i < ledger->postings->len; i++) {
        const FundPosting *posting = &g_array_index(ledger->postings, FundPosting, i);
        const FundSitting *sitting = ledger->sittings->pdata[posting->sitting];
        const FundMember *member = ledger->members->pdata[posting->member];
        const FundActRow *act = &fund_acts[posting->act];
        g_autofree char *day = day_iso(sitting->day);
        g_autofree char *debit = account_of(ask, ledger, act->debit, posting->member);
        g_autofree char *credit = account_of(ask, ledger, act->credit, posting->member);
        g_autofree char *name = fund_paper_name(db, ask, member->ref);
        json_array_append_new(postings,
                              json_pack("{s:s, s:I, s:s, s:s, s:s, s:s, s:I, s:b}", "day", day,
                                        "meeting", (json_int_t)sitting->number, "act", act->code,
                                        "what", tr(ask->lang, act->label), "debit", debit, "credit",
                                        credit, "amount", (json_int_t)posting->amount, "corrects",
                                        posting->corrects));
        json_object_set_new(json_array_get(postings, json_array_size(postings) - 1), "member",
                            json_string(name));
    }
    return postings;
}

static json_t *
member_json(Db *db, const ReportAsk *ask, const FundLedger *ledger, guint i)
{
    const FundMember *member = ledger->members->pdata[i];
    g_autofree char *id = record_id(ask->own, g_ascii_strtoll(member->ref, NULL, 10));
    g_autofree char *name = fund_paper_name(db, ask, member->ref);
    g_autofree char *guarantor = fund_paper_guarantor(db, ask, member);
    return json_pack(
        "{s:s, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:b, s:s, s:I}", "id", id, "name", name,
        "place", (json_int_t)member->place, "shares", (json_int_t)member->shares, "turns",
        (json_int_t)member->turns, "paid", (json_int_t)fund_sum(ledger, FUND_PAID, i, FUND_ALL),
        "received", (json_int_t)fund_received(ledger, i, FUND_ALL), "owed",
        (json_int_t)fund_balance(ledger, FUND_OWED, i), "to_get",
        (json_int_t)-fund_balance(ledger, FUND_STAKE, i), "left", member->left >= 0, "guarantor",
        guarantor, "paid_by_guarantor", (json_int_t)member->paid_by_guarantor);
}

static json_t *
findings_json(Db *db, const ReportAsk *ask, const FundLedger *ledger)
{
    json_t *findings = json_array();
    for (guint i = 0; i < ledger->findings->len; i++) {
        const FundFinding *finding = &g_array_index(ledger->findings, FundFinding, i);
        g_autofree char *name =
            finding->member >= 0
                ? fund_paper_name(db, ask,
                                  ((FundMember *)ledger->members->pdata[finding->member])->ref)
                : g_strdup("");
        g_autofree char *text = fund_finding_text(ledger, finding, name);
        json_array_append_new(findings, json_string(text));
    }
    return findings;
}

static json_t *
journal_json(Db *db, const ReportAsk *ask, const FundLedger *ledger)
{
    g_autofree char *unit = fund_unit(ledger->fund);
    return json_pack("{s:s, s:o, s:o}", "unit", fund_is_goods(ledger->fund) ? unit : "VND",
                     "accounts", journal_accounts(db, ask, ledger), "postings",
                     journal_postings(db, ask, ledger));
}

json_t *
fund_paper_json(Db *db, const ReportAsk *ask, const FundLedger *ledger)
{
    g_autofree char *id = record_id(ask->own, ledger->fund->entry);
    g_autofree char *unit = fund_unit(ledger->fund);
    json_t *members = json_array();
    for (guint i = 0; i < ledger->members->len; i++)
        json_array_append_new(members, member_json(db, ask, ledger, i));
    return json_pack("{s:s, s:s, s:s, s:I, s:b, s:I, s:I, s:I, s:I, s:o, s:o, s:o}", "id", id,
                     "name", text_of(ledger->fund, "name"), "counted_in", unit, "meetings",
                     (json_int_t)fund_meetings(ledger), "ended", ledger->ended, "paid",
                     (json_int_t)fund_sum(ledger, FUND_PAID, FUND_ALL, FUND_ALL), "received",
                     (json_int_t)fund_received(ledger, FUND_ALL, FUND_ALL), "box",
                     (json_int_t)fund_balance(ledger, FUND_BOX, FUND_ALL), "gift_box",
                     (json_int_t)fund_balance(ledger, FUND_GIFT, FUND_ALL), "members", members,
                     "findings", findings_json(db, ask, ledger), "journal",
                     journal_json(db, ask, ledger));
}
