/* web.h: the screen: one HTTP server over one opened office. cmd/serve.c starts it and waits.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "rules/office.h"

typedef struct {
    const char *listen; /* "127.0.0.1:8080", "0.0.0.0:8443", "[::1]:8080"; port 0: any free one */
    int stop;           /* a descriptor: the server ends when it becomes readable; -1: never */
    /* Called once when connections are accepted. `url` is what to open; on an empty office beyond
     * this machine it carries the code that makes the first account. `fingerprint` is the
     * certificate's, NULL without TLS. */
    void (*ready)(void *context, const char *url, const char *fingerprint);
    void *context;
    const char *const *hosts; /* further host names it answers to, NULL-terminated; NULL: none */
    const char *certificate,
        *key; /* PEM files of the office's own certificate; NULL: one of the program's making */
} WebOptions;

/* Serves until told to stop: plain HTTP on a loopback address, HTTPS only on any other. KN_BUSY
 * when the port is taken (the sentence says how to choose another). */
bool web_serve(Office *office, const WebOptions *options, GError **error) G_GNUC_WARN_UNUSED_RESULT;
