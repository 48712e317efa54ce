/* pack.h: bytes made smaller before they are sealed: gzip (RFC 1952).
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

GBytes *pack(GBytes *plain, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* KN_INVALID when it is damaged, or larger than `most` when unpacked. */
GBytes *unpack(GBytes *packed, gsize most, GError **error) G_GNUC_WARN_UNUSED_RESULT;
