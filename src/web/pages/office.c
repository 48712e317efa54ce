/* office.c: the book itself: is it sound, is it safe, who may do what, how to reach it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kinds.h"
#include "store/side.h"
#include "web/lineage_shown.h"
#include "web/server.h"
#include "web/widget.h"

static void
write_card(Markup *m, Request *req, const char *path, const char *title, const char *about)
{
    markup_print(m, "<li class=\"card\"><h2><a href=\"/u/%u/%s\">%s</a></h2><p>%s</p></li>",
                 request_unit(req), path, title, about);
}

static bool
write_state(Markup *m, Request *req, GError **error)
{
    GError *inner = NULL;
    Db *db = request_db(req, error);
    if (db == NULL)
        return false;
    g_autofree char *backup = setting_get(db, "last_backup", &inner);
    if (inner != NULL) {
        g_propagate_error(error, inner);
        return false;
    }
    gint64 time = 0;
    markup_print(m, "<dl class=\"facts\"><dt>%s</dt><dd>%s (%s)</dd><dt>%s</dt><dd>", _("Unit"),
                 req->book->name, req->book->code, _("Entries in the book"));
    widget_count(m, (gint64)req->book->frontier.size);
    markup_print(m, "</dd><dt>%s</dt><dd>", _("Last backup"));
    if (backup != NULL && g_ascii_string_to_signed(backup, 10, 0, G_MAXINT64, &time, NULL))
        widget_time(m, time);
    else
        widget_status(m, SIGN_HINT, _("none yet"));
    markup_print(m, "</dd><dt>%s</dt><dd>%s</dd></dl>", _("Address"), req->web->url);
    return true;
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    Markup *m = reply_page(reply, _("Book and system"));
    reply->group = g_strdup("Unit");
    if (!write_state(m, req, error))
        return false;
    if (!lineage_show(m, req, req->book->book, error))
        return false;
    markup_raw(m, "<ul class=\"cards\">");
    write_card(m, req, "verify", _("Is the book sound?"),
               _("Recomputes every entry and says what it found."));
    write_card(m, req, "backup", _("Backup"), _("Everything in one file, to keep elsewhere."));
    write_card(m, req, "recover", _("Lost and brought back"),
               _("When a file is old or a machine was lost: whom to ask, what is still missing."));
    if (request_may(req, ROLE_CHAIR | ROLE_ADMINISTRATOR))
        write_card(m, req, "keys", _("Keys and recovery sheet"),
                   _("The book's seal: when it has to be changed, and the paper that saves it."));
    write_card(m, req, "people", _("People"), _("Who may log in, and what each may do."));
    write_card(m, req, "phone", _("On a phone or another PC"),
               _("The address and a code for the camera."));
    write_card(m, req, "records/unit", _("Details of the unit"),
               _("Names, addresses and heads of letters, by the days they hold."));
    write_card(m, req, "records/officer", _("Officers"),
               _("Titles by the days they hold; reports take them from here."));
    write_card(m, req, "publish", _("The log for anyone"),
               _("Lets others check that the book only grows."));
    if (request_may(req, ROLE_CHAIR)) {
        write_card(m, req, "succeed", _("Going on from other units"),
                   _("When other units were merged into this one."));
        write_card(m, req, "close", _("When the unit ends"),
                   _("Merged, divided or dissolved: the last entry of the book."));
    }
    write_card(m, req, "help", _("Help and shortcuts"),
               _("How things are done here, on one page."));
    markup_raw(m, "</ul>");
    return true;
}

const Page page_office = {"/u/:unit/system", N_("Book and system"), ALLOW_READER, show};
