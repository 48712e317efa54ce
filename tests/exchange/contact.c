/* contact.c: how a partner is reached is kept, and when an exchange is due.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/contact.h"

#include "exchange/partners.h"
#include "fixture.h"

static char *
origin_here(Desk *desk, const char *code)
{
    g_autoptr(Book) book = book_of(desk, code);
    return g_strdup(book->origin);
}

static Contact *
contact_of(Desk *desk, const char *origin)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Db) db = store_read(desk->office->store, &error);
    Contact *contact = contact_get(db, origin, &error);
    g_assert_no_error(error);
    return contact;
}

static void
test_kept(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autoptr(GError) error = NULL;
    g_autofree char *hg = origin_here(&pair.kg, "HG"), *own = origin_here(&pair.kg, "KG");
    g_autoptr(Contact) nothing = contact_of(&pair.kg, hg);
    g_assert_null(nothing->address);
    g_assert_null(contact_sentence(nothing));
    g_assert_false(contact_set_address(pair.kg.office, &machine, "HG", "http://10.0.0.1", &error));
    g_assert_error(error, KN_ERROR, KN_INVALID);
    g_clear_error(&error);
    g_assert_false(contact_set_rhythm(pair.kg.office, &machine, "KG", "HG", "22:00", &error));
    g_assert_error(error, KN_ERROR, KN_INVALID); /* no address yet */
    g_clear_error(&error);
    g_assert_true(contact_set_address(pair.kg.office, &machine, "HG", "10.0.0.1:8443", &error));
    static const char *const bad[] = {"24:00", "22", "0h", "169h", "h", "6 h", "often", NULL};
    for (gsize i = 0; bad[i] != NULL; i++) {
        g_assert_false(contact_set_rhythm(pair.kg.office, &machine, "KG", "HG", bad[i], &error));
        g_assert_error(error, KN_ERROR, KN_INVALID);
        g_clear_error(&error);
    }
    g_assert_true(contact_set_rhythm(pair.kg.office, &machine, "KG", "HG", "22:00", &error));
    ContactEnd good = {TROUBLE_NONE, NULL, "https://10.0.0.1:8443", "AA:BB", "AA:BB"};
    g_assert_true(contact_ended(pair.kg.office, hg, &good, &error));
    g_autoptr(Contact) contact = contact_of(&pair.kg, hg);
    g_assert_cmpstr(contact->address, ==, "https://10.0.0.1:8443");
    g_assert_cmpstr(contact->certificate, ==, "AA:BB");
    g_assert_cmpstr(contact->rhythm, ==, "22:00");
    g_assert_cmpstr(contact->unit, ==, own);
    g_assert_cmpint(contact->done, ==, DESK_TIME);
    g_assert_null(contact_sentence(contact));
    /* A failure keeps what is known, and says since when. */
    pair.kg.office->fixed_time += 100;
    ContactEnd bad_end = {TROUBLE_CERTIFICATE, NULL, "https://10.0.0.1:8443", "AA:BB", "CC:DD"};
    g_assert_true(contact_ended(pair.kg.office, hg, &bad_end, &error));
    pair.kg.office->fixed_time += 100;
    ContactEnd here = {TROUBLE_HERE, "Một câu\nhai dòng", NULL, NULL, NULL};
    g_assert_true(contact_ended(pair.kg.office, hg, &here, &error));
    g_autoptr(Contact) failing = contact_of(&pair.kg, hg);
    g_assert_cmpstr(failing->certificate, ==, "AA:BB");
    g_assert_cmpint(failing->failing, ==, DESK_TIME + 100);
    g_assert_cmpint(failing->tried, ==, DESK_TIME + 200);
    g_assert_cmpint(failing->done, ==, DESK_TIME);
    g_assert_cmpstr(contact_sentence(failing), ==, "Một câu hai dòng");
    /* Another address has another certificate. */
    g_assert_true(contact_set_address(pair.kg.office, &machine, "HG", "10.0.0.2", &error));
    g_autoptr(Contact) moved = contact_of(&pair.kg, hg);
    g_assert_null(moved->certificate);
    g_assert_no_error(error);
}

static void
test_recorders_may_not(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autoptr(GError) error = NULL;
    Actor recorder = {.account = 1, .author = "x", .roles = ROLE_RECORDER};
    g_assert_false(contact_set_address(pair.kg.office, &recorder, "HG", "10.0.0.1", &error));
    g_assert_error(error, KN_ERROR, KN_DENIED);
    g_clear_error(&error);
    g_assert_false(contact_forget_certificate(pair.kg.office, &recorder, "HG", &error));
    g_assert_error(error, KN_ERROR, KN_DENIED);
}

#define HOUR 3600
/* Midnight of 1/3/2020 in Viet Nam. */
#define MIDNIGHT (DESK_TIME - 8 * HOUR)

static void
test_every_night(void)
{
    Contact contact = {
        .address = (char *)"https://x", .rhythm = (char *)"22:00", .since = MIDNIGHT + 8 * HOUR};
    g_assert_false(contact_is_due(&contact, MIDNIGHT + 9 * HOUR)); /* not for yesterday's */
    g_assert_false(contact_is_due(&contact, MIDNIGHT + 22 * HOUR - 1));
    g_assert_true(contact_is_due(&contact, MIDNIGHT + 22 * HOUR));
    g_assert_true(contact_is_due(&contact, MIDNIGHT + 40 * HOUR)); /* made up for */
    contact.done = MIDNIGHT + 22 * HOUR + 60;
    g_assert_false(contact_is_due(&contact, MIDNIGHT + 45 * HOUR));
    g_assert_true(contact_is_due(&contact, MIDNIGHT + 46 * HOUR));
    /* After a failure again in an hour, not at once. */
    contact.failing = contact.tried = MIDNIGHT + 46 * HOUR;
    contact.trouble = TROUBLE_SILENT;
    g_assert_false(contact_is_due(&contact, MIDNIGHT + 46 * HOUR + 60));
    g_assert_true(contact_is_due(&contact, MIDNIGHT + 47 * HOUR));
    /* What a person has to look at first is not tried again. */
    contact.trouble = TROUBLE_CERTIFICATE;
    g_assert_false(contact_is_due(&contact, MIDNIGHT + 47 * HOUR));
}

static void
test_every_hours(void)
{
    Contact contact = {.address = (char *)"https://x", .rhythm = (char *)"6h", .since = MIDNIGHT};
    g_assert_false(contact_is_due(&contact, MIDNIGHT + 6 * HOUR - 1));
    g_assert_true(contact_is_due(&contact, MIDNIGHT + 6 * HOUR));
    contact.done = MIDNIGHT + 7 * HOUR;
    g_assert_false(contact_is_due(&contact, MIDNIGHT + 12 * HOUR));
    g_assert_true(contact_is_due(&contact, MIDNIGHT + 13 * HOUR));
    contact.rhythm = NULL;
    g_assert_false(contact_is_due(&contact, MIDNIGHT + 100 * HOUR));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/exchange/contact/kept", test_kept);
    g_test_add_func("/exchange/contact/recorders", test_recorders_may_not);
    g_test_add_func("/exchange/contact/night", test_every_night);
    g_test_add_func("/exchange/contact/hours", test_every_hours);
    return g_test_run();
}
