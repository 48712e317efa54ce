/* documents.c: the registers of outgoing and of incoming documents of a period, with their ten columns, and which numbers are
 * missing or stand twice (Decree 30/2020/NĐ-CP, appendix IV).
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/figures.h"
#include "reports/paper.h"
#include "reports/register.h"

#include "records/field.h"
#include "records/kinds.h"
#include "standing/documents.h"
#include "views/list.h"

typedef struct {
    const char *title;
    int width;
} Column;

static const Column outgoing_columns[] = {
    {N_("Number, symbol"), 10},   {N_("Date of the document"), 9},
    {N_("Sort and summary"), 23}, {N_("Signed by"), 10},
    {N_("Recipients"), 13},       {N_("Who keeps the file copy"), 9},
    {N_("Number of copies"), 6},  {N_("Sent on"), 8},
    {N_("Signature"), 6},         {N_("Note"), 6},
};
static const Column incoming_columns[] = {
    {N_("Came in on"), 9},
    {N_("Number of arrival"), 6},
    {N_("Who issued it"), 14},
    {N_("Number, symbol"), 10},
    {N_("Date of the document"), 9},
    {N_("Sort and summary"), 20},
    {N_("Recipients"), 12},
    {N_("Sent on"), 8},
    {N_("Signature"), 6},
    {N_("Note"), 6},
};

typedef struct {
    bool incoming;
    Period period;
    GPtrArray *documents; /* (element-type Record) */
} Gathering;

static Day
day_in_register(const Record *document)
{
    if (!document_is_incoming(document))
        return record_dated(document);
    Day arrived = record_day(document, kind_field(document->kind, "arrived"));
    return arrived != DAY_UNSET ? arrived : record_dated(document);
}

static bool
take(void *context, const Record *document, GError **error)
{
    Gathering *gathering = context;
    Day day = day_in_register(document);
    const char *state = text_of(document, "state");
    bool unsigned_yet = g_str_equal(state, "draft") || g_str_equal(state, "approved");
    if (document_is_incoming(document) == gathering->incoming && day >= gathering->period.from &&
        day <= gathering->period.to && (gathering->incoming || !unsigned_yet))
        g_ptr_array_add(gathering->documents, record_copy(document));
    return true;
}

static gint
in_order(gconstpointer a, gconstpointer b)
{
    const Record *one = *(Record *const *)a, *two = *(Record *const *)b;
    int year_one, year_two;
    gint64 first = document_number(one, &year_one), second = document_number(two, &year_two);
    if (year_one != year_two)
        return year_one < year_two ? -1 : 1;
    if (first != second)
        return first < second ? -1 : 1;
    return (day_in_register(one) > day_in_register(two)) -
           (day_in_register(one) < day_in_register(two));
}

/* Recipients and the last day on which it was sent to one of them. Yours to free. */
static char *
recipients(const Record *document, Day *ret_sent)
{
    int field = kind_field(document->kind, "recipients");
    GString *text = g_string_new(NULL);
    *ret_sent = DAY_UNSET;
    for (gsize i = 0; i < record_items(document, field); i++) {
        g_autofree char *to = record_part(document, field, i, 0),
                        *sent = record_part(document, field, i, 2);
        Day day;
        g_string_append_printf(text, "%s%s", i > 0 ? "; " : "", to);
        if (day_parse(sent, &day))
            *ret_sent = MAX(*ret_sent, day);
    }
    return g_string_free(text, FALSE);
}

/* "Report: results of 2026". Yours to free. */
static char *
sort_and_summary(const Record *document, Lang lang)
{
    const Field *sort = &document->kind->fields[kind_field(document->kind, "sort")];
    const char *code = text_of(document, "sort");
    bool withdrawn = g_str_equal(text_of(document, "state"), "withdrawn");
    return g_strdup_printf(
        "%s%s%s%s%s%s", *code != '\0' ? tr(lang, field_choice_label(sort, code)) : "",
        *code != '\0' ? ": " : "", text_of(document, "summary"), withdrawn ? " (" : "",
        withdrawn ? tr(lang, N_("withdrawn")) : "", withdrawn ? ")" : "");
}

static void
add_document(DocBlock *table, json_t *rows, const Record *document, Lang lang)
{
    bool incoming = document_is_incoming(document);
    Day sent = DAY_UNSET;
    int year = 0;
    gint64 number = document_number(document, &year);
    g_autofree char *sign = document_sign(document), *to = recipients(document, &sent),
                    *what = sort_and_summary(document, lang);
    DocRow *row = table_row(table, /* total= */ false);
    if (incoming) {
        row_day(row, record_day(document, kind_field(document->kind, "arrived")), lang);
        row_field(row, document, "arrival", lang);
        row_text(row, text_of(document, "sender"));
    }
    row_text(row, sign);
    row_day(row, record_day(document, document->kind->dated), lang);
    row_text(row, what);
    if (!incoming)
        row_text(row, text_of(document, "signer"));
    row_text(row, to);
    if (!incoming) {
        row_text(row, text_of(document, "kept_by"));
        row_field(row, document, "copies", lang);
    }
    row_day(row, sent, lang);
    row_text(row, "");
    row_text(row, text_of(document, "note"));
    json_array_append_new(rows,
                          json_pack("{s:I, s:i, s:s, s:s}", "number", (json_int_t)number, "year",
                                    year, "sign", sign, "summary", text_of(document, "summary")));
}

/* Appends "3", "5" with commas, and to the list. */
static void
add_number(GString *text, json_t *list, gint64 number)
{
    g_string_append_printf(text, "%s%" G_GINT64_FORMAT, text->len > 0 ? ", " : "", number);
    json_array_append_new(list, json_integer(number));
}

static void
say(Doc *doc, const char *sentence, const GString *numbers, int year)
{
    if (numbers->len == 0)
        return;
    g_autofree char *year_text = g_strdup_printf("%d", year);
    const Part parts[] = {{"year", year_text, NULL}, {"numbers", numbers->str, NULL}, {NULL}};
    block_fill(doc_add(doc, DOC_NOTE), sentence, parts);
}

/* What is wrong with the series of one year, whole: gaps show only beside all its numbers. */
static bool
add_findings(Doc *doc, json_t *data, Db *db, const ReportAsk *ask, bool incoming, int year,
             GError **error)
{
    g_autoptr(GArray) numbers = document_numbers(db, ask->own, incoming, year, error);
    g_autoptr(GArray) gaps = numbers != NULL ? document_gaps(numbers) : NULL;
    g_autoptr(GString) missing = g_string_new(NULL), twice = g_string_new(NULL);
    for (guint i = 0; gaps != NULL && i < gaps->len; i++)
        add_number(missing, json_object_get(data, "missing"), g_array_index(gaps, gint64, i));
    for (guint i = 1; numbers != NULL && i < numbers->len; i++) {
        gint64 number = g_array_index(numbers, DocumentNumber, i).number;
        bool repeats = number == g_array_index(numbers, DocumentNumber, i - 1).number;
        bool said = i > 1 && number == g_array_index(numbers, DocumentNumber, i - 2).number;
        if (repeats && !said)
            add_number(twice, json_object_get(data, "twice"), number);
    }
    say(doc, tr(ask->lang, N_("Numbers of {year} that no document has: {numbers}.")), missing,
        year);
    say(doc, tr(ask->lang, N_("Numbers of {year} that several documents have: {numbers}.")), twice,
        year);
    return gaps != NULL;
}

static bool
add_register(Doc *doc, Db *db, const ReportAsk *ask, bool incoming, GError **error)
{
    const Column *columns = incoming ? incoming_columns : outgoing_columns;
    g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    Gathering gathering = {incoming, ask->period, documents};
    ListQuery query = {.kind = kind_get("document"),
                       .books = (gint64 *)&ask->own->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    if (!list_each(db, &query, take, &gathering, error))
        return false;
    g_ptr_array_sort(documents, in_order);
    json_t *rows = json_array(),
           *data = json_pack("{s:o, s:[], s:[]}", "documents", rows, "missing", "twice");
    json_object_set_new(doc->data, incoming ? "incoming" : "outgoing", data);
    doc_heading(doc, 1,
                tr(ask->lang, incoming ? N_("Incoming documents") : N_("Outgoing documents")));
    DocBlock *table = doc_table(doc);
    for (gsize i = 0; i < G_N_ELEMENTS(outgoing_columns); i++)
        table_column(table, tr(ask->lang, columns[i].title), DOC_LEFT, columns[i].width, false);
    int last = 0;
    for (guint i = 0; i < documents->len; i++)
        add_document(table, rows, g_ptr_array_index(documents, i), ask->lang);
    for (guint i = 0; i < documents->len; i++) {
        int year = 0;
        document_number(g_ptr_array_index(documents, i), &year);
        if (year != last && !add_findings(doc, data, db, ask, incoming, year, error))
            return false;
        last = year;
    }
    return true;
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    g_autoptr(Doc) doc = register_new(db, ask, tr(ask->lang, N_("Registers of documents")), false);
    doc->data = json_object();
    if (!add_register(doc, db, ask, /* incoming= */ false, error) ||
        !add_register(doc, db, ask, /* incoming= */ true, error))
        return NULL;
    return g_steal_pointer(&doc);
}

const Report report_documents = {
    .name = "documents",
    .title = N_("Registers of documents"),
    .about = N_("outgoing and incoming documents with their numbers; what is missing or twice"),
    .group = N_("Unit"),
    .personal = true,
    .build = build,
};
