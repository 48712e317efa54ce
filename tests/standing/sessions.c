/* sessions.c: whose turn a session is, by when, under a covenant and its successors; what earlier sessions left.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "records/kinds.h"
#include "standing/sessions.h"

typedef struct {
    Desk desk;
    Db *db;
    Book *hg;
    Day today;
} Room;

static void
set_up(Room *room, gconstpointer data)
{
    desk_open(&room->desk);
    room->db = desk_begin(&room->desk);
    room->hg = desk_book(room->db, "HG", "chapter", true);
    room->today = day_of(2020, 8, 12);
}

static void
tear_down(Room *room, gconstpointer data)
{
    g_clear_pointer(&room->hg, book_free);
    desk_commit(room->db);
    desk_close(&room->desk);
}

/* A text whose one party is here: in force as soon as it is written. */
static gint64
covenant(Room *room, const char *sessions, const char *rotation, const char *replaces)
{
    g_autofree char *party = g_strdup_printf("%s\tk\tHG\tHậu Giang", room->hg->origin);
    return desk_add(room->db, room->hg,
                    desk_record("covenant", "title", "Giao ước", "parties", party, "sort",
                                "twinning", "starts", "2018-03-31", "sessions", sessions,
                                "rotation", rotation, "replaces", replaces, NULL));
}

static Agreement *
text_at(Room *room, gint64 entry)
{
    g_autoptr(GError) error = NULL;
    Agreement *agreement = NULL;
    g_assert_true(agreement_at(room->db, room->hg, entry, room->today, &agreement, &error));
    g_assert_no_error(error);
    g_assert_nonnull(agreement);
    return agreement;
}

static gint64
session(Room *room, const char *began, const char *host, gint64 covenant_entry)
{
    g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, covenant_entry);
    return desk_add(room->db, room->hg,
                    desk_record("session", "title", began, "began", began, "place", "Vị Thanh",
                                "host", host, "covenant", covenant_entry >= 0 ? ref : "", NULL));
}

static void
assert_next(Room *room, gint64 entry, guint held, Day due, const char *host)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Agreement) text = text_at(room, entry);
    g_auto(CovenantSessions) sessions = {0};
    g_assert_true(covenant_sessions(room->db, text, room->today, &sessions, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(sessions.held, ==, held);
    g_assert_cmpint(sessions.due, ==, due);
    g_assert_cmpstr(sessions.host, ==, host);
}

static void
test_turns(Room *room, gconstpointer data)
{
    gint64 text = covenant(room, "half", "KG\nHG\nAG", "");
    assert_next(room, text, 0, day_of(2018, 9, 30), "KG"); /* from the day it is in force */
    session(room, "2019-08-31T08:00", "KG", text);
    assert_next(room, text, 1, day_of(2020, 2, 29), "HG");
    session(room, "2020-02-01T08:00", "AG", text); /* out of turn: it goes on from there */
    session(room, "2020-02-01T08:00", "AG", text); /* written down in two books */
    assert_next(room, text, 2, day_of(2020, 8, 1), "KG");
    session(room, "2020-05-05T08:00", "CT", -1); /* under no covenant */
    assert_next(room, text, 2, day_of(2020, 8, 1), "KG");
    session(room, "2020-06-01T08:00", "CT", text); /* a guest house: the turns begin anew */
    assert_next(room, text, 3, day_of(2020, 12, 1), "KG");

    g_autoptr(Agreement) agreement = text_at(room, text);
    g_auto(CovenantSessions) sessions = {0};
    session(room, "2020-09-01T08:00", "KG", text);
    g_assert_true(covenant_sessions(room->db, agreement, room->today, &sessions, NULL));
    g_assert_cmpint(sessions.planned, ==, day_of(2020, 9, 1));
    g_assert_cmpint(sessions.last, ==, day_of(2020, 6, 1));
    g_assert_cmpuint(sessions.held, ==, 3);
}

static void
test_no_turns(Room *room, gconstpointer data)
{
    gint64 text = covenant(room, "", "", "");
    session(room, "2020-02-01T08:00", "HG", text);
    assert_next(room, text, 1, DAY_UNSET, NULL);
}

/* A renewed covenant goes on with the turns of the one it replaced. */
static void
test_successor(Room *room, gconstpointer data)
{
    gint64 first = covenant(room, "year", "KG\nHG", "");
    session(room, "2019-08-12T08:00", "KG", first);
    g_autoptr(Agreement) old = text_at(room, first);
    gint64 second = covenant(room, "year", "KG\nHG", old->body_hash);
    assert_next(room, second, 1, day_of(2020, 8, 12), "HG");
    g_autoptr(Agreement) middle = text_at(room, second);
    gint64 third = covenant(room, "year", "KG\nHG", middle->body_hash);
    session(room, "2020-08-01T08:00", "HG", third);
    assert_next(room, third, 2, day_of(2021, 8, 1), "KG");
}

static gint64
direction(Room *room, const char *agreed, const char *state, gint64 goes_on)
{
    g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, goes_on);
    return desk_add(room->db, room->hg,
                    desk_record("direction", "content", agreed, "agreed", agreed, "state", state,
                                "goes_on", goes_on >= 0 ? ref : "", NULL));
}

static void
test_left(Room *room, gconstpointer data)
{
    gint64 second = direction(room, "2019-08-13", "going", -1);
    gint64 first = direction(room, "2019-08-12", "agreed", -1);
    direction(room, "2019-08-14", "done", -1);
    direction(room, "2019-08-14", "dropped", -1);
    direction(room, "2020-08-12", "agreed", -1); /* of this very day */
    gint64 taken_up = direction(room, "2018-08-12", "agreed", -1);
    direction(room, "2020-08-12", "agreed", taken_up);
    gint64 held = session(room, "2020-08-12T08:00", "HG", -1);
    g_autoptr(GError) error = NULL;
    g_autoptr(Record) record = record_load(room->db, room->hg, held, &error);
    g_assert_no_error(error);
    g_autoptr(GPtrArray) left = directions_left(room->db, room->hg, record, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(left->len, ==, 2);
    g_assert_cmpint(((const Record *)left->pdata[0])->entry, ==, first);
    g_assert_cmpint(((const Record *)left->pdata[1])->entry, ==, second);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/standing/sessions/turns", Room, NULL, set_up, test_turns, tear_down);
    g_test_add("/standing/sessions/no-turns", Room, NULL, set_up, test_no_turns, tear_down);
    g_test_add("/standing/sessions/successor", Room, NULL, set_up, test_successor, tear_down);
    g_test_add("/standing/sessions/left", Room, NULL, set_up, test_left, tear_down);
    return g_test_run();
}
