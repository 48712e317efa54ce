/* witness_add.c: the address where logs that we watch ask for our cosignature
 * (c2sp.org/tlog-witness). Who asks is said by the signature on what they show.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/witness.h"
#include "web/page.h"

static void *
asked_open(Request *req, GError **error)
{
    return g_byte_array_new();
}

static StreamState
asked_take(void *stream, const void *bytes, gsize length)
{
    GByteArray *asked = stream;
    if (asked->len + length > WITNESS_REQUEST_BYTES)
        return STREAM_REFUSED;
    g_byte_array_append(asked, bytes, (guint)length);
    return STREAM_ON;
}

static void
asked_free(void *stream)
{
    g_byte_array_unref(stream);
}

static bool
answer(Request *req, Reply *reply, GError **error)
{
    const GByteArray *asked = req->stream;
    g_auto(WitnessAnswer) judged = {0};
    g_autoptr(GError) failure = NULL;
    if (!witness_add(request_office(req), asked->data, asked->len, &judged, &failure)) {
        unsigned status = (unsigned)error_http_status(failure);
        g_autofree char *line = g_strdup_printf("%u: the witness cannot answer now\n", status);
        reply_text(reply, status, line);
        return true;
    }
    reply_text(reply, judged.status, judged.body);
    if (judged.type != NULL) {
        g_autoptr(GBytes) size = g_bytes_new(judged.body, strlen(judged.body));
        reply_bytes(reply, judged.type, size);
        reply->status = judged.status;
    }
    return true;
}

static const Stream stream = {asked_open, asked_take, asked_free};

const Page page_witness_add = {"/witness/add-checkpoint",
                               N_("Cosignature of a witness"),
                               ALLOW_PARTNER,
                               .post = answer,
                               .body_limit = WITNESS_REQUEST_BYTES,
                               .stream = &stream};
