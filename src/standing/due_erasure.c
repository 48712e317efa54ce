/* due_erasure.c: partners that have not confirmed, for longer than the rule erase_confirm allows, that an erased value is struck
 * out in their copy too.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/due.h"

#include "base/lang.h"
#include "standing/erasures.h"
#include "standing/rates.h"
#include "views/views.h"

static bool
look_at(DueList *list, const Erasure *erasure, GError **error)
{
    g_autoptr(Rate) rate = NULL;
    Day day = day_from_time(erasure->time);
    if (!rate_find(list->db, list->book, "erase_confirm", "days", day, &rate, error))
        return false;
    if (rate == NULL || !rate->has_number || day + (Day)rate->number > list->today)
        return true;
    g_autofree char *id = record_id(list->book, erasure->first);
    for (guint i = 0; i < erasure->holders->len; i++) {
        const ErasureHolder *holder = erasure->holders->pdata[i];
        if (holder->struck == 0)
            due_add(list, day + (Day)rate->number, /* is_event= */ false, erasure->first,
                    g_strdup_printf(_("%s has not confirmed yet that what was erased in %s is "
                                      "struck out there too: exchange with them."),
                                    holder->name, id));
    }
    return true;
}

static bool
find(DueList *list, GError **error)
{
    g_autoptr(GPtrArray) erasures = erasures_list(list->db, list->book, error);
    for (guint i = 0; erasures != NULL && i < erasures->len; i++)
        if (!look_at(list, erasures->pdata[i], error))
            return false;
    return erasures != NULL;
}

const DueSource due_erasure = {"erasure", N_("Erasures at partners"), false, find};
