/* private.c: tests that personal values show after a press alone, that presses are counted and written down, the request desk,
 * and that what was kept long enough goes.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/reads.h"
#include "screen.h"

static gint64
write_record(Screen *screen, const char *kind, const char *first, ...)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(Record) record = record_new(kind_get(kind));
    gint64 entry = -1;
    va_list pairs;
    va_start(pairs, first);
    made_set(record, first, pairs);
    va_end(pairs);
    bool done = record_add(screen->desk.office, "KG", &machine, record, problems, &entry, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    g_assert_cmpint(entry, >=, 0);
    return entry;
}

static bool
page_says(Screen *screen, const char *token, const char *path, const char *text)
{
    g_auto(Reply) reply = {0};
    screen_ask(screen, path, NULL, (Odd){.token = token}, &reply);
    g_assert_cmpuint(reply.status, ==, 200);
    return screen_says(&reply, text);
}

static unsigned
press(Screen *screen, const char *token, const char *path, const char *more)
{
    g_auto(Reply) reply = {0};
    g_autofree char *csrf = screen_csrf(screen, token),
                    *form = g_strdup_printf("csrf=%s%s", csrf, more);
    screen_ask(screen, path, form, (Odd){.token = token, .origin = "http://127.0.0.1:8080"},
               &reply);
    return reply.status;
}

static void
test_open(void)
{
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    gint64 entry = write_record(&screen, "member", "name", "Trần Thị Kín", "phone", "0900123456",
                                "religion", "đạo Riêng", NULL);
    g_autofree char *recorder = screen_person(&screen, "ghi", ROLE_RECORDER),
                    *reader = screen_person(&screen, "xem", ROLE_READER),
                    *chair = screen_person(&screen, "chutich", ROLE_CHAIR),
                    *path = g_strdup_printf("/u/KG/record/KG-%d", (int)entry);
    g_autofree char *open = g_strconcat(path, "/open", NULL),
                    *edit = g_strconcat(path, "/edit", NULL);
    g_assert_true(page_says(&screen, recorder, path, "Trần Thị Kín"));
    g_assert_false(page_says(&screen, recorder, path, "0900123456"));
    g_assert_false(page_says(&screen, recorder, path, "đạo Riêng"));
    /* Neither the form nor the paper shows them before. */
    g_auto(Reply) form = {0};
    screen_ask(&screen, edit, NULL, (Odd){.token = recorder}, &form);
    g_assert_cmpuint(form.status, ==, 303);
    g_assert_cmpuint(press(&screen, reader, open, ""), ==, 403);
    g_assert_cmpuint(press(&screen, recorder, open, ""), ==, 303);
    g_assert_true(page_says(&screen, recorder, path, "0900123456"));
    g_assert_true(page_says(&screen, recorder, path, "đạo Riêng"));
    g_assert_true(page_says(&screen, recorder, edit, "0900123456"));
    g_assert_false(page_says(&screen, chair, path, "0900123456")); /* open for who opened it */
    screen.desk.office->fixed_time += READ_OPEN_S;
    g_assert_false(page_says(&screen, recorder, path, "0900123456"));
    /* The log names who, which record and which fields, and no value. */
    g_assert_true(page_says(&screen, chair, "/u/KG/reads", "Người thử"));
    g_assert_false(page_says(&screen, chair, "/u/KG/reads", "0900123456"));
    g_auto(Reply) denied = {0};
    screen_ask(&screen, "/u/KG/reads", NULL, (Odd){.token = recorder}, &denied);
    g_assert_cmpuint(denied.status, ==, 403);
}

static gint64
count_reads(Screen *screen)
{
    g_autoptr(Db) db = store_read(screen->desk.office->store, NULL);
    gint64 count = -1;
    g_autoptr(GPtrArray) rows = reads_list(db, screen_book(screen, "KG"), -1, 0, 100, &count, NULL);
    g_assert_nonnull(rows);
    return count;
}

static void
test_budget(void)
{
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    gint64 entry =
        write_record(&screen, "member", "name", "Trần Thị Kín", "phone", "0900123456", NULL);
    write_record(&screen, "rate", "table", "reads_per_day", "from", "2020-01-01", "number", "3",
                 NULL);
    g_autofree char *recorder = screen_person(&screen, "ghi", ROLE_RECORDER),
                    *chair = screen_person(&screen, "chutich", ROLE_CHAIR),
                    *admin = screen_person(&screen, "quantri", ROLE_ADMINISTRATOR),
                    *open = g_strdup_printf("/u/KG/record/KG-%d/open", (int)entry);
    g_assert_false(page_says(&screen, admin, "/u/KG", "/u/KG/reads"));
    for (int i = 0; i < 3; i++) {
        g_assert_cmpuint(press(&screen, recorder, open, ""), ==, 303);
        g_assert_cmpuint(press(&screen, chair, open, ""), ==, 303);
    }
    g_assert_cmpuint(press(&screen, recorder, open, ""), ==, 429);
    g_assert_cmpuint(press(&screen, recorder, open, "&reason=can"), ==, 429);
    g_assert_cmpuint(press(&screen, chair, open, ""), ==, 400);
    g_assert_cmpuint(press(&screen, chair, open, "&reason=kiem+tra"), ==, 303);
    g_assert_cmpint(count_reads(&screen), ==, 7);
    g_assert_true(page_says(&screen, admin, "/u/KG/reads", "kiem tra"));
    g_assert_true(page_says(&screen, admin, "/u/KG", "/u/KG/reads"));
    /* Lists and papers that name persons are written down too. */
    g_assert_cmpint(count_reads(&screen), ==, 7);
    g_auto(Reply) list = {0};
    screen_ask(&screen, "/u/KG/records/member/file?format=csv", NULL, (Odd){.token = recorder},
               &list);
    g_assert_cmpuint(list.status, ==, 200);
    g_assert_cmpint(count_reads(&screen), ==, 8);
    /* A new day; and after years the old rows go. */
    screen.desk.office->fixed_time += 86400;
    g_autofree char *next = people_link(screen.desk.office, "ghi", NULL);
    g_autofree char *again = NULL;
    g_assert_true(session_login_link(screen.desk.office, next, &again, NULL));
    g_assert_cmpuint(press(&screen, again, open, ""), ==, 303);
    screen.desk.office->fixed_time += (gint64)900 * 86400;
    g_autofree char *later = people_link(screen.desk.office, "ghi", NULL);
    g_autofree char *last = NULL;
    g_assert_true(session_login_link(screen.desk.office, later, &last, NULL));
    g_assert_cmpuint(press(&screen, last, open, ""), ==, 303);
    g_assert_cmpint(count_reads(&screen), ==, 1);
}

static void
test_desk(void)
{
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    gint64 member =
        write_record(&screen, "member", "name", "Trần Thị Kín", "phone", "0900123456", NULL);
    g_autofree char *ref = g_strdup_printf("%d", (int)member),
                    *recorder = screen_person(&screen, "ghi", ROLE_RECORDER);
    write_record(&screen, "rate", "table", "data_request_working_days", "key", "answer", "from",
                 "2020-01-01", "number", "2", NULL);
    write_record(&screen, "data_request", "member", ref, "sort", "see", "received", "2020-08-12",
                 NULL);
    g_assert_true(page_says(&screen, recorder, "/u/KG/requests", "14/8/2020"));
    g_assert_true(page_says(&screen, recorder, "/u/KG/requests", "/reports/my-data?record=KG-"));
    g_autofree char *data = g_strdup_printf("/u/KG/reports/my-data?record=KG-%d", (int)member);
    g_assert_true(page_says(&screen, recorder, data, "0900123456"));
    g_assert_cmpint(count_reads(&screen), ==, 1);
}

static void
test_retention(void)
{
    g_auto(Screen) screen = {0};
    screen_init(&screen);
    gint64 gone = write_record(&screen, "member", "name", "Nguyễn Văn Nghỉ", "phone", "0900999999",
                               "left", "2018-01-31", NULL);
    write_record(&screen, "rate", "table", "retention_months", "key", "member", "from",
                 "2020-01-01", "number", "12", "decision", "QĐ 5", NULL);
    g_autofree char *chair = screen_person(&screen, "chutich", ROLE_CHAIR),
                    *pick = g_strdup_printf("&pick.KG-%d=yes", (int)gone),
                    *path = g_strdup_printf("/u/KG/record/KG-%d", (int)gone);
    g_assert_true(page_says(&screen, chair, "/u/KG/retention", "Nguyễn Văn Nghỉ"));
    g_assert_cmpuint(press(&screen, chair, "/u/KG/retention", ""), ==, 303);
    g_assert_true(page_says(&screen, chair, "/u/KG/retention", "Nguyễn Văn Nghỉ"));
    g_assert_cmpuint(press(&screen, chair, "/u/KG/retention", pick), ==, 303);
    g_assert_false(page_says(&screen, chair, "/u/KG/retention", "Nguyễn Văn Nghỉ"));
    g_assert_true(page_says(&screen, chair, path, "QĐ 5") ||
                  page_says(&screen, chair, path, "retention"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/private/open", test_open);
    g_test_add_func("/private/budget", test_budget);
    g_test_add_func("/private/desk", test_desk);
    g_test_add_func("/private/retention", test_retention);
    return g_test_run();
}
