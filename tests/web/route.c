/* route.c: what is reachable, by whom, and which forms are refused.
 * SPDX-License-Identifier: Apache-2.0 */
#include "screen.h"
#include "web/year.h"

static void
test_every_page_says_who(void)
{
    g_assert_cmpuint(pages_count, >, 40);
    for (gsize i = 0; i < pages_count; i++) {
        const Page *page = pages[i];
        g_test_message("%s", page->path);
        g_assert_cmpint(page->who, !=, ALLOW_UNSET);
        g_assert_true(page->get != NULL || page->post != NULL);
        g_assert_true(page->path[0] == '/');
        g_assert_nonnull(page->title);
        /* What a unit holds is for people with a role in it. */
        if (g_str_has_prefix(page->path, "/u/:unit"))
            g_assert_cmpint(page->who, >=, ALLOW_READER);
        /* Sending is never easier than looking. */
        if (page->who_post != ALLOW_UNSET)
            g_assert_cmpint(page->who_post, >=, page->who);
        for (gsize other = 0; other < i; other++)
            g_assert_cmpstr(page->path, !=, pages[other]->path);
        for (const Input *at = page->inputs; at != NULL && at->name != NULL; at++)
            g_assert_cmpint(at->type, !=, INPUT_UNSET);
    }
}

/* The few pages that anybody may open; a new one must be thought about here. */
static void
test_open_pages(void)
{
    static const char *const open[] = {"/health",
                                       "/start",
                                       "/start/back",
                                       "/login",
                                       "/login/:link",
                                       "/log/:unit/checkpoint",
                                       "/log/:unit/tile/:level/*tile",
                                       "/calendar/:token",
                                       "/witness/:origin/checkpoint",
                                       NULL};
    for (gsize i = 0; i < pages_count; i++)
        g_assert_true((pages[i]->who == ALLOW_ANYONE) == g_strv_contains(open, pages[i]->path));
    /* What judges whoever sends by the signature on what is sent, and can be looked at by nobody. */
    for (gsize i = 0; i < pages_count; i++) {
        bool judges = pages[i]->who == ALLOW_PARTNER;
        g_assert_true(judges == (strcmp(pages[i]->path, "/exchange") == 0 ||
                                 strcmp(pages[i]->path, "/witness/add-checkpoint") == 0));
        g_assert_true(judges == (pages[i]->stream != NULL));
        g_assert_true(!judges || pages[i]->get == NULL);
    }
}

static void
test_unset_refuses(void)
{
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    g_autofree char *token = screen_person(&screen, "tat-ca", 31);
    g_autoptr(Request) req = request_new(screen.web, METHOD_GET);
    bool allowed = true, weak = false;
    req->token = g_strdup(token);
    g_assert_true(person_find(req, NULL));
    g_assert_true(person_take_unit(req, "KG", NULL));
    g_assert_true(person_allowed(req, ALLOW_UNSET, false, &allowed, &weak, NULL));
    g_assert_false(allowed);
}

static void
test_literal_before_any(void)
{
    g_autoptr(Request) req = request_new(NULL, METHOD_GET);
    g_assert_true(request_read_target(req, "/u/KG/record/KG-1/edit", NULL));
    const Page *page = page_match(req->segments, req->captures);
    g_assert_cmpstr(page->path, ==, "/u/:unit/record/:id/edit");
    g_autoptr(Request) tile = request_new(NULL, METHOD_GET);
    g_assert_true(request_read_target(tile, "/log/KG/tile/0/x001/067.p/9", NULL));
    g_assert_cmpstr(page_match(tile->segments, tile->captures)->path, ==,
                    "/log/:unit/tile/:level/*tile");
    tile->page = page_match(tile->segments, tile->captures);
    g_assert_cmpstr(request_capture(tile, "tile"), ==, "x001/067.p/9");
    g_autoptr(Request) none = request_new(NULL, METHOD_GET);
    g_assert_true(request_read_target(none, "/u/KG/record/", NULL));
    g_assert_null(page_match(none->segments, none->captures));
}

static unsigned
status(Screen *screen, const char *target, const char *form, Odd odd)
{
    g_auto(Reply) reply = {0};
    screen_ask(screen, target, form, odd, &reply);
    return reply.status;
}

static const char new_activity[] =
    "held=12%2F8%2F2020&title=Trao+qu%C3%A0&field=1&state=delivered&value=400000&why=x";

static char *
with_token(const char *form, const char *csrf)
{
    return g_strdup_printf("%s&csrf=%s", form, csrf);
}

static void
test_nobody(void)
{
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    g_autofree char *person = screen_person(&screen, "mot-nguoi", ROLE_READER);
    for (gsize i = 0; i < pages_count; i++) {
        if (!allow_asks_login(pages[i]->who) || strchr(pages[i]->path, ':') != NULL)
            continue;
        g_test_message("%s", pages[i]->path);
        if (pages[i]->get != NULL)
            g_assert_cmpuint(status(&screen, pages[i]->path, NULL, (Odd){0}), ==, 303);
        if (pages[i]->post != NULL)
            g_assert_cmpuint(status(&screen, pages[i]->path, "a=1", (Odd){0}), ==, 401);
    }
    g_auto(Reply) reply = {0};
    screen_ask(&screen, "/u/KG/records/activity?from=1%2F1%2F2020", NULL, (Odd){0}, &reply);
    g_assert_cmpstr(reply_header_find(&reply, "Location"), ==,
                    "/login?next=%2Fu%2FKG%2Frecords%2Factivity%3Ffrom%3D1%252F1%252F2020");
    g_assert_cmpuint(status(&screen, "/u/KG", NULL, (Odd){.token = "khong-phai"}), ==, 303);
}

static void
test_empty_office_begins(void)
{
    g_auto(Desk) desk = {0};
    desk_init(&desk);
    g_autoptr(Web) web = web_new(desk.office);
    Screen screen = {desk, web};
    g_auto(Reply) reply = {0}, start = {0};
    screen_ask(&screen, "/", NULL, (Odd){0}, &reply);
    g_assert_cmpstr(reply_header_find(&reply, "Location"), ==, "/start");
    screen_ask(&screen, "/start", NULL, (Odd){0}, &start);
    g_assert_cmpuint(start.status, ==, 200);
}

/* Once there are people, nobody makes themselves the first one. */
static void
test_start_is_over(void)
{
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    g_autofree char *token = screen_person(&screen, "mot-nguoi", ROLE_READER);
    g_assert_cmpuint(status(&screen, "/start", NULL, (Odd){0}), ==, 409);
    g_assert_cmpuint(status(&screen, "/start/back", NULL, (Odd){0}), ==, 409);
    g_assert_cmpuint(status(&screen, "/start",
                            "unit=XX&unit_name=X&unit_kind=chapter&display=X&name=xx&password="
                            "mot-mat-khau-dai-lam",
                            (Odd){0}),
                     ==, 409);
}

static void
test_roles(void)
{
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    g_autofree char *reader = screen_person(&screen, "xem", ROLE_READER);
    g_autofree char *recorder = screen_person(&screen, "ghi", ROLE_READER | ROLE_RECORDER);
    g_autofree char *csrf = screen_csrf(&screen, reader);
    g_autofree char *form = with_token(new_activity, csrf);
    gint64 size = book_size(&screen.desk, "KG");
    g_assert_cmpuint(status(&screen, "/u/KG", NULL, (Odd){.token = reader}), ==, 200);
    g_assert_cmpuint(status(&screen, "/u/KG/new/activity", NULL, (Odd){.token = reader}), ==, 403);
    g_assert_cmpuint(status(&screen, "/u/KG/new/activity", form, (Odd){.token = reader}), ==, 403);
    g_assert_cmpuint(status(&screen, "/u/KG/backup", NULL, (Odd){.token = recorder}), ==, 403);
    g_assert_cmpuint(status(&screen, "/u/KG/new/activity", NULL, (Odd){.token = recorder}), ==,
                     200);
    /* A book of the same office without a role in it; a book that is not there. */
    g_assert_cmpuint(status(&screen, "/u/KG-CD", NULL, (Odd){.token = recorder}), ==, 403);
    g_assert_cmpuint(status(&screen, "/u/KG/record/KG-CD-1", NULL, (Odd){.token = recorder}), ==,
                     403);
    g_assert_cmpuint(status(&screen, "/u/XX", NULL, (Odd){.token = recorder}), ==, 404);
    g_assert_cmpint(book_size(&screen.desk, "KG"), ==, size);
}

/* Where others can reach the screen, agreeing, sending and administering need the second step. */
static void
test_second_step(void)
{
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    g_autofree char *chair = screen_person(&screen, "chu-tich", 31);
    g_autofree char *csrf = screen_csrf(&screen, chair);
    g_autofree char *form = with_token("do=publish", csrf);
    g_assert_cmpuint(status(&screen, "/u/KG/publish", form, (Odd){.token = chair}), ==, 303);
    g_autofree char *other = screen_person(&screen, "nguoi-khac", ROLE_READER);
    g_auto(Reply) reply = {0};
    screen_ask(&screen, "/u/KG/publish", form, (Odd){.token = chair}, &reply);
    g_assert_true(g_str_has_prefix(reply_header_find(&reply, "Location"), "/totp"));
}

static void
test_forged(void)
{
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    g_autofree char *token = screen_person(&screen, "ghi", ROLE_RECORDER);
    g_autofree char *other = screen_person(&screen, "ghi-khac", ROLE_RECORDER);
    g_autofree char *csrf = screen_csrf(&screen, token), *others = screen_csrf(&screen, other);
    g_autofree char *right = with_token(new_activity, csrf),
                    *wrong = with_token(new_activity, others);
    g_autofree char *cut = with_token(new_activity, "");
    gint64 size = book_size(&screen.desk, "KG");
    const char *page = "/u/KG/new/activity";
    const struct {
        const char *form;
        Odd odd;
        unsigned status;
    } cases[] = {
        {new_activity, {.token = token}, 403},
        {cut, {.token = token}, 403},
        {wrong, {.token = token}, 403},
        {right, {.token = token, .origin = "https://evil.example"}, 403},
        {right, {.token = token, .origin = "http://127.0.0.1:9999"}, 403},
        {right, {.token = token, .origin = "https://127.0.0.1:8080"}, 403},
        {right, {.token = token, .origin = "null"}, 403},
        {right, {.token = token, .fetch_site = "cross-site"}, 403},
        {right, {.token = token, .fetch_site = "same-site", .origin = "null"}, 403},
        {right, {.token = token, .host = "evil.example"}, 403},
        {right, {.token = token, .type = "text/plain"}, 400},
        {right, {0}, 401},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("case %d", (int)i);
        g_assert_cmpuint(status(&screen, page, cases[i].form, cases[i].odd), ==, cases[i].status);
    }
    g_assert_cmpint(book_size(&screen.desk, "KG"), ==, size);
    g_assert_cmpuint(
        status(
            &screen, page, right,
            (Odd){.token = token, .origin = "http://127.0.0.1:8080", .fetch_site = "same-origin"}),
        ==, 303);
    g_assert_cmpint(book_size(&screen.desk, "KG"), ==, size + 1);
}

/* Looking changes nothing, and what only takes forms cannot be looked at. */
static void
test_get_does_nothing(void)
{
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    g_autofree char *token = screen_person(&screen, "tat-ca", 31);
    g_autoptr(Record) record = activity("Trao quà", "400000 1 eq 400.000 đồng");
    gint64 entry = written(&screen.desk, "KG", record);
    g_autofree char *undo = g_strdup_printf("/u/KG/record/KG-%d/undo?why=x", (int)entry);
    gint64 size = book_size(&screen.desk, "KG");
    g_assert_cmpuint(status(&screen, "/logout", NULL, (Odd){.token = token}), ==, 405);
    g_assert_cmpuint(status(&screen, undo, NULL, (Odd){.token = token}), ==, 303);
    g_assert_cmpuint(status(&screen, "/health", "a=1", (Odd){0}), ==, 405);
    g_assert_cmpint(book_size(&screen.desk, "KG"), ==, size);
}

static void
test_methods(void)
{
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    g_autoptr(Request) req = request_new(screen.web, METHOD_OTHER);
    g_auto(Reply) reply = {0};
    gsize limit = 0;
    reply_init(&reply);
    req->host = g_strdup("localhost");
    g_assert_false(route_open(req, "/health", &reply, &limit));
    g_assert_cmpuint(reply.status, ==, 405);
}

/* The session is gone: nothing is written, nothing typed is lost. */
static void
test_resume(void)
{
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    g_autoptr(GError) error = NULL;
    gint64 account = 0, size = book_size(&screen.desk, "KG");
    const char *password = "con trâu đen gặm cỏ non";
    g_assert_true(people_add(screen.desk.office, &machine, "ghi", "Người ghi",
                             screen_book(&screen, "KG"), ROLE_RECORDER, &account, &error));
    g_assert_true(people_set_password(screen.desk.office, account, password, &error));
    g_auto(Reply) asked = {0}, back = {0};
    screen_ask(&screen, "/u/KG/new/activity", new_activity, (Odd){.token = "da-het-han"}, &asked);
    g_assert_cmpuint(asked.status, ==, 401);
    g_assert_true(screen_says(&asked, "name=\"kept.title\" value=\"Trao quà\""));
    g_assert_true(screen_says(&asked, "name=\"resume\" value=\"/u/KG/new/activity\""));
    g_autofree char *secret = g_uri_escape_string(password, NULL, false);
    g_autofree char *form =
        g_strdup_printf("name=ghi&password=%s&resume=%%2Fu%%2FKG%%2Fnew%%2Factivity&"
                        "kept.title=Trao+qu%%C3%%A0&kept.value=400000&kept.csrf=x",
                        secret);
    screen_ask(&screen, "/login", form, (Odd){0}, &back);
    g_assert_cmpuint(back.status, ==, 200);
    g_assert_true(screen_says(&back, "value=\"Trao quà\""));
    g_assert_true(screen_says(&back, "action=\"/u/KG/new/activity\""));
    g_assert_true(g_str_has_prefix(reply_header_find(&back, "Set-Cookie"), "kn="));
    g_assert_cmpint(book_size(&screen.desk, "KG"), ==, size);
}

static void
test_cookie(void)
{
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    g_auto(Reply) plain = {0}, safe = {0};
    reply_init(&plain);
    reply_init(&safe);
    cookie_set(screen.web, &plain, "abc");
    g_assert_cmpstr(reply_header_find(&plain, "Set-Cookie"), ==,
                    "kn=abc; Path=/; HttpOnly; SameSite=Strict");
    screen.web->tls = true;
    cookie_set(screen.web, &safe, "abc");
    g_assert_cmpstr(reply_header_find(&safe, "Set-Cookie"), ==,
                    "__Host-kn=abc; Path=/; HttpOnly; SameSite=Strict; Secure");
}

static void
test_left_is_left(void)
{
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    g_autofree char *token = screen_person(&screen, "xem", ROLE_READER);
    g_autofree char *csrf = screen_csrf(&screen, token);
    g_autofree char *form = with_token("a=1", csrf);
    g_assert_cmpuint(status(&screen, "/u/KG", NULL, (Odd){.token = token}), ==, 200);
    g_assert_cmpuint(status(&screen, "/logout", form, (Odd){.token = token}), ==, 303);
    g_assert_cmpuint(status(&screen, "/u/KG", NULL, (Odd){.token = token}), ==, 303);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/web/route/every-page-says-who", test_every_page_says_who);
    g_test_add_func("/web/route/open-pages", test_open_pages);
    g_test_add_func("/web/route/unset-refuses", test_unset_refuses);
    g_test_add_func("/web/route/literal-before-any", test_literal_before_any);
    g_test_add_func("/web/route/nobody", test_nobody);
    g_test_add_func("/web/route/empty-office-begins", test_empty_office_begins);
    g_test_add_func("/web/route/start-is-over", test_start_is_over);
    g_test_add_func("/web/route/roles", test_roles);
    g_test_add_func("/web/route/second-step", test_second_step);
    g_test_add_func("/web/route/forged", test_forged);
    g_test_add_func("/web/route/get-does-nothing", test_get_does_nothing);
    g_test_add_func("/web/route/methods", test_methods);
    g_test_add_func("/web/route/resume", test_resume);
    g_test_add_func("/web/route/cookie", test_cookie);
    g_test_add_func("/web/route/left-is-left", test_left_is_left);
    return g_test_run();
}
