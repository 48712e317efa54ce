/* pages.c: what people see: nothing typed runs, nothing is lost, nothing is shown to the wrong eyes.
 * SPDX-License-Identifier: Apache-2.0 */
#include "screen.h"
#include "web/sheet_check.h"

#define PAYLOAD "\"'><script>alert(1)</script><b onload=x>&amp;"
#define PAYLOAD_URL "%22%27%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E%3Cb+onload%3Dx%3E%26amp%3B"

static void
assert_harmless(Screen *screen, const char *target, const char *token)
{
    g_auto(Reply) reply = {0};
    screen_ask(screen, target, NULL, (Odd){.token = token}, &reply);
    g_test_message("%s: %u", target, reply.status);
    g_assert_cmpuint(reply.status, <, 500);
    g_assert_false(screen_says(&reply, "<script>alert"));
    g_assert_false(screen_says(&reply, "<b onload"));
}

static void
test_escaped(void)
{
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    g_autofree char *token = screen_person(&screen, "tat-ca", 31);
    g_autoptr(Record) record = activity(PAYLOAD, "400000 1 eq 400.000 đồng");
    set(record, "place", PAYLOAD);
    gint64 entry = written(&screen.desk, "KG", record);
    const char *const targets[] = {
        "/u/KG/records/activity",
        "/u/KG/records/activity?search=" PAYLOAD_URL "&of=" PAYLOAD_URL,
        "/u/KG/records/activity?search=" PAYLOAD_URL,
        "/u/KG/search?q=" PAYLOAD_URL,
        "/u/KG/search?q=alert",
        "/u/KG/figure?measure=value&of=KG&from=2020-01-01&to=2020-12-31",
        "/u/KG/figure?measure=" PAYLOAD_URL,
        "/u/KG/new/activity?title=" PAYLOAD_URL "&held=" PAYLOAD_URL,
        "/u/KG/reports/joint?period=" PAYLOAD_URL,
        "/u/" PAYLOAD_URL,
        "/" PAYLOAD_URL,
        "/login?next=" PAYLOAD_URL,
        "/money?typed=" PAYLOAD_URL,
    };
    for (gsize i = 0; i < G_N_ELEMENTS(targets); i++)
        assert_harmless(&screen, targets[i], token);
    static const char *const tails[] = {"", "/edit", "/print"};
    for (gsize i = 0; i < G_N_ELEMENTS(tails); i++) {
        g_autofree char *target = g_strdup_printf("/u/KG/record/KG-%d%s", (int)entry, tails[i]);
        assert_harmless(&screen, target, token);
    }
    g_auto(Reply) list = {0};
    screen_ask(&screen, "/u/KG/records/activity", NULL, (Odd){.token = token}, &list);
    g_assert_true(screen_says(&list, "&lt;script&gt;alert(1)"));
}

/* Everything typed stands again beside what is wrong with it. */
static void
test_nothing_cleared(void)
{
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    g_autofree char *token = screen_person(&screen, "ghi", ROLE_RECORDER);
    g_autofree char *csrf = screen_csrf(&screen, token);
    g_autofree char *form = g_strdup_printf("csrf=%s&held=32%%2F13%%2F2020&title=Trao+qu%%C3%%A0&"
                                            "field=1&state=delivered&value=nhi%%E1%%BB%%81u",
                                            csrf);
    g_auto(Reply) reply = {0};
    gint64 size = book_size(&screen.desk, "KG");
    screen_ask(&screen, "/u/KG/new/activity", form, (Odd){.token = token}, &reply);
    g_assert_cmpuint(reply.status, ==, 400);
    g_assert_true(screen_says(&reply, "value=\"32/13/2020\""));
    g_assert_true(screen_says(&reply, "value=\"Trao quà\""));
    g_assert_true(screen_says(&reply, "value=\"nhiều\""));
    g_assert_true(screen_says(&reply, "<option value=\"delivered\" selected>"));
    g_assert_true(screen_says(&reply, "href=\"#field-held\""));
    g_assert_true(screen_says(&reply, "href=\"#field-value\""));
    g_assert_true(screen_says(&reply, "aria-invalid=\"true\""));
    g_assert_cmpint(book_size(&screen.desk, "KG"), ==, size);
}

static guint
count_of(const Reply *reply, const char *wanted)
{
    guint count = 0;
    for (const char *at = strstr(screen_text(reply), wanted); at != NULL;
         at = strstr(at + 1, wanted))
        count++;
    return count;
}

/* The button that works without scripts: one more row, nothing written. */
static void
test_one_more_row(void)
{
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    g_autofree char *token = screen_person(&screen, "ghi", ROLE_RECORDER);
    g_autofree char *csrf = screen_csrf(&screen, token);
    g_autofree char *form = g_strdup_printf("csrf=%s&title=Giao+l%%C6%%B0u&groups.0.group=C%%C3%%"
                                            "A1n+b%%E1%%BB%%99&groups.0.count=12&add=groups",
                                            csrf);
    g_auto(Reply) reply = {0};
    gint64 size = book_size(&screen.desk, "KG");
    screen_ask(&screen, "/u/KG/new/session", form, (Odd){.token = token}, &reply);
    g_assert_cmpuint(reply.status, ==, 200);
    g_assert_cmpuint(count_of(&reply, "name=\"groups.0.group\""), ==, 1);
    g_assert_cmpuint(count_of(&reply, "name=\"groups.1.group\""), ==, 1);
    g_assert_cmpuint(count_of(&reply, "name=\"groups.2.group\""), ==, 0);
    g_assert_true(screen_says(&reply, "value=\"Cán bộ\""));
    g_assert_cmpint(book_size(&screen.desk, "KG"), ==, size);
}

static void
test_list_is_read(void)
{
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    g_autofree char *token = screen_person(&screen, "ghi", ROLE_RECORDER);
    g_autofree char *csrf = screen_csrf(&screen, token);
    g_autofree char *form =
        g_strdup_printf("csrf=%s&title=Giao+l%%C6%%B0u&began=7%%3A30+12%%2F8%%2F2020&place=C%%E1%%"
                        "BA%%A7n+Th%%C6%%A1&groups.0.group=C%%C3%%A1n+b%%E1%%BB%%99&"
                        "groups.0.count=12&groups.1.group=&groups.1.count=&groups.2.group=%%C4%%"
                        "90o%%C3%%A0n+vi%%C3%%AAn&"
                        "groups.2.count=",
                        csrf);
    g_auto(Reply) reply = {0};
    gint64 entry = book_size(&screen.desk, "KG");
    screen_ask(&screen, "/u/KG/new/session", form, (Odd){.token = token}, &reply);
    g_test_message("%s", screen_text(&reply));
    g_assert_cmpuint(reply.status, ==, 303);
    g_autoptr(Record) record = live(&screen.desk, "KG", entry);
    g_assert_cmpstr(get(record, "groups"), ==, "Cán bộ\t12\nĐoàn viên\t");
}

static gint64
write_member(Screen *screen)
{
    g_autoptr(Record) member = record_new(kind_get("member"));
    set(member, "name", "Trần Thị Bưởi");
    set(member, "ethnicity", "Khmer");
    return written(&screen->desk, "KG", member);
}

static void
test_readers_see_nothing_sensitive(void)
{
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    g_autofree char *reader = screen_person(&screen, "xem", ROLE_READER);
    g_autofree char *recorder = screen_person(&screen, "ghi", ROLE_RECORDER);
    gint64 entry = write_member(&screen);
    g_autofree char *page = g_strdup_printf("/u/KG/record/KG-%d", (int)entry);
    g_autofree char *print = g_strconcat(page, "/print", NULL);
    g_autofree char *open = g_strconcat(page, "/open", NULL),
                    *csrf = screen_csrf(&screen, recorder);
    g_autofree char *form = g_strconcat("csrf=", csrf, NULL);
    g_auto(Reply) opened = {0};
    screen_ask(&screen, open, form, (Odd){.token = recorder}, &opened);
    g_assert_cmpuint(opened.status, ==, 303);
    const char *const targets[] = {page, print, "/u/KG/records/member/file?format=csv",
                                   "/u/KG/records/member/file?format=json"};
    for (gsize i = 0; i < G_N_ELEMENTS(targets); i++) {
        g_auto(Reply) less = {0}, whole = {0};
        screen_ask(&screen, targets[i], NULL, (Odd){.token = reader}, &less);
        screen_ask(&screen, targets[i], NULL, (Odd){.token = recorder}, &whole);
        g_test_message("%s", targets[i]);
        g_assert_cmpuint(less.status, ==, 200);
        g_assert_true(screen_says(&less, "Bưởi"));
        g_assert_false(screen_says(&less, "Khmer"));
        g_assert_true(screen_says(&whole, "Khmer"));
    }
}

static void
post_sheet(Screen *screen, const char *token, const char *csrf, const char *csv, Reply *ret_reply)
{
    g_autofree char *body =
        g_strdup_printf("--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%s\r\n"
                        "--b\r\nContent-Disposition: form-data; name=\"sheet_file\"; "
                        "filename=\"hoat-dong.csv\"\r\n\r\n%s\r\n--b--\r\n",
                        csrf, csv);
    screen_ask(screen, "/u/KG/import/activity", body,
               (Odd){.token = token, .type = "multipart/form-data; boundary=b"}, ret_reply);
}

/* Short work is done by the time its page is asked for; a slow machine gets some tries. */
static void
follow(Screen *screen, const char *token, const Reply *started, Reply *ret_reply)
{
    const char *where = reply_header_find(started, "Location");
    g_assert_nonnull(where);
    screen_ask(screen, where, NULL, (Odd){.token = token}, ret_reply);
    for (guint i = 0; i < 100 && screen_says(ret_reply, "http-equiv=\"refresh\""); i++) {
        g_usleep(G_USEC_PER_SEC / 10);
        reply_clear(ret_reply);
        screen_ask(screen, where, NULL, (Odd){.token = token}, ret_reply);
    }
}

static void
test_sheet(void)
{
    static const char csv[] = "Ngày,Nội dung,Lĩnh vực,Trạng thái,Trị giá\n"
                              "5/3/2020,Trao quà,1,delivered,\"71,2 tỷ\"\n"
                              "32/3/2020,<script>,1,delivered,nhiều\n";
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    g_autofree char *token = screen_person(&screen, "ghi", ROLE_RECORDER);
    g_autofree char *csrf = screen_csrf(&screen, token);
    gint64 size = book_size(&screen.desk, "KG");
    g_auto(Reply) sent = {0}, looked = {0}, committed = {0}, done = {0};
    post_sheet(&screen, token, csrf, csv, &sent);
    follow(&screen, token, &sent, &looked);
    g_test_message("%s", screen_text(&looked));
    g_assert_cmpuint(looked.status, ==, 200);
    g_assert_true(screen_says(&looked, "71,2 tỷ đồng"));
    g_assert_true(screen_says(&looked, ">32/3/2020</td>"));
    g_assert_false(screen_says(&looked, "<script>,"));
    g_assert_cmpint(book_size(&screen.desk, "KG"), ==, size);

    const char *job = strrchr(reply_header_find(&sent, "Location"), '/') + 1;
    g_autofree char *wrong = g_strdup_printf("/u/KG/import/activity/wrong?job=%s", job);
    g_auto(Reply) rows = {0};
    screen_ask(&screen, wrong, NULL, (Odd){.token = token}, &rows);
    g_assert_true(screen_says(&rows, "32/3/2020"));
    g_assert_false(screen_says(&rows, "5/3/2020"));

    g_autofree char *form = g_strdup_printf("csrf=%s&job=%s&step=commit", csrf, job);
    screen_ask(&screen, "/u/KG/import/activity", form, (Odd){.token = token}, &committed);
    follow(&screen, token, &committed, &done);
    g_assert_cmpuint(done.status, ==, 200);
    g_assert_cmpint(book_size(&screen.desk, "KG"), ==, size + 2); /* the batch and its row */
    g_assert_cmpint(total(&screen.desk, "KG"), ==, G_GINT64_CONSTANT(71200000000));
}

/* Another person's work is none of one's own. */
static void
test_job_is_ones_own(void)
{
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    g_autofree char *token = screen_person(&screen, "ghi", ROLE_RECORDER);
    g_autofree char *other = screen_person(&screen, "ghi-khac", ROLE_RECORDER);
    g_autofree char *csrf = screen_csrf(&screen, token);
    g_autofree char *form = g_strdup_printf("csrf=%s", csrf);
    g_auto(Reply) started = {0}, mine = {0}, theirs = {0};
    screen_ask(&screen, "/u/KG/verify", form, (Odd){.token = token}, &started);
    follow(&screen, token, &started, &mine);
    g_assert_cmpuint(mine.status, ==, 200);
    g_assert_true(screen_says(&mine, "notice done"));
    screen_ask(&screen, reply_header_find(&started, "Location"), NULL, (Odd){.token = other},
               &theirs);
    g_assert_cmpuint(theirs.status, ==, 404);
}

/* A one-time address opens all that an account may do, so it is not handed out by half an administrator. */
static void
test_link_of_another_book(void)
{
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    g_autoptr(GError) error = NULL;
    gint64 account = 0;
    g_autofree char *token = screen_person(&screen, "quan-tri", 31);
    g_autofree char *csrf = screen_csrf(&screen, token);
    g_assert_true(people_add(screen.desk.office, &machine, "ca-hai", "Cả hai",
                             screen_book(&screen, "KG"), ROLE_READER, &account, &error));
    g_autofree char *target = g_strdup_printf("/u/KG/people/%d", (int)account);
    g_autofree char *form = g_strdup_printf("csrf=%s&do=link", csrf);
    g_auto(Reply) before = {0}, after = {0};
    /* Somebody else is there, so the second step is asked for first. */
    screen_ask(&screen, target, form, (Odd){.token = token}, &before);
    g_assert_true(g_str_has_prefix(reply_header_find(&before, "Location"), "/totp"));
    g_assert_true(people_set_roles(screen.desk.office, &machine, account,
                                   screen_book(&screen, "KG-CD"), ROLE_CHAIR, &error));
    screen_ask(&screen, target, NULL, (Odd){.token = token}, &after);
    g_assert_cmpuint(after.status, ==, 200);
    g_assert_false(screen_says(&after, "value=\"link\""));
}

static void
test_first_start(void)
{
    g_auto(Desk) desk = {0};
    desk_init(&desk);
    g_autoptr(Web) web = web_new(desk.office);
    Screen screen = {desk, web};
    g_auto(Reply) begun = {0}, sheet = {0}, wrong = {0}, right = {0}, again = {0};
    screen_ask(
        &screen, "/start",
        "unit=HG&unit_name=H%E1%BB%99i+Ch%E1%BB%AF+th%E1%BA%ADp+%C4%91%E1%BB%8F&unit_kind=chapter&"
        "display=Ng%C6%B0%E1%BB%9Di+%C4%91%E1%BA%A7u&name=dau-tien&"
        "password=con+tr%C3%A2u+%C4%91en+g%E1%BA%B7m+c%E1%BB%8F+non",
        (Odd){0}, &begun);
    g_test_message("%s", screen_text(&begun));
    g_assert_cmpuint(begun.status, ==, 303);
    g_assert_cmpstr(reply_header_find(&begun, "Location"), ==, "/u/HG/recovery");
    g_auto(GStrv) parts = g_strsplit_set(reply_header_find(&begun, "Set-Cookie"), "=;", 3);
    const char *token = parts[1];
    g_autofree char *csrf = screen_csrf(&screen, token);
    screen_ask(&screen, "/u/HG/recovery", NULL, (Odd){.token = token}, &sheet);
    g_assert_true(screen_says(&sheet, "class=\"secret\""));
    guint groups[SHEET_GROUPS] = {0};
    g_autofree char *secret = sheet_check_find(web, "HG", groups);
    g_auto(GStrv) words = g_strsplit(secret, "-", -1);
    g_autofree char *bad = g_strdup_printf("csrf=%s&group1=XXXX&group2=XXXX&group3=XXXX", csrf);
    /* As a hand copies it. */
    g_autofree char *typed = g_strdelimit(g_ascii_strdown(words[groups[0] - 1], -1), "o", '0');
    g_autofree char *good = g_strdup_printf("csrf=%s&group1=%s&group2=%s&group3=%s", csrf, typed,
                                            words[groups[1] - 1], words[groups[2] - 1]);
    screen_ask(&screen, "/u/HG/recovery", bad, (Odd){.token = token}, &wrong);
    g_assert_nonnull(sheet_check_find(web, "HG", groups));
    screen_ask(&screen, "/u/HG/recovery", good, (Odd){.token = token}, &right);
    g_assert_cmpstr(reply_header_find(&right, "Location"), ==, "/u/HG");
    screen_ask(&screen, "/u/HG/recovery", NULL, (Odd){.token = token}, &again);
    g_assert_false(screen_says(&again, words[0]));
}

/* A record of a rotating fund, by its id; the fund itself when `fund` is NULL. Yours to free. */
static char *
of_fund(Screen *screen, const char *kind, const char *fund)
{
    static const char *const values[][2] = {{"name", "Góp vốn"},
                                            {"started", "2020-01-03"},
                                            {"every", "month"},
                                            {"members", "2"},
                                            {"contribution", "500000 1 eq"},
                                            {"number", "1"},
                                            {"held", "2020-01-03"},
                                            {"commitment", "ab"}};
    g_autoptr(Record) record = record_new(kind_get(kind));
    for (gsize i = 0; i < G_N_ELEMENTS(values); i++)
        if (kind_field(record->kind, values[i][0]) >= 0)
            set(record, values[i][0], values[i][1]);
    if (fund != NULL)
        set(record, "fund", fund + strlen("KG-"));
    return g_strdup_printf("KG-%d", (int)written(&screen->desk, "KG", record));
}

/* Every page opens for whoever may do everything, and none of them fails inside. */
static void
test_every_page_opens(void)
{
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    g_autofree char *token = screen_person(&screen, "tat-ca", 31);
    g_autoptr(Record) record = activity("Trao quà", "400000 1 eq 400.000 đồng");
    g_autofree char *id = g_strdup_printf("KG-%d", (int)written(&screen.desk, "KG", record));
    g_autofree char *fund = of_fund(&screen, "fund", NULL);
    g_autofree char *meeting = of_fund(&screen, "meeting", fund);
    g_autofree char *draw = of_fund(&screen, "draw", fund);
    for (gsize i = 0; i < pages_count; i++) {
        if (pages[i]->get == NULL)
            continue;
        g_autoptr(GString) target = g_string_new(pages[i]->path);
        g_string_replace(target, ":unit", "KG", 0);
        const char *about = strstr(target->str, "/fund/") != NULL      ? fund
                            : strstr(target->str, "/meeting/") != NULL ? meeting
                            : strstr(target->str, "/draw/") != NULL    ? draw
                                                                       : id;
        g_string_replace(target, ":id", about, 0);
        g_string_replace(target, ":kind",
                         strstr(target->str, "agreements") != NULL ? "covenant" : "activity", 0);
        g_string_replace(target, ":report", "period", 0);
        g_string_replace(target, ":format", "docx", 0);
        g_auto(Reply) reply = {0};
        screen_ask(&screen, target->str, NULL, (Odd){.token = token}, &reply);
        g_test_message("%s: %u", target->str, reply.status);
        g_assert_cmpuint(reply.status, <, 500);
        if (strchr(target->str, ':') == NULL && strchr(target->str, '*') == NULL &&
            !g_str_has_prefix(target->str, "/start") && !g_str_has_prefix(target->str, "/log/") &&
            !g_str_has_suffix(target->str, "/wrong") && !g_str_has_suffix(target->str, "/merge") &&
            !g_str_has_suffix(target->str, "/figure") && !g_str_has_suffix(target->str, "/file") &&
            strcmp(target->str, "/money") != 0)
            g_assert_cmpuint(reply.status, <, 400);
    }
}

/* The overview tells in words how far a plan is, and says when nothing is known of the year before. */
static void
test_plan_cards(void)
{
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    g_autofree char *token = screen_person(&screen, "xem", ROLE_READER);
    g_auto(Reply) none = {0}, home = {0}, report = {0};
    screen_ask(&screen, "/u/KG?year=2020", NULL, (Odd){.token = token}, &none);
    g_assert_cmpuint(none.status, ==, 200);
    g_assert_false(screen_says(&none, "id=\"plans\""));
    g_autoptr(Record) plan = record_new(kind_get("plan"));
    set(plan, "period", "2020-01-01/2020-12-31");
    set(plan, "measure", "value");
    set(plan, "value", "500000 1 eq 500.000 đồng");
    written(&screen.desk, "KG", plan);
    g_autoptr(Record) done = activity("Quà", "540000 1 eq 540.000 đồng");
    written(&screen.desk, "KG", done);
    screen_ask(&screen, "/u/KG?year=2020", NULL, (Odd){.token = token}, &home);
    g_test_message("%s", screen_text(&home));
    g_assert_true(screen_says(&home, "id=\"plans\""));
    g_assert_true(screen_says(&home, "540.000 đồng"));
    g_assert_true(screen_says(&home, "kế hoạch: 500.000 đồng"));
    g_assert_true(screen_says(&home, "vượt 8% kế hoạch"));
    g_assert_true(screen_says(&home, "không có số liệu cùng kỳ"));
    screen_ask(&screen, "/u/KG/reports/plan?from=2020-01-01&to=2020-12-31", NULL,
               (Odd){.token = token}, &report);
    g_assert_cmpuint(report.status, ==, 200);
    g_assert_true(screen_says(&report, "vượt 8% kế hoạch"));
    g_assert_true(screen_says(&report, "108%"));
    g_assert_true(screen_says(&report, "/u/KG/figure?measure=value"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/web/pages/escaped", test_escaped);
    g_test_add_func("/web/pages/nothing-cleared", test_nothing_cleared);
    g_test_add_func("/web/pages/one-more-row", test_one_more_row);
    g_test_add_func("/web/pages/list-is-read", test_list_is_read);
    g_test_add_func("/web/pages/readers-see-nothing-sensitive", test_readers_see_nothing_sensitive);
    g_test_add_func("/web/pages/plan-cards", test_plan_cards);
    g_test_add_func("/web/pages/sheet", test_sheet);
    g_test_add_func("/web/pages/job-is-ones-own", test_job_is_ones_own);
    g_test_add_func("/web/pages/link-of-another-book", test_link_of_another_book);
    g_test_add_func("/web/pages/first-start", test_first_start);
    g_test_add_func("/web/pages/every-page-opens", test_every_page_opens);
    return g_test_run();
}
