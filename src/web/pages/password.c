/* password.c: sets one's own password.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/notices.h"
#include "web/person.h"
#include "web/server.h"
#include "web/widget.h"

static void
write_form(Request *req, Reply *reply, const char *wrong)
{
    Markup *m = reply_page(reply, req->account->has_password ? _("Change the password")
                                                             : _("Set a password"));
    if (wrong != NULL)
        widget_wrong(m, wrong);
    markup_print(m, "<p>%s</p>",
                 _("At least 12 characters. A sentence that only you would say is best; spaces and "
                   "Vietnamese letters are welcome."));
    widget_form(m, req, "/password");
    bool asks_old = req->account->has_password && !req->session.fresh_link;
    widget_hidden(m, "name", req->account->name);
    if (asks_old)
        widget_plain(m, &(Plain){.name = "password.old",
                                 .label = _("The password until now"),
                                 .type = "password",
                                 .autocomplete = "current-password",
                                 .required = true});
    if (asks_old && req->account->has_totp)
        widget_plain(m, &(Plain){.name = "code",
                                 .label = _("Code from your authenticator app"),
                                 .autocomplete = "one-time-code",
                                 .required = true,
                                 .short_input = true});
    widget_plain(m, &(Plain){.name = "password",
                             .label = _("New password"),
                             .type = "password",
                             .autocomplete = "new-password",
                             .required = true});
    widget_plain(m, &(Plain){.name = "password.again",
                             .label = _("The same again"),
                             .type = "password",
                             .autocomplete = "new-password",
                             .required = true});
    widget_actions(m, _("Set the password"));
    markup_raw(m, "</form>");
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    write_form(req, reply, NULL);
    return true;
}

/* Whoever sits down at somebody's open screen must not be able to lock them out. */
static bool
old_fits(Request *req, bool *ret_fits, GError **error)
{
    *ret_fits = !req->account->has_password || req->session.fresh_link;
    if (*ret_fits)
        return true;
    const char *old = request_value(req, "password.old"), *code = request_value(req, "code");
    g_autofree char *token = NULL;
    if (!session_login(request_office(req), req->account->name, old != NULL ? old : "",
                       code != NULL ? code : "", req->address, &token, error))
        return false;
    *ret_fits = token != NULL;
    return token == NULL || session_end(request_office(req), token, error);
}

static bool
set(Request *req, Reply *reply, GError **error)
{
    const char *fresh = request_value(req, "password"),
               *again = request_value(req, "password.again");
    bool fits = false;
    g_autoptr(GError) refused = NULL;
    request_db_close(req);
    if (fresh == NULL || g_strcmp0(fresh, again) != 0) {
        write_form(req, reply, _("The two new passwords are not the same."));
        reply->status = 400;
        return true;
    }
    if (!old_fits(req, &fits, &refused) ||
        (fits &&
         !people_set_password(request_office(req), req->account->account, fresh, &refused))) {
        write_form(req, reply, refused->message);
        reply->status = 400;
        return true;
    }
    if (!fits) {
        write_form(req, reply, _("The password until now is not right."));
        reply->status = 400;
        return true;
    }
    notice_add(req, NOTICE_DONE, _("The password is set."), NULL);
    reply_see(reply, "/");
    return true;
}

static const Input inputs[] = {
    {"password", INPUT_LINE}, {"password.again", INPUT_LINE}, {"password.old", INPUT_LINE},
    {"code", INPUT_LINE},     {"name", INPUT_LINE},           {NULL},
};

const Page page_password = {"/password", N_("Password"), ALLOW_PERSON, show, set, .inputs = inputs};
