/* certificate.h: the number by which people and programs know a machine's certificate.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

struct x509_st;

/* SHA-256 of the certificate, "AB:CD:..."; NULL when it cannot be computed. Yours to free. */
char *certificate_fingerprint(const struct x509_st *certificate);
