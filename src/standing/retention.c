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

/* The day that the record itself names. */
static Day
kept_until(const Record *record)
{
    int field = kind_field(record->kind, "keep_until");
    return field >= 0 ? record_day(record, field) : DAY_UNSET;
}

typedef struct {
    const Book *book;
    Day today;
    const Rate *rate;       /* NULL: only what records themselves name */
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

/* When its time is up: what the record names goes before the rule for its kind. */
static Day
passes(const Looking *looking, const Record *record)
{
    Day own = kept_until(record), from = counted_from(record);
    if (looking->rate == NULL)
        return own;
    return own == DAY_UNSET && from != DAY_UNSET ? months_after(from, looking->rate->number)
                                                 : DAY_UNSET;
}

static bool
look(void *context, const Record *record, GError **error)
{
    Looking *looking = context;
    Day passed = passes(looking, record);
    const char *decision = looking->rate != NULL
                               ? looking->rate->decision
                               : record_value(record, kind_field(record->kind, "keep"));
    int personal = 0;
    for (int i = 0; i < (int)record->kind->field_count; i++)
        personal += retention_field(record, i);
    if (personal == 0 || passed == DAY_UNSET || passed > looking->today)
        return true;
    Outdated *outdated = g_new0(Outdated, 1);
    *outdated = (Outdated){record_copy(record), passed, personal, g_strdup(decision),
                           g_strdup(hold_on(looking, record))};
    g_ptr_array_add(looking->found, outdated);
    return true;
}

static bool
look_through(Db *db, const Kind *kind, Looking *looking, GError **error)
{
    ListQuery query = {.kind = kind,
                       .books = (gint64 *)&looking->book->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    return list_each(db, &query, look, looking, error);
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
        Looking looking = {book, today, rate, holds, found};
        if (!look_through(db, kind, &looking, error))
            return NULL;
    }
    for (gsize i = 0; i < kinds_count; i++) {
        Looking looking = {book, today, NULL, holds, found};
        if (kind_field(kinds[i], "keep_until") >= 0 && !look_through(db, kinds[i], &looking, error))
            return NULL;
    }
    g_ptr_array_sort(found, by_day);
    return g_steal_pointer(&found);
}
