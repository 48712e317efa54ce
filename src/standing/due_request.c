/* due_request.c: data requests that wait for their first answer or for their end. Persons are not named.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/data_requests.h"
#include "standing/due.h"

#include "views/views.h"

static bool
find(DueList *list, GError **error)
{
    g_autoptr(GPtrArray) open = requests_open(list->db, list->book, error);
    for (guint i = 0; open != NULL && i < open->len; i++) {
        const Record *request = g_ptr_array_index(open, i);
        RequestClock clock;
        if (!request_clock(list->db, list->book, request, list->today, &clock, error))
            return false;
        g_autofree char *id = record_id(list->book, request->entry);
        if (!clock.answered && clock.answer_by != DAY_UNSET && clock.answer_by <= list->to)
            due_add(list, clock.answer_by, /* is_event= */ false, request->entry,
                    g_strdup_printf(_("Give the first answer to the data request %s."), id));
        if (clock.done_by != DAY_UNSET && clock.done_by <= list->to)
            due_add(list, clock.done_by, /* is_event= */ false, request->entry,
                    g_strdup_printf(_("Finish the data request %s."), id));
    }
    return open != NULL;
}

const DueSource due_request = {"request", N_("Data requests"), false, find};
