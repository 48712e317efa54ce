/* http.c: one POST by libcurl, with the certificate judged by its fingerprint.
 * SPDX-License-Identifier: Apache-2.0 */
#include "net/http.h"

#include "base/limits.h"
#include "net/address.h"
#include "net/certificate.h"
#include <curl/curl.h>
#include <openssl/ssl.h>

#define CONNECT_SECONDS 20

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CURL, curl_easy_cleanup)
typedef struct curl_slist HeaderList;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HeaderList, curl_slist_free_all)

typedef struct {
    const HttpPost *post;
    CURL *curl;
    HttpAnswer *answer;
    bool other_certificate, not_taken, stopped;
} Running;

void
http_answer_clear(HttpAnswer *answer)
{
    g_clear_pointer(&answer->certificate, g_free);
    for (gsize i = 0; i < answer->count; i++)
        g_free(answer->headers[i]);
    g_clear_pointer(&answer->headers, g_free);
    answer->count = 0;
}

/* Instead of OpenSSL's own judgement by issuers, before anything is sent. */
static int
judge_certificate(X509_STORE_CTX *context, void *data)
{
    Running *running = data;
    const char *wanted = running->post->certificate;
    X509 *leaf = X509_STORE_CTX_get0_cert(context);
    g_autofree char *print = leaf != NULL ? certificate_fingerprint(leaf) : NULL;
    running->other_certificate =
        print == NULL || (wanted != NULL && g_ascii_strcasecmp(print, wanted) != 0);
    g_free(running->answer->certificate);
    running->answer->certificate = g_steal_pointer(&print);
    X509_STORE_CTX_set_error(
        context, running->other_certificate ? X509_V_ERR_APPLICATION_VERIFICATION : X509_V_OK);
    return running->other_certificate ? 0 : 1;
}

static CURLcode
on_tls(CURL *curl, void *tls, void *data)
{
    (void)curl;
    SSL_CTX_set_verify(tls, SSL_VERIFY_PEER, NULL);
    SSL_CTX_set_cert_verify_callback(tls, judge_certificate, data);
    return CURLE_OK;
}

static size_t
on_bytes(char *bytes, size_t size, size_t count, void *data)
{
    Running *running = data;
    long status = 0;
    if (curl_easy_getinfo(running->curl, CURLINFO_RESPONSE_CODE, &status) != CURLE_OK)
        return 0;
    if (status != 200)
        return size * count; /* words for people; the status says it */
    running->not_taken = !running->post->take(running->post->take_context, bytes, size * count);
    return running->not_taken ? 0 : size * count;
}

static int
on_progress(void *data, curl_off_t down_all, curl_off_t down, curl_off_t up_all, curl_off_t up)
{
    Running *running = data;
    if (running->post->progress == NULL)
        return 0;
    running->stopped = !running->post->progress(running->post->progress_context,
                                                (guint64)(up + down), (guint64)(up_all + down_all));
    return running->stopped ? 1 : 0;
}

static bool
set_up(Running *running, HeaderList *headers, const char *url)
{
    CURL *curl = running->curl;
    const HttpPost *post = running->post;
    gsize length = 0;
    const void *body = g_bytes_get_data(post->body, &length);
    CURLcode bad = CURLE_OK;
#define SET(option, value) bad = bad != CURLE_OK ? bad : curl_easy_setopt(curl, option, value)
    SET(CURLOPT_URL, url);
    SET(CURLOPT_PROTOCOLS_STR, "http,https");
    SET(CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    SET(CURLOPT_NOSIGNAL, 1L);
    SET(CURLOPT_FOLLOWLOCATION, 0L);
    SET(CURLOPT_USERAGENT, "ketnghia/" KN_VERSION);
    SET(CURLOPT_POST, 1L);
    SET(CURLOPT_POSTFIELDS, length > 0 ? body : "");
    SET(CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)length);
    SET(CURLOPT_HTTPHEADER, headers);
    SET(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    SET(CURLOPT_WRITEFUNCTION, on_bytes);
    SET(CURLOPT_WRITEDATA, running);
    SET(CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)LIMIT_BUNDLE_BYTES);
    SET(CURLOPT_NOPROGRESS, 0L);
    SET(CURLOPT_XFERINFOFUNCTION, on_progress);
    SET(CURLOPT_XFERINFODATA, running);
    SET(CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    SET(CURLOPT_TIMEOUT, (long)LIMIT_EXCHANGE_SECONDS);
    SET(CURLOPT_LOW_SPEED_LIMIT, 1L);
    SET(CURLOPT_LOW_SPEED_TIME, (long)LIMIT_EXCHANGE_SILENCE_SECONDS);
    /* Issuers do not matter: judge_certificate decides. */
    SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    SET(CURLOPT_SSL_VERIFYPEER, 1L);
    SET(CURLOPT_SSL_VERIFYHOST, 0L);
    SET(CURLOPT_CAINFO, NULL);
    SET(CURLOPT_CAPATH, NULL);
    SET(CURLOPT_SSL_SESSIONID_CACHE, 0L);
    SET(CURLOPT_SSL_CTX_FUNCTION, on_tls);
    SET(CURLOPT_SSL_CTX_DATA, running);
    if (address_is_loopback(post->address))
        SET(CURLOPT_PROXY, "");
#undef SET
    return bad == CURLE_OK;
}

static HttpEnd
end_of(const Running *running, CURLcode code)
{
    if (running->other_certificate)
        return HTTP_CERTIFICATE;
    if (running->not_taken)
        return HTTP_NOT_TAKEN;
    if (running->stopped)
        return HTTP_STOPPED;
    switch (code) {
    case CURLE_OK:
        return HTTP_ANSWERED;
    case CURLE_FILESIZE_EXCEEDED:
        return HTTP_NOT_TAKEN;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
    case CURLE_OPERATION_TIMEDOUT:
        return HTTP_SILENT;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_PARTIAL_FILE:
        return HTTP_CUT;
    default:
        return HTTP_STRANGE;
    }
}

static void
keep_headers(Running *running)
{
    HttpAnswer *answer = running->answer;
    while (running->post->wanted != NULL && running->post->wanted[answer->count] != NULL)
        answer->count++;
    answer->headers = g_new0(char *, answer->count + 1);
    for (gsize i = 0; i < answer->count; i++) {
        struct curl_header *header = NULL;
        if (curl_easy_header(running->curl, running->post->wanted[i], 0, CURLH_HEADER, -1,
                             &header) == CURLHE_OK)
            answer->headers[i] = g_strdup(header->value);
    }
}

HttpEnd
http_post(const HttpPost *post, HttpAnswer *ret_answer)
{
    static gsize once = 0;
    if (g_once_init_enter(&once))
        g_once_init_leave(&once, curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK ? 1 : 2);
    *ret_answer = (HttpAnswer){0};
    g_autoptr(CURL) curl = once == 1 ? curl_easy_init() : NULL;
    g_autofree char *url = g_strconcat(post->address, post->path, NULL),
                    *type = g_strconcat("Content-Type: ", post->type, NULL);
    g_autoptr(HeaderList) headers = curl_slist_append(NULL, type);
    Running running = {.post = post, .curl = curl, .answer = ret_answer};
    if (curl == NULL || headers == NULL || !set_up(&running, headers, url))
        return HTTP_STRANGE;
    CURLcode code = curl_easy_perform(curl);
    if (curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &ret_answer->status) != CURLE_OK)
        ret_answer->status = 0;
    keep_headers(&running);
    return end_of(&running, code);
}
