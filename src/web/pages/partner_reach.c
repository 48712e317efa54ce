/* partner_reach.c: takes the address of a partner's machine, the rhythm, and that its certificate is
 * a new one.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/contact.h"
#include "web/notices.h"
#include "web/twin.h"
#include "web/twin_contact.h"
#include "web/widget.h"

/* The form again, with what was typed. */
static bool
show_again(Request *req, Reply *reply, const GError *refused, GError **error)
{
    g_autoptr(Partner) partner = twin_partner(req, request_capture(req, "partner"), error);
    g_autoptr(Contact) contact = partner != NULL ? twin_contact(req, partner, error) : NULL;
    if (contact == NULL)
        return false;
    Markup *m = reply_page(reply, partner->name);
    twin_place(req, reply);
    reply->status = (unsigned)error_http_status(refused);
    widget_wrong(m, refused->message);
    twin_contact_form(m, req, partner, contact);
    return true;
}

static bool
keep(Request *req, const char *partner, GError **error)
{
    const char *address = request_value(req, "address"), *rhythm = request_value(req, "rhythm");
    return contact_set_address(request_office(req), &req->actor, partner,
                               address != NULL ? address : "", error) &&
           contact_set_rhythm(request_office(req), &req->actor, request_unit(req), partner,
                              rhythm != NULL ? rhythm : "", error);
}

static bool
take(Request *req, Reply *reply, GError **error)
{
    const char *partner = request_capture(req, "partner");
    bool certificate = request_value(req, "certificate") != NULL;
    g_autoptr(GError) refused = NULL;
    request_db_close(req);
    if (certificate) {
        if (!contact_forget_certificate(request_office(req), &req->actor, partner, error))
            return false;
        notice_add(req, NOTICE_DONE,
                   _("The next exchange takes their new certificate, if their own key vouches for "
                     "it."),
                   NULL);
        reply_see_print(reply, "/u/%s/exchange/%s", request_unit(req), partner);
        return true;
    }
    if (!keep(req, partner, &refused))
        return show_again(req, reply, refused, error);
    notice_add(req, NOTICE_DONE, _("Kept."), NULL);
    reply_see_print(reply, "/u/%s/partners/%s", request_unit(req), partner);
    return true;
}

static const Input inputs[] = {
    {"address", INPUT_LINE}, {"rhythm", INPUT_LINE}, {"certificate", INPUT_LINE}, {NULL}};

const Page page_partner_reach = {"/u/:unit/partners/:partner/reach", N_("Over the network"),
                                 ALLOW_LEADER, .post = take, .inputs = inputs};
