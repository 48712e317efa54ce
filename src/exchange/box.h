/* box.h: bytes sealed to one receiver: a random key in crypto_box_seal (X25519), then
 * secretstream chunks (XChaCha20-Poly1305) that end in TAG_FINAL. A lost stick opens nothing.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* The public half of a secret key. */
void box_public(const guint8 secret[32], guint8 ret_public[32]);
/* Layout: sealed key (80) || stream header (24) || chunks of 65,536 plain bytes, each 17 longer. */
GBytes *box_seal(GBytes *plain, const guint8 receiver_public[32]);
GBytes *box_open(GBytes *sealed, const guint8 receiver_public[32], const guint8 receiver_secret[32],
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
