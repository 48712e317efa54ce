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
} Format;

extern const Format *const formats[];
extern const gsize formats_count;
const Format *format_find(const char *name);
