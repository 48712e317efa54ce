/* lineage.c: tests who goes on from whom, whose sums take in whose figures, and from which day on.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "views/lineage.h"
#include "views/units.h"

static void
shut(Db *db, Book *book, const char *date, const Book *heir, const Book *other)
{
    g_autoptr(GString) heirs = g_string_new(NULL);
    if (heir != NULL)
        g_string_append_printf(heirs, "%s\tk\t%s\t%s", heir->origin, heir->code, heir->code);
    if (other != NULL)
        g_string_append_printf(heirs, "\n%s\tk\t%s\t%s", other->origin, other->code, other->code);
    desk_add(db, book,
             desk_record("closed", "date", date, "legal_document", "NQ 202", "successors",
                         heirs->str, NULL));
}

static void
go_on(Db *db, Book *heir, const char *origin, const char *volume)
{
    desk_add(db, heir,
             desk_record("succeeds", "predecessor", origin, "volume", volume, "date", "2025-07-01",
                         NULL));
}

static Lineage *
look(Db *db)
{
    g_autoptr(GError) error = NULL;
    Lineage *lineage = lineage_read(db, &error);
    g_assert_no_error(error);
    return lineage;
}

static SuccessionState
only_claim(Db *db, const Book *book)
{
    g_autoptr(Lineage) lineage = look(db);
    g_autoptr(GPtrArray) claims = lineage_claims(lineage, book->book);
    g_assert_cmpuint(claims->len, ==, 1);
    return ((const Succession *)claims->pdata[0])->state;
}

static gint64
heir_on(Db *db, const Book *book, int year, int month, int day)
{
    g_autoptr(Lineage) lineage = look(db);
    return lineage_heir(lineage, book->book, day_of(year, month, day));
}

static char *
living(Db *db, const Book *book)
{
    g_autoptr(Lineage) lineage = look(db);
    g_autoptr(GPtrArray) origins = lineage_living(lineage, book->origin);
    g_autoptr(GString) codes = g_string_new(NULL);
    for (guint i = 0; i < origins->len; i++) {
        const Book *one = g_hash_table_lookup(lineage->books, origins->pdata[i]);
        g_string_append_printf(codes, "%s%s", i > 0 ? " " : "", one != NULL ? one->code : "?");
    }
    return g_string_free(g_steal_pointer(&codes), FALSE);
}

static char *
houses(Db *db, const char *codes, int year)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) list = houses_list(db, codes, day_of(year, 12, 31), &error);
    g_assert_no_error(error);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < list->len; i++) {
        const House *house = list->pdata[i];
        g_string_append_printf(text, "%s%s:", i > 0 ? " " : "", house->code);
        for (guint b = 0; b < house->books->len; b++) {
            g_autoptr(Book) book = book_get(db, g_array_index(house->books, gint64, b), NULL);
            g_string_append_printf(text, "%s%s",
                                   b == 0                ? ""
                                   : b == house->present ? "<"
                                                         : "+",
                                   book->code);
        }
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

#define HOUSES(codes, year, wanted)                                                                \
    do {                                                                                           \
        g_autofree char *got = houses(db, codes, year);                                            \
        g_assert_cmpstr(got, ==, wanted);                                                          \
    } while (0)
#define LIVING(book, wanted)                                                                       \
    do {                                                                                           \
        g_autofree char *got = living(db, book);                                                   \
        g_assert_cmpstr(got, ==, wanted);                                                          \
    } while (0)

static Book *
union_of(Db *db, const char *code, const char *parent)
{
    Book *book = desk_book(db, code, "union", true);
    desk_add(db, book,
             desk_record("unit", "code", code, "name", code, "unit_kind", "union", "parent", parent,
                         NULL));
    return book;
}

/* Both must say it, and then from the day on. */
static void
test_merger(void)
{
    Desk desk = {0};
    desk_open(&desk);
    Db *db = desk_begin(&desk);
    g_autoptr(Book) kg = desk_book(db, "KG", "chapter", true);
    g_autoptr(Book) grassroots = union_of(db, "KG-CD", "KG");
    g_autoptr(Book) ag = desk_book(db, "AG", "chapter", true);
    HOUSES(NULL, 2026, "AG:AG KG:KG+KG-CD");
    go_on(db, ag, kg->origin, "");
    g_assert_cmpint(only_claim(db, ag), ==, SUCCESSION_ONE_SIDED);
    g_assert_cmpint(heir_on(db, kg, 2026, 1, 1), ==, 0);
    HOUSES(NULL, 2026, "AG:AG KG:KG+KG-CD");
    LIVING(kg, "KG");
    shut(db, grassroots, "2025-07-01", NULL, NULL);
    shut(db, kg, "2025-07-01", ag, NULL);
    g_assert_cmpint(only_claim(db, ag), ==, SUCCESSION_AGREED);
    g_assert_cmpint(heir_on(db, kg, 2025, 6, 30), ==, 0);
    g_assert_cmpint(heir_on(db, kg, 2025, 7, 1), ==, ag->book);
    HOUSES(NULL, 2026, "AG:AG<KG+KG-CD");
    HOUSES("AG", 2026, "AG:AG<KG+KG-CD");
    HOUSES("AG", 2024, "AG:AG");
    HOUSES("KG,AG", 2026, "AG:AG KG:KG+KG-CD"); /* asked for by itself it is not counted twice */
    HOUSES("AG,AG", 2026, "AG:AG<KG+KG-CD");
    LIVING(kg, "AG");
    LIVING(grassroots, "");
    g_autoptr(Lineage) lineage = look(db);
    g_autoptr(GPtrArray) spoken_for = lineage_spoken_for(lineage, ag->origin);
    g_assert_cmpuint(spoken_for->len, ==, 1);
    g_assert_cmpstr(spoken_for->pdata[0], ==, kg->origin);
    desk_commit(db);
    desk_close(&desk);
}

/* Two into one, and that one into another later. */
static void
test_chain(void)
{
    Desk desk = {0};
    desk_open(&desk);
    Db *db = desk_begin(&desk);
    g_autoptr(Book) a = desk_book(db, "AA", "chapter", true);
    g_autoptr(Book) b = desk_book(db, "BB", "chapter", true);
    g_autoptr(Book) c = desk_book(db, "CC", "chapter", true);
    g_autoptr(Book) d = desk_book(db, "DD", "chapter", true);
    shut(db, a, "2020-01-01", c, NULL);
    shut(db, b, "2020-01-01", c, NULL);
    go_on(db, c, a->origin, "");
    go_on(db, c, b->origin, "");
    HOUSES(NULL, 2021, "CC:CC<AA+BB DD:DD");
    shut(db, c, "2025-07-01", d, NULL);
    go_on(db, d, c->origin, "");
    HOUSES(NULL, 2021, "CC:CC<AA+BB DD:DD");
    HOUSES(NULL, 2026, "DD:DD<CC+AA+BB");
    LIVING(a, "DD");
    desk_commit(db);
    desk_close(&desk);
}

/* Nobody can say which part of a divided unit's figures was whose. */
static void
test_split(void)
{
    Desk desk = {0};
    desk_open(&desk);
    Db *db = desk_begin(&desk);
    g_autoptr(Book) old = desk_book(db, "HAG", "chapter", true);
    g_autoptr(Book) one = desk_book(db, "CT", "chapter", true);
    g_autoptr(Book) two = desk_book(db, "HG", "chapter", true);
    shut(db, old, "2025-07-01", one, two);
    go_on(db, one, old->origin, "");
    go_on(db, two, old->origin, "");
    g_assert_cmpint(only_claim(db, one), ==, SUCCESSION_AGREED);
    g_assert_cmpint(only_claim(db, two), ==, SUCCESSION_AGREED);
    g_assert_cmpint(heir_on(db, old, 2026, 1, 1), ==, 0);
    HOUSES("CT,HG", 2026, "CT:CT HG:HG");
    HOUSES(NULL, 2026, "CT:CT HAG:HAG HG:HG");
    LIVING(old, "CT HG");
    go_on(db, one, "ketnghia/XX/0123456789abcdef", "");
    g_autoptr(Lineage) lineage = look(db);
    g_autoptr(GPtrArray) claims = lineage_claims(lineage, one->book);
    g_assert_cmpint(((const Succession *)claims->pdata[1])->state, ==, SUCCESSION_NOT_HELD);
    desk_commit(db);
    desk_close(&desk);
}

/* A partner's new volume counts when somebody compared its words; ours at once. */
static void
test_volume(void)
{
    Desk desk = {0};
    g_autoptr(GError) error = NULL;
    desk_open(&desk);
    Db *db = desk_begin(&desk);
    g_autoptr(Book) old = desk_book(db, "KG", "chapter", true);
    g_autoptr(Book) mirrored = desk_book(db, "KG-2", "chapter", true);
    go_on(db, mirrored, old->origin, "yes");
    /* A unit of another name is no new volume, whoever compared its words. */
    g_assert_cmpint(only_claim(db, mirrored), ==, SUCCESSION_ONE_SIDED);
    desk_add(db, old,
             desk_record("unit", "code", "KG", "name", "Unit KG-2", "unit_kind", "chapter", NULL));
    g_assert_cmpint(only_claim(db, mirrored), ==, SUCCESSION_NEW_VOLUME);
    /* As if it were a partner's. */
    g_assert_true(
        db_run(db, &error, "UPDATE book SET own = 0 WHERE book = ?", "i", mirrored->book));
    g_assert_no_error(error);
    g_assert_cmpint(only_claim(db, mirrored), ==, SUCCESSION_NOT_COMPARED);
    g_assert_cmpint(heir_on(db, old, 2026, 1, 1), ==, 0);
    LIVING(old, "KG");
    g_assert_true(db_run(db, &error,
                         "INSERT INTO partner(book, card, pinned, compared, stopped, seen)"
                         " VALUES(?, '', 0, 1, 0, 0)",
                         "i", mirrored->book));
    g_assert_no_error(error);
    g_assert_cmpint(only_claim(db, mirrored), ==, SUCCESSION_NEW_VOLUME);
    g_assert_cmpint(heir_on(db, old, 2025, 6, 30), ==, 0);
    g_assert_cmpint(heir_on(db, old, 2025, 7, 1), ==, mirrored->book);
    LIVING(old, "KG-2");
    HOUSES(NULL, 2026, "KG-2:KG-2<KG");
    db_free(db);
    desk_close(&desk);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/views/lineage/merger", test_merger);
    g_test_add_func("/views/lineage/chain", test_chain);
    g_test_add_func("/views/lineage/split", test_split);
    g_test_add_func("/views/lineage/volume", test_volume);
    return g_test_run();
}
