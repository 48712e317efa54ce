/* advice_award.c: honours beside who grants them on that day.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/advice.h"

#include "records/field.h"
#include "records/kinds.h"
#include "standing/rates.h"

static bool
check(Db *db, const Book *book, const Record *award, Problems *problems, GError **error)
{
    const Kind *kind = award->kind;
    int form = kind_field(kind, "form"), level = kind_field(kind, "level");
    Day day = record_day(award, kind->dated);
    g_autoptr(Rate) body = NULL, ended = NULL;
    if (day == DAY_UNSET || record_is_empty(award, form) || record_is_empty(award, level))
        return true;
    g_autofree char *key =
        g_strdup_printf("%s.%s", record_value(award, form), record_value(award, level));
    if (!rate_find(db, book, "award_body", key, day, &body, error))
        return false;
    if (body != NULL) {
        if (record_is_empty(award, kind_field(kind, "granted_by")) && *body->words != '\0')
            problems_add(problems, PROBLEM_HINT, "granted_by", N_("Usually granted by: %s (%s)."),
                         body->words, body->decision);
        return true;
    }
    if (!rate_find_ended(db, book, "award_body", key, day, &ended, error))
        return false;
    if (ended == NULL)
        return true;
    g_autofree char *until = day_print(ended->until, lang_current());
    problems_add(problems, PROBLEM_HINT, "level",
                 N_("Nobody of this level grants that honour any more: it ended on %s (%s)."),
                 until, ended->decision);
    return true;
}

const Advice advice_award = {"award", check};
