/* fund_papers.h: what the papers of a rotating fund share.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "reports/report.h"
#include "standing/fund.h"

/* The record of this kind that is asked for, in the own book: by its id, else the newest. KN_MISSING when there is none. */
Record *fund_paper_record(Db *db, const ReportAsk *ask, const char *kind,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What a member is called, seen from the own book. Yours to free. */
char *fund_paper_name(Db *db, const ReportAsk *ask, const char *ref);
/* Whoever holds the fund: the text, else the officer's name. Yours to free. */
char *fund_paper_holder(Db *db, const ReportAsk *ask, const Record *fund);

/* "Label: text" as a paragraph; nothing when the text is empty. */
void fund_paper_line(Doc *doc, const char *label, const char *text);
/* What these fields of the fund say (NULL-terminated), a paragraph each; amounts in what it counts in. */
void fund_paper_facts(Doc *doc, Db *db, const ReportAsk *ask, const Record *fund,
                      const char *const *names);
/* `title` is a msgid with %s for what the fund counts in: "I. Meetings (%s)". */
void fund_paper_heading(Doc *doc, const Record *fund, const char *title);
/* A cell of an amount: all digits, the unit stands in the heading. */
void fund_paper_amount(DocRow *row, gint64 amount, Lang lang);
/* "2.000.000 đồng (hai triệu đồng)", "20 kg gạo (hai mươi kg gạo)", the words as the unit's region says them (table
 * amount_words of the rules). */
char *fund_paper_words(Db *db, const ReportAsk *ask, const Record *fund, gint64 amount, Day day);
/* What whoever stands surety for the member is called; "" when nobody does. Yours to free. */
char *fund_paper_guarantor(Db *db, const ReportAsk *ask, const FundMember *member);
/* What went on at a sitting in whole: "Kỳ 3" or its day. */
char *fund_paper_sitting(const FundSitting *sitting, Lang lang);

/* The fund's figures and its journal, for json and plain-text accounting. */
json_t *fund_paper_json(Db *db, const ReportAsk *ask, const FundLedger *ledger);
/* The book of the fund: the same document in every format, journals too (fund.c). */
Doc *fund_book(Db *db, const ReportAsk *ask, GError **error) G_GNUC_WARN_UNUSED_RESULT;
