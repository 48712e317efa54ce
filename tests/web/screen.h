/* screen.h: what the tests of the screen share: an office with one chapter and its union, people
 * with different rights, and requests that go the whole way but the network.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "../rules/desk.h"
#include "web/notices.h"
#include "web/person.h"
#include "web/route.h"
#include "web/server.h"

typedef struct {
    Desk desk;
    Web *web;
} Screen;

static inline void
screen_init(Screen *screen)
{
    desk_init(&screen->desk);
    desk_book(&screen->desk, "KG", "Hội Chữ thập đỏ tỉnh Kiên Giang", "chapter", NULL);
    desk_book(&screen->desk, "KG-CD", "Công đoàn cơ sở", "union", "KG");
    screen->web = web_new(screen->desk.office);
}

static inline void
screen_clear(Screen *screen)
{
    g_clear_pointer(&screen->web, web_free);
    desk_clear(&screen->desk);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Screen, screen_clear)

static inline gint64
screen_book(Screen *screen, const char *code)
{
    g_autoptr(Db) db = store_read(screen->desk.office->store, NULL);
    g_autoptr(Book) book = office_book(db, code, NULL);
    g_assert_nonnull(book);
    return book->book;
}

/* A person with roles in KG, logged in: the session's token. */
static inline char *
screen_person(Screen *screen, const char *name, Role roles)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *link = NULL;
    char *token = NULL;
    gint64 account = 0;
    g_assert_true(people_add(screen->desk.office, &machine, name, "Người thử",
                             screen_book(screen, "KG"), roles, &account, &error));
    link = people_link(screen->desk.office, name, &error);
    g_assert_no_error(error);
    g_assert_true(session_login_link(screen->desk.office, link, &token, &error));
    g_assert_nonnull(token);
    return token;
}

static inline char *
screen_csrf(Screen *screen, const char *token)
{
    Session session = {0};
    bool found = false;
    g_assert_true(session_find(screen->desk.office, token, &session, &found, NULL));
    g_assert_true(found);
    return g_strdup(session.csrf);
}

/* What differs from an ordinary request; NULL: as usual. */
typedef struct {
    const char *token, *host, *origin, *fetch_site, *type;
} Odd;

static const char form_type[] = "application/x-www-form-urlencoded";

/* form NULL: GET. The reply is the caller's to clear. */
static inline void
screen_ask(Screen *screen, const char *target, const char *form, Odd odd, Reply *ret_reply)
{
    g_autoptr(Request) req = request_new(screen->web, form != NULL ? METHOD_POST : METHOD_GET);
    gsize limit = 0;
    req->host = g_strdup(odd.host != NULL ? odd.host : "127.0.0.1:8080");
    req->origin = g_strdup(odd.origin);
    req->fetch_site = g_strdup(odd.fetch_site);
    req->address = g_strdup("127.0.0.1");
    if (odd.token != NULL)
        req->cookies = g_strdup_printf("x=1; kn=%s; y=2", odd.token);
    reply_init(ret_reply);
    if (!route_open(req, target, ret_reply, &limit))
        return;
    g_autoptr(GBytes) body = form != NULL ? g_bytes_new(form, strlen(form)) : NULL;
    route_run(req, odd.type != NULL ? odd.type : form_type, body, ret_reply);
}

static inline const char *
screen_text(const Reply *reply)
{
    return reply->body != NULL ? g_bytes_get_data(reply->body, NULL) : "";
}

static inline bool
screen_says(const Reply *reply, const char *wanted)
{
    gsize length = 0;
    const char *text = reply->body != NULL ? g_bytes_get_data(reply->body, &length) : NULL;
    return text != NULL && memmem(text, length, wanted, strlen(wanted)) != NULL;
}
