/* children.c: the children of members.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/children.h"

#include "base/text.h"
#include "records/kinds.h"
#include "standing/rates.h"
#include <string.h>

static void
child_free(gpointer data)
{
    Child *child = data;
    g_free(child->name);
    g_free(child->born);
    g_free(child->school);
    g_free(child->parents);
    g_free(child);
}

bool
child_age_limit(Db *db, const Book *book, Day day, gint64 *ret_years, GError **error)
{
    g_autoptr(Rate) rate = NULL;
    if (!rate_find(db, book, "child_age", "child", day, &rate, error))
        return false;
    *ret_years = rate != NULL && rate->has_number ? rate->number : 0;
    return true;
}

/* One child of two members: the same name and birth. */
static char *
child_key(const char *name, const char *born)
{
    g_autofree char *folded = text_fold(name);
    return g_strdup_printf("%s\t%s", folded, born);
}

static bool
learns(const char *school, const char *wanted)
{
    if (wanted == NULL)
        return true;
    g_autofree char *text = text_fold(school), *words = text_fold(wanted);
    return strstr(text, words) != NULL;
}

typedef struct {
    GPtrArray *children;
    GHashTable *known; /* key -> Child */
    Day day;
    gint64 limit;
    const char *school;
} Gathering;

static void
add_child(Gathering *gathering, const Record *member, int list, gsize item)
{
    g_autofree char *name = record_part(member, list, item, 0),
                    *born = record_part(member, list, item, 1);
    g_autofree char *school = record_part(member, list, item, 2), *key = child_key(name, born);
    const char *parent = record_value(member, kind_field(member->kind, "name"));
    int age = age_on(born, gathering->day);
    if ((*name == '\0' && *born == '\0') || (gathering->limit > 0 && age >= gathering->limit) ||
        !learns(school, gathering->school))
        return;
    Child *twice = *name != '\0' ? g_hash_table_lookup(gathering->known, key) : NULL;
    if (twice != NULL && twice->member != member->entry) {
        g_autofree char *before = twice->parents;
        twice->parents = g_strdup_printf("%s, %s", before, parent);
        return;
    }
    Child *child = g_new0(Child, 1);
    *child = (Child){g_steal_pointer(&name), g_steal_pointer(&born), g_steal_pointer(&school), age,
                     member->entry,          g_strdup(parent)};
    g_ptr_array_add(gathering->children, child);
    g_hash_table_insert(gathering->known, g_steal_pointer(&key), child);
}

GPtrArray *
children_list(Db *db, const Book *book, Day day, const char *school, GError **error)
{
    g_autoptr(GPtrArray) children = g_ptr_array_new_with_free_func(child_free);
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) members = members_list(db, book, (Period){day, day}, error);
    Gathering gathering = {children, known, day, 0, school};
    if (members == NULL || !child_age_limit(db, book, day, &gathering.limit, error))
        return NULL;
    for (guint i = 0; i < members->len; i++) {
        const Record *member = g_ptr_array_index(members, i);
        int list = kind_field(member->kind, "children");
        for (gsize item = 0; item < record_items(member, list); item++)
            add_child(&gathering, member, list, item);
    }
    return g_steal_pointer(&children);
}
