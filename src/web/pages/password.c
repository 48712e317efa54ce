/* password.c: sets one's own password.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/again.h"
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
    again_ask(m, req);
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
    if (!again_fits(req, &fits, &refused) ||
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
