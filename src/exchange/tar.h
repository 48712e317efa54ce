/* tar.h: a plain ustar archive with one spelling (mode 0644, owners and times 0, no names of
 * owners, two zero blocks at the end): the outer and the inner form of a bundle.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

typedef struct {
    char *path;
    GBytes *data;
} TarMember;

/* (element-type TarMember) */
GPtrArray *tar_members_new(void);
void tar_add(GPtrArray *members, const char *path, const void *data, gsize length);
void tar_take(GPtrArray *members, const char *path, GBytes *data); /* takes the reference */
const TarMember *tar_find(const GPtrArray *members, const char *path);

GBytes *tar_write(const GPtrArray *members, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Refuses anything but the one spelling: what was read is written again and must be the same
 * bytes. Paths are lower-case ASCII letters, digits, '.', '-', '_' and '/', without "..",
 * unique. The members borrow their bytes from `bytes`, which must outlive them: a large bundle
 * is in memory once. */
GPtrArray *tar_read(const void *bytes, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
