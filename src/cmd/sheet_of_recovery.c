/* sheet_of_recovery.c: the recovery sheet on a terminal or a printer.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/sheet_of_recovery.h"

#include "base/error.h"
#include "cmd/output.h"
#include <qrencode.h>

/* Two rows of modules a line, by half blocks, with the quiet zone the standard asks for. */
static bool
print_qr(Output *out, const char *text, GError **error)
{
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    if (code == NULL)
        return fail(error, KN_IO, "The QR code cannot be drawn.");
    g_autoptr(GString) lines = g_string_new(NULL);
    for (int y = -2; y < code->width + 2; y += 2) {
        for (int x = -2; x < code->width + 2; x++) {
            bool inside = x >= 0 && x < code->width;
            bool top = inside && y >= 0 && y < code->width && (code->data[y * code->width + x] & 1);
            bool bottom = inside && y + 1 >= 0 && y + 1 < code->width &&
                          (code->data[(y + 1) * code->width + x] & 1);
            g_string_append(lines, top ? (bottom ? " " : "▄") : (bottom ? "▀" : "█"));
        }
        g_string_append_c(lines, '\n');
    }
    QRcode_free(code);
    output_write(out, lines->str, lines->len);
    return true;
}

bool
recovery_sheet_print(Output *out, const char *code, const char *name, const char *recovery,
                     GError **error)
{
    output_print(out, _("\nRECOVERY SHEET of %s (%s)\n"), name, code);
    output_print(out, "\n    %s\n\n", recovery);
    if (!print_qr(out, recovery, error))
        return false;
    output_print(out, "%s\n",
                 _("Print this page and lock it away; it is shown only now and kept nowhere. With "
                   "it a lost machine "
                   "or a lost key can be replaced. Whoever holds it can speak for the unit."));
    return true;
}
