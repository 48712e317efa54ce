/* fund_round.c: the end of a round.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/fund.h"

#include "base/error.h"
#include "records/kinds.h"
#include "rules/write.h"
#include "views/views.h"

static const char *
value_of(const Record *record, const char *field)
{
    return record_value(record, kind_field(record->kind, field));
}

/* Whoever still owes or has to get is named: pay, or write down what is waived, then end the round. */
static bool
check_even(Db *db, const Book *book, const Record *ended, Problems *problems, GError **error)
{
    g_autoptr(FundLedger) ledger = fund_ledger_of(db, book, ended, error);
    if (ledger == NULL)
        return false;
    for (guint i = 0; i < ledger->findings->len; i++) {
        const FundFinding *finding = &g_array_index(ledger->findings, FundFinding, i);
        bool uneven = finding->sort == FUND_NOT_EVEN || finding->sort == FUND_BOX_LEFT;
        const FundMember *member =
            finding->member >= 0 ? ledger->members->pdata[finding->member] : NULL;
        g_autofree char *name =
            member != NULL ? record_ref_title(db, book, "member", member->ref) : g_strdup("");
        g_autofree char *text = fund_finding_text(ledger, finding, name);
        problems_add(problems, uneven ? PROBLEM_ERROR : PROBLEM_HINT, NULL, "%s", text);
    }
    return true;
}

bool
fund_close(Office *office, const char *unit, const Actor *actor, gint64 fund, Day day,
           Problems *problems, gint64 *ret_entry, GError **error)
{
    g_autoptr(Record) record = NULL;
    g_autofree char *ended = day_iso(day);
    *ret_entry = -1;
    {
        g_autoptr(Db) db = store_read(office->store, error);
        g_autoptr(Book) book = db != NULL ? office_book(db, unit, error) : NULL;
        record = book != NULL ? record_load(db, book, fund, error) : NULL;
        if (record == NULL)
            return false;
        if (!g_str_equal(record->kind->name, "fund") || *value_of(record, "ended") != '\0')
            return fail(error, KN_CONFLICT, N_("This is no round that goes on."));
        record_set(record, kind_field(record->kind, "ended"), ended);
        if (!check_even(db, book, record, problems, error))
            return false;
    }
    return problems_has_errors(problems) ||
           record_amend(office, unit, actor, fund, record, _("The round has ended."), record->last,
                        problems, ret_entry, error);
}
