/* listing.c: lists as neutral documents.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/listing.h"

#include "base/error.h"
#include "records/field.h"
#include "reports/naming.h"

typedef struct {
    Naming naming;
    const ListQuery *query;
    GArray *fields;    /* (element-type int) shown */
    GHashTable *books; /* gint64 -> Book */
    DocBlock *table;
    Lang lang;
    bool signatures;
} Listing;

static bool
is_number(const Field *field)
{
    return field->type == FIELD_MONEY || field->type == FIELD_COUNT;
}

static void
add_columns(Listing *listing)
{
    table_column(listing->table, tr(listing->lang, N_("Id")), DOC_LEFT, 10, false);
    for (guint i = 0; i < listing->fields->len; i++) {
        const Field *field = &listing->query->kind->fields[g_array_index(listing->fields, int, i)];
        int width = field->type == FIELD_TEXT ? 30 : field->type == FIELD_LIST ? 25 : 15;
        table_column(listing->table, tr(listing->lang, field->label),
                     is_number(field) ? DOC_RIGHT : DOC_LEFT, width, is_number(field));
    }
    if (listing->signatures)
        table_column_by_hand(listing->table, tr(listing->lang, N_("Signature")), 20);
}

static void
add_cell(Listing *listing, DocRow *row, const Record *record, int index)
{
    const Field *field = &record->kind->fields[index];
    g_autofree char *text =
        field_print(field, record->values[index], listing->lang, naming_ref, &listing->naming);
    Money money;
    if (field->type == FIELD_MONEY && record_money(record, index, &money))
        row_number(row, money.vnd, text, NULL);
    else if (field->type == FIELD_COUNT && !record_is_empty(record, index))
        row_number(row, record_count(record, index), text, NULL);
    else
        row_text(row, text);
}

static bool
add_record(void *context, const Record *record, GError **error)
{
    Listing *listing = context;
    Book *book = g_hash_table_lookup(listing->books, &record->book);
    if (book == NULL) {
        book = book_get(listing->naming.db, record->book, error);
        if (book == NULL)
            return false;
        g_hash_table_insert(listing->books, &book->book, book);
    }
    listing->naming.book = book;
    g_autofree char *id = record_id(book, record->entry);
    DocRow *row = table_row(listing->table, false);
    row_text(row, id);
    for (guint i = 0; i < listing->fields->len; i++)
        add_cell(listing, row, record, g_array_index(listing->fields, int, i));
    if (listing->signatures)
        row_text(row, "");
    return true;
}

/* The sums of the filtered set, under their columns. */
static void
add_sums(Listing *listing, const ListPage *page)
{
    if (page->sums == NULL || page->sums->len == 0 || listing->table->rows->len == 0)
        return;
    DocRow *row = table_row(listing->table, true);
    row_text(row, tr(listing->lang, N_("Sum")));
    for (guint i = 0; i < listing->fields->len; i++) {
        int index = g_array_index(listing->fields, int, i);
        const ListSum *sum = NULL;
        for (guint s = 0; s < page->sums->len; s++)
            if (g_array_index(page->sums, ListSum, s).field == index)
                sum = &g_array_index(page->sums, ListSum, s);
        if (sum == NULL || sum->sum.vnd == 0) {
            row_text(row, "");
            continue;
        }
        bool money = listing->query->kind->fields[index].type == FIELD_MONEY;
        g_autofree char *text =
            money ? money_print(sum->sum, listing->lang) : count_print(sum->sum.vnd, listing->lang);
        row_number(row, sum->sum.vnd, text, NULL);
    }
    if (listing->signatures)
        row_text(row, "");
}

Doc *
listing_doc(Db *db, const ListQuery *query, bool whole, bool signatures, Lang lang, GError **error)
{
    g_autoptr(Doc) doc = doc_new(lang);
    g_autoptr(GArray) fields = g_array_new(FALSE, FALSE, sizeof(int));
    g_autoptr(GHashTable) books =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, (GDestroyNotify)book_free);
    for (gsize i = 0; i < query->kind->field_count; i++) {
        int index = (int)i;
        if (!query->kind->fields[i].retired && (whole || query->kind->fields[i].in_list))
            g_array_append_val(fields, index);
    }
    doc->plain = true;
    doc->subject = g_strdup(tr(lang, query->kind->plural));
    Listing listing = {
        .naming = {.db = db, .codes = whole},
        .query = query,
        .fields = fields,
        .books = books,
        .table = doc_table(doc),
        .lang = lang,
        .signatures = signatures,
    };
    add_columns(&listing);
    ListQuery none = *query;
    none.limit = 1;
    g_autoptr(ListPage) page = list_run(db, &none, /* with_sums= */ true, error);
    if (page == NULL || !list_each(db, query, add_record, &listing, error))
        return NULL;
    add_sums(&listing, page);
    if (signatures) {
        doc_signer(doc, NULL, tr(lang, N_("Written by")), "");
        doc_signer(doc, NULL, tr(lang, N_("Checked by")), "");
    }
    return g_steal_pointer(&doc);
}
