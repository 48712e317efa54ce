/* money_token.h: the numbers, words and signs in an amount as typed; only money_read.c asks.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/number.h"

typedef enum {
    TOKEN_END,
    TOKEN_NUMBER,    /* digits with . and , between them */
    TOKEN_SCALE,     /* nghìn, triệu, billion: value is what it multiplies by */
    TOKEN_CURRENCY,  /* đồng, đ, VND; value is 1000000 in "trđ" */
    TOKEN_QUALIFIER, /* value is a Qualifier */
    TOKEN_HALF,      /* rưỡi */
    TOKEN_UPWARDS,   /* trở lên */
    TOKEN_NEGATIVE,  /* âm, a minus sign, an opening bracket */
    TOKEN_RANGE,     /* đến, a dash between numbers */
    TOKEN_EVEN,      /* chẵn: says nothing more */
    TOKEN_UNKNOWN,
} TokenKind;

typedef struct {
    TokenKind kind;
    gint64 value;
    Signs signs;       /* of the language the word belongs to */
    char *text;        /* (owned) in lower case */
    const char *right; /* what a forgiven typing error stands for */
} Token;

/* Returns (element-type Token), the last one TOKEN_END. */
GArray *money_tokens(const char *clean);
