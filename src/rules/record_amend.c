/* record_amend.c: writes a record again with changed values; what it said before stays in the book.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/write.h"

#include "base/error.h"
#include "base/text.h"
#include "records/check.h"
#include "records/kinds.h"
#include "rules/act.h"
#include "rules/numbering.h"
#include "rules/by_act.h"
#include "rules/references.h"
#include "rules/to_come.h"
#include "standing/advice.h"
#include "views/views.h"

static bool
says_the_same(const Record *a, const Record *b)
{
    for (gsize i = 0; i < a->kind->field_count; i++)
        if (!g_str_equal(record_value(a, (int)i), record_value(b, (int)i)))
            return false;
    return g_strcmp0(a->source, b->source) == 0;
}

static bool
amend_check(Act *act, const Record *now, Record *changed, Problems *problems, GError **error)
{
    by_act_keep(changed, now);
    if (changed->why == NULL || *changed->why == '\0')
        problems_add(problems, PROBLEM_ERROR, "why", N_("Say in a few words why this is changed."));
    if (says_the_same(now, changed))
        problems_add(problems, PROBLEM_ERROR, NULL, N_("Nothing was changed."));
    numbering_check(now, changed, problems);
    by_act_empty(changed, problems);
    record_check(changed, problems);
    to_come_check(changed, office_today(act->office), problems);
    return references_check(act->db, act->book, changed, problems, error) &&
           advice_check(act->db, act->book, changed, problems, error);
}

bool
record_amend(Office *office, const char *unit, const Actor *actor, gint64 entry, Record *changed,
             const char *why, gint64 expect_last, Problems *problems, gint64 *ret_entry,
             GError **error)
{
    g_auto(Act) act = {0};
    if (!act_begin(&act, office, unit, actor, role_for_kind(changed->kind), error))
        return false;
    g_autoptr(Record) now = record_load(act.db, act.book, entry, error);
    if (now == NULL)
        return false;
    if (!kind_is_writable(now->kind))
        return fail(error, KN_CONFLICT,
                    N_("What was agreed is not changed afterwards; agree on a new text."));
    if (now->kind != changed->kind)
        return fail(error, KN_INVALID,
                    N_("A record stays of its kind; undo it and write a new one."));
    if (expect_last >= 0 && now->last != expect_last)
        return fail(error, KN_CONFLICT,
                    N_("Someone else has changed this record meanwhile. Look at it again, then "
                       "change it."));
    g_autofree char *clean = text_clean(why == NULL ? "" : why, -1, 500, error);
    if (clean == NULL)
        return false;
    g_free(changed->author);
    g_free(changed->why);
    changed->author = g_strdup(actor->author);
    changed->why = g_steal_pointer(&clean);
    if (!amend_check(&act, now, changed, problems, error))
        return false;
    if (problems_has_errors(problems)) {
        *ret_entry = -1;
        return true;
    }
    gint64 last = act_next(&act);
    if (!act_add(&act, changed, entry, error) || !act_end(&act, error))
        return false;
    *ret_entry = last;
    return true;
}
