/* due_covenant.c: covenants whose term comes to its end: renew them, or let them end.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/due.h"

#include "views/agreements.h"
#include "records/kinds.h"

static bool
find(DueList *list, GError **error)
{
    g_autoptr(GPtrArray) covenants =
        agreements_list(list->db, kind_get("covenant"), list->today, error);
    for (guint i = 0; covenants != NULL && i < covenants->len; i++) {
        const Agreement *covenant = g_ptr_array_index(covenants, i);
        Day end = agreement_term(covenant).to;
        if (covenant->state != AGREEMENT_IN_FORCE || end > list->to ||
            !agreement_has_party(covenant, list->book))
            continue;
        g_autofree char *title = record_title(covenant->record);
        due_add(
            list, end, /* is_event= */ false, -1,
            g_strdup_printf(_("The covenant \"%s\" ends: agree whether it is renewed."), title));
    }
    return covenants != NULL;
}

const DueSource due_covenant = {"covenant", N_("Covenants"), false, find};
