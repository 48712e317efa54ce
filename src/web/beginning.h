/* beginning.h: what the first minutes of an office have in common: the code that the start of the
 * program printed, the first person, and that nothing has begun yet.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "web/widget.h"

/* One thing that has to be put right; `name` is of its input, NULL: of no single one. */
typedef struct {
    const char *name, *sentence;
} Refusal;

/* What was typed, "" for nothing. */
const char *beginning_value(Request *req, const char *name);
/* One of: code, unit_name, unit, parent, display, name, password. */
void beginning_ask(Markup *m, Request *req, const char *name, const Refusal *refusal);
/* Who begins: name, login name, password. */
void beginning_ask_person(Markup *m, Request *req, const Refusal *refusal);
/* On top of the form; nothing when refusal is NULL. */
void beginning_wrong(Markup *m, Request *req, const Refusal *refusal);
/* KN_CONFLICT when this office has begun already. */
bool beginning_must_be_empty(Request *req, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What can be judged before anything is made: afterwards there would be a book without anybody.
 * `needed`: inputs that must be filled in, NULL-terminated. True: nothing is wrong. */
bool beginning_judge(Request *req, const char *const *needed, Refusal *ret_refusal,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The first person gets an account with every role in a book, and is logged in. */
bool beginning_account(Request *req, const Actor *machine, const char *unit,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool beginning_enter(Request *req, Reply *reply, GError **error) G_GNUC_WARN_UNUSED_RESULT;
