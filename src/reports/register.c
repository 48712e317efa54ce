/* register.c: what registers and rolls share.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/register.h"

#include "base/error.h"
#include "records/field.h"
#include "records/kinds.h"
#include "reports/paper.h"

Doc *
register_new(Db *db, const ReportAsk *ask, const char *title, bool on_last_day)
{
    Doc *doc = doc_new(ask->lang);
    g_autofree char *name = short_name(db, ask->own, ask->period.to),
                    *when = on_last_day ? day_print(ask->period.to, ask->lang)
                                        : period_label(ask->period, ask->lang);
    doc->plain = true;
    doc->type = g_utf8_strup(title, -1);
    doc->subject = g_strdup_printf("%s, %s", name, when);
    return doc;
}

Doc *
register_signed(Doc *given, Db *db, const ReportAsk *ask, GError **error)
{
    g_autoptr(Doc) doc = given;
    doc_signer(doc, NULL, tr(ask->lang, N_("Written by")), "");
    return paper_signer(doc, db, ask->own, ask->today, error) ? g_steal_pointer(&doc) : NULL;
}

GArray *
register_books(Db *db, const ReportAsk *ask, GError **error)
{
    const char *codes = ask->of != NULL ? ask->of : ask->own->code;
    g_autoptr(GPtrArray) houses = houses_list(db, codes, ask->period.to, error);
    g_autoptr(GArray) books = g_array_new(FALSE, FALSE, sizeof(gint64));
    for (guint i = 0; houses != NULL && i < houses->len; i++) {
        const House *house = g_ptr_array_index(houses, i);
        g_array_append_vals(books, house->books->data, house->books->len);
    }
    if (houses != NULL && books->len == 0)
        return fail_null(error, KN_MISSING, "There is no unit to report on.");
    return houses != NULL ? g_steal_pointer(&books) : NULL;
}

DocRow *
register_row(DocBlock *table, guint number)
{
    g_autofree char *text = g_strdup_printf("%u", number);
    DocRow *row = table_row(table, /* total= */ false);
    row_text(row, text);
    return row;
}

void
row_field(DocRow *row, const Record *record, const char *field, Lang lang)
{
    int index = kind_field(record->kind, field);
    g_assert(index >= 0);
    g_autofree char *text =
        field_print(&record->kind->fields[index], record_value(record, index), lang, NULL, NULL);
    row_text(row, text);
}

void
row_born(DocRow *row, const char *born, Lang lang)
{
    Day day;
    g_autofree char *text = day_parse(born, &day) ? day_print(day, lang) : g_strdup(born);
    row_text(row, text);
}

void
row_amount(DocRow *row, gint64 amount, Lang lang)
{
    g_autofree char *text = amount == 0 ? g_strdup("") : count_print(amount, lang);
    row_number(row, amount, text, NULL);
}

void
row_day(DocRow *row, Day day, Lang lang)
{
    g_autofree char *text = day == DAY_UNSET ? g_strdup("") : day_print(day, lang);
    row_text(row, text);
}
