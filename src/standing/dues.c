/* dues.c: gathers what falls due from every source.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/due.h"

#include "views/lineage.h"

#define DUE(name) extern const DueSource due_##name;
#include "dues.inc"
#undef DUE

#define DUE(name) &due_##name,
const DueSource *const due_sources[] = {
#include "dues.inc"
};
const gsize due_sources_count = G_N_ELEMENTS(due_sources);

static void
due_free(gpointer data)
{
    Due *due = data;
    g_free(due->sentence);
    g_free(due);
}

void
due_add(DueList *list, Day day, bool is_event, gint64 entry, char *sentence)
{
    Due *due = g_new0(Due, 1);
    *due = (Due){day, entry, sentence, list->source, is_event};
    g_ptr_array_add(list->dues, due);
}

static gint
compare_dues(gconstpointer a, gconstpointer b)
{
    const Due *one = *(Due *const *)a, *two = *(Due *const *)b;
    if (one->day != two->day)
        return one->day < two->day ? -1 : 1;
    return (one->entry > two->entry) - (one->entry < two->entry);
}

GPtrArray *
dues_list(Db *db, const Book *book, Day today, Day from, Day to, bool with_personal, GError **error)
{
    g_autoptr(GPtrArray) dues = g_ptr_array_new_with_free_func(due_free);
    g_autoptr(Closing) closing = NULL;
    if (!closing_find(db, book->book, &closing, error))
        return NULL;
    if (closing != NULL)
        return g_steal_pointer(&dues); /* nothing can be done in it any more */
    DueList list = {.db = db, .book = book, .today = today, .from = from, .to = to, .dues = dues};
    for (gsize i = 0; i < due_sources_count; i++) {
        list.source = due_sources[i];
        if (list.source->personal && !with_personal)
            continue;
        if (!list.source->find(&list, error))
            return NULL;
    }
    g_ptr_array_sort(dues, compare_dues);
    return g_steal_pointer(&dues);
}
