/* start.c: the first minutes of an empty office: the unit's book, the first account, and the
 * recovery sheet, of which three groups are asked back so that it really stands on paper.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/beginning.h"
#include "web/server.h"
#include "web/sheet_check.h"
#include <sodium.h>

static const char *const kind_codes[] = {"chapter", "union", "cluster", "national", NULL};

static void
write_form(Request *req, Reply *reply, const Refusal *refusal)
{
    const char *labels[] = {_("Red Cross chapter"), _("Grassroots union"), _("Emulation cluster"),
                            _("National society"), NULL};
    Markup *m = reply_page(reply, _("Begin a book"));
    beginning_wrong(m, req, refusal);
    markup_print(
        m, "<p>%s</p>",
        _("This office is empty. In a minute it has its own book and you can write in it."));
    markup_print(m, "<p><a href=\"/start/back?code=%u\">%s</a></p>", beginning_value(req, "code"),
                 _("This office had a book before, and its machine was lost: bring it back"));
    widget_form(m, req, "/start");
    if (req->web->start_code != NULL)
        beginning_ask(m, req, "code", refusal);
    markup_print(m, "<h2>%s</h2>", _("The unit"));
    beginning_ask(m, req, "unit_name", refusal);
    beginning_ask(m, req, "unit", refusal);
    widget_select(m, "unit_kind", _("What it is"), kind_codes, labels,
                  beginning_value(req, "unit_kind"));
    beginning_ask(m, req, "parent", refusal);
    beginning_ask_person(m, req, refusal);
    widget_actions(m, _("Begin"));
    markup_raw(m, "</form>");
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    if (!beginning_must_be_empty(req, error))
        return false;
    write_form(req, reply, NULL);
    return true;
}

static bool
begin(Request *req, char **ret_recovery, GError **error)
{
    Actor machine = {
        .account = 0, .author = beginning_value(req, "display"), .roles = ROLE_ADMINISTRATOR};
    OfficeUnit unit = {.code = beginning_value(req, "unit"),
                       .name = beginning_value(req, "unit_name"),
                       .unit_kind = beginning_value(req, "unit_kind"),
                       .parent = request_value(req, "parent")};
    g_autofree char *vkey = NULL;
    request_db_close(req);
    return office_init_book(request_office(req), &unit, &machine, ret_recovery, &vkey, error) &&
           beginning_account(req, &machine, beginning_value(req, "unit"), error);
}

static bool
take(Request *req, Reply *reply, GError **error)
{
    static const char *const needed[] = {"unit_name", "unit", "display", "name", NULL};
    g_autofree char *recovery = NULL;
    g_autoptr(GError) refused = NULL;
    Refusal refusal = {0};
    if (!beginning_must_be_empty(req, error))
        return false;
    if (!beginning_judge(req, needed, &refusal, &refused) || !begin(req, &recovery, &refused)) {
        if (refused != NULL)
            refusal.sentence = refused->message;
        write_form(req, reply, &refusal);
        reply->status = 400;
        return true;
    }
    if (!beginning_enter(req, reply, error))
        return false;
    sheet_check_begin(req->web, beginning_value(req, "unit"), recovery);
    sodium_memzero(recovery, strlen(recovery));
    reply_see_print(reply, "/u/%s/recovery", beginning_value(req, "unit"));
    return true;
}

static const Input inputs[] = {
    {"code", INPUT_LINE},      {"unit", INPUT_LINE},     {"unit_name", INPUT_LINE},
    {"unit_kind", INPUT_LINE}, {"parent", INPUT_LINE},   {"display", INPUT_LINE},
    {"name", INPUT_LINE},      {"password", INPUT_LINE}, {NULL},
};

const Page page_start = {"/start", N_("Begin a book"), ALLOW_ANYONE, show,
                         take,     .inputs = inputs,   .bare = true};
