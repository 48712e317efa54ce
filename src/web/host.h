/* host.h: addresses to listen on and host names to answer to.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <sys/socket.h>

typedef struct {
    struct sockaddr_storage address;
    socklen_t length;
    char *host; /* as it stands in an address bar: "127.0.0.1", "[::1]" */
    guint16 port;
    bool loopback, any; /* any: all addresses of the machine */
} Listen;

/* "ADDRESS:PORT" with a literal address (or "localhost"); names are not resolved. */
bool listen_read(const char *typed, Listen *ret_listen, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void listen_clear(Listen *address);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Listen, listen_clear)

/* The machine's first address on a network, for phones and other PCs; NULL when it has none. Yours
 * to free. */
char *host_on_network(void);

/* Whether a Host header may be answered: literal addresses, localhost, the machine's own name (also
 * .local), and `more`. Any other name could be somebody's page whose name was pointed at this
 * machine. */
bool host_is_ours(const char *header, const char *const *more);
