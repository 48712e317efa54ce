/* phone.c: how to reach the office from a phone or another PC.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/qr.h"
#include "web/server.h"
#include "web/system.h"
#include "web/widget.h"

static bool
show(Request *req, Reply *reply, GError **error)
{
    Markup *m = reply_page(reply, _("On a phone or another PC"));
    system_place(req, reply);
    if (req->web->loopback) {
        widget_hint(m, _("The program answers only this machine now."));
        markup_print(m, "<p>%s</p><p class=\"mono\">ketnghia serve --listen 0.0.0.0:8443</p>",
                     _("To reach it from the office's network, whoever runs this machine starts it "
                       "like this, and opens "
                       "the page again:"));
        return true;
    }
    markup_print(
        m, "<p>%s</p>",
        _("In the same network (Wi-Fi of the office), let the phone's camera read this code, or "
          "type the address:"));
    qr_write(m, req->web->url, _("Address of the office as a code for the camera"));
    markup_print(m, "<p class=\"words\" translate=\"no\">%s</p>", req->web->url);
    if (req->web->fingerprint != NULL)
        markup_print(m, "<h2>%s</h2><p>%s</p><p class=\"mono\">%s</p>", _("At the first visit"),
                     _("The browser warns, because the program made its own certificate. Look at "
                       "the certificate's "
                       "SHA-256 fingerprint and compare it with these letters; if they are the "
                       "same, go on."),
                     req->web->fingerprint);
    return true;
}

const Page page_phone = {"/u/:unit/phone", N_("On a phone or another PC"), ALLOW_READER, show};
