/* fund_random.c: random histories of rotating funds, whole rounds of 2 to 60 members in money or goods, weekly to quarterly,
 * with one to three turns at a meeting, arrears, substitute payers, guarantors, swaps, yields, leavers, counter-entries,
 * corrections and undos; after each step the ledger is compared with a plain
 * model that only counts what was put in and taken out, and at the end everyone must be even.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/fund.h"

#include "records/kinds.h"

#define HISTORIES 500
#define MEMBERS 60

/* What really happened, counted in the simplest way. */
typedef struct {
    gint64 due, paid, got, forgiven, waived, by_guarantor;
    int turns, place, guarantor; /* -1: none */
    bool left;
} Person;

typedef struct {
    GRand *rand;
    int count, each; /* turns at a meeting */
    gint64 share, deduction;
    bool goods;
    const char *every;
    Person people[MEMBERS];
    gint64 cash, gifts;
    GPtrArray *meetings, *contributions, *turns; /* (element-type Record) */
    Record *fund;
    gint64 entry;
    int number;
} Round;

static void
set(Record *record, const char *field, const char *value)
{
    record_set(record, kind_field(record->kind, field), value);
}

static void
set_number(Record *record, const char *field, gint64 number)
{
    g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, number);
    set(record, field, text);
}

static void
set_amount(const Round *round, Record *record, const char *field, gint64 amount)
{
    fund_amount_set(round->fund, record, field, amount);
}

/* As a part of a list says it. Yours to free. */
static char *
part_of(const Round *round, gint64 amount)
{
    return round->goods ? g_strdup_printf("%" G_GINT64_FORMAT, amount)
                        : money_store((Money){amount, 1, QUALIFIER_EQ}, "");
}

/* The day agreed for a meeting. */
static Day
planned(const Round *round, int number)
{
    Day started = day_of(2020, 1, 3);
    if (g_str_equal(round->every, "week") || g_str_equal(round->every, "fortnight"))
        return started + (number - 1) * (g_str_equal(round->every, "week") ? 7 : 14);
    return day_later(started, (number - 1) * (g_str_equal(round->every, "month") ? 1 : 3));
}

static void
add_item(Record *record, const char *list, const char *const *parts, gsize count)
{
    record_add_item(record, kind_field(record->kind, list), parts, count);
}

static const char *
ref_of(int person)
{
    static char refs[MEMBERS][8];
    g_snprintf(refs[person], sizeof(refs[person]), "%d", 100 + person);
    return refs[person];
}

static bool
chance(Round *round, int percent)
{
    return g_rand_int_range(round->rand, 0, 100) < percent;
}

static gint64
up_to(Round *round, gint64 most)
{
    return most <= 0 ? 0 : (gint64)(g_rand_double(round->rand) * (double)most) / 1000 * 1000;
}

static gint64
up_to_units(Round *round, gint64 most)
{
    return !round->goods || most <= 0 ? up_to(round, most)
                                      : g_rand_int_range(round->rand, 0, (gint32)most + 1);
}

static gint64
net(const Person *person)
{
    return person->paid + person->forgiven - person->got - person->waived;
}

static bool
waits(const Person *person)
{
    return !person->left && person->turns == 0;
}

static int
waiting(const Round *round)
{
    int count = 0;
    for (int i = 0; i < round->count; i++)
        count += waits(&round->people[i]);
    return count;
}

static int
anybody(Round *round, bool (*fits)(const Person *person))
{
    int at = g_rand_int_range(round->rand, 0, round->count);
    for (int i = 0; i < round->count; i++, at = (at + 1) % round->count)
        if (fits(&round->people[at]))
            return at;
    return -1;
}

static bool
is_in(const Person *person)
{
    return !person->left;
}

static Record *
record_of(Round *round, const char *kind, GPtrArray *into)
{
    Record *record = record_new(kind_get(kind));
    record->entry = ++round->entry;
    set(record, "fund", "1");
    g_ptr_array_add(into, record);
    return record;
}

static Record *
open_meeting(Round *round)
{
    Record *meeting = record_of(round, "meeting", round->meetings);
    set_number(meeting, "number", ++round->number);
    /* Some days late now and then. */
    g_autofree char *day =
        day_iso(planned(round, round->number) + g_rand_int_range(round->rand, 0, 3));
    set(meeting, "held", day);
    return meeting;
}

static Record *
belongs(Round *round, const char *kind, GPtrArray *into, const Record *meeting, int person)
{
    Record *record = record_of(round, kind, into);
    set(record, "held", record_value(meeting, kind_field(meeting->kind, "held")));
    set_number(record, "meeting", meeting->entry);
    set(record, "member", ref_of(person));
    return record;
}

static void
contribute(Round *round, const Record *meeting, int i, gint64 due, gint64 paid)
{
    Person *person = &round->people[i];
    Record *record = belongs(round, "contribution", round->contributions, meeting, i);
    set_amount(round, record, "due", due);
    set_amount(round, record, "paid", paid);
    if (paid > 0 && person->guarantor >= 0 && person->turns > 0 && chance(round, 20)) {
        set(record, "substitute", ref_of(person->guarantor));
        person->by_guarantor += paid;
    } else if (paid > 0 && chance(round, 5)) {
        int payer = anybody(round, is_in);
        set(record, "substitute", ref_of(payer));
        person->by_guarantor += payer == person->guarantor ? paid : 0;
    }
    person->due += due;
    person->paid += paid;
    round->cash += paid;
}

static void
swap(Round *round, int one, int other)
{
    int place = round->people[one].place;
    round->people[one].place = round->people[other].place;
    round->people[other].place = place;
}

/* Something of an older meeting was written wrong: a counter-entry in this one. */
static void
put_right(Round *round, Record *meeting)
{
    int i = anybody(round, is_in);
    gint64 amount = up_to_units(round, round->share);
    bool more = chance(round, 50) || amount > round->cash || amount > round->people[i].paid;
    g_autofree char *stored = part_of(round, amount);
    const char *parts[] = {ref_of(i), more ? "paid_more" : "paid_less", stored, "1"};
    add_item(meeting, round->goods ? "corrections_quantity" : "corrections", parts,
             G_N_ELEMENTS(parts));
    round->people[i].paid += more ? amount : -amount;
    round->cash += more ? amount : -amount;
}

static void
pay(Round *round, Record *meeting, int i, const char *sort, gint64 amount)
{
    g_autofree char *stored = part_of(round, amount);
    const char *parts[] = {ref_of(i), sort, stored};
    add_item(meeting, round->goods ? "payments_quantity" : "payments", parts, G_N_ELEMENTS(parts));
    if (g_str_equal(sort, "claim_waived"))
        round->people[i].waived += amount;
    else if (g_str_equal(sort, "debt_waived"))
        round->people[i].forgiven += amount;
    else {
        round->people[i].got += amount;
        round->cash -= amount;
    }
}

static void
leave(Round *round, Record *meeting)
{
    int i = anybody(round, is_in);
    const char *parts[] = {ref_of(i)};
    add_item(meeting, "leavers", parts, G_N_ELEMENTS(parts));
    round->people[i].left = true;
    gint64 refund = MIN(net(&round->people[i]), round->cash);
    if (refund > 0 && chance(round, 50))
        pay(round, meeting, i, "refund", refund);
}

/* By everyone's own sums: what they will have put in at the end is what they get. */
static gint64
fair_turn(const Round *round, int i, int meetings_after)
{
    return round->people[i].due - round->people[i].got - round->people[i].waived +
           round->share * meetings_after;
}

static void
take_turn(Round *round, const Record *meeting, int meetings_after)
{
    int i = anybody(round, waits), by = anybody(round, waits);
    if (i < 0)
        return;
    Record *turn = belongs(round, "turn", round->turns, meeting, i);
    gint64 amount = CLAMP(fair_turn(round, i, meetings_after), 0, round->cash);
    bool yielded = by != i && chance(round, 20);
    set_amount(round, turn, "amount", amount);
    set(turn, "form", yielded ? "yielded" : "lots");
    if (yielded) {
        set(turn, "yielded_by", ref_of(by));
        swap(round, i, by);
    }
    if (round->deduction > 0 && amount > round->deduction) {
        set_amount(round, turn, "deduction", round->deduction);
        round->gifts += round->deduction;
    }
    round->people[i].turns++;
    round->people[i].got += amount;
    round->cash -= amount;
}

static void
hold_meeting(Round *round)
{
    Record *meeting = open_meeting(round);
    if (chance(round, 10)) {
        int one = anybody(round, waits), other = anybody(round, waits);
        if (one != other) {
            const char *parts[] = {ref_of(one), ref_of(other)};
            add_item(meeting, "swaps", parts, 2);
            swap(round, one, other);
        }
    }
    for (int i = 0; i < round->count; i++) {
        Person *person = &round->people[i];
        gint64 behind = person->due - person->paid - person->forgiven + round->share;
        gint64 paid = chance(round, 88) ? MAX(0, behind) : up_to_units(round, behind);
        if (!person->left)
            contribute(round, meeting, i, round->share, paid);
    }
    if (round->number > 1 && chance(round, 8))
        put_right(round, meeting);
    if (waiting(round) > 2 && chance(round, 5))
        leave(round, meeting);
    int meetings = (waiting(round) + round->each - 1) / round->each;
    for (int turn = 0; turn < round->each; turn++)
        take_turn(round, meeting, meetings - 1);
}

/* Everyone has received: who got more than they put in pays, who got less is paid. */
static void
settle(Round *round)
{
    Record *meeting = open_meeting(round);
    gint64 forgiven = 0;
    for (int i = 0; i < round->count; i++) {
        Person *person = &round->people[i];
        gint64 lacks = -net(person);
        gint64 due = person->left ? 0 : MAX(0, person->got + person->waived - person->due);
        if (lacks > 0 && chance(round, 5)) {
            if (due > 0)
                contribute(round, meeting, i, due, 0);
            pay(round, meeting, i, "debt_waived", lacks);
            forgiven += lacks;
        } else if (lacks > 0) {
            contribute(round, meeting, i, due, lacks);
        }
    }
    for (int i = 0; i < round->count; i++) {
        gint64 claim = net(&round->people[i]), waived = CLAMP(forgiven, 0, claim);
        if (waived > 0)
            pay(round, meeting, i, "claim_waived", waived);
        forgiven -= MAX(0, waived);
        claim = net(&round->people[i]);
        if (claim > 0)
            pay(round, meeting, i, round->people[i].left ? "refund" : "supplement", claim);
    }
}

static FundLedger *
compare(const Round *round)
{
    FundLedger *ledger =
        fund_ledger_new(round->fund, round->meetings, round->contributions, round->turns);
    g_assert_cmpint(fund_balance(ledger, FUND_BOX, FUND_ALL), ==, round->cash);
    g_assert_cmpint(fund_balance(ledger, FUND_GIFT, FUND_ALL), ==, round->gifts);
    g_assert_cmpint(ledger->members->len, ==, round->count);
    gint64 all = 0;
    for (int account = 0; account < FUND_ACCOUNTS; account++)
        all += fund_balance(ledger, (FundAccount)account, FUND_ALL);
    g_assert_cmpint(all, ==, 0);
    for (int i = 0; i < round->count; i++) {
        const Person *person = &round->people[i];
        int at = fund_member_find(ledger, ref_of(i));
        g_assert_cmpint(at, >=, 0);
        guint member = (guint)at;
        const FundMember *found = ledger->members->pdata[member];
        gint64 owed = fund_balance(ledger, FUND_OWED, member),
               stake = -fund_balance(ledger, FUND_STAKE, member);
        g_assert_cmpint(stake - owed, ==, net(person));
        g_assert_cmpint(found->turns, ==, person->turns);
        g_assert_cmpint(found->place, ==, person->place);
        g_assert_true((found->left >= 0) == person->left);
        g_assert_true(fund_is_waiting(ledger, member) == waits(person));
        if (!person->left && !ledger->ended)
            g_assert_cmpint(owed, ==, person->due - person->paid - person->forgiven);
        g_assert_cmpint(found->paid_by_guarantor, ==, person->by_guarantor);
        g_assert_cmpint(found->paid_by_other, >=, person->by_guarantor);
        g_assert_true(fund_asks_guarantor(ledger, member) ==
                      (person->guarantor >= 0 && owed > 0 && (person->turns > 0 || person->left)));
        if (person->left && owed > 0)
            g_assert_cmpint(stake, ==, 0);
    }
    g_assert_cmpint(fund_turns_left(ledger), ==, waiting(round));
    if (!ledger->ended)
        g_assert_cmpint(fund_day_next(ledger), ==, planned(round, round->number + 1));
    g_assert_cmpuint(ledger->findings->len, ==, 0);
    return ledger;
}

/* What stood before a meeting, to take it back. */
typedef struct {
    Person people[MEMBERS];
    gint64 cash, gifts;
    guint meetings, contributions, turns;
    int number;
} Mark;

static Mark
mark(const Round *round)
{
    Mark before = {.cash = round->cash,
                   .gifts = round->gifts,
                   .meetings = round->meetings->len,
                   .contributions = round->contributions->len,
                   .turns = round->turns->len,
                   .number = round->number};
    memcpy(before.people, round->people, sizeof(before.people));
    return before;
}

static void
undo(Round *round, const Mark *before)
{
    memcpy(round->people, before->people, sizeof(before->people));
    round->cash = before->cash;
    round->gifts = before->gifts;
    round->number = before->number;
    g_ptr_array_set_size(round->meetings, (gint)before->meetings);
    g_ptr_array_set_size(round->contributions, (gint)before->contributions);
    g_ptr_array_set_size(round->turns, (gint)before->turns);
}

/* One amount of the last meeting was more than was written. */
static void
correct_last(Round *round)
{
    Record *record = round->contributions->pdata[round->contributions->len - 1];
    int i =
        (int)g_ascii_strtoll(record_value(record, kind_field(record->kind, "member")), NULL, 10) -
        100;
    gint64 more = 1 + up_to_units(round, round->share);
    gint64 paid = fund_amount(round->fund, record, "paid");
    const char *payer = record_value(record, kind_field(record->kind, "substitute"));
    if (round->people[i].left)
        return;
    set_amount(round, record, "paid", paid + more);
    round->people[i].paid += more;
    round->cash += more;
    int guarantor = round->people[i].guarantor;
    if (guarantor >= 0 && g_str_equal(payer, ref_of(guarantor)))
        round->people[i].by_guarantor += more;
}

static void
begin(Round *round, guint32 seed)
{
    static const char *const orders[] = {"lots", "list", "need"};
    static const char *const rhythms[] = {"week", "fortnight", "month", "quarter"};
    *round = (Round){.rand = g_rand_new_with_seed(seed), .entry = 1000};
    bool large = chance(round, 20);
    round->count = g_rand_int_range(round->rand, 2, large ? MEMBERS + 1 : 17);
    round->goods = chance(round, 25);
    round->share = round->goods ? g_rand_int_range(round->rand, 1, 60)
                                : 1000 * g_rand_int_range(round->rand, 50, 2000);
    round->deduction = !chance(round, 30) ? 0 : round->goods ? 1 : 50000;
    round->each = chance(round, 30) ? g_rand_int_range(round->rand, 2, 4) : 1;
    round->every = rhythms[g_rand_int_range(round->rand, 0, G_N_ELEMENTS(rhythms))];
    round->meetings = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    round->contributions = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    round->turns = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    round->fund = record_new(kind_get("fund"));
    set(round->fund, "name", "Góp vốn");
    set(round->fund, "started", "2020-01-03");
    set(round->fund, "every", round->every);
    set(round->fund, "goods", round->goods ? "kg gạo" : "");
    set_number(round->fund, "turns", round->each);
    set(round->fund, "order", orders[seed % 3]);
    set_number(round->fund, "members", round->count);
    set_amount(round, round->fund, "contribution", round->share);
    for (int i = 0; i < round->count; i++) {
        g_autofree char *place = g_strdup_printf("%d", round->count - i);
        int surety = chance(round, 40) ? g_rand_int_range(round->rand, 0, round->count) : i;
        const char *parts[] = {ref_of(i), place, "", surety != i ? ref_of(surety) : ""};
        round->people[i].place = round->count - i;
        round->people[i].guarantor = surety != i ? surety : -1;
        add_item(round->fund, "roster", parts, G_N_ELEMENTS(parts));
    }
}

static void
end(Round *round)
{
    g_rand_free(round->rand);
    g_ptr_array_unref(round->meetings);
    g_ptr_array_unref(round->contributions);
    g_ptr_array_unref(round->turns);
    record_free(round->fund);
}

static void
check_end(Round *round)
{
    g_autofree char *ended = day_iso(planned(round, round->number) + 4);
    set(round->fund, "ended", ended);
    g_autoptr(FundLedger) ledger = compare(round);
    g_assert_cmpint(fund_balance(ledger, FUND_BOX, FUND_ALL), ==, 0);
    g_assert_cmpint(fund_balance(ledger, FUND_WAIVED, FUND_ALL), ==, 0);
    gint64 in = 0, out = 0;
    for (int i = 0; i < round->count; i++) {
        const FundMember *member = ledger->members->pdata[i];
        g_assert_true(member->turns == 1 || member->left >= 0);
        g_assert_cmpint(fund_balance(ledger, FUND_OWED, (guint)i), ==, 0);
        g_assert_cmpint(fund_balance(ledger, FUND_STAKE, (guint)i), ==, 0);
        in += fund_sum(ledger, FUND_PAID, (guint)i, FUND_ALL);
        out += fund_received(ledger, (guint)i, FUND_ALL);
    }
    g_assert_cmpint(in, ==, out);
}

static void
whole_round(guint32 seed)
{
    Round round;
    begin(&round, seed);
    while (waiting(&round) > 0) {
        Mark before = mark(&round);
        hold_meeting(&round);
        fund_ledger_free(compare(&round));
        if (chance(&round, 8)) {
            undo(&round, &before);
            fund_ledger_free(compare(&round));
        } else if (chance(&round, 10)) {
            correct_last(&round);
            fund_ledger_free(compare(&round));
        }
    }
    settle(&round);
    fund_ledger_free(compare(&round));
    check_end(&round);
    end(&round);
}

static guint32 histories = HISTORIES;

static void
random_rounds(void)
{
    for (guint32 seed = 1; seed <= histories; seed++) {
        if (g_test_verbose())
            g_test_message("history %u", seed);
        whole_round(seed);
    }
}

/* fund_random [N]: so many histories. */
int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    if (argc > 1)
        histories = (guint32)g_ascii_strtoull(argv[1], NULL, 10);
    g_test_add_func("/fund/random-rounds", random_rounds);
    return g_test_run();
}
