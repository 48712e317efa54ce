/* sharing.c: which line may leave.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/sharing.h"

#include "records/kinds.h"

struct Opened {
    GHashTable *names;
};

Opened *
opened_new(void)
{
    Opened *opened = g_new0(Opened, 1);
    opened->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return opened;
}

void
opened_free(Opened *opened)
{
    if (opened == NULL)
        return;
    g_hash_table_unref(opened->names);
    g_free(opened);
}

void
opened_add(Opened *opened, const char *kind_field)
{
    g_hash_table_add(opened->names, g_strdup(kind_field));
}

bool
opened_has(const Opened *opened, const Kind *kind, int field)
{
    if (kind->nature != NATURE_ORDINARY || kind->fields[field].share < SHARE_COVENANT)
        return false;
    g_autofree char *name = g_strdup_printf("%s.%s", kind->name, kind->fields[field].name);
    return g_hash_table_contains(opened->names, name);
}

bool
opened_names(const Opened *opened, const char *kind_field)
{
    return g_hash_table_contains(opened->names, kind_field);
}

GPtrArray *
sharing_proposal(void)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (gsize k = 0; k < kinds_count; k++)
        for (gsize i = 0; kinds[k]->nature == NATURE_ORDINARY && i < kinds[k]->field_count; i++)
            if (kinds[k]->fields[i].share >= SHARE_COVENANT && !kinds[k]->fields[i].retired)
                g_ptr_array_add(names,
                                g_strdup_printf("%s.%s", kinds[k]->name, kinds[k]->fields[i].name));
    return names;
}
