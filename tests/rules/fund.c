/* fund.c: tests the acts of a rotating fund on a real office: a meeting is one batch, the last one can be put right, an
 * older one not, draws are sealed first, and a round ends only when everyone is even.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/fund.h"

#include "standing/advice.h"
#include "standing/draw.h"

#include "desk.h"

#define MEMBERS 4

typedef struct {
    Desk desk;
    gint64 fund, members[MEMBERS];
} Round;

static void
round_init(Round *round, const char *order)
{
    desk_init(&round->desk);
    desk_book(&round->desk, "KG-CD", "Công đoàn", "union", NULL);
    g_autoptr(GString) roster = g_string_new(NULL);
    for (int i = 0; i < MEMBERS; i++) {
        g_autoptr(Record) member = record_new(kind_get("member"));
        g_autofree char *name = g_strdup_printf("Đoàn viên %d", i + 1);
        set(member, "name", name);
        round->members[i] = written(&round->desk, "KG-CD", member);
        g_string_append_printf(roster, "%s%" G_GINT64_FORMAT "\t%d", i > 0 ? "\n" : "",
                               round->members[i], i + 1);
    }
    g_autoptr(Record) fund = record_new(kind_get("fund"));
    set(fund, "name", "Góp vốn");
    set(fund, "holder", "Lê Văn Tâm");
    set(fund, "started", "2020-01-03");
    set(fund, "every", "month");
    set(fund, "order", order);
    set(fund, "members", "4");
    set(fund, "contribution", "500000 1 eq");
    set(fund, "agreement", "01/TT-CĐCS");
    set(fund, "roster", roster->str);
    round->fund = written(&round->desk, "KG-CD", fund);
}

static void
round_clear(Round *round)
{
    desk_clear(&round->desk);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Round, round_clear)

static FundLedger *
ledger(Round *round)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Db) db = store_read(round->desk.office->store, &error);
    g_autoptr(Book) book = office_book(db, "KG-CD", &error);
    FundLedger *read = fund_ledger_read(db, book, round->fund, &error);
    g_assert_no_error(error);
    return read;
}

static FundSheet *
next(Round *round)
{
    g_autoptr(FundLedger) now = ledger(round);
    return fund_sheet_next(now, day_of(2020, 8, 12));
}

static gint64
hold(Round *round, FundSheet *sheet, Problems *problems, gint64 *ret_meeting)
{
    g_autoptr(GError) error = NULL;
    gint64 batch = -1;
    bool done = fund_meeting_add(round->desk.office, "KG-CD", &machine, round->fund, sheet,
                                 problems, &batch, ret_meeting, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    return batch;
}

static gint64
hold_next(Round *round)
{
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(FundSheet) sheet = next(round);
    gint64 meeting = -1, batch = hold(round, sheet, problems, &meeting);
    g_autofree char *text = problems_text(problems, true);
    g_assert_cmpstr(text, ==, "");
    g_assert_cmpint(batch, >=, 0);
    return meeting;
}

static FundSheet *
sheet_of(Round *round, gint64 meeting)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Db) db = store_read(round->desk.office->store, &error);
    g_autoptr(Book) book = office_book(db, "KG-CD", &error);
    FundSheet *sheet = fund_sheet_read(db, book, meeting, &error);
    g_assert_no_error(error);
    return sheet;
}

static const char *
ref(const Round *round, int member)
{
    static char texts[MEMBERS][24];
    g_snprintf(texts[member], sizeof(texts[member]), "%" G_GINT64_FORMAT, round->members[member]);
    return texts[member];
}

static void
undo(Round *round, gint64 entry)
{
    g_autoptr(GError) error = NULL;
    gint64 number = -1;
    g_assert_true(
        record_undo(round->desk.office, "KG-CD", &machine, entry, "nhầm", &number, &error));
    g_assert_no_error(error);
}

static void
whole_round(void)
{
    g_auto(Round) round;
    round_init(&round, "list");
    for (int i = 0; i < MEMBERS; i++)
        hold_next(&round);
    g_autoptr(FundLedger) full = ledger(&round);
    g_assert_cmpuint(full->findings->len, ==, 0);
    g_assert_cmpint(fund_turns_left(full), ==, 0);
    g_assert_cmpint(fund_received(full, 2, FUND_ALL), ==, 2000000);
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(GError) error = NULL;
    gint64 entry = -1;
    g_assert_true(fund_close(round.desk.office, "KG-CD", &machine, round.fund, day_of(2020, 4, 30),
                             problems, &entry, &error));
    g_assert_no_error(error);
    g_assert_cmpint(entry, >=, 0);
    g_assert_cmpuint(problems_count(problems), ==, 0);
    g_autoptr(FundLedger) ended = ledger(&round);
    g_assert_true(ended->ended);
    g_assert_cmpint(fund_balance(ended, FUND_BOX, FUND_ALL), ==, 0);
    g_autoptr(FundSheet) late = fund_sheet_next(ended, day_of(2020, 8, 12));
    gint64 batch = -1, meeting = -1;
    g_assert_false(fund_meeting_add(round.desk.office, "KG-CD", &machine, round.fund, late,
                                    problems, &batch, &meeting, &error));
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
    g_autoptr(Record) again = fund_next_round(ended, day_of(2020, 8, 12));
    g_assert_cmpstr(get(again, "ended"), ==, "");
    g_assert_cmpstr(get(again, "agreement"), ==, "");
    g_assert_cmpstr(get(again, "started"), ==, "2020-08-12");
    g_assert_cmpuint(record_items(again, kind_field(again->kind, "roster")), ==, MEMBERS);
    g_assert_cmpint(g_ascii_strtoll(get(again, "previous"), NULL, 10), ==, round.fund);
    assert_sound(&round.desk);
}

static void
one_undo(void)
{
    g_auto(Round) round;
    round_init(&round, "list");
    gint64 first = hold_next(&round);
    hold_next(&round);
    g_autoptr(FundLedger) two = ledger(&round);
    g_assert_cmpuint(fund_meetings(two), ==, 2);
    g_autoptr(FundSheet) sheet = sheet_of(&round, first);
    g_assert_cmpuint(sheet->contributions->len, ==, MEMBERS);
    g_assert_cmpuint(sheet->turns->len, ==, 1);
    gint64 second = first + MEMBERS + 2; /* the batch of the next one stands right behind */
    undo(&round, second);
    g_autoptr(FundLedger) one = ledger(&round);
    g_assert_cmpuint(fund_meetings(one), ==, 1);
    g_assert_cmpuint(one->findings->len, ==, 0);
    g_assert_cmpint(fund_sum(one, FUND_PAID, FUND_ALL, FUND_ALL), ==, 2000000);
    /* Whoever keeps the fund takes a meeting back, whoever only writes records does not. */
    const Actor treasurer = {.account = 7, .author = "thủ quỹ", .roles = ROLE_TREASURER};
    const Actor recorder = {.account = 8, .author = "cán bộ", .roles = ROLE_RECORDER};
    g_autoptr(GError) error = NULL;
    gint64 number = -1;
    g_assert_false(
        record_undo(round.desk.office, "KG-CD", &recorder, first - 1, "nhầm", &number, &error));
    g_assert_error(error, KN_ERROR, KN_DENIED);
    g_clear_error(&error);
    g_assert_true(
        record_undo(round.desk.office, "KG-CD", &treasurer, first - 1, "nhầm", &number, &error));
    g_assert_no_error(error);
    assert_sound(&round.desk);
}

static void
correct_last(void)
{
    g_auto(Round) round;
    round_init(&round, "list");
    gint64 first = hold_next(&round), second = hold_next(&round), batch = -1;
    g_autoptr(FundSheet) sheet = sheet_of(&round, second);
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(GError) error = NULL;
    /* The fourth paid only 300,000, the third did not come and pays nothing, and the third received. */
    set(fund_sheet_contribution(sheet, ref(&round, 3)), "paid", "300000 1 eq");
    for (guint i = 0; i < sheet->contributions->len; i++)
        if (g_str_equal(get(sheet->contributions->pdata[i], "member"), ref(&round, 2)))
            g_ptr_array_remove_index(sheet->contributions, i--);
    set(sheet->turns->pdata[0], "member", ref(&round, 2));
    set(sheet->turns->pdata[0], "amount", "1300000 1 eq");
    g_assert_true(fund_meeting_correct(round.desk.office, "KG-CD", &machine, second, sheet, "",
                                       problems, &batch, &error));
    g_assert_cmpint(batch, ==, -1); /* no reason */
    g_autoptr(Problems) fine = problems_new();
    g_assert_true(fund_meeting_correct(round.desk.office, "KG-CD", &machine, second, sheet,
                                       "ghi nhầm người", fine, &batch, &error));
    g_assert_no_error(error);
    g_assert_cmpint(batch, >=, 0);
    g_autoptr(FundLedger) now = ledger(&round);
    g_assert_cmpint(fund_sum(now, FUND_PAID, FUND_ALL, FUND_ALL), ==, 3300000);
    g_assert_cmpint(fund_received(now, 2, FUND_ALL), ==, 1300000);
    g_assert_cmpint(fund_received(now, 1, FUND_ALL), ==, 0);
    g_assert_cmpint(fund_balance(now, FUND_OWED, 3), ==, 200000);
    /* The whole correction is one batch. */
    undo(&round, batch);
    g_autoptr(FundLedger) back = ledger(&round);
    g_assert_cmpint(fund_sum(back, FUND_PAID, FUND_ALL, FUND_ALL), ==, 4000000);
    g_assert_cmpint(fund_received(back, 1, FUND_ALL), ==, 2000000);
    g_assert_cmpint(fund_received(back, 2, FUND_ALL), ==, 0);
    g_autoptr(FundSheet) old = sheet_of(&round, first);
    set(fund_sheet_contribution(old, ref(&round, 0)), "paid", "1000 1 eq");
    g_assert_false(fund_meeting_correct(round.desk.office, "KG-CD", &machine, first, old, "sửa",
                                        fine, &batch, &error));
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
    assert_sound(&round.desk);
}

static void
what_cannot_be(void)
{
    g_auto(Round) round;
    round_init(&round, "need");
    g_autoptr(Record) stranger = record_new(kind_get("member"));
    set(stranger, "name", "Người ngoài");
    gint64 outside = written(&round.desk, "KG-CD", stranger), meeting = -1;
    gint64 size = book_size(&round.desk, "KG-CD");
    g_autofree char *outsider = g_strdup_printf("%" G_GINT64_FORMAT, outside);
    {
        g_autoptr(FundSheet) sheet = next(&round);
        g_autoptr(Problems) problems = problems_new();
        set(fund_sheet_contribution(sheet, outsider), "paid", "500000 1 eq");
        g_assert_cmpint(hold(&round, sheet, problems, &meeting), ==, -1);
        g_assert_true(problems_has_errors(problems));
    }
    {
        g_autoptr(FundSheet) sheet = next(&round);
        g_autoptr(Problems) problems = problems_new();
        Record *turn = record_new(kind_get("turn"));
        set(turn, "member", ref(&round, 1));
        set(turn, "amount", "2500000 1 eq");
        g_ptr_array_add(sheet->turns, turn);
        g_assert_cmpint(hold(&round, sheet, problems, &meeting), ==, -1);
        set(turn, "amount", "2000000 1 eq");
        g_autoptr(Problems) fine = problems_new();
        g_assert_cmpint(book_size(&round.desk, "KG-CD"), ==, size);
        g_assert_cmpint(hold(&round, sheet, fine, &meeting), >=, 0);
    }
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(GError) error = NULL;
    gint64 entry = -1;
    g_assert_true(fund_close(round.desk.office, "KG-CD", &machine, round.fund, day_of(2020, 1, 31),
                             problems, &entry, &error));
    g_assert_cmpint(entry, ==, -1);
    g_assert_true(problems_has_errors(problems));
}

static void
sealed_draw(void)
{
    g_auto(Round) round;
    round_init(&round, "lots");
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    gint64 draw = -1;
    g_assert_true(fund_draw_seal(round.desk.office, "KG-CD", &machine, round.fund,
                                 day_of(2020, 1, 3), &draw, &error));
    g_assert_no_error(error);
    g_autoptr(Record) sealed = live(&round.desk, "KG-CD", draw);
    g_assert_cmpint(draw_check(sealed), ==, DRAW_WAITS);
    g_assert_cmpstr(get(sealed, "seed"), ==, "");
    g_assert_cmpuint(strlen(get(sealed, "commitment")), ==, 64);
    g_assert_false(fund_draw_open(round.desk.office, "KG-CD", &machine, draw, words, &error));
    g_assert_error(error, KN_ERROR, KN_INVALID);
    g_clear_error(&error);
    g_ptr_array_add(words, (gpointer) "lúa vàng");
    g_ptr_array_add(words, (gpointer) " 27 ");
    g_assert_true(fund_draw_open(round.desk.office, "KG-CD", &machine, draw, words, &error));
    g_assert_no_error(error);
    g_autoptr(Record) opened = live(&round.desk, "KG-CD", draw);
    g_assert_cmpint(draw_check(opened), ==, DRAW_RIGHT);
    g_assert_cmpstr(get(opened, "commitment"), ==, get(sealed, "commitment"));
    g_assert_cmpstr(get(opened, "words"), ==, "lúa vàng\n27");
    g_assert_cmpuint(record_items(opened, kind_field(opened->kind, "order")), ==, MEMBERS);
    g_assert_false(fund_draw_open(round.desk.office, "KG-CD", &machine, draw, words, &error));
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
}

/* Another round of the same members: rice, two shares of the first, two turns at a meeting. */
static void
open_rice(Round *round)
{
    g_autoptr(Record) fund = live(&round->desk, "KG-CD", round->fund);
    g_autofree char *roster = g_strdup_printf("%s\t1\t2\t%s\n%s\t2\n%s\t3", ref(round, 0),
                                              ref(round, 3), ref(round, 1), ref(round, 2));
    set(fund, "order", "list");
    set(fund, "contribution", "");
    set(fund, "goods", "kg gạo");
    set(fund, "contribution_quantity", "20");
    set(fund, "turns", "2");
    set(fund, "roster", roster);
    fund->entry = -1;
    round->fund = written(&round->desk, "KG-CD", fund);
}

/* Both turns of a meeting go to the same member; the correction finds each of them again. */
static void
rice(void)
{
    g_auto(Round) round;
    round_init(&round, "list");
    open_rice(&round);
    gint64 first = hold_next(&round), batch = -1;
    g_autoptr(FundSheet) sheet = sheet_of(&round, first);
    g_assert_cmpuint(sheet->turns->len, ==, 2);
    for (guint i = 0; i < 2; i++) {
        g_assert_cmpstr(get(sheet->turns->pdata[i], "member"), ==, ref(&round, 0));
        g_assert_cmpstr(get(sheet->turns->pdata[i], "amount_quantity"), ==, "40");
        g_assert_cmpstr(get(sheet->turns->pdata[i], "amount"), ==, "");
    }
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(GError) error = NULL;
    set(sheet->turns->pdata[1], "amount_quantity", "39");
    g_assert_true(fund_meeting_correct(round.desk.office, "KG-CD", &machine, first, sheet,
                                       "cân lại", problems, &batch, &error));
    g_assert_no_error(error);
    g_assert_cmpint(batch, >=, 0);
    g_autoptr(FundLedger) now = ledger(&round);
    g_assert_cmpint(fund_received(now, 0, FUND_ALL), ==, 79);
    g_assert_cmpint(((FundMember *)now->members->pdata[0])->turns, ==, 2);
    g_autoptr(FundSheet) money = next(&round);
    g_autoptr(Problems) refused = problems_new();
    gint64 meeting = -1;
    set(fund_sheet_contribution(money, ref(&round, 1)), "paid", "20000 1 eq");
    g_assert_cmpint(hold(&round, money, refused, &meeting), ==, -1);
    g_assert_true(problems_has_errors(refused));
    hold_next(&round);
    g_autoptr(FundLedger) full = ledger(&round);
    g_assert_cmpint(fund_turns_left(full), ==, 0);
    g_assert_cmpint(fund_balance(full, FUND_BOX, FUND_ALL), ==, 1);
    g_autoptr(Record) again = fund_next_round(full, day_of(2020, 8, 12));
    g_assert_cmpstr(get(again, "pot_quantity"), ==, "40");
    g_autofree char *surety = record_part(again, kind_field(again->kind, "roster"), 0, 3);
    g_assert_cmpstr(surety, ==, ref(&round, 3));
    assert_sound(&round.desk);
}

/* A pot from 100 million, or a second fund: the commune has to be told. */
static void
notice(void)
{
    g_auto(Round) round;
    round_init(&round, "lots");
    g_autoptr(GError) error = NULL;
    g_autoptr(Record) fund = live(&round.desk, "KG-CD", round.fund);
    g_autoptr(Db) db = store_read(round.desk.office->store, &error);
    g_autoptr(Book) book = office_book(db, "KG-CD", &error);
    g_autoptr(Problems) small = problems_new();
    g_assert_true(advice_check(db, book, fund, small, &error));
    g_assert_cmpuint(problems_count(small), ==, 0);
    set(fund, "contribution", "25000000 1 eq");
    g_assert_true(advice_check(db, book, fund, small, &error));
    g_assert_nonnull(problems_find(small, "notified"));
    g_autoptr(Problems) told = problems_new();
    set(fund, "notified", "2020-01-02");
    g_assert_true(advice_check(db, book, fund, told, &error));
    g_assert_cmpuint(problems_count(told), ==, 0);
    g_autoptr(Problems) second = problems_new();
    set(fund, "notified", "");
    set(fund, "contribution", "500000 1 eq");
    fund->entry = -1;
    g_assert_true(advice_check(db, book, fund, second, &error));
    g_assert_nonnull(problems_find(second, "notified"));
}

/* What really happened, counted beside the book. */
typedef struct {
    gint64 cash, net[MEMBERS];
} Counted;

static gint64
paid_of(const Record *record)
{
    Money money = {0};
    return record_money(record, kind_field(record->kind, "paid"), &money) ? money.vnd : 0;
}

static void
set_vnd(Record *record, const char *field, gint64 vnd)
{
    g_autofree char *stored = money_store((Money){vnd, 1, QUALIFIER_EQ}, "");
    set(record, field, stored);
}

static void
compare(Round *round, const Counted *counted)
{
    g_autoptr(FundLedger) now = ledger(round);
    g_assert_cmpint(fund_balance(now, FUND_BOX, FUND_ALL), ==, counted->cash);
    g_assert_cmpuint(now->findings->len, ==, 0);
    for (guint i = 0; i < MEMBERS; i++)
        g_assert_cmpint(-fund_balance(now, FUND_STAKE, i) - fund_balance(now, FUND_OWED, i), ==,
                        counted->net[i]);
}

static int
someone_waiting(const FundLedger *now, GRand *rand)
{
    int member = g_rand_int_range(rand, 0, MEMBERS);
    while (!fund_is_waiting(now, (guint)member))
        member = (member + 1) % MEMBERS;
    return member;
}

/* One meeting at random: some pay less, some pay what they owed, one who waits receives. */
static gint64
hold_random(Round *round, GRand *rand, Counted *counted, gint64 *ret_meeting)
{
    g_autoptr(FundLedger) now = ledger(round);
    g_autoptr(FundSheet) sheet = fund_sheet_next(now, day_of(2020, 8, 12));
    g_autoptr(Problems) problems = problems_new();
    gint64 paid_in = 0;
    for (guint i = 0; i < MEMBERS; i++) {
        Record *record = fund_sheet_contribution(sheet, ref(round, (int)i));
        gint64 all = fund_due_next(now, i) + fund_balance(now, FUND_OWED, i);
        gint64 paid = g_rand_int_range(rand, 0, 4) > 0
                          ? all
                          : 1000 * g_rand_int_range(rand, 0, (gint32)(all / 1000) + 1);
        set_vnd(record, "paid", paid);
        counted->net[i] += paid;
        paid_in += paid;
    }
    int receiver = someone_waiting(now, rand);
    gint64 amount = fund_turn_next(now, (guint)receiver, 500000, paid_in);
    set(sheet->turns->pdata[0], "member", ref(round, receiver));
    set_vnd(sheet->turns->pdata[0], "amount", amount);
    counted->net[receiver] -= amount;
    counted->cash += paid_in - amount;
    gint64 batch = hold(round, sheet, problems, ret_meeting);
    g_assert_cmpint(batch, >=, 0);
    return batch;
}

static void
pay_more(Round *round, gint64 meeting, Counted *counted)
{
    g_autoptr(FundSheet) sheet = sheet_of(round, meeting);
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(GError) error = NULL;
    gint64 batch = -1;
    Record *record = fund_sheet_contribution(sheet, ref(round, 1));
    set_vnd(record, "paid", paid_of(record) + 7000);
    g_assert_true(fund_meeting_correct(round->desk.office, "KG-CD", &machine, meeting, sheet,
                                       "đếm lại", problems, &batch, &error));
    g_assert_no_error(error);
    g_assert_cmpint(batch, >=, 0);
    counted->net[1] += 7000;
    counted->cash += 7000;
}

/* Whoever got more than they put in pays, whoever got less is paid; then the round ends. */
static void
settle(Round *round, Counted *counted)
{
    g_autoptr(FundLedger) now = ledger(round);
    g_autoptr(FundSheet) sheet = fund_sheet_next(now, day_of(2020, 8, 12));
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(GError) error = NULL;
    gint64 meeting = -1, entry = -1;
    for (int i = 0; i < MEMBERS; i++) {
        g_autofree char *amount = money_store((Money){ABS(counted->net[i]), 1, QUALIFIER_EQ}, "");
        set(fund_sheet_contribution(sheet, ref(round, i)), "paid",
            counted->net[i] < 0 ? amount : "");
        if (counted->net[i] > 0)
            record_add_item(sheet->meeting, kind_field(sheet->meeting->kind, "payments"),
                            (const char *[]){ref(round, i), "supplement", amount}, 3);
    }
    g_assert_cmpint(hold(round, sheet, problems, &meeting), >=, 0);
    g_assert_true(fund_close(round->desk.office, "KG-CD", &machine, round->fund,
                             day_of(2020, 8, 12), problems, &entry, &error));
    g_assert_no_error(error);
    g_assert_cmpint(entry, >=, 0);
}

static void
random_rounds(void)
{
    for (guint32 seed = 1; seed <= 8; seed++) {
        g_auto(Round) round;
        round_init(&round, "lots");
        GRand *rand = g_rand_new_with_seed(seed);
        Counted counted = {0};
        for (int turns = 0; turns < MEMBERS;) {
            Counted before = counted;
            gint64 meeting = -1, batch = hold_random(&round, rand, &counted, &meeting);
            compare(&round, &counted);
            if (g_rand_int_range(rand, 0, 4) == 0) {
                undo(&round, batch);
                counted = before;
            } else {
                turns++;
                if (g_rand_int_range(rand, 0, 3) == 0)
                    pay_more(&round, meeting, &counted);
            }
            compare(&round, &counted);
        }
        settle(&round, &counted);
        assert_sound(&round.desk);
        g_rand_free(rand);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/fund/whole-round", whole_round);
    g_test_add_func("/fund/one-undo", one_undo);
    g_test_add_func("/fund/correct-last", correct_last);
    g_test_add_func("/fund/what-cannot-be", what_cannot_be);
    g_test_add_func("/fund/random-rounds", random_rounds);
    g_test_add_func("/fund/sealed-draw", sealed_draw);
    g_test_add_func("/fund/rice", rice);
    g_test_add_func("/fund/notice", notice);
    return g_test_run();
}
