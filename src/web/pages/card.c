/* card.c: our own card, for partners to add.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/exchange.h"
#include "web/page.h"

static bool
show(Request *req, Reply *reply, GError **error)
{
    request_db_close(req);
    g_autofree char *card = partner_card(request_office(req), request_unit(req), error);
    if (card == NULL)
        return false;
    g_autofree char *name = g_strdup_printf("%s.card", request_unit(req));
    g_autoptr(GBytes) bytes = g_bytes_new(card, strlen(card));
    reply_download(reply, "application/octet-stream", name, bytes);
    return true;
}

const Page page_card = {"/u/:unit/card", N_("Our card"), ALLOW_READER, show};
