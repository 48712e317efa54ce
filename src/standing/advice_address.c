/* advice_address.c: humanitarian addresses beside others and beside what was promised and given: the same person twice, a
 * state that nothing else bears out.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/advice.h"

#include "records/kinds.h"
#include "standing/addresses.h"
#include "views/links.h"
#include "views/views.h"

static bool
check_overlaps(Db *db, const Book *book, const Record *address, Problems *problems, GError **error)
{
    g_autoptr(GPtrArray) overlaps = address_overlaps(db, book, address, address->entry, error);
    for (guint i = 0; overlaps != NULL && i < overlaps->len; i++) {
        g_autofree char *sentence = overlap_sentence(book, g_ptr_array_index(overlaps, i));
        problems_add(problems, PROBLEM_HINT, NULL, "%s", sentence);
    }
    return overlaps != NULL;
}

static bool
has_links(Db *db, const Book *book, const Record *address, const char *kind, bool *ret_has,
          GError **error)
{
    *ret_has = false;
    if (address->entry < 0)
        return true;
    g_autoptr(GPtrArray) records =
        links_records(db, book, book, address->entry, kind, "address", 0, 1, error);
    *ret_has = records != NULL && records->len > 0;
    return records != NULL;
}

/* From what it said before: a proposal is approved first. */
static void
check_jump(const Record *before, const Record *address, Problems *problems)
{
    int state = kind_field(address->kind, "state");
    if (record_choice_is(before, state, "proposed") &&
        (record_choice_is(address, state, "waiting") || record_choice_is(address, state, "helped")))
        problems_add(problems, PROBLEM_HINT, "state",
                     N_("It was only proposed until now: nobody has approved it yet."));
    if (record_choice_is(before, state, "left") && !record_choice_is(address, state, "left"))
        problems_add(problems, PROBLEM_HINT, "state",
                     N_("It had left the list and comes back: say why, and survey it again."));
}

static bool
check_state(Db *db, const Book *book, const Record *address, Problems *problems, GError **error)
{
    int state = kind_field(address->kind, "state");
    bool promised = false, helped = false;
    bool named = !record_is_empty(address, kind_field(address->kind, "sponsor")) ||
                 !record_is_empty(address, kind_field(address->kind, "sponsored"));
    if (!has_links(db, book, address, "sponsorship", &promised, error) ||
        !has_links(db, book, address, "help", &helped, error))
        return false;
    if (record_choice_is(address, state, "helped") && !promised && !helped && !named)
        problems_add(problems, PROBLEM_HINT, "state",
                     N_("It says \"being helped\", but no sponsorship and no help is written."));
    if (record_choice_is(address, state, "waiting") && promised)
        problems_add(problems, PROBLEM_HINT, "state",
                     N_("It waits for a sponsor, but a sponsorship is written."));
    return true;
}

static bool
check(Db *db, const Book *book, const Record *address, Problems *problems, GError **error)
{
    g_autoptr(Record) before =
        address->entry >= 0 ? record_load(db, book, address->entry, NULL) : NULL;
    if (before != NULL)
        check_jump(before, address, problems);
    return check_overlaps(db, book, address, problems, error) &&
           check_state(db, book, address, problems, error);
}

const Advice advice_address = {"address", check};
