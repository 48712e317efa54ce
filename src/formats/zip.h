/* zip.h: a zip file of named parts, byte-identical for the same parts (fixed times, fixed order).
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct Zip Zip;

Zip *zip_new(void);
bool zip_add(Zip *zip, const char *name, const void *data, gsize length,
             GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *zip_end(Zip *zip, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* the whole file; the zip stays to be freed */
void zip_free(Zip *zip);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Zip, zip_free)
