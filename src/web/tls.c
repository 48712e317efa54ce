/* tls.c: makes and keeps the server's certificate.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/tls.h"

#include "base/error.h"
#include "base/lang.h"
#include "net/certificate.h"
#include "store/side.h"
#include <arpa/inet.h>
#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <sodium.h>

#define YEARS_VALID 10

G_DEFINE_AUTOPTR_CLEANUP_FUNC(X509, X509_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BIO, BIO_free)

void
tls_clear(Tls *tls)
{
    if (tls->key != NULL)
        sodium_memzero(tls->key, strlen(tls->key));
    g_clear_pointer(&tls->key, g_free);
    g_clear_pointer(&tls->certificate, g_free);
    g_clear_pointer(&tls->fingerprint, g_free);
}

static char *
bio_text(BIO *bio)
{
    char *data = NULL;
    long length = BIO_get_mem_data(bio, &data);
    return g_strndup(data, (gsize)length);
}

static bool
finish(X509 *certificate, EVP_PKEY *key, Tls *ret_tls, GError **error)
{
    g_autofree char *print = certificate_fingerprint(certificate);
    g_autoptr(BIO) certificate_bio = BIO_new(BIO_s_mem());
    g_autoptr(BIO) key_bio = BIO_new(BIO_s_mem());
    if (X509_check_private_key(certificate, key) != 1)
        return fail(error, KN_INVALID, N_("The key does not belong to the certificate."));
    if (print == NULL || PEM_write_bio_X509(certificate_bio, certificate) != 1 ||
        PEM_write_bio_PrivateKey(key_bio, key, NULL, NULL, 0, NULL, NULL) != 1)
        return fail(error, KN_IO, N_("The certificate could not be made."));
    *ret_tls = (Tls){.certificate = bio_text(certificate_bio),
                     .key = bio_text(key_bio),
                     .fingerprint = g_steal_pointer(&print)};
    return true;
}

static bool
add_extension(X509 *certificate, int nid, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, NULL, NULL, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
    bool added = extension != NULL && X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return added;
}

static bool
is_address(const char *host)
{
    struct in6_addr address;
    return inet_pton(AF_INET, host, &address) == 1 || inet_pton(AF_INET6, host, &address) == 1;
}

/* "DNS:localhost,IP:192.168.1.20": names of our own making, without characters that mean something
 * here. */
static char *
alternative_names(const char *const *hosts)
{
    GString *names = g_string_new("DNS:localhost,IP:127.0.0.1");
    for (gsize i = 0; hosts[i] != NULL; i++)
        if (strpbrk(hosts[i], ", \n") == NULL)
            g_string_append_printf(names, ",%s:%s", is_address(hosts[i]) ? "IP" : "DNS", hosts[i]);
    return g_string_free(names, FALSE);
}

static bool
make(const char *const *hosts, Tls *ret_tls, GError **error)
{
    g_autoptr(EVP_PKEY) key = EVP_EC_gen("P-256");
    g_autoptr(X509) certificate = X509_new();
    g_autofree char *names = alternative_names(hosts);
    unsigned char serial[16];
    if (key == NULL || certificate == NULL || RAND_bytes(serial, sizeof serial) != 1)
        return fail(error, KN_IO, N_("The certificate could not be made."));
    serial[0] &= 0x7F;
    BIGNUM *number = BN_bin2bn(serial, sizeof serial, NULL);
    bool made =
        number != NULL && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != NULL;
    BN_free(number);
    X509_NAME *name = X509_get_subject_name(certificate);
    made = made && X509_set_version(certificate, 2) == 1 &&
           X509_gmtime_adj(X509_getm_notBefore(certificate), -86400) &&
           X509_gmtime_adj(X509_getm_notAfter(certificate), YEARS_VALID * 365L * 86400) &&
           X509_set_pubkey(certificate, key) == 1 &&
           X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, (const unsigned char *)"Ket Nghia",
                                      -1, -1, 0) == 1 &&
           X509_set_issuer_name(certificate, name) == 1 &&
           add_extension(certificate, NID_subject_alt_name, names) &&
           add_extension(certificate, NID_basic_constraints, "critical,CA:FALSE") &&
           add_extension(certificate, NID_key_usage, "critical,digitalSignature") &&
           add_extension(certificate, NID_ext_key_usage, "serverAuth") &&
           X509_sign(certificate, key, EVP_sha256()) > 0;
    if (!made)
        return fail(error, KN_IO, N_("The certificate could not be made."));
    return finish(certificate, key, ret_tls, error);
}

static bool
parse(const char *certificate_pem, const char *key_pem, Tls *ret_tls, GError **error)
{
    g_autoptr(BIO) certificate_bio = BIO_new_mem_buf(certificate_pem, -1);
    g_autoptr(BIO) key_bio = BIO_new_mem_buf(key_pem, -1);
    g_autoptr(X509) certificate = PEM_read_bio_X509(certificate_bio, NULL, NULL, NULL);
    g_autoptr(EVP_PKEY) key = PEM_read_bio_PrivateKey(key_bio, NULL, NULL, NULL);
    if (certificate == NULL || key == NULL)
        return fail(error, KN_INVALID,
                    N_("The certificate or its key cannot be read: both must be PEM files."));
    if (!finish(certificate, key, ret_tls, error))
        return false;
    /* A chain after the first certificate is kept. */
    g_free(ret_tls->certificate);
    ret_tls->certificate = g_strdup(certificate_pem);
    return true;
}

bool
tls_read_files(const char *certificate, const char *key, Tls *ret_tls, GError **error)
{
    g_autofree char *certificate_pem = NULL, *key_pem = NULL;
    if (!g_file_get_contents(certificate, &certificate_pem, NULL, error) ||
        !g_file_get_contents(key, &key_pem, NULL, error))
        return fail_at(error, N_("reading the certificate"));
    bool read = parse(certificate_pem, key_pem, ret_tls, error);
    sodium_memzero(key_pem, strlen(key_pem));
    return read;
}

static char *
secret_text(Db *db, const char *name, GError **error)
{
    g_autoptr(GBytes) bytes = secret_get(db, 0, name, error);
    if (bytes == NULL)
        return NULL;
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    return g_strndup(data, length);
}

bool
tls_load(Store *store, const char *const *hosts, Tls *ret_tls, GError **error)
{
    g_autoptr(Db) db = store_write(store, error);
    if (db == NULL)
        return false;
    GError *inner = NULL;
    g_autofree char *certificate = secret_text(db, "tls_certificate", &inner);
    g_autofree char *key = inner == NULL ? secret_text(db, "tls_key", &inner) : NULL;
    if (inner != NULL) {
        g_propagate_error(error, inner);
        return false;
    }
    if (certificate != NULL && key != NULL)
        return parse(certificate, key, ret_tls, error);
    g_auto(Tls) made = {0};
    if (!make(hosts, &made, error) ||
        !secret_set(db, 0, "tls_certificate", made.certificate, strlen(made.certificate), error) ||
        !secret_set(db, 0, "tls_key", made.key, strlen(made.key), error) || !db_commit(db, error))
        return false;
    *ret_tls = made;
    made = (Tls){0};
    return true;
}
