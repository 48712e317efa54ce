/* fund_end.c: ends a round of a fund when everyone is even.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/views.h"
#include "web/fund_form.h"
#include "web/notices.h"

static bool
show(Request *req, Reply *reply, GError **error)
{
    reply_see_print(reply, "/u/%s/fund/%s", req->book->code, request_capture(req, "id"));
    return true;
}

static bool
save(Request *req, Reply *reply, GError **error)
{
    g_autoptr(FundLedger) ledger = fund_in_view(req, error);
    g_autoptr(Problems) problems = problems_new();
    gint64 entry = -1;
    if (ledger == NULL)
        return false;
    guint held = fund_meetings(ledger);
    Day day = held > 0 ? ((const FundSitting *)ledger->sittings->pdata[held - 1])->day
                       : request_today(req);
    request_db_close(req);
    if (!fund_close(request_office(req), request_unit(req), &req->actor, ledger->fund->entry, day,
                    problems, &entry, error))
        return false;
    g_autofree char *wrong = problems_text(problems, false);
    if (entry < 0) {
        g_autofree char *text = g_strdup_printf(
            "%s %s", wrong,
            _("Hold one more meeting that settles it: what is owed, what is still to be paid out, "
              "or what is waived."));
        notice_add(req, NOTICE_WRONG, text, NULL);
    } else {
        notice_done(req, _("The round has ended."), entry);
    }
    return show(req, reply, error);
}

const Page page_fund_end = {"/u/:unit/fund/:id/end", N_("End the round"), ALLOW_RECORDER, show,
                            save};
