/* throttle.c: pauses by address, also of hosts that change their last 64 bits.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/throttle.h"

#include "desk.h"
#include "store/side.h"

static gint64
take(Desk *desk, const char *name, const char *address, gint64 now)
{
    gint64 wait = -1;
    g_autoptr(Db) db = store_write(desk->office->store, NULL);
    g_assert_true(throttle_take(db, name, address, now, &wait, NULL));
    g_assert_true(db_commit(db, NULL));
    return wait;
}

static void
test_address(void)
{
    static const struct {
        const char *address, *network;
    } rows[] = {
        {"192.168.1.7", "192.168.1.7"},
        {"2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"},
        {"2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"},
        {"::ffff:10.0.0.1", "::ffff:10.0.0.1"},
        {"", ""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *network = throttle_address(rows[i].address);
        g_assert_cmpstr(network, ==, rows[i].network);
    }
}

static void
test_pauses(void)
{
    g_auto(Desk) desk = {0};
    gint64 now = DESK_TIME;
    desk_init(&desk);
    /* Many names from one network. */
    for (int i = 0; i < 20; i++) {
        g_autofree char *name = g_strdup_printf("ten%d", i);
        g_autofree char *address = g_strdup_printf("2001:db8::%d", i);
        g_assert_cmpint(take(&desk, name, address, now), ==, 0);
    }
    g_assert_cmpint(take(&desk, "khac", "2001:db8::99", now), ==, 5);
    g_assert_cmpint(take(&desk, "khac", "2001:db9::99", now), ==, 0);
    /* The pause doubles with each further try and ends at 15 minutes. */
    gint64 pause = 5;
    for (int i = 0; i < 12; i++) {
        now += pause;
        g_autofree char *name = g_strdup_printf("nua%d", i);
        g_assert_cmpint(take(&desk, name, "2001:db8::1", now), ==, 0);
        pause = MIN(pause * 2, 15 * 60);
        g_assert_cmpint(take(&desk, name, "2001:db8::1", now), ==, pause);
    }
    /* After an hour without tries all is forgotten. */
    now += 60 * 60;
    g_assert_cmpint(take(&desk, "sau", "2001:db8::1", now), ==, 0);
    g_assert_cmpint(take(&desk, "sau", "2001:db8::1", now), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rules/throttle/address", test_address);
    g_test_add_func("/rules/throttle/pauses", test_pauses);
    return g_test_run();
}
