/* fund.c: how a round of a rotating fund stands, and what is done next.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kinds.h"
#include "standing/draw.h"
#include "views/links.h"
#include "web/fund_form.h"
#include "web/related.h"
#include "web/shown.h"
#include "web/widget.h"

static void
amount_cell(Markup *m, gint64 amount)
{
    g_autofree char *text = amount == 0 ? g_strdup("") : count_print(amount, lang_current());
    markup_print(m, "<td class=\"number\">%s</td>", text);
}

static void
fact(Markup *m, const char *label, const char *text)
{
    markup_print(m, "<dt>%s</dt><dd>%s</dd>", label, text);
}

static void
fact_amount(Markup *m, const FundLedger *ledger, const char *label, gint64 amount)
{
    g_autofree char *text = fund_amount_text(ledger->fund, amount, lang_current());
    fact(m, label, text);
}

static void
facts(Markup *m, const FundLedger *ledger)
{
    Day next = fund_day_next(ledger);
    g_autofree char *day = next != DAY_UNSET ? day_print(next, lang_current()) : NULL;
    g_autofree char *left = g_strdup_printf("%" G_GINT64_FORMAT, fund_turns_left(ledger));
    const char *gift_box = record_value(ledger->fund, kind_field(ledger->fund->kind, "gift_box"));
    markup_raw(m, "<dl class=\"facts\">");
    fact(m, _("State"), ledger->ended ? _("the round has ended") : _("the round goes on"));
    fact_amount(m, ledger, _("In the box"), fund_balance(ledger, FUND_BOX, FUND_ALL));
    fact_amount(m, ledger, _("Paid in"), fund_sum(ledger, FUND_PAID, FUND_ALL, FUND_ALL));
    fact_amount(m, ledger, _("Handed out"), fund_received(ledger, FUND_ALL, FUND_ALL));
    if (fund_balance(ledger, FUND_GIFT, FUND_ALL) > 0)
        fact_amount(m, ledger, *gift_box != '\0' ? gift_box : _("Gift box"),
                    fund_balance(ledger, FUND_GIFT, FUND_ALL));
    fact(m, _("Turns still to come"), left);
    if (day != NULL)
        fact(m, _("Next meeting"), day);
    markup_raw(m, "</dl>");
}

static void
findings(Markup *m, Request *req, const FundLedger *ledger)
{
    for (guint i = 0; i < ledger->findings->len; i++) {
        const FundFinding *finding = &g_array_index(ledger->findings, FundFinding, i);
        g_autofree char *name = finding->member >= 0
                                    ? fund_member_name(req, ledger, (guint)finding->member)
                                    : g_strdup("");
        g_autofree char *text = fund_finding_text(ledger, finding, name);
        widget_hint(m, text);
    }
}

/* Whoever is behind, and whom to ask where they have received already. */
static void
arrears(Markup *m, Request *req, const FundLedger *ledger)
{
    bool any = false;
    for (guint i = 0; i < ledger->members->len; i++) {
        gint64 owed = fund_balance(ledger, FUND_OWED, i);
        if (owed <= 0)
            continue;
        g_autofree char *name = fund_member_name(req, ledger, i);
        g_autofree char *amount = fund_amount_text(ledger->fund, owed, lang_current());
        if (!any)
            markup_print(m, "<h2>%s</h2><ul class=\"waits\">", _("Behind with contributions"));
        any = true;
        markup_print(m, "<li>%s: %s", name, amount);
        if (fund_asks_guarantor(ledger, i)) {
            g_autofree char *guarantor = fund_guarantor_name(req, ledger, i);
            markup_print(m, " · %s: %s", _("Guarantor"), guarantor);
        }
        markup_raw(m, "</li>");
    }
    if (any)
        markup_raw(m, "</ul>");
}

static void
members(Markup *m, Request *req, const FundLedger *ledger)
{
    markup_print(m,
                 "<h2>%s</h2><div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th>%s</th>"
                 "<th class=\"number\">%s</th><th class=\"number\">%s</th><th "
                 "class=\"number\">%s</th><th class=\"number\">%s</th><th>%s</th></tr></thead>"
                 "<tbody>",
                 _("Who takes part"), _("Member"), _("Paid in"), _("Received so far"), _("Owes"),
                 _("Still to get"), _("Turn"));
    for (guint i = 0; i < ledger->members->len; i++) {
        const FundMember *member = ledger->members->pdata[i];
        g_autofree char *name = fund_member_name(req, ledger, i);
        g_autofree char *id = record_id(req->book, g_ascii_strtoll(member->ref, NULL, 10));
        markup_print(m,
                     "<tr><th scope=\"row\"><a href=\"/u/%u/reports/passbook?record=%u\">%s</a>"
                     "</th>",
                     req->book->code, id, name);
        amount_cell(m, fund_sum(ledger, FUND_PAID, i, FUND_ALL));
        amount_cell(m, fund_received(ledger, i, FUND_ALL));
        amount_cell(m, MAX(0, fund_balance(ledger, FUND_OWED, i)));
        amount_cell(m, MAX(0, -fund_balance(ledger, FUND_STAKE, i)));
        markup_print(m, "<td>%s</td></tr>",
                     member->left >= 0            ? _("has left")
                     : fund_is_waiting(ledger, i) ? _("waits")
                                                  : _("has received"));
    }
    markup_raw(m, "</tbody></table></div>");
}

static void
meetings(Markup *m, Request *req, const FundLedger *ledger, bool writes)
{
    guint held = fund_meetings(ledger);
    if (held == 0)
        return;
    markup_print(m,
                 "<h2>%s</h2><div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th>%s</th>"
                 "<th class=\"number\">%s</th><th class=\"number\">%s</th><th "
                 "class=\"number\">%s</th><td></td></tr></thead><tbody>",
                 _("Meetings"), _("Meeting"), _("Paid in"), _("Handed out"), _("In the box"));
    for (guint i = 0; i < held; i++) {
        const FundSitting *sitting = ledger->sittings->pdata[i];
        g_autofree char *day = day_print(sitting->day, lang_current());
        g_autofree char *id =
            sitting->entry >= 0 ? record_id(req->book, sitting->entry) : g_strdup("");
        markup_raw(m, "<tr><th scope=\"row\">");
        if (sitting->entry >= 0)
            markup_print(m, "<a href=\"/u/%u/record/%u\">%d · %s</a></th>", req->book->code, id,
                         sitting->number, day);
        else
            markup_print(m, "%s</th>", day);
        amount_cell(m, fund_sum(ledger, FUND_PAID, FUND_ALL, i));
        amount_cell(m, fund_received(ledger, FUND_ALL, i));
        amount_cell(m, fund_balance_after(ledger, FUND_BOX, FUND_ALL, i));
        markup_raw(m, "<td>");
        if (sitting->entry >= 0)
            markup_print(m, "<a href=\"/u/%u/reports/slip?record=%u\">%s</a>", req->book->code, id,
                         _("Slips"));
        if (writes && sitting->entry >= 0 && i + 1 == held && !ledger->ended)
            markup_print(m, " · <a href=\"/u/%u/meeting/%u/correct\">%s</a>", req->book->code, id,
                         _("Correct"));
        markup_raw(m, "</td></tr>");
    }
    markup_raw(m, "</tbody></table></div>");
}

static void
write_draws(Markup *m, Request *req, const GPtrArray *draws)
{
    if (draws->len == 0)
        return;
    markup_print(m, "<h2>%s</h2><ul class=\"waits\">", _("Draws of lots"));
    for (guint i = 0; i < draws->len; i++) {
        const Record *draw = draws->pdata[i];
        g_autofree char *id = record_id(req->book, draw->entry);
        g_autofree char *day = day_print(record_dated(draw), lang_current());
        markup_print(m, "<li><a href=\"/u/%u/draw/%u\">%s</a> ", req->book->code, id, day);
        if (draw_check(draw) == DRAW_WAITS)
            widget_status(m, SIGN_WAIT, _("sealed, not drawn yet"));
        else
            widget_status(m, SIGN_DONE, _("drawn"));
        markup_raw(m, "</li>");
    }
    markup_raw(m, "</ul>");
}

/* Whether a seed is sealed for the next meeting already. */
static bool
is_sealed(const FundLedger *ledger, const GPtrArray *draws)
{
    gint64 next = fund_meetings(ledger) + 1;
    for (guint i = 0; i < draws->len; i++) {
        const Record *draw = draws->pdata[i];
        if (record_count(draw, kind_field(draw->kind, "number")) == next)
            return true;
    }
    return false;
}

static void
acts(Markup *m, Request *req, const FundLedger *ledger, const GPtrArray *draws, const char *id)
{
    bool lots = record_choice_is(ledger->fund, kind_field(ledger->fund->kind, "order"), "lots");
    markup_raw(m, "<div class=\"bar\">");
    if (!ledger->ended) {
        g_autofree char *seal = g_strdup_printf("/u/%s/fund/%s/seal", req->book->code, id);
        markup_print(m,
                     "<a class=\"button primary\" data-new href=\"/u/%u/fund/%u/meeting\">%s</a>",
                     req->book->code, id, _("Hold the next meeting"));
        if (lots && fund_turns_left(ledger) > 0 && !is_sealed(ledger, draws))
            widget_button(m, req, seal, _("Seal a seed for the draw"), NULL, NULL);
        if (fund_turns_left(ledger) == 0) {
            g_autofree char *end = g_strdup_printf("/u/%s/fund/%s/end", req->book->code, id);
            widget_button(m, req, end, _("End the round"), NULL, NULL);
        }
    } else {
        markup_print(m, "<a class=\"button primary\" href=\"/u/%u/fund-open?from=%u\">%s</a>",
                     req->book->code, id, _("Open the next round"));
    }
    markup_print(m, "<a class=\"button\" href=\"/u/%u/record/%u\">%s</a></div>", req->book->code,
                 id, _("What was agreed"));
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    g_autoptr(FundLedger) ledger = fund_in_view(req, error);
    if (ledger == NULL)
        return false;
    g_autofree char *name = record_title(ledger->fund);
    g_autofree char *id = record_id(req->book, ledger->fund->entry);
    g_autofree char *list = g_strdup_printf("/u/%s/records/fund", req->book->code);
    bool writes = may_write_kind(req, ledger->fund->kind);
    g_autoptr(GPtrArray) draws = links_records(request_db(req, NULL), req->book, req->book,
                                               ledger->fund->entry, "draw", "fund", 0, 0, error);
    if (draws == NULL)
        return false;
    Markup *m = reply_page(reply, name);
    reply->group = g_strdup(ledger->fund->kind->group);
    reply_crumb(reply, _(ledger->fund->kind->plural), list);
    if (writes)
        acts(m, req, ledger, draws, id);
    findings(m, req, ledger);
    facts(m, ledger);
    arrears(m, req, ledger);
    related_documents(m, req, req->book, ledger->fund);
    meetings(m, req, ledger, writes);
    write_draws(m, req, draws);
    members(m, req, ledger);
    return true;
}

const Page page_fund = {"/u/:unit/fund/:id", N_("Rotating fund"), ALLOW_READER, show};
