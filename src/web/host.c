/* host.c: reads listen addresses and judges Host headers.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/host.h"

#include "base/error.h"
#include "base/lang.h"
#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <unistd.h>

/* Splits "host:port", "[host]:port" or "host"; *ret_port is -1 when there is none. */
static bool
split_port(const char *typed, char **ret_host, int *ret_port)
{
    const char *colon = strrchr(typed, ':');
    const char *end = typed + strlen(typed);
    bool bracketed = typed[0] == '[';
    const char *bracket = bracketed ? strchr(typed, ']') : NULL;
    if (bracketed && (bracket == NULL || (bracket[1] != '\0' && bracket[1] != ':')))
        return false;
    if (bracketed)
        colon = bracket[1] == ':' ? bracket + 1 : NULL;
    int port = -1;
    if (colon != NULL) {
        guint64 number = 0;
        if (!g_ascii_string_to_unsigned(colon + 1, 10, 0, 65535, &number, NULL))
            return false;
        port = (int)number;
        end = colon;
    }
    const char *from = bracketed ? typed + 1 : typed;
    const char *to = bracketed ? bracket : end;
    if (to == from)
        return false;
    *ret_host = g_strndup(from, (gsize)(to - from));
    *ret_port = port;
    return true;
}

bool
listen_read(const char *typed, Listen *ret_listen, GError **error)
{
    g_autofree char *host = NULL;
    int port = -1;
    if (!split_port(typed, &host, &port) || port < 0)
        return fail(error, KN_INVALID,
                    N_("“%s” is not an address to listen on: write it as ADDRESS:PORT, for example "
                       "127.0.0.1:8080."),
                    typed);
    const char *literal = strcmp(host, "localhost") == 0 ? "127.0.0.1" : host;
    Listen found = {.port = (guint16)port};
    struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = htons((guint16)port)};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_port = htons((guint16)port)};
    if (inet_pton(AF_INET, literal, &v4.sin_addr) == 1) {
        memcpy(&found.address, &v4, sizeof v4);
        found.length = sizeof v4;
        found.loopback = (ntohl(v4.sin_addr.s_addr) >> 24) == 127;
        found.any = v4.sin_addr.s_addr == INADDR_ANY;
        found.host = g_strdup(literal);
    } else if (inet_pton(AF_INET6, literal, &v6.sin6_addr) == 1) {
        memcpy(&found.address, &v6, sizeof v6);
        found.length = sizeof v6;
        found.loopback = IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr);
        found.any = IN6_IS_ADDR_UNSPECIFIED(&v6.sin6_addr);
        found.host = g_strdup_printf("[%s]", literal);
    } else {
        return fail(error, KN_INVALID,
                    N_("“%s” is not an address to listen on: write it as ADDRESS:PORT, for example "
                       "127.0.0.1:8080."),
                    typed);
    }
    *ret_listen = found;
    return true;
}

void
listen_clear(Listen *address)
{
    g_clear_pointer(&address->host, g_free);
}

char *
host_on_network(void)
{
    struct ifaddrs *list = NULL;
    if (getifaddrs(&list) != 0)
        return NULL;
    char *found = NULL;
    for (struct ifaddrs *at = list; at != NULL && found == NULL; at = at->ifa_next) {
        if (at->ifa_addr == NULL || at->ifa_addr->sa_family != AF_INET)
            continue;
        if ((at->ifa_flags & IFF_LOOPBACK) != 0 || (at->ifa_flags & IFF_UP) == 0)
            continue;
        struct sockaddr_in v4;
        memcpy(&v4, at->ifa_addr, sizeof v4);
        char text[INET_ADDRSTRLEN];
        if (inet_ntop(AF_INET, &v4.sin_addr, text, sizeof text) != NULL)
            found = g_strdup(text);
    }
    freeifaddrs(list);
    return found;
}

static bool
is_literal(const char *host)
{
    struct in6_addr address;
    return inet_pton(AF_INET, host, &address) == 1 || inet_pton(AF_INET6, host, &address) == 1;
}

bool
host_is_ours(const char *header, const char *const *more)
{
    g_autofree char *host = NULL;
    int port = -1;
    if (header == NULL || !split_port(header, &host, &port))
        return false;
    if (is_literal(host) || g_ascii_strcasecmp(host, "localhost") == 0)
        return true;
    for (gsize i = 0; more != NULL && more[i] != NULL; i++)
        if (g_ascii_strcasecmp(host, more[i]) == 0)
            return true;
    char own[256];
    if (gethostname(own, sizeof own) != 0)
        return false;
    own[sizeof own - 1] = '\0';
    g_autofree char *local = g_strconcat(own, ".local", NULL);
    return own[0] != '\0' &&
           (g_ascii_strcasecmp(host, own) == 0 || g_ascii_strcasecmp(host, local) == 0);
}
