/* copy_open.h: the sealed copies that a bundle brings back, opened by the recovery sheets.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/copy_parts.h"

/* One book whose sheet is at hand. */
typedef struct {
    char *hex;
    guint8 box_public[32], box_secret[32];
    CopyKeys *keys;
} CopyOpened;

/* Tries each sheet (as typed; NULL-terminated) on the keys of each book. *ret_locked counts the
 * books that none opens. A sheet that is mistyped: KN_INVALID. (element-type CopyOpened), wiped when
 * freed */
GPtrArray *copies_open(const GPtrArray *members, const char *const *sheets, guint *ret_locked,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* By the book's folder; NULL when there is none (`opened` may be NULL). */
const CopyOpened *copy_opened_find(const GPtrArray *opened, const char *hex);
