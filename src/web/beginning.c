/* beginning.c: what the first minutes of an office have in common.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/beginning.h"

#include "rules/password.h"
#include "web/person.h"
#include "web/server.h"
#include <sodium.h>

const char *
beginning_value(Request *req, const char *name)
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

static Plain
question(Request *req, const char *name, const Refusal *refusal)
{
    gsize at = 0;
    while (strcmp(questions[at].name, name) != 0)
        at++;
    Plain plain = questions[at];
    plain.label = _(plain.label);
    plain.help = plain.help != NULL ? _(plain.help) : NULL;
    plain.value = plain.type == NULL ? beginning_value(req, name) : "";
    plain.required = strcmp(name, "parent") != 0;
    if (refusal != NULL && g_strcmp0(refusal->name, name) == 0)
        plain.wrong = refusal->sentence;
    return plain;
}

void
beginning_ask(Markup *m, Request *req, const char *name, const Refusal *refusal)
{
    Plain plain = question(req, name, refusal);
    widget_plain(m, &plain);
}

void
beginning_ask_person(Markup *m, Request *req, const Refusal *refusal)
{
    markup_print(m, "<h2>%s</h2>", _("You"));
    beginning_ask(m, req, "display", refusal);
    beginning_ask(m, req, "name", refusal);
    beginning_ask(m, req, "password", refusal);
}

void
beginning_wrong(Markup *m, Request *req, const Refusal *refusal)
{
    if (refusal == NULL)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(questions); i++)
        if (g_strcmp0(questions[i].name, refusal->name) == 0) {
            Plain plain = question(req, refusal->name, refusal);
            widget_summary(m, &plain);
            return;
        }
    widget_wrong(m, refusal->sentence);
}

bool
beginning_must_be_empty(Request *req, GError **error)
{
    bool empty = false;
    if (!office_is_empty(req, &empty, error))
        return false;
    return empty || fail(error, KN_CONFLICT, N_("This office has begun already. Log in instead."));
}

static bool
code_fits(Request *req)
{
    const char *wanted = req->web->start_code;
    if (wanted == NULL)
        return true;
    const char *typed = beginning_value(req, "code");
    return strlen(typed) == strlen(wanted) && sodium_memcmp(typed, wanted, strlen(wanted)) == 0;
}

bool
beginning_account(Request *req, const Actor *machine, const char *unit, GError **error)
{
    gint64 account = 0;
    Db *db = request_db(req, error);
    g_autoptr(Book) book = NULL;
    if (db == NULL || !book_find(db, unit, &book, error))
        return false;
    if (book == NULL)
        return fail(error, KN_BROKEN, N_("The new book cannot be found."));
    gint64 number = book->book;
    request_db_close(req);
    return people_add(request_office(req), machine, beginning_value(req, "name"),
                      beginning_value(req, "display"), number,
                      ROLE_READER | ROLE_RECORDER | ROLE_TREASURER | ROLE_CHAIR |
                          ROLE_ADMINISTRATOR,
                      &account, error) &&
           people_set_password(request_office(req), account, beginning_value(req, "password"),
                               error);
}

static bool
is_blank(Request *req, const char *name)
{
    g_autofree char *typed = g_strdup(beginning_value(req, name));
    return g_strstrip(typed)[0] == '\0';
}

bool
beginning_judge(Request *req, const char *const *needed, Refusal *ret_refusal, GError **error)
{
    const char *context[] = {beginning_value(req, "display"), beginning_value(req, "name"), NULL,
                             NULL, NULL};
    gsize count = 2;
    if (!code_fits(req)) {
        *ret_refusal = (Refusal){"code", _("The starting code is not right.")};
        return false;
    }
    for (; *needed != NULL; needed++) {
        if (is_blank(req, *needed)) {
            *ret_refusal = (Refusal){*needed, _("This has to be filled in.")};
            return false;
        }
        if (g_str_has_prefix(*needed, "unit") && count + 1 < G_N_ELEMENTS(context))
            context[count++] = beginning_value(req, *needed);
    }
    if (!people_check(beginning_value(req, "name"), beginning_value(req, "display"), error)) {
        ret_refusal->name = "name";
        return false;
    }
    if (!password_check(beginning_value(req, "password"), context, error)) {
        ret_refusal->name = "password";
        return false;
    }
    return true;
}

bool
beginning_enter(Request *req, Reply *reply, GError **error)
{
    g_autofree char *token = NULL;
    if (!session_login(request_office(req), beginning_value(req, "name"),
                       beginning_value(req, "password"), "", req->address, &token, error))
        return false;
    if (token == NULL)
        return fail(error, KN_BROKEN, N_("The new account cannot log in."));
    cookie_set(req->web, reply, token);
    return true;
}
