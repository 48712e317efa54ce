/* fork_proof.c: the proof that a partner signed two versions of its book, as one file for anybody.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/twin.h"

static bool
show(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Partner) partner = twin_partner(req, request_capture(req, "partner"), error);
    g_autoptr(GPtrArray) texts =
        partner != NULL ? evidence_list(request_db(req, NULL), partner->book, error) : NULL;
    if (texts == NULL)
        return false;
    if (texts->len == 0)
        return fail(error, KN_MISSING, N_("There is no proof against this partner."));
    const char *text = g_ptr_array_index(texts, texts->len - 1);
    g_autofree char *name = g_strdup_printf("%s.bang-chung", partner->code);
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    reply_download(reply, "application/octet-stream", name, bytes);
    return true;
}

const Page page_fork_proof = {"/u/:unit/partners/:partner/proof", N_("Proof of two versions"),
                              ALLOW_READER, show};
