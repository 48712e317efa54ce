/* vouch.c: a log key vouches for one certificate, of one book.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/vouch.h"

#include "fixture.h"

int
main(int argc, char **argv)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autoptr(GError) error = NULL;
    Pinned pinned, other;
    g_autoptr(Book) own = book_of(&pair.hg, "HG");
    g_autoptr(Db) there = store_read(pair.hg.office->store, &error);
    g_autofree char *vouch = vouch_write(there, own, "AA:BB", &error);
    g_assert_no_error(error);
    g_autoptr(Db) here = store_read(pair.kg.office->store, &error);
    g_autoptr(Book) partner = partner_get(here, "HG", &pinned, &error);
    g_autoptr(Book) sister = partner_get(here, "HG-CD", &other, &error);
    g_assert_no_error(error);
    g_print("1..1\n");
    g_assert_true(vouch_holds(vouch, partner->origin, "AA:BB", &pinned.keys.log));
    g_assert_false(vouch_holds(vouch, partner->origin, "AA:BC", &pinned.keys.log));
    g_assert_false(vouch_holds(vouch, sister->origin, "AA:BB", &other.keys.log));
    g_assert_false(vouch_holds(vouch, partner->origin, "AA:BB", &other.keys.log));
    g_assert_false(vouch_holds(NULL, partner->origin, "AA:BB", &pinned.keys.log));
    g_assert_false(vouch_holds(vouch, partner->origin, NULL, &pinned.keys.log));
    for (gsize i = 0; vouch[i] != '\0'; i++) {
        g_autofree char *changed = g_strdup(vouch);
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        g_assert_false(vouch_holds(changed, partner->origin, "AA:BB", &pinned.keys.log));
    }
    g_clear_pointer(&here, db_free);
    g_clear_pointer(&there, db_free);
    g_print("ok 1 - /exchange/vouch\n");
    return 0;
}
