/* again.c: asks for the password once more.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/again.h"

#include "web/person.h"
#include "web/widget.h"

static bool
is_asked(const Request *req)
{
    return req->account->has_password && !req->session.fresh_link;
}

void
again_ask(Markup *m, const Request *req)
{
    if (!is_asked(req))
        return;
    widget_hidden(m, "name", req->account->name);
    widget_plain(m, &(Plain){.name = "password.old",
                             .label = _("Your password"),
                             .type = "password",
                             .autocomplete = "current-password",
                             .required = true});
    if (req->account->has_totp)
        widget_plain(m, &(Plain){.name = "code",
                                 .label = _("Code from your authenticator app"),
                                 .autocomplete = "one-time-code",
                                 .required = true,
                                 .short_input = true});
}

bool
again_fits(Request *req, bool *ret_fits, GError **error)
{
    *ret_fits = !is_asked(req);
    if (*ret_fits)
        return true;
    const char *password = request_value(req, "password.old"), *code = request_value(req, "code");
    g_autofree char *token = NULL;
    if (!session_login(request_office(req), req->account->name, password != NULL ? password : "",
                       code != NULL ? code : "", req->address, &token, error))
        return false;
    *ret_fits = token != NULL;
    return token == NULL || session_end(request_office(req), token, error);
}
