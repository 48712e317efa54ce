/* exchange.c: the address for partners' machines: a bundle in, a bundle back. Who sends it is said
 * by the signature on it, so there is no login, no cookie and no form.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/limits.h"
#include "exchange/intake.h"
#include "exchange/live.h"
#include "web/gate.h"
#include "web/page.h"
#include "web/server.h"

#define BUSY_SECONDS 5

typedef struct {
    Gate *gate;
    Office *office;
    Intake *intake;
    char *address;
    bool unknown;   /* counted at the gate as one of whom nothing is known */
    guint64 number; /* of a partner's */
} Arriver;

static gint64
now_s(void)
{
    return g_get_monotonic_time() / G_USEC_PER_SEC;
}

static void
leave(Arriver *arriver)
{
    if (arriver->unknown)
        gate_left(arriver->gate);
    arriver->unknown = false;
}

static void
arriver_free(void *stream)
{
    Arriver *arriver = stream;
    leave(arriver);
    intake_free(arriver->intake);
    g_free(arriver->address);
    g_free(arriver);
}

static void *
arriver_open(Request *req, GError **error)
{
    Web *web = req->web;
    g_autoptr(Intake) intake = NULL;
    if (!gate_enter(web->gate, req->address, now_s()))
        return fail_null(error, KN_BUSY, N_("Too many exchanges at once; try again in a minute."));
    intake = intake_new(web->office, NULL, error);
    if (intake == NULL) {
        gate_left(web->gate);
        return NULL;
    }
    Arriver *arriver = g_new0(Arriver, 1);
    *arriver = (Arriver){.gate = web->gate,
                         .office = web->office,
                         .intake = g_steal_pointer(&intake),
                         .address = g_strdup(req->address),
                         .unknown = true};
    return arriver;
}

static StreamState
arriver_take(void *stream, const void *bytes, gsize length)
{
    Arriver *arriver = stream;
    if (!intake_take(arriver->intake, bytes, length)) {
        leave(arriver);
        return STREAM_REFUSED;
    }
    const char *partner = intake_partner(arriver->intake);
    if (partner == NULL)
        return STREAM_ON;
    if (arriver->unknown)
        arriver->number = gate_known(arriver->gate, partner);
    arriver->unknown = false;
    return gate_is_newest(arriver->gate, partner, arriver->number) ? STREAM_KNOWN : STREAM_REFUSED;
}

static unsigned
status_of(Trouble trouble)
{
    switch (trouble) {
    case TROUBLE_STRANGER:
    case TROUBLE_HALTED:
    case TROUBLE_KEY:
        return 403;
    case TROUBLE_RECIPIENT:
        return 404;
    case TROUBLE_LARGE:
        return 413;
    case TROUBLE_LOCKED:
    case TROUBLE_BUSY:
        return 503;
    case TROUBLE_REFUSED:
        return 400;
    default:
        return 500;
    }
}

/* A word for the partner's program, and a line for whoever looks by hand. */
static void
refuse(Arriver *arriver, Reply *reply, Trouble trouble)
{
    if (trouble == TROUBLE_STRANGE)
        trouble = TROUBLE_REFUSED;
    if (trouble != TROUBLE_BUSY && trouble != TROUBLE_LOCKED && trouble != TROUBLE_FAILED)
        gate_refused(arriver->gate, arriver->address, now_s());
    g_autofree char *line = g_strdup_printf("%u: %s\n", status_of(trouble), trouble_word(trouble));
    reply_text(reply, status_of(trouble), line);
    reply_header(reply, EXCHANGE_REFUSED, trouble_word(trouble));
}

static bool
answer(Request *req, Reply *reply, GError **error)
{
    Arriver *arriver = req->stream;
    g_autofree char *vouch = NULL;
    g_autoptr(GError) failure = NULL;
    g_autoptr(GBytes) came = intake_end(arriver->intake);
    if (came == NULL) {
        refuse(arriver, reply, intake_trouble(arriver->intake));
        return true;
    }
    const char *partner = intake_partner(arriver->intake);
    if (!gate_work(arriver->gate, partner, arriver->number)) {
        refuse(arriver, reply, TROUBLE_BUSY);
        reply->retry_s = BUSY_SECONDS;
        return true;
    }
    gsize length = 0;
    const void *bytes = g_bytes_get_data(came, &length);
    Trouble trouble = TROUBLE_NONE;
    g_autoptr(GBytes) back = exchange_answer(arriver->office, bytes, length, req->web->fingerprint,
                                             &vouch, &trouble, &failure);
    gate_worked(arriver->gate, partner);
    if (back == NULL) {
        refuse(arriver, reply, trouble);
        return true;
    }
    reply_bytes(reply, EXCHANGE_TYPE, back);
    if (vouch != NULL)
        reply_header(reply, EXCHANGE_CERTIFICATE, vouch);
    return true;
}

static const Stream stream = {arriver_open, arriver_take, arriver_free};

const Page page_exchange = {EXCHANGE_PATH,
                            N_("Exchange"),
                            ALLOW_PARTNER,
                            .post = answer,
                            .body_limit = LIMIT_BUNDLE_BYTES,
                            .stream = &stream};
