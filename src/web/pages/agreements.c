/* agreements.c: covenants, minutes and joint reports: what each is, and who has agreed.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kinds.h"
#include "web/twin.h"
#include "web/widget.h"

static guint
agreed(const Agreement *agreement)
{
    guint n = 0;
    for (guint i = 0; i < agreement->parties->len; i++)
        n += ((const AgreementParty *)g_ptr_array_index(agreement->parties, i))->entry >= 0;
    return n;
}

static void
write_row(Markup *m, Request *req, const Agreement *agreement)
{
    g_autofree char *title = record_title(agreement->record);
    g_autofree char *day = day_print(record_dated(agreement->record), lang_current());
    g_autofree char *count =
        g_strdup_printf(_("%u of %u parties"), agreed(agreement), agreement->parties->len);
    markup_print(m, "<tr><td>%s</td><td><a href=\"/u/%u/agreements/%u\">%s</a></td><td>%s</td><td>",
                 _(agreement->kind->label), request_unit(req), agreement->body_hash, title, day);
    twin_agreement_state(m, agreement->state);
    markup_print(m, "</td><td>%s", count);
    if (twin_agreement_waits(req, agreement)) {
        markup_raw(m, "<br>");
        widget_status(m, SIGN_HINT, _("waits for your answer"));
    }
    markup_raw(m, "</td></tr>");
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    Db *db = request_db(req, error);
    g_autoptr(GPtrArray) all =
        db != NULL ? agreements_list(db, NULL, request_today(req), error) : NULL;
    if (all == NULL)
        return false;
    g_autofree char *new_covenant =
        g_strdup_printf("/u/%s/agreements/new/covenant", request_unit(req));
    Markup *m = reply_page(reply, _("Agreements"));
    twin_place(req, reply);
    markup_raw(m, "<p class=\"bar\">");
    if (req->closed == NULL)
        markup_print(m, "<a class=\"button primary\" data-new href=\"%s\">%s</a>", new_covenant,
                     _("Propose a covenant"));
    markup_print(m, "<a class=\"button\" href=\"/u/%u/emulation\">%s</a></p>", request_unit(req),
                 _("Emulation"));
    markup_print(
        m, "<p>%s</p>",
        _("An agreement is the same text in every party's book. It is in force when all have "
          "agreed, and any party may end it."));
    bool any = false;
    for (guint i = 0; i < all->len; i++) {
        const Agreement *agreement = g_ptr_array_index(all, i);
        if (!agreement_has_party(agreement, req->book) && !agreement_has_heir(agreement, req->book))
            continue;
        if (!any)
            markup_print(
                m,
                "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">%s</th>"
                "<th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
                "<th scope=\"col\">%s</th></tr></thead><tbody>",
                _("Kind"), _("Text"), _("Date"), _("State"), _("Agreed"));
        any = true;
        write_row(m, req, agreement);
    }
    if (any)
        markup_raw(m, "</tbody></table></div>");
    else
        widget_empty(m,
                     _("No agreement yet. Propose a covenant to a partner, or receive the file in "
                       "which theirs comes."),
                     _("Propose a covenant"), new_covenant);
    return true;
}

const Page page_agreements = {"/u/:unit/agreements", N_("Agreements"), ALLOW_READER, show};
