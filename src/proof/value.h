/* value.h: the one spelling of every value in a line (docs/FORMAT.md). Checks only; meaning is the kinds'.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "proof/proof.h"

typedef enum {
    VALUE_UNSET,
    VALUE_TEXT,   /* UTF-8, \\ \n \t escaped, nothing else below 0x20, no bidirectional controls */
    VALUE_COUNT,  /* decimal without leading zero */
    VALUE_DATE,   /* 2020-08-12, a day that exists */
    VALUE_MOMENT, /* 2020-08-12T07:30 */
    VALUE_PERIOD, /* 2020-01-01/2020-07-31, from <= to */
    VALUE_FLAG,   /* yes, no */
    VALUE_CHOICE, /* [a-z0-9_-]+ */
    VALUE_MONEY,  /* VND STEP QUAL TEXT */
    VALUE_REF,    /* N or ORIGIN#N */
    VALUE_FILE,   /* sha256:HEX BYTES MIME */
    VALUE_LIST,   /* items joined by escaped \n, parts by escaped \t: form only */
} ValueType;

/* The empty value is valid for every type. NFC is checked by the caller (base/text.h): it needs tables. */
bool value_is_valid(ValueType type, const char *value, size_t length);
