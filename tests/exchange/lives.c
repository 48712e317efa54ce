/* lives.c: a partner's closing and succession arrive, and what does not fit them is said.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "base/lang.h"
#include "rules/act.h"
#include "rules/succession.h"
#include "views/lineage.h"

static void
shut(Desk *desk, const char *unit, const char *successors)
{
    g_autoptr(GError) error = NULL;
    ClosingAsk ask = {"1/7/2025", "Nghị quyết 202/2025/QH15", successors};
    gint64 entry;
    g_assert_true(unit_close(desk->office, unit, &machine, &ask, &entry, &error));
    g_assert_no_error(error);
}

/* As no honest program would write. */
static void
slip_in(Desk *desk, const char *unit, Record *record)
{
    g_autoptr(GError) error = NULL;
    g_auto(Act) act = {0};
    g_assert_true(
        act_begin_archive(&act, desk->office, unit, &machine, ROLE_ADMINISTRATOR, &error));
    g_assert_true(act_add(&act, record, -1, &error) && act_end(&act, &error));
    g_assert_no_error(error);
    record_free(record);
}

static guint
findings_of(Desk *from, const char *unit, Desk *to, const char *to_unit, const char *about)
{
    g_autoptr(GBytes) bundle = send_bundle(from, unit, to_unit);
    g_autoptr(Arrival) arrival = receive(to, bundle);
    guint count = 0;
    for (guint i = 0; i < arrival->findings->len; i++)
        count += strstr(((const Finding *)arrival->findings->pdata[i])->sentence, about) != NULL;
    return count;
}

/* The last exchange carries the closing and what was written just before it. */
static void
test_last_exchange(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autofree char *hash = pair_agree(&pair, NULL);
    add_activity(&pair.kg, "KG", "2020-02-01", "Việc cuối");
    shut(&pair.kg, "KG-CD", NULL);
    shut(&pair.kg, "KG", NULL);
    g_autoptr(GBytes) bundle = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    receive_quietly(&pair.hg, bundle);
    g_autofree char *titles = titles_of(&pair.hg, "KG");
    g_assert_cmpstr(titles, ==, "Việc cuối");
    g_autoptr(Db) db = store_read(pair.hg.office->store, NULL);
    g_autoptr(Lineage) lineage = lineage_read(db, NULL);
    g_autoptr(Book) kg = book_of(&pair.hg, "KG");
    g_assert_nonnull(lineage_closing(lineage, kg->book));
    g_clear_pointer(&db, db_free);
    exchange(&pair.hg, "HG-CD", &pair.kg, "KG-CD");
    assert_sound(&pair.hg);
    assert_sound(&pair.kg);
}

/* What happens after its closing day does not go to a closed unit. */
static void
test_nothing_later(void)
{
    static const char *const parties[] = {"KG", "KG-CD", "HG", "HG-CD", NULL};
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autofree char *hash = propose(&pair.kg, "KG-CD", parties, NULL, "2020-01-01", "2030-12-31");
    accept(&pair.kg, "KG", hash);
    exchange(&pair.kg, "KG-CD", &pair.hg, "HG-CD");
    accept(&pair.hg, "HG-CD", hash);
    accept(&pair.hg, "HG", hash);
    exchange(&pair.hg, "HG-CD", &pair.kg, "KG-CD");
    shut(&pair.kg, "KG-CD", NULL);
    shut(&pair.kg, "KG", NULL);
    exchange(&pair.kg, "KG-CD", &pair.hg, "HG-CD");
    add_activity(&pair.hg, "HG", "2025-06-30", "Trước");
    add_activity(&pair.hg, "HG", "2025-07-01", "Sau");
    g_autoptr(GBytes) bundle = send_bundle(&pair.hg, "HG-CD", "KG-CD");
    receive_quietly(&pair.kg, bundle);
    g_autofree char *titles = titles_of(&pair.kg, "HG");
    g_assert_nonnull(strstr(titles, "Trước"));
    g_assert_null(strstr(titles, "Sau"));
}

static void
test_written_after(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autofree char *hash = pair_agree(&pair, NULL);
    gint64 activity = add_activity(&pair.kg, "KG", "2020-02-01", "Ông Tư");
    shut(&pair.kg, "KG", NULL);
    g_assert_cmpuint(findings_of(&pair.kg, "KG-CD", &pair.hg, "HG-CD", "afterwards"), ==, 0);
    g_assert_true(record_erase(pair.kg.office, "KG", &machine, activity, "title", "yêu cầu", NULL));
    g_assert_cmpuint(findings_of(&pair.kg, "KG-CD", &pair.hg, "HG-CD", "afterwards"), ==, 0);
    slip_in(&pair.kg, "KG", activity_record("2020-02-02", "Muộn"));
    g_assert_cmpuint(findings_of(&pair.kg, "KG-CD", &pair.hg, "HG-CD", "afterwards"), ==, 1);
}

/* A succession that quotes what the older book never was. */
static void
test_wrong_state(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autofree char *hash = pair_agree(&pair, NULL);
    g_autoptr(Book) kg = book_of(&pair.kg, "KG");
    slip_in(&pair.kg, "KG-CD",
            system_record("succeeds", "predecessor", kg->origin, "size", "2", "root",
                          "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "note", "x", "name", "KG",
                          NULL));
    g_assert_cmpuint(findings_of(&pair.kg, "KG-CD", &pair.hg, "HG-CD", "never had"), ==, 1);
    g_assert_cmpuint(findings_of(&pair.kg, "KG-CD", &pair.hg, "HG-CD", "never had"), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    lang_set(LANG_EN);
    g_test_add_func("/exchange/lives/last-exchange", test_last_exchange);
    g_test_add_func("/exchange/lives/nothing-later", test_nothing_later);
    g_test_add_func("/exchange/lives/written-after", test_written_after);
    g_test_add_func("/exchange/lives/wrong-state", test_wrong_state);
    return g_test_run();
}
