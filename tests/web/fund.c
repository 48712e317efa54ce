/* fund.c: a rotating fund on the screen, as a person without scripts keeps it: a round of rice with guarantors and two turns
 * at a meeting is opened, held, and put right.
 * SPDX-License-Identifier: Apache-2.0 */
#include "screen.h"

#include "standing/fund.h"

typedef struct {
    Screen screen;
    char *token, *csrf;
    gint64 members[4];
} Counter;

static void
counter_init(Counter *counter)
{
    static const char *const names[] = {"Mai Anh", "Quốc Bảo", "Ngọc Châu", "Minh Đức"};
    screen_init(&counter->screen);
    counter->token = screen_person(&counter->screen, "thu-quy", ROLE_TREASURER | ROLE_RECORDER);
    counter->csrf = screen_csrf(&counter->screen, counter->token);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(Record) member = record_new(kind_get("member"));
        set(member, "name", names[i]);
        counter->members[i] = written(&counter->screen.desk, "KG", member);
    }
}

static void
counter_clear(Counter *counter)
{
    g_free(counter->token);
    g_free(counter->csrf);
    screen_clear(&counter->screen);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Counter, counter_clear)

static void
see(Counter *counter, const char *target, Reply *ret_reply)
{
    screen_ask(&counter->screen, target, NULL, (Odd){.token = counter->token}, ret_reply);
    g_assert_cmpuint(ret_reply->status, ==, 200);
}

/* Posts pairs of name and value, ended by NULL, and returns where that leads; NULL: the form again. */
static char *
send(Counter *counter, const char *target, Reply *ret_reply, GString *form)
{
    g_string_append_printf(form, "&csrf=%s", counter->csrf);
    screen_ask(&counter->screen, target, form->str, (Odd){.token = counter->token}, ret_reply);
    g_string_free(form, TRUE);
    return g_strdup(reply_header_find(ret_reply, "Location"));
}

static void
field(GString *form, const char *name, const char *value)
{
    g_autofree char *escaped = g_uri_escape_string(value, NULL, false);
    g_string_append_printf(form, "%s%s=%s", form->len > 0 ? "&" : "", name, escaped);
}

/* Three members, the first with two shares: twenty kilograms each, two turns at a meeting, every week. */
static char *
open_round(Counter *counter)
{
    GString *form = g_string_new(NULL);
    g_auto(Reply) reply = {0};
    field(form, "people", "Mai Anh x 2 | Minh Đức\r\nQuốc Bảo\tMai Anh\r\nNgọc Châu\r\n");
    field(form, "name", "Góp gạo");
    field(form, "holder", "Lê Văn Tâm");
    field(form, "started", "3/1/2020");
    field(form, "goods", "kg gạo");
    field(form, "contribution_quantity", "20");
    field(form, "every", "week");
    field(form, "turns", "2");
    field(form, "order", "list");
    field(form, "agreement", "02/TT");
    char *fund = send(counter, "/u/KG/fund-open", &reply, form);
    g_assert_nonnull(fund);
    return fund;
}

static FundLedger *
ledger_of(Counter *counter, const char *address)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Db) db = store_read(counter->screen.desk.office->store, &error);
    g_autoptr(Book) book = office_book(db, "KG", &error);
    FundLedger *ledger =
        fund_ledger_read(db, book, g_ascii_strtoll(strrchr(address, '-') + 1, NULL, 10), &error);
    g_assert_no_error(error);
    return ledger;
}

static void
pays(GString *form, gint64 member, const char *paid, const char *by)
{
    g_autofree char *due = g_strdup_printf("m.%" G_GINT64_FORMAT ".due", member);
    g_autofree char *in = g_strdup_printf("m.%" G_GINT64_FORMAT ".paid", member);
    g_autofree char *payer = g_strdup_printf("m.%" G_GINT64_FORMAT ".by", member);
    field(form, due, "20");
    field(form, in, paid);
    field(form, payer, by);
}

static void
receives(GString *form, int turn, gint64 member, const char *amount)
{
    g_autofree char *who = g_strdup_printf("turn.%d.member", turn);
    g_autofree char *what = g_strdup_printf("turn.%d.amount", turn);
    g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, member);
    field(form, who, ref);
    field(form, what, amount);
}

static GString *
meeting_form(Counter *counter, const char *held, const char *number, const char *paid_first,
             const char *by)
{
    GString *form = g_string_new(NULL);
    field(form, "held", held);
    field(form, "number", number);
    pays(form, counter->members[0], paid_first, by);
    pays(form, counter->members[1], "20", "");
    pays(form, counter->members[2], "20", "");
    return form;
}

static void
test_round(void)
{
    g_auto(Counter) counter = {0};
    counter_init(&counter);
    g_autofree char *fund = open_round(&counter);
    g_autofree char *meeting = g_strconcat(fund, "/meeting", NULL);
    g_autoptr(FundLedger) fresh = ledger_of(&counter, fund);
    g_assert_cmpuint(fresh->members->len, ==, 3);
    g_assert_cmpint(fund_turns_left(fresh), ==, 4);
    g_assert_cmpint(fund_amount(fresh->fund, fresh->fund, "pot"), ==, 40);
    g_auto(Reply) empty = {0};
    see(&counter, meeting, &empty);
    g_assert_true(screen_says(&empty, "name=\"turn.1.member\""));
    g_assert_false(screen_says(&empty, "name=\"turn.2.member\""));
    g_assert_true(screen_says(&empty, "(kg gạo)"));
    g_assert_true(screen_says(&empty, "<option value=\"Minh Đức\">")); /* may pay for another */
    g_assert_true(screen_says(&empty, "name=\"payments_quantity.0.quantity\""));
    /* Whoever takes part is offered, and nobody else; the sheet comes first, so nothing below it takes the focus. */
    g_assert_true(screen_says(&empty, ">Mai Anh</option>"));
    g_assert_false(screen_says(&empty, ">Minh Đức</option>"));
    g_assert_false(screen_says(&empty, " autofocus"));
    g_assert_false(screen_says(&empty, "name=\"payments.0.amount\""));

    /* One more turn is asked: a third row, nothing written. */
    GString *asks = meeting_form(&counter, "3/1/2020", "1", "15", "");
    receives(asks, 0, counter.members[0], "40");
    receives(asks, 1, counter.members[1], "15");
    field(asks, "add", "turn");
    g_auto(Reply) more = {0};
    g_assert_null(send(&counter, meeting, &more, asks));
    g_assert_cmpuint(more.status, ==, 200);
    g_assert_true(screen_says(&more, "name=\"turn.2.member\""));

    GString *first = meeting_form(&counter, "3/1/2020", "1", "15", "");
    receives(first, 0, counter.members[0], "40");
    receives(first, 1, counter.members[1], "15");
    g_auto(Reply) sent = {0};
    g_autofree char *back = send(&counter, meeting, &sent, first);
    g_assert_cmpstr(back, ==, fund);
    g_auto(Reply) page = {0}, next = {0};
    see(&counter, fund, &page);
    g_assert_true(screen_says(&page, "Mai Anh: 5 kg gạo · Người bảo lãnh: Minh Đức"));
    see(&counter, meeting, &next);
    g_assert_true(screen_says(&next, "Người bảo lãnh: Minh Đức"));
    g_assert_true(screen_says(&next, "value=\"10/1/2020\""));

    GString *second = meeting_form(&counter, "10/1/2020", "2", "45", "Minh Đức");
    receives(second, 0, counter.members[0], "40");
    receives(second, 1, counter.members[2], "40");
    g_auto(Reply) held = {0};
    g_autofree char *again = send(&counter, meeting, &held, second);
    g_assert_cmpstr(again, ==, fund);
    g_autoptr(FundLedger) ledger = ledger_of(&counter, fund);
    g_assert_cmpuint(ledger->findings->len, ==, 0);
    g_assert_cmpint(((FundMember *)ledger->members->pdata[0])->turns, ==, 2);
    g_assert_cmpint(((FundMember *)ledger->members->pdata[0])->paid_by_guarantor, ==, 45);
    g_assert_cmpint(fund_balance(ledger, FUND_BOX, FUND_ALL), ==, 55 - 55 + 85 - 80);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/web/fund/round", test_round);
    return g_test_run();
}
