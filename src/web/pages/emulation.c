/* emulation.c: tables of criteria, how each stands, and whom to score.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/points.h"
#include "records/kinds.h"
#include "standing/emulation.h"
#include "web/twin.h"
#include "web/widget.h"

/* Where the text stands in this unit's book: what the report is asked by. NULL: not there. */
static char *
own_id(const Request *req, const Agreement *table)
{
    for (guint i = 0; i < table->parties->len; i++) {
        const AgreementParty *party = g_ptr_array_index(table->parties, i);
        if (party->book == req->book->book && party->entry >= 0)
            return record_id(req->book, party->entry);
    }
    return NULL;
}

static void
write_unit(Markup *m, Request *req, const Emulation *emulation, const EmulationUnit *unit)
{
    g_autofree char *total = points_print(unit->total, lang_current());
    bool ours = g_strcmp0(unit->code, req->book->code) == 0;
    markup_print(
        m, "<tr><td class=\"number\">%d</td><th scope=\"row\">%s</th><td class=\"number\">%s</td>",
        (gint64)unit->place, unit->name, total);
    markup_raw(m, "<td>");
    if (unit->is_complete)
        widget_status(m, SIGN_DONE, _("every criterion has points"));
    else
        widget_status(m, SIGN_WAIT, _("not complete"));
    markup_raw(m, "</td><td>");
    if (request_may(req, ROLE_RECORDER))
        markup_print(m, "<a href=\"/u/%u/emulation/%u/%u\">%s</a>", request_unit(req),
                     emulation->table->body_hash, unit->code,
                     ours ? _("Score ourselves") : _("Score this unit"));
    markup_raw(m, "</td></tr>");
}

static bool
write_table(Markup *m, Request *req, const Agreement *table, GError **error)
{
    g_autoptr(Emulation) emulation =
        emulation_load(request_db(req, NULL), table->body_hash, request_today(req), error);
    g_autofree char *id = own_id(req, table), *title = record_title(table->record);
    if (emulation == NULL)
        return false;
    g_autofree char *period = period_label(emulation->period, lang_current());
    markup_print(m, "<section><h2>%s</h2><p>%s · ", title, period);
    twin_agreement_state(m, table->state);
    markup_print(
        m,
        "</p><div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">%s</th>"
        "<th scope=\"col\">%s</th><th scope=\"col\" class=\"number\">%s</th>"
        "<th scope=\"col\">%s</th><td></td></tr></thead><tbody>",
        _("Rank"), _("Unit"), _("Points"), _("State"));
    for (guint u = 0; u < emulation->units->len; u++)
        write_unit(m, req, emulation, g_ptr_array_index(emulation->units, u));
    markup_raw(m, "</tbody></table></div><p class=\"bar\">");
    if (id != NULL)
        markup_print(m, "<a class=\"button\" href=\"/u/%u/reports/emulation?record=%u\">%s</a>",
                     request_unit(req), id, _("Table with all points; propose the ranking"));
    markup_print(m, "<a class=\"button\" href=\"/u/%u/agreements/%u\">%s</a></p></section>",
                 request_unit(req), table->body_hash, _("The criteria"));
    return true;
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    Db *db = request_db(req, error);
    g_autoptr(GPtrArray) all =
        db != NULL ? agreements_list(db, kind_get("criterion"), request_today(req), error) : NULL;
    g_autofree char *new_table =
        g_strdup_printf("/u/%s/agreements/new/criterion", request_unit(req));
    Markup *m = reply_page(reply, _("Emulation"));
    bool any = false;
    if (all == NULL)
        return false;
    twin_place(req, reply);
    for (guint i = 0; i < all->len; i++) {
        const Agreement *table = g_ptr_array_index(all, i);
        if (!agreement_has_party(table, req->book))
            continue;
        any = true;
        if (!write_table(m, req, table, error))
            return false;
    }
    if (any)
        markup_print(m, "<p class=\"bar\"><a class=\"button\" data-new href=\"%s\">%s</a></p>",
                     new_table, _("Propose criteria"));
    else
        widget_empty(m,
                     _("No table of criteria yet. Propose one to the units of your cluster: what "
                       "gives how many points, and what the books can count by themselves."),
                     _("Propose criteria"), new_table);
    return true;
}

const Page page_emulation = {"/u/:unit/emulation", N_("Emulation"), ALLOW_READER, show};
