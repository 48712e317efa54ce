/* recovery.c: shows a new recovery sheet once, and asks three groups of it back.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/notices.h"
#include "web/server.h"
#include "web/sheet_check.h"
#include "web/widget.h"
#include <sodium.h>

static void
write_sheet(Markup *m, Request *req, const char *recovery)
{
    g_auto(GStrv) groups = g_strsplit(recovery, "-", -1);
    markup_print(m, "<p>%s</p><ol class=\"secret\" translate=\"no\">",
                 _("This is the key to your book when the machine is lost or broken. Print this "
                   "page or copy the groups "
                   "by hand, and keep the paper where you keep the seal. It is shown only now and "
                   "stands nowhere in "
                   "the machine."));
    for (gsize i = 0; groups[i] != NULL; i++) {
        markup_print(m, "<li>%s</li>", groups[i]);
        sodium_memzero(groups[i], strlen(groups[i]));
    }
    markup_raw(m, "</ol>");
    markup_print(m, "<p>%s: <strong>%s</strong> (%s)</p>", _("Unit"), req->book->name,
                 req->book->code);
    if (req->web->fingerprint != NULL)
        markup_print(m, "<p>%s</p><p class=\"mono\">%s</p>",
                     _("Other machines in the office warn at the first visit, because the program "
                       "made its own "
                       "certificate. Compare these letters, then go on:"),
                     req->web->fingerprint);
    markup_print(m, "<p class=\"no-print\">%s</p>", _("To print: Ctrl+P."));
}

static void
write_questions(Markup *m, Request *req, const guint groups[SHEET_GROUPS])
{
    g_autofree char *action = g_strdup_printf("/u/%s/recovery", request_unit(req));
    markup_print(m, "<div class=\"no-print\"><h2>%s</h2>", _("Now from the paper"));
    widget_form(m, req, action);
    for (guint i = 0; i < SHEET_GROUPS; i++) {
        g_autofree char *name = g_strdup_printf("group%u", i + 1);
        g_autofree char *label = g_strdup_printf(_("Group number %u"), groups[i]);
        widget_plain(m,
                     &(Plain){.name = name, .label = label, .required = true, .short_input = true});
    }
    widget_actions(m, _("The paper is put away"));
    markup_raw(m, "</form></div>");
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    guint groups[SHEET_GROUPS] = {0};
    if (!actor_require(&req->actor, ROLE_CHAIR | ROLE_ADMINISTRATOR, error))
        return false;
    g_autofree char *recovery = sheet_check_find(req->web, request_unit(req), groups);
    Markup *m = reply_page(reply, _("Recovery sheet"));
    if (recovery == NULL) {
        widget_empty(m,
                     _("The recovery sheet is shown once, when a book begins or gets a new one, "
                       "and stands nowhere in the machine."),
                     _("To the overview"), "/");
        return true;
    }
    write_sheet(m, req, recovery);
    write_questions(m, req, groups);
    sodium_memzero(recovery, strlen(recovery));
    return true;
}

static bool
check(Request *req, Reply *reply, GError **error)
{
    const char *const typed[SHEET_GROUPS] = {
        request_value(req, "group1"), request_value(req, "group2"), request_value(req, "group3")};
    if (sheet_check_end(req->web, request_unit(req), typed)) {
        notice_add(req, NOTICE_DONE, _("Good. Keep the paper safe; the book is ready."), NULL);
        reply_see_print(reply, "/u/%s", request_unit(req));
        return true;
    }
    notice_add(req, NOTICE_WRONG,
               _("These groups are not the ones on the sheet. Look at the paper again."), NULL);
    reply_see_print(reply, "/u/%s/recovery", request_unit(req));
    return true;
}

static const Input inputs[] = {
    {"group1", INPUT_LINE}, {"group2", INPUT_LINE}, {"group3", INPUT_LINE}, {NULL}};

const Page page_recovery = {"/u/:unit/recovery", N_("Recovery sheet"), ALLOW_READER, show, check,
                            .inputs = inputs};
