/* http.c: a dynamic page beside the bare server library, and the program as a process.
 * SPDX-License-Identifier: Apache-2.0 */
#include "bench.h"

#include "rules/people.h"
#include "web/web.h"
#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define CLIENTS 8
#define SECONDS 2.0

typedef struct {
    guint16 port;
    const char *path, *cookie;
    double until;
    guint64 answered;
} Client;

static int
connect_to(guint16 port)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0)
        g_error("the server takes no connection");
    return fd;
}

/* One request on a connection that stays open; the whole answer is read. Returns its status, 0 when the connection
 * ended. */
static int
ask(int fd, const char *request, gsize *ret_length)
{
    char buffer[65536];
    gsize have = 0;
    char *end = NULL;
    if (send(fd, request, strlen(request), MSG_NOSIGNAL) != (ssize_t)strlen(request))
        return 0;
    while (end == NULL && have < sizeof buffer - 1) {
        ssize_t got = recv(fd, buffer + have, sizeof buffer - 1 - have, 0);
        if (got <= 0)
            return 0;
        have += (gsize)got;
        buffer[have] = '\0';
        end = strstr(buffer, "\r\n\r\n");
    }
    const char *length = end != NULL ? strcasestr(buffer, "\r\nContent-Length:") : NULL;
    if (length == NULL || have < 12)
        return 0;
    int status = (int)g_ascii_strtoull(buffer + 9, NULL, 10);
    gsize all = (gsize)g_ascii_strtoull(length + 17, NULL, 10),
          body = have - (gsize)(end + 4 - buffer);
    while (body < all) {
        ssize_t got = recv(fd, buffer, MIN(sizeof buffer, all - body), 0);
        if (got <= 0)
            return 0;
        body += (gsize)got;
    }
    *ret_length = all;
    return status;
}

static char *
request_for(const Client *client)
{
    return g_strdup_printf("GET %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nCookie: kn=%s\r\n\r\n",
                           client->path, client->port, client->cookie);
}

static gpointer
run_client(gpointer data)
{
    Client *client = data;
    g_autofree char *request = request_for(client);
    int fd = connect_to(client->port);
    while (bench_now() < client->until) {
        gsize length = 0;
        int status = ask(fd, request, &length);
        client->answered += status == 200;
        if (status == 0) {
            close(fd);
            fd = connect_to(client->port);
        }
    }
    close(fd);
    return NULL;
}

static double
load(guint16 port, const char *path, const char *cookie)
{
    Client clients[CLIENTS];
    GThread *threads[CLIENTS];
    double start = bench_now();
    guint64 answered = 0;
    for (int i = 0; i < CLIENTS; i++) {
        clients[i] = (Client){port, path, cookie, start + SECONDS, 0};
        threads[i] = g_thread_new("client", run_client, &clients[i]);
    }
    for (int i = 0; i < CLIENTS; i++) {
        g_thread_join(threads[i]);
        answered += clients[i].answered;
    }
    return (double)answered / (bench_now() - start);
}

static enum MHD_Result
answer_bare(void *context, struct MHD_Connection *connection, const char *url, const char *method,
            const char *version, const char *upload, size_t *upload_size, void **state)
{
    static const char page[1 << 20];
    const gsize *length = context;
    struct MHD_Response *response = MHD_create_response_from_buffer(
        MIN(*length, sizeof page), (void *)page, MHD_RESPMEM_MUST_COPY);
    enum MHD_Result queued = MHD_queue_response(connection, 200, response);
    MHD_destroy_response(response);
    return queued;
}

typedef struct {
    Office *office;
    int stop;
    guint16 port;
    GMutex mutex;
    GCond ready;
} Served;

static void
is_ready(void *context, const char *url, const char *fingerprint)
{
    Served *served = context;
    const char *colon = strrchr(url, ':');
    g_mutex_lock(&served->mutex);
    served->port = (guint16)g_ascii_strtoull(colon + 1, NULL, 10);
    g_cond_signal(&served->ready);
    g_mutex_unlock(&served->mutex);
}

static gpointer
serve(gpointer data)
{
    Served *served = data;
    g_autoptr(GError) error = NULL;
    WebOptions options = {
        .listen = "127.0.0.1:0", .stop = served->stop, .ready = is_ready, .context = served};
    if (!web_serve(served->office, &options, &error))
        g_error("%s", error->message);
    return NULL;
}

static char *
log_in(Bench *bench)
{
    g_autoptr(GError) error = NULL;
    gint64 book, account;
    {
        g_autoptr(Db) db = store_read(bench->office->store, &error);
        g_autoptr(Book) own = office_book(db, "HG", &error);
        book = own->book;
    }
    char *token = NULL;
    /* The account stands since an earlier page of this office, or is made now. */
    g_autofree char *link = people_link(bench->office, "bench", NULL);
    if (link == NULL &&
        people_add(bench->office, &bench->actor, "bench", "Bench", book,
                   ROLE_READER | ROLE_RECORDER | ROLE_ADMINISTRATOR, &account, &error) &&
        people_set_password(bench->office, account, "một mật khẩu dài để đo", &error))
        link = people_link(bench->office, "bench", &error);
    if (link == NULL || !session_login_link(bench->office, link, &token, &error) || token == NULL)
        g_error("%s", error != NULL ? error->message : "no session");
    return token;
}

static GThread *
start_server(Bench *bench, Served *served)
{
    *served = (Served){.office = bench->office, .stop = eventfd(0, EFD_CLOEXEC)};
    g_mutex_init(&served->mutex);
    g_cond_init(&served->ready);
    GThread *server = g_thread_new("server", serve, served);
    g_mutex_lock(&served->mutex);
    while (served->port == 0)
        g_cond_wait(&served->ready, &served->mutex);
    g_mutex_unlock(&served->mutex);
    return server;
}

static void
stop_server(Served *served, GThread *server)
{
    guint64 one = 1;
    if (write(served->stop, &one, sizeof one) != sizeof one)
        g_error("the server cannot be stopped");
    g_thread_join(server);
    close(served->stop);
}

gsize
bench_page(Bench *bench, const char *path, int count, GArray *seconds)
{
    Served served;
    g_autofree char *token = log_in(bench);
    GThread *server = start_server(bench, &served);
    Client client = {served.port, path, token, 0, 0};
    g_autofree char *request = request_for(&client);
    int fd = connect_to(served.port);
    gsize length = 0;
    for (int i = 0; i < count; i++) {
        double start = bench_now();
        int status = ask(fd, request, &length);
        double one = bench_now() - start;
        if (status != 200)
            g_error("%s: status %d", path, status);
        g_array_append_val(seconds, one);
    }
    close(fd);
    stop_server(&served, server);
    return length;
}

void
bench_http(const char *folder, const char *program)
{
    Bench bench;
    Served served;
    bench_open(&bench, folder, "http.ketnghia");
    bench_fill(&bench, 10000);
    g_autofree char *token = log_in(&bench);
    GThread *server = start_server(&bench, &served);
    gsize length = 0; /* of the page at hand: the bare server answers with as many bytes */
    struct MHD_Daemon *bare =
        MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, answer_bare, &length,
                         MHD_OPTION_THREAD_POOL_SIZE, 8U, MHD_OPTION_END);
    guint16 port = MHD_get_daemon_info(bare, MHD_DAEMON_INFO_BIND_PORT)->port;
    static const char *const pages[] = {"/u/HG?year=2020", "/u/HG", "/u/HG?year=2021",
                                        "/u/HG/records/activity",
                                        "/u/HG/reports/joint?from=2020-01-01&to=2020-07-31"};
    for (gsize i = 0; i < G_N_ELEMENTS(pages); i++) {
        Client first = {served.port, pages[i], token, 0, 0};
        g_autofree char *request = request_for(&first),
                        *what = g_strdup_printf("page %s", pages[i]);
        int fd = connect_to(served.port), status = ask(fd, request, &length);
        close(fd);
        if (status != 200) { /* what is no page has no figure */
            bench_line(what, "answered with status %d: not measured", status);
            continue;
        }
        double mine = load(served.port, pages[i], token), floor = load(port, "/", "");
        bench_line(what,
                   "%.0f requests/s of %.0f kB, bare server library %.0f of the same length, ratio "
                   "%.2f; %d clients beside the server",
                   mine, (double)length / 1e3, floor, mine / floor, CLIENTS);
    }
    MHD_stop_daemon(bare);
    stop_server(&served, server);
    bench_close(&bench);
}

static pid_t
start_program(const char *program, const char *const *words)
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        FILE *nothing = freopen("/dev/null", "w", stdout);
        if (nothing != NULL)
            execv(program, (char *const *)words);
        _exit(127);
    }
    return child;
}

void
bench_program(const char *folder, const char *program)
{
    g_autoptr(GArray) seconds = g_array_new(FALSE, FALSE, sizeof(double)),
                      bare = g_array_new(FALSE, FALSE, sizeof(double));
    const char *const kinds_words[] = {program, "kinds", NULL}, *const true_words[] = {"/bin/true",
                                                                                       NULL};
    for (int i = 0; i < 21; i++) {
        double start = bench_now();
        waitpid(start_program(program, kinds_words), NULL, 0);
        double middle = bench_now();
        waitpid(start_program("/bin/true", true_words), NULL, 0);
        double one = middle - start, two = bench_now() - middle;
        g_array_append_val(seconds, one);
        g_array_append_val(bare, two);
    }
    bench_line("start-up", "%.1f ms, an empty program %.1f ms", bench_quantile(seconds, 0.5) * 1e3,
               bench_quantile(bare, 0.5) * 1e3);

    g_autofree char *file = g_build_filename(folder, "http.ketnghia", NULL);
    const char *const serve_words[] = {program,    "--file",      file, "serve",
                                       "--listen", "127.0.0.1:0", NULL};
    pid_t server = start_program(program, serve_words);
    g_usleep(1500000);
    g_autofree char *status_name = g_strdup_printf("/proc/%d/status", (int)server), *status = NULL;
    if (g_file_get_contents(status_name, &status, NULL, NULL)) {
        const char *line = strstr(status, "VmRSS:");
        bench_line("idle memory of serve", "%.1f MB",
                   line != NULL
                       ? (double)g_ascii_strtoull(line + 6 + strspn(line + 6, " \t"), NULL, 10) /
                             1024
                       : 0.0);
    }
    kill(server, SIGTERM);
    waitpid(server, NULL, 0);
    struct stat size;
    if (stat(program, &size) == 0)
        bench_line("size of the program", "%.1f MB with debug information",
                   (double)size.st_size / 1e6);
}
