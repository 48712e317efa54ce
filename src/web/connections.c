/* connections.c: shuts down connections that take too long.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/connections.h"

#include "base/limits.h"
#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>

#define HEAD_SECONDS 20   /* from the connection, or the reply before, to a whole head */
#define REPLY_SECONDS 900 /* a large download over a slow line */

typedef enum { DOING_HEAD, DOING_BODY, DOING_KNOWN, DOING_REPLY } Doing;

typedef struct {
    int socket;
    Doing doing;
    gint64 since; /* monotonic seconds */
} Row;

struct Connections {
    GMutex lock;
    GHashTable *rows; /* connection -> Row */
};

Connections *
connections_new(void)
{
    Connections *connections = g_new0(Connections, 1);
    g_mutex_init(&connections->lock);
    connections->rows = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    return connections;
}

void
connections_free(Connections *connections)
{
    if (connections == NULL)
        return;
    g_hash_table_unref(connections->rows);
    g_mutex_clear(&connections->lock);
    g_free(connections);
}

static gint64
now_s(void)
{
    return g_get_monotonic_time() / G_USEC_PER_SEC;
}

void
connections_add(Connections *connections, struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    Row *row = g_new0(Row, 1);
    *row = (Row){info != NULL ? info->connect_fd : -1, DOING_HEAD, now_s()};
    g_mutex_lock(&connections->lock);
    g_hash_table_insert(connections->rows, connection, row);
    g_mutex_unlock(&connections->lock);
}

void
connections_remove(Connections *connections, struct MHD_Connection *connection)
{
    g_mutex_lock(&connections->lock);
    g_hash_table_remove(connections->rows, connection);
    g_mutex_unlock(&connections->lock);
}

static void
turn_to(Connections *connections, struct MHD_Connection *connection, Doing doing)
{
    g_mutex_lock(&connections->lock);
    Row *row = g_hash_table_lookup(connections->rows, connection);
    if (row != NULL) {
        row->doing = doing;
        row->since = now_s();
    }
    g_mutex_unlock(&connections->lock);
}

void
connections_head(Connections *connections, struct MHD_Connection *connection)
{
    turn_to(connections, connection, DOING_BODY);
}

void
connections_known(Connections *connections, struct MHD_Connection *connection)
{
    turn_to(connections, connection, DOING_KNOWN);
}

void
connections_body(Connections *connections, struct MHD_Connection *connection)
{
    turn_to(connections, connection, DOING_REPLY);
}

void
connections_rest(Connections *connections, struct MHD_Connection *connection)
{
    turn_to(connections, connection, DOING_HEAD);
}

void
connections_reap(Connections *connections)
{
    static const gint64 allowed[] = {[DOING_HEAD] = HEAD_SECONDS,
                                     [DOING_BODY] = LIMIT_REQUEST_SECONDS,
                                     [DOING_KNOWN] = LIMIT_EXCHANGE_SECONDS,
                                     [DOING_REPLY] = REPLY_SECONDS};
    gint64 now = now_s();
    g_mutex_lock(&connections->lock);
    GHashTableIter iter;
    gpointer value = NULL;
    g_hash_table_iter_init(&iter, connections->rows);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const Row *row = value;
        /* Its thread then sees the end of the stream and closes it, as if the client had. */
        if (row->socket >= 0 && now - row->since > allowed[row->doing])
            shutdown(row->socket, SHUT_RDWR);
    }
    g_mutex_unlock(&connections->lock);
}

char *
address_text(const struct sockaddr *address)
{
    char text[INET6_ADDRSTRLEN] = "?";
    if (address->sa_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, address, sizeof v4);
        inet_ntop(AF_INET, &v4.sin_addr, text, sizeof text);
    } else if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 v6;
        memcpy(&v6, address, sizeof v6);
        memset(&v6.sin6_addr.s6_addr[8], 0, 8);
        inet_ntop(AF_INET6, &v6.sin6_addr, text, sizeof text);
    }
    return g_strdup(text);
}
