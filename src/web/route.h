/* route.h: from a request to a reply, in two steps: what can be judged before the body arrives, and
 * the page. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "web/page.h"

/* Judges host, target, method, person and rights from the head alone. True: go on, with a body of
 * at most *ret_body_limit bytes; false: `reply` is the answer already. */
bool route_open(Request *req, const char *target, Reply *reply, gsize *ret_body_limit);
/* Reads the body (NULL: none) and runs the page. Always leaves a whole reply. */
void route_run(Request *req, const char *content_type, GBytes *body, Reply *reply);
/* Lays the page out, when the reply is one. Called by the two above. */
void route_finish(Request *req, Reply *reply);
/* Runs the page of a form that was posted before the session ran out, filled but not done; for
 * login. */
bool route_resume(Request *login, const char *target, Reply *reply,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A page that says what is wrong. */
void route_fail(Request *req, Reply *reply, const GError *error);

const Page *page_match(const GPtrArray *segments, GPtrArray *captures);
