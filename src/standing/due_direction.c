/* due_direction.c: directions and tasks that are not done, by the day they are due.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/due.h"

#include "records/kinds.h"
#include "views/list.h"

static bool
look(void *context, const Record *record, GError **error)
{
    DueList *list = context;
    const Kind *kind = record->kind;
    int state = kind_field(kind, "state");
    Day due = record_day(record, kind_field(kind, "due"));
    if (due == DAY_UNSET || due > list->to || record_choice_is(record, state, "done") ||
        record_choice_is(record, state, "dropped"))
        return true;
    const char *owner = record_value(record, kind_field(kind, "owner"));
    g_autofree char *title = record_title(record);
    due_add(list, due, /* is_event= */ false, record->entry,
            *owner != '\0' ? g_strdup_printf("%s (%s)", title, owner) : g_steal_pointer(&title));
    return true;
}

static bool
find(DueList *list, GError **error)
{
    ListQuery query = {.kind = kind_get("direction"),
                       .books = (gint64 *)&list->book->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    return list_each(list->db, &query, look, list, error);
}

const DueSource due_direction = {"direction", N_("Directions and tasks"), false, find};
