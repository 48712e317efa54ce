/* recover.c: is this file an old copy, whom to ask for what it lacks, and which entries lack lines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/limits.h"
#include "book/head.h"
#include "book/lost.h"
#include "records/kinds.h"
#include "web/notices.h"
#include "web/old_copy.h"
#include "web/system.h"
#include "web/twin.h"
#include "web/widget.h"

static void
write_ways(Markup *m, Request *req, const GPtrArray *partners)
{
    g_autofree char *action = g_strdup_printf("/u/%s/recover", request_unit(req));
    markup_print(m, "<h2>%s</h2><ol><li>%s</li><li>%s</li><li>%s</li></ol>", _("What to do"),
                 _("If a newer file of this office exists on another machine or stick, put it in "
                   "the place of this one: nothing else is needed."),
                 _("Else ask a partner: make the small file below and bring it to them. It shows "
                   "nothing of your records."),
                 _("They receive it like any file of yours, and send you theirs. Take that one "
                   "under “Receive a file”: your entries come back with it."));
    if (partners->len == 0)
        widget_hint(m, _("There is no partner in this file to ask. A newer backup is the only "
                         "way."));
    markup_raw(m, "<div class=\"bar\">");
    for (guint i = 0; i < partners->len; i++) {
        const Partner *partner = partners->pdata[i];
        g_autofree char *label = g_strdup_printf(_("Make the file that asks %s"), partner->name);
        widget_button(m, req, action, label, "partner", partner->code);
    }
    markup_print(m, "<a class=\"button\" href=\"/u/%u/receive\">%s</a></div>", request_unit(req),
                 _("Receive a file"));
}

/* After a loss, or a restored copy: nobody here can know whether another unit holds more. */
static void
write_unsure(Markup *m, Request *req, const GPtrArray *partners)
{
    g_autofree char *action = g_strdup_printf("/u/%s/recover", request_unit(req));
    widget_wrong(m, _("A partner may hold newer entries of this book. Nothing is signed or sent "
                      "until it was asked, or you confirm that there are none."));
    write_ways(m, req, partners);
    if (!request_may(req, ROLE_ADMINISTRATOR))
        return;
    markup_print(m, "<details><summary>%s</summary><p>%s</p>", _("No partner has newer entries"),
                 _("Call every partner that took files from this office. If one of them has newer "
                   "entries after all, two different books will stand under one name for ever."));
    widget_button(m, req, action, _("Go on from this file"), "confirm", "yes");
    markup_raw(m, "</details>");
}

static void
write_lost(Markup *m, const Book *book, const Lost *lost)
{
    const Kind *kind = kind_find(lost->kind);
    const char *label = g_str_equal(lost->kind, "care") ? _("a private record")
                        : kind != NULL                  ? _(kind->label)
                                                        : lost->kind;
    g_autofree char *lines = g_strdup_printf(_("%d lines are missing"), (int)lost->lines);
    markup_print(m, "<tr><td><a href=\"/u/%u/record/%u-%d\">%s-%d</a></td><td>", book->code,
                 book->code, lost->entry, book->code, lost->entry);
    widget_time(m, lost->time);
    markup_print(m, "</td><td>%s</td><td>%s</td></tr>", label,
                 lost->nothing ? _("all its lines are missing") : lines);
}

static bool
write_missing(Markup *m, Request *req, GError **error)
{
    g_autoptr(GPtrArray) list = lost_list(request_db(req, NULL), req->book, error);
    if (list == NULL)
        return false;
    markup_print(m, "<h2>%s</h2>", _("Lines that did not come back"));
    if (list->len == 0) {
        markup_print(m, "<p>%s</p>", _("None: every entry has all its lines."));
        return true;
    }
    markup_print(m, "<p>%s</p>",
                 _("The partner never had these lines. Open a record and amend it to type them "
                   "again; of a private one only the time is known, so write it anew. A newer "
                   "backup brings them back by itself: `ketnghia recover --from FILE`."));
    markup_print(m,
                 "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">%s</th>"
                 "<th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr>"
                 "</thead><tbody>",
                 _("Entry"), _("Written"), _("Kind"), _("What is missing"));
    for (guint i = 0; i < MIN(list->len, LIMIT_LIST_PAGE); i++)
        write_lost(m, req->book, list->pdata[i]);
    markup_raw(m, "</tbody></table></div>");
    if (list->len > LIMIT_LIST_PAGE) {
        g_autofree char *more = g_strdup_printf(_("And %d more; `ketnghia recover` lists all."),
                                                (int)(list->len - LIMIT_LIST_PAGE));
        markup_print(m, "<p>%s</p>", more);
    }
    return true;
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    Db *db = request_db(req, error);
    g_autoptr(GPtrArray) partners = db != NULL ? partners_list(db, error) : NULL;
    g_autofree char *old = NULL;
    bool missing = false;
    if (partners == NULL || !old_copy_find(req, &old, error) ||
        !mark_is_missing(db, req->book, &missing, error))
        return false;
    Markup *m = reply_page(reply, _("Lost and brought back"));
    system_place(req, reply);
    if (old != NULL) {
        widget_wrong(m, old);
        markup_print(m, "<p>%s</p>",
                     _("The book can be read, but nothing is written, signed or sent from this "
                       "file until what is missing is here: two different books under one name "
                       "could never be joined again."));
        write_ways(m, req, partners);
    } else if (missing) {
        write_unsure(m, req, partners);
    } else {
        widget_done(m, _("This file has everything that was ever signed from it."));
    }
    return write_missing(m, req, error);
}

static bool
confirm(Request *req, Reply *reply, GError **error)
{
    if (!actor_require(&req->actor, ROLE_ADMINISTRATOR, error))
        return false;
    request_db_close(req);
    g_autoptr(Db) db = store_write(request_office(req)->store, error);
    if (db == NULL || !mark_confirm(db, error) || !db_commit(db, error))
        return false;
    notice_add(req, NOTICE_DONE, _("The books are signed from here on."), NULL);
    reply_see_print(reply, "/u/%s", request_unit(req));
    return true;
}

static bool
ask(Request *req, Reply *reply, GError **error)
{
    if (request_value(req, "confirm") != NULL)
        return confirm(req, reply, error);
    const char *to = request_value(req, "partner");
    g_autofree char *name = NULL;
    request_db_close(req);
    g_autoptr(GBytes) bundle = bundle_ask(request_office(req), request_unit(req), &req->actor,
                                          to != NULL ? to : "", &name, error);
    if (bundle == NULL)
        return false;
    reply_download(reply, "application/octet-stream", name, bundle);
    return true;
}

static const Input inputs[] = {{"partner", INPUT_LINE}, {"confirm", INPUT_LINE}, {NULL}};

const Page page_recover = {"/u/:unit/recover",
                           N_("Lost and brought back"),
                           ALLOW_READER,
                           show,
                           ask,
                           .who_post = ALLOW_LEADER,
                           .inputs = inputs};
