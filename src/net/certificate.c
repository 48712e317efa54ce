/* certificate.c: the fingerprint of a certificate.
 * SPDX-License-Identifier: Apache-2.0 */
#include "net/certificate.h"

#include <glib.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

char *
certificate_fingerprint(const struct x509_st *certificate)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    if (X509_digest(certificate, EVP_sha256(), digest, &length) != 1)
        return NULL;
    GString *print = g_string_new(NULL);
    for (unsigned i = 0; i < length; i++)
        g_string_append_printf(print, "%s%02X", i > 0 ? ":" : "", digest[i]);
    return g_string_free(print, FALSE);
}
