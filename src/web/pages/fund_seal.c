/* fund_seal.c: seals a seed for the draw of a fund's next meeting.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/views.h"
#include "web/fund_form.h"

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
    gint64 draw = -1;
    if (ledger == NULL)
        return false;
    Day next = fund_day_next(ledger);
    request_db_close(req);
    if (!fund_draw_seal(request_office(req), request_unit(req), &req->actor, ledger->fund->entry,
                        next != DAY_UNSET ? next : request_today(req), &draw, error))
        return false;
    g_autofree char *id = record_id(req->book, draw);
    reply_see_print(reply, "/u/%s/draw/%s", req->book->code, id);
    return true;
}

const Page page_fund_seal = {"/u/:unit/fund/:id/seal", N_("Seal a seed for the draw"),
                             ALLOW_RECORDER, show, save};
