/* people.c: the accounts of the office and what each may do in this unit's book.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/notices.h"
#include "web/roles.h"
#include "web/system.h"
#include "web/widget.h"

static void
write_row(Markup *m, Request *req, const Account *account)
{
    Role roles = roles_of(account, req->book->book);
    g_autofree char *href =
        g_strdup_printf("/u/%s/people/%" G_GINT64_FORMAT, request_unit(req), account->account);
    markup_print(m, "<tr><td><a href=\"%s\">%s</a></td><td>%s</td><td>", href, account->display,
                 account->name);
    roles_write(m, roles);
    markup_raw(m, "</td><td>");
    if (account->disabled)
        widget_status(m, SIGN_STOP, _("closed"));
    else if (!account->has_password)
        widget_status(m, SIGN_HINT, _("has not set a password yet"));
    else if (!account->has_totp)
        widget_status(m, SIGN_HINT, _("without second step"));
    else
        widget_status(m, SIGN_DONE, _("with second step"));
    markup_raw(m, "</td></tr>");
}

static bool
write_page(Request *req, Reply *reply, const char *wrong, GError **error)
{
    g_autofree char *action = g_strdup_printf("/u/%s/people", request_unit(req));
    Db *db = request_db(req, error);
    g_autoptr(GPtrArray) people = db != NULL ? accounts_list(db, error) : NULL;
    if (people == NULL)
        return false;
    Markup *m = reply_page(reply, _("People"));
    system_place(req, reply);
    if (wrong != NULL)
        widget_wrong(m, wrong);
    markup_print(m,
                 "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">%s</th>"
                 "<th scope=\"col\">%s</th><th scope=\"col\">%s</th><th "
                 "scope=\"col\">%s</th></tr></thead><tbody>",
                 _("Full name"), _("Login name"), _("In this unit's book"), _("State"));
    for (guint i = 0; i < people->len; i++)
        write_row(m, req, g_ptr_array_index(people, i));
    markup_raw(m, "</tbody></table></div>");
    if (!request_may(req, ROLE_ADMINISTRATOR))
        return true;
    markup_print(m, "<h2>%s</h2>", _("Add a person"));
    widget_form(m, req, action);
    widget_plain(m, &(Plain){.name = "display",
                             .label = _("Full name"),
                             .required = true,
                             .value = wrong != NULL ? request_value(req, "display") : NULL});
    widget_plain(m, &(Plain){.name = "name",
                             .label = _("Login name"),
                             .required = true,
                             .short_input = true,
                             .value = wrong != NULL ? request_value(req, "name") : NULL,
                             .help = _("Small letters without accents, for example tung.")});
    roles_write_checks(m, wrong != NULL ? roles_read(req) : ROLE_READER | ROLE_RECORDER);
    widget_actions(m, _("Add"));
    markup_raw(m, "</form>");
    return true;
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    return write_page(req, reply, NULL, error);
}

static bool
add(Request *req, Reply *reply, GError **error)
{
    const char *name = request_value(req, "name"), *display = request_value(req, "display");
    g_autoptr(GError) refused = NULL;
    gint64 account = 0;
    request_db_close(req);
    if (!people_add(request_office(req), &req->actor, name != NULL ? name : "",
                    display != NULL ? display : "", req->book->book, roles_read(req), &account,
                    &refused)) {
        reply->status = (unsigned)error_http_status(refused);
        return write_page(req, reply, refused->message, error);
    }
    notice_add(req, NOTICE_DONE,
               _("The person is added. Hand them a one-time address, so that they set a password."),
               NULL);
    reply_see_print(reply, "/u/%s/people/%d", request_unit(req), account);
    return true;
}

static const Input inputs[] = {
    {"display", INPUT_LINE}, {"name", INPUT_LINE}, {"*", INPUT_FIELDS}, {NULL}};

const Page page_people = {
    "/u/:unit/people", N_("People"), ALLOW_READER, show, add, .who_post = ALLOW_ADMINISTRATOR,
    .inputs = inputs};
