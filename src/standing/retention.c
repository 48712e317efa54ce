/* retention.c: personal values whose time has passed.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/retention.h"

#include "records/kinds.h"
#include "views/list.h"
#include "views/views.h"

static void
outdated_free(gpointer data)
{
    Outdated *outdated = data;
    record_free(outdated->record);
    g_free(outdated->decision);
    g_free(outdated->hold);
    g_free(outdated);
}

bool
retention_field(const Record *record, int field)
{
    return record->kind->fields[field].class >= CLASS_BASIC && !record_is_empty(record, field);
}

/* The day from which the months count; DAY_UNSET: not begun, the person is still with us. */
static Day
counted_from(const Record *record)
{
    static const char *const ends[] = {"left", "withdrawn", "done"};
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
        int field = kind_field(record->kind, ends[i]);
        if (field >= 0 && record->kind->fields[field].type == FIELD_DATE)
            return record_day(record, field);
    }
    return record_dated(record);
}

/* The same day so many months on; the last of a shorter month. */
static Day
months_after(Day day, gint64 months)
{
    int year, month, of_month;
    day_parts(day, &year, &month, &of_month);
    gint64 all = (gint64)year * 12 + month - 1 + months;
    Day after = DAY_UNSET;
    for (; of_month > 0 && after == DAY_UNSET; of_month--)
        after = day_of((int)(all / 12), (int)(all % 12) + 1, of_month);
    return after;
}

typedef struct {
    const Book *book;
    Day today;
    const Rate *rate;
    const GPtrArray *holds; /* (element-type Rate) */
    GPtrArray *found;
} Looking;

static const char *
hold_on(const Looking *looking, const Record *record)
{
    g_autofree char *id = record_id(looking->book, record->entry);
    for (guint i = 0; i < looking->holds->len; i++) {
        const Rate *hold = g_ptr_array_index(looking->holds, i);
        if (g_str_equal(hold->key, id) || g_str_equal(hold->key, record->kind->name))
            return *hold->words != '\0' ? hold->words : hold->decision;
    }
    return NULL;
}

static bool
look(void *context, const Record *record, GError **error)
{
    Looking *looking = context;
    Day from = counted_from(record);
    Day passed = from != DAY_UNSET ? months_after(from, looking->rate->number) : DAY_UNSET;
    int personal = 0;
    for (int i = 0; i < (int)record->kind->field_count; i++)
        personal += retention_field(record, i);
    if (personal == 0 || passed == DAY_UNSET || passed > looking->today)
        return true;
    Outdated *outdated = g_new0(Outdated, 1);
    *outdated = (Outdated){record_copy(record), passed, personal, g_strdup(looking->rate->decision),
                           g_strdup(hold_on(looking, record))};
    g_ptr_array_add(looking->found, outdated);
    return true;
}

static gint
by_day(gconstpointer a, gconstpointer b)
{
    const Outdated *one = *(Outdated *const *)a, *two = *(Outdated *const *)b;
    return (one->passed > two->passed) - (one->passed < two->passed);
}

GPtrArray *
retention_list(Db *db, const Book *book, Day today, GError **error)
{
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(outdated_free);
    g_autoptr(GPtrArray) rates = rates_list(db, book, "retention_months", today, error),
                         holds = rates != NULL ? rates_list(db, book, "legal_hold", today, error)
                                               : NULL;
    if (holds == NULL)
        return NULL;
    for (guint i = 0; i < rates->len; i++) {
        const Rate *rate = g_ptr_array_index(rates, i);
        const Kind *kind = kind_find(rate->key);
        if (kind == NULL || !kind_is_writable(kind) || !rate->has_number || rate->number > 2400)
            continue;
        ListQuery query = {.kind = kind,
                           .books = (gint64 *)&book->book,
                           .book_count = 1,
                           .from = DAY_UNSET,
                           .to = DAY_UNSET};
        Looking looking = {book, today, rate, holds, found};
        if (!list_each(db, &query, look, &looking, error))
            return NULL;
    }
    g_ptr_array_sort(found, by_day);
    return g_steal_pointer(&found);
}
