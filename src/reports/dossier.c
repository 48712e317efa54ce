/* dossier.c: the dossier of one humanitarian address: who, in what need, what was promised, each help, what comes next.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/addresses.h"
#include "reports/about.h"
#include "reports/naming.h"
#include "reports/paper.h"
#include "reports/register.h"

#include "records/codec.h"
#include "records/kinds.h"

/* Every field of the address that says something, in the order of the form; pictures stay on the screen. */
static void
write_facts(Doc *doc, Db *db, const Book *book, const Record *address)
{
    Naming naming = {.db = db, .book = book};
    for (gsize i = 0; i < address->kind->field_count; i++) {
        const Field *field = &address->kind->fields[i];
        if (field->type == FIELD_FILE || record_is_empty(address, (int)i))
            continue;
        g_autofree char *text = naming_value(&naming, field, address->values[i], doc->lang);
        about_line(doc, field->label, text);
    }
}

static void
write_promises(Doc *doc, const AddressStanding *standing)
{
    Lang lang = doc->lang;
    if (standing->promises->len == 0)
        return;
    doc_heading(doc, 2, tr(lang, N_("What was promised")));
    DocBlock *table = doc_table(doc);
    table_column(table, tr(lang, N_("Sponsor")), DOC_LEFT, 26, false);
    table_column(table, tr(lang, N_("Promised each time")), DOC_RIGHT, 18, true);
    table_column(table, tr(lang, N_("How often")), DOC_LEFT, 14, false);
    table_column(table, tr(lang, N_("From")), DOC_LEFT, 12, false);
    table_column(table, tr(lang, N_("Until")), DOC_LEFT, 12, false);
    table_column(table, tr(lang, N_("Came so far")), DOC_RIGHT, 16, true);
    table_column(table, tr(lang, N_("Still missing")), DOC_RIGHT, 16, true);
    for (guint i = 0; i < standing->promises->len; i++) {
        const Promise *promise = g_ptr_array_index(standing->promises, i);
        const Record *record = promise->sponsorship;
        Money each = {0};
        DocRow *row = table_row(table, false);
        row_text(row, text_of(record, "sponsor"));
        row_amount(row,
                   record_money(record, kind_field(record->kind, "amount"), &each) ? each.vnd : 0,
                   lang);
        row_field(row, record, "rhythm", lang);
        row_field(row, record, "from", lang);
        row_field(row, record, "until", lang);
        row_amount(row, promise->given.vnd, lang);
        row_amount(row, promise->missing, lang);
    }
}

static void
write_helps(Doc *doc, const AddressStanding *standing)
{
    Lang lang = doc->lang;
    doc_heading(doc, 2, tr(lang, N_("Each help")));
    DocBlock *table = doc_table(doc);
    table_column(table, tr(lang, N_("No.")), DOC_CENTRE, 6, false);
    table_column(table, tr(lang, N_("Date")), DOC_LEFT, 12, false);
    table_column(table, tr(lang, N_("Value")), DOC_RIGHT, 16, true);
    table_column(table, tr(lang, N_("Goods")), DOC_LEFT, 24, false);
    table_column(table, tr(lang, N_("Given by")), DOC_LEFT, 18, false);
    table_column(table, tr(lang, N_("Receipt")), DOC_LEFT, 12, false);
    table_column(table, tr(lang, N_("Confirmed by")), DOC_LEFT, 18, false);
    for (guint i = 0; i < standing->helps->len; i++) {
        const Record *help = g_ptr_array_index(standing->helps, i);
        const char *second = text_of(help, "verified_by");
        g_autofree char *goods = about_goods(help, lang);
        Money amount = {0};
        DocRow *row = register_row(table, i + 1);
        row_field(row, help, "held", lang);
        row_amount(row,
                   record_money(help, kind_field(help->kind, "amount"), &amount) ? amount.vnd : 0,
                   lang);
        row_text(row, goods);
        row_text(row, text_of(help, "given_by"));
        row_text(row, text_of(help, "receipt"));
        row_text(row, *second != '\0' ? second : tr(lang, N_("not confirmed yet")));
    }
    DocRow *sum = table_row(table, true);
    row_text(sum, "");
    row_text(sum, tr(lang, N_("Sum")));
    row_amount(sum, standing->given.vnd, lang);
    for (int i = 0; i < 4; i++)
        row_text(sum, "");
}

static void
write_years(Doc *doc, const AddressStanding *standing)
{
    for (guint i = 0; i < standing->years->len; i++) {
        const AddressYear *year = &g_array_index(standing->years, AddressYear, i);
        g_autofree char *times = count_print(year->times, doc->lang),
                        *given = money_print(year->given, doc->lang);
        g_autofree char *line =
            g_strdup_printf(tr(doc->lang, N_("%d: helped %s times, %s")), year->year, times, given);
        doc_item(doc, line);
    }
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    g_autoptr(Record) address = about_record(db, ask, "address", error);
    g_autoptr(AddressStanding) standing =
        address != NULL ? address_standing(db, ask->own, address, ask->today, error) : NULL;
    if (standing == NULL)
        return NULL;
    g_autoptr(Doc) doc =
        register_new(db, ask, tr(ask->lang, N_("Dossier of a humanitarian address")), true);
    doc->data = record_to_json(address);
    write_facts(doc, db, ask->own, address);
    if (standing->next_visit != DAY_UNSET) {
        g_autofree char *next = day_print(standing->next_visit, ask->lang);
        about_line(doc, N_("Next visit"), next);
    }
    write_promises(doc, standing);
    if (standing->helps->len > 0) {
        write_helps(doc, standing);
        write_years(doc, standing);
    }
    return register_signed(g_steal_pointer(&doc), db, ask, error);
}

const Report report_dossier = {
    .name = "dossier",
    .title = N_("Dossier of a humanitarian address"),
    .about = N_("who, in what need, what was promised, each help, the next visit"),
    .of_kind = "address",
    .personal = true,
    .build = build,
};
