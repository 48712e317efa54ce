/* closing.c: what is still open in a book.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/closing.h"

#include "base/lang.h"
#include "records/kinds.h"
#include "views/agreements.h"
#include "views/list.h"

static void
end_free(gpointer data)
{
    OpenEnd *end = data;
    g_free(end->sentence);
    g_free(end->kind);
    g_free(end->agreement);
    g_free(end);
}

static OpenEnd *
add_end(GPtrArray *ends, char *sentence)
{
    OpenEnd *end = g_new0(OpenEnd, 1);
    end->sentence = sentence;
    end->entry = -1;
    g_ptr_array_add(ends, end);
    return end;
}

static bool
look_at_fund(void *context, const Record *record, GError **error)
{
    g_autofree char *title = record_title(record);
    if (!record_is_empty(record, kind_field(record->kind, "ended")))
        return true;
    OpenEnd *end = add_end(
        context, g_strdup_printf(_("The fund \"%s\" goes on: settle it, or hand it over."), title));
    end->kind = g_strdup(record->kind->name);
    end->entry = record->entry;
    return true;
}

static bool
look_at_direction(void *context, const Record *record, GError **error)
{
    g_autofree char *title = record_title(record);
    int state = kind_field(record->kind, "state");
    if (record_choice_is(record, state, "done") || record_choice_is(record, state, "dropped"))
        return true;
    OpenEnd *end = add_end(context, g_strdup_printf(_("Not done yet: \"%s\"."), title));
    end->kind = g_strdup(record->kind->name);
    end->entry = record->entry;
    return true;
}

static bool
look_at_promise(void *context, const Record *record, GError **error)
{
    g_autofree char *title = record_title(record);
    if (!record_is_empty(record, kind_field(record->kind, "ended")))
        return true;
    OpenEnd *end =
        add_end(context, g_strdup_printf(_("Help that is promised and goes on: %s."), title));
    end->kind = g_strdup(record->kind->name);
    end->entry = record->entry;
    return true;
}

static bool
look_through(Db *db, const Book *book, const char *kind,
             bool (*look)(void *context, const Record *record, GError **error), GPtrArray *ends,
             GError **error)
{
    gint64 number = book->book;
    ListQuery query = {.kind = kind_get(kind),
                       .books = &number,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    return list_each(db, &query, look, ends, error);
}

static bool
look_at_agreements(Db *db, const Book *book, Day today, GPtrArray *ends, GError **error)
{
    g_autoptr(GPtrArray) all = agreements_list(db, NULL, today, error);
    for (guint i = 0; all != NULL && i < all->len; i++) {
        const Agreement *agreement = all->pdata[i];
        bool goes_on = kind_field(agreement->kind, "starts") >= 0;
        if (!agreement_has_party(agreement, book) ||
            (agreement->state != AGREEMENT_PROPOSED &&
             !(goes_on && agreement->state == AGREEMENT_IN_FORCE)))
            continue;
        g_autofree char *title = record_title(agreement->record);
        OpenEnd *end = add_end(
            ends, g_strdup_printf(
                      agreement->state == AGREEMENT_PROPOSED
                          ? _("Not agreed by all yet, and cannot be afterwards: \"%s\".")
                          : _("In force: \"%s\". End it, or let who goes on agree to a new text in "
                              "its place."),
                      title));
        end->agreement = g_strdup(agreement->body_hash);
    }
    return all != NULL;
}

GPtrArray *
open_ends(Db *db, const Book *book, Day today, GError **error)
{
    g_autoptr(GPtrArray) ends = g_ptr_array_new_with_free_func(end_free);
    if (!look_at_agreements(db, book, today, ends, error) ||
        !look_through(db, book, "fund", look_at_fund, ends, error) ||
        !look_through(db, book, "direction", look_at_direction, ends, error) ||
        !look_through(db, book, "sponsorship", look_at_promise, ends, error))
        return NULL;
    return g_steal_pointer(&ends);
}
