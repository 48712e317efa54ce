/* live.h: exchange over the network, by the same bundles as by file: ours goes, the partner's
 * comes back, until both hold the other's book and confirmation. Nothing is locked while the
 * network is waited for; whatever is cut is mended by doing it again.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/contact.h"
#include "exchange/exchange.h"

#define EXCHANGE_PATH "/exchange"
#define EXCHANGE_TYPE "application/octet-stream"
/* Headers of an answer: why not (trouble.h), and the certificate in the words of the log key
 * (vouch.h). */
#define EXCHANGE_REFUSED "Ketnghia-Refused"
#define EXCHANGE_CERTIFICATE "Ketnghia-Certificate"

typedef struct {
    const char *unit;    /* our book, NULL: the only one */
    const char *with;    /* code or origin of the partner, NULL: whoever is at the address */
    const char *address; /* as typed, NULL: the kept one */
    bool recover;        /* our file is an old copy: the first round asks for our books back */
    bool (*progress)(void *context, guint64 done, guint64 all); /* false: stop; may be NULL */
    void *context;
} LiveAsk;

/* Both directions and both confirmations, in as many rounds as that takes (one, or two where
 * something came). Keeps address and certificate once they proved to be the partner's, and how it
 * ended. The account is that of all rounds together. */
Arrival *exchange_live(Office *office, const Actor *actor, const LiveAsk *ask, int *ret_rounds,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The other side of it: takes the partner's bundle and makes ours for it. *ret_trouble is what they
 * are told when it fails. `fingerprint`: of our certificate, NULL without TLS; *ret_vouch (NULL
 * then) is what our log key says of it. */
GBytes *exchange_answer(Office *office, const void *bytes, gsize length, const char *fingerprint,
                        char **ret_vouch, Trouble *ret_trouble,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
