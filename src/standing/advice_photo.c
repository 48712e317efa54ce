/* advice_photo.c: captions beside the officers' posts of that day: a title that belongs to somebody who is not named.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/advice.h"

#include "base/text.h"
#include "records/kinds.h"
#include "views/list.h"
#include "views/units.h"
#include <string.h>

#define SHORTEST 8 /* letters of a title that is looked for: "Chủ tịch" alone says nothing */

/* One officer of any book held, as of the day of the photo. */
typedef struct {
    char *name, *titles;
    GPtrArray *folded; /* (element-type utf8) each title of the day */
    bool named;
} Holder;

static void
holder_free(gpointer data)
{
    Holder *holder = data;
    g_free(holder->name);
    g_free(holder->titles);
    g_ptr_array_unref(holder->folded);
    g_free(holder);
}

typedef struct {
    GPtrArray *holders;
    char *caption; /* folded */
    Day day;
} Looking;

static bool
has_day(const Record *officer, gsize item, Day day)
{
    int roles = kind_field(officer->kind, "roles");
    g_autofree char *from = record_part(officer, roles, item, 2),
                    *to = record_part(officer, roles, item, 3);
    Day first, last;
    return (!day_parse(from, &first) || first <= day) && (!day_parse(to, &last) || day <= last);
}

static bool
look(void *context, const Record *officer, GError **error)
{
    Looking *looking = context;
    int roles = kind_field(officer->kind, "roles");
    Holder *holder = g_new0(Holder, 1);
    holder->name = record_title(officer);
    holder->titles = officer_titles(officer, looking->day);
    holder->folded = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(looking->holders, holder);
    g_autofree char *name = text_fold(holder->name);
    holder->named = *name != '\0' && strstr(looking->caption, name) != NULL;
    for (gsize i = 0; i < record_items(officer, roles); i++) {
        g_autofree char *title = record_part(officer, roles, i, 0);
        if (has_day(officer, i, looking->day))
            g_ptr_array_add(holder->folded, text_fold(title));
    }
    return true;
}

/* Whether somebody named in the caption holds that title on the day, or a longer one that contains it. */
static bool
is_held_by_named(const GPtrArray *holders, const char *title)
{
    for (guint i = 0; i < holders->len; i++) {
        const Holder *holder = g_ptr_array_index(holders, i);
        for (guint t = 0; holder->named && t < holder->folded->len; t++)
            if (strstr(g_ptr_array_index(holder->folded, t), title) != NULL)
                return true;
    }
    return false;
}

/* The only one named, or NULL. */
static const Holder *
the_one_named(const GPtrArray *holders)
{
    const Holder *named = NULL;
    for (guint i = 0; i < holders->len; i++) {
        const Holder *holder = g_ptr_array_index(holders, i);
        if (holder->named && named != NULL)
            return NULL;
        if (holder->named)
            named = holder;
    }
    return named;
}

static void
check_titles(const Looking *looking, Problems *problems)
{
    const Holder *one = the_one_named(looking->holders);
    for (guint i = 0; i < looking->holders->len; i++) {
        const Holder *owner = g_ptr_array_index(looking->holders, i);
        for (guint t = 0; t < owner->folded->len; t++) {
            const char *title = g_ptr_array_index(owner->folded, t);
            if (owner->named || strlen(title) <= SHORTEST ||
                strstr(looking->caption, title) == NULL ||
                is_held_by_named(looking->holders, title))
                continue;
            if (one != NULL)
                problems_add(problems, PROBLEM_HINT, "caption",
                             N_("The caption gives a title that %s holds on that day; %s is: %s."),
                             owner->name, one->name, one->titles);
            else
                problems_add(problems, PROBLEM_HINT, "caption",
                             N_("The caption gives a title that %s holds on that day, who is not "
                                "named in it."),
                             owner->name);
            return;
        }
    }
}

static bool
check(Db *db, const Book *book, const Record *photo, Problems *problems, GError **error)
{
    const Kind *kind = photo->kind;
    g_autoptr(GPtrArray) holders = g_ptr_array_new_with_free_func(holder_free);
    g_autoptr(GPtrArray) all = book_list(db, error);
    g_autoptr(GArray) books = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autofree char *caption = text_fold(record_value(photo, kind_field(kind, "caption")));
    Looking looking = {holders, caption, record_day(photo, kind->dated)};
    if (all == NULL)
        return false;
    if (looking.day == DAY_UNSET || *caption == '\0')
        return true;
    for (guint i = 0; i < all->len; i++)
        g_array_append_val(books, ((const Book *)g_ptr_array_index(all, i))->book);
    ListQuery query = {.kind = kind_get("officer"),
                       .books = (gint64 *)(void *)books->data,
                       .book_count = books->len,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    if (!list_each(db, &query, look, &looking, error))
        return false;
    bool any_named = false;
    for (guint i = 0; i < holders->len; i++)
        any_named = any_named || ((const Holder *)g_ptr_array_index(holders, i))->named;
    if (any_named)
        check_titles(&looking, problems);
    return true;
}

const Advice advice_photo = {"photo", check};
