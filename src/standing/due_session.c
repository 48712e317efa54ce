/* due_session.c: sessions of twinned units that are to come.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/due.h"

#include "base/date.h"
#include "records/kinds.h"
#include "views/list.h"

static bool
look(void *context, const Record *record, GError **error)
{
    DueList *list = context;
    g_autofree char *title = record_title(record);
    g_autofree char *began =
        moment_print(record_value(record, kind_field(record->kind, "began")), lang_current());
    const char *place = record_value(record, kind_field(record->kind, "place"));
    due_add(list, record_dated(record), /* is_event= */ true, record->entry,
            g_strdup_printf("%s, %s, %s", title, began, place));
    return true;
}

static bool
find(DueList *list, GError **error)
{
    ListQuery query = {.kind = kind_get("session"),
                       .books = (gint64 *)&list->book->book,
                       .book_count = 1,
                       .from = MAX(list->from, list->today),
                       .to = list->to};
    return query.from > query.to || list_each(list->db, &query, look, list, error);
}

const DueSource due_session = {"session", N_("Sessions"), false, find};
