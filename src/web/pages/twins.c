/* twins.c: the partners, what each side holds of the other, what waits to be agreed, and the ways to exchange.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/twin.h"
#include "web/twin_contact.h"
#include "web/widget.h"

/* What is to be done with them first. */
static void
write_step(Markup *m, const char *unit, const Partner *partner)
{
    if (partner->stopped || partner->compared)
        markup_print(m, "<a class=\"button primary\" href=\"/u/%u/exchange/%u\">%s</a>", unit,
                     partner->code, _("Exchange"));
    else
        markup_print(m, "<a class=\"button primary\" href=\"/u/%u/partners/%u\">%s</a>", unit,
                     partner->code, _("Compare six words"));
}

static bool
write_partner(Markup *m, Request *req, const Partner *partner, GError **error)
{
    const char *unit = request_unit(req);
    g_autoptr(Contact) contact = twin_contact(req, partner, error);
    if (contact == NULL)
        return false;
    markup_print(m, "<li class=\"card\"><h3>%s</h3><p>", partner->name);
    twin_partner_state(m, partner);
    markup_raw(m, "</p><p>");
    twin_partner_holds(m, req, partner);
    markup_raw(m, "</p><p class=\"quiet\">");
    if (partner->last_seen > 0) {
        markup_print(m, "%s ", _("Last heard from:"));
        widget_time(m, partner->last_seen);
        {
            markup_print(m, " · %s ", _("entries of theirs held here:"));
            widget_count(m, (gint64)partner->size);
        }
    } else {
        markup_text(m, _("Nothing has come from them yet."));
    }
    markup_raw(m, "</p><p>");
    twin_contact_state(m, contact);
    markup_raw(m, "</p><p class=\"bar\">");
    write_step(m, unit, partner);
    markup_print(m,
                 "<a class=\"button\" href=\"/u/%u/send/%u\">%s</a>"
                 "<a class=\"button\" href=\"/u/%u/partners/%u\">%s</a></p></li>",
                 unit, partner->code, _("Send as a file"), unit, partner->code, _("Their card"));
    return true;
}

static bool
write_partners(Markup *m, Request *req, GError **error)
{
    const char *unit = request_unit(req);
    Db *db = request_db(req, error);
    g_autoptr(GPtrArray) partners = db != NULL ? partners_list(db, error) : NULL;
    if (partners == NULL)
        return false;
    markup_print(m, "<h2>%s</h2>", _("Partners"));
    if (partners->len == 0) {
        g_autofree char *href = g_strdup_printf("/u/%s/partners", unit);
        widget_empty(m,
                     _("No partner yet. Ask the other unit for its card (a small file), add it "
                       "here, and give them "
                       "yours; then compare six words by telephone."),
                     _("Add a partner"), href);
        return true;
    }
    markup_raw(m, "<ul class=\"cards wide\">");
    for (guint i = 0; i < partners->len; i++)
        if (!write_partner(m, req, g_ptr_array_index(partners, i), error))
            return false;
    markup_raw(m, "</ul>");
    return true;
}

static bool
write_agreements(Markup *m, Request *req, GError **error)
{
    Db *db = request_db(req, error);
    g_autoptr(GPtrArray) all =
        db != NULL ? agreements_list(db, NULL, request_today(req), error) : NULL;
    if (all == NULL)
        return false;
    bool any = false;
    for (guint i = 0; i < all->len; i++) {
        const Agreement *agreement = g_ptr_array_index(all, i);
        if (!twin_agreement_waits(req, agreement))
            continue;
        g_autofree char *title = record_title(agreement->record);
        if (!any)
            markup_print(m, "<h2>%s</h2><ul class=\"waits\">", _("Waits for your answer"));
        any = true;
        markup_print(m, "<li>%s: <a href=\"/u/%u/agreements/%u\">%s</a></li>",
                     _(agreement->kind->label), request_unit(req), agreement->body_hash, title);
    }
    if (any)
        markup_raw(m, "</ul>");
    return true;
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    const char *unit = request_unit(req);
    Markup *m = reply_page(reply, _("Twinning"));
    reply->group = g_strdup("Twinning");
    markup_print(m,
                 "<p class=\"bar\"><a class=\"button primary\" href=\"/u/%u/receive\">%s</a>"
                 "<a class=\"button\" href=\"/u/%u/agreements\">%s</a>"
                 "<a class=\"button\" href=\"/u/%u/partners\">%s</a>"
                 "<a class=\"button\" href=\"/u/%u/card\" download>%s</a>"
                 "<a class=\"button\" href=\"/u/%u/state\">%s</a></p>",
                 unit, _("Receive a file"), unit, _("Agreements"), unit, _("Add a partner"), unit,
                 _("Our card"), unit, _("State our numbers"));
    return write_agreements(m, req, error) && write_partners(m, req, error) &&
           twin_our_words(m, req, error);
}

const Page page_twins = {"/u/:unit/twins", N_("Twinning"), ALLOW_READER, show};
