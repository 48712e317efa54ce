/* consents.c: what is on file and the mark on a record as one answer, by the day; what the two disagree in; who must agree for
 * a child.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/consents.h"

#include "fixture.h"
#include "records/kinds.h"
#include "standing/advice.h"

typedef struct {
    Desk desk;
    Db *db;
    Book *book;
} Place;

static void
place_open(Place *place)
{
    desk_open(&place->desk);
    place->db = desk_begin(&place->desk);
    place->book = desk_book(place->db, "KG", "chapter", true);
}

static void
place_close(Place *place)
{
    g_clear_pointer(&place->book, book_free);
    g_clear_pointer(&place->db, db_free);
    desk_close(&place->desk);
}

static Record *
load(const Place *place, gint64 entry)
{
    g_autoptr(GError) error = NULL;
    Record *record = record_load(place->db, place->book, entry, &error);
    g_assert_no_error(error);
    return record;
}

static ConsentStanding
ask_with(const Place *place, gint64 about, const char *use, Day on, const Record *written)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Record) record = load(place, about);
    ConsentStanding standing;
    bool done = consent_ask(place->db, place->book, record, use, on, written, &standing, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    return standing;
}

static ConsentStanding
ask(const Place *place, gint64 about, const char *use, Day on)
{
    return ask_with(place, about, use, on, NULL);
}

static gint64
consent(Place *place, const char *field, gint64 about, const char *use, const char *given,
        const char *withdrawn)
{
    g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, about);
    return desk_add(place->db, place->book,
                    desk_record("consent", field, ref, "purpose", use, "text", "Tôi đồng ý", "way",
                                "written", "given", given, "withdrawn", withdrawn, NULL));
}

static gint64
receipt(Place *place, const char *mark)
{
    return desk_add(place->db, place->book,
                    desk_record("receipt", "received", "2026-01-05", "donor", "Trần Thị Bé", "way",
                                "cash", "amount", "1000000 1 eq", "consent", mark, NULL));
}

/* The sentence of the hint about the mark, or NULL. Yours to free. */
static char *
hint(const Place *place, const Record *record)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Problems) problems = problems_new();
    bool done = advice_check(place->db, place->book, record, problems, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    g_assert_false(problems_has_errors(problems));
    for (gsize i = 0; i < problems_count(problems); i++)
        if (strstr(problems_at(problems, i)->sentence, "onsent") != NULL)
            return g_strdup(problems_at(problems, i)->sentence);
    return NULL;
}

static void
assert_hint(const Place *place, gint64 entry, const char *words)
{
    g_autoptr(Record) record = load(place, entry);
    g_autofree char *sentence = hint(place, record);
    if (words == NULL)
        g_assert_cmpstr(sentence, ==, NULL);
    else
        g_assert_nonnull(strstr(sentence != NULL ? sentence : "", words));
}

static void
test_mark_alone(void)
{
    static const struct {
        const char *mark;
        ConsentAnswer answer;
    } rows[] = {{"yes", CONSENT_GIVEN},
                {"no", CONSENT_REFUSED},
                {"not_asked", CONSENT_UNKNOWN},
                {"", CONSENT_UNKNOWN}};
    Place place;
    place_open(&place);
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        gint64 entry = receipt(&place, rows[i].mark);
        ConsentStanding standing = ask(&place, entry, "publish_name", DAY_UNSET);
        g_assert_cmpint(standing.answer, ==, rows[i].answer);
        g_assert_cmpint(standing.on_file, ==, CONSENT_UNKNOWN);
        g_assert_cmpint(standing.entry, ==, -1);
        /* The mark speaks of the name, of no other use. */
        g_assert_cmpint(ask(&place, entry, "publish_story", DAY_UNSET).answer, ==, CONSENT_UNKNOWN);
        assert_hint(&place, entry, NULL);
    }
    place_close(&place);
}

static void
test_days(void)
{
    Place place;
    place_open(&place);
    gint64 entry = receipt(&place, "yes");
    gint64 paper = consent(&place, "receipt", entry, "publish_name", "2026-01-10", "2026-03-01");
    consent(&place, "receipt", entry, "publish_story", "2026-05-01", "");
    g_assert_cmpint(ask(&place, entry, "publish_name", day_of(2026, 1, 9)).answer, ==,
                    CONSENT_GIVEN); /* by the mark alone */
    ConsentStanding given = ask(&place, entry, "publish_name", day_of(2026, 2, 28));
    g_assert_cmpint(given.answer, ==, CONSENT_GIVEN);
    g_assert_cmpint(given.entry, ==, paper);
    g_assert_cmpint(given.day, ==, day_of(2026, 1, 10));
    ConsentStanding back = ask(&place, entry, "publish_name", day_of(2026, 3, 1));
    g_assert_cmpint(back.answer, ==, CONSENT_REFUSED);
    g_assert_cmpint(back.day, ==, day_of(2026, 3, 1));
    assert_hint(&place, entry, "taken back on 1/3/2026");
    assert_hint(&place, paper, "taken back on 1/3/2026");

    /* A word given anew goes before; one taken back on the same day does not come alive by it. */
    gint64 again = consent(&place, "receipt", entry, "publish_name", "2026-03-01", "");
    g_assert_cmpint(ask(&place, entry, "publish_name", DAY_UNSET).answer, ==, CONSENT_REFUSED);
    gint64 later = consent(&place, "receipt", entry, "publish_name", "2026-03-02", "");
    ConsentStanding anew = ask(&place, entry, "publish_name", DAY_UNSET);
    g_assert_cmpint(anew.answer, ==, CONSENT_GIVEN);
    g_assert_cmpint(anew.entry, ==, later);
    assert_hint(&place, entry, NULL);
    g_assert_cmpint(ask(&place, entry, "publish_story", DAY_UNSET).answer, ==, CONSENT_GIVEN);

    /* What was undone says nothing any more. */
    desk_undo(place.db, place.book, later, later, 1);
    desk_undo(place.db, place.book, again, again, 1);
    g_assert_cmpint(ask(&place, entry, "publish_name", DAY_UNSET).answer, ==, CONSENT_REFUSED);
    desk_undo(place.db, place.book, paper, paper, 1);
    g_assert_cmpint(ask(&place, entry, "publish_name", DAY_UNSET).answer, ==, CONSENT_GIVEN);
    place_close(&place);
}

/* The mark is never changed by itself: where the two disagree, both sides say so, and the safer one counts. */
static void
test_disagree(void)
{
    Place place;
    place_open(&place);
    gint64 silent = receipt(&place, "not_asked"), refused = receipt(&place, "no");
    gint64 paper = consent(&place, "receipt", silent, "publish_name", "2026-01-10", "");
    consent(&place, "receipt", refused, "publish_name", "2026-01-10", "");
    g_assert_cmpint(ask(&place, silent, "publish_name", DAY_UNSET).answer, ==, CONSENT_GIVEN);
    g_assert_cmpint(ask(&place, refused, "publish_name", DAY_UNSET).answer, ==, CONSENT_REFUSED);
    assert_hint(&place, silent, "is not marked so");
    assert_hint(&place, paper, "is not marked so");
    assert_hint(&place, refused, "until that is settled it counts as no");

    /* Also while it is being written: the consent that takes back counts before it stands in the book. */
    gint64 agreed = receipt(&place, "yes");
    g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, agreed);
    g_autoptr(Record) written = desk_record("consent", "receipt", ref, "purpose", "publish_name",
                                            "given", "2026-01-10", "withdrawn", "2026-02-01", NULL);
    g_assert_cmpint(ask_with(&place, agreed, "publish_name", DAY_UNSET, written).answer, ==,
                    CONSENT_REFUSED);
    g_autofree char *sentence = hint(&place, written);
    g_assert_nonnull(strstr(sentence, "still marked as agreed"));
    assert_hint(&place, agreed, NULL);
    place_close(&place);
}

/* From seven years on the child agrees besides whoever represents it; a year alone counts as full. */
static void
test_children(void)
{
    static const struct {
        const char *born, *representative, *child_agreed;
        ConsentAnswer answer;
    } rows[] = {
        {"2020-06-01", "Nguyễn Thị Mẹ", "", CONSENT_GIVEN},     /* six */
        {"2020-06-01", "", "yes", CONSENT_REFUSED},             /* nobody represents it */
        {"2018-06-01", "Nguyễn Thị Mẹ", "", CONSENT_REFUSED},   /* seven and not asked */
        {"2018-06-01", "Nguyễn Thị Mẹ", "no", CONSENT_REFUSED}, /* asked, and said no */
        {"2018-06-01", "Nguyễn Thị Mẹ", "yes", CONSENT_GIVEN},  /* both */
        {"2019", "Nguyễn Thị Mẹ", "", CONSENT_REFUSED},         /* seven in that year */
        {"2019-01-11", "Nguyễn Thị Mẹ", "", CONSENT_GIVEN},     /* a day before seven */
        {"2019-01-10", "Nguyễn Thị Mẹ", "", CONSENT_REFUSED},   /* seven on that day */
    };
    Place place;
    place_open(&place);
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        gint64 child = desk_add(place.db, place.book,
                                desk_record("address", "sort", "person", "name", "Lê Văn Tí",
                                            "born", rows[i].born, "is_child", "yes", "commune",
                                            "xã A", "state", "helped", "consent", "yes", NULL));
        g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, child);
        gint64 paper =
            desk_add(place.db, place.book,
                     desk_record("consent", "address", ref, "purpose", "file", "way", "written",
                                 "given", "2026-01-10", "representative", rows[i].representative,
                                 "child_agreed", rows[i].child_agreed, NULL));
        ConsentStanding standing = ask(&place, child, "file", DAY_UNSET);
        g_test_message("row %d", (int)i);
        g_assert_cmpint(standing.answer, ==, rows[i].answer);
        g_assert_cmpint(standing.child_unasked, ==, rows[i].answer == CONSENT_REFUSED);
        assert_hint(&place, paper, rows[i].answer == CONSENT_REFUSED ? "is about a child" : NULL);
    }
    place_close(&place);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    lang_set(LANG_EN);
    g_test_add_func("/consents/mark-alone", test_mark_alone);
    g_test_add_func("/consents/days", test_days);
    g_test_add_func("/consents/disagree", test_disagree);
    g_test_add_func("/consents/children", test_children);
    return g_test_run();
}
