/* server.c: takes connections (libmicrohttpd: epoll, eight threads), holds them to their limits and
 * deadlines, and hands whole requests to web/route.c. SPDX-License-Identifier: Apache-2.0 */
#include "web/server.h"

#include "base/error.h"
#include "base/limits.h"
#include "exchange/schedule.h"
#include "web/apart.h"
#include "web/connections.h"
#include "web/gate.h"
#include "web/host.h"
#include "web/job.h"
#include "web/notices.h"
#include "web/route.h"
#include "web/sheet_check.h"
#include "web/tls.h"
#include <errno.h>
#include <microhttpd.h>
#include <poll.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#define THREADS 8              /* blocking readers of the store overlap */
#define IDLE_SECONDS 15        /* without a byte */
#define HEAD_BYTES (32 * 1024) /* request line and headers */
#define CONNECTIONS_MAX 4000
#define BODY_START (64 * 1024)

Web *
web_new(Office *office)
{
    Web *web = g_new0(Web, 1);
    web->office = office;
    web->loopback = true;
    web->url = g_strdup("http://127.0.0.1");
    web->notices = notices_new();
    web->jobs = jobs_new();
    web->sheets = sheet_checks_new();
    web->gate = gate_new();
    return web;
}

void
web_free(Web *web)
{
    if (web == NULL)
        return;
    jobs_free(web->jobs);
    sheet_checks_free(web->sheets);
    notices_free(web->notices);
    gate_free(web->gate);
    g_free(web->url);
    g_free(web->fingerprint);
    g_free(web->start_code);
    g_free(web);
}

/* One request on its way in. */
typedef struct {
    char *target;
    Request *req;
    GByteArray *body;
    gsize body_limit;
    Reply *answer;    /* known from the head alone, or made apart; sent when the request is whole */
    guint64 streamed; /* bytes of a body that is judged while it arrives */
    StreamState judged;                /* of it */
    struct MHD_Connection *connection; /* that waits for the answer made apart */
} Turn;

static void
turn_free(Turn *turn)
{
    if (turn == NULL)
        return;
    request_free(turn->req);
    if (turn->answer != NULL)
        reply_clear(turn->answer);
    g_free(turn->answer);
    if (turn->body != NULL)
        g_byte_array_unref(turn->body);
    g_free(turn->target);
    g_free(turn);
}

typedef struct {
    Web *web;
    Connections *connections;
    Apart *apart;
} Server;

static void
turn_answer(Turn *turn, Reply *reply)
{
    turn->answer = g_memdup2(reply, sizeof *reply);
    *reply = (Reply){0};
}

/* In a thread of its own, while the connection sleeps. */
static void
run_apart(void *work)
{
    Turn *turn = work;
    g_auto(Reply) reply = {0};
    reply_init(&reply);
    lang_set(LANG_VI);
    route_run(turn->req, NULL, NULL, &reply);
    request_db_close(turn->req);
    turn_answer(turn, &reply);
}

static void *
on_target(void *cls, const char *uri, struct MHD_Connection *connection)
{
    (void)cls;
    (void)connection;
    Turn *turn = g_new0(Turn, 1);
    turn->target = g_strdup(uri);
    return turn;
}

/* Targets are decoded once, by request.c. */
static size_t
keep_escapes(void *cls, struct MHD_Connection *connection, char *text)
{
    return strlen(text);
}

typedef struct {
    guint hosts, lengths, encodings, cookies, origins;
} HeadCounts;

static enum MHD_Result
count_header(void *cls, enum MHD_ValueKind kind, const char *name, const char *value)
{
    HeadCounts *counts = cls;
    counts->hosts += g_ascii_strcasecmp(name, "Host") == 0;
    counts->lengths += g_ascii_strcasecmp(name, "Content-Length") == 0;
    counts->encodings += g_ascii_strcasecmp(name, "Transfer-Encoding") == 0;
    counts->cookies += g_ascii_strcasecmp(name, "Cookie") == 0;
    counts->origins += g_ascii_strcasecmp(name, "Origin") == 0;
    return MHD_YES;
}

static char *
header(struct MHD_Connection *connection, const char *name)
{
    return g_strdup(MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name));
}

static void
put_header(void *context, const char *name, const char *value)
{
    (void)!MHD_add_response_header(context, name, value);
}

/* Takes the reply's file, or a reference to its bytes. */
static struct MHD_Response *
make_response(Reply *reply)
{
    struct stat status;
    if (reply->file > 0 && fstat(reply->file, &status) == 0) {
        struct MHD_Response *response =
            MHD_create_response_from_fd64((uint64_t)status.st_size, reply->file);
        if (response != NULL)
            reply->file = -1;
        return response;
    }
    if (reply->body == NULL)
        return MHD_create_response_from_buffer(0, (void *)"", MHD_RESPMEM_PERSISTENT);
    gsize length = 0;
    const void *data = g_bytes_get_data(reply->body, &length);
    GBytes *kept = g_bytes_ref(reply->body);
    struct MHD_Response *response = MHD_create_response_from_buffer_with_free_callback_cls(
        length, (void *)data, (MHD_ContentReaderFreeCallback)g_bytes_unref, kept);
    if (response == NULL)
        g_bytes_unref(kept);
    return response;
}

static enum MHD_Result
send_reply(Server *server, struct MHD_Connection *connection, Reply *reply, bool close)
{
    struct MHD_Response *response = make_response(reply);
    if (response == NULL)
        return MHD_NO;
    if (reply->mime != NULL)
        put_header(response, "Content-Type", reply->mime);
    for (guint i = 0; i < reply->headers->len; i++) {
        const ReplyHeader *row = g_ptr_array_index(reply->headers, i);
        put_header(response, row->name, row->value);
    }
    reply_guard_headers(reply, server->web->tls, put_header, response);
    if (close)
        put_header(response, "Connection", "close");
    enum MHD_Result queued = MHD_queue_response(connection, reply->status, response);
    MHD_destroy_response(response);
    return queued;
}

static Method
method_of(const char *method, bool *ret_head)
{
    *ret_head = strcmp(method, "HEAD") == 0;
    if (*ret_head || strcmp(method, "GET") == 0)
        return METHOD_GET;
    return strcmp(method, "POST") == 0 ? METHOD_POST : METHOD_OTHER;
}

static char *
client_address(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    return info != NULL ? address_text(info->client_addr) : g_strdup("?");
}

/* The head is here: judge it. False: `reply` is the answer. */
static bool
open_turn(Server *server, struct MHD_Connection *connection, Turn *turn, const char *method,
          Reply *reply)
{
    bool head = false;
    Method which = method_of(method, &head);
    Request *req = turn->req = request_new(server->web, which);
    req->head = head;
    HeadCounts counts = {0};
    MHD_get_connection_values(connection, MHD_HEADER_KIND, count_header, &counts);
    if (counts.hosts != 1 || counts.lengths > 1 || counts.encodings > 1 || counts.cookies > 1 ||
        counts.origins > 1 || (counts.lengths > 0 && counts.encodings > 0)) {
        reply_text(reply, 400, "400: headers that contradict each other\n");
        return false;
    }
    req->host = header(connection, "Host");
    req->origin = header(connection, "Origin");
    req->fetch_site = header(connection, "Sec-Fetch-Site");
    req->etag = header(connection, "If-None-Match");
    req->cookies = header(connection, "Cookie");
    req->address = client_address(connection);
    if (!route_open(req, turn->target, reply, &turn->body_limit))
        return false;
    g_autofree char *length = header(connection, "Content-Length");
    guint64 announced = 0;
    if (length != NULL &&
        !g_ascii_string_to_unsigned(length, 10, 0, G_MAXUINT64, &announced, NULL)) {
        reply_text(reply, 400, "400: Content-Length is no number\n");
        return false;
    }
    if (announced > turn->body_limit) {
        g_autoptr(GError) error = NULL;
        fail(&error, KN_LIMIT, N_("What was sent is larger than this page takes (%d MiB)."),
             (int)(turn->body_limit >> 20));
        route_fail(req, reply, error);
        route_finish(req, reply);
        return false;
    }
    if (req->stream == NULL)
        turn->body = g_byte_array_sized_new((guint)MIN(announced, BODY_START));
    return true;
}

/* Bytes of a body that is judged while it arrives; what was refused is thrown away. */
static enum MHD_Result
take_stream(Server *server, struct MHD_Connection *connection, Turn *turn, const char *bytes,
            size_t *size)
{
    const Stream *stream = turn->req->page->stream;
    turn->streamed += *size;
    if (turn->streamed > turn->body_limit)
        return MHD_NO; /* a body without a stated length grew past the limit */
    if (turn->judged != STREAM_REFUSED) {
        StreamState before = turn->judged;
        turn->judged = stream->take(turn->req->stream, bytes, *size);
        if (turn->judged == STREAM_KNOWN && before != STREAM_KNOWN)
            connections_known(server->connections, connection);
    }
    *size = 0;
    return MHD_YES;
}

static enum MHD_Result
on_request(void *cls, struct MHD_Connection *connection, const char *url, const char *method,
           const char *version, const char *upload, size_t *upload_size, void **state)
{
    Server *server = cls;
    Turn *turn = *state;
    if (turn == NULL)
        return MHD_NO;
    g_auto(Reply) reply = {0};
    if (turn->req == NULL) {
        connections_head(server->connections, connection);
        reply_init(&reply);
        if (open_turn(server, connection, turn, method, &reply))
            return MHD_YES;
        /* A body is not waited for; without one the connection goes on. */
        if (turn->req->method != METHOD_GET)
            return send_reply(server, connection, &reply, true);
        turn_answer(turn, &reply);
        return MHD_YES;
    }
    if (turn->answer != NULL) {
        *upload_size = 0;
        return send_reply(server, connection, turn->answer, false);
    }
    if (turn->req->stream != NULL && *upload_size > 0)
        return take_stream(server, connection, turn, upload, upload_size);
    if (turn->req->stream != NULL) {
        connections_body(server->connections, connection);
        return apart_take(server->apart, connection, turn) ? MHD_YES : MHD_NO;
    }
    if (turn->body == NULL)
        return MHD_YES;
    if (*upload_size > 0) {
        if (turn->body->len + *upload_size > turn->body_limit)
            return MHD_NO; /* a body without a stated length grew past the limit */
        g_byte_array_append(turn->body, (const guint8 *)upload, (guint)*upload_size);
        *upload_size = 0;
        return MHD_YES;
    }
    connections_body(server->connections, connection);
    g_autofree char *type = header(connection, "Content-Type");
    g_autoptr(GBytes) body = g_byte_array_free_to_bytes(g_steal_pointer(&turn->body));
    reply_init(&reply);
    route_run(turn->req, type, body, &reply);
    request_db_close(turn->req);
    return send_reply(server, connection, &reply, false);
}

static void
on_completed(void *cls, struct MHD_Connection *connection, void **state,
             enum MHD_RequestTerminationCode how)
{
    Server *server = cls;
    turn_free(*state);
    *state = NULL;
    connections_rest(server->connections, connection);
}

static void
on_connection(void *cls, struct MHD_Connection *connection, void **socket_context,
              enum MHD_ConnectionNotificationCode what)
{
    Server *server = cls;
    if (what == MHD_CONNECTION_NOTIFY_STARTED)
        connections_add(server->connections, connection);
    else
        connections_remove(server->connections, connection);
}

static void
on_log(void *cls, const char *format, va_list args)
{
    /* What clients do wrong on their own connections is not worth a line. */
}

static struct MHD_Daemon *
start(Server *server, const Listen *address, const Tls *tls)
{
    struct MHD_OptionItem security[] = {
        {MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)tls->certificate},
        {MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)tls->key},
        {MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)"SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"},
        {MHD_OPTION_END, 0, NULL},
    };
    struct MHD_OptionItem none[] = {{MHD_OPTION_END, 0, NULL}};
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ERROR_LOG | MHD_ALLOW_SUSPEND_RESUME;
    if (server->web->tls)
        flags |= MHD_USE_TLS;
    if (address->address.ss_family == AF_INET6)
        flags |= MHD_USE_IPv6;
    return MHD_start_daemon(
        flags, address->port, NULL, NULL, on_request, server, MHD_OPTION_EXTERNAL_LOGGER, on_log,
        server, MHD_OPTION_SOCK_ADDR, &address->address, MHD_OPTION_THREAD_POOL_SIZE,
        (unsigned)THREADS, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MAX,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)HEAD_BYTES, MHD_OPTION_URI_LOG_CALLBACK, on_target, server,
        MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes, NULL, MHD_OPTION_NOTIFY_COMPLETED, on_completed,
        server, MHD_OPTION_NOTIFY_CONNECTION, on_connection, server, MHD_OPTION_STRICT_FOR_CLIENT,
        1, MHD_OPTION_ARRAY, server->web->tls ? security : none, MHD_OPTION_END);
}

/* Names and addresses that a certificate of our making is good for. */
static GPtrArray *
certificate_hosts(const Listen *address, const WebOptions *options)
{
    GPtrArray *hosts = g_ptr_array_new_with_free_func(g_free);
    char own[256] = "";
    if (gethostname(own, sizeof own - 1) == 0 && own[0] != '\0') {
        g_ptr_array_add(hosts, g_strdup(own));
        g_ptr_array_add(hosts, g_strconcat(own, ".local", NULL));
    }
    char *network = address->any ? host_on_network() : g_strdup(address->host);
    if (network != NULL)
        g_ptr_array_add(hosts, g_strdelimit(network, "[]", ' '));
    for (guint i = 0; i < hosts->len; i++)
        g_strstrip(g_ptr_array_index(hosts, i));
    for (gsize i = 0; options->hosts != NULL && options->hosts[i] != NULL; i++)
        g_ptr_array_add(hosts, g_strdup(options->hosts[i]));
    g_ptr_array_add(hosts, NULL);
    return hosts;
}

static char *
make_url(const Web *web, const Listen *address, const WebOptions *options, guint16 port)
{
    g_autofree char *network = address->any ? host_on_network() : NULL;
    const char *host = options->hosts != NULL && options->hosts[0] != NULL ? options->hosts[0]
                       : network != NULL                                   ? network
                                                                           : address->host;
    bool usual = port == (web->tls ? 443 : 80);
    return usual ? g_strdup_printf("%s://%s", web->tls ? "https" : "http", host)
                 : g_strdup_printf("%s://%s:%u", web->tls ? "https" : "http", host, port);
}

/* On an empty office, whoever comes first makes the first account: from another machine only with
 * this code. */
static bool
draw_start_code(Web *web, GError **error)
{
    g_autoptr(Db) db = store_read(web->office->store, error);
    g_autoptr(GPtrArray) people = db != NULL ? accounts_list(db, error) : NULL;
    if (people == NULL)
        return false;
    if (web->loopback || people->len > 0)
        return true;
    web->start_code = g_strdup_printf("%04u-%04u-%04u", randombytes_uniform(10000),
                                      randombytes_uniform(10000), randombytes_uniform(10000));
    return true;
}

static void
tell_ready(const Web *web, const WebOptions *options)
{
    g_autofree char *start = web->start_code != NULL
                                 ? g_strdup_printf("%s/start?code=%s", web->url, web->start_code)
                                 : g_strdup(web->url);
    if (options->ready != NULL)
        options->ready(options->context, start, web->fingerprint);
}

static void
wait_for_stop(Server *server, int stop)
{
    struct pollfd wanted = {.fd = stop, .events = POLLIN};
    for (;;) {
        int ready = poll(&wanted, 1, 1000);
        if (ready > 0 || (ready < 0 && errno != EINTR))
            return;
        connections_reap(server->connections);
    }
}

bool
web_serve(Office *office, const WebOptions *options, GError **error)
{
    g_auto(Listen) address = {0};
    g_auto(Tls) tls = {0};
    if (!listen_read(options->listen, &address, error))
        return false;
    g_autoptr(Web) web = web_new(office);
    web->loopback = address.loopback;
    web->tls = !address.loopback;
    web->hosts = options->hosts;
    if (web->tls) {
        g_autoptr(GPtrArray) hosts = certificate_hosts(&address, options);
        bool loaded = options->certificate != NULL && options->key != NULL
                          ? tls_read_files(options->certificate, options->key, &tls, error)
                          : tls_load(office->store, (const char *const *)hosts->pdata, &tls, error);
        if (!loaded)
            return false;
        web->fingerprint = g_strdup(tls.fingerprint);
    }
    if (!draw_start_code(web, error))
        return false;
    g_autoptr(Connections) connections = connections_new();
    Server server = {web, connections, apart_new(run_apart)};
    errno = 0;
    struct MHD_Daemon *daemon = start(&server, &address, &tls);
    int cause = errno;
    if (daemon == NULL)
        apart_free(server.apart);
    errno = cause;
    if (daemon == NULL && errno == EADDRINUSE)
        return fail(
            error, KN_BUSY,
            N_("Port %u is in use by another program; choose another, for example --listen %s:%u."),
            address.port, address.host, address.port + 1u);
    if (daemon == NULL)
        return fail(error, KN_IO, N_("Cannot listen on %s: %s."), options->listen,
                    g_strerror(errno));
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
    g_free(web->url);
    web->url = make_url(web, &address, options,
                        info != NULL && info->port != 0 ? info->port : address.port);
    tell_ready(web, options);
    Schedule *schedule = schedule_start(office);
    wait_for_stop(&server, options->stop);
    schedule_stop(schedule);
    apart_close(server.apart);
    MHD_stop_daemon(daemon);
    apart_free(server.apart);
    return true;
}
