/* fund.c: a fund's live records -> its postings.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/fund_build.h"

#include "base/error.h"
#include "records/kinds.h"
#include "views/links.h"

static const char *
value_of(const Record *record, const char *field)
{
    return record_value(record, kind_field(record->kind, field));
}

static gint64
number_or(const char *stored, gint64 otherwise)
{
    return *stored == '\0' ? otherwise : g_ascii_strtoll(stored, NULL, 10);
}

static void
member_free(gpointer data)
{
    FundMember *member = data;
    g_free(member->ref);
    g_free(member->guarantor);
    g_free(member);
}

static FundMember *
member_add(FundLedger *ledger, const char *ref, bool on_roster)
{
    FundMember *member = g_new0(FundMember, 1);
    *member = (FundMember){
        .ref = g_strdup(ref), .shares = 1, .on_roster = on_roster, .left = -1, .place = 0};
    g_ptr_array_add(ledger->members, member);
    return member;
}

static gint
compare_members(gconstpointer a, gconstpointer b)
{
    const FundMember *one = *(FundMember *const *)a, *two = *(FundMember *const *)b;
    if (one->place != two->place)
        return one->place < two->place ? -1 : 1;
    gsize lengths[] = {strlen(one->ref), strlen(two->ref)};
    return lengths[0] != lengths[1] ? (lengths[0] < lengths[1] ? -1 : 1)
                                    : strcmp(one->ref, two->ref);
}

/* Who the fund names; without places they follow the list as it stands. */
static void
read_roster(FundLedger *ledger)
{
    int roster = kind_field(ledger->fund->kind, "roster");
    for (gsize i = 0; i < record_items(ledger->fund, roster); i++) {
        g_autofree char *ref = record_part(ledger->fund, roster, i, 0);
        g_autofree char *place = record_part(ledger->fund, roster, i, 1);
        g_autofree char *shares = record_part(ledger->fund, roster, i, 2);
        g_autofree char *guarantor = record_part(ledger->fund, roster, i, 3);
        if (*ref == '\0' || fund_member_find(ledger, ref) >= 0)
            continue;
        FundMember *member = member_add(ledger, ref, true);
        member->place = number_or(place, (gint64)i + 1);
        member->shares = MAX(1, number_or(shares, 1));
        member->guarantor = *guarantor != '\0' ? g_steal_pointer(&guarantor) : NULL;
    }
    g_ptr_array_sort(ledger->members, compare_members);
}

/* Whoever paid or received without being named: of a fund without a list they are its members. */
static guint
member_of(FundLedger *ledger, const char *ref)
{
    int found = fund_member_find(ledger, ref);
    if (found >= 0)
        return (guint)found;
    bool named = record_items(ledger->fund, kind_field(ledger->fund->kind, "roster")) > 0;
    member_add(ledger, ref, !named)->place = (gint64)ledger->members->len;
    return ledger->members->len - 1;
}

static gint
compare_sittings(gconstpointer a, gconstpointer b)
{
    const FundSitting *one = *(FundSitting *const *)a, *two = *(FundSitting *const *)b;
    if (one->day != two->day)
        return one->day < two->day ? -1 : 1;
    return (one->entry > two->entry) - (one->entry < two->entry);
}

static FundSitting *
sitting_add(FundLedger *ledger, gint64 entry, gint64 number, Day day)
{
    FundSitting *sitting = g_new0(FundSitting, 1);
    *sitting = (FundSitting){.entry = entry, .number = number, .day = day};
    g_ptr_array_add(ledger->sittings, sitting);
    return sitting;
}

/* The sitting of a contribution or turn: its meeting, else one of that day. */
static int
sitting_of(const FundLedger *ledger, const Record *record)
{
    gint64 meeting = number_or(value_of(record, "meeting"), -1);
    Day day = record_dated(record);
    for (guint i = 0; i < ledger->sittings->len; i++) {
        const FundSitting *sitting = ledger->sittings->pdata[i];
        if (meeting >= 0 ? sitting->entry == meeting : sitting->day == day)
            return (int)i;
    }
    return -1;
}

/* The sitting of each of them. (element-type int) */
static GArray *
sittings_of(const FundLedger *ledger, const GPtrArray *records)
{
    GArray *sittings = g_array_new(FALSE, FALSE, sizeof(int));
    for (guint i = 0; i < records->len; i++) {
        int sitting = sitting_of(ledger, records->pdata[i]);
        g_array_append_val(sittings, sitting);
    }
    return sittings;
}

static void
sittings_without_meeting(FundLedger *ledger, const GPtrArray *records)
{
    for (guint i = 0; i < records->len; i++)
        if (sitting_of(ledger, records->pdata[i]) < 0)
            sitting_add(ledger, -1, 0, record_dated(records->pdata[i]));
}

static void
post(FundLedger *ledger, FundAct act, guint sitting, guint member, gint64 amount, bool corrects)
{
    fund_post(ledger, (FundPosting){act, sitting, member, amount, corrects});
}

static void
swap_places(FundLedger *ledger, guint one, guint other)
{
    FundMember *first = ledger->members->pdata[one], *second = ledger->members->pdata[other];
    gint64 place = first->place;
    first->place = second->place;
    second->place = place;
}

static void
read_swaps(FundLedger *ledger, const Record *meeting)
{
    int swaps = kind_field(meeting->kind, "swaps");
    for (gsize i = 0; i < record_items(meeting, swaps); i++) {
        g_autofree char *one = record_part(meeting, swaps, i, 0);
        g_autofree char *other = record_part(meeting, swaps, i, 1);
        if (*one != '\0' && *other != '\0')
            swap_places(ledger, member_of(ledger, one), member_of(ledger, other));
    }
}

/* What a field says in the unit that this fund does not count in. */
static void
check_unit(FundLedger *ledger, const Record *record, const char *name, guint sitting, int member)
{
    int field = fund_field_unused(ledger->fund, record->kind, name);
    const char *stored = record_value(record, field);
    bool says = record->kind->fields[field].type == FIELD_LIST
                    ? *stored != '\0'
                    : g_ascii_strtoll(stored, NULL, 10) != 0;
    if (says)
        fund_found(ledger, FUND_OTHER_UNIT, (int)sitting, member, 0);
}

static void
read_contribution(FundLedger *ledger, const Record *record, guint sitting)
{
    guint index = member_of(ledger, value_of(record, "member"));
    FundMember *member = ledger->members->pdata[index];
    const char *payer = value_of(record, "substitute");
    gint64 paid = fund_amount(ledger->fund, record, "paid");
    post(ledger, FUND_DUE, sitting, index, fund_amount(ledger->fund, record, "due"), false);
    post(ledger, FUND_PAID, sitting, index, paid, false);
    if (*payer != '\0' && !g_str_equal(payer, member->ref)) {
        member->paid_by_other += paid;
        if (g_strcmp0(payer, member->guarantor) == 0)
            member->paid_by_guarantor += paid;
    }
    check_unit(ledger, record, "due", sitting, (int)index);
    check_unit(ledger, record, "paid", sitting, (int)index);
}

static void
read_corrections(FundLedger *ledger, const Record *meeting, guint sitting)
{
    static const struct {
        const char *sort;
        FundAct act;
        int sign;
    } sorts[] = {
        {"paid_less", FUND_PAID, -1},     {"paid_more", FUND_PAID, 1},
        {"due_less", FUND_DUE, -1},       {"due_more", FUND_DUE, 1},
        {"received_less", FUND_TURN, -1}, {"received_more", FUND_TURN, 1},
    };
    int corrections = fund_field(ledger->fund, meeting->kind, "corrections");
    for (gsize i = 0; i < record_items(meeting, corrections); i++) {
        g_autofree char *ref = record_part(meeting, corrections, i, 0);
        g_autofree char *sort = record_part(meeting, corrections, i, 1);
        g_autofree char *amount = record_part(meeting, corrections, i, 2);
        for (gsize s = 0; s < G_N_ELEMENTS(sorts) && *ref != '\0'; s++)
            if (g_str_equal(sorts[s].sort, sort))
                post(ledger, sorts[s].act, sitting, member_of(ledger, ref),
                     sorts[s].sign * fund_part_amount(ledger->fund, amount), true);
    }
}

static void
read_payments(FundLedger *ledger, const Record *meeting, guint sitting)
{
    static const FundAct paid_out[] = {FUND_SUPPLEMENT, FUND_REFUND, FUND_CLAIM_WAIVED,
                                       FUND_DEBT_WAIVED};
    int payments = fund_field(ledger->fund, meeting->kind, "payments");
    for (gsize i = 0; i < record_items(meeting, payments); i++) {
        g_autofree char *ref = record_part(meeting, payments, i, 0);
        g_autofree char *sort = record_part(meeting, payments, i, 1);
        g_autofree char *amount = record_part(meeting, payments, i, 2);
        for (gsize s = 0; s < G_N_ELEMENTS(paid_out) && *ref != '\0'; s++)
            if (g_str_equal(fund_acts[paid_out[s]].code, sort))
                post(ledger, paid_out[s], sitting, member_of(ledger, ref),
                     fund_part_amount(ledger->fund, amount), false);
    }
}

/* Whoever leaves owes or gets only the difference: nothing more falls due. */
static void
leave(FundLedger *ledger, guint sitting, guint member)
{
    gint64 owed = fund_balance(ledger, FUND_OWED, member);
    gint64 stake = -fund_balance(ledger, FUND_STAKE, member);
    post(ledger, FUND_OFFSET, sitting, member, owed - MAX(0, owed - stake), false);
    ((FundMember *)ledger->members->pdata[member])->left = (int)sitting;
}

static void
read_leavers(FundLedger *ledger, const Record *meeting, guint sitting)
{
    int leavers = kind_field(meeting->kind, "leavers");
    for (gsize i = 0; i < record_items(meeting, leavers); i++) {
        g_autofree char *ref = record_part(meeting, leavers, i, 0);
        if (*ref != '\0')
            leave(ledger, sitting, member_of(ledger, ref));
    }
}

/* Whoever yields takes the other's place in the list. */
static void
read_turn(FundLedger *ledger, const Record *record, guint sitting)
{
    guint member = member_of(ledger, value_of(record, "member"));
    const char *yielder = value_of(record, "yielded_by");
    FundMember *receiver = ledger->members->pdata[member];
    receiver->turns++;
    post(ledger, FUND_TURN, sitting, member, fund_amount(ledger->fund, record, "amount"), false);
    post(ledger, FUND_DEDUCTION, sitting, member, fund_amount(ledger->fund, record, "deduction"),
         false);
    check_unit(ledger, record, "amount", sitting, (int)member);
    check_unit(ledger, record, "deduction", sitting, (int)member);
    if (*yielder != '\0' && !g_str_equal(yielder, receiver->ref))
        swap_places(ledger, member, member_of(ledger, yielder));
}

/* Each record that belongs to this sitting, by `read`. */
static void
read_each(FundLedger *ledger, guint sitting, const GPtrArray *records, const GArray *sittings,
          void (*read)(FundLedger *ledger, const Record *record, guint sitting))
{
    for (guint i = 0; i < records->len; i++)
        if (g_array_index(sittings, int, i) == (int)sitting)
            read(ledger, records->pdata[i], sitting);
}

/* At the end what one owes and what one has to get are the same thing. */
static void
close_round(FundLedger *ledger, Day ended)
{
    sitting_add(ledger, -1, 0, ended)->closing = true;
    for (guint member = 0; member < ledger->members->len; member++) {
        gint64 owed = fund_balance(ledger, FUND_OWED, member);
        gint64 stake = -fund_balance(ledger, FUND_STAKE, member);
        bool both = (owed > 0 && stake > 0) || (owed < 0 && stake < 0);
        if (both)
            post(ledger, FUND_OFFSET, ledger->sittings->len - 1, member,
                 owed > 0 ? MIN(owed, stake) : MAX(owed, stake), false);
    }
}

static const Record *
meeting_of(const GPtrArray *meetings, gint64 entry)
{
    for (guint i = 0; entry >= 0 && i < meetings->len; i++)
        if (((const Record *)meetings->pdata[i])->entry == entry)
            return meetings->pdata[i];
    return NULL;
}

FundLedger *
fund_ledger_new(const Record *fund, const GPtrArray *meetings, const GPtrArray *contributions,
                const GPtrArray *turns)
{
    FundLedger *ledger = g_new0(FundLedger, 1);
    *ledger = (FundLedger){
        .fund = record_copy(fund),
        .contribution = fund_amount(fund, fund, "contribution"),
        .deduction = fund_amount(fund, fund, "deduction"),
        .turns_each = MAX(1, record_count(fund, kind_field(fund->kind, "turns"))),
        .ended = *value_of(fund, "ended") != '\0',
        .members = g_ptr_array_new_with_free_func(member_free),
        .sittings = g_ptr_array_new_with_free_func(g_free),
        .postings = g_array_new(FALSE, FALSE, sizeof(FundPosting)),
        .findings = g_array_new(FALSE, FALSE, sizeof(FundFinding)),
    };
    read_roster(ledger);
    for (guint i = 0; i < meetings->len; i++) {
        const Record *meeting = meetings->pdata[i];
        sitting_add(ledger, meeting->entry, number_or(value_of(meeting, "number"), 0),
                    record_dated(meeting));
    }
    sittings_without_meeting(ledger, contributions);
    sittings_without_meeting(ledger, turns);
    g_ptr_array_sort(ledger->sittings, compare_sittings);
    g_autoptr(GArray) of_contributions = sittings_of(ledger, contributions);
    g_autoptr(GArray) of_turns = sittings_of(ledger, turns);
    for (guint i = 0; i < ledger->sittings->len; i++) {
        const FundSitting *sitting = ledger->sittings->pdata[i];
        const Record *meeting = meeting_of(meetings, sitting->entry);
        if (meeting != NULL)
            read_swaps(ledger, meeting);
        read_each(ledger, i, contributions, of_contributions, read_contribution);
        if (meeting != NULL) {
            read_corrections(ledger, meeting, i);
            read_leavers(ledger, meeting, i);
            read_payments(ledger, meeting, i);
            check_unit(ledger, meeting, "payments", i, -1);
            check_unit(ledger, meeting, "corrections", i, -1);
        }
        read_each(ledger, i, turns, of_turns, read_turn);
    }
    if (ledger->ended)
        close_round(ledger, record_day(fund, kind_field(fund->kind, "ended")));
    fund_find(ledger);
    return ledger;
}

void
fund_ledger_free(FundLedger *ledger)
{
    if (ledger == NULL)
        return;
    record_free(ledger->fund);
    g_ptr_array_unref(ledger->members);
    g_ptr_array_unref(ledger->sittings);
    g_array_unref(ledger->postings);
    g_array_unref(ledger->findings);
    g_free(ledger);
}

FundLedger *
fund_ledger_of(Db *db, const Book *book, const Record *fund, GError **error)
{
    g_autoptr(GPtrArray) meetings =
        links_records(db, book, book, fund->entry, "meeting", "fund", 0, 0, error);
    g_autoptr(GPtrArray) contributions =
        meetings != NULL
            ? links_records(db, book, book, fund->entry, "contribution", "fund", 0, 0, error)
            : NULL;
    g_autoptr(GPtrArray) turns = contributions != NULL ? links_records(db, book, book, fund->entry,
                                                                       "turn", "fund", 0, 0, error)
                                                       : NULL;
    return turns != NULL ? fund_ledger_new(fund, meetings, contributions, turns) : NULL;
}

FundLedger *
fund_ledger_read(Db *db, const Book *book, gint64 fund, GError **error)
{
    g_autoptr(Record) record = record_load(db, book, fund, error);
    if (record == NULL)
        return NULL;
    if (!g_str_equal(record->kind->name, "fund"))
        return fail_null(error, KN_INVALID, N_("This is no rotating fund."));
    return fund_ledger_of(db, book, record, error);
}
