/* witness_checkpoint.c: the newest state of a watched log that we vouched for
 * (c2sp.org/tlog-witness).
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/witness.h"
#include "web/page.h"

static bool
show(Request *req, Reply *reply, GError **error)
{
    g_autofree char *note = NULL;
    Db *db = request_db(req, error);
    if (db == NULL || !witness_find(db, request_capture(req, "origin"), &note, error))
        return false;
    reply_text(reply, note != NULL ? 200 : 404,
               note != NULL ? note : "404: nothing was vouched for\n");
    reply->cache_s = note != NULL ? 5 : 0;
    return true;
}

const Page page_witness_checkpoint = {"/witness/:origin/checkpoint", N_("Vouched state"),
                                      ALLOW_ANYONE, show};
