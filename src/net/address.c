/* address.c: takes an address apart with the same parser that will use it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "net/address.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CURLU, curl_url_cleanup)

/* Yours to free; NULL when it has none. */
static char *
part(CURLU *url, CURLUPart which)
{
    char *text = NULL;
    if (curl_url_get(url, which, &text, 0) != CURLUE_OK)
        return NULL;
    char *copy = g_strdup(text);
    curl_free(text);
    return copy;
}

static bool
has(CURLU *url, CURLUPart which)
{
    g_autofree char *text = part(url, which);
    return text != NULL;
}

static bool
host_is_loopback(const char *host)
{
    struct in_addr four;
    if (strcmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0)
        return true;
    return inet_pton(AF_INET, host, &four) == 1 && ntohl(four.s_addr) >> 24 == 127;
}

static bool
host_is_plain(const char *host)
{
    return host[0] != '\0' &&
           strspn(host, "abcdefghijklmnopqrstuvwxyz0123456789.-_:[]") == strlen(host);
}

char *
address_clean(const char *typed)
{
    g_autoptr(CURLU) url = curl_url();
    g_autofree char *trimmed = g_strstrip(g_strdup(typed));
    if (strlen(trimmed) > ADDRESS_BYTES || strchr(trimmed, '?') != NULL ||
        strchr(trimmed, '#') != NULL)
        return NULL;
    g_autofree char *whole =
        strstr(trimmed, "://") != NULL ? g_strdup(trimmed) : g_strconcat("https://", trimmed, NULL);
    if (curl_url_set(url, CURLUPART_URL, whole, CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK ||
        has(url, CURLUPART_USER) || has(url, CURLUPART_PASSWORD))
        return NULL;
    g_autofree char *scheme = part(url, CURLUPART_SCHEME), *host = part(url, CURLUPART_HOST),
                    *port = part(url, CURLUPART_PORT), *path = part(url, CURLUPART_PATH);
    if (scheme == NULL || host == NULL ||
        (path != NULL && strcmp(path, "/") != 0 && strcmp(path, "/exchange") != 0))
        return NULL;
    g_autofree char *small_scheme = g_ascii_strdown(scheme, -1),
                    *small_host = g_ascii_strdown(host, -1);
    bool https = strcmp(small_scheme, "https") == 0;
    if (!host_is_plain(small_host) ||
        (!https && !(strcmp(small_scheme, "http") == 0 && host_is_loopback(small_host))))
        return NULL;
    bool usual = port == NULL || strcmp(port, https ? "443" : "80") == 0;
    return g_strdup_printf("%s://%s%s%s", small_scheme, small_host, usual ? "" : ":",
                           usual ? "" : port);
}

bool
address_is_loopback(const char *address)
{
    g_autoptr(CURLU) url = curl_url();
    if (curl_url_set(url, CURLUPART_URL, address, 0) != CURLUE_OK)
        return false;
    g_autofree char *host = part(url, CURLUPART_HOST);
    return host != NULL && host_is_loopback(host);
}
