/* succession.c: a closed book takes nothing more but erasures; who goes on quotes its signed state.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/succession.h"

#include "base/lang.h"
#include "book/head.h"
#include "desk.h"
#include "rules/agree.h"
#include "views/agreements.h"
#include "views/lineage.h"

static const Actor chair = {4, "chu.tich", ROLE_CHAIR};
static const Actor recorder = {5, "lan", ROLE_RECORDER};

static gint64
shut(Desk *desk, const char *unit, const char *successors)
{
    g_autoptr(GError) error = NULL;
    ClosingAsk ask = {"1/7/2025", "Nghị quyết 202/2025/QH15", successors};
    gint64 entry = -1;
    g_assert_true(unit_close(desk->office, unit, &chair, &ask, &entry, &error));
    g_assert_no_error(error);
    return entry;
}

static void
refused_closing(Desk *desk, const Actor *actor, const char *date, const char *document,
                const char *successors, int code)
{
    g_autoptr(GError) error = NULL;
    ClosingAsk ask = {date, document, successors};
    gint64 entry = -1, before = book_size(desk, "KG");
    g_assert_false(unit_close(desk->office, "KG", actor, &ask, &entry, &error));
    g_assert_error(error, KN_ERROR, code);
    g_assert_cmpint(book_size(desk, "KG"), ==, before);
}

static void
refused_succession(Desk *desk, const char *unit, const char *predecessor, bool volume, int code)
{
    g_autoptr(GError) error = NULL;
    SuccessionAsk ask = {predecessor, NULL, NULL, volume};
    gint64 entry = -1, before = book_size(desk, unit);
    g_assert_false(unit_succeed(desk->office, unit, &chair, &ask, &entry, &error));
    g_assert_error(error, KN_ERROR, code);
    g_assert_cmpint(book_size(desk, unit), ==, before);
}

static void
three(Desk *desk)
{
    desk_init(desk);
    desk_book(desk, "KG", "Kiên Giang", "chapter", NULL);
    desk_book(desk, "AG", "An Giang", "chapter", NULL);
    desk_book(desk, "HG", "Hậu Giang", "chapter", NULL);
}

static void
test_close(void)
{
    g_auto(Desk) desk = {0};
    three(&desk);
    const char *document = "Nghị quyết 202/2025/QH15";
    refused_closing(&desk, &recorder, "1/7/2025", document, "AG", KN_DENIED);
    refused_closing(&desk, &chair, "", document, "AG", KN_INVALID);
    refused_closing(&desk, &chair, "hôm nào", document, "AG", KN_INVALID);
    refused_closing(&desk, &chair, "1/7/2025", " ", "AG", KN_INVALID);
    refused_closing(&desk, &chair, "1/7/2025", document, "KG", KN_INVALID);
    refused_closing(&desk, &chair, "1/7/2025", document, "AG, XX", KN_MISSING);
    g_autoptr(Record) record = activity("Giúp bà Tư", "5000000 1 eq 5 triệu");
    gint64 written_entry = written(&desk, "KG", record);
    gint64 entry = shut(&desk, "KG", "AG");
    g_assert_cmpint(entry, ==, book_size(&desk, "KG") - 1);

    /* Nothing more, whoever asks. */
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(Record) late = activity("Muộn", "1 1 eq 1 đồng");
    gint64 made = -1;
    for (int i = 0; i < 3; i++) {
        g_autoptr(GError) error = NULL;
        bool done = i == 0 ? record_add(desk.office, "KG", &machine, late, problems, &made, &error)
                    : i == 1 ? record_amend(desk.office, "KG", &machine, written_entry, late,
                                            "muộn", -1, problems, &made, &error)
                             : record_undo(desk.office, "KG", &machine, written_entry, "muộn",
                                           &made, &error);
        g_assert_false(done);
        g_assert_error(error, KN_ERROR, KN_CONFLICT);
        g_assert_nonnull(strstr(error->message, "2025"));
    }
    refused_closing(&desk, &chair, "1/7/2025", document, "AG", KN_CONFLICT);
    /* A closed unit goes on as nobody's successor. */
    ClosingAsk ask = {"1/7/2025", document, "KG"};
    g_autoptr(GError) closed = NULL;
    g_assert_false(unit_close(desk.office, "HG", &chair, &ask, &made, &closed));
    g_assert_error(closed, KN_ERROR, KN_CONFLICT);

    /* What the law asks of an archive. */
    g_autoptr(GError) error = NULL;
    g_assert_true(record_erase(desk.office, "KG", &chair, written_entry, "title",
                               "yêu cầu của đương sự", &error));
    g_assert_no_error(error);
    g_assert_false(record_add(desk.office, "KG", &machine, late, problems, &made, NULL));
    assert_sound(&desk);
}

static void
succeed(Desk *desk, const char *unit, const char *predecessor, bool volume)
{
    g_autoptr(GError) error = NULL;
    SuccessionAsk ask = {predecessor, NULL, NULL, volume};
    gint64 entry = -1;
    g_assert_true(unit_succeed(desk->office, unit, &chair, &ask, &entry, &error));
    g_assert_no_error(error);
}

static void
test_succeed(void)
{
    g_auto(Desk) desk = {0};
    three(&desk);
    refused_succession(&desk, "AG", "KG", false, KN_CONFLICT);
    refused_succession(&desk, "AG", "XX", false, KN_MISSING);
    refused_succession(&desk, "AG", "AG", false, KN_INVALID);
    gint64 closing = shut(&desk, "KG", "AG");
    refused_succession(&desk, "HG", "KG", false, KN_CONFLICT);
    refused_succession(&desk, "AG", "KG", true, KN_CONFLICT);
    refused_succession(&desk, "KG", "AG", false, KN_CONFLICT);
    succeed(&desk, "AG", "KG", false);
    refused_succession(&desk, "AG", "KG", false, KN_CONFLICT);
    g_autoptr(Db) db = store_read(desk.office->store, NULL);
    g_autoptr(Lineage) lineage = lineage_read(db, NULL);
    g_autoptr(Book) kg = NULL, ag = NULL;
    g_assert_true(book_find(db, "KG", &kg, NULL) && book_find(db, "AG", &ag, NULL));
    g_autoptr(GPtrArray) claims = lineage_claims(lineage, ag->book);
    g_assert_cmpuint(claims->len, ==, 1);
    const Succession *claim = claims->pdata[0];
    g_assert_cmpint(claim->state, ==, SUCCESSION_AGREED);
    g_assert_cmpuint(claim->size, ==, (guint64)closing + 1);
    g_assert_cmpstr(claim->document, ==, "Nghị quyết 202/2025/QH15");
    g_assert_cmpint(claim->day, ==, day_of(2025, 7, 1));
    /* The note is the signed state whose seal stands beside it. */
    Hash root;
    g_assert_true(head_root(claim->note, &root));
    g_autofree char *text = g_base64_encode(root.bytes, HASH_SIZE);
    g_assert_cmpstr(text, ==, claim->root);
    g_clear_pointer(&db, db_free);
    assert_sound(&desk);
}

/* A new volume needs a state that somebody else stood for. */
static void
test_volume(void)
{
    g_auto(Desk) desk = {0};
    three(&desk);
    desk_book(&desk, "KG-2", "Kiên Giang", "chapter", NULL);
    desk_book(&desk, "KG-CD", "Công đoàn", "union", "KG");
    refused_succession(&desk, "KG-2", "KG", true, KN_CONFLICT);
    refused_succession(&desk, "KG-CD", "KG", true, KN_INVALID);
    refused_succession(&desk, "HG", "KG", true, KN_INVALID); /* another unit */
}

static gint64
propose(Desk *desk, const char *unit, const char *parties, const char *starts, const char *replaces,
        Problems *problems)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Record) text = record_new(kind_get("covenant"));
    gint64 entry = -1;
    set(text, "title", "Giao ước");
    set(text, "parties", parties);
    set(text, "sort", "twinning");
    set(text, "starts", starts);
    set(text, "replaces", replaces);
    g_assert_true(agreement_propose(desk->office, unit, &chair, text, problems, &entry, &error));
    g_assert_no_error(error);
    return entry;
}

static Agreement *
covenant_on(Desk *desk, const char *starts, Day day)
{
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_autoptr(GPtrArray) all = agreements_list(db, kind_get("covenant"), day, NULL);
    g_assert_nonnull(all);
    for (guint i = 0; i < all->len; i++)
        if (g_str_equal(get(((const Agreement *)all->pdata[i])->record, "starts"), starts))
            return g_steal_pointer(&all->pdata[i]);
    g_assert_not_reached();
}

static void
state_on(Desk *desk, const char *starts, Day day, AgreementState wanted)
{
    g_autoptr(Agreement) covenant = covenant_on(desk, starts, day);
    g_assert_cmpint(covenant->state, ==, wanted);
}

/* The covenant of a closed unit goes on by a new text of who goes on for it. */
static void
test_covenant(void)
{
    g_auto(Desk) desk = {0};
    three(&desk);
    Day before = day_of(2025, 6, 30), after = day_of(2026, 1, 1);
    g_autoptr(Problems) problems = problems_new();
    gint64 made;
    g_assert_cmpint(propose(&desk, "KG", "KG\nHG", "2020-01-01", "", problems), >=, 0);
    g_autoptr(Agreement) old = covenant_on(&desk, "2020-01-01", before);
    g_assert_true(agreement_accept(desk.office, "HG", &chair, old->body_hash, &made, NULL));
    state_on(&desk, "2020-01-01", after, AGREEMENT_IN_FORCE);
    shut(&desk, "KG", "AG");
    state_on(&desk, "2020-01-01", before, AGREEMENT_IN_FORCE); /* of that day it is asked */
    state_on(&desk, "2020-01-01", after, AGREEMENT_CLOSED);
    g_autoptr(Agreement) closed = covenant_on(&desk, "2020-01-01", after);
    g_autoptr(Record) next = agreement_successor(closed);
    g_autoptr(Db) db = store_read(desk.office->store, NULL);
    g_autoptr(Book) ag = NULL, hg = NULL;
    g_assert_true(book_find(db, "AG", &ag, NULL) && book_find(db, "HG", &hg, NULL));
    g_assert_nonnull(strstr(get(next, "parties"), ag->origin));
    g_assert_nonnull(strstr(get(next, "parties"), hg->origin));
    g_assert_cmpuint(record_items(next, kind_field(next->kind, "parties")), ==, 2);
    g_clear_pointer(&db, db_free);

    g_assert_cmpint(propose(&desk, "HG", "KG\nHG", "2025-07-01", "", problems), ==, -1);
    g_assert_nonnull(problems_find(problems, "parties"));
    g_autoptr(Problems) alone = problems_new();
    desk_book(&desk, "ST", "Sóc Trăng", "chapter", NULL);
    g_assert_cmpint(propose(&desk, "HG", "HG\nST", "2025-07-01", old->body_hash, alone), ==, -1);
    g_assert_nonnull(problems_find(alone, "parties"));
    g_autoptr(Problems) fine = problems_new();
    g_assert_cmpint(propose(&desk, "AG", "AG\nHG", "2025-07-01", old->body_hash, fine), >=, 0);
    state_on(&desk, "2020-01-01", after, AGREEMENT_CLOSED);
    g_autoptr(Agreement) renewed = covenant_on(&desk, "2025-07-01", after);
    g_assert_true(agreement_accept(desk.office, "HG", &chair, renewed->body_hash, &made, NULL));
    state_on(&desk, "2020-01-01", after, AGREEMENT_REPLACED);
    state_on(&desk, "2025-07-01", after, AGREEMENT_IN_FORCE);
    state_on(&desk, "2020-01-01", before, AGREEMENT_IN_FORCE);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rules/succession/close", test_close);
    g_test_add_func("/rules/succession/succeed", test_succeed);
    g_test_add_func("/rules/succession/volume", test_volume);
    g_test_add_func("/rules/succession/covenant", test_covenant);
    return g_test_run();
}
