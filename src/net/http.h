/* http.h: one POST to another office's machine, by libcurl. What the machine is known by is its
 * certificate's fingerprint, not who issued it; nothing is sent to another one. No redirect is
 * followed, no password is sent, a proxy is taken from the environment (never to this machine
 * itself). It knows nothing of what is sent.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    const char *address;     /* clean (net/address.h) */
    const char *path;        /* "/exchange" */
    const char *type;        /* of the body */
    const char *certificate; /* the fingerprint it must have; NULL: any, see the answer */
    GBytes *body;
    /* Takes the body of an answer of status 200, as it comes; false: no more of it is read. */
    bool (*take)(void *context, const void *bytes, gsize length);
    /* Bytes gone and come, of `all` (0: not known); false: stop. May be NULL. */
    bool (*progress)(void *context, guint64 done, guint64 all);
    void *take_context, *progress_context;
    const char *const *wanted; /* names of headers of the answer to keep, NULL-terminated */
} HttpPost;

typedef enum {
    HTTP_UNSET,
    HTTP_ANSWERED,    /* see status */
    HTTP_SILENT,      /* no such name, nobody there, or no answer in time */
    HTTP_CUT,         /* broken off on the way */
    HTTP_CERTIFICATE, /* the certificate is another one: nothing was sent */
    HTTP_NOT_TAKEN,   /* `take` wanted no more */
    HTTP_STOPPED,     /* `progress` said so */
    HTTP_STRANGE,     /* what is there does not speak HTTP as it should */
} HttpEnd;

typedef struct {
    long status;
    char *certificate; /* fingerprint of the machine that answered, NULL without TLS */
    char **headers;    /* values of the wanted names, in their order; NULL where there is none */
    gsize count;
} HttpAnswer;
void http_answer_clear(HttpAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(HttpAnswer, http_answer_clear)

/* ret_answer is filled as far as it is known, whatever the end. */
HttpEnd http_post(const HttpPost *post, HttpAnswer *ret_answer);
