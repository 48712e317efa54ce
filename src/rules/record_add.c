/* record_add.c: writes one record.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/write.h"

#include "base/error.h"
#include "records/check.h"
#include "records/kinds.h"
#include "rules/act.h"
#include "rules/by_act.h"
#include "rules/double_entry.h"
#include "rules/numbering.h"
#include "rules/references.h"
#include "rules/to_come.h"
#include "standing/advice.h"

bool
record_add(Office *office, const char *unit, const Actor *actor, Record *record, Problems *problems,
           gint64 *ret_entry, GError **error)
{
    if (!kind_is_writable(record->kind))
        return fail(error, KN_INVALID,
                    N_("Records of the kind \"%s\" are written by the program itself."),
                    _(record->kind->label));
    g_auto(Act) act = {0};
    if (!act_begin(&act, office, unit, actor, role_for_kind(record->kind), error))
        return false;
    g_free(record->author);
    record->author = g_strdup(actor->author);
    by_act_keep(record, NULL);
    record_check(record, problems);
    to_come_check(record, office_today(office), problems);
    if (!references_check(act.db, act.book, record, problems, error) ||
        !double_entry_check(act.db, act.book, record, problems, error) ||
        !advice_check(act.db, act.book, record, problems, error))
        return false;
    if (problems_has_errors(problems)) {
        *ret_entry = -1;
        return true;
    }
    g_auto(Numbering) numbering = {0};
    gint64 entry = act_next(&act);
    if (!numbering_give(&numbering, &act, record, error) || !act_add(&act, record, -1, error) ||
        !act_end(&act, error))
        return false;
    record->book = act.book->book;
    record->entry = record->last = entry;
    record->time = act.time;
    *ret_entry = entry;
    return true;
}
