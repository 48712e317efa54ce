/* fund_meeting.c: holds the next meeting of a fund: who paid, who came, who received.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kinds.h"
#include "standing/draw.h"
#include "views/links.h"
#include "web/fund_form.h"
#include "web/notices.h"
#include "web/shown.h"
#include "web/widget.h"

/* The newest draw for the meeting with this number; NULL without error when there is none. */
static bool
draw_for(Request *req, const FundLedger *ledger, gint64 number, Record **ret_draw, GError **error)
{
    g_autoptr(GPtrArray) draws = links_records(request_db(req, NULL), req->book, req->book,
                                               ledger->fund->entry, "draw", "fund", 0, 0, error);
    *ret_draw = NULL;
    for (guint i = draws != NULL ? draws->len : 0; i-- > 0 && *ret_draw == NULL;) {
        const Record *draw = draws->pdata[i];
        if (record_count(draw, kind_field(draw->kind, "number")) == number)
            *ret_draw = record_copy(draw);
    }
    return draws != NULL;
}

/* Whoever drew the lots: the first of the order that still wait, as many as there are turns. */
static void
take_drawn(const FundLedger *ledger, FundSheet *sheet, const Record *draw)
{
    g_autoptr(GPtrArray) order = draw_list(draw, "order");
    g_autofree char *entry = g_strdup_printf("%" G_GINT64_FORMAT, draw->entry);
    guint nth = 0;
    for (guint i = 0; i < order->len && nth < sheet->turns->len; i++) {
        int member = fund_member_find(ledger, order->pdata[i]);
        if (member < 0 || !fund_is_waiting(ledger, (guint)member))
            continue;
        Record *turn = sheet->turns->pdata[nth++];
        record_set(turn, kind_field(turn->kind, "member"), order->pdata[i]);
        record_set(turn, kind_field(turn->kind, "form"), "lots");
        record_set(turn, kind_field(turn->kind, "draw"), entry);
    }
}

static void
write_draw(Markup *m, Request *req, const FundLedger *ledger, const Record *draw)
{
    if (!record_choice_is(ledger->fund, kind_field(ledger->fund->kind, "order"), "lots"))
        return;
    g_autofree char *fund = record_id(req->book, ledger->fund->entry);
    if (draw == NULL) {
        widget_hint(m, _("This fund draws lots, and no seed has been sealed for this meeting."));
        markup_print(m, "<p class=\"bar\"><a class=\"button\" href=\"/u/%u/fund/%u\">%s</a></p>",
                     req->book->code, fund, _("To the fund"));
        return;
    }
    g_autofree char *id = record_id(req->book, draw->entry);
    markup_print(m, "<p class=\"bar\"><a class=\"button\" href=\"/u/%u/draw/%u\">%s</a></p>",
                 req->book->code, id,
                 draw_check(draw) == DRAW_WAITS ? _("Draw the lots now") : _("How it was drawn"));
}

static bool
write_form(Request *req, Reply *reply, const FundLedger *ledger, FundSheet *sheet,
           const Problems *problems, GError **error)
{
    g_autoptr(Record) draw = NULL;
    g_autofree char *id = record_id(req->book, ledger->fund->entry);
    g_autofree char *action = g_strdup_printf("/u/%s/fund/%s/meeting", req->book->code, id);
    g_autofree char *back = g_strdup_printf("/u/%s/fund/%s", req->book->code, id);
    g_autofree char *name = record_title(ledger->fund);
    g_autofree char *title =
        g_strdup_printf(_("Meeting %d of the fund"), (int)fund_meetings(ledger) + 1);
    if (!draw_for(req, ledger, fund_meetings(ledger) + 1, &draw, error))
        return false;
    bool opened = draw != NULL && draw_check(draw) == DRAW_RIGHT;
    if (opened)
        take_drawn(ledger, sheet, draw);
    Markup *m = reply_page(reply, title);
    reply->group = g_strdup(ledger->fund->kind->group);
    reply_crumb(reply, name, back);
    write_draw(m, req, ledger, draw);
    FundFormView view = {.ledger = ledger,
                         .sheet = sheet,
                         .problems = problems,
                         .action = action,
                         .button = _("Write the meeting into the book")};
    return fund_form_show(m, req, &view, error);
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    g_autoptr(FundLedger) ledger = fund_in_view(req, error);
    if (ledger == NULL)
        return false;
    if (ledger->ended)
        return fail(error, KN_CONFLICT, N_("This round has ended; open the next one."));
    g_autoptr(FundSheet) sheet = fund_sheet_next(ledger, request_today(req));
    return write_form(req, reply, ledger, sheet, NULL, error);
}

static bool
save(Request *req, Reply *reply, GError **error)
{
    g_autoptr(FundLedger) ledger = fund_in_view(req, error);
    g_autoptr(Problems) problems = problems_new();
    if (ledger == NULL)
        return false;
    g_autoptr(FundSheet) sheet = fund_sheet_new();
    gint64 batch = -1, meeting = -1;
    if (!fund_form_read(req, ledger, sheet, problems, error))
        return false;
    bool asks = request_value(req, "add") != NULL;
    request_db_close(req);
    if (!asks && !problems_has_errors(problems) &&
        !fund_meeting_add(request_office(req), request_unit(req), &req->actor, ledger->fund->entry,
                          sheet, problems, &batch, &meeting, error))
        return false;
    if (batch < 0) {
        reply->status = asks ? 200 : 400;
        return write_form(req, reply, ledger, sheet, asks ? NULL : problems, error);
    }
    g_autofree char *id = record_id(req->book, ledger->fund->entry);
    g_autofree char *hints = problems_text(problems, true);
    notice_done(req, _("The meeting is written into the book."), batch);
    if (*hints != '\0')
        notice_add(req, NOTICE_HINT, hints, NULL);
    reply_see_print(reply, "/u/%s/fund/%s", req->book->code, id);
    return true;
}

static const Input inputs[] = {{"*", INPUT_FIELDS}, {NULL}};

const Page page_fund_meeting = {"/u/:unit/fund/:id/meeting",
                                N_("Hold a meeting"),
                                ALLOW_RECORDER,
                                show,
                                save,
                                .inputs = inputs};
