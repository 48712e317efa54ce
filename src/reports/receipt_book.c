/* receipt_book.c: every receipt number of a period in order, the cancelled ones too, with what each gave and what is left of it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/about.h"
#include "reports/figures.h"
#include "reports/paper.h"

#include "records/field.h"
#include "records/kinds.h"
#include "standing/receipts.h"
#include "views/numbers.h"

typedef struct {
    Db *db;
    const ReportAsk *ask;
    Doc *doc;
    DocBlock *table;
    GHashTable *taken; /* receipts_distributed */
    json_t *rows;
    gint64 cancelled;
} Register;

static void
live_row(Register *reg, const Record *receipt)
{
    Lang lang = reg->doc->lang;
    const char *campaign_ref = text_of(receipt, "campaign");
    const Field *way = &receipt->kind->fields[kind_field(receipt->kind, "way")];
    const gint64 *taken = g_hash_table_lookup(reg->taken, &receipt->entry);
    Money amount = {0};
    bool any = record_money(receipt, kind_field(receipt->kind, "amount"), &amount);
    gint64 left = amount.vnd - (taken != NULL ? *taken : 0);
    g_autofree char *day = day_print(record_dated(receipt), lang),
                    *way_text = field_print(way, text_of(receipt, "way"), lang, NULL, NULL),
                    *digits = any ? count_print(amount.vnd, lang) : g_strdup(""),
                    *left_text = any ? count_print(left, lang) : g_strdup(""),
                    *goods = about_goods(receipt, lang),
                    *campaign = *campaign_ref != '\0' ? record_ref_title(reg->db, reg->ask->own,
                                                                         "campaign", campaign_ref)
                                                      : g_strdup("");
    g_autofree char *given = g_strdup_printf("%s%s%s", way_text, *goods != '\0' ? "; " : "", goods);
    DocRow *row = table_row(reg->table, false);
    row_text(row, text_of(receipt, "number"));
    row_text(row, day);
    row_text(row, text_of(receipt, "donor"));
    row_text(row, given);
    row_text(row, campaign);
    row_number(row, amount.vnd, digits, NULL);
    row_number(row, left, left_text, NULL);
    json_array_append_new(reg->rows, json_pack("{s:s, s:s, s:s, s:b, s:I, s:I}", "number",
                                               text_of(receipt, "number"), "received",
                                               text_of(receipt, "received"), "campaign", campaign,
                                               "cancelled", false, "vnd", (json_int_t)amount.vnd,
                                               "left", (json_int_t)left));
}

/* What an undone record said, and why it was undone; false when the period does not hold it. */
static bool
cancelled_row(Register *reg, const char *number, gint64 entry, GError **error)
{
    g_autoptr(GPtrArray) steps = record_history(reg->db, reg->ask->own, entry, error);
    const HistoryStep *undone = NULL;
    const Record *said = NULL;
    if (steps == NULL)
        return false;
    for (guint i = 0; i < steps->len; i++) {
        const HistoryStep *step = g_ptr_array_index(steps, i);
        said = step->record != NULL ? step->record : said;
        undone = step->step == STEP_UNDONE && !step->undone ? step : undone;
    }
    Day day = said != NULL ? record_dated(said) : DAY_UNSET;
    if (said == NULL || day < reg->ask->period.from || day > reg->ask->period.to)
        return true;
    Lang lang = reg->doc->lang;
    g_autofree char *day_text = day_print(day, lang);
    g_autofree char *why = undone != NULL && undone->why != NULL && *undone->why != '\0'
                               ? g_strdup_printf(tr(lang, N_("cancelled: %s")), undone->why)
                               : g_strdup(tr(lang, N_("cancelled")));
    DocRow *row = table_row(reg->table, false);
    row_struck(row, number);
    row_text(row, day_text);
    row_text(row, why);
    for (int i = 0; i < 4; i++)
        row_text(row, "");
    json_array_append_new(reg->rows, json_pack("{s:s, s:b}", "number", number, "cancelled", true));
    reg->cancelled++;
    return true;
}

static bool
series_rows(Register *reg, const char *series, GError **error)
{
    const Kind *kind = kind_get("receipt");
    g_autoptr(GArray) numbers = numbers_list(reg->db, reg->ask->own, kind, series, error);
    for (guint i = 0; numbers != NULL && i < numbers->len; i++) {
        const GivenNumber *given = &g_array_index(numbers, GivenNumber, i);
        g_autoptr(Record) receipt = record_load(reg->db, reg->ask->own, given->entry, NULL);
        g_autofree char *number = given_number_print(given->number, series);
        if (receipt == NULL && !cancelled_row(reg, number, given->entry, error))
            return false;
        if (receipt != NULL && record_dated(receipt) >= reg->ask->period.from &&
            record_dated(receipt) <= reg->ask->period.to)
            live_row(reg, receipt);
    }
    return numbers != NULL;
}

static void
add_columns(Register *reg)
{
    static const struct {
        const char *title;
        int width;
        bool number;
    } columns[] = {
        {N_("Receipt number"), 9, false},
        {N_("Received on"), 9, false},
        {N_("Donor"), 24, false},
        {N_("Given as"), 17, false},
        {N_("Campaign"), 19, false},
        {N_("Amount or value (đồng)"), 11, true},
        {N_("Still left (đồng)"), 11, true},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(columns); i++)
        table_column(reg->table, tr(reg->doc->lang, columns[i].title),
                     columns[i].number ? DOC_RIGHT : DOC_LEFT, columns[i].width, columns[i].number);
}

static bool
sum_row(Register *reg, GError **error)
{
    Lang lang = reg->doc->lang;
    g_autoptr(GArray) books = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_array_append_val(books, reg->ask->own->book);
    g_autoptr(Answer) sum =
        answer_ask(reg->db, "received", books, reg->ask->period, NULL, NULL, lang, error);
    if (sum == NULL)
        return false;
    DocRow *row = table_row(reg->table, true);
    row_text(row, tr(lang, N_("Sum")));
    for (int i = 0; i < 4; i++)
        row_text(row, "");
    row_answer(row, sum, lang);
    row_text(row, "");
    g_autofree char *amount = paper_amount(reg->db, reg->ask, sum->figure.sum.vnd, reg->ask->today);
    about_line(reg->doc, N_("Received together"), amount);
    json_object_set_new(reg->doc->data, "sum", answer_json(sum));
    return true;
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    g_autoptr(Doc) doc = doc_new(ask->lang);
    g_autoptr(GHashTable) taken = receipts_distributed(db, ask->own, error);
    g_autoptr(GPtrArray) series = numbers_series(db, ask->own, kind_get("receipt"), error);
    if (taken == NULL || series == NULL || !paper_head(doc, db, ask->own, ask->today, "BC", error))
        return NULL;
    g_autofree char *period = period_label(ask->period, ask->lang);
    doc->type = g_strdup(tr(ask->lang, N_("BOOK OF RECEIPTS")));
    doc->subject = g_strdup(period);
    doc->data = json_object();
    Register reg = {.db = db,
                    .ask = ask,
                    .doc = doc,
                    .table = doc_table(doc),
                    .taken = taken,
                    .rows = json_array()};
    json_object_set_new(doc->data, "receipts", reg.rows);
    add_columns(&reg);
    for (guint i = 0; i < series->len; i++)
        if (!series_rows(&reg, g_ptr_array_index(series, i), error))
            return NULL;
    doc->across = true;
    if (!sum_row(&reg, error))
        return NULL;
    paper_close(doc);
    if (!paper_signer(doc, db, ask->own, ask->today, error))
        return NULL;
    block_text(doc_add(doc, DOC_NOTE),
               tr(ask->lang, N_("Numbers have no gap in a year; a cancelled number is never given "
                                "again.")));
    return g_steal_pointer(&doc);
}

const Report report_receipt_book = {
    .name = "receipt_book",
    .title = N_("Book of receipts"),
    .about = N_("every receipt number in order, the cancelled ones too, and what is left of each"),
    .personal = true,
    .group = N_("Donations"),
    .lists = "receipt",
    .build = build,
};
