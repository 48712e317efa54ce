/* draw.h: a draw of lots that everyone present can check with nothing but sha256sum. docs/DRAW.md says it in words.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"

/* What is written down before: SHA-256 of the seed's text, 64 hexadecimal digits. Yours to free. */
char *draw_commitment(const char *seed);
/* The ticket of a member: SHA-256 of seed, words and member's number, a line each. Yours to free. */
char *draw_ticket(const char *seed, const GPtrArray *words, const char *member);
/* The members by their tickets, smallest first: every order is equally likely, and nobody can choose one without
 * knowing the seed and saying the last word. (element-type utf8), of members and words too. */
GPtrArray *draw_order(const char *seed, const GPtrArray *words, const GPtrArray *members);

/* One part of a list of a draw: "words", "candidates", "order". (element-type utf8) */
GPtrArray *draw_list(const Record *draw, const char *field);
typedef enum {
    DRAW_WAITS = 1, /* the seed is not opened yet */
    DRAW_RIGHT,
    DRAW_SEED_DIFFERS,  /* the seed is not the one that was sealed */
    DRAW_ORDER_DIFFERS, /* the order is not what seed and words give */
} DrawState;
DrawState draw_check(const Record *draw);
/* The line that prints the tickets on any machine, to be compared by eye. Yours to free. */
char *draw_shell(const Record *draw);
