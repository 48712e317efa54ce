/* start.c: the first minutes of an empty office: the unit's book, the first account, and the
 * recovery sheet, of which three groups are asked back so that it really stands on paper.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/notices.h"
#include "web/person.h"
#include "web/server.h"
#include "web/sheet_check.h"
#include "web/widget.h"
#include <sodium.h>

static const char *const kind_codes[] = {"chapter", "union", "cluster", "national", NULL};

static const char *
value(Request *req, const char *name)
{
    const char *typed = request_value(req, name);
    return typed != NULL ? typed : "";
}

static void
write_form(Request *req, Reply *reply, const char *wrong)
{
    const char *labels[] = {_("Red Cross chapter"), _("Grassroots union"), _("Emulation cluster"),
                            _("National society"), NULL};
    Markup *m = reply_page(reply, _("Begin a book"));
    if (wrong != NULL)
        widget_wrong(m, wrong);
    markup_print(
        m, "<p>%s</p>",
        _("This office is empty. In a minute it has its own book and you can write in it."));
    widget_form(m, req, "/start");
    if (req->web->start_code != NULL)
        widget_plain(m, &(Plain){.name = "code",
                                 .label = _("Starting code"),
                                 .value = value(req, "code"),
                                 .help = _("It stands where the program was started."),
                                 .required = true,
                                 .short_input = true});
    markup_print(m, "<h2>%s</h2>", _("The unit"));
    widget_plain(m, &(Plain){.name = "unit_name",
                             .label = _("Name of the unit"),
                             .value = value(req, "unit_name"),
                             .help = _("As it stands on your paper."),
                             .required = true});
    widget_plain(
        m, &(Plain){
               .name = "unit",
               .label = _("Short code"),
               .value = value(req, "unit"),
               .help = _(
                   "Two to twelve capital letters, for example KG or HG-CD. It stands in front of "
                   "every number and cannot be changed."),
               .required = true,
               .short_input = true});
    widget_select(m, "unit_kind", _("What it is"), kind_codes, labels, value(req, "unit_kind"));
    widget_plain(m, &(Plain){.name = "parent",
                             .label = _("Code of the chapter it belongs to"),
                             .value = value(req, "parent"),
                             .help = _("Only for a union of a chapter."),
                             .short_input = true});
    markup_print(m, "<h2>%s</h2>", _("You"));
    widget_plain(m, &(Plain){.name = "display",
                             .label = _("Your full name"),
                             .value = value(req, "display"),
                             .autocomplete = "name",
                             .required = true});
    widget_plain(m, &(Plain){.name = "name",
                             .label = _("Login name"),
                             .value = value(req, "name"),
                             .help = _("Small letters without accents, for example tung."),
                             .autocomplete = "username",
                             .required = true,
                             .short_input = true});
    widget_plain(m, &(Plain){.name = "password",
                             .label = _("Password"),
                             .type = "password",
                             .help = _("At least 12 characters; a sentence is best."),
                             .autocomplete = "new-password",
                             .required = true});
    widget_actions(m, _("Begin"));
    markup_raw(m, "</form>");
}

static bool
must_be_empty(Request *req, GError **error)
{
    bool empty = false;
    if (!office_is_empty(req, &empty, error))
        return false;
    return empty || fail(error, KN_CONFLICT, N_("This office has begun already. Log in instead."));
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    if (!must_be_empty(req, error))
        return false;
    write_form(req, reply, NULL);
    return true;
}

static bool
code_fits(Request *req)
{
    const char *wanted = req->web->start_code;
    if (wanted == NULL)
        return true;
    const char *typed = value(req, "code");
    return strlen(typed) == strlen(wanted) && sodium_memcmp(typed, wanted, strlen(wanted)) == 0;
}

static bool
make_account(Request *req, const Actor *machine, gint64 *ret_account, GError **error)
{
    Db *db = request_db(req, error);
    g_autoptr(Book) book = NULL;
    if (db == NULL || !book_find(db, value(req, "unit"), &book, error))
        return false;
    if (book == NULL)
        return fail(error, KN_BROKEN, N_("The new book cannot be found."));
    gint64 number = book->book;
    request_db_close(req);
    return people_add(
               request_office(req), machine, value(req, "name"), value(req, "display"), number,
               ROLE_READER | ROLE_RECORDER | ROLE_TREASURER | ROLE_CHAIR | ROLE_ADMINISTRATOR,
               ret_account, error) &&
           people_set_password(request_office(req), *ret_account, value(req, "password"), error);
}

static bool
begin(Request *req, char **ret_recovery, GError **error)
{
    Actor machine = {.account = 0, .author = value(req, "display"), .roles = ROLE_ADMINISTRATOR};
    OfficeUnit unit = {.code = value(req, "unit"),
                       .name = value(req, "unit_name"),
                       .unit_kind = value(req, "unit_kind"),
                       .parent = request_value(req, "parent")};
    g_autofree char *vkey = NULL;
    gint64 account = 0;
    request_db_close(req);
    return office_init_book(request_office(req), &unit, &machine, ret_recovery, &vkey, error) &&
           make_account(req, &machine, &account, error);
}

/* What can be judged before anything is made: afterwards there would be a book without anybody. */
static const char *
judge(Request *req)
{
    if (!code_fits(req))
        return _("The starting code is not right.");
    if (value(req, "unit")[0] == '\0' || value(req, "unit_name")[0] == '\0' ||
        value(req, "display")[0] == '\0' || value(req, "name")[0] == '\0')
        return _("Fill in the unit's name and code, your name and a login name.");
    if (g_utf8_strlen(value(req, "password"), -1) < 12)
        return _("The password needs at least 12 characters.");
    return NULL;
}

static bool
take(Request *req, Reply *reply, GError **error)
{
    g_autofree char *recovery = NULL, *token = NULL;
    g_autoptr(GError) refused = NULL;
    if (!must_be_empty(req, error))
        return false;
    const char *wrong = judge(req);
    if (wrong != NULL || !begin(req, &recovery, &refused)) {
        write_form(req, reply, wrong != NULL ? wrong : refused->message);
        reply->status = 400;
        return true;
    }
    if (!session_login(request_office(req), value(req, "name"), value(req, "password"), "",
                       req->address, &token, error))
        return false;
    if (token == NULL)
        return fail(error, KN_BROKEN, N_("The new account cannot log in."));
    cookie_set(req->web, reply, token);
    sheet_check_begin(req->web, value(req, "unit"), recovery);
    sodium_memzero(recovery, strlen(recovery));
    reply_see_print(reply, "/u/%s/recovery", value(req, "unit"));
    return true;
}

static const Input inputs[] = {
    {"code", INPUT_LINE},      {"unit", INPUT_LINE},     {"unit_name", INPUT_LINE},
    {"unit_kind", INPUT_LINE}, {"parent", INPUT_LINE},   {"display", INPUT_LINE},
    {"name", INPUT_LINE},      {"password", INPUT_LINE}, {NULL},
};

const Page page_start = {"/start", N_("Begin a book"), ALLOW_ANYONE, show,
                         take,     .inputs = inputs,   .bare = true};
