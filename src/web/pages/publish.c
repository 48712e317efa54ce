/* publish.c: lets anyone read the log: that entries exist and in which order, never what they say.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/head.h"
#include "web/log.h"
#include "web/notices.h"
#include "web/server.h"
#include "web/system.h"
#include "web/widget.h"

static bool
show(Request *req, Reply *reply, GError **error)
{
    bool published = false;
    Db *db = request_db(req, error);
    if (db == NULL || !log_is_published(db, req->book, &published, error))
        return false;
    g_autofree char *action = g_strdup_printf("/u/%s/publish", request_unit(req));
    Markup *m = reply_page(reply, _("The log for anyone"));
    system_place(req, reply);
    markup_raw(m, "<p>");
    if (published)
        widget_status(m, SIGN_DONE, _("The log is published."));
    else
        widget_status(m, SIGN_STOP, _("The log is not published."));
    markup_print(
        m, "</p><p>%s</p>",
        _("Whoever reads it sees that entries exist, of which kind, when, and that none was "
          "changed or taken out. What they say cannot be read from it."));
    if (published)
        markup_print(m, "<p class=\"mono\">%s/log/%u/checkpoint</p>", req->web->url,
                     request_unit(req));
    if (!request_may(req, ROLE_CHAIR))
        return true;
    widget_button(m, req, action, published ? _("Sign today's state") : _("Publish the log"), "do",
                  "publish");
    if (published)
        widget_button(m, req, action, _("Stop publishing"), "do", "stop");
    return true;
}

static bool
change(Request *req, Reply *reply, GError **error)
{
    bool publish = g_strcmp0(request_value(req, "do"), "publish") == 0;
    request_db_close(req);
    g_autoptr(Db) db = store_write(request_office(req)->store, error);
    g_autoptr(Book) book = db != NULL ? office_book(db, request_unit(req), error) : NULL;
    if (book == NULL || !log_publish(db, book, publish, error))
        return false;
    g_autofree char *note = publish ? head_sign(db, book, error) : NULL;
    if ((publish && note == NULL) || !db_commit(db, error))
        return false;
    notice_add(req, NOTICE_DONE,
               publish ? _("The log is published.") : _("The log is not published."), NULL);
    reply_see_print(reply, "/u/%s/publish", request_unit(req));
    return true;
}

static const Input inputs[] = {{"do", INPUT_LINE}, {NULL}};

const Page page_publish = {
    "/u/:unit/publish",      N_("The log for anyone"), ALLOW_READER, show, change,
    .who_post = ALLOW_CHAIR, .inputs = inputs};
