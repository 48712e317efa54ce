/* donations.c: what each campaign had, received, distributed and has left; each figure opens to its entries.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/figures.h"
#include "reports/paper.h"

#include "base/text.h"
#include "records/kinds.h"
#include "standing/receipts.h"

typedef struct {
    Db *db;
    const ReportAsk *ask;
    Doc *doc;
    GArray *books;
    DocBlock *table;
    json_t *rows; /* of doc->data */
} Account;

/* The days before the period. */
static Period
before(const ReportAsk *ask)
{
    return (Period){day_of(1900, 1, 1), ask->period.from - 1};
}

/* One measure under a campaign; ref "": under none; NULL: all. */
static Answer *
ask_one(const Account *account, const char *measure, const char *ref, Period period, GError **error)
{
    const Question question = {
        .measure = measure_find(measure),
        .books = (gint64 *)(void *)account->books->data,
        .book_count = account->books->len,
        .period = period,
        .cut = ref != NULL ? "campaign" : NULL,
        .key = ref != NULL && *ref != '\0' ? ref : NULL,
        .outside = ref != NULL && *ref == '\0',
    };
    return answer_question(account->db, &question, account->doc->lang, error);
}

static void
signed_cell(DocRow *row, gint64 vnd, Lang lang)
{
    g_autofree char *digits = count_print(ABS(vnd), lang);
    g_autofree char *text = vnd < 0 ? g_strconcat("-", digits, NULL) : g_strdup(digits);
    row_number(row, vnd, text, NULL);
}

/* Carried over + received - distributed = left. */
static bool
add_row(Account *account, const char *ref, const char *title, bool total, GError **error)
{
    Period period = account->ask->period, earlier = before(account->ask);
    g_autoptr(Answer) in = ask_one(account, "received", ref, period, error);
    g_autoptr(Answer) out = in != NULL ? ask_one(account, "distributed", ref, period, error) : NULL;
    g_autoptr(Answer) old_in =
        out != NULL ? ask_one(account, "received", ref, earlier, error) : NULL;
    g_autoptr(Answer) old_out =
        old_in != NULL ? ask_one(account, "distributed", ref, earlier, error) : NULL;
    if (old_out == NULL)
        return false;
    gint64 carried = old_in->figure.sum.vnd - old_out->figure.sum.vnd,
           left = carried + in->figure.sum.vnd - out->figure.sum.vnd;
    if (!total && in->figure.entries + out->figure.entries == 0 && carried == 0)
        return true;
    DocRow *row = table_row(account->table, total);
    row_text(row, title);
    signed_cell(row, carried, account->doc->lang);
    row_answer(row, in, account->doc->lang);
    row_answer(row, out, account->doc->lang);
    signed_cell(row, left, account->doc->lang);
    json_t *json = json_pack("{s:s, s:I, s:o, s:o, s:I}", "campaign", title, "carried",
                             (json_int_t)carried, "received", answer_json(in), "distributed",
                             answer_json(out), "left", (json_int_t)left);
    if (total)
        json_object_set_new(account->doc->data, "total", json);
    else
        json_array_append_new(account->rows, json);
    if (left < 0) {
        g_autofree char *line = g_strdup_printf(
            tr(account->doc->lang, N_("%s: more was distributed than was received.")), title);
        block_text(doc_add(account->doc, DOC_NOTE), line);
    }
    return true;
}

/* What is held of goods, as far as receipts and distributions list them. */
static bool
goods_rows(const Account *account, DocBlock *table, const char *ref, const char *title,
           GError **error)
{
    Lang lang = account->doc->lang;
    g_autoptr(Holding) holding =
        holding_of_campaign(account->db, account->ask->own, ref, -1, error);
    for (guint i = 0; holding != NULL && i < holding->goods->len; i++) {
        const GoodsHeld *goods = g_ptr_array_index(holding->goods, i);
        g_autofree char *in = count_print(goods->in, lang), *out = count_print(goods->out, lang);
        DocRow *row = table_row(table, false);
        row_text(row, title);
        row_text(row, goods->what);
        row_text(row, goods->per);
        row_number(row, goods->in, in, NULL);
        row_number(row, goods->out, out, NULL);
        signed_cell(row, goods->in - goods->out, lang);
    }
    return holding != NULL;
}

/* A campaign as the book names it. */
typedef struct {
    char *ref, *title;
} Named;

static void
named_free(gpointer data)
{
    Named *named = data;
    g_free(named->ref);
    g_free(named->title);
    g_free(named);
}

static gint
compare_named(gconstpointer a, gconstpointer b)
{
    const Named *one = *(Named *const *)a, *two = *(Named *const *)b;
    int order = text_compare(one->title, two->title);
    return order != 0 ? order : g_strcmp0(one->ref, two->ref);
}

static void
add_named(const Account *account, GPtrArray *campaigns, const char *ref)
{
    for (guint i = 0; i < campaigns->len; i++)
        if (g_str_equal(((const Named *)g_ptr_array_index(campaigns, i))->ref, ref))
            return;
    Named *named = g_new0(Named, 1);
    named->ref = g_strdup(ref);
    named->title = record_ref_title(account->db, account->ask->own, "campaign", ref);
    g_ptr_array_add(campaigns, named);
}

/* Every campaign that receipts or distributions name, also a twin's; in the order of their names. */
static bool
collect(const Account *account, GPtrArray *campaigns, GError **error)
{
    static const char *const asked[] = {"received", "distributed"};
    for (gsize i = 0; i < G_N_ELEMENTS(asked); i++) {
        const Question question = {.measure = measure_find(asked[i]),
                                   .books = (gint64 *)(void *)account->books->data,
                                   .book_count = account->books->len,
                                   .period = {day_of(1900, 1, 1), account->ask->period.to},
                                   .cut = "campaign"};
        g_autoptr(GPtrArray) slices = question_slices(account->db, &question, error);
        if (slices == NULL)
            return false;
        for (guint s = 0; s < slices->len; s++)
            add_named(account, campaigns,
                      ((const QuestionSlice *)g_ptr_array_index(slices, s))->key);
    }
    g_ptr_array_sort(campaigns, compare_named);
    return true;
}

static void
columns(Doc *doc, DocBlock *table, const char *const *titles, guint words)
{
    for (guint i = 0; titles[i] != NULL; i++)
        table_column(table, tr(doc->lang, titles[i]), i < words ? DOC_LEFT : DOC_RIGHT,
                     i == 0 ? 28 : 14, i >= words);
}

static bool
money_table(Account *account, const GPtrArray *campaigns, GError **error)
{
    static const char *const titles[] = {N_("Campaign"),    N_("Carried over"), N_("Came in"),
                                         N_("Distributed"), N_("Still left"),   NULL};
    Lang lang = account->doc->lang;
    account->table = doc_table(account->doc);
    columns(account->doc, account->table, titles, 1);
    for (guint i = 0; i < campaigns->len; i++) {
        const Named *named = g_ptr_array_index(campaigns, i);
        if (!add_row(account, named->ref, named->title, false, error))
            return false;
    }
    return add_row(account, "", tr(lang, N_("For no campaign in particular")), false, error) &&
           add_row(account, NULL, tr(lang, N_("Sum")), true, error);
}

static bool
goods_table(const Account *account, const GPtrArray *campaigns, GError **error)
{
    static const char *const titles[] = {
        N_("Campaign"),   N_("Goods"), N_("Unit of count"), N_("Came in"), N_("Distributed"),
        N_("Still left"), NULL};
    Doc *doc = account->doc;
    doc_heading(doc, 2, tr(doc->lang, N_("Goods received, distributed and left as of today")));
    DocBlock *table = doc_table(doc);
    columns(doc, table, titles, 3);
    for (guint i = 0; i < campaigns->len; i++) {
        const Named *named = g_ptr_array_index(campaigns, i);
        if (!goods_rows(account, table, named->ref, named->title, error))
            return false;
    }
    if (!goods_rows(account, table, "", tr(doc->lang, N_("For no campaign in particular")), error))
        return false;
    if (table->rows->len == 0)
        g_ptr_array_set_size(doc->blocks, doc->blocks->len - 2); /* no goods: no heading either */
    return true;
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    g_autoptr(Doc) doc = doc_new(ask->lang);
    g_autoptr(GArray) books = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(GPtrArray) campaigns = g_ptr_array_new_with_free_func(named_free);
    g_array_append_val(books, ask->own->book);
    Account account = {.db = db, .ask = ask, .doc = doc, .books = books, .rows = json_array()};
    doc->data = json_pack("{s:o}", "campaigns", account.rows);
    if (!paper_head(doc, db, ask->own, ask->today, "BC", error))
        return NULL;
    g_autofree char *period = period_label(ask->period, ask->lang);
    doc->type = g_strdup(tr(ask->lang, N_("REPORT")));
    doc->subject =
        g_strdup_printf(tr(ask->lang, N_("Donations received and distributed, %s")), period);
    if (!collect(&account, campaigns, error) || !money_table(&account, campaigns, error) ||
        !goods_table(&account, campaigns, error))
        return NULL;
    paper_close(doc);
    if (!paper_signer(doc, db, ask->own, ask->today, error))
        return NULL;
    block_text(doc_add(doc, DOC_NOTE),
               tr(ask->lang, N_("Left is what was carried over and received, less what was "
                                "distributed. Donations on their way are not in the total value: "
                                "that counts what was handed over.")));
    return g_steal_pointer(&doc);
}

const Report report_donations = {
    .name = "donations",
    .title = N_("Donations of each campaign"),
    .about = N_("carried over, received, distributed and left, money and goods"),
    .group = N_("Donations"),
    .lists = "distribution",
    .build = build,
};
