/* fund_correct.c: puts the last meeting of a fund right.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kinds.h"
#include "web/fund_form.h"
#include "web/notices.h"
#include "web/shown.h"

static bool
meeting_in_view(Request *req, FundSheet **ret_sheet, FundLedger **ret_ledger, GError **error)
{
    g_autoptr(Book) book = NULL;
    g_autoptr(Record) record = NULL;
    if (!record_in_view(req, &book, &record, error))
        return false;
    if (book->book != req->book->book || !g_str_equal(record->kind->name, "meeting"))
        return fail(error, KN_MISSING, N_("This is no meeting of a fund."));
    gint64 fund = g_ascii_strtoll(record_value(record, kind_field(record->kind, "fund")), NULL, 10);
    *ret_ledger = fund_ledger_read(request_db(req, NULL), book, fund, error);
    *ret_sheet = *ret_ledger != NULL
                     ? fund_sheet_read(request_db(req, NULL), book, record->entry, error)
                     : NULL;
    return *ret_sheet != NULL;
}

static bool
write_form(Request *req, Reply *reply, const FundLedger *ledger, const FundSheet *sheet,
           gint64 meeting, const Problems *problems, GError **error)
{
    g_autofree char *id = record_id(req->book, meeting);
    g_autofree char *fund = record_id(req->book, ledger->fund->entry);
    g_autofree char *action = g_strdup_printf("/u/%s/meeting/%s/correct", req->book->code, id);
    g_autofree char *back = g_strdup_printf("/u/%s/fund/%s", req->book->code, fund);
    g_autofree char *name = record_title(ledger->fund);
    Markup *m = reply_page(reply, _("Put the meeting right"));
    reply->group = g_strdup(ledger->fund->kind->group);
    reply_crumb(reply, name, back);
    FundFormView view = {.ledger = ledger,
                         .sheet = sheet,
                         .problems = problems,
                         .action = action,
                         .button = _("Write the correction"),
                         .amends = true};
    return fund_form_show(m, req, &view, error);
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    g_autoptr(FundLedger) ledger = NULL;
    g_autoptr(FundSheet) sheet = NULL;
    return meeting_in_view(req, &sheet, &ledger, error) &&
           write_form(req, reply, ledger, sheet, sheet->meeting->entry, NULL, error);
}

static bool
save(Request *req, Reply *reply, GError **error)
{
    g_autoptr(FundLedger) ledger = NULL;
    g_autoptr(FundSheet) sheet = NULL;
    g_autoptr(Problems) problems = problems_new();
    gint64 batch = -1;
    if (!meeting_in_view(req, &sheet, &ledger, error))
        return false;
    gint64 meeting = sheet->meeting->entry;
    if (!fund_form_read(req, ledger, sheet, problems, error))
        return false;
    const char *why = request_value(req, "why");
    bool asks = request_value(req, "add") != NULL;
    request_db_close(req);
    if (!asks && !problems_has_errors(problems) &&
        !fund_meeting_correct(request_office(req), request_unit(req), &req->actor, meeting, sheet,
                              why != NULL ? why : "", problems, &batch, error))
        return false;
    if (batch < 0) {
        reply->status = asks ? 200 : 400;
        return write_form(req, reply, ledger, sheet, meeting, asks ? NULL : problems, error);
    }
    g_autofree char *id = record_id(req->book, ledger->fund->entry);
    notice_done(req, _("The meeting is put right."), batch);
    reply_see_print(reply, "/u/%s/fund/%s", req->book->code, id);
    return true;
}

static const Input inputs[] = {{"*", INPUT_FIELDS}, {NULL}};

const Page page_fund_correct = {"/u/:unit/meeting/:id/correct",
                                N_("Put the meeting right"),
                                ALLOW_RECORDER,
                                show,
                                save,
                                .inputs = inputs};
