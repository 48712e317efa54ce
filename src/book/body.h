/* body.h: building and taking apart shown bodies outside proof/, with fresh random salts.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "proof/entry.h"
#include <glib.h>

typedef struct {
    GString *text;                                 /* (owned) */
    guint8 salts[ENTRY_LINES_MAX / 16][SALT_SIZE]; /* drawn in blocks */
    gsize salts_used;
} Body;

void body_init(Body *body);
void body_clear(Body *body);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Body, body_clear)
void body_reset(Body *body); /* begins another body in the same room; salts are never used twice */
/* The value is in its stored (escaped) spelling. */
void body_add(Body *body, const char *name, const char *value);
/* The stored (escaped) value of an open line, pointing into lines; false when absent or struck. */
bool body_find(const char *lines, gsize length, const char *name, Slice *ret_value);
/* The value of an open line by name, unescaped, yours to free; NULL when absent or struck. */
char *body_value(const char *lines, gsize length, const char *name);

#define CARD_FIRST_LINE "ketnghia/card/v1\n"
/* The open lines of book/1 that a partner's card holds, borrowed; NULL when it is no card. */
const char *card_body(const char *card, gsize length, gsize *ret_length);
