/* start.c: the first minutes of an empty office: the unit's book, the first account, and the
 * recovery sheet, of which three groups are asked back so that it really stands on paper.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/password.h"
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

/* What is asked, with words still to be translated. */
static const Plain questions[] = {
    {.name = "code",
     .label = N_("Starting code"),
     .help = N_("It stands where the program was started."),
     .short_input = true},
    {.name = "unit_name",
     .label = N_("Name of the unit"),
     .help = N_("As it stands on your paper.")},
    {.name = "unit",
     .label = N_("Short code"),
     .help = N_("Two to twelve capital letters, for example KG or HG-CD. It stands in front of "
                "every number and cannot be changed."),
     .short_input = true},
    {.name = "parent",
     .label = N_("Code of the chapter it belongs to"),
     .help = N_("Only for a union of a chapter."),
     .short_input = true},
    {.name = "display", .label = N_("Your full name"), .autocomplete = "name"},
    {.name = "name",
     .label = N_("Login name"),
     .help = N_("Small letters without accents, for example tung."),
     .autocomplete = "username",
     .short_input = true},
    {.name = "password",
     .label = N_("Password"),
     .type = "password",
     .help = N_("At least 12 characters; a sentence is best."),
     .autocomplete = "new-password"},
};

/* One thing that has to be put right; `name` is of its input, NULL: of no single one. */
typedef struct {
    const char *name, *sentence;
} Refusal;

static Plain
question(Request *req, const char *name, const Refusal *refusal)
{
    gsize at = 0;
    while (strcmp(questions[at].name, name) != 0)
        at++;
    Plain plain = questions[at];
    plain.label = _(plain.label);
    plain.help = plain.help != NULL ? _(plain.help) : NULL;
    plain.value = plain.type == NULL ? value(req, name) : "";
    plain.required = strcmp(name, "parent") != 0;
    if (refusal != NULL && g_strcmp0(refusal->name, name) == 0)
        plain.wrong = refusal->sentence;
    return plain;
}

static void
ask(Markup *m, Request *req, const char *name, const Refusal *refusal)
{
    Plain plain = question(req, name, refusal);
    widget_plain(m, &plain);
}

static void
write_form(Request *req, Reply *reply, const Refusal *refusal)
{
    const char *labels[] = {_("Red Cross chapter"), _("Grassroots union"), _("Emulation cluster"),
                            _("National society"), NULL};
    Markup *m = reply_page(reply, _("Begin a book"));
    if (refusal != NULL && refusal->name != NULL) {
        Plain plain = question(req, refusal->name, refusal);
        widget_summary(m, &plain);
    } else if (refusal != NULL) {
        widget_wrong(m, refusal->sentence);
    }
    markup_print(
        m, "<p>%s</p>",
        _("This office is empty. In a minute it has its own book and you can write in it."));
    widget_form(m, req, "/start");
    if (req->web->start_code != NULL)
        ask(m, req, "code", refusal);
    markup_print(m, "<h2>%s</h2>", _("The unit"));
    ask(m, req, "unit_name", refusal);
    ask(m, req, "unit", refusal);
    widget_select(m, "unit_kind", _("What it is"), kind_codes, labels, value(req, "unit_kind"));
    ask(m, req, "parent", refusal);
    markup_print(m, "<h2>%s</h2>", _("You"));
    ask(m, req, "display", refusal);
    ask(m, req, "name", refusal);
    ask(m, req, "password", refusal);
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

static bool
is_blank(Request *req, const char *name)
{
    g_autofree char *typed = g_strdup(value(req, name));
    return g_strstrip(typed)[0] == '\0';
}

/* What can be judged before anything is made: afterwards there would be a book without anybody.
 * True: nothing is wrong. */
static bool
judge(Request *req, Refusal *ret_refusal, GError **error)
{
    static const char *const needed[] = {"unit_name", "unit", "display", "name"};
    const char *context[] = {value(req, "unit_name"), value(req, "unit"), value(req, "display"),
                             value(req, "name"), NULL};
    if (!code_fits(req)) {
        *ret_refusal = (Refusal){"code", _("The starting code is not right.")};
        return false;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(needed); i++)
        if (is_blank(req, needed[i])) {
            *ret_refusal = (Refusal){needed[i], _("This has to be filled in.")};
            return false;
        }
    if (!people_check(value(req, "name"), value(req, "display"), error)) {
        ret_refusal->name = "name";
        return false;
    }
    if (!password_check(value(req, "password"), context, error)) {
        ret_refusal->name = "password";
        return false;
    }
    return true;
}

static bool
take(Request *req, Reply *reply, GError **error)
{
    g_autofree char *recovery = NULL, *token = NULL;
    g_autoptr(GError) refused = NULL;
    Refusal refusal = {0};
    if (!must_be_empty(req, error))
        return false;
    if (!judge(req, &refusal, &refused) || !begin(req, &recovery, &refused)) {
        if (refused != NULL)
            refusal.sentence = refused->message;
        write_form(req, reply, &refusal);
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
