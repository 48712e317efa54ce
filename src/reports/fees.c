/* fees.c: union fees of some months: what each member owed and paid, and who is behind.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/fees.h"
#include "reports/figures.h"
#include "reports/paper.h"
#include "reports/register.h"

typedef struct {
    gint64 due, paid, behind, members_behind, unknown;
} Sums;

static Sums
sums_of(const GPtrArray *lines)
{
    Sums sums = {0};
    for (guint i = 0; i < lines->len; i++) {
        const FeeLine *line = g_ptr_array_index(lines, i);
        sums.due += line->due.vnd;
        sums.paid += line->paid.vnd;
        sums.behind += line->behind;
        sums.members_behind += line->behind > 0;
        sums.unknown += line->months_unknown > 0;
    }
    return sums;
}

static void
write_table(Doc *doc, const GPtrArray *lines, const Sums *sums, Lang lang)
{
    DocBlock *table = doc_table(doc);
    table_column(table, tr(lang, N_("No.")), DOC_CENTRE, 6, false);
    table_column(table, tr(lang, N_("Member")), DOC_LEFT, 24, false);
    table_column(table, tr(lang, N_("Department")), DOC_LEFT, 16, false);
    table_column(table, tr(lang, N_("Due (đồng)")), DOC_RIGHT, 13, true);
    table_column(table, tr(lang, N_("Paid (đồng)")), DOC_RIGHT, 13, true);
    table_column(table, tr(lang, N_("Behind (đồng)")), DOC_RIGHT, 12, true);
    table_column(table, tr(lang, N_("Months behind")), DOC_RIGHT, 7, true);
    table_column(table, tr(lang, N_("Since")), DOC_LEFT, 9, false);
    for (guint i = 0; i < lines->len; i++) {
        const FeeLine *line = g_ptr_array_index(lines, i);
        DocRow *row = register_row(table, i + 1);
        row_text(row, text_of(line->member, "name"));
        row_text(row, text_of(line->member, "department"));
        row_amount(row, line->due.vnd, lang);
        row_amount(row, line->paid.vnd, lang);
        row_amount(row, line->behind, lang);
        row_amount(row, line->months_behind, lang);
        row_day(row, line->behind_since, lang);
    }
    DocRow *sum = table_row(table, /* total= */ true);
    row_text(sum, "");
    row_text(sum, tr(lang, N_("Sum")));
    row_text(sum, "");
    row_amount(sum, sums->due, lang);
    row_amount(sum, sums->paid, lang);
    row_amount(sum, sums->behind, lang);
    row_text(sum, "");
    row_text(sum, "");
}

/* "1,5 %" of 150 hundredths of a percent. */
static char *
share_text(gint64 share, Lang lang)
{
    const char *mark = lang == LANG_EN ? "." : ",";
    if (share % 100 == 0)
        return g_strdup_printf("%" G_GINT64_FORMAT " %%", share / 100);
    g_autofree char *decimals = g_strdup_printf("%02d", (int)(share % 100));
    if (decimals[1] == '0')
        decimals[1] = '\0';
    return g_strdup_printf("%" G_GINT64_FORMAT "%s%s %%", share / 100, mark, decimals);
}

static bool
write_rule(Doc *doc, Db *db, const ReportAsk *ask, GError **error)
{
    g_auto(FeeRule) rule = {0};
    Lang lang = ask->lang;
    if (!fee_rule_find(db, ask->own, month_of(ask->period.to).from, &rule, error))
        return false;
    if (!rule.has_share && !rule.has_amount)
        return true;
    g_autofree char *amount =
        rule.has_share ? share_text(rule.share, lang) : money_digits(rule.amount.vnd, lang);
    const Part parts[] = {{"amount", amount, NULL}, {"decision", rule.decision, NULL}, {NULL}};
    block_fill(doc_add(doc, DOC_NOTE),
               rule.has_share
                   ? tr(lang, N_("Fee at the end of the period: {amount} of the salary, unless a "
                                 "member's record says another amount ({decision})."))
                   : tr(lang, N_("Fee at the end of the period: {amount} a month, unless a "
                                 "member's record says another amount ({decision}).")),
               parts);
    return true;
}

static json_t *
lines_json(const GPtrArray *lines)
{
    json_t *rows = json_array();
    for (guint i = 0; i < lines->len; i++) {
        const FeeLine *line = g_ptr_array_index(lines, i);
        json_array_append_new(
            rows,
            json_pack("{s:I, s:s, s:I, s:I, s:I, s:i}", "member", (json_int_t)line->member->entry,
                      "name", text_of(line->member, "name"), "due", (json_int_t)line->due.vnd,
                      "paid", (json_int_t)line->paid.vnd, "behind", (json_int_t)line->behind,
                      "months_behind", line->months_behind));
    }
    return rows;
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    Lang lang = ask->lang;
    g_autoptr(Doc) doc = register_new(db, ask, tr(lang, N_("Union fees")), false);
    g_autoptr(GPtrArray) lines = fees_list(db, ask->own, ask->period, ask->today, error);
    if (lines == NULL)
        return NULL;
    Sums sums = sums_of(lines);
    g_autofree char *due = money_digits(sums.due, lang), *paid = money_digits(sums.paid, lang),
                    *behind = money_digits(sums.behind, lang),
                    *members = count_print(sums.members_behind, lang),
                    *unknown = count_print(sums.unknown, lang);
    const Part parts[] = {{"due", due, NULL},         {"paid", paid, NULL},
                          {"behind", behind, NULL},   {"members", members, NULL},
                          {"unknown", unknown, NULL}, {NULL}};
    block_fill(doc_add(doc, DOC_PARAGRAPH),
               tr(lang, N_("Due: {due}; paid: {paid}. Of months that are over, {behind} of "
                           "{members} members is outstanding.")),
               parts);
    if (sums.unknown > 0)
        block_fill(
            doc_add(doc, DOC_PARAGRAPH),
            tr(lang, N_("Of {unknown} members nothing says what they owe: write their salary "
                        "or fee into their records.")),
            parts);
    write_table(doc, lines, &sums, lang);
    if (!write_rule(doc, db, ask, error))
        return NULL;
    doc->data = json_pack("{s:I, s:I, s:I, s:o}", "due", (json_int_t)sums.due, "paid",
                          (json_int_t)sums.paid, "behind", (json_int_t)sums.behind, "lines",
                          lines_json(lines));
    return register_signed(g_steal_pointer(&doc), db, ask, error);
}

const Report report_fees = {
    .name = "fees",
    .title = N_("Union fees and arrears"),
    .about = N_("what each member owed and paid in some months, and who is behind"),
    .personal = true,
    .group = N_("Union"),
    .lists = "fee",
    .build = build,
};
