/* throttle.c: growing pauses between login tries.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/throttle.h"

#include "store/logins.h"

#include <arpa/inet.h>

#define FREE_NAME 5     /* tries before the first pause */
#define FREE_ADDRESS 20 /* an office may share one */
#define FIRST_PAUSE_S 5 /* doubled by each further try */
#define LONGEST_PAUSE_S (15 * 60)
#define FORGOTTEN_AFTER_S (60 * 60)

static gint64
pause_s(gint64 tries, gint64 free_tries)
{
    if (tries < free_tries)
        return 0;
    gint64 doubled = MIN(tries - free_tries, 10);
    return MIN((gint64)FIRST_PAUSE_S << doubled, LONGEST_PAUSE_S);
}

static bool
read_tries(Db *db, const char *subject, gint64 free_tries, gint64 now, gint64 *ret_tries,
           gint64 *ret_wait_s, GError **error)
{
    gint64 tries, last;
    if (!attempt_row_find(db, subject, &tries, &last, error))
        return false;
    bool counts = tries > 0 && last > now - FORGOTTEN_AFTER_S;
    *ret_tries = counts ? tries : 0;
    *ret_wait_s = counts ? MAX(last + pause_s(tries, free_tries) - now, 0) : 0;
    return true;
}

bool
throttle_take(Db *db, const char *name, const char *address, gint64 now, gint64 *ret_wait_s,
              GError **error)
{
    g_autofree char *by_name = g_strconcat("name ", name, NULL);
    g_autofree char *network = address != NULL ? throttle_address(address) : NULL;
    g_autofree char *by_address = network != NULL ? g_strconcat("address ", network, NULL) : NULL;
    gint64 name_tries, name_wait, address_tries = 0, address_wait = 0;
    if (!attempt_rows_clean(db, now - FORGOTTEN_AFTER_S, error) ||
        !read_tries(db, by_name, FREE_NAME, now, &name_tries, &name_wait, error) ||
        (by_address != NULL &&
         !read_tries(db, by_address, FREE_ADDRESS, now, &address_tries, &address_wait, error)))
        return false;
    *ret_wait_s = MAX(name_wait, address_wait);
    return *ret_wait_s > 0 ||
           (attempt_row_set(db, by_name, name_tries + 1, now, error) &&
            (by_address == NULL || attempt_row_set(db, by_address, address_tries + 1, now, error)));
}

bool
throttle_forget(Db *db, const char *name, GError **error)
{
    g_autofree char *by_name = g_strconcat("name ", name, NULL);
    return attempt_row_remove(db, by_name, error);
}

char *
throttle_address(const char *address)
{
    struct in6_addr six;
    if (inet_pton(AF_INET6, address, &six) != 1 || IN6_IS_ADDR_V4MAPPED(&six))
        return g_strndup(address, 64);
    char text[INET6_ADDRSTRLEN];
    memset(six.s6_addr + 8, 0, 8);
    inet_ntop(AF_INET6, &six, text, sizeof(text));
    return g_strconcat(text, "/64", NULL);
}
