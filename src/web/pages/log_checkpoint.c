/* log_checkpoint.c: the newest signed state of a published log (c2sp.org/tlog-tiles).
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/head.h"
#include "web/log.h"

static bool
show(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Book) book = log_book(req, error);
    g_autofree char *note = NULL;
    guint64 size = 0;
    if (book == NULL || !head_find(request_db(req, NULL), book->book, &note, &size, error))
        return false;
    if (note == NULL)
        return fail(error, KN_MISSING, N_("No state of this log was signed yet."));
    reply_text(reply, 200, note);
    reply->cache_s = 5;
    return true;
}

const Page page_log_checkpoint = {"/log/:unit/checkpoint", N_("Signed state"), ALLOW_ANYONE, show};
