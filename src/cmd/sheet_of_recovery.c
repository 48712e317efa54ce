/* sheet_of_recovery.c: the recovery sheet on a terminal or a printer.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/sheet_of_recovery.h"

#include "base/error.h"
#include "cmd/output.h"
#include "formats/qr.h"

bool
recovery_sheet_print(Output *out, const char *code, const char *name, const char *recovery,
                     GError **error)
{
    output_print(out, _("\nRECOVERY SHEET of %s (%s)\n"), name, code);
    output_print(out, "\n    %s\n\n", recovery);
    g_autofree char *drawn = qr_text(recovery);
    if (drawn == NULL)
        return fail(error, KN_IO, "The QR code cannot be drawn.");
    output_write(out, drawn, strlen(drawn));
    output_print(out, "%s\n",
                 _("Print this page and lock it away; it is shown only now and kept nowhere. With "
                   "it a lost machine "
                   "or a lost key can be replaced. Whoever holds it can speak for the unit."));
    return true;
}
