/* notices.h: one-time sentences for the next page a person sees: what was done and how to take it
 * back. Kept in memory by session; losing one loses nothing that is written.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "web/request.h"

typedef struct Notices Notices;

typedef enum { NOTICE_UNSET, NOTICE_DONE, NOTICE_HINT, NOTICE_WRONG } NoticeKind;

typedef struct {
    NoticeKind kind;
    char *sentence;
    char *undo; /* where a form posts to take it back, or NULL */
} Notice;

Notices *notices_new(void);
void notices_free(Notices *notices);
void notice_free(gpointer notice);

/* The sentence is in the person's language already. */
void notice_add(Request *req, NoticeKind kind, const char *sentence, const char *undo);
/* What was done, with the way to take back that entry of the own book; -1: nothing was written. */
void notice_done(Request *req, const char *sentence, gint64 entry);
/* Takes what waits for this session: (element-type Notice), yours. */
GPtrArray *notices_take(Request *req);
