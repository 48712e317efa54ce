/* money.h: amounts of đồng as officers write, read and add them. A whole number, how finely it was known
 * (step), and a qualifier. Never a floating-point number.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/lang.h"
#include <glib.h>
#include <stdbool.h>

typedef enum {
    QUALIFIER_UNSET,
    QUALIFIER_EQ,       /* = */
    QUALIFIER_OVER,     /* trên, hơn */
    QUALIFIER_NEAR,     /* gần */
    QUALIFIER_ABOUT,    /* khoảng, trên dưới */
    QUALIFIER_ESTIMATE, /* ước */
    QUALIFIER_ATLEAST,  /* ít nhất, tối thiểu, từ ... trở lên */
} Qualifier;

typedef struct {
    gint64 vnd;  /* whole đồng, 0 <= vnd <= MONEY_MAX */
    gint64 step; /* 1 when exact to the đồng; 100000000 for "71,2 tỷ" */
    Qualifier qualifier;
} Money;

#define MONEY_MAX G_GINT64_CONSTANT(1000000000000000) /* one million tỷ: no office comes near */

typedef enum { DIALECT_UNSET, DIALECT_NORTH, DIALECT_SOUTH } Dialect; /* linh/nghìn, lẻ/ngàn */

/* What an officer typed ("71,2 tỷ", "60 tỷ 383 triệu đồng", "1.590.000.000 đ", "VND 10,319 million",
 * "triệu động") -> money. A forgiven typing error puts a sentence into *ret_hint (yours, may be NULL).
 * Negative, mixed decimal signs, unknown words: KN_INVALID with one sentence. */
bool money_read(const char *typed, Money *ret_money, char **ret_hint,
                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The stored spelling `VND STEP QUAL TEXT` (format.md 2.3) both ways. *ret_text points into `stored`. */
char *money_store(Money money, const char *typed);
bool money_parse(const char *stored, Money *ret_money,
                 const char **ret_text) G_GNUC_WARN_UNUSED_RESULT;

/* How money prints: below 1 triệu all digits; an exact multiple of 100 triệu from 1 tỷ up `71,2 tỷ đồng`;
 * else an exact multiple of 1 triệu `60 tỷ 383 triệu đồng`; else all digits; never finer than the step:
 * "trên" and "ít nhất" cut down, "gần" up, the others to the nearest, and a plain sum that had to be cut
 * becomes "khoảng".
 * The qualifier stands in front. English: "VND 71.2 billion". Yours to free. */
char *money_print(Money money, Lang lang);
/* All digits with thousands separators and the unit: "71.200.000.000 đồng". */
char *money_digits(gint64 vnd, Lang lang);
/* "Bảy mươi mốt tỷ hai trăm triệu đồng". */
char *money_words(gint64 vnd, Dialect dialect);
/* "Hai mươi kg gạo"; count >= 0. */
char *count_words(gint64 count, const char *unit, Dialect dialect);

/* Adds with care: false on overflow past MONEY_MAX. The sum's step is the coarsest of the operands (1 when all
 * are exact; nothing added, "0 tỷ", is exact), and its qualifier promises no more than theirs together:
 *
 *               =         ít nhất   trên      gần       khoảng    ước
 *     =         =         ít nhất   trên      gần       khoảng    ước
 *     ít nhất   ít nhất   ít nhất   trên      khoảng    khoảng    ước
 *     trên      trên      trên      trên      khoảng    khoảng    ước
 *     gần       gần       khoảng    khoảng    gần       khoảng    ước
 *     khoảng    khoảng    khoảng    khoảng    khoảng    khoảng    ước
 *     ước       ước       ước       ước       ước       ước       ước
 *
 * "At least" beside "over" is over; what lies above beside what lies below is about; an estimate stays one.
 * Any order and any grouping gives the same sum. `Money total = {0}` is the neutral start. */
bool money_add(Money *total, Money addend) G_GNUC_WARN_UNUSED_RESULT;

/* "eq", "over" ... and back; the word in front of an amount ("trên", NULL for eq). */
const char *qualifier_code(Qualifier qualifier);
Qualifier qualifier_from_code(const char *code, gsize length);
const char *qualifier_word(Qualifier qualifier, Lang lang);

/* Counts ("1.250", "02"): the unit of count is the field's. Plain digits or thousands separators. */
bool count_read(const char *typed, gint64 *ret_count, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *count_print(gint64 count, Lang lang);        /* "1.250" */
char *count_print_padded(gint64 count, Lang lang); /* as reports do: "02", "07", "1.250" */
/* A count known as an amount is, from its step and with its word in front: "khoảng 75.000". Yours to free. */
char *count_print_known(Money count, Lang lang);
#define COUNT_MAX G_GINT64_CONSTANT(1000000000000)
