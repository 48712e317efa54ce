/* health.c: says that the server answers, and its version.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/page.h"

static bool
show(Request *req, Reply *reply, GError **error)
{
    reply_text(reply, 200, "ok " KN_VERSION "\n");
    return true;
}

const Page page_health = {"/health", N_("Health"), ALLOW_ANYONE, show};
