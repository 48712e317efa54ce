/* draw.c: tests the draw of lots: the same words give the same order, another word another one, everyone is as likely
 * to be first, and sha256sum and Python come to the same.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/draw.h"

#include "records/kinds.h"

#define MEMBERS 16
#define DRAWS 8000

static GPtrArray *
list_of(const char *const *items)
{
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
    for (gsize i = 0; items[i] != NULL; i++)
        g_ptr_array_add(list, g_strdup(items[i]));
    return list;
}

static GPtrArray *
members(gsize count)
{
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
    for (gsize i = 0; i < count; i++)
        g_ptr_array_add(list, g_strdup_printf("%" G_GSIZE_FORMAT, 7 + i));
    return list;
}

static void
same_and_other(void)
{
    g_autoptr(GPtrArray) words = list_of((const char *const[]){"trúng mùa", "15", NULL});
    g_autoptr(GPtrArray) other = list_of((const char *const[]){"trúng mùa", "16", NULL});
    g_autoptr(GPtrArray) turned = list_of((const char *const[]){"15", "trúng mùa", NULL});
    g_autoptr(GPtrArray) people = members(MEMBERS);
    g_autoptr(GPtrArray) first = draw_order("ab12", words, people);
    g_autoptr(GPtrArray) again = draw_order("ab12", words, people);
    g_autoptr(GPtrArray) changed = draw_order("ab12", other, people);
    g_autoptr(GPtrArray) reordered = draw_order("ab12", turned, people);
    g_autoptr(GPtrArray) reseeded = draw_order("ab13", words, people);
    guint same_as_other = 0, same_as_turned = 0, same_as_reseeded = 0;
    g_assert_cmpuint(first->len, ==, MEMBERS);
    for (guint i = 0; i < MEMBERS; i++) {
        g_assert_cmpstr(first->pdata[i], ==, again->pdata[i]);
        same_as_other += g_str_equal(first->pdata[i], changed->pdata[i]);
        same_as_turned += g_str_equal(first->pdata[i], reordered->pdata[i]);
        same_as_reseeded += g_str_equal(first->pdata[i], reseeded->pdata[i]);
    }
    g_assert_cmpuint(same_as_other, <, MEMBERS / 2);
    g_assert_cmpuint(same_as_turned, <, MEMBERS / 2);
    g_assert_cmpuint(same_as_reseeded, <, MEMBERS / 2);
}

/* Chi-square of who is first and who is last in 8,000 draws of 16: 15 degrees of freedom, beyond 37.7 once in 1,000;
 * the seeds are fixed, so that it is always the same number. */
static void
everyone_alike(void)
{
    guint first[MEMBERS] = {0}, last[MEMBERS] = {0};
    g_autoptr(GPtrArray) people = members(MEMBERS);
    g_autoptr(GPtrArray) words = list_of((const char *const[]){"một", "hai", NULL});
    for (guint draw = 0; draw < DRAWS; draw++) {
        g_autofree char *seed = g_strdup_printf("%032x", draw);
        g_autoptr(GPtrArray) order = draw_order(seed, words, people);
        first[g_ascii_strtoull(order->pdata[0], NULL, 10) - 7]++;
        last[g_ascii_strtoull(order->pdata[MEMBERS - 1], NULL, 10) - 7]++;
    }
    double expected = (double)DRAWS / MEMBERS, of_first = 0, of_last = 0;
    for (guint i = 0; i < MEMBERS; i++) {
        of_first += (first[i] - expected) * (first[i] - expected) / expected;
        of_last += (last[i] - expected) * (last[i] - expected) / expected;
    }
    g_test_message("chi-square %.1f and %.1f", of_first, of_last);
    g_assert_true(of_first < 37.7 && of_first > 2);
    g_assert_true(of_last < 37.7 && of_last > 2);
}

static Record *
draw_record(void)
{
    static const char seed[] = "0123456789abcdef0123456789abcdef";
    g_autoptr(GPtrArray) words =
        list_of((const char *const[]){"trúng mùa", "15", "bà con's", NULL});
    g_autoptr(GPtrArray) people = members(5);
    g_autoptr(GPtrArray) order = draw_order(seed, words, people);
    g_autofree char *commitment = draw_commitment(seed);
    Record *draw = record_new(kind_get("draw"));
    record_set(draw, kind_field(draw->kind, "seed"), seed);
    record_set(draw, kind_field(draw->kind, "commitment"), commitment);
    for (guint i = 0; i < words->len; i++)
        record_add_item(draw, kind_field(draw->kind, "words"),
                        (const char *const *)&words->pdata[i], 1);
    for (guint i = 0; i < people->len; i++) {
        record_add_item(draw, kind_field(draw->kind, "candidates"),
                        (const char *const *)&people->pdata[i], 1);
        record_add_item(draw, kind_field(draw->kind, "order"),
                        (const char *const *)&order->pdata[i], 1);
    }
    return draw;
}

static void
checked(void)
{
    g_autoptr(Record) draw = draw_record();
    g_assert_cmpint(draw_check(draw), ==, DRAW_RIGHT);
    record_set(draw, kind_field(draw->kind, "order"), "7\n8\n9\n10\n11");
    g_assert_cmpint(draw_check(draw), ==, DRAW_ORDER_DIFFERS);
    record_set(draw, kind_field(draw->kind, "seed"), "0123");
    g_assert_cmpint(draw_check(draw), ==, DRAW_SEED_DIFFERS);
    record_set(draw, kind_field(draw->kind, "seed"), "");
    g_assert_cmpint(draw_check(draw), ==, DRAW_WAITS);
}

static char *
output_of(const char *const *command)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *wrong = NULL;
    char *out = NULL;
    int status = -1;
    g_spawn_sync(NULL, (char **)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, &wrong,
                 &status, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(wrong, ==, "");
    g_assert_cmpint(status, ==, 0);
    return out;
}

/* The line on the page, run by a shell: its first column are the tickets, its last the members in order. */
static void
by_hand(void)
{
    g_autoptr(Record) draw = draw_record();
    g_autofree char *line = draw_shell(draw);
    g_autofree char *out = output_of((const char *const[]){"sh", "-c", line, NULL});
    g_autoptr(GPtrArray) order = draw_list(draw, "order");
    g_auto(GStrv) lines = g_strsplit(g_strchomp(out), "\n", 0);
    g_assert_cmpuint(g_strv_length(lines), ==, order->len);
    for (guint i = 0; i < order->len; i++) {
        g_autofree char *end = g_strdup_printf("  %s", (const char *)order->pdata[i]);
        g_assert_true(g_str_has_suffix(lines[i], end));
    }
}

/* Computed again from the text of docs/DRAW.md alone. */
static void
in_python(void)
{
    static const char program[] =
        "import hashlib, sys\n"
        "seed, words, members = sys.argv[1], sys.argv[2].split('\\n'), sys.argv[3].split('\\n')\n"
        "ticket = lambda m: hashlib.sha256('\\n'.join([seed] + words + [m, "
        "'']).encode()).hexdigest()\n"
        "print('\\n'.join(sorted(members, key=ticket)))\n"
        "print(hashlib.sha256(seed.encode()).hexdigest())\n";
    g_autoptr(Record) draw = draw_record();
    const char *const command[] = {"python3",
                                   "-c",
                                   program,
                                   draw->values[kind_field(draw->kind, "seed")],
                                   draw->values[kind_field(draw->kind, "words")],
                                   draw->values[kind_field(draw->kind, "candidates")],
                                   NULL};
    g_autofree char *out = output_of(command);
    g_autofree char *wanted =
        g_strdup_printf("%s\n%s\n", record_value(draw, kind_field(draw->kind, "order")),
                        record_value(draw, kind_field(draw->kind, "commitment")));
    g_assert_cmpstr(out, ==, wanted);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/draw/same-and-other", same_and_other);
    g_test_add_func("/draw/everyone-alike", everyone_alike);
    g_test_add_func("/draw/checked", checked);
    g_test_add_func("/draw/by-hand", by_hand);
    g_test_add_func("/draw/in-python", in_python);
    return g_test_run();
}
