/* unlock_form.c: asks for the passphrase over the keys.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/unlock_form.h"

#include "book/key_lock.h"
#include "web/login_form.h"
#include "web/server.h"
#include "web/widget.h"

static void
write_kept(Markup *m, const char *name, const char *value)
{
    g_autofree char *kept = g_strconcat(LOGIN_KEPT, name, NULL);
    widget_hidden(m, kept, value);
}

/* A password is typed again. */
static bool
is_kept(const char *name)
{
    return strcmp(name, "csrf") != 0 && strcmp(name, "password.old") != 0 &&
           strcmp(name, "code") != 0;
}

/* `resumes` names the page whose form waits; its inputs come along. */
static void
write_form(Markup *m, Request *req, const char *next, const char *resumes)
{
    widget_form(m, req, "/unlock");
    if (resumes != NULL)
        widget_hidden(m, "resume", resumes);
    else if (next != NULL)
        widget_hidden(m, "next", next);
    for (guint i = 0; resumes != NULL && i < req->form->len; i++) {
        const Pair *pair = g_ptr_array_index(req->form, i);
        if (g_str_has_prefix(pair->name, LOGIN_KEPT))
            write_kept(m, pair->name + strlen(LOGIN_KEPT), pair->value);
        else if (req->page->who != ALLOW_PERSON && is_kept(pair->name))
            write_kept(m, pair->name, pair->value);
    }
    widget_plain(m, &(Plain){.name = "passphrase",
                             .label = _("Passphrase of the keys"),
                             .type = "password",
                             .required = true});
    widget_actions(m, _("Unlock"));
    markup_raw(m, "</form>");
    markup_print(m, "<p class=\"quiet\">%s</p>",
                 _("The passphrase is kept in this machine's memory only, and forgotten when the "
                   "program is stopped."));
}

void
unlock_show(Request *req, Reply *reply, const char *next, const char *wrong)
{
    const char *resumes = req->method == METHOD_POST ? request_value(req, "resume") : NULL;
    Markup *m = reply_page(reply, _("Unlock the keys"));
    if (wrong != NULL)
        widget_wrong(m, wrong);
    write_form(m, req, next, resumes);
}

void
unlock_show_resume(Request *req, Reply *reply)
{
    g_autofree char *path = g_strdup(req->path);
    bool posts = req->method == METHOD_POST;
    Reply fresh = {0};
    reply_init(&fresh);
    reply_clear(reply);
    *reply = fresh;
    request_db_close(req);
    Markup *m = reply_page(reply, _("Unlock the keys"));
    reply->status = 423;
    widget_hint(m, posts ? _("This needs the key of the book, and the keys are locked. Nothing has "
                             "been done yet, and what you typed is kept: after unlocking you see "
                             "it again.")
                         : _("This needs the key of the book, and the keys are locked."));
    write_form(m, req, path, posts && req->page->get != NULL ? path : NULL);
}

void
unlock_notice(Markup *m, const Request *req)
{
    if (!req->logged_in || key_lock_state(req->web->office->store) != LOCK_LOCKED ||
        (req->page != NULL && strcmp(req->page->path, "/unlock") == 0))
        return;
    markup_raw(m, "<div class=\"notice hint\" role=\"status\">");
    widget_sign(m, SIGN_HINT);
    markup_print(m, "<p>%s <a href=\"/unlock?next=%u\">%s</a></p></div>",
                 _("The keys are locked: reading and writing go on, but nothing can be signed, "
                   "sent or received."),
                 req->method == METHOD_GET ? req->path : "/", _("Unlock the keys"));
}
