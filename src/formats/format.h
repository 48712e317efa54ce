/* format.h: one row per output format. To add one: formats/NAME.c ending in `const Format format_NAME`, and its
 * name in formats/meson.build; every report and every list has it then.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "formats/doc.h"

typedef struct {
    const char *name;      /* "docx" */
    const char *extension; /* "docx" */
    const char *mime;
    /* The whole file. Byte-identical for an equal Doc. */
    GBytes *(*write)(const Doc *doc, GError **error);
    bool
        to_read; /* people read it: of a list the columns that stand on the screen, not all values */
    bool (*fits)(const Doc *doc); /* whether it can hold this document; NULL: any */
} Format;

extern const Format *const formats[];
extern const gsize formats_count;
const Format *format_find(const char *name);
/* The document in that format; KN_INVALID when the format cannot hold it. */
GBytes *format_write(const Format *format, const Doc *doc,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
