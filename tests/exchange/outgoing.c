/* outgoing.c: what goes is counted from what the partner holds: a lost stick, a lost copy and a new
 * covenant lose nothing; what is erased is erased at the partner too.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "book/body.h"
#include "exchange/bodies.h"

#define NAME "Xuyênmộc"
#define FOLDED "xuyenmoc"

static const char *const with_place[] = {
    "activity.held",  "activity.title", "activity.field", "activity.state", "activity.value",
    "activity.place", "photo.taken",    "photo.caption",  "photo.file",     NULL};

static bool
shows(Desk *desk, const char *unit, gint64 entry, const char *name)
{
    g_autofree char *body = body_of(desk, unit, entry);
    Slice value;
    return body != NULL && body_find(body, strlen(body), name, &value);
}

/* Agrees on a second covenant without sending anything but what agreeing needs. */
static char *
agree_more(Pair *pair)
{
    static const char *const parties[] = {"KG", "KG-CD", "HG", "HG-CD", NULL};
    char *hash = propose(&pair->kg, "KG-CD", parties, with_place, "2020-01-01", "2020-12-31");
    accept(&pair->kg, "KG", hash);
    exchange(&pair->kg, "KG-CD", &pair->hg, "HG-CD");
    accept(&pair->hg, "HG-CD", hash);
    accept(&pair->hg, "HG", hash);
    exchange(&pair->hg, "HG-CD", &pair->kg, "KG-CD");
    return hash;
}

static guint
tiles_in(GBytes *bundle, const char *origin, char **ret_first)
{
    gsize length;
    const void *data = g_bytes_get_data(bundle, &length);
    g_autoptr(GPtrArray) members = tar_read(data, length, NULL);
    g_autofree char *hex = origin_hex(origin), *prefix = g_strdup_printf("book/%s/tile/", hex);
    guint count = 0;
    for (guint i = 0; i < members->len; i++) {
        const TarMember *member = members->pdata[i];
        if (!g_str_has_prefix(member->path, prefix))
            continue;
        if (count++ == 0)
            *ret_first = g_strdup(member->path + strlen(prefix));
    }
    return count;
}

/* Sticks that never arrive, in any order. */
static void
test_lost_sticks(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autofree char *hash = pair_agree(&pair, NULL);
    add_activity(&pair.kg, "KG", "2020-02-01", "Một");
    g_autoptr(GBytes) lost = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    add_activity(&pair.kg, "KG", "2020-02-02", "Hai");
    g_autoptr(GBytes) late = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    add_activity(&pair.kg, "KG", "2020-02-03", "Ba");
    exchange(&pair.kg, "KG-CD", &pair.hg, "HG-CD");
    g_autofree char *all = titles_of(&pair.hg, "KG");
    g_assert_cmpstr(all, ==, "Ba|Hai|Một");
    receive_quietly(&pair.hg, late);
    receive_quietly(&pair.hg, lost);
    g_autofree char *same = titles_of(&pair.hg, "KG");
    g_assert_cmpstr(same, ==, all);

    /* The answer is lost as well: all that is not confirmed goes again. */
    g_autoptr(GBytes) answer = send_bundle(&pair.hg, "HG-CD", "KG-CD");
    g_autoptr(Arrival) again = receive(&pair.hg, late);
    g_assert_true(again->nothing_new);
    receive_quietly(&pair.kg, answer);
    Partner *partner = partner_of(&pair.kg, "HG-CD");
    g_assert_cmpuint(partner->our_cosigned, ==, size_of(&pair.kg, "KG"));
    partner_free(partner);
}

static void
test_new_covenant(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autofree char *hash = pair_agree(&pair, NULL);
    gint64 entry = add_activity(&pair.kg, "KG", "2020-02-01", "Một");
    exchange(&pair.kg, "KG-CD", &pair.hg, "HG-CD");
    exchange(&pair.hg, "HG-CD", &pair.kg, "KG-CD");
    g_assert_true(shows(&pair.hg, "KG", entry, "title"));
    g_assert_false(shows(&pair.hg, "KG", entry, "place"));

    g_autofree char *more = agree_more(&pair);
    g_assert_false(shows(&pair.hg, "KG", entry, "place"));
    g_autoptr(GBytes) lost =
        send_bundle(&pair.kg, "KG-CD", "HG-CD"); /* with the old bodies: lost */
    gint64 next = add_activity(&pair.kg, "KG", "2020-02-02", "Hai");
    exchange(&pair.kg, "KG-CD", &pair.hg, "HG-CD");
    g_assert_true(shows(&pair.hg, "KG", entry, "place"));
    g_assert_true(shows(&pair.hg, "KG", next, "place"));
    g_assert_false(shows(&pair.hg, "KG", entry, "description"));
    assert_sound(&pair.hg);

    /* Confirmed: the old bodies stay at home from now on. */
    exchange(&pair.hg, "HG-CD", &pair.kg, "KG-CD");
    g_autoptr(Preview) preview = bundle_preview(pair.kg.office, "KG-CD", "HG-CD", NULL);
    g_assert_cmpuint(preview->rows->len, ==, 0);
    g_assert_cmpint(preview->leaves, ==, 0);
}

/* A covenant that begins by the calendar, while the book stands still: the bundle of the day before
 * must not pass for the one that brought what it opens. */
static void
test_term_begins(void)
{
    static const char *const parties[] = {"KG", "HG", NULL};
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    gint64 entry = add_activity(&pair.kg, "KG", "2020-03-02", "Một");
    g_autofree char *hash = propose(&pair.kg, "KG", parties, NULL, "2020-03-02", "2020-12-31");
    exchange(&pair.kg, "KG", &pair.hg, "HG");
    accept(&pair.hg, "HG", hash);
    exchange(&pair.hg, "HG", &pair.kg, "KG");
    g_autoptr(GBytes) before = send_bundle(&pair.kg, "KG", "HG");
    pair.kg.office->fixed_time += 86400;
    pair.hg.office->fixed_time += 86400;
    g_autoptr(GBytes) lost = send_bundle(&pair.kg, "KG", "HG");
    receive_quietly(&pair.hg, before); /* on that day nothing was open yet */
    g_assert_false(shows(&pair.hg, "KG", entry, "title"));
    exchange(&pair.hg, "HG", &pair.kg, "KG");
    exchange(&pair.kg, "KG", &pair.hg, "HG");
    g_assert_true(shows(&pair.hg, "KG", entry, "title"));
}

/* Nothing more after the covenant was ended; what came stays, and may come again. */
static void
test_ended(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autofree char *hash = pair_agree(&pair, NULL);
    gint64 entry = add_activity(&pair.kg, "KG", "2020-02-01", "Một");
    exchange(&pair.kg, "KG-CD", &pair.hg, "HG-CD");
    g_autoptr(GBytes) under_way = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    g_autoptr(GError) error = NULL;
    g_assert_true(agreement_end(pair.hg.office, "HG", &machine, hash, "hết hạn", &error));
    g_assert_no_error(error);
    receive_quietly(&pair.hg, under_way);
    exchange(&pair.hg, "HG-CD", &pair.kg, "KG-CD");
    gint64 after = add_activity(&pair.kg, "KG", "2020-02-02", "Hai");
    exchange(&pair.kg, "KG-CD", &pair.hg, "HG-CD");
    g_assert_true(shows(&pair.hg, "KG", entry, "title"));
    g_assert_null(body_of(&pair.hg, "KG", after));
    g_assert_cmpuint(size_of(&pair.hg, "KG"), ==, size_of(&pair.kg, "KG"));
}

/* Many entries: leaves from the tile on which the confirmed head stands, bodies from there. */
static void
test_tiles(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autofree char *hash = pair_agree(&pair, NULL);
    g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    for (int i = 0; i < 600; i++) {
        g_autofree char *title = g_strdup_printf("Việc %d", i);
        g_ptr_array_add(records, activity_record("2020-02-01", title));
    }
    Imported imported;
    g_assert_true(records_import(pair.kg.office, "KG", &machine, records, "so.csv", false, NULL,
                                 &imported, NULL));
    exchange(&pair.kg, "KG-CD", &pair.hg, "HG-CD");
    exchange(&pair.hg, "HG-CD", &pair.kg, "KG-CD");
    add_activity(&pair.kg, "KG", "2020-02-01", "Cuối");
    g_autoptr(Book) book = book_of(&pair.kg, "KG");
    g_autoptr(GBytes) bundle = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    g_autofree char *first = NULL;
    g_assert_cmpuint(tiles_in(bundle, book->origin, &first), ==, 1);
    g_autofree char *wanted = g_strdup_printf("entries/002.p/%d", (int)(book->frontier.size % 256));
    g_assert_cmpstr(first, ==, wanted);
    g_autoptr(Arrival) arrival = receive(&pair.hg, bundle);
    g_assert_cmpint(arrival->new_entries, ==, 1);
    g_assert_cmpint(arrival->new_bodies, ==, 1);
    g_autoptr(Book) copy = book_of(&pair.hg, "KG");
    g_assert_true(hash_equal(&book->root, &copy->root));
    assert_sound(&pair.hg);
}

/* The partner goes on from an older copy of its file: what it lost comes again, by its own word. */
static void
test_lost_copy(void)
{
    g_auto(Pair) pair = {0};
    Desk older = {0};
    pair_init(&pair);
    g_autofree char *hash = pair_agree(&pair, NULL);
    desk_copy(&pair.hg, "older", &older);
    for (int i = 0; i < 300; i++)
        add_activity(&pair.kg, "KG", "2020-02-01", "Nhiều");
    exchange(&pair.kg, "KG-CD", &pair.hg, "HG-CD");
    exchange(&pair.hg, "HG-CD", &pair.kg, "KG-CD");
    gint64 last = add_activity(&pair.kg, "KG", "2020-02-02", "Sau cùng");
    g_autoptr(GBytes) continued = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    older.office->fixed_time = pair.kg.office->fixed_time;
    refused(&older, continued, KN_BROKEN); /* it begins past what is held */
    Partner *partner = partner_of(&older, "KG");
    g_assert_false(partner->stopped);
    partner_free(partner);
    exchange(&older, "HG-CD", &pair.kg, "KG-CD");
    exchange(&pair.kg, "KG-CD", &older, "HG-CD");
    g_assert_true(shows(&older, "KG", last, "title"));
    g_assert_true(shows(&older, "KG", last - 200, "title"));
    g_autoptr(Book) book = book_of(&pair.kg, "KG"), copy = book_of(&older, "KG");
    g_assert_true(hash_equal(&book->root, &copy->root));
    assert_sound(&older);

    /* A bundle from before, that comes late, does not turn this back. */
    exchange(&older, "HG-CD", &pair.kg, "KG-CD");
    g_autoptr(Preview) preview = bundle_preview(pair.kg.office, "KG-CD", "HG-CD", NULL);
    g_assert_cmpint(preview->leaves, ==, 0);
    desk_close(&older);
}

/* The same where the partner's bundle comes first, and brings the leaves that were lost because they
 * stand in one tile with new ones: their lines come too. */
static void
test_lost_lines(void)
{
    g_auto(Pair) pair = {0};
    Desk older = {0};
    pair_init(&pair);
    g_autofree char *hash = pair_agree(&pair, NULL);
    desk_copy(&pair.hg, "older", &older);
    gint64 lost = add_activity(&pair.kg, "KG", "2020-02-01", "Một");
    exchange(&pair.kg, "KG-CD", &pair.hg, "HG-CD");
    exchange(&pair.hg, "HG-CD", &pair.kg, "KG-CD");
    add_activity(&pair.kg, "KG", "2020-02-02", "Hai");
    older.office->fixed_time = pair.kg.office->fixed_time;
    g_autoptr(GBytes) first = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    g_autoptr(GBytes) never_arrives = send_bundle(&older, "HG-CD", "KG-CD");
    g_autoptr(Arrival) arrival = receive(&older, first);
    g_assert_false(shows(&older, "KG", lost, "title"));
    exchange(&older, "HG-CD", &pair.kg, "KG-CD");
    exchange(&pair.kg, "KG-CD", &older, "HG-CD");
    g_assert_true(shows(&older, "KG", lost, "title"));

    /* Once. */
    exchange(&older, "HG-CD", &pair.kg, "KG-CD");
    g_autoptr(Preview) preview = bundle_preview(pair.kg.office, "KG-CD", "HG-CD", NULL);
    g_assert_cmpint(preview->leaves, ==, 0);
    desk_close(&older);
    assert_sound(&pair.kg);
}

/* The partner's clock was far ahead, then it goes on from a copy of before: what it says is late for
 * years by its clock, but not by what it hears that we had of it. */
static void
test_lost_copy_ahead(void)
{
    g_auto(Pair) pair = {0};
    Desk older = {0};
    pair_init(&pair);
    g_autofree char *hash = pair_agree(&pair, NULL);
    desk_copy(&pair.hg, "older", &older);
    gint64 now = older.office->fixed_time;
    pair.hg.office->fixed_time = now + G_GINT64_CONSTANT(315360000);
    g_autoptr(GBytes) ahead = send_bundle(&pair.hg, "HG-CD", "KG-CD");
    g_autoptr(Arrival) told = receive(&pair.kg, ahead); /* it says so of the clocks */
    add_activity(&pair.kg, "KG", "2020-02-01", "Một");
    pair.kg.office->fixed_time = older.office->fixed_time = now + 100;
    for (int round = 0; round < 2; round++) {
        exchange(&pair.kg, "KG-CD", &older, "HG-CD");
        g_autoptr(GBytes) back = send_bundle(&older, "HG-CD", "KG-CD");
        g_autoptr(Arrival) arrival = receive(&pair.kg, back);
    }
    g_autoptr(Preview) preview = bundle_preview(pair.kg.office, "KG-CD", "HG-CD", NULL);
    g_assert_cmpint(preview->leaves, ==, 0);
    desk_close(&older);
}

/* Our own file is an older copy: the partner's word, under our own signature, stops it before it can
 * sign a second history. */
static void
test_old_copy(void)
{
    g_auto(Pair) pair = {0};
    Desk older = {0};
    g_autoptr(GError) error = NULL;
    g_autofree char *name = NULL;
    pair_init(&pair);
    g_autofree char *hash = pair_agree(&pair, NULL);
    desk_copy(&pair.kg, "older", &older);
    add_activity(&pair.kg, "KG", "2020-02-01", "Một");
    exchange(&pair.kg, "KG-CD", &pair.hg, "HG-CD");
    g_autoptr(GBytes) back = send_bundle(&pair.hg, "HG-CD", "KG-CD");
    refused(&older, back, KN_BROKEN);
    g_assert_null(bundle_write(older.office, "KG-CD", &machine, "HG-CD", &name, &error));
    g_assert_error(error, KN_ERROR, KN_BROKEN);
    desk_close(&older);
    receive_quietly(&pair.kg, back);

    /* It went on already: its state is another one of the same size. */
    Desk other = {0};
    desk_copy(&pair.kg, "other", &other);
    add_activity(&pair.kg, "KG", "2020-02-02", "Hai");
    exchange(&pair.kg, "KG-CD", &pair.hg, "HG-CD");
    g_autoptr(GBytes) newer = send_bundle(&pair.hg, "HG-CD", "KG-CD");
    add_activity(&other, "KG", "2020-02-02", "Khác");
    add_activity(&other, "KG", "2020-02-03", "Khác nữa");
    g_autofree char *before = titles_of(&other, "KG");
    refused(&other, newer, KN_BROKEN);
    g_autofree char *after = titles_of(&other, "KG");
    g_assert_cmpstr(before, ==, after);
    g_clear_error(&error);
    g_assert_null(bundle_write(other.office, "KG-CD", &machine, "HG-CD", &name, &error));
    g_assert_error(error, KN_ERROR, KN_BROKEN);
    desk_close(&other);
}

/* An erasure travels: the words leave the twin's file too, and no bundle brings them back. */
static void
test_erase(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autoptr(GError) error = NULL;
    g_autofree char *hash = pair_agree(&pair, NULL);
    gint64 entry = add_activity(&pair.kg, "KG", "2020-02-01", "Giúp ông " NAME);
    gint64 photo = add_photo(&pair.kg, "bytes of a photo of " NAME);
    g_autoptr(GBytes) open = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    g_autoptr(Arrival) arrival = receive(&pair.hg, open);
    g_assert_cmpint(arrival->new_files, ==, 1);
    g_assert_cmpint(occurrences(&pair.hg, NAME), >=, 2);
    g_assert_cmpint(occurrences(&pair.hg, FOLDED), >=, 1);

    g_assert_true(record_erase(pair.kg.office, "KG", &machine, entry, "title", "yêu cầu", &error));
    g_assert_true(record_erase(pair.kg.office, "KG", &machine, photo, "file", "yêu cầu", &error));
    g_assert_no_error(error);
    exchange(&pair.kg, "KG-CD", &pair.hg, "HG-CD");
    g_assert_cmpint(occurrences(&pair.hg, NAME), ==, 0);
    g_assert_cmpint(occurrences(&pair.hg, FOLDED), ==, 0);
    g_assert_false(shows(&pair.hg, "KG", entry, "title"));
    g_assert_true(shows(&pair.hg, "KG", entry, "value"));
    assert_sound(&pair.hg);

    g_autofree char *before = dump(&pair.hg);
    receive_quietly(&pair.hg, open);
    g_autofree char *after = dump(&pair.hg);
    g_assert_cmpstr(before, ==, after);
    g_assert_cmpint(occurrences(&pair.hg, NAME), ==, 0);
    exchange(&pair.hg, "HG-CD", &pair.kg, "KG-CD");
    assert_sound(&pair.kg);
}

/* The erasure and what it erases come in one bundle, or the erased never comes. */
static void
test_erase_first(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autofree char *hash = pair_agree(&pair, NULL);
    gint64 entry = add_activity(&pair.kg, "KG", "2020-02-01", "Giúp ông " NAME);
    g_autoptr(GBytes) open = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    g_assert_true(record_erase(pair.kg.office, "KG", &machine, entry, "title", "yêu cầu", NULL));
    exchange(&pair.kg, "KG-CD", &pair.hg, "HG-CD");
    g_assert_cmpint(occurrences(&pair.hg, NAME), ==, 0);
    receive_quietly(&pair.hg, open);
    g_assert_cmpint(occurrences(&pair.hg, NAME), ==, 0);
    g_autofree char *titles = titles_of(&pair.hg, "KG");
    g_assert_cmpstr(titles, ==, "#");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/exchange/outgoing/lost-sticks", test_lost_sticks);
    g_test_add_func("/exchange/outgoing/new-covenant", test_new_covenant);
    g_test_add_func("/exchange/outgoing/term-begins", test_term_begins);
    g_test_add_func("/exchange/outgoing/ended", test_ended);
    g_test_add_func("/exchange/outgoing/tiles", test_tiles);
    g_test_add_func("/exchange/outgoing/lost-copy", test_lost_copy);
    g_test_add_func("/exchange/outgoing/lost-lines", test_lost_lines);
    g_test_add_func("/exchange/outgoing/lost-copy-ahead", test_lost_copy_ahead);
    g_test_add_func("/exchange/outgoing/old-copy", test_old_copy);
    g_test_add_func("/exchange/outgoing/erase", test_erase);
    g_test_add_func("/exchange/outgoing/erase-first", test_erase_first);
    return g_test_run();
}
