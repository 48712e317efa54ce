/* documents.c: series of numbers and answers awaited.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/documents.h"

#include "records/kinds.h"
#include "views/links.h"
#include "views/list.h"

static int
field(const Record *document, const char *name)
{
    return kind_field(document->kind, name);
}

bool
document_is_incoming(const Record *document)
{
    int way = field(document, "way");
    if (!record_is_empty(document, way))
        return record_choice_is(document, way, "in");
    return !record_is_empty(document, field(document, "arrived")) ||
           !record_is_empty(document, field(document, "arrival"));
}

gint64
document_number(const Record *document, int *ret_year)
{
    bool incoming = document_is_incoming(document);
    Day day = record_day(document, field(document, incoming ? "arrived" : "issued"));
    if (day == DAY_UNSET)
        day = record_day(document, document->kind->dated);
    int month = 0, of_month = 0;
    *ret_year = 0;
    if (day != DAY_UNSET)
        day_parts(day, ret_year, &month, &of_month);
    gint64 number = record_count(document, field(document, incoming ? "arrival" : "number"));
    if (number != 0 || incoming)
        return number;
    const char *symbol = record_value(document, field(document, "symbol"));
    char *end = NULL;
    number = g_ascii_strtoll(symbol, &end, 10);
    return end != symbol && *end == '/' ? number : 0;
}

char *
document_sign(const Record *document)
{
    const char *symbol = record_value(document, field(document, "symbol"));
    int number = field(document, "number");
    if (record_is_empty(document, number) || strchr(symbol, '/') != NULL)
        return g_strdup(symbol);
    return g_strdup_printf("%02" G_GINT64_FORMAT "%s%s", record_count(document, number),
                           *symbol != '\0' ? "/" : "", symbol);
}

bool
document_stands(const Record *document)
{
    int state = field(document, "state");
    return document_is_incoming(document) || record_is_empty(document, state) ||
           record_choice_is(document, state, "issued");
}

typedef struct {
    bool incoming;
    int year;
    GArray *numbers;
} Series;

static bool
look(void *context, const Record *document, GError **error)
{
    Series *series = context;
    int year = 0;
    DocumentNumber number = {document_number(document, &year), document->entry};
    if (number.number > 0 && year == series->year &&
        document_is_incoming(document) == series->incoming)
        g_array_append_val(series->numbers, number);
    return true;
}

static gint
in_order(gconstpointer a, gconstpointer b)
{
    const DocumentNumber *one = a, *two = b;
    if (one->number != two->number)
        return one->number < two->number ? -1 : 1;
    return (one->entry > two->entry) - (one->entry < two->entry);
}

GArray *
document_numbers(Db *db, const Book *book, bool incoming, int year, GError **error)
{
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(DocumentNumber));
    Series series = {incoming, year, numbers};
    ListQuery query = {.kind = kind_get("document"),
                       .books = (gint64 *)&book->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    if (!list_each(db, &query, look, &series, error))
        return NULL;
    g_array_sort(numbers, in_order);
    return g_steal_pointer(&numbers);
}

gint64
document_next(const GArray *numbers)
{
    return numbers->len == 0 ? 1
                             : g_array_index(numbers, DocumentNumber, numbers->len - 1).number + 1;
}

GArray *
document_gaps(const GArray *numbers)
{
    GArray *gaps = g_array_new(FALSE, FALSE, sizeof(gint64));
    gint64 next = 1;
    for (guint i = 0; i < numbers->len; i++) {
        gint64 number = g_array_index(numbers, DocumentNumber, i).number;
        /* A book that begins in the middle of a year, or a year typed as a number, is no thousand gaps. */
        for (; next < number && gaps->len < 100; next++)
            g_array_append_val(gaps, next);
        next = number + 1;
    }
    return gaps;
}

bool
document_waits(Db *db, const Book *book, const Record *document, bool *ret_waits, GError **error)
{
    *ret_waits = false;
    if (record_is_empty(document, field(document, "answer_by")) ||
        !record_is_empty(document, field(document, "answered")) || !document_stands(document))
        return true;
    g_autoptr(GPtrArray) answers =
        links_records(db, book, book, document->entry, "document", "answers", 0, 0, error);
    *ret_waits = answers != NULL;
    for (guint i = 0; answers != NULL && i < answers->len; i++)
        *ret_waits = *ret_waits && !document_stands(g_ptr_array_index(answers, i));
    return answers != NULL;
}
