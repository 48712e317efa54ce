/* account.c: what a person may change about their own account.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/server.h"
#include "web/widget.h"

static bool
show(Request *req, Reply *reply, GError **error)
{
    const Account *account = req->account;
    Markup *m = reply_page(reply, _("Your account"));
    markup_print(
        m, "<dl class=\"facts\"><dt>%s</dt><dd>%s</dd><dt>%s</dt><dd>%s</dd><dt>%s</dt><dd>",
        _("Your full name"), account->display, _("Login name"), account->name, _("Password"));
    if (account->has_password)
        widget_status(m, SIGN_DONE, _("Set"));
    else
        widget_status(m, SIGN_HINT, _("Not set: you can only come in by a one-time address."));
    markup_print(m, " <a href=\"/password\">%s</a></dd><dt>%s</dt><dd>",
                 account->has_password ? _("Change it") : _("Set one"), _("Second step"));
    if (account->has_totp)
        widget_status(m, SIGN_DONE, _("An authenticator app is set up."));
    else
        widget_status(m, SIGN_HINT, _("Not set up. It is needed to agree, send and administer."));
    markup_print(m, " <a href=\"/totp\">%s</a></dd></dl>",
                 account->has_totp ? _("Set up another app") : _("Set it up"));
    markup_print(m, "<h2>%s</h2><p>%s</p>", _("On other machines"),
                 _("If you forgot to log out somewhere, end all your sessions; you then log in "
                   "again here too."));
    widget_button(m, req, "/account", _("End all my sessions"), NULL, NULL);
    return true;
}

static bool
end_all(Request *req, Reply *reply, GError **error)
{
    request_db_close(req);
    if (!session_end_all(request_office(req), req->account->account, error))
        return false;
    reply_see(reply, "/login");
    return true;
}

const Page page_account = {"/account", N_("Your account"), ALLOW_PERSON, show, end_all};
