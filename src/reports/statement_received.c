/* statement_received.c: what a campaign received, in public: organisations and individuals by name only after an explicit yes, the
 * others together as benefactors.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/statement.h"

#include "reports/about.h"
#include "reports/paper.h"

#include "base/text.h"
#include "records/kinds.h"
#include "standing/consents.h"

/* Donors of one sort: those who may be named, one line each, and the others together. */
typedef struct {
    const char *sort, *heading; /* choice code, msgid */
    GPtrArray *named;           /* (element-type Donor) */
    gint64 others, others_vnd;
    gint64 vnd;
} Donors;

typedef struct {
    char *name, *folded;
    gint64 vnd;
    GString *goods;
} Donor;

static void
donor_free(gpointer data)
{
    Donor *donor = data;
    g_free(donor->name);
    g_free(donor->folded);
    g_string_free(donor->goods, TRUE);
    g_free(donor);
}

static gint
compare_donors(gconstpointer a, gconstpointer b)
{
    const Donor *one = *(Donor *const *)a, *two = *(Donor *const *)b;
    if (one->vnd != two->vnd)
        return one->vnd > two->vnd ? -1 : 1;
    return text_compare(one->name, two->name);
}

static Donor *
donor_of(Donors *donors, const char *name)
{
    g_autofree char *folded = text_fold(name);
    for (guint i = 0; i < donors->named->len; i++) {
        Donor *donor = g_ptr_array_index(donors->named, i);
        if (g_str_equal(donor->folded, folded))
            return donor;
    }
    Donor *donor = g_new0(Donor, 1);
    *donor = (Donor){g_strdup(name), g_steal_pointer(&folded), 0, g_string_new(NULL)};
    g_ptr_array_add(donors->named, donor);
    return donor;
}

static void
add_receipt(Donors *donors, const Record *receipt, bool may_be_named, Lang lang)
{
    Money amount = {0};
    gint64 vnd =
        record_money(receipt, kind_field(receipt->kind, "amount"), &amount) ? amount.vnd : 0;
    const char *name = text_of(receipt, "donor");
    donors->vnd += vnd;
    if (*name == '\0' || !may_be_named) {
        donors->others++;
        donors->others_vnd += vnd;
        return;
    }
    Donor *donor = donor_of(donors, name);
    g_autofree char *goods = about_goods(receipt, lang);
    donor->vnd += vnd;
    if (*goods != '\0')
        g_string_append_printf(donor->goods, "%s%s", donor->goods->len > 0 ? "; " : "", goods);
}

static void
number_cell(DocRow *row, gint64 vnd, Lang lang)
{
    g_autofree char *digits = vnd != 0 ? count_print(vnd, lang) : g_strdup("");
    row_number(row, vnd, digits, NULL);
}

static void
donor_rows(const Donors *donors, DocBlock *table, Lang lang)
{
    if (donors->named->len == 0 && donors->others == 0)
        return;
    DocRow *head = table_row(table, true);
    row_text(head, tr(lang, donors->heading));
    number_cell(head, donors->vnd, lang);
    row_text(head, "");
    g_ptr_array_sort(donors->named, compare_donors);
    for (guint i = 0; i < donors->named->len; i++) {
        const Donor *donor = g_ptr_array_index(donors->named, i);
        DocRow *row = table_row(table, false);
        row_text(row, donor->name);
        number_cell(row, donor->vnd, lang);
        row_text(row, donor->goods->str);
    }
    if (donors->others == 0)
        return;
    g_autofree char *count = count_print_padded(donors->others, lang);
    g_autofree char *others = g_strdup_printf(tr(lang, N_("Benefactors, %s receipts")), count);
    DocRow *row = table_row(table, false);
    row_text(row, others);
    number_cell(row, donors->others_vnd, lang);
    row_text(row, "");
}

static json_t *
donors_json(const Donors *donors)
{
    json_t *named = json_array();
    for (guint i = 0; i < donors->named->len; i++) {
        const Donor *donor = g_ptr_array_index(donors->named, i);
        json_array_append_new(
            named, json_pack("{s:s, s:I}", "name", donor->name, "vnd", (json_int_t)donor->vnd));
    }
    return json_pack("{s:s, s:I, s:o, s:I, s:I}", "sort", donors->sort, "vnd",
                     (json_int_t)donors->vnd, "named", named, "others", (json_int_t)donors->others,
                     "others_vnd", (json_int_t)donors->others_vnd);
}

/* Only an explicit yes names a donor, and only as long as it was not taken back. */
static bool
add_all(Donors *sorts, gsize count, Db *db, const ReportAsk *ask, const GPtrArray *receipts,
        GError **error)
{
    for (guint i = 0; i < receipts->len; i++) {
        const Record *receipt = g_ptr_array_index(receipts, i);
        const char *sort = text_of(receipt, "donor_sort");
        ConsentStanding consent;
        if (!consent_ask(db, ask->own, receipt, "publish_name", ask->today, NULL, &consent, error))
            return false;
        for (gsize s = 0; s < count; s++)
            if (g_str_equal(sorts[s].sort, sort))
                add_receipt(&sorts[s], receipt, consent.answer == CONSENT_GIVEN, ask->lang);
    }
    return true;
}

bool
statement_received(Doc *doc, Db *db, const ReportAsk *ask, const GPtrArray *receipts,
                   GError **error)
{
    Donors sorts[] = {
        {.sort = "organisation", .heading = N_("Organisations")},
        {.sort = "individual", .heading = N_("Individuals")},
        {.sort = "", .heading = N_("Others")},
    };
    Lang lang = doc->lang;
    gint64 sum = 0;
    json_t *rows = json_array();
    for (gsize i = 0; i < G_N_ELEMENTS(sorts); i++)
        sorts[i].named = g_ptr_array_new_with_free_func(donor_free);
    bool read = add_all(sorts, G_N_ELEMENTS(sorts), db, ask, receipts, error);
    DocBlock *table = doc_table(doc);
    table_column(table, tr(lang, N_("Who gave")), DOC_LEFT, 50, false);
    table_column(table, tr(lang, N_("Amount or value (VND)")), DOC_RIGHT, 22, true);
    table_column(table, tr(lang, N_("Goods")), DOC_LEFT, 28, false);
    for (gsize i = 0; i < G_N_ELEMENTS(sorts); i++) {
        donor_rows(&sorts[i], table, lang);
        sum += sorts[i].vnd;
        json_array_append_new(rows, donors_json(&sorts[i]));
        g_ptr_array_unref(sorts[i].named);
    }
    DocRow *row = table_row(table, true);
    row_text(row, tr(lang, N_("Sum")));
    number_cell(row, sum, lang);
    row_text(row, "");
    json_object_set_new(doc->data, "received", rows);
    json_object_set_new(doc->data, "received_vnd", json_integer(sum));
    return read;
}
