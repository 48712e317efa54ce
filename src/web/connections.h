/* connections.h: how long each connection may take for what it does. libmicrohttpd only notices
 * silence; a client that sends one byte now and then would hold a connection for ever.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>
#include <sys/socket.h>

typedef struct Connections Connections;
struct MHD_Connection;

Connections *connections_new(void);
void connections_free(Connections *connections);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Connections, connections_free)

void connections_add(Connections *connections, struct MHD_Connection *connection);
void connections_remove(Connections *connections, struct MHD_Connection *connection);
/* The head of a request has arrived; a large body's sender is known; the body has arrived; the
 * reply is out. */
void connections_head(Connections *connections, struct MHD_Connection *connection);
void connections_known(Connections *connections, struct MHD_Connection *connection);
void connections_body(Connections *connections, struct MHD_Connection *connection);
void connections_rest(Connections *connections, struct MHD_Connection *connection);
/* Shuts down those past their time; called once a second. */
void connections_reap(Connections *connections);

/* "192.168.1.7"; of an IPv6 address its /64. Yours to free. */
char *address_text(const struct sockaddr *address);
