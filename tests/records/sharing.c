/* sharing.c: what a covenant can open, and that nothing leaves that it does not name.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/sharing.h"

#include "records/kinds.h"
#include <string.h>

static void
test_closed_by_default(void)
{
    g_autoptr(Opened) opened = opened_new();
    for (gsize k = 0; k < kinds_count; k++)
        for (gsize i = 0; i < kinds[k]->field_count; i++)
            g_assert_false(opened_has(opened, kinds[k], (int)i));
    opened_free(NULL);
}

/* Naming everything opens only what its share lets go: nothing private, nothing of the unit's own. */
static void
test_all_named(void)
{
    g_autoptr(Opened) opened = opened_new();
    for (gsize k = 0; k < kinds_count; k++)
        for (gsize i = 0; i < kinds[k]->field_count; i++) {
            g_autofree char *name =
                g_strdup_printf("%s.%s", kinds[k]->name, kinds[k]->fields[i].name);
            opened_add(opened, name);
        }
    for (gsize k = 0; k < kinds_count; k++)
        for (gsize i = 0; i < kinds[k]->field_count; i++) {
            const Field *field = &kinds[k]->fields[i];
            bool may = kinds[k]->nature == NATURE_ORDINARY && field->share != SHARE_OWN;
            g_assert_cmpint(opened_has(opened, kinds[k], (int)i), ==, may);
            if (may)
                g_assert_cmpint(field->class, !=, CLASS_SENSITIVE);
        }
}

static void
test_one_named(void)
{
    const Kind *activity = kind_get("activity"), *work = kind_get("work");
    g_autoptr(Opened) opened = opened_new();
    opened_add(opened, "activity.value");
    opened_add(opened, "activity.no_such");
    opened_add(opened, "no_such.value");
    opened_add(opened, "activity");
    opened_add(opened, "");
    opened_add(opened, "activity.description"); /* the unit's own */
    for (gsize i = 0; i < activity->field_count; i++)
        g_assert_cmpint(opened_has(opened, activity, (int)i), ==,
                        g_str_equal(activity->fields[i].name, "value"));
    g_assert_false(opened_has(opened, work, kind_field(work, "value")));
}

static void
test_proposal(void)
{
    g_autoptr(GPtrArray) names = sharing_proposal();
    g_autoptr(Opened) opened = opened_new();
    gsize could = 0;
    g_assert_cmpuint(names->len, >, 50);
    g_assert_cmpstr(names->pdata[0], ==, "activity.held");
    for (guint i = 0; i < names->len; i++)
        opened_add(opened, names->pdata[i]);
    for (gsize k = 0; k < kinds_count; k++)
        for (gsize i = 0; i < kinds[k]->field_count; i++)
            could += opened_has(opened, kinds[k], (int)i);
    g_assert_cmpuint(could, ==, names->len); /* each names something, none twice */
    for (guint i = 0; i < names->len; i++) {
        g_assert_false(g_str_has_prefix(names->pdata[i], "member."));
        g_assert_false(g_str_has_prefix(names->pdata[i], "covenant."));
        g_assert_false(g_str_has_prefix(names->pdata[i], "undo."));
        g_assert_cmpstr(names->pdata[i], !=, "officer.phone");
        g_assert_cmpstr(names->pdata[i], !=, "work.sponsors");
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sharing/closed-by-default", test_closed_by_default);
    g_test_add_func("/sharing/all-named", test_all_named);
    g_test_add_func("/sharing/one-named", test_one_named);
    g_test_add_func("/sharing/proposal", test_proposal);
    return g_test_run();
}
