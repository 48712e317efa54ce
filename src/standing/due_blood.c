/* due_blood.c: blood drives to come.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/due.h"

#include "records/kinds.h"
#include "views/list.h"

static bool
add_drive(void *context, const Record *drive, GError **error)
{
    g_autofree char *title = record_title(drive);
    const char *place = record_value(drive, kind_field(drive->kind, "place"));
    due_add(context, record_dated(drive), /* is_event= */ true, drive->entry,
            *place != '\0' ? g_strdup_printf(_("Blood drive: %s, %s"), title, place)
                           : g_strdup_printf(_("Blood drive: %s"), title));
    return true;
}

static bool
find(DueList *list, GError **error)
{
    ListQuery query = {.kind = kind_get("blood_drive"),
                       .books = (gint64 *)&list->book->book,
                       .book_count = 1,
                       .from = list->from,
                       .to = list->to};
    return list_each(list->db, &query, add_drive, list, error);
}

const DueSource due_blood = {"blood", N_("Blood drives"), false, find};
