/* union.c: a union's pages: visits for those ticked, a month's fees in one go, care for children by the members' records;
 * and who may see them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "screen.h"

#include "views/list.h"

static gint64
add_member(Screen *screen, const char *name, const char *department, const char *children)
{
    g_autoptr(Record) member = record_new(kind_get("member"));
    set(member, "name", name);
    set(member, "joined", "2018-01-05");
    set(member, "department", department);
    set(member, "fee_base", "5000000 1 eq 5.000.000 đ");
    set(member, "children", children);
    return written(&screen->desk, "KG", member);
}

static gint64
count(Screen *screen, const char *kind)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Db) db = store_read(screen->desk.office->store, &error);
    gint64 book = screen_book(screen, "KG");
    ListQuery query = {.kind = kind_get(kind),
                       .books = &book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    g_autoptr(ListPage) page = list_run(db, &query, true, &error);
    g_assert_no_error(error);
    return page->count;
}

/* Sends a form and gives the status. */
static unsigned
send(Screen *screen, const char *token, const char *path, const char *fields)
{
    g_auto(Reply) reply = {0};
    g_autofree char *csrf = screen_csrf(screen, token);
    g_autofree char *form = g_strdup_printf("csrf=%s&%s", csrf, fields);
    screen_ask(screen, path, form, (Odd){.token = token}, &reply);
    return reply.status;
}

static void
test_visits(void)
{
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    g_autofree char *token = screen_person(&screen, "lan", ROLE_RECORDER);
    gint64 an = add_member(&screen, "Nguyễn Thị An", "Văn phòng", "");
    add_member(&screen, "Lê Văn Bình", "Văn phòng", "");
    add_member(&screen, "Trần Thị Cúc", "Ban Xã hội", "");
    g_auto(Reply) page = {0};
    screen_ask(&screen, "/u/KG/visits?quarter=2020-04-01", NULL, (Odd){.token = token}, &page);
    g_assert_cmpuint(page.status, ==, 200);
    g_assert_true(screen_says(&page, "0/3"));
    g_autofree char *one =
        g_strdup_printf("quarter=2020-04-01&held=5%%2F5%%2F2020&occasion=quarterly"
                        "&amount=200.000&whom=ticked&member.%" G_GINT64_FORMAT "=yes",
                        an);
    g_assert_cmpuint(send(&screen, token, "/u/KG/visits", one), ==, 303);
    g_assert_cmpint(count(&screen, "visit"), ==, 1);
    /* Nobody ticked, or no day: nothing is written. */
    g_assert_cmpuint(send(&screen, token, "/u/KG/visits",
                          "quarter=2020-04-01&held=5%2F5%2F2020&occasion=quarterly&whom=ticked"),
                     ==, 400);
    g_assert_cmpuint(send(&screen, token, "/u/KG/visits",
                          "quarter=2020-04-01&held=hom&occasion=quarterly&whom=all"),
                     ==, 400);
    g_assert_cmpint(count(&screen, "visit"), ==, 1);
    /* All of a department that are left: Bình alone. */
    g_assert_cmpuint(send(&screen, token, "/u/KG/visits",
                          "quarter=2020-04-01&held=5%2F5%2F2020&occasion=quarterly&whom=all&"
                          "department=V%C4%83n%20ph%C3%B2ng"),
                     ==, 303);
    g_assert_cmpint(count(&screen, "visit"), ==, 2);
    g_auto(Reply) after = {0};
    screen_ask(&screen, "/u/KG/visits?quarter=2020-04-01", NULL, (Odd){.token = token}, &after);
    g_assert_true(screen_says(&after, "2/3"));
    g_assert_true(screen_says(&after, "Trần Thị Cúc"));
    g_assert_false(screen_says(&after, "Nguyễn Thị An"));
}

static void
test_fees(void)
{
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    g_autofree char *token = screen_person(&screen, "lan", ROLE_RECORDER);
    gint64 an = add_member(&screen, "Nguyễn Thị An", "Văn phòng", "");
    for (int i = 0; i < 5; i++)
        add_member(&screen, "Lê Văn Bình", "Ban Xã hội", "");
    g_autofree char *part =
        g_strdup_printf("month=2020-05-01%%2F2020-05-31&paid_on=31%%2F5%%2F2020&whom=ticked&"
                        "member.%" G_GINT64_FORMAT "=yes&amount.%" G_GINT64_FORMAT "=20.000",
                        an, an);
    g_autofree char *wrong =
        g_strdup_printf("month=2020-05-01%%2F2020-05-31&whom=ticked&member.%" G_GINT64_FORMAT
                        "=yes&amount.%" G_GINT64_FORMAT "=nhieu",
                        an, an);
    g_assert_cmpuint(send(&screen, token, "/u/KG/fees", wrong), ==, 400);
    g_assert_cmpint(count(&screen, "fee"), ==, 0);
    g_assert_cmpuint(send(&screen, token, "/u/KG/fees", part), ==, 303);
    g_assert_cmpint(count(&screen, "fee"), ==, 1);
    g_assert_cmpuint(send(&screen, token, "/u/KG/fees",
                          "month=2020-05-01%2F2020-05-31&paid_on=31%2F5%2F2020&whom=all"),
                     ==, 303);
    g_assert_cmpint(count(&screen, "fee"), ==, 6);
    g_auto(Reply) page = {0};
    screen_ask(&screen, "/u/KG/reports/fees?from=2020-05-01&to=2020-05-31", NULL,
               (Odd){.token = token}, &page);
    g_assert_true(screen_says(&page, "270.000")); /* 20.000 and five times 50.000 */
    g_assert_true(screen_says(&page, "30.000"));  /* is behind */
}

static void
test_children(void)
{
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    g_autofree char *token = screen_person(&screen, "lan", ROLE_RECORDER);
    add_member(&screen, "Nguyễn Thị An", "Văn phòng",
               "Trần An Khang\t2012-06-01\tHọc sinh giỏi\nTrần An Nhiên\t2015\t");
    g_assert_cmpuint(send(&screen, token, "/u/KG/children",
                          "on=2020-06-01&held=1%2F6%2F2020&occasion=childrens_day&each=300.000"),
                     ==, 303);
    g_assert_cmpint(count(&screen, "child_care"), ==, 1);
    g_auto(Reply) page = {0};
    screen_ask(&screen, "/u/KG/records/child_care", NULL, (Odd){.token = token}, &page);
    g_assert_true(screen_says(&page, "600.000"));
}

static void
test_who_may_see(void)
{
    static const char *const paths[] = {"/u/KG/visits",          "/u/KG/fees",
                                        "/u/KG/children",        "/u/KG/reports/visits",
                                        "/u/KG/reports/fees",    "/u/KG/reports/members",
                                        "/u/KG/reports/children"};
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    g_autofree char *token = screen_person(&screen, "xem", ROLE_READER);
    for (gsize i = 0; i < G_N_ELEMENTS(paths); i++) {
        g_auto(Reply) reply = {0};
        screen_ask(&screen, paths[i], NULL, (Odd){.token = token}, &reply);
        g_assert_cmpuint(reply.status, ==, 403);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/union/visits", test_visits);
    g_test_add_func("/union/fees", test_fees);
    g_test_add_func("/union/children", test_children);
    g_test_add_func("/union/who-may-see", test_who_may_see);
    return g_test_run();
}
