/* page.h: one row per page. To add one: write pages/NAME.c ending in `const Page page_NAME = {...}`
 * and its name in pages/meson.build; what is not listed cannot be reached. Login, roles, the token
 * against forged forms, layout and language come from the row. SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "base/error.h"
#include "web/reply.h"
#include "web/request.h"

/* Who may open it. 0 refuses everybody: each page says it. */
typedef enum {
    ALLOW_UNSET,
    ALLOW_ANYONE,
    ALLOW_PARTNER, /* a pinned partner, by the signature on what it sends: the page judges it */
    ALLOW_PERSON,  /* whoever is logged in */
    ALLOW_READER,  /* any role in the unit's book, and so on upwards */
    ALLOW_RECORDER,
    ALLOW_LEADER, /* chair or administrator */
    ALLOW_CHAIR,
    ALLOW_ADMINISTRATOR,
} Allow;

typedef enum {
    INPUT_UNSET,
    INPUT_LINE,   /* one line of text */
    INPUT_TEXT,   /* several lines */
    INPUT_NUMBER, /* digits */
    INPUT_FILE,   /* an upload */
    INPUT_FIELDS, /* name "*": every other name, for the fields of a kind */
} InputType;

typedef struct {
    const char *name;
    InputType type;
} Input;

/* A body that is no form and may be large: it is judged while it arrives. */
typedef enum {
    STREAM_UNSET,
    STREAM_ON,      /* nothing is known of the sender yet: what comes has to come soon */
    STREAM_KNOWN,   /* whoever sends it may, and gets the time that takes */
    STREAM_REFUSED, /* the rest is thrown away; `post` says why */
} StreamState;
typedef struct {
    /* From the head alone; NULL with an error: no body is read. */
    void *(*open)(Request *req, GError **error);
    StreamState (*take)(void *stream, const void *bytes, gsize length);
    void (*free)(void *stream);
} Stream;

struct Page {
    const char *path;  /* "/u/:unit/records/:kind": a part that starts with : takes any segment,
                         * a last part that starts with * all that follow */
    const char *title; /* msgid */
    Allow who;         /* to see it */
    bool (*get)(Request *req, Reply *reply, GError **error);
    bool (*post)(Request *req, Reply *reply, GError **error); /* NULL: no form ends here */
    Allow who_post;                                           /* to send it; 0: as `who` */
    const Input *inputs;                                      /* ends with {NULL}; NULL: none */
    gsize body_limit;     /* bytes of a form; 0: WEB_FORM_BYTES */
    const Stream *stream; /* NULL: the body is a form. Else `post` finds it in req->stream and runs
                           * in a thread that other requests do not wait for. */
    const char *lists;    /* kinds, between "|", whose lists lead to it; NULL: none */
    bool bare;            /* without the rail: before login, paper */
};

#define WEB_FORM_BYTES (1024 * 1024) /* the largest form without uploads stays far below */

extern const Page *const pages[];
extern const gsize pages_count;

/* Whether handlers of this page may ask for an input of this name. */
bool page_declares(const Page *page, const char *name);
