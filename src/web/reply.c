/* reply.c: builds replies and the headers that stand on all of them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/reply.h"

#include <stdarg.h>
#include <string.h>
#include <unistd.h>

static void
crumb_free(gpointer data)
{
    Crumb *crumb = data;
    g_free(crumb->label);
    g_free(crumb->href);
    g_free(crumb);
}

static void
header_free(gpointer data)
{
    ReplyHeader *header = data;
    g_free(header->name);
    g_free(header->value);
    g_free(header);
}

void
reply_init(Reply *reply)
{
    *reply = (Reply){.status = 200, .file = -1};
    markup_init(&reply->main);
    reply->crumbs = g_ptr_array_new_with_free_func(crumb_free);
    reply->headers = g_ptr_array_new_with_free_func(header_free);
}

void
reply_clear(Reply *reply)
{
    markup_clear(&reply->main);
    g_clear_pointer(&reply->crumbs, g_ptr_array_unref);
    g_clear_pointer(&reply->headers, g_ptr_array_unref);
    g_clear_pointer(&reply->title, g_free);
    g_clear_pointer(&reply->group, g_free);
    g_clear_pointer(&reply->mime, g_free);
    g_clear_pointer(&reply->body, g_bytes_unref);
    if (reply->file > 0)
        close(reply->file);
    reply->file = -1;
}

Markup *
reply_page(Reply *reply, const char *title)
{
    markup_clear(&reply->main);
    markup_init(&reply->main);
    g_free(reply->title);
    reply->title = g_strdup(title);
    reply->is_page = true;
    return &reply->main;
}

void
reply_crumb(Reply *reply, const char *label, const char *href)
{
    Crumb *crumb = g_new0(Crumb, 1);
    crumb->label = g_strdup(label);
    crumb->href = g_strdup(href);
    g_ptr_array_add(reply->crumbs, crumb);
}

void
reply_header(Reply *reply, const char *name, const char *value)
{
    ReplyHeader *header = g_new0(ReplyHeader, 1);
    header->name = g_strdup(name);
    header->value = g_strdelimit(g_strdup(value), "\r\n", ' ');
    g_ptr_array_add(reply->headers, header);
}

const char *
reply_header_find(const Reply *reply, const char *name)
{
    for (guint i = 0; i < reply->headers->len; i++) {
        const ReplyHeader *header = g_ptr_array_index(reply->headers, i);
        if (g_ascii_strcasecmp(header->name, name) == 0)
            return header->value;
    }
    return NULL;
}

void
reply_bytes(Reply *reply, const char *mime, GBytes *bytes)
{
    GBytes *kept = g_bytes_ref(bytes);
    g_clear_pointer(&reply->body, g_bytes_unref);
    g_free(reply->mime);
    reply->is_page = false;
    reply->mime = g_strdup(mime);
    reply->body = kept;
}

void
reply_text(Reply *reply, unsigned status, const char *text)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    reply->status = status;
    reply_bytes(reply, "text/plain; charset=utf-8", bytes);
}

void
reply_see(Reply *reply, const char *path)
{
    g_assert(path[0] == '/' && path[1] != '/' && path[1] != '\\');
    reply_text(reply, 303, "");
    reply_header(reply, "Location", path);
}

void
reply_see_print_literal(Reply *reply, const char *literal, ...)
{
    g_auto(Markup) path = {0};
    markup_init(&path);
    va_list args;
    va_start(args, literal);
    for (const char *at = literal; *at != '\0'; at++) {
        if (*at != '%') {
            markup_append_literal(&path, at, 1);
            continue;
        }
        at++;
        if (*at == 's') {
            markup_segment(&path, va_arg(args, const char *));
        } else if (*at == 'd') {
            markup_int(&path, va_arg(args, gint64));
        } else {
            g_assert(*at == 'q');
            g_string_append(path.text, va_arg(args, const char *));
        }
    }
    va_end(args);
    reply_see(reply, path.text->str);
}

char *
disposition(const char *file_name)
{
    g_autofree char *valid = g_utf8_make_valid(file_name, -1);
    g_autoptr(GString) plain = g_string_new("attachment; filename=\"");
    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        bool fits = c >= 0x20 && c < 0x7F && strchr("\"\\%/;:*?<>|", (int)c) == NULL;
        g_string_append_c(plain, fits ? (char)c : '_');
    }
    g_string_append(plain, "\"; filename*=UTF-8''");
    for (const char *at = valid; *at != '\0'; at++) {
        unsigned char byte = (unsigned char)*at;
        if (byte < 0x20 || byte == '/' || byte == '\\' || byte == 0x7F)
            byte = '_';
        if (g_ascii_isalnum(byte) || strchr("!#$&+-.^_`|~", byte) != NULL)
            g_string_append_c(plain, (char)byte);
        else
            g_string_append_printf(plain, "%%%02X", (unsigned)byte);
    }
    return g_string_free(g_steal_pointer(&plain), FALSE);
}

void
reply_download(Reply *reply, const char *mime, const char *file_name, GBytes *bytes)
{
    g_autofree char *value = disposition(file_name);
    reply_bytes(reply, mime, bytes);
    reply_header(reply, "Content-Disposition", value);
}

void
reply_download_file(Reply *reply, const char *mime, const char *file_name, int file)
{
    g_autoptr(GBytes) none = g_bytes_new_static("", 0);
    reply_download(reply, mime, file_name, none);
    reply->file = file;
}

void
reply_guard_headers(const Reply *reply, bool tls,
                    void (*put)(void *context, const char *name, const char *value), void *context)
{
    put(context, "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src "
        "'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for "
        "'script'");
    put(context, "X-Content-Type-Options", "nosniff");
    put(context, "Referrer-Policy", "same-origin");
    put(context, "Cross-Origin-Resource-Policy", "same-origin");
    put(context, "Cross-Origin-Opener-Policy", "same-origin");
    put(context, "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
    g_autofree char *seconds = g_strdup_printf("public, max-age=%u", reply->cache_s);
    put(context, "Cache-Control",
        reply->open_cache     ? "public, max-age=31536000, immutable"
        : reply->cache_s != 0 ? seconds
                              : "no-store");
    if (tls)
        put(context, "Strict-Transport-Security", "max-age=31536000");
}
