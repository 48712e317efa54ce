/* tls.h: the server's certificate: one of the program's making, kept as a secret beside the books,
 * or the office's own. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

typedef struct {
    char *certificate, *key; /* PEM; key is wiped on clear */
    char *fingerprint;       /* SHA-256, "AB:CD:..." */
} Tls;

void tls_clear(Tls *tls);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Tls, tls_clear)

/* The kept certificate, or a new one (P-256, ten years, for these host names and addresses) that is
 * kept then. */
bool tls_load(Store *store, const char *const *hosts, Tls *ret_tls,
              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The office's own, from two PEM files. */
bool tls_read_files(const char *certificate, const char *key, Tls *ret_tls,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
