/* record_undo.c: takes back a record, an amendment, a whole import, or an undo.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/write.h"

#include "base/error.h"
#include "base/text.h"
#include "book/body.h"
#include "records/kinds.h"
#include "rules/act.h"
#include "views/undone.h"
#include "views/views.h"

/* What an undo takes the effect from. */
typedef struct {
    gint64 first, last; /* both included */
} Reach;

static bool
is_kind(const Entry *entry, const char *kind)
{
    return g_str_equal(entry->kind, kind);
}

static bool
body_number(const Entry *entry, const char *name, gint64 *ret_number)
{
    g_autofree char *value =
        entry->body == NULL ? NULL : body_value(entry->body, entry->body_length, name);
    return value != NULL && g_ascii_string_to_signed(value, 10, 0, G_MAXINT64, ret_number, NULL);
}

static bool
batch_reach(const Entry *batch, Reach *ret_reach, GError **error)
{
    gint64 count = 0;
    if (!body_number(batch, "count", &count) || count <= 0)
        return fail(error, KN_BROKEN, N_("The entry %d of this book is not well formed."),
                    (int)batch->entry);
    *ret_reach = (Reach){batch->entry + 1, batch->entry + count};
    return true;
}

static bool
may_change(const Act *act, const Kind *kind, const Record *now, GError **error)
{
    if (kind->nature == NATURE_AGREEMENT)
        return fail(error, KN_CONFLICT, N_("An agreement is not undone; either party may end it."));
    if (kind->nature == NATURE_SYSTEM)
        return fail(error, KN_CONFLICT,
                    N_("This entry was written by the program itself and stays."));
    if (!actor_require(act->actor, role_for_kind(kind), error))
        return false;
    if (now != NULL && g_str_equal(kind->name, "document") &&
        record_choice_is(now, kind_field(kind, "state"), "issued"))
        return fail(error, KN_CONFLICT, N_("An issued document is not undone; recall it instead."));
    return true;
}

bool
record_may_change(const Act *act, const Record *record, GError **error)
{
    return may_change(act, record->kind, record, error);
}

/* A batch holds records of one part of the work: whoever writes the first of them may take it back. */
static bool
may_undo_batch(Act *act, const Entry *batch, GError **error)
{
    g_auto(Entry) first = {0};
    if (!entry_get(act->db, act->book->book, batch->entry + 1, &first, error))
        return false;
    const Kind *kind = entry_record_kind(&first);
    Role roles = kind == NULL || kind->nature == NATURE_SYSTEM ? ROLE_RECORDER | ROLE_TREASURER
                                                               : role_for_kind(kind);
    return actor_require(act->actor, roles, error);
}

/* A record, or one amendment of it: the kind says who may, and whether it may be at all. */
static bool
record_reach(Act *act, const Entry *entry, Reach *ret_reach, GError **error)
{
    const Kind *kind = entry_record_kind(entry);
    if (kind == NULL)
        return fail(error, KN_MISSING,
                    N_("This record was written by a newer version of the program."));
    gint64 first = entry->amends >= 0 ? entry->amends : entry->entry;
    g_autoptr(Record) now = record_load(act->db, act->book, first, NULL);
    if (!may_change(act, kind, now, error))
        return false;
    *ret_reach = (Reach){entry->entry, entry->entry};
    return true;
}

static bool
undo_reach(Act *act, const Entry *entry, Reach *ret_reach, GError **error)
{
    if (is_kind(entry, "batch"))
        return may_undo_batch(act, entry, error) && batch_reach(entry, ret_reach, error);
    if (is_kind(entry, "undo")) {
        *ret_reach = (Reach){entry->entry, entry->entry};
        return true;
    }
    if (is_kind(entry, "erase"))
        return fail(error, KN_CONFLICT, N_("What was erased cannot be brought back."));
    if (is_kind(entry, "book") || is_kind(entry, "key"))
        return fail(error, KN_CONFLICT,
                    N_("The keys of a book are not undone; they are replaced by new ones."));
    if (is_kind(entry, "signed") || is_kind(entry, "end"))
        return fail(error, KN_CONFLICT, N_("An agreement is not undone; either party may end it."));
    return record_reach(act, entry, ret_reach, error);
}

static bool
has_effect(Act *act, Reach reach, GError **error)
{
    g_autoptr(GArray) undone = undone_read(act->db, act->book->book, error);
    if (undone == NULL)
        return false;
    for (gint64 entry = reach.first; entry <= reach.last; entry++)
        if (!undone_has(undone, entry))
            return true;
    return fail(error, KN_CONFLICT, N_("This was undone already."));
}

bool
record_undo(Office *office, const char *unit, const Actor *actor, gint64 entry, const char *why,
            gint64 *ret_entry, GError **error)
{
    g_auto(Act) act = {0};
    g_auto(Entry) target = {0};
    Reach reach = {0, -1};
    if (!act_begin(&act, office, unit, actor, ROLE_RECORDER | ROLE_TREASURER, error) ||
        !entry_get(act.db, act.book->book, entry, &target, error) ||
        !undo_reach(&act, &target, &reach, error) || !has_effect(&act, reach, error))
        return false;
    g_autofree char *clean = text_clean(why == NULL ? "" : why, -1, 500, error);
    if (clean == NULL)
        return false;
    g_autofree char *first = g_strdup_printf("%" G_GINT64_FORMAT, reach.first);
    g_autofree char *last = g_strdup_printf("%" G_GINT64_FORMAT, reach.last);
    g_autoptr(Record) undo = system_record("undo", "first", first, "last", last, "author",
                                           actor->author, "why", clean, NULL);
    gint64 number = act_next(&act);
    if (!act_add(&act, undo, -1, error) || !act_end(&act, error))
        return false;
    *ret_entry = number;
    return true;
}
