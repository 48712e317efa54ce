/* due_session.c: sessions of twinned units that are to come, and those whose turn it is by the rhythm of a covenant.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/due.h"

#include "records/kinds.h"
#include "standing/sessions.h"
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
next_of(DueList *list, const Agreement *covenant, GError **error)
{
    g_auto(CovenantSessions) sessions = {0};
    if (!covenant_sessions(list->db, covenant, list->today, &sessions, error))
        return false;
    if (sessions.due == DAY_UNSET || sessions.planned != DAY_UNSET || sessions.due > list->to)
        return true;
    g_autofree char *title = record_title(covenant->record);
    g_autofree char *host = sessions.host != NULL ? agreement_calls(covenant, sessions.host) : NULL;
    due_add(list, sessions.due, /* is_event= */ false, -1,
            host != NULL
                ? g_strdup_printf(_("The next session under \"%s\" is to be held; it is the turn "
                                    "of %s to be host."),
                                  title, host)
                : g_strdup_printf(_("The next session under \"%s\" is to be held."), title));
    return true;
}

static bool
find_next(DueList *list, GError **error)
{
    g_autoptr(GPtrArray) covenants =
        agreements_list(list->db, kind_get("covenant"), list->today, error);
    for (guint i = 0; covenants != NULL && i < covenants->len; i++) {
        const Agreement *covenant = covenants->pdata[i];
        if (covenant->state == AGREEMENT_IN_FORCE && agreement_has_party(covenant, list->book) &&
            !next_of(list, covenant, error))
            return false;
    }
    return covenants != NULL;
}

static bool
find(DueList *list, GError **error)
{
    ListQuery query = {.kind = kind_get("session"),
                       .books = (gint64 *)&list->book->book,
                       .book_count = 1,
                       .from = MAX(list->from, list->today),
                       .to = list->to};
    return (query.from > query.to || list_each(list->db, &query, look, list, error)) &&
           find_next(list, error);
}

const DueSource due_session = {"session", N_("Sessions"), false, find};
