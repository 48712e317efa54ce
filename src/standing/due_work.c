/* due_work.c: what the later checks of works found that is to be done.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/due.h"

#include "records/kinds.h"
#include "views/list.h"

enum { ON, BY, CONDITION, TO_DO, UNTIL, DONE };

static bool
look(void *context, const Record *work, GError **error)
{
    DueList *list = context;
    int checks = kind_field(work->kind, "checks");
    for (gsize i = 0; i < record_items(work, checks); i++) {
        g_autofree char *to_do = record_part(work, checks, i, TO_DO),
                        *until = record_part(work, checks, i, UNTIL);
        g_autofree char *done = record_part(work, checks, i, DONE), *name = record_title(work);
        Day day;
        if (*done == '\0' && day_parse(until, &day) && day <= list->to)
            due_add(list, day, /* is_event= */ false, work->entry,
                    g_strdup_printf("%s: %s", name, to_do));
    }
    return true;
}

static bool
find(DueList *list, GError **error)
{
    ListQuery query = {.kind = kind_get("work"),
                       .books = (gint64 *)&list->book->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    return list_each(list->db, &query, look, list, error);
}

const DueSource due_work = {"work", N_("Works"), true, find};
