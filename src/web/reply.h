/* reply.h: what goes back: a page in the layout, a redirect, a file. The headers that protect the
 * person stand on every reply, whatever it is. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/markup.h"
#include <glib.h>
#include <stdbool.h>

typedef struct {
    char *label, *href;
} Crumb;

typedef struct {
    char *name, *value;
} ReplyHeader;

typedef struct {
    unsigned status;
    Markup main;        /* of a page: what stands in <main>, without its heading */
    bool is_page;       /* main is to be laid out */
    char *title;        /* of the page: heading and window */
    char *group;        /* the part of the rail that is marked, NULL: by the page */
    GPtrArray *crumbs;  /* (element-type Crumb) */
    GPtrArray *headers; /* (element-type ReplyHeader) beyond the ones on every reply */
    char *mime;
    GBytes *body;
    int file;         /* instead of body: an open file, -1: none; closed with the reply */
    bool open_cache;  /* our own style and script: may be kept by the browser */
    unsigned cache_s; /* anybody may keep it that long, 0: nobody */
    bool refresh;     /* the page asks to be loaded again in two seconds */
    unsigned retry_s; /* Retry-After, 0: none */
} Reply;

void reply_init(Reply *reply);
void reply_clear(Reply *reply);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reply, reply_clear)

/* A page in the layout; write into the result. The title is text, not markup. Pages may call it
 * again to start over. */
Markup *reply_page(Reply *reply, const char *title);
void reply_crumb(Reply *reply, const char *label,
                 const char *href); /* from the outside in; both copied */
/* 303 to a path of this program: literal format with %s (percent-encoded segment), %d (gint64), %q
 * (ready query). */
void reply_see(Reply *reply, const char *path);
#define reply_see_print(reply, literal, ...)                                                       \
    reply_see_print_literal(reply, "" literal "", ##__VA_ARGS__)
void reply_see_print_literal(Reply *reply, const char *literal, ...);
void reply_bytes(Reply *reply, const char *mime, GBytes *bytes); /* takes a reference */
/* The same as a file to keep, under a name that may hold any letters (RFC 6266, RFC 8187). */
void reply_download(Reply *reply, const char *mime, const char *file_name, GBytes *bytes);
/* The same from an open file, which is taken. */
void reply_download_file(Reply *reply, const char *mime, const char *file_name, int file);
void reply_text(Reply *reply, unsigned status, const char *text);
void reply_header(Reply *reply, const char *name, const char *value);
const char *reply_header_find(const Reply *reply, const char *name);

/* The value of Content-Disposition for a file name. Yours to free. */
char *disposition(const char *file_name);
/* Calls put for the headers that every reply carries. */
void reply_guard_headers(const Reply *reply, bool tls,
                         void (*put)(void *context, const char *name, const char *value),
                         void *context);
