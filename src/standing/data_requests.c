/* data_requests.c: until when a data request must be answered.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/data_requests.h"

#include "records/kinds.h"
#include "views/list.h"
#include "views/views.h"

#define YEARS_AHEAD 1 /* no term is longer */

static int
field_of(const Record *record, const char *name)
{
    return kind_field(record->kind, name);
}

/* The last day of a term that began on `from`; DAY_UNSET without error when no rule is in force. A term in working days goes
 * before one in days; one in days that ends on a day off ends on the next working day. */
static bool
term_end(Db *db, const Book *book, const WorkingDays *days, const char *key, Day from, gint64 more,
         Day *ret_day, GError **error)
{
    g_autoptr(Rate) working = NULL, plain = NULL;
    *ret_day = DAY_UNSET;
    if (!rate_find(db, book, "data_request_working_days", key, from, &working, error) ||
        !rate_find(db, book, "data_request_days", key, from, &plain, error))
        return false;
    if (working != NULL && working->has_number)
        *ret_day = working_days_after(days, from, (int)MIN(working->number, 366)) + (Day)more;
    else if (plain != NULL && plain->has_number)
        *ret_day = from + (Day)MIN(plain->number, 366) + (Day)more;
    if (*ret_day != DAY_UNSET)
        *ret_day = working_day_or_next(days, *ret_day);
    return true;
}

bool
request_clock(Db *db, const Book *book, const Record *request, Day today, RequestClock *ret_clock,
              GError **error)
{
    Day received = record_day(request, field_of(request, "received"));
    const char *sort = record_value(request, field_of(request, "sort"));
    gint64 extended = record_count(request, field_of(request, "extended")), longest = 0;
    RequestClock clock = {.answered = !record_is_empty(request, field_of(request, "answered")),
                          .done = !record_is_empty(request, field_of(request, "done")),
                          .answer_by = DAY_UNSET,
                          .done_by = DAY_UNSET};
    g_autoptr(Rate) extension = NULL;
    if (!rate_find(db, book, "data_request_days", "extension", received, &extension, error))
        return false;
    if (extension != NULL && extension->has_number)
        longest = extension->number;
    clock.too_long = extended > longest;
    g_autoptr(WorkingDays) days = working_days_new(
        db, book, (Period){MIN(received, today), MAX(received, today) + YEARS_AHEAD * 366}, error);
    bool others = record_flag(request, field_of(request, "others"));
    g_autofree char *with_others = g_strconcat(sort, "_others", NULL);
    if (days == NULL || !term_end(db, book, days, "answer", received, 0, &clock.answer_by, error) ||
        (others && !term_end(db, book, days, with_others, received, MIN(extended, longest),
                             &clock.done_by, error)) ||
        (clock.done_by == DAY_UNSET &&
         !term_end(db, book, days, sort, received, MIN(extended, longest), &clock.done_by, error)))
        return false;
    if (clock.answer_by != DAY_UNSET)
        clock.answer_left = working_days_between(days, today, clock.answer_by);
    if (clock.done_by != DAY_UNSET)
        clock.done_left = working_days_between(days, today, clock.done_by);
    *ret_clock = clock;
    return true;
}

static bool
keep_open(void *context, const Record *request, GError **error)
{
    if (record_is_empty(request, field_of(request, "done")))
        g_ptr_array_insert(context, 0, record_copy(request));
    return true;
}

GPtrArray *
requests_open(Db *db, const Book *book, GError **error)
{
    g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    ListQuery query = {.kind = kind_get("data_request"),
                       .books = (gint64 *)&book->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    return list_each(db, &query, keep_open, open, error) ? g_steal_pointer(&open) : NULL;
}

bool
record_of_person(Db *db, const Book *book, const Record *record, Record **ret_person,
                 GError **error)
{
    static const char *const refs[] = {"member", "address", "donor"};
    *ret_person = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(refs); i++) {
        g_autoptr(Book) target = NULL;
        g_autoptr(GError) gone = NULL;
        gint64 entry;
        const char *ref = record_value(record, field_of(record, refs[i]));
        if (*ref == '\0')
            continue;
        if (!record_ref_find(db, book, ref, &target, &entry, error))
            return false;
        *ret_person = target != NULL ? record_load(db, target, entry, &gone) : NULL;
        if (*ret_person != NULL)
            return true;
    }
    return true;
}
