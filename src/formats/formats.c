/* formats.c: the registry of formats, from the list in meson.build.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/format.h"

#include "base/error.h"
#include "base/lang.h"

#define FORMAT(name) extern const Format format_##name;
#include "formats.inc"
#undef FORMAT

#define FORMAT(name) &format_##name,
const Format *const formats[] = {
#include "formats.inc"
};
const gsize formats_count = G_N_ELEMENTS(formats);

const Format *
format_find(const char *name)
{
    for (gsize i = 0; i < formats_count; i++)
        if (g_str_equal(formats[i]->name, name))
            return formats[i];
    return NULL;
}

GBytes *
format_write(const Format *format, const Doc *doc, GError **error)
{
    if (format->fits != NULL && !format->fits(doc))
        return fail_null(error, KN_INVALID, N_("This document cannot be written as \"%s\"."),
                         format->name);
    return format->write(doc, error);
}
