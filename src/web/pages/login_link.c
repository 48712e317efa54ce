/* login_link.c: the one-time address that the machine's owner hands out. Opening it changes nothing
 * (messengers look into addresses before people do); its button lets in.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/person.h"
#include "web/server.h"
#include "web/widget.h"

static bool
show(Request *req, Reply *reply, GError **error)
{
    Markup *m = reply_page(reply, _("Welcome"));
    g_autofree char *action = g_strdup_printf("/login/%s", request_capture(req, "link"));
    markup_print(m, "<p>%s</p>",
                 _("This address lets you in once, within ten minutes after it was made."));
    markup_print(m,
                 "<form method=\"post\" action=\"%s\" class=\"form\"><p class=\"actions\">"
                 "<button class=\"primary\">%s</button></p></form>",
                 action, _("Come in"));
    return true;
}

static bool
enter(Request *req, Reply *reply, GError **error)
{
    g_autofree char *token = NULL;
    request_db_close(req);
    if (!session_login_link(request_office(req), request_capture(req, "link"), &token, error))
        return false;
    if (token == NULL) {
        Markup *m = reply_page(reply, _("This address is worn out"));
        reply->status = 403;
        widget_wrong(m, _("This address was used already, or its ten minutes are over. Ask for a "
                          "new one."));
        markup_print(m, "<p><a class=\"button\" href=\"/login\">%s</a></p>",
                     _("Log in with a password"));
        return true;
    }
    cookie_set(req->web, reply, token);
    reply_see(reply, "/");
    return true;
}

const Page page_login_link = {"/login/:link", N_("Welcome"), ALLOW_ANYONE,
                              show,           enter,         .bare = true};
