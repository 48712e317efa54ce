/* undone.c: tests which undos hold against a plain reading of their definition.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/undone.h"

#include "base/error.h"
#include "store/store.h"

#define BOOK 7

typedef struct {
    gint64 entry, first, last;
} Undo;

static void
run(Db *db, const char *sql)
{
    g_autoptr(GError) error = NULL;
    bool done = db_run_built(db, &error, sql);
    g_assert_no_error(error);
    g_assert_true(done);
}

static void
insert(Db *db, const Undo *undo)
{
    g_autofree char *sql = g_strdup_printf(
        "INSERT INTO undone(book, entry, first, last, holds) VALUES(%d, %d, %d, %d, -1)", BOOK,
        (int)undo->entry, (int)undo->first, (int)undo->last);
    run(db, sql);
}

/* An undo holds when no later one that holds covers it. */
static bool
holds(const GArray *undos, guint at)
{
    const Undo *undo = &g_array_index(undos, Undo, at);
    for (guint i = at + 1; i < undos->len; i++) {
        const Undo *later = &g_array_index(undos, Undo, i);
        if (later->first <= undo->entry && undo->entry <= later->last && holds(undos, i))
            return false;
    }
    return true;
}

static bool
has_effect(const GArray *undos, gint64 entry)
{
    for (guint i = 0; i < undos->len; i++) {
        const Undo *undo = &g_array_index(undos, Undo, i);
        if (undo->first <= entry && entry <= undo->last && holds(undos, i))
            return false;
    }
    return true;
}

static void
check(Db *db, const GArray *undos, gint64 entries)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) undone = undone_read(db, BOOK, &error);
    g_assert_no_error(error);
    for (gint64 entry = 0; entry < entries; entry++) {
        bool one = false;
        g_assert_cmpint(undone_has(undone, entry), ==, !has_effect(undos, entry));
        g_assert_true(undone_entry(db, BOOK, entry, &one, &error));
        g_assert_cmpint(one, ==, !has_effect(undos, entry));
    }
}

static bool
covers(const GArray *ranges, gint64 entry)
{
    for (guint i = 0; i < ranges->len; i++) {
        const Range *range = &g_array_index(ranges, Range, i);
        if (range->first <= entry && entry <= range->last)
            return true;
    }
    return false;
}

/* What settling reports as changed holds every entry whose effect changed. */
static void
settle(Db *db, const GArray *before, const GArray *after, gint64 entries)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) changed = g_array_new(false, false, sizeof(Range));
    g_assert_true(undone_settle(db, BOOK, changed, &error));
    g_assert_no_error(error);
    for (gint64 entry = 0; entry < entries; entry++)
        if (has_effect(before, entry) != has_effect(after, entry))
            g_assert_true(covers(changed, entry));
}

static void
test_random(void)
{
    g_autoptr(GError) error = NULL;
    for (guint32 seed = 1; seed <= 60; seed++) {
        g_autoptr(Store) store = store_scratch(&error);
        g_assert_no_error(error);
        g_autoptr(Db) db = store_write(store, &error);
        g_assert_no_error(error);
        run(db, "CREATE TABLE undone(book BIGINT, entry BIGINT, first BIGINT, last BIGINT, holds "
                "BIGINT, "
                "PRIMARY KEY(book, entry))");
        GRand *rand = g_rand_new_with_seed(seed);
        g_autoptr(GArray) undos = g_array_new(false, false, sizeof(Undo));
        gint64 entries = 4;
        for (int step = 0; step < 8; step++) {
            g_autoptr(GArray) before = g_array_copy(undos);
            for (int batch = g_rand_int_range(rand, 1, 4); batch > 0; batch--) {
                gint64 first = g_rand_int_range(rand, 0, (gint32)entries);
                gint64 last = first + g_rand_int_range(rand, 0, 4);
                Undo undo = {entries, first, MIN(last, entries - 1)};
                g_array_append_val(undos, undo);
                insert(db, &undo);
                entries += g_rand_int_range(rand, 1, 3);
            }
            settle(db, before, undos, entries);
            check(db, undos, entries);
        }
        g_rand_free(rand);
    }
}

static void
test_ranges_join(void)
{
    g_autoptr(GArray) ranges = g_array_new(false, false, sizeof(Range));
    const Range all[] = {{10, 12}, {1, 3}, {4, 4}, {11, 20}, {30, 30}};
    g_array_append_vals(ranges, all, G_N_ELEMENTS(all));
    ranges_join(ranges);
    g_assert_cmpint(ranges->len, ==, 3);
    g_assert_cmpint(g_array_index(ranges, Range, 0).last, ==, 4);
    g_assert_cmpint(g_array_index(ranges, Range, 1).first, ==, 10);
    g_assert_cmpint(g_array_index(ranges, Range, 1).last, ==, 20);
    g_assert_false(undone_has(ranges, 0));
    g_assert_true(undone_has(ranges, 4));
    g_assert_false(undone_has(ranges, 5));
    g_assert_true(undone_has(ranges, 30));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/views/undone/random", test_random);
    g_test_add_func("/views/undone/ranges-join", test_ranges_join);
    return g_test_run();
}
