/* login_form.c: writes the form to log in with.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/login_form.h"

#include "base/limits.h"
#include "web/server.h"
#include "web/widget.h"

char *
login_next(const char *given)
{
    if (given == NULL || given[0] != '/' || strlen(given) > LIMIT_URL_BYTES)
        return NULL;
    if (given[1] == '/' || given[1] == '\\')
        return NULL;
    for (const char *at = given; *at != '\0'; at++)
        if ((unsigned char)*at <= 0x20 || *at == '\\' || *at == 0x7F)
            return NULL;
    return g_strdup(given);
}

static void
write_kept(Markup *m, const char *name, const char *value)
{
    markup_print(m, "<input type=\"hidden\" name=\"" LOGIN_KEPT "%s\" value=\"%s\">", name, value);
}

static void
write_form(Markup *m, Request *req, const char *next, bool resume)
{
    /* Of a form of another page, `name` is something else: it is kept hidden. */
    const char *name = req->page->who == ALLOW_ANYONE && req->method == METHOD_POST
                           ? request_value(req, "name")
                           : NULL;
    markup_raw(m, "<form method=\"post\" action=\"/login\" class=\"form narrow\">");
    if (next != NULL)
        markup_print(m, "<input type=\"hidden\" name=\"%s\" value=\"%s\">",
                     resume ? "resume" : "next", next);
    for (guint i = 0; i < req->form->len; i++) {
        const Pair *pair = g_ptr_array_index(req->form, i);
        if (g_str_has_prefix(pair->name, LOGIN_KEPT))
            write_kept(m, pair->name + strlen(LOGIN_KEPT), pair->value);
        else if (resume && req->page->who != ALLOW_ANYONE && strcmp(pair->name, "csrf") != 0)
            write_kept(m, pair->name, pair->value);
    }
    markup_print(m,
                 "<div class=\"field\"><label for=\"name\">%s</label>"
                 "<input id=\"name\" name=\"name\" value=\"%s\" autocomplete=\"username\" "
                 "autocapitalize=\"none\" spellcheck=\"false\" required></div>",
                 _("Login name"), name != NULL ? name : "");
    markup_print(m,
                 "<div class=\"field\"><label for=\"password\">%s</label>"
                 "<input id=\"password\" name=\"password\" type=\"password\" "
                 "autocomplete=\"current-password\" "
                 "required></div>",
                 _("Password"));
    markup_print(
        m,
        "<div class=\"field\"><label for=\"code\">%s</label>"
        "<p class=\"help\" id=\"code-help\">%s</p>"
        "<input id=\"code\" name=\"code\" inputmode=\"numeric\" autocomplete=\"one-time-code\" "
        "maxlength=\"10\" class=\"short\" aria-describedby=\"code-help\"></div>",
        _("Code from your authenticator app"), _("Only if you have set one up."));
    markup_print(m, "<p class=\"actions\"><button class=\"primary\">%s</button></p></form>",
                 _("Log in"));
    markup_print(m, "<p class=\"quiet\">%s</p>",
                 _("Forgotten the password? Whoever runs this machine types “ketnghia people link "
                   "NAME”; the address "
                   "it prints lets you in once."));
}

void
login_show(Request *req, Reply *reply, const char *next, const char *wrong)
{
    Markup *m = reply_page(reply, _("Log in"));
    bool resume = req->method == METHOD_POST && request_has(req, "resume");
    if (wrong != NULL)
        widget_wrong(m, wrong);
    write_form(m, req, next, resume);
}

void
login_show_resume(Request *req, Reply *reply)
{
    Markup *m = reply_page(reply, _("Log in again"));
    reply->status = 401;
    reply_header(reply, "WWW-Authenticate", "Form realm=\"ketnghia\"");
    widget_hint(m, _("You were away for a while, so you have to log in again. Nothing has been "
                     "written yet, and what "
                     "you typed is kept: after logging in you see it again."));
    if (req->uploads->len > 0)
        widget_hint(m, _("Only the chosen file has to be chosen once more."));
    write_form(m, req, req->page->get != NULL ? req->path : "/", true);
}
