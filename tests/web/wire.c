/* wire.c: the server over real sockets: what odd and hostile clients send, and the headers that
 * stand on all that comes back.
 * SPDX-License-Identifier: Apache-2.0 */
#include "screen.h"
#include "serving.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

typedef struct {
    Screen screen;
    char *token;
    Serving serving;
} Wire;

static void
wire_up(Wire *wire, gconstpointer data)
{
    screen_init(&wire->screen);
    wire->token = screen_person(&wire->screen, "ghi", ROLE_RECORDER);
    serving_start(&wire->serving, wire->screen.desk.office);
}

static void
wire_down(Wire *wire, gconstpointer data)
{
    serving_clear(&wire->serving);
    g_free(wire->token);
    screen_clear(&wire->screen);
}

static guint16
port_of(const Wire *wire)
{
    guint64 port = 0;
    g_assert_true(
        g_ascii_string_to_unsigned(strrchr(wire->serving.url, ':') + 1, 10, 1, 65535, &port, NULL));
    return (guint16)port;
}

static int
dial(const Wire *wire)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons(port_of(wire)),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    g_assert_cmpint(connect(fd, (struct sockaddr *)&address, sizeof address), ==, 0);
    return fd;
}

static bool
send_all(int fd, const char *bytes, gsize length)
{
    while (length > 0) {
        ssize_t sent = send(fd, bytes, length, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes += sent;
        length -= (gsize)sent;
    }
    return true;
}

/* Sends the bytes and reads to the end of the stream, or until nothing has come for a second. */
static char *
exchange_bytes(const Wire *wire, const char *bytes, gsize length)
{
    g_autoptr(GString) reply = g_string_new(NULL);
    int fd = dial(wire);
    (void)send_all(fd, bytes, length);
    for (;;) {
        char part[4096];
        struct pollfd wanted = {.fd = fd, .events = POLLIN};
        if (poll(&wanted, 1, 1000) <= 0)
            break;
        ssize_t got = recv(fd, part, sizeof part, 0);
        if (got <= 0)
            break;
        g_string_append_len(reply, part, got);
    }
    close(fd);
    return g_string_free(g_steal_pointer(&reply), FALSE);
}

static char *
exchange(const Wire *wire, const char *text)
{
    return exchange_bytes(wire, text, strlen(text));
}

static int
status_of(const char *reply)
{
    guint64 status = 0;
    if (!g_str_has_prefix(reply, "HTTP/1."))
        return 0;
    g_autofree char *digits = g_strndup(reply + strlen("HTTP/1.1 "), 3);
    g_assert_true(g_ascii_string_to_unsigned(digits, 10, 100, 599, &status, NULL));
    return (int)status;
}

#define LAST "Connection: close\r\n\r\n"

static void
assert_alive(const Wire *wire)
{
    g_autofree char *reply = exchange(wire, "GET /health HTTP/1.1\r\nHost: localhost\r\n" LAST);
    g_assert_cmpint(status_of(reply), ==, 200);
    g_assert_nonnull(strstr(reply, "ok " KN_VERSION));
}

static void
test_headers_everywhere(Wire *wire, gconstpointer data)
{
    static const char *const targets[] = {"/",
                                          "/login",
                                          "/health",
                                          "/khong-co",
                                          "/u/KG",
                                          "/%zz",
                                          "/static/style.css",
                                          "/logout",
                                          "/log/KG/checkpoint"};
    for (gsize i = 0; i < G_N_ELEMENTS(targets); i++) {
        g_autofree char *ask =
            g_strdup_printf("GET %s HTTP/1.1\r\nHost: localhost\r\n" LAST, targets[i]);
        g_autofree char *reply = exchange(wire, ask);
        g_test_message("%s: %d", targets[i], status_of(reply));
        g_assert_cmpint(status_of(reply), !=, 0);
        g_assert_nonnull(strstr(reply, "\r\nContent-Security-Policy: default-src 'none';"));
        g_assert_nonnull(strstr(reply, "\r\nX-Content-Type-Options: nosniff\r\n"));
        g_assert_nonnull(strstr(reply, "\r\nReferrer-Policy: same-origin\r\n"));
        g_assert_nonnull(strstr(reply, "\r\nCross-Origin-Resource-Policy: same-origin\r\n"));
        g_assert_nonnull(strstr(reply, "\r\nCache-Control: "));
        g_assert_null(strstr(reply, "Access-Control-Allow-Origin"));
    }
}

static void
test_odd_heads(Wire *wire, gconstpointer data)
{
    static const struct {
        const char *text;
        int status; /* 0: closed without a word is right too */
    } cases[] = {
        {"GET /health HTTP/1.1\r\n" LAST, 400},
        {"GET /health HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n" LAST, 400},
        {"GET /health HTTP/1.1\r\nHost: evil.example\r\n" LAST, 403},
        {"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: "
         "4\r\n" LAST "a=1",
         400},
        {"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: "
         "chunked\r\n" LAST "0\r\n\r\n",
         400},
        {"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n" LAST, 400},
        {"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n" LAST, 413},
        {"TRACE / HTTP/1.1\r\nHost: localhost\r\n" LAST, 405},
        {"PUT /u/KG HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n" LAST, 405},
        {"DELETE /u/KG HTTP/1.1\r\nHost: localhost\r\n" LAST, 405},
        {"GET /%00 HTTP/1.1\r\nHost: localhost\r\n" LAST, 400},
        {"GET /a/%2e%2e/b HTTP/1.1\r\nHost: localhost\r\n" LAST, 400},
        {"GET /static/../style.css HTTP/1.1\r\nHost: localhost\r\n" LAST, 400},
        {"GET /static/%2e%2e%2fso.ketnghia HTTP/1.1\r\nHost: localhost\r\n" LAST, 404},
        {"GET /health?a=1&a=2 HTTP/1.1\r\nHost: localhost\r\n" LAST, 400},
        {"\x16\x03\x01\x02", 0},
        {"GET\r\n\r\n", 0},
        {"\r\n\r\n\r\n\r\n", 0},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *reply = exchange(wire, cases[i].text);
        g_test_message("%s -> %d", cases[i].text, status_of(reply));
        if (cases[i].status != 0)
            g_assert_cmpint(status_of(reply), ==, cases[i].status);
        else
            g_assert_true(status_of(reply) == 0 || status_of(reply) >= 400);
    }
    assert_alive(wire);
}

static void
test_large_heads(Wire *wire, gconstpointer data)
{
    g_autoptr(GString) target = g_string_new("GET /health?q=");
    for (guint i = 0; i < 9000; i++)
        g_string_append_c(target, 'a');
    g_string_append(target, " HTTP/1.1\r\nHost: localhost\r\n" LAST);
    g_autofree char *long_target = exchange(wire, target->str);
    g_assert_cmpint(status_of(long_target), >=, 400);
    g_autoptr(GString) headers = g_string_new("GET /health HTTP/1.1\r\nHost: localhost\r\n");
    for (guint i = 0; i < 5000; i++)
        g_string_append_printf(headers, "X-%u: %u\r\n", i, i);
    g_string_append(headers, LAST);
    g_autofree char *many = exchange(wire, headers->str);
    g_assert_true(status_of(many) == 0 || status_of(many) >= 400);
    assert_alive(wire);
}

/* A body without a stated length is cut off where the page's limit is. */
static void
test_endless_body(Wire *wire, gconstpointer data)
{
    static const char head[] =
        "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
        "application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n";
    g_autofree char *chunk = g_malloc(0x10000);
    memset(chunk, 'a', 0x10000);
    int fd = dial(wire);
    bool open = send_all(fd, head, sizeof head - 1);
    guint sent = 0;
    for (; open && sent < 4000; sent++)
        open =
            send_all(fd, "10000\r\n", 7) && send_all(fd, chunk, 0x10000) && send_all(fd, "\r\n", 2);
    close(fd);
    g_assert_cmpuint(sent, <, 4000); /* 250 MB were not taken */
    assert_alive(wire);
}

/* What a person may send large, a stranger may not. */
static void
test_large_only_for_people(Wire *wire, gconstpointer data)
{
    static const char ask[] = "POST /u/KG/import/activity HTTP/1.1\r\nHost: localhost\r\n"
                              "Content-Type: multipart/form-data; boundary=b\r\n"
                              "Content-Length: 20000000\r\nExpect: 100-continue\r\n";
    g_autofree char *stranger = g_strconcat(ask, LAST, NULL);
    g_autofree char *refused = exchange(wire, stranger);
    g_assert_cmpint(status_of(refused), ==, 413);
    g_autofree char *person = g_strdup_printf("%sCookie: kn=%s\r\n\r\n", ask, wire->token);
    g_autofree char *go_on = exchange(wire, person);
    g_assert_cmpint(status_of(go_on), ==, 100);
}

static void
test_kept_open(Wire *wire, gconstpointer data)
{
    g_autofree char *reply = exchange(wire, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                            "GET /health HTTP/1.1\r\nHost: localhost\r\n" LAST);
    g_assert_cmpint(status_of(reply), ==, 303);
    g_assert_nonnull(strstr(reply, "ok " KN_VERSION));
}

static void
test_head(Wire *wire, gconstpointer data)
{
    g_autofree char *reply = exchange(wire, "HEAD /login HTTP/1.1\r\nHost: localhost\r\n" LAST);
    g_assert_cmpint(status_of(reply), ==, 200);
    g_assert_true(g_str_has_suffix(reply, "\r\n\r\n"));
    g_assert_null(strstr(reply, "<html"));
}

static void
test_asset(Wire *wire, gconstpointer data)
{
    g_autofree char *first =
        exchange(wire, "GET /static/app.js HTTP/1.1\r\nHost: localhost\r\n" LAST);
    const char *tag = strstr(first, "ETag: ");
    g_assert_nonnull(tag);
    g_assert_nonnull(strstr(first, "Content-Type: text/javascript; charset=utf-8"));
    g_assert_nonnull(strstr(first, "immutable"));
    g_autofree char *etag = g_strndup(tag + 6, strcspn(tag + 6, "\r"));
    g_autofree char *ask = g_strdup_printf(
        "GET /static/app.js HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: %s\r\n" LAST, etag);
    g_autofree char *again = exchange(wire, ask);
    g_assert_cmpint(status_of(again), ==, 304);
}

/* Clients that say nothing do not stop the others. */
static void
test_silent_clients(Wire *wire, gconstpointer data)
{
    int silent[200];
    for (gsize i = 0; i < G_N_ELEMENTS(silent); i++) {
        silent[i] = dial(wire);
        g_assert_true(send_all(silent[i], "GET / HT", 8));
    }
    assert_alive(wire);
    for (gsize i = 0; i < G_N_ELEMENTS(silent); i++)
        close(silent[i]);
}

static void
test_port_in_use(Wire *wire, gconstpointer data)
{
    g_autofree char *listen_text = g_strdup_printf("127.0.0.1:%u", port_of(wire));
    WebOptions options = {.listen = listen_text, .stop = wire->serving.stop[0]};
    g_autoptr(GError) error = NULL;
    g_assert_false(web_serve(wire->screen.desk.office, &options, &error));
    g_assert_error(error, KN_ERROR, KN_BUSY);
}

#define ADD(name, test) g_test_add("/web/wire/" name, Wire, NULL, wire_up, test, wire_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("headers-everywhere", test_headers_everywhere);
    ADD("odd-heads", test_odd_heads);
    ADD("large-heads", test_large_heads);
    ADD("endless-body", test_endless_body);
    ADD("large-only-for-people", test_large_only_for_people);
    ADD("kept-open", test_kept_open);
    ADD("head", test_head);
    ADD("asset", test_asset);
    ADD("silent-clients", test_silent_clients);
    ADD("port-in-use", test_port_in_use);
    return g_test_run();
}
