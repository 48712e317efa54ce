/* members.c: who was in the union when.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/members.h"

#include "base/text.h"
#include "records/kinds.h"
#include "views/list.h"
#include <string.h>

bool
member_in(const Record *member, Period period)
{
    Day joined = record_day(member, kind_field(member->kind, "joined")),
        left = record_day(member, kind_field(member->kind, "left"));
    return (joined == DAY_UNSET || period.to == DAY_UNSET || joined <= period.to) &&
           (left == DAY_UNSET || left >= period.from);
}

typedef struct {
    GPtrArray *members;
    Period period;
} Gathering;

static bool
gather(void *context, const Record *record, GError **error)
{
    Gathering *gathering = context;
    if (member_in(record, gathering->period))
        g_ptr_array_add(gathering->members, record_copy(record));
    return true;
}

static gint
compare(gconstpointer a, gconstpointer b)
{
    const Record *one = *(Record *const *)a, *two = *(Record *const *)b;
    int name = kind_field(one->kind, "name");
    int order = text_compare_names(record_value(one, name), record_value(two, name));
    return order != 0 ? order : (one->entry > two->entry) - (one->entry < two->entry);
}

GPtrArray *
members_list(Db *db, const Book *book, Period period, GError **error)
{
    g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    ListQuery query = {.kind = kind_get("member"),
                       .books = (gint64 *)&book->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    Gathering gathering = {members, period};
    if (!list_each(db, &query, gather, &gathering, error))
        return NULL;
    g_ptr_array_sort(members, compare);
    return g_steal_pointer(&members);
}

Day
birthday_in(const char *born, int year)
{
    Day birth;
    int birth_year, month, of_month;
    if (!day_read(born, day_of(2000, 1, 1), &birth, NULL))
        return DAY_UNSET;
    day_parts(birth, &birth_year, &month, &of_month);
    Day day = day_of(year, month, of_month);
    return day != DAY_UNSET ? day : day_of(year, month, of_month - 1);
}

gint64
reference_entry(const char *ref)
{
    gint64 entry;
    return g_ascii_string_to_signed(ref, 10, 0, G_MAXINT64, &entry, NULL) ? entry : -1;
}
