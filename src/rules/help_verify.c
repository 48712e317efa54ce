/* help_verify.c: a second person confirms that a help reached its address.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/write.h"

#include "base/error.h"
#include "records/kinds.h"
#include "rules/act.h"

/* Whoever wrote the record or changed it later does not confirm it; who confirmed it before and wrote nothing
 * else may do so again. */
static bool
is_second_person(Act *act, gint64 entry, bool *ret_second, GError **error)
{
    g_autoptr(GPtrArray) steps = record_history(act->db, act->book, entry, error);
    *ret_second = true;
    for (guint i = 0; steps != NULL && i < steps->len; i++) {
        const HistoryStep *step = g_ptr_array_index(steps, i);
        if (step->record == NULL || step->undone)
            continue;
        int verified_by = kind_field(step->record->kind, "verified_by");
        bool confirms = g_str_equal(record_value(step->record, verified_by), step->author);
        if (!confirms && g_strcmp0(step->author, act->actor->author) == 0)
            *ret_second = false;
    }
    return steps != NULL;
}

static bool
verify_check(Act *act, const Record *help, GError **error)
{
    bool second = false;
    if (!g_str_equal(help->kind->name, "help"))
        return fail(error, KN_INVALID, N_("Only a help that was given is confirmed in this way."));
    if (!record_is_empty(help, kind_field(help->kind, "verified")))
        return fail(error, KN_CONFLICT, N_("%s has confirmed this help already."),
                    record_value(help, kind_field(help->kind, "verified_by")));
    if (!is_second_person(act, help->entry, &second, error))
        return false;
    return second || fail(error, KN_DENIED,
                          N_("Whoever wrote a help cannot confirm it: a second person does, under "
                             "an account of their own."));
}

bool
help_verify(Office *office, const char *unit, const Actor *actor, gint64 entry, gint64 *ret_entry,
            GError **error)
{
    g_auto(Act) act = {0};
    if (!act_begin(&act, office, unit, actor, ROLE_RECORDER | ROLE_CHAIR | ROLE_TREASURER, error))
        return false;
    g_autoptr(Record) help = record_load(act.db, act.book, entry, error);
    if (help == NULL || !verify_check(&act, help, error))
        return false;
    g_autofree char *today = day_iso(office_today(office));
    record_set(help, kind_field(help->kind, "verified"), today);
    record_set(help, kind_field(help->kind, "verified_by"), actor->author);
    g_free(help->author);
    g_free(help->why);
    help->author = g_strdup(actor->author);
    help->why = g_strdup(_("Confirmed by a second person"));
    *ret_entry = act_next(&act);
    return act_add(&act, help, entry, error) && act_end(&act, error);
}
