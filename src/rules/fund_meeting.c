/* fund_meeting.c: holds a meeting of a fund as one batch, and puts the last one right.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/fund.h"

#include "base/error.h"
#include "base/text.h"
#include "records/check.h"
#include "records/kinds.h"
#include "rules/act.h"
#include "rules/references.h"
#include "views/links.h"

static const char *
value_of(const Record *record, const char *field)
{
    return record_value(record, kind_field(record->kind, field));
}

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

/* Nothing due and nothing paid: no entry. */
static bool
is_idle(const Record *fund, const Record *contribution)
{
    return fund_amount(fund, contribution, "due") == 0 &&
           fund_amount(fund, contribution, "paid") == 0;
}

static void
drop_idle(const Record *fund, FundSheet *sheet)
{
    for (guint i = sheet->contributions->len; i-- > 0;)
        if (is_idle(fund, sheet->contributions->pdata[i]))
            g_ptr_array_remove_index(sheet->contributions, i);
    for (guint i = sheet->turns->len; i-- > 0;)
        if (*value_of(sheet->turns->pdata[i], "member") == '\0')
            g_ptr_array_remove_index(sheet->turns, i);
}

/* Fund, day and meeting are those of the sheet. */
static void
belongs_to(Record *record, const Record *fund, const Record *meeting, gint64 entry)
{
    set_number(record, "fund", fund->entry);
    set_number(record, "meeting", entry);
    set(record, "held", value_of(meeting, "held"));
    if (g_str_equal(record->kind->name, "contribution") && !fund_has_amount(fund, record, "due"))
        fund_amount_set(fund, record, "due", 0);
}

static bool
check_record(Act *act, Record *record, Problems *problems, GError **error)
{
    g_free(record->author);
    record->author = g_strdup(act->actor->author);
    record_check(record, problems);
    return references_check(act->db, act->book, record, problems, error);
}

/* Records of the fund that are not of this sheet. */
static GPtrArray *
others(Act *act, gint64 fund, const char *kind, const char *except, GError **error)
{
    GPtrArray *records =
        links_records(act->db, act->book, act->book, fund, kind, "fund", 0, 0, error);
    for (guint i = records != NULL ? records->len : 0; i-- > 0;) {
        const Record *record = records->pdata[i];
        int meeting = kind_field(record->kind, "meeting");
        bool of_sheet = meeting < 0 ? record->entry == g_ascii_strtoll(except, NULL, 10)
                                    : g_str_equal(record_value(record, meeting), except);
        if (of_sheet)
            g_ptr_array_remove_index(records, i);
    }
    return records;
}

static void
add_all(GPtrArray *to, const GPtrArray *from)
{
    for (guint i = 0; i < from->len; i++)
        g_ptr_array_add(to, record_copy(from->pdata[i]));
}

/* The ledger as it was, and as it is with the sheet. */
static bool
ledgers(Act *act, const Record *fund, FundSheet *sheet, gint64 entry, FundLedger **ret_before,
        FundLedger **ret_after, GError **error)
{
    g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, entry);
    g_autoptr(GPtrArray) meetings = others(act, fund->entry, "meeting", ref, error);
    g_autoptr(GPtrArray) contributions =
        meetings != NULL ? others(act, fund->entry, "contribution", ref, error) : NULL;
    g_autoptr(GPtrArray) turns =
        contributions != NULL ? others(act, fund->entry, "turn", ref, error) : NULL;
    if (turns == NULL)
        return false;
    *ret_before = fund_ledger_new(fund, meetings, contributions, turns);
    Record *meeting = record_copy(sheet->meeting);
    meeting->entry = entry;
    g_ptr_array_add(meetings, meeting);
    add_all(contributions, sheet->contributions);
    add_all(turns, sheet->turns);
    *ret_after = fund_ledger_new(fund, meetings, contributions, turns);
    return true;
}

static gint64
short_of(const FundLedger *ledger)
{
    gint64 most = 0;
    for (guint i = 0; i < ledger->findings->len; i++) {
        const FundFinding *finding = &g_array_index(ledger->findings, FundFinding, i);
        if (finding->sort == FUND_BOX_SHORT)
            most = MAX(most, finding->amount);
    }
    return most;
}

static bool
had_before(const FundLedger *before, const FundFinding *finding)
{
    for (guint i = 0; i < before->findings->len; i++) {
        const FundFinding *old = &g_array_index(before->findings, FundFinding, i);
        if (old->sort == finding->sort && old->member == finding->member &&
            old->sitting == finding->sitting && old->amount == finding->amount)
            return true;
    }
    return false;
}

static void
say_finding(Act *act, const FundLedger *before, const FundLedger *after, const FundFinding *finding,
            Problems *problems)
{
    const FundMember *member = finding->member >= 0 ? after->members->pdata[finding->member] : NULL;
    g_autofree char *name =
        member != NULL ? record_ref_title(act->db, act->book, "member", member->ref) : g_strdup("");
    g_autofree char *text = fund_finding_text(after, finding, name);
    bool cannot_be = finding->sort == FUND_STRANGER || finding->sort == FUND_OTHER_UNIT ||
                     (finding->sort == FUND_BOX_SHORT && finding->amount > short_of(before));
    problems_add(problems, cannot_be ? PROBLEM_ERROR : PROBLEM_HINT, NULL, "%s", text);
    if (cannot_be && finding->sort == FUND_BOX_SHORT)
        problems_add(problems, PROBLEM_HINT, NULL,
                     N_("If somebody put in the rest, write it as paid by that member; else pay "
                        "out what there is, and the rest of the turn when it has come in."));
}

/* What cannot be is said with the member's name; that some paid less is one hint for all of them. */
static bool
check_contributions(Act *act, const Record *fund, FundSheet *sheet, Problems *problems,
                    GError **error)
{
    gint64 lacking = 0;
    int behind = 0;
    for (guint i = 0; i < sheet->contributions->len; i++) {
        Record *record = sheet->contributions->pdata[i];
        g_autoptr(Problems) found = problems_new();
        gint64 lacks = fund_amount(fund, record, "due") - fund_amount(fund, record, "paid");
        if (!check_record(act, record, found, error))
            return false;
        for (gsize p = 0; p < problems_count(found); p++) {
            if (problems_at(found, p)->kind != PROBLEM_ERROR)
                continue;
            g_autofree char *name =
                record_ref_title(act->db, act->book, "member", value_of(record, "member"));
            problems_add(problems, PROBLEM_ERROR, NULL, "%s: %s", name,
                         problems_at(found, p)->sentence);
        }
        behind += lacks > 0;
        lacking += MAX(0, lacks);
    }
    if (behind > 0) {
        g_autofree char *amount = fund_amount_text(fund, lacking, lang_current());
        problems_add(problems, PROBLEM_HINT, NULL,
                     N_("Paid less than is due: %d of the members, %s in all."), behind, amount);
    }
    return true;
}

static bool
check_sheet(Act *act, const Record *fund, FundSheet *sheet, gint64 entry, Problems *problems,
            GError **error)
{
    g_autoptr(FundLedger) before = NULL;
    g_autoptr(FundLedger) after = NULL;
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    if (!check_contributions(act, fund, sheet, problems, error))
        return false;
    for (guint i = 0; i < sheet->contributions->len; i++) {
        if (!g_hash_table_add(seen, (gpointer)value_of(sheet->contributions->pdata[i], "member")))
            problems_add(problems, PROBLEM_ERROR, "contributions",
                         N_("A member stands in this meeting twice."));
    }
    for (guint i = 0; i < sheet->turns->len; i++)
        if (!check_record(act, sheet->turns->pdata[i], problems, error))
            return false;
    if (!ledgers(act, fund, sheet, entry, &before, &after, error))
        return false;
    for (guint i = 0; i < after->findings->len; i++) {
        const FundFinding *finding = &g_array_index(after->findings, FundFinding, i);
        if (!had_before(before, finding))
            say_finding(act, before, after, finding, problems);
    }
    return true;
}

static Record *
batch_head(guint count)
{
    g_autofree char *text = g_strdup_printf("%u", count);
    return system_record("batch", "what", kind_leaf(kind_get("meeting")), "file_name", "", "rows",
                         text, "count", text, NULL);
}

static Record *
open_fund(Act *act, gint64 fund, GError **error)
{
    g_autoptr(Record) record = record_load(act->db, act->book, fund, error);
    if (record == NULL)
        return NULL;
    if (!g_str_equal(record->kind->name, "fund"))
        return fail_null(error, KN_INVALID, N_("This is no rotating fund."));
    if (*value_of(record, "ended") != '\0')
        return fail_null(error, KN_CONFLICT, N_("This round has ended; open the next one."));
    return g_steal_pointer(&record);
}

bool
fund_meeting_add(Office *office, const char *unit, const Actor *actor, gint64 fund,
                 FundSheet *sheet, Problems *problems, gint64 *ret_batch, gint64 *ret_meeting,
                 GError **error)
{
    g_auto(Act) act = {0};
    *ret_batch = *ret_meeting = -1;
    if (!act_begin(&act, office, unit, actor, ROLE_TREASURER, error))
        return false;
    g_autoptr(Record) round = open_fund(&act, fund, error);
    if (round == NULL)
        return false;
    drop_idle(round, sheet);
    gint64 batch = act_next(&act), meeting = batch + 1;
    set_number(sheet->meeting, "fund", fund);
    for (guint i = 0; i < sheet->contributions->len; i++)
        belongs_to(sheet->contributions->pdata[i], round, sheet->meeting, meeting);
    for (guint i = 0; i < sheet->turns->len; i++)
        belongs_to(sheet->turns->pdata[i], round, sheet->meeting, meeting);
    g_autoptr(Record) head = batch_head(1 + sheet->contributions->len + sheet->turns->len);
    if (!check_record(&act, sheet->meeting, problems, error))
        return false;
    if (problems_has_errors(problems))
        return true;
    /* What hangs on the meeting names it: it has to stand there first. */
    if (!act_add(&act, head, -1, error) || !act_add(&act, sheet->meeting, -1, error) ||
        !act_flush(&act, error) || !check_sheet(&act, round, sheet, meeting, problems, error))
        return false;
    if (problems_has_errors(problems))
        return true;
    for (guint i = 0; i < sheet->contributions->len; i++)
        if (!act_add(&act, sheet->contributions->pdata[i], -1, error))
            return false;
    for (guint i = 0; i < sheet->turns->len; i++)
        if (!act_add(&act, sheet->turns->pdata[i], -1, error))
            return false;
    if (!act_end(&act, error))
        return false;
    *ret_batch = batch;
    *ret_meeting = meeting;
    return true;
}

static bool
says_the_same(const Record *a, const Record *b)
{
    for (gsize i = 0; i < a->kind->field_count; i++)
        if (!g_str_equal(record_value(a, (int)i), record_value(b, (int)i)))
            return false;
    return true;
}

/* What a correction comes to. */
typedef struct {
    GPtrArray *records; /* (element-type Record), borrowed */
    GArray *amends;     /* (element-type gint64): the first entry of each, -1: new */
    GArray *gone;       /* (element-type gint64): entries to undo */
} Changes;

static void
change(Changes *changes, Record *record, const Record *old, const char *why)
{
    gint64 amends = old != NULL ? old->entry : -1;
    if (old != NULL && says_the_same(old, record))
        return;
    g_free(record->why);
    record->why = g_strdup(old != NULL ? why : "");
    g_ptr_array_add(changes->records, record);
    g_array_append_val(changes->amends, amends);
}

/* The record of the same member in the other list: the first beside the first, the second beside the second. */
static const Record *
counterpart(const GPtrArray *records, guint i, const GPtrArray *others)
{
    const char *member = value_of(records->pdata[i], "member");
    guint before = 0;
    for (guint r = 0; r < i; r++)
        before += g_str_equal(value_of(records->pdata[r], "member"), member);
    for (guint o = 0; o < others->len; o++)
        if (g_str_equal(value_of(others->pdata[o], "member"), member) && before-- == 0)
            return others->pdata[o];
    return NULL;
}

static void
change_all(Changes *changes, GPtrArray *records, const GPtrArray *old, const char *why)
{
    for (guint i = 0; i < records->len; i++)
        change(changes, records->pdata[i], counterpart(records, i, old), why);
    for (guint i = 0; i < old->len; i++)
        if (counterpart(old, i, records) == NULL)
            g_array_append_val(changes->gone, ((const Record *)old->pdata[i])->entry);
}

/* Every entry that said something of the record: itself and its amendments, last first. */
static bool
undo_record(Act *act, gint64 entry, const char *why, GError **error)
{
    g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, entry);
    g_autoptr(Record) undo = system_record("undo", "first", number, "last", number, "author",
                                           act->actor->author, "why", why, NULL);
    return act_add(act, undo, -1, error);
}

static bool
write_changes(Act *act, const Changes *changes, const char *why, gint64 *ret_batch, GError **error)
{
    g_autoptr(Record) head = batch_head(changes->records->len + changes->gone->len);
    *ret_batch = act_next(act);
    if (!act_add(act, head, -1, error))
        return false;
    for (guint i = 0; i < changes->records->len; i++)
        if (!act_add(act, changes->records->pdata[i], g_array_index(changes->amends, gint64, i),
                     error))
            return false;
    for (guint i = 0; i < changes->gone->len; i++)
        if (!undo_record(act, g_array_index(changes->gone, gint64, i), why, error))
            return false;
    return act_end(act, error);
}

static bool
is_last(Act *act, const Record *fund, gint64 meeting, GError **error)
{
    g_autoptr(FundLedger) ledger = fund_ledger_read(act->db, act->book, fund->entry, error);
    if (ledger == NULL)
        return false;
    const FundSitting *last = NULL;
    for (guint i = 0; i < fund_meetings(ledger); i++)
        if (((const FundSitting *)ledger->sittings->pdata[i])->entry >= 0)
            last = ledger->sittings->pdata[i];
    return (last != NULL && last->entry == meeting) ||
           fail(error, KN_CONFLICT,
                N_("Only the last meeting is corrected itself. What was wrong in an older one is "
                   "put right by an entry in the next meeting."));
}

bool
fund_meeting_correct(Office *office, const char *unit, const Actor *actor, gint64 meeting,
                     FundSheet *sheet, const char *why, Problems *problems, gint64 *ret_batch,
                     GError **error)
{
    g_auto(Act) act = {0};
    *ret_batch = -1;
    if (!act_begin(&act, office, unit, actor, ROLE_TREASURER, error))
        return false;
    g_autoptr(FundSheet) old = fund_sheet_read(act.db, act.book, meeting, error);
    g_autofree char *clean = text_clean(why == NULL ? "" : why, -1, 500, error);
    if (old == NULL || clean == NULL)
        return false;
    gint64 fund = g_ascii_strtoll(value_of(old->meeting, "fund"), NULL, 10);
    g_autoptr(Record) round = open_fund(&act, fund, error);
    if (round == NULL || !is_last(&act, round, meeting, error))
        return false;
    if (*clean == '\0')
        problems_add(problems, PROBLEM_ERROR, "why", N_("Say in a few words why this is changed."));
    drop_idle(round, sheet);
    set_number(sheet->meeting, "fund", fund);
    g_autoptr(GPtrArray) records = g_ptr_array_new();
    g_autoptr(GArray) amends = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(GArray) gone = g_array_new(FALSE, FALSE, sizeof(gint64));
    Changes changes = {records, amends, gone};
    for (guint i = 0; i < sheet->contributions->len; i++)
        belongs_to(sheet->contributions->pdata[i], round, sheet->meeting, meeting);
    for (guint i = 0; i < sheet->turns->len; i++)
        belongs_to(sheet->turns->pdata[i], round, sheet->meeting, meeting);
    change(&changes, sheet->meeting, old->meeting, clean);
    change_all(&changes, sheet->contributions, old->contributions, clean);
    change_all(&changes, sheet->turns, old->turns, clean);
    if (records->len + gone->len == 0)
        problems_add(problems, PROBLEM_ERROR, NULL, N_("Nothing was changed."));
    if (!check_record(&act, sheet->meeting, problems, error) ||
        !check_sheet(&act, round, sheet, meeting, problems, error))
        return false;
    return problems_has_errors(problems) || write_changes(&act, &changes, clean, ret_batch, error);
}
