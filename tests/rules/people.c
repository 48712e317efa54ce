/* people.c: accounts, rights, logging in, staying in, leaving.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/people.h"

#include "base/text.h"
#include "desk.h"
#include "rules/password.h"
#include "rules/totp.h"
#include "store/side.h"

#define PASSWORD "con trâu đen gặm cỏ non"
#define OTHER "ba con vịt bơi qua sông Hậu"

static gint64
add_person(Desk *desk, const char *name, gint64 book, Role roles)
{
    g_autoptr(GError) error = NULL;
    gint64 account = 0;
    bool added =
        people_add(desk->office, &machine, name, "Nguyễn Văn A", book, roles, &account, &error);
    g_assert_no_error(error);
    g_assert_true(added);
    return account;
}

static gint64
book_number(Desk *desk, const char *code)
{
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_autoptr(Book) book = office_book(db, code, NULL);
    g_assert_nonnull(book);
    return book->book;
}

static void
set_password(Desk *desk, gint64 account, const char *password)
{
    g_autoptr(GError) error = NULL;
    g_assert_true(people_set_password(desk->office, account, password, &error));
    g_assert_no_error(error);
}

/* NULL: not let in. */
static char *
login(Desk *desk, const char *name, const char *password, const char *code, const char *address)
{
    g_autoptr(GError) error = NULL;
    char *token = NULL;
    bool done = session_login(desk->office, name, password, code, address, &token, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    return token;
}

static bool
is_in(Desk *desk, const char *token, Session *session)
{
    g_autoptr(GError) error = NULL;
    bool found = false;
    g_assert_true(session_find(desk->office, token, session, &found, &error));
    g_assert_no_error(error);
    return found;
}

static void
seal_found(void *context, const char *table, const char *key)
{
    g_test_message("%s %s", table, key);
    (*(int *)context)++;
}

/* Every row that was written carries its seal. */
static void
assert_sealed(Desk *desk)
{
    int found = 0;
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_assert_true(side_verify(db, seal_found, &found, NULL));
    g_assert_cmpint(found, ==, 0);
}

static void
test_accounts(void)
{
    g_auto(Desk) desk = {0};
    desk_init(&desk);
    desk_book(&desk, "HG", "Hội Chữ thập đỏ tỉnh Hậu Giang", "chapter", NULL);
    gint64 book = book_number(&desk, "HG");
    gint64 account = add_person(&desk, "Tung", book, ROLE_RECORDER | ROLE_CHAIR);
    add_person(&desk, "an.binh", book, ROLE_READER);
    g_autoptr(Db) db = store_read(desk.office->store, NULL);
    g_autoptr(GPtrArray) people = accounts_list(db, NULL);
    g_assert_cmpuint(people->len, ==, 2);
    g_autoptr(Account) found = NULL;
    g_assert_true(account_find(db, "TUNG", &found, NULL));
    g_assert_cmpstr(found->name, ==, "tung");
    g_assert_cmpstr(found->display, ==, "Nguyễn Văn A");
    g_assert_cmpint(found->account, ==, account);
    g_assert_false(found->has_password);
    g_assert_false(found->has_totp);
    g_assert_cmpuint(found->roles->len, ==, 1);
    const AccountRole *role = found->roles->pdata[0];
    g_assert_cmpint(role->book, ==, book);
    g_assert_cmpint(role->roles, ==, ROLE_RECORDER | ROLE_CHAIR);
    g_clear_pointer(&db, db_free);

    static const char *const wrong[] = {"", "a", "Tùng", "hai từ", "-ab", "a/b", "x\n", NULL};
    for (gsize i = 0; wrong[i] != NULL; i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(
            people_add(desk.office, &machine, wrong[i], "X", book, ROLE_READER, &account, &error));
        g_assert_error(error, KN_ERROR, KN_INVALID);
    }
    g_autoptr(GError) twice = NULL;
    g_assert_false(
        people_add(desk.office, &machine, "tung", "X", book, ROLE_READER, &account, &twice));
    g_assert_error(twice, KN_ERROR, KN_CONFLICT);
    assert_sealed(&desk);
}

static void
test_rights(void)
{
    g_auto(Desk) desk = {0};
    desk_init(&desk);
    desk_book(&desk, "HG", "Hội Chữ thập đỏ tỉnh Hậu Giang", "chapter", NULL);
    desk_book(&desk, "HG-CD", "Công đoàn cơ sở Hội Chữ thập đỏ tỉnh Hậu Giang", "union", "HG");
    gint64 chapter = book_number(&desk, "HG"), trade_union = book_number(&desk, "HG-CD");
    gint64 boss = add_person(&desk, "boss", chapter, ROLE_ADMINISTRATOR);
    gint64 officer = add_person(&desk, "officer", trade_union, ROLE_RECORDER);
    Actor administrator = {boss, "boss", ROLE_ADMINISTRATOR};
    Actor recorder = {officer, "officer", ROLE_RECORDER};
    /* What a caller claims is checked against the file. */
    Actor pretender = {officer, "officer", ROLE_ADMINISTRATOR};
    gint64 account = 0;

    g_autoptr(GError) other_unit = NULL;
    g_assert_false(people_set_roles(desk.office, &administrator, officer, trade_union, ROLE_CHAIR,
                                    &other_unit));
    g_assert_error(other_unit, KN_ERROR, KN_DENIED);
    g_autoptr(GError) close_other = NULL;
    g_assert_false(people_disable(desk.office, &administrator, officer, true, &close_other));
    g_assert_error(close_other, KN_ERROR, KN_DENIED);
    g_autoptr(GError) no_right = NULL;
    g_assert_false(people_add(desk.office, &recorder, "moi", "X", trade_union, ROLE_CHAIR, &account,
                              &no_right));
    g_assert_error(no_right, KN_ERROR, KN_DENIED);
    g_autoptr(GError) pretended = NULL;
    g_assert_false(
        people_set_roles(desk.office, &pretender, officer, trade_union, ROLE_CHAIR, &pretended));
    g_assert_error(pretended, KN_ERROR, KN_DENIED);
    g_autoptr(GError) self = NULL;
    g_assert_false(people_disable(desk.office, &administrator, boss, true, &self));
    g_assert_error(self, KN_ERROR, KN_CONFLICT);

    g_assert_true(
        people_add(desk.office, &administrator, "moi", "X", chapter, ROLE_READER, &account, NULL));
    g_assert_true(
        people_set_roles(desk.office, &administrator, account, chapter, ROLE_RECORDER, NULL));
    g_autoptr(Db) db = store_read(desk.office->store, NULL);
    g_autoptr(Account) person = account_get(db, account, NULL);
    g_assert_cmpint(((const AccountRole *)person->roles->pdata[0])->roles, ==, ROLE_RECORDER);
}

static void
test_password(void)
{
    g_auto(Desk) desk = {0};
    Session session;
    desk_init(&desk);
    desk_book(&desk, "HG", "Hội Chữ thập đỏ tỉnh Hậu Giang", "chapter", NULL);
    gint64 account = add_person(&desk, "tung", book_number(&desk, "HG"), ROLE_RECORDER);
    static const char *const weak[] = {"ngắn quá", "matkhau123456", "Hậu Giang 2020!",
                                       "tung tung tung"};
    for (gsize i = 0; i < G_N_ELEMENTS(weak); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(people_set_password(desk.office, account, weak[i], &error));
        g_assert_error(error, KN_ERROR, KN_INVALID);
    }
    g_assert_null(login(&desk, "tung", "", NULL, "10.0.0.1"));
    set_password(&desk, account, PASSWORD);
    g_autofree char *token = login(&desk, "Tung", PASSWORD, NULL, "10.0.0.1");
    g_autofree char *second = login(&desk, "tung", PASSWORD, NULL, "10.0.0.1");
    g_assert_nonnull(token);
    g_assert_cmpuint(strlen(token), ==, 43);
    g_assert_cmpstr(token, !=, second);
    g_assert_true(is_in(&desk, token, &session));
    g_assert_cmpint(session.account, ==, account);
    g_assert_cmpuint(strlen(session.csrf), ==, 43);
    g_assert_false(session.fresh_link);
    g_assert_false(session.strong);
    g_assert_false(is_in(&desk, "", &session));
    g_assert_false(is_in(&desk, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", &session));
    g_assert_null(login(&desk, "tung", OTHER, NULL, "10.0.0.1"));
    g_assert_null(login(&desk, "nobody", PASSWORD, NULL, "10.0.0.1"));
    assert_sealed(&desk);

    /* Neither the token nor the password stands in the office. */
    g_clear_pointer(&desk.office, office_close);
    g_assert_cmpint(place_occurrences(desk.file, desk.folder, token), ==, 0);
    g_assert_cmpint(place_occurrences(desk.file, desk.folder, PASSWORD), ==, 0);
    g_assert_cmpint(place_occurrences(desk.file, desk.folder, "10.0.0.1"), >, 0);
    desk_open(&desk);

    /* Leaving one, then a new password ends the other. */
    g_assert_true(session_end(desk.office, token, NULL));
    g_assert_false(is_in(&desk, token, &session));
    g_assert_true(is_in(&desk, second, &session));
    set_password(&desk, account, OTHER);
    g_assert_false(is_in(&desk, second, &session));
    g_autofree char *third = login(&desk, "tung", OTHER, NULL, "10.0.0.1");
    g_assert_true(is_in(&desk, third, &session));
    g_assert_true(people_disable(desk.office, &machine, account, true, NULL));
    g_assert_false(is_in(&desk, third, &session));
    g_assert_null(login(&desk, "tung", OTHER, NULL, "10.0.0.1"));
    g_assert_true(people_disable(desk.office, &machine, account, false, NULL));
    g_assert_false(is_in(&desk, third, &session));
    assert_sealed(&desk);
}

static void
test_link(void)
{
    g_auto(Desk) desk = {0};
    Session session;
    desk_init(&desk);
    desk_book(&desk, "HG", "Hội Chữ thập đỏ tỉnh Hậu Giang", "chapter", NULL);
    gint64 account = add_person(&desk, "tung", book_number(&desk, "HG"), ROLE_RECORDER);
    g_autofree char *link = people_link(desk.office, "tung", NULL);
    g_autofree char *token = NULL;
    g_assert_cmpuint(strlen(link), ==, 43);
    assert_sealed(&desk);
    g_assert_true(session_login_link(desk.office, link, &token, NULL));
    g_assert_nonnull(token);
    g_assert_true(is_in(&desk, token, &session));
    g_assert_true(session.fresh_link);
    g_assert_false(session.strong);
    /* Once only. */
    g_autofree char *again = NULL;
    g_assert_true(session_login_link(desk.office, link, &again, NULL));
    g_assert_null(again);
    /* Its owner sets a password and stays in. */
    set_password(&desk, account, PASSWORD);
    g_assert_true(is_in(&desk, token, &session));
    g_assert_false(session.fresh_link);
    /* A newer link replaces the older; ten minutes, not more. */
    g_autofree char *older = people_link(desk.office, "tung", NULL);
    g_autofree char *newer = people_link(desk.office, "tung", NULL);
    g_assert_true(session_login_link(desk.office, older, &again, NULL));
    g_assert_null(again);
    desk.office->fixed_time += 601;
    g_assert_true(session_login_link(desk.office, newer, &again, NULL));
    g_assert_null(again);
    g_autoptr(GError) nobody = NULL;
    g_assert_null(people_link(desk.office, "nobody", &nobody));
    g_assert_error(nobody, KN_ERROR, KN_MISSING);
    g_autofree char *last = people_link(desk.office, "tung", NULL);
    g_assert_true(people_disable(desk.office, &machine, account, true, NULL));
    g_assert_true(session_login_link(desk.office, last, &again, NULL));
    g_assert_null(again);
    g_autoptr(GError) closed = NULL;
    g_assert_null(people_link(desk.office, "tung", &closed));
    g_assert_error(closed, KN_ERROR, KN_CONFLICT);
}

static void
test_times(void)
{
    g_auto(Desk) desk = {0};
    Session session;
    desk_init(&desk);
    desk_book(&desk, "HG", "Hội Chữ thập đỏ tỉnh Hậu Giang", "chapter", NULL);
    add_person(&desk, "tung", book_number(&desk, "HG"), ROLE_RECORDER);
    g_autofree char *link = people_link(desk.office, "tung", NULL);
    g_autofree char *token = NULL;
    g_assert_true(session_login_link(desk.office, link, &token, NULL));
    /* Seen every 29 minutes for just under 12 hours. */
    for (int i = 0; i < 24; i++) {
        desk.office->fixed_time += 29 * 60;
        g_assert_true(is_in(&desk, token, &session));
    }
    assert_sealed(&desk);
    desk.office->fixed_time = DESK_TIME + 12 * 60 * 60 + 1;
    g_assert_false(is_in(&desk, token, &session));
    g_autofree char *second_link = people_link(desk.office, "tung", NULL);
    g_autofree char *second = NULL;
    g_assert_true(session_login_link(desk.office, second_link, &second, NULL));
    desk.office->fixed_time += 30 * 60;
    g_assert_true(is_in(&desk, second, &session));
    desk.office->fixed_time += 30 * 60 + 1;
    g_assert_false(is_in(&desk, second, &session));
}

/* The code that an app with this secret shows. */
static void
code_at(const char *secret, gint64 time, char ret_code[7])
{
    guint8 key[64];
    gsize length = 0;
    g_assert_true(base32_read(secret, key, sizeof(key), &length));
    g_snprintf(ret_code, 7, "%06u", totp_at(key, length, (guint64)time / TOTP_STEP_S, 6));
}

static void
test_totp(void)
{
    g_auto(Desk) desk = {0};
    Session session;
    char code[7];
    desk_init(&desk);
    desk_book(&desk, "HG", "Hội Chữ thập đỏ tỉnh Hậu Giang", "chapter", NULL);
    gint64 account = add_person(&desk, "tung", book_number(&desk, "HG"), ROLE_RECORDER);
    set_password(&desk, account, PASSWORD);
    g_autofree char *secret = people_totp_draw();
    g_assert_cmpuint(strlen(secret), ==, 32);
    g_autoptr(GError) wrong = NULL;
    g_assert_false(people_totp_set(desk.office, account, secret, "12345", &wrong));
    g_assert_error(wrong, KN_ERROR, KN_INVALID);
    code_at(secret, DESK_TIME, code);
    g_assert_true(people_totp_set(desk.office, account, secret, code, NULL));
    assert_sealed(&desk);
    /* The code that set it up is used up. */
    g_assert_null(login(&desk, "tung", PASSWORD, code, "10.0.0.1"));
    g_assert_null(login(&desk, "tung", PASSWORD, NULL, "10.0.0.1"));
    desk.office->fixed_time += 60;
    code_at(secret, desk.office->fixed_time, code);
    g_assert_null(login(&desk, "tung", OTHER, code, "10.0.0.1"));
    g_autofree char *token = login(&desk, "tung", PASSWORD, code, "10.0.0.1");
    g_assert_nonnull(token);
    g_assert_true(is_in(&desk, token, &session));
    g_assert_true(session.strong);
    g_assert_null(login(&desk, "tung", PASSWORD, code, "10.0.0.1"));
    assert_sealed(&desk);
}

/* Tries with a wrong password until told to wait; how many were judged and the seconds to wait. */
static int
try_until_told(Desk *desk, const char *name, const char *address)
{
    for (int i = 0; i < 100; i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *token = NULL;
        if (!session_login(desk->office, name, "sai", NULL, address, &token, &error)) {
            g_assert_error(error, KN_ERROR, KN_LIMIT);
            return i;
        }
        g_assert_null(token);
    }
    g_assert_not_reached();
}

static void
test_throttle(void)
{
    g_auto(Desk) desk = {0};
    desk_init(&desk);
    desk_book(&desk, "HG", "Hội Chữ thập đỏ tỉnh Hậu Giang", "chapter", NULL);
    gint64 account = add_person(&desk, "tung", book_number(&desk, "HG"), ROLE_RECORDER);
    set_password(&desk, account, PASSWORD);
    /* An unknown name is slowed in the same way as a known one. */
    g_assert_cmpint(try_until_told(&desk, "tung", "10.0.0.1"), ==, 5);
    g_assert_cmpint(try_until_told(&desk, "khong.co", "10.0.0.2"), ==, 5);
    /* Even the right password waits, and it is not judged. */
    g_autoptr(GError) waits = NULL;
    g_autofree char *token = NULL;
    g_assert_false(session_login(desk.office, "tung", PASSWORD, NULL, "10.0.0.3", &token, &waits));
    g_assert_error(waits, KN_ERROR, KN_LIMIT);
    /* At most 20 guesses of one account in 15 minutes, whatever the address. */
    int judged = 5;
    for (int second = 1; second <= 15 * 60; second++) {
        g_autofree char *address = g_strdup_printf("10.0.1.%d", second % 250);
        g_autoptr(GError) error = NULL;
        g_autofree char *guessed = NULL;
        desk.office->fixed_time = DESK_TIME + second;
        if (second % 5 == 0)
            judged += session_login(desk.office, "tung", "sai", NULL, address, &guessed, &error);
    }
    g_assert_cmpint(judged, >, 5);
    g_assert_cmpint(judged, <=, 20);
    /* Nobody is locked out for longer than 15 minutes; being let in clears the count. */
    desk.office->fixed_time += 15 * 60 + 1;
    g_autofree char *in = login(&desk, "tung", PASSWORD, NULL, "10.0.0.9");
    g_assert_nonnull(in);
    g_autofree char *again = login(&desk, "tung", PASSWORD, NULL, "10.0.0.9");
    g_assert_nonnull(again);
    assert_sealed(&desk);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rules/people/accounts", test_accounts);
    g_test_add_func("/rules/people/rights", test_rights);
    g_test_add_func("/rules/people/password", test_password);
    g_test_add_func("/rules/people/link", test_link);
    g_test_add_func("/rules/people/times", test_times);
    g_test_add_func("/rules/people/totp", test_totp);
    g_test_add_func("/rules/people/throttle", test_throttle);
    return g_test_run();
}
