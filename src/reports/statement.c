/* statement.c: the public statement of a campaign (Decree 93/2021/NĐ-CP, article 14): the call, what was received and from
 * whom, to whom it was distributed, when, where and how it was received, what is left.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/statement.h"

#include "reports/about.h"
#include "reports/paper.h"

#include "records/field.h"
#include "records/kinds.h"
#include "standing/receipts.h"
#include "views/links.h"

/* "1/10/2022 - 31/10/2022" of two days either of which may be open. Yours to free. */
static char *
days_text(Day from, Day to, Lang lang)
{
    g_autofree char *first = from != DAY_UNSET ? day_print(from, lang) : g_strdup("...");
    g_autofree char *last = to != DAY_UNSET ? day_print(to, lang) : g_strdup("...");
    return g_strdup_printf("%s - %s", first, last);
}

/* (a) The call, and (d) when, where and how was received. */
static void
call_part(Doc *doc, const Record *campaign, const GPtrArray *receipts)
{
    Lang lang = doc->lang;
    Day closed = campaign_closes(campaign);
    int starts = kind_field(campaign->kind, "starts");
    Day first = record_is_empty(campaign, starts) ? DAY_UNSET : record_day(campaign, starts);
    g_autofree char *days = days_text(first, closed, lang);
    about_line(doc, N_("Call document"), text_of(campaign, "call"));
    about_line(doc, N_("Led by"), text_of(campaign, "owner"));
    about_line(doc, N_("Account for donations"), text_of(campaign, "account"));
    if (first != DAY_UNSET || closed != DAY_UNSET)
        about_line(doc, N_("Donations are received"), days);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < receipts->len; i++) {
        const Record *receipt = g_ptr_array_index(receipts, i);
        const char *place = text_of(receipt, "place");
        if (*place != '\0' && g_hash_table_add(seen, (gpointer)place))
            about_line(doc, N_("Received where"), place);
    }
}

/* Ways of giving with their number and sum. */
static void
ways_part(Doc *doc, const GPtrArray *receipts)
{
    const Kind *kind = kind_get("receipt");
    int way = kind_field(kind, "way"), amount = kind_field(kind, "amount");
    for (const Choice *choice = kind->fields[way].choices; choice->code != NULL; choice++) {
        gint64 count = 0, sum = 0;
        for (guint i = 0; i < receipts->len; i++) {
            const Record *receipt = g_ptr_array_index(receipts, i);
            Money money = {0};
            if (!record_choice_is(receipt, way, choice->code))
                continue;
            count++;
            sum += record_money(receipt, amount, &money) ? money.vnd : 0;
        }
        if (count == 0)
            continue;
        g_autofree char *number = count_print_padded(count, doc->lang),
                        *digits = money_digits(sum, doc->lang);
        g_autofree char *line = g_strdup_printf(tr(doc->lang, N_("%s: %s receipts, %s")),
                                                tr(doc->lang, choice->label), number, digits);
        doc_item(doc, line);
    }
}

static void
goods_part(Doc *doc, const Holding *holding)
{
    static const char *const titles[] = {N_("Goods"),       N_("Unit of count"), N_("Came in"),
                                         N_("Distributed"), N_("Still left"),    NULL};
    if (holding->goods->len == 0)
        return;
    doc_heading(doc, 2, tr(doc->lang, N_("Goods received, distributed and left")));
    DocBlock *table = doc_table(doc);
    for (gsize i = 0; titles[i] != NULL; i++)
        table_column(table, tr(doc->lang, titles[i]), i < 2 ? DOC_LEFT : DOC_RIGHT,
                     i == 0 ? 36 : 16, i >= 2);
    for (guint i = 0; i < holding->goods->len; i++) {
        const GoodsHeld *goods = g_ptr_array_index(holding->goods, i);
        const gint64 numbers[] = {goods->in, goods->out, goods->in - goods->out};
        DocRow *row = table_row(table, false);
        row_text(row, goods->what);
        row_text(row, goods->per);
        for (gsize n = 0; n < G_N_ELEMENTS(numbers); n++) {
            g_autofree char *digits = count_print(ABS(numbers[n]), doc->lang);
            g_autofree char *text = g_strconcat(numbers[n] < 0 ? "-" : "", digits, NULL);
            row_number(row, numbers[n], text, NULL);
        }
    }
}

static void
left_part(Doc *doc, const Holding *holding)
{
    g_autofree char *in = money_digits(holding->received.vnd, doc->lang),
                    *out = money_digits(holding->distributed.vnd, doc->lang),
                    *left = money_digits(ABS(holding->left), doc->lang);
    g_autofree char *line = g_strdup_printf(
        holding->left >= 0
            ? tr(doc->lang, N_("Received %s, distributed %s, left %s"))
            : tr(doc->lang, N_("Received %s, distributed %s, %s more than was received")),
        in, out, left);
    doc_paragraph(doc, line)->closing = true;
    json_object_set_new(doc->data, "left_vnd", json_integer(holding->left));
}

/* Where it stands already. */
static void
published_part(Doc *doc, const GPtrArray *publications)
{
    for (guint i = 0; i < publications->len; i++) {
        const Record *publication = g_ptr_array_index(publications, i);
        const Kind *kind = publication->kind;
        int until = kind_field(kind, "until");
        const Field *what = &kind->fields[kind_field(kind, "what")],
                    *where = &kind->fields[kind_field(kind, "where")];
        Day last = record_is_empty(publication, until) ? DAY_UNSET : record_day(publication, until);
        g_autofree char *what_text =
            field_print(what, text_of(publication, "what"), doc->lang, NULL, NULL);
        g_autofree char *where_text =
            field_print(where, text_of(publication, "where"), doc->lang, NULL, NULL);
        g_autofree char *days = days_text(record_dated(publication), last, doc->lang);
        const char *place = text_of(publication, "place");
        g_autofree char *line = g_strdup_printf("%s: %s%s%s, %s", what_text, where_text,
                                                *place != '\0' ? ", " : "", place, days);
        doc_item(doc, line);
    }
}

static bool
fill(Doc *doc, Db *db, const ReportAsk *ask, const Record *campaign, GError **error)
{
    Lang lang = doc->lang;
    const Book *own = ask->own;
    g_autofree char *ref = record_ref(own, own, campaign->entry);
    g_autoptr(GPtrArray) receipts =
        links_records(db, own, own, campaign->entry, "receipt", "campaign", 0, 0, error);
    g_autoptr(GPtrArray) distributions =
        receipts != NULL
            ? links_records(db, own, own, campaign->entry, "distribution", "campaign", 0, 0, error)
            : NULL;
    g_autoptr(GPtrArray) publications =
        distributions != NULL
            ? links_records(db, own, own, campaign->entry, "publication", "campaign", 0, 0, error)
            : NULL;
    g_autoptr(Holding) holding =
        publications != NULL ? holding_of_campaign(db, own, ref, -1, error) : NULL;
    if (holding == NULL)
        return false;
    doc_heading(doc, 1, tr(lang, N_("I. The call and how donations were received")));
    call_part(doc, campaign, receipts);
    ways_part(doc, receipts);
    doc_heading(doc, 1, tr(lang, N_("II. Received")));
    if (!statement_received(doc, db, ask, receipts, error))
        return false;
    doc_heading(doc, 1, tr(lang, N_("III. Distributed")));
    statement_distributed(doc, db, distributions);
    goods_part(doc, holding);
    if (publications->len > 0) {
        doc_heading(doc, 1, tr(lang, N_("IV. Made public")));
        published_part(doc, publications);
    }
    left_part(doc, holding);
    return true;
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    g_autoptr(Doc) doc = doc_new(ask->lang);
    g_autoptr(Record) campaign = about_record(db, ask, "campaign", error);
    if (campaign == NULL || !paper_head(doc, db, ask->own, ask->today, "TB", error))
        return NULL;
    g_autofree char *title = record_title(campaign);
    doc->type = g_strdup(tr(ask->lang, N_("NOTICE")));
    doc->subject =
        g_strdup_printf(tr(ask->lang, N_("Donations received and distributed: %s")), title);
    doc->data = json_pack("{s:s}", "campaign", title);
    if (!fill(doc, db, ask, campaign, error) || !paper_signer(doc, db, ask->own, ask->today, error))
        return NULL;
    block_text(doc_add(doc, DOC_NOTE),
               tr(ask->lang, N_("Donors are named only where they said yes; the others are counted "
                                "as benefactors.")));
    return g_steal_pointer(&doc);
}

const Report report_statement = {
    .name = "statement",
    .title = N_("Public statement of a campaign"),
    .about = N_("the call, what was received and from whom, to whom it was distributed (Decree "
                "93/2021/NĐ-CP)"),
    .of_kind = "campaign",
    .build = build,
};
