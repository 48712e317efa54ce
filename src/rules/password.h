/* password.h: passwords: which are refused, and argon2id. Used inside rules/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define PASSWORD_CHARS_LEAST 12
#define PASSWORD_CHARS_MOST 1024

/* 12 to 1,024 characters, nothing that guessers try first: the usual ones, rows of keys, repetitions, and
 * the words of this office (`context`, NULL-terminated). No rule about capitals or digits. */
bool password_check(const char *password, const char *const *context,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether it is one of those. */
bool password_is_common(const char *password, const char *const *context);

/* An argon2id string (46 MiB, two passes) of its NFC form; at most two are computed at once. Yours to free. */
char *password_hash(const char *password, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* hash NULL: does the same work and says no. */
bool password_fits(const char *password, const char *hash);
bool password_hash_is_old(const char *hash);

/* Words that make a password weak, folded, without spaces; ends with NULL. */
extern const char *const common_words[];
