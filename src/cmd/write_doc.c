/* write_doc.c: a document in the asked format.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/write_doc.h"

#include "base/error.h"
#include "cmd/output.h"
#include "formats/format.h"

bool
write_doc(Cmd *cmd, const Doc *doc, const char *name, GError **error)
{
    const Format *format = format_find(name);
    if (format == NULL) {
        g_autoptr(GString) known = g_string_new(NULL);
        for (gsize i = 0; i < formats_count; i++)
            g_string_append_printf(known, "%s%s", i > 0 ? ", " : "", formats[i]->name);
        return fail(error, KN_INVALID, "There is no format \"%s\"; there are: %s.", name,
                    known->str);
    }
    g_autoptr(GBytes) bytes = format_write(format, doc, error);
    if (bytes == NULL)
        return false;
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);
    const char *file = cmd_option(cmd, "output");
    if (file == NULL) {
        output_write(cmd->out, data, length);
        return true;
    }
    g_autofree char *path = cmd_path(cmd, file);
    if (!output_file(path, data, length, /* replace= */ true, error))
        return false;
    output_print(cmd->out, _("Written to %s.\n"), path);
    return true;
}
