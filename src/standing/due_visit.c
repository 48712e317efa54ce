/* due_visit.c: members whom the union has not visited in this quarter, and birthdays, where the union keeps to such
 * visits.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/due.h"

#include "records/kinds.h"
#include "standing/visits.h"

#define NAMED 10 /* so many are named one by one */

static bool
quarter(DueList *list, GError **error)
{
    Period quarter = quarter_of(list->today);
    bool kept = false;
    if (quarter.to > list->to)
        return true;
    if (!visits_are_kept(list->db, list->book, "quarterly", list->today, &kept, error))
        return false;
    if (!kept)
        return true;
    g_autoptr(GPtrArray) lines =
        visits_coverage(list->db, list->book, quarter, quarter.from, error);
    if (lines == NULL)
        return false;
    gint64 left = (gint64)lines->len - visits_covered(lines);
    if (left > NAMED) {
        g_autofree char *count = count_print(left, lang_current());
        due_add(list, quarter.to, /* is_event= */ false, -1,
                g_strdup_printf(_("%s members have not been visited in this quarter."), count));
        return true;
    }
    for (guint i = 0; i < lines->len; i++) {
        const VisitLine *line = g_ptr_array_index(lines, i);
        g_autofree char *name = record_title(line->member);
        if (line->times == 0)
            due_add(list, quarter.to, /* is_event= */ false, line->member->entry,
                    g_strdup_printf(_("%s has not been visited in this quarter."), name));
    }
    return true;
}

static void
add_birthday(DueList *list, const Record *member, int year)
{
    const char *born = record_value(member, kind_field(member->kind, "born"));
    Day day = birthday_in(born, year);
    if (day == DAY_UNSET || day < list->from || day > list->to)
        return;
    int age = age_on(born, day);
    g_autofree char *name = record_title(member);
    due_add(list, day, /* is_event= */ true, member->entry,
            age > 0 ? g_strdup_printf(_("Birthday of %s (%d)"), name, age)
                    : g_strdup_printf(_("Birthday of %s"), name));
}

static bool
birthdays(DueList *list, GError **error)
{
    int first, last, month, day;
    bool kept = false;
    if (!visits_are_kept(list->db, list->book, "birthday", list->today, &kept, error))
        return false;
    if (!kept)
        return true;
    g_autoptr(GPtrArray) members =
        members_list(list->db, list->book, (Period){list->from, list->to}, error);
    if (members == NULL)
        return false;
    day_parts(list->from, &first, &month, &day);
    day_parts(list->to, &last, &month, &day);
    for (guint i = 0; i < members->len; i++)
        for (int year = first; year <= last; year++)
            add_birthday(list, g_ptr_array_index(members, i), year);
    return true;
}

static bool
find(DueList *list, GError **error)
{
    return quarter(list, error) && birthdays(list, error);
}

const DueSource due_visit = {"visit", N_("Union members"), true, find};
