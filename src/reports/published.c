/* published.c: a report as it was published, with its figures as printed and what in them does not agree. Nothing of it is
 * corrected.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/published.h"

#include "base/error.h"
#include "records/codec.h"
#include "records/field.h"
#include "records/kinds.h"
#include "reports/paper.h"

static Record *
find_published(Db *db, const ReportAsk *ask, GError **error)
{
    g_autoptr(Book) book = NULL;
    gint64 entry = -1;
    if (ask->record == NULL) {
        g_autoptr(GPtrArray) all =
            records_of(db, "published", &ask->own->book, 1, ask->period, error);
        if (all == NULL)
            return NULL;
        if (all->len == 0)
            return fail_null(error, KN_MISSING, "There is no published report of this period.");
        return record_copy(g_ptr_array_index(all, all->len - 1));
    }
    if (!record_id_read(db, ask->own, ask->record, &book, &entry, error))
        return NULL;
    g_autoptr(Record) record = record_load(db, book, entry, error);
    if (record != NULL && record->kind != kind_get("published"))
        return fail_null(error, KN_INVALID, "%s is not a published report.", ask->record);
    return g_steal_pointer(&record);
}

static void
say_origin(Doc *doc, const Record *record, Lang lang)
{
    static const char *const shown[] = {"unit_name", "period", "published_in", "published_on"};
    for (gsize i = 0; i < G_N_ELEMENTS(shown); i++) {
        int index = kind_field(record->kind, shown[i]);
        const Field *field = &record->kind->fields[index];
        if (record_is_empty(record, index))
            continue;
        g_autofree char *value = field_print(field, record->values[index], lang, NULL, NULL),
                        *label = g_strdup_printf("%s: ", tr(lang, field->label));
        DocBlock *block = doc_add(doc, DOC_PARAGRAPH);
        block_bold(block, label);
        block_text(block, value);
    }
}

/* As printed; the qualifier that is said beside a figure stands in front of it. */
static void
add_line(DocBlock *table, const Record *record, gsize item, Lang lang)
{
    static const int shown[] = {LINE_WHAT,  LINE_NUMBER, LINE_UNIT,    LINE_ONE,
                                LINE_MONEY, LINE_PLAN,   LINE_PERCENT, LINE_PART_OF};
    const Field *parts = record->kind->fields[PUBLISHED_LINES].parts;
    DocRow *row = table_row(table, false);
    g_autofree char *number = g_strdup_printf("%d", (int)item + 1);
    g_autofree char *qualifier = record_part(record, PUBLISHED_LINES, item, LINE_QUALIFIER);
    row_text(row, number);
    for (gsize i = 0; i < G_N_ELEMENTS(shown); i++) {
        g_autofree char *value = record_part(record, PUBLISHED_LINES, item, (gsize)shown[i]);
        bool qualified = (shown[i] == LINE_NUMBER || shown[i] == LINE_MONEY) && *value != '\0' &&
                         *qualifier != '\0' && !g_str_equal(qualifier, "eq");
        g_autofree char *text =
            qualified
                ? g_strdup_printf("%s %s",
                                  tr(lang, field_choice_label(&parts[LINE_QUALIFIER], qualifier)),
                                  value)
                : g_strdup(value);
        row_text(row, text);
    }
}

static void
figures_table(Doc *doc, const Record *record, Lang lang)
{
    doc_heading(doc, 1, tr(lang, N_("I. Figures as printed")));
    DocBlock *table = doc_table(doc);
    table_column(table, tr(lang, N_("No.")), DOC_CENTRE, 5, false);
    table_column(table, tr(lang, N_("Figure printed")), DOC_LEFT, 23, false);
    table_column(table, tr(lang, N_("Number")), DOC_RIGHT, 11, false);
    table_column(table, tr(lang, N_("Unit of count")), DOC_CENTRE, 10, false);
    table_column(table, tr(lang, N_("Of one")), DOC_RIGHT, 10, false);
    table_column(table, tr(lang, N_("Money")), DOC_RIGHT, 13, false);
    table_column(table, tr(lang, N_("Plan")), DOC_RIGHT, 8, false);
    table_column(table, tr(lang, N_("Share of the plan")), DOC_RIGHT, 11, false);
    table_column(table, tr(lang, N_("Part of line")), DOC_CENTRE, 9, false);
    for (gsize i = 0; i < record_items(record, PUBLISHED_LINES); i++)
        add_line(table, record, i, lang);
}

static void
say_findings(Doc *doc, const Record *record, Lang lang)
{
    g_autoptr(GPtrArray) findings = published_findings(record, lang);
    json_t *list = json_array();
    doc_heading(doc, 1, tr(lang, N_("II. What in it does not agree")));
    for (guint i = 0; i < findings->len; i++) {
        doc_item(doc, g_ptr_array_index(findings, i));
        json_array_append_new(list, json_string(g_ptr_array_index(findings, i)));
    }
    if (findings->len == 0)
        doc_paragraph(doc, tr(lang, N_("The figures agree with each other.")));
    json_object_set_new(doc->data, "findings", list);
    doc_paragraph(doc,
                  tr(lang, N_("The figures stand as they were published; nothing was corrected.")));
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    g_autoptr(Record) record = find_published(db, ask, error);
    if (record == NULL)
        return NULL;
    g_autoptr(Doc) doc = doc_new(ask->lang);
    doc->plain = true;
    doc->subject = g_strdup(text_of(record, "title"));
    doc->data = record_to_json(record);
    say_origin(doc, record, ask->lang);
    figures_table(doc, record, ask->lang);
    say_findings(doc, record, ask->lang);
    return g_steal_pointer(&doc);
}

const Report report_published = {
    .name = "published",
    .title = N_("Report as published"),
    .about = N_("figures as a paper printed them, and where they contradict each other"),
    .of_kind = "published",
    .build = build,
};
