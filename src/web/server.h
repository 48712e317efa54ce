/* server.h: what all requests of one running server share.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "web/web.h"

typedef struct Notices Notices;
typedef struct Jobs Jobs;
typedef struct SheetChecks SheetChecks;
typedef struct Gate Gate;

struct Web {
    Office *office;
    bool loopback; /* only this machine can reach it */
    bool tls;
    char *url;         /* what people type: "https://192.168.1.20:8443" */
    char *fingerprint; /* of the certificate, NULL without TLS */
    char *start_code;  /* asked for when the first account is made from another machine; NULL: not
                          asked */
    const char *const *hosts;
    Notices *notices;
    Jobs *jobs;
    SheetChecks *sheets;
    Gate *gate;
};
typedef struct Web Web;

/* The parts without the network, for the server and for tests. */
Web *web_new(Office *office);
void web_free(Web *web);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Web, web_free)
