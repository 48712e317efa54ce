/* works.c: the register of works: size, days, cost by source, labour and land given; its sums agree with the works'
 * values.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/figures.h"
#include "reports/paper.h"
#include "reports/register.h"

#include "records/kinds.h"

enum { SPONSOR, AMOUNT, SORT };
enum { BUDGET, DONOR, PEOPLE, OWN, REST, SOURCES };
static const char *const codes[] = {"budget", "donor", "people", "own"};

/* What one work cost, by source; what no source says is the rest. */
typedef struct {
    gint64 by[SOURCES], value, labour, land;
} Cost;

static Cost
cost_of(const Record *work)
{
    const Kind *kind = work->kind;
    Cost cost = {.labour = record_count(work, kind_field(kind, "labour_days")),
                 .land = record_count(work, kind_field(kind, "land_m2"))};
    int sponsors = kind_field(kind, "sponsors");
    Money value = {0}, amount;
    gint64 named = 0;
    for (gsize i = 0; i < record_items(work, sponsors); i++) {
        g_autofree char *text = record_part(work, sponsors, i, AMOUNT),
                        *sort = record_part(work, sponsors, i, SORT);
        if (!money_parse(text, &amount, NULL))
            continue;
        int source = REST;
        for (int s = BUDGET; s < REST; s++)
            if (g_str_equal(codes[s], sort))
                source = s;
        cost.by[source] += amount.vnd;
        named += amount.vnd;
    }
    cost.value = record_money(work, kind_field(kind, "value"), &value) ? value.vnd : named;
    cost.by[REST] += MAX(cost.value - named, 0);
    return cost;
}

static gint64
parts_sum(const Cost *cost)
{
    gint64 sum = 0;
    for (int i = 0; i < SOURCES; i++)
        sum += cost->by[i];
    return sum;
}

static void
cost_cells(DocRow *row, const Cost *cost, Lang lang)
{
    for (int i = 0; i < SOURCES; i++)
        row_amount(row, cost->by[i], lang);
    row_amount(row, cost->value, lang);
    row_amount(row, cost->labour, lang);
    row_amount(row, cost->land, lang);
}

static void
columns(DocBlock *table, Lang lang)
{
    table_column(table, tr(lang, N_("No.")), DOC_CENTRE, 4, false);
    table_column(table, tr(lang, N_("Work, size, place")), DOC_LEFT, 14, false);
    table_column(table, tr(lang, N_("Began – opened")), DOC_LEFT, 9, false);
    table_column(table, tr(lang, N_("State budget")), DOC_RIGHT, 10, true);
    table_column(table, tr(lang, N_("Donors")), DOC_RIGHT, 10, true);
    table_column(table, tr(lang, N_("The people")), DOC_RIGHT, 10, true);
    table_column(table, tr(lang, N_("Own money")), DOC_RIGHT, 10, true);
    table_column(table, tr(lang, N_("Source not said")), DOC_RIGHT, 10, true);
    table_column(table, tr(lang, N_("Cost (đồng)")), DOC_RIGHT, 10, true);
    table_column(table, tr(lang, N_("Labour days")), DOC_RIGHT, 5, true);
    table_column(table, tr(lang, N_("Land (m²)")), DOC_RIGHT, 5, true);
    table_column(table, tr(lang, N_("Plaque")), DOC_LEFT, 9, false);
}

static char *
days_text(const Record *work, Lang lang)
{
    Day began = record_day(work, kind_field(work->kind, "started")),
        opened = record_day(work, kind_field(work->kind, "opened"));
    g_autofree char *from = began != DAY_UNSET ? day_print(began, lang) : g_strdup(""),
                    *to = opened != DAY_UNSET ? day_print(opened, lang) : g_strdup("");
    return *from == '\0' && *to == '\0' ? g_strdup("") : g_strdup_printf("%s – %s", from, to);
}

static void
work_row(DocBlock *table, guint number, const Record *work, const Cost *cost, Lang lang)
{
    const char *parts[] = {text_of(work, "name"), text_of(work, "size"), text_of(work, "place")};
    g_autoptr(GString) name = g_string_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        if (*parts[i] != '\0')
            g_string_append_printf(name, "%s%s", name->len > 0 ? ", " : "", parts[i]);
    g_autofree char *days = days_text(work, lang);
    DocRow *row = register_row(table, number);
    row_text(row, name->str);
    row_text(row, days);
    cost_cells(row, cost, lang);
    row_field(row, work, "plaque_date", lang);
}

/* Those opened in the period, and those not opened yet that were begun by its end. */
static bool
belongs(const Record *work, Period period)
{
    Day began = record_day(work, kind_field(work->kind, "started")),
        opened = record_day(work, kind_field(work->kind, "opened"));
    if (opened != DAY_UNSET)
        return opened >= period.from && opened <= period.to;
    return began == DAY_UNSET || began <= period.to;
}

static void
note_contradiction(Doc *doc, const Record *work, const Cost *cost)
{
    gint64 parts = parts_sum(cost);
    if (parts == cost->value)
        return;
    g_autofree char *parts_text = money_digits(parts, doc->lang),
                    *value_text = money_digits(cost->value, doc->lang), *name = record_title(work);
    const Part filled[] = {
        {"name", name, NULL}, {"parts", parts_text, NULL}, {"value", value_text, NULL}, {NULL}};
    block_fill(doc_add(doc, DOC_NOTE),
               tr(doc->lang, N_("“{name}”: the sources make {parts}, its value says {value}.")),
               filled);
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    Lang lang = ask->lang;
    g_autoptr(Doc) doc = register_new(db, ask, tr(lang, N_("Register of works")), false);
    g_autoptr(GArray) books = register_books(db, ask, error);
    g_autoptr(GPtrArray) works = books != NULL
                                     ? records_of(db, "work", (const gint64 *)(void *)books->data,
                                                  books->len, (Period){DAY_UNSET, DAY_UNSET}, error)
                                     : NULL;
    if (works == NULL)
        return NULL;
    DocBlock *table = doc_table(doc);
    Cost sum = {0};
    guint number = 0;
    columns(table, lang);
    for (guint i = 0; i < works->len; i++) {
        const Record *work = g_ptr_array_index(works, i);
        if (!belongs(work, ask->period))
            continue;
        Cost cost = cost_of(work);
        work_row(table, ++number, work, &cost, lang);
        for (int s = 0; s < SOURCES; s++)
            sum.by[s] += cost.by[s];
        sum.value += cost.value;
        sum.labour += cost.labour;
        sum.land += cost.land;
    }
    if (number == 0)
        doc_paragraph(doc, tr(lang, N_("There are none in this time.")));
    DocRow *row = table_row(table, /* total= */ true);
    row_text(row, "");
    row_text(row, tr(lang, N_("Sum")));
    row_text(row, "");
    cost_cells(row, &sum, lang);
    row_text(row, "");
    for (guint i = 0; i < works->len; i++) {
        const Record *work = g_ptr_array_index(works, i);
        Cost cost = cost_of(work);
        if (belongs(work, ask->period))
            note_contradiction(doc, work, &cost);
    }
    doc->data = json_pack("{s:i, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I}", "works", (int)number,
                          "value", (json_int_t)sum.value, "budget", (json_int_t)sum.by[BUDGET],
                          "donor", (json_int_t)sum.by[DONOR], "people", (json_int_t)sum.by[PEOPLE],
                          "own", (json_int_t)sum.by[OWN], "rest", (json_int_t)sum.by[REST],
                          "labour_days", (json_int_t)sum.labour, "land", (json_int_t)sum.land);
    return register_signed(g_steal_pointer(&doc), db, ask, error);
}

const Report report_works = {
    .name = "works",
    .title = N_("Register of works"),
    .about = N_("size, days, cost by source, labour and land given, plaque"),
    .group = N_("Union"),
    .lists = "work",
    .build = build,
};
