/* value.h: the one spelling of every value in a line (docs/FORMAT.md). Checks only; meaning is the
 * kinds'.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "proof/proof.h"

#define ORIGIN_MAX 100

typedef enum {
    VALUE_UNSET,
    VALUE_TEXT,   /* UTF-8, \\ \n \t escaped, nothing else below 0x20, no bidirectional controls */
    VALUE_COUNT,  /* decimal without leading zero, below 2^63 */
    VALUE_DATE,   /* 2020-08-12, a day that exists */
    VALUE_MOMENT, /* 2020-08-12T07:30 */
    VALUE_PERIOD, /* 2020-01-01/2020-07-31, from <= to */
    VALUE_FLAG,   /* yes, no (or empty) */
    VALUE_CHOICE, /* [a-z0-9_-]+ */
    VALUE_MONEY,  /* VND STEP QUAL TEXT, VND and STEP below 2^63, STEP at least 1 */
    VALUE_REF,    /* N or ORIGIN#N; an origin is at most 100 of [a-z0-9./-] */
    VALUE_FILE,   /* sha256:HEX BYTES MIME */
    VALUE_LIST,   /* items joined by escaped \n, parts by escaped \t: form only */
} ValueType;

/* The form of every value: text as in VALUE_TEXT, not ending in a space (so money without a text is
 * `VND STEP QUAL`, three words). What a line is checked for when its kind is unknown. */
bool value_is_text(const char *value, size_t length);
/* The empty value is valid for every type. NFC is checked by the caller (base/text.h): it needs
 * tables. */
bool value_is_valid(ValueType type, const char *value, size_t length);
/* At most ORIGIN_MAX bytes of [a-z0-9./-], not empty. */
bool value_is_origin(const char *origin, size_t length);
