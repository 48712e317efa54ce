/* live.c: an office on the network, called by another at a press and by the clock.
 * SPDX-License-Identifier: Apache-2.0 */
#include "../exchange/fixture.h"

#include "exchange/live.h"
#include "exchange/schedule.h"
#include "exchange/sent.h"
#include "serving.h"

#define HOUR 3600

typedef struct {
    Pair pair;
    char *covenant;
    Serving serving;
} Wire;

static void
wire_up(Wire *wire, gconstpointer data)
{
    pair_init(&wire->pair);
    wire->covenant = pair_agree(&wire->pair, NULL);
    serving_start(&wire->serving, wire->pair.hg.office);
}

static void
wire_down(Wire *wire, gconstpointer data)
{
    serving_clear(&wire->serving);
    g_free(wire->covenant);
    pair_clear(&wire->pair);
}

static Contact *
contact_here(Wire *wire, const char *code)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Book) book = book_of(&wire->pair.kg, code);
    g_autoptr(Db) db = store_read(wire->pair.kg.office->store, &error);
    Contact *contact = contact_get(db, book->origin, &error);
    g_assert_no_error(error);
    return contact;
}

static SentState
state_there(Wire *wire, gint64 entry)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Book) own = book_of(&wire->pair.kg, "KG");
    g_autoptr(Book) partner = book_of(&wire->pair.kg, "HG");
    g_autoptr(Db) db = store_read(wire->pair.kg.office->store, &error);
    Sent sent;
    g_assert_true(sent_find(db, own, partner, &sent, &error));
    return sent_state(&sent, entry);
}

static Arrival *
call(Wire *wire, int *ret_rounds)
{
    g_autoptr(GError) error = NULL;
    LiveAsk ask = {.unit = "KG", .with = "HG", .address = wire->serving.url};
    Arrival *arrival = exchange_live(wire->pair.kg.office, &machine, &ask, ret_rounds, &error);
    g_assert_no_error(error);
    return arrival;
}

static void
test_both_ways(Wire *wire, gconstpointer data)
{
    int rounds = 0;
    gint64 ours = add_activity(&wire->pair.kg, "KG", "2020-02-01", "Của KG");
    add_activity(&wire->pair.hg, "HG", "2020-02-02", "Của HG");
    g_assert_cmpint(state_there(wire, ours), ==, SENT_NOT);
    g_autoptr(GBytes) lost = send_bundle(&wire->pair.kg, "KG", "HG");
    g_assert_cmpint(state_there(wire, ours), ==, SENT_GONE);
    g_autoptr(Arrival) arrival = call(wire, &rounds);
    g_assert_cmpint(rounds, ==, 2);
    g_assert_cmpint(arrival->new_entries, >=, 1);
    g_assert_cmpint(state_there(wire, ours), ==, SENT_CHECKED);
    g_autofree char *here = titles_of(&wire->pair.kg, "HG"),
                    *there = titles_of(&wire->pair.hg, "KG");
    g_assert_cmpstr(here, ==, "Của HG");
    g_assert_cmpstr(there, ==, "Của KG");
    g_autoptr(Arrival) again = call(wire, &rounds);
    g_assert_true(again->nothing_new);
    g_assert_cmpint(rounds, ==, 1);
    /* The stick that was on its way comes late. */
    g_autoptr(Arrival) late = receive(&wire->pair.hg, lost);
    g_assert_true(late->nothing_new);
}

static guint
run_clock(Wire *wire)
{
    g_autoptr(GError) error = NULL;
    guint count = 0;
    g_assert_true(schedule_run(wire->pair.kg.office, NULL, NULL, &count, &error));
    return count;
}

static void
test_by_the_clock(Wire *wire, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    Office *office = wire->pair.kg.office;
    g_assert_true(contact_set_address(office, &machine, "HG", wire->serving.url, &error));
    g_assert_true(contact_set_rhythm(office, &machine, "KG", "HG", "22:00", &error));
    add_activity(&wire->pair.hg, "HG", "2020-02-02", "Trong đêm");
    g_assert_cmpuint(run_clock(wire), ==, 0);
    office->fixed_time += 20 * HOUR; /* the program did not run at ten: made up for at four */
    g_assert_cmpuint(run_clock(wire), ==, 1);
    g_autofree char *here = titles_of(&wire->pair.kg, "HG");
    g_assert_cmpstr(here, ==, "Trong đêm");
    g_autoptr(Contact) done = contact_here(wire, "HG");
    g_assert_cmpint(done->done, ==, office->fixed_time);
    g_assert_cmpint(done->trouble, ==, TROUBLE_NONE);
    g_assert_cmpuint(run_clock(wire), ==, 0);
    /* The other machine is off for two nights. */
    serving_stop(&wire->serving);
    office->fixed_time += 24 * HOUR;
    g_assert_cmpuint(run_clock(wire), ==, 1);
    g_assert_cmpuint(run_clock(wire), ==, 0);
    office->fixed_time += 24 * HOUR;
    g_assert_cmpuint(run_clock(wire), ==, 1);
    g_autoptr(Contact) failing = contact_here(wire, "HG");
    g_assert_cmpint(failing->trouble, ==, TROUBLE_SILENT);
    g_assert_cmpint(failing->failing, ==, office->fixed_time - 24 * HOUR);
    g_assert_cmpint(failing->done, ==, done->done);
}

static void
test_refused(Wire *wire, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    int rounds = 0;
    LiveAsk ask = {.unit = "KG", .with = "HG", .address = "http://127.0.0.1:1"};
    g_assert_null(exchange_live(wire->pair.kg.office, &machine, &ask, &rounds, &error));
    g_assert_error(error, KN_ERROR, KN_IO);
    g_clear_error(&error);
    Actor recorder = {.account = 1, .author = "x", .roles = ROLE_RECORDER};
    ask.address = wire->serving.url;
    g_assert_null(exchange_live(wire->pair.kg.office, &recorder, &ask, &rounds, &error));
    g_assert_error(error, KN_ERROR, KN_DENIED);
    g_autoptr(Contact) contact = contact_here(wire, "HG");
    g_assert_null(contact->address); /* only what proved to be theirs is kept */
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/web/live/both-ways", Wire, NULL, wire_up, test_both_ways, wire_down);
    g_test_add("/web/live/clock", Wire, NULL, wire_up, test_by_the_clock, wire_down);
    g_test_add("/web/live/refused", Wire, NULL, wire_up, test_refused, wire_down);
    return g_test_run();
}
