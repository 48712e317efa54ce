/* keys_passphrase.c: puts the keys of the office under a passphrase, changes it, takes it away.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/key_lock.h"
#include "rules/key_passphrase.h"
#include "web/again.h"
#include "web/notices.h"
#include "web/server.h"
#include "web/widget.h"

static void
ask_secret(Markup *m, const char *name, const char *label, bool required)
{
    widget_plain(m, &(Plain){.name = name,
                             .label = label,
                             .type = "password",
                             .autocomplete = "new-password",
                             .required = required});
}

static void
write_form(Request *req, Reply *reply, const char *wrong)
{
    g_autofree char *action = g_strdup_printf("/u/%s/keys/passphrase", request_unit(req)),
                    *above = g_strdup_printf("/u/%s/keys", request_unit(req));
    LockState state = key_lock_state(req->web->office->store);
    Markup *m = reply_page(reply, _("Passphrase over the keys"));
    reply_crumb(reply, _("Keys and recovery sheet"), above);
    g_free(reply->group);
    reply->group = g_strdup("Unit");
    if (wrong != NULL)
        widget_wrong(m, wrong);
    markup_print(m, "<p>%s</p>",
                 _("With a passphrase, whoever takes the machine or the file away cannot seal "
                   "anything in the unit's name. After each start of the program somebody has to "
                   "type it before anything is sent or received; reading and writing go on without "
                   "it."));
    widget_hint(m, _("Nobody can bring a forgotten passphrase back. The recovery sheet makes new "
                     "keys then."));
    widget_form(m, req, action);
    if (state != LOCK_NONE) {
        ask_secret(m, "before", _("The passphrase until now"), true);
        markup_print(m,
                     "<label class=\"check\"><input type=\"checkbox\" name=\"remove\" "
                     "value=\"yes\">%s</label>",
                     _("No passphrase any more"));
    }
    ask_secret(m, "fresh", _("New passphrase"), state == LOCK_NONE);
    ask_secret(m, "fresh.again", _("The same again"), state == LOCK_NONE);
    again_ask(m, req);
    widget_actions(m, _("Save"));
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
    const char *fresh = request_value(req, "fresh"), *same = request_value(req, "fresh.again");
    bool removes = request_value(req, "remove") != NULL, fits = false;
    g_autoptr(GError) refused = NULL;
    request_db_close(req);
    if (!removes && (fresh == NULL || g_strcmp0(fresh, same) != 0)) {
        write_form(req, reply, _("The two new passphrases are not the same."));
        reply->status = 400;
        return true;
    }
    if (again_fits(req, &fits, &refused) && fits &&
        office_set_passphrase(request_office(req), &req->actor, request_value(req, "before"),
                              removes ? NULL : fresh, req->address, &refused)) {
        notice_add(req, NOTICE_DONE,
                   removes ? _("The keys have no passphrase any more.")
                           : _("The keys are under the passphrase now."),
                   NULL);
        reply_see_print(reply, "/u/%s/keys", request_unit(req));
        return true;
    }
    write_form(req, reply, refused != NULL ? refused->message : _("The password is not right."));
    reply->status = refused != NULL ? (unsigned)error_http_status(refused) : 400;
    return true;
}

static const Input inputs[] = {{"before", INPUT_LINE},       {"fresh", INPUT_LINE},
                               {"fresh.again", INPUT_LINE},  {"remove", INPUT_LINE},
                               {"password.old", INPUT_LINE}, {"code", INPUT_LINE},
                               {"name", INPUT_LINE},         {NULL}};

const Page page_keys_passphrase = {"/u/:unit/keys/passphrase",
                                   N_("Passphrase over the keys"),
                                   ALLOW_LEADER,
                                   show,
                                   set,
                                   .inputs = inputs};
