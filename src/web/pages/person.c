/* person.c: one account: its roles in this unit, a one-time address, closing it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/notices.h"
#include "web/roles.h"
#include "web/server.h"
#include "web/system.h"
#include "web/widget.h"

static Account *
load(Request *req, GError **error)
{
    gint64 number = 0;
    Db *db = request_db(req, error);
    if (db == NULL)
        return NULL;
    if (!g_ascii_string_to_signed(request_capture(req, "person"), 10, 1, G_MAXINT64, &number, NULL))
        return fail_null(error, KN_MISSING, N_("There is no such account."));
    return account_get(db, number, error);
}

/* A one-time address opens everything the account may do: only whoever administers every book of it hands one out. */
static bool
may_hand_link(const Request *req, const Account *account)
{
    for (guint i = 0; i < account->roles->len; i++) {
        const AccountRole *row = g_ptr_array_index(account->roles, i);
        if ((roles_of(req->account, row->book) & ROLE_ADMINISTRATOR) == 0)
            return false;
    }
    return true;
}

static char *
action_of(const Request *req, const Account *account)
{
    return g_strdup_printf("/u/%s/people/%" G_GINT64_FORMAT, request_unit(req), account->account);
}

static void
place(Request *req, Reply *reply)
{
    g_autofree char *people = g_strdup_printf("/u/%s/people", request_unit(req));
    system_place(req, reply);
    reply_crumb(reply, _("People"), people);
}

static void
write_forms(Markup *m, Request *req, const Account *account)
{
    g_autofree char *action = action_of(req, account);
    widget_form(m, req, action);
    widget_hidden(m, "do", "roles");
    roles_write_checks(m, roles_of(account, req->book->book));
    widget_actions(m, _("Set the rights"));
    markup_print(m, "<p class=\"help\">%s</p></form>",
                 _("Their sessions end, so that the change holds at once."));
    if (may_hand_link(req, account) && !account->disabled) {
        markup_print(m, "<h2>%s</h2><p>%s</p>", _("One-time address"),
                     _("For the first login, or when the password is forgotten. It works once, for "
                       "ten minutes."));
        widget_button(m, req, action, _("Make a one-time address"), "do", "link");
    }
    if (account->account == req->account->account)
        return;
    markup_print(
        m, "<h2>%s</h2><p>%s</p>", account->disabled ? _("Open it again") : _("Close the account"),
        _("What the person wrote stays, with their name. A closed account cannot log in."));
    widget_button(m, req, action,
                  account->disabled ? _("Open the account again") : _("Close the account"), "do",
                  account->disabled ? "enable" : "disable");
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Account) account = load(req, error);
    if (account == NULL)
        return false;
    Markup *m = reply_page(reply, account->display);
    place(req, reply);
    markup_print(m, "<dl class=\"facts\"><dt>%s</dt><dd>%s</dd><dt>%s</dt><dd>", _("Login name"),
                 account->name, _("In this unit's book"));
    roles_write(m, roles_of(account, req->book->book));
    markup_raw(m, "</dd></dl>");
    if (request_may(req, ROLE_ADMINISTRATOR))
        write_forms(m, req, account);
    return true;
}

static bool
hand_link(Request *req, Reply *reply, const Account *account, GError **error)
{
    if (!may_hand_link(req, account))
        return fail(error, KN_DENIED,
                    N_("This account also has rights in a book that you do not administer."));
    g_autofree char *link = people_link(request_office(req), account->name, error);
    if (link == NULL)
        return false;
    g_autofree char *title = g_strdup_printf(_("One-time address for %s"), account->display);
    g_autofree char *back = action_of(req, account);
    Markup *m = reply_page(reply, title);
    place(req, reply);
    markup_print(m,
                 "<p>%s</p><p class=\"secret\" translate=\"no\">%s/login/%s</p>"
                 "<p class=\"bar\"><a class=\"button\" href=\"%s\">%s</a></p>",
                 _("Give it to this person only. It is shown now and never again; it works once, "
                   "for ten minutes."),
                 req->web->url, link, back, _("Back"));
    return true;
}

static bool
change(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Account) account = load(req, error);
    const char *wanted = request_value(req, "do");
    if (account == NULL)
        return false;
    request_db_close(req);
    Office *office = request_office(req);
    if (g_strcmp0(wanted, "link") == 0)
        return hand_link(req, reply, account, error);
    if (g_strcmp0(wanted, "roles") == 0) {
        if (!people_set_roles(office, &req->actor, account->account, req->book->book,
                              roles_read(req), error))
            return false;
    } else if (g_strcmp0(wanted, "disable") == 0 || g_strcmp0(wanted, "enable") == 0) {
        if (!people_disable(office, &req->actor, account->account, strcmp(wanted, "disable") == 0,
                            error))
            return false;
    } else {
        return fail(error, KN_INVALID, N_("Choose what to do."));
    }
    notice_add(req, NOTICE_DONE, _("It is done."), NULL);
    g_autofree char *back = action_of(req, account);
    reply_see(reply, back);
    return true;
}

static const Input inputs[] = {{"do", INPUT_LINE}, {"*", INPUT_FIELDS}, {NULL}};

const Page page_person = {
    "/u/:unit/people/:person",       N_("Person"),    ALLOW_READER, show, change,
    .who_post = ALLOW_ADMINISTRATOR, .inputs = inputs};
