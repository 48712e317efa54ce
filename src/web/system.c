/* system.c: where the pages on the book and the system stand.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/system.h"

void
system_place(Request *req, Reply *reply)
{
    g_autofree char *href = g_strdup_printf("/u/%s/system", request_unit(req));
    reply_crumb(reply, _("Book and system"), href);
    g_free(reply->group);
    reply->group = g_strdup("Unit");
}
