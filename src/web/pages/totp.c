/* totp.c: sets up the second step of login, an authenticator app.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/login_form.h"
#include "web/notices.h"
#include "web/person.h"
#include "formats/qr.h"
#include "web/server.h"
#include "web/widget.h"

/* The secret in groups of four, for typing it into the app by hand. */
static char *
grouped(const char *secret)
{
    GString *text = g_string_new(NULL);
    for (gsize i = 0; secret[i] != '\0'; i++) {
        if (i > 0 && i % 4 == 0)
            g_string_append_c(text, ' ');
        g_string_append_c(text, secret[i]);
    }
    return g_string_free(text, FALSE);
}

static void
write_form(Request *req, Reply *reply, const char *secret, const char *next, const char *wrong)
{
    Markup *m = reply_page(reply, _("Second step of login"));
    if (wrong != NULL)
        widget_wrong(m, wrong);
    else if (next != NULL)
        widget_hint(m, _("Agreeing, sending and administering ask for a second step, so that a "
                         "stolen password is not "
                         "enough."));
    if (req->account->has_totp && !req->session.strong && !req->session.fresh_link) {
        markup_print(
            m, "<p>%s</p>",
            _("You have an authenticator app already, but came in without its code. Log out "
              "and in again with password and code."));
        widget_button(m, req, "/logout", _("Log out"), NULL, NULL);
        return;
    }
    g_autofree char *name = g_uri_escape_string(req->account->name, NULL, false);
    g_autofree char *address = g_strdup_printf(
        "otpauth://totp/Ket%%20Nghia:%s?secret=%s&issuer=Ket%%20Nghia", name, secret);
    g_autofree char *shown = grouped(secret);
    markup_print(m, "<ol><li><p>%s</p>",
                 _("On your phone, install an authenticator app (any will do) and let it read "
                   "this code, or type the letters under it."));
    qr_write(m, address, _("Code for the authenticator app"));
    markup_print(m, "<p class=\"mono\">%s</p></li><li><p>%s</p>", shown,
                 _("Type the six digits that the app shows."));
    widget_form(m, req, "/totp");
    widget_hidden(m, "secret", secret);
    if (next != NULL)
        widget_hidden(m, "next", next);
    widget_plain(m, &(Plain){.name = "code",
                             .label = _("Six digits"),
                             .autocomplete = "one-time-code",
                             .required = true,
                             .short_input = true});
    widget_actions(m, _("Set it up"));
    markup_raw(m, "</form></li></ol>");
    markup_print(m, "<p class=\"quiet\">%s</p>",
                 _("If the phone is lost: whoever runs this machine lets you in by a one-time "
                   "address, and you set up "
                   "another."));
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    g_autofree char *secret = people_totp_draw();
    g_autofree char *next = login_next(request_query(req, "next"));
    write_form(req, reply, secret, next, NULL);
    return true;
}

static bool
set(Request *req, Reply *reply, GError **error)
{
    const char *secret = request_value(req, "secret"), *code = request_value(req, "code");
    g_autofree char *next = login_next(request_value(req, "next"));
    g_autoptr(GError) refused = NULL;
    if (req->account->has_totp && !req->session.strong && !req->session.fresh_link)
        return fail(error, KN_DENIED, N_("Log in with password and code first."));
    request_db_close(req);
    if (!people_totp_set(request_office(req), req->account->account, secret != NULL ? secret : "",
                         code != NULL ? code : "", &refused)) {
        if (!g_error_matches(refused, KN_ERROR, KN_INVALID) &&
            !g_error_matches(refused, KN_ERROR, KN_DENIED)) {
            g_propagate_error(error, g_steal_pointer(&refused));
            return false;
        }
        g_autofree char *another = people_totp_draw();
        write_form(req, reply, secret != NULL ? secret : another, next, refused->message);
        reply->status = 400;
        return true;
    }
    /* This session came in without the second step: the next login has it. */
    if (!session_end(request_office(req), req->token, error))
        return false;
    Markup *m = reply_page(reply, _("Second step of login"));
    cookie_drop(req->web, reply);
    req->logged_in = false;
    widget_done(m, _("The authenticator app is set up. Log in once more, now with its code."));
    g_autofree char *where = g_uri_escape_string(next != NULL ? next : "/", NULL, false);
    markup_print(m, "<p><a class=\"button primary\" href=\"/login?next=%s\">%s</a></p>", where,
                 _("Log in"));
    return true;
}

static const Input inputs[] = {
    {"secret", INPUT_LINE}, {"code", INPUT_LINE}, {"next", INPUT_LINE}, {NULL}};

const Page page_totp = {"/totp",         N_("Second step of login"), ALLOW_PERSON, show, set,
                        .inputs = inputs};
