/* totp.h: codes of authenticator apps (RFC 6238: HMAC-SHA1, 30 seconds, 6 digits) and the base32 in which
 * such apps take their secret (RFC 4648 section 6). Used inside rules/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define TOTP_STEP_S 30
#define TOTP_SECRET_SIZE 20 /* 160 bits, as RFC 4226 recommends */

/* Upper case, no padding. Yours to free. */
char *base32_write(const guint8 *data, gsize length);
/* Case, spaces and trailing = do not matter; *ret_length of at most `room` bytes. */
bool base32_read(const char *typed, guint8 *ret_data, gsize room, gsize *ret_length);

/* HOTP (RFC 4226) of a counter, `digits` long (6 to 8). */
guint32 totp_at(const guint8 *secret, gsize length, guint64 step, int digits);

/* Whether the code is of the step of `time`, the one before or the one after, and later than last_step, so
 * that each works once. *ret_step is its step. A secret that is no base32 fits nothing. */
bool totp_fits(const char *secret, const char *code, gint64 time, gint64 last_step,
               gint64 *ret_step);
