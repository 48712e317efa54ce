/* watch.c: makes our book the witness of a partner's, or ends that.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/watch.h"
#include "web/notices.h"
#include "web/twin.h"

static bool
change(Request *req, Reply *reply, GError **error)
{
    const char *partner = request_capture(req, "partner");
    bool begin = g_strcmp0(request_value(req, "do"), "begin") == 0;
    request_db_close(req);
    if (!watch_set(request_office(req), request_unit(req), &req->actor, partner, begin, error))
        return false;
    notice_add(req, NOTICE_DONE,
               begin ? _("We watch over their book now.")
                     : _("We no longer watch over their book."),
               NULL);
    reply_see_print(reply, "/u/%s/partners/%s", request_unit(req), partner);
    return true;
}

static const Input inputs[] = {{"do", INPUT_LINE}, {NULL}};

const Page page_watch = {"/u/:unit/partners/:partner/watch", N_("Watch over a book"), ALLOW_LEADER,
                         .post = change, .inputs = inputs};
