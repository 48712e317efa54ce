/* logout.c: ends the session on this machine.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/person.h"
#include "web/server.h"

static bool
leave(Request *req, Reply *reply, GError **error)
{
    request_db_close(req);
    if (!session_end(request_office(req), req->token, error))
        return false;
    reply_see(reply, "/login");
    cookie_drop(req->web, reply);
    reply_header(reply, "Clear-Site-Data", "\"cache\", \"storage\"");
    return true;
}

const Page page_logout = {"/logout", N_("Log out"), ALLOW_PERSON, NULL, leave};
