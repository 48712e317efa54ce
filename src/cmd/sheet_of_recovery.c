/* sheet_of_recovery.c: the recovery sheet on a terminal or a printer.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/sheet_of_recovery.h"

#include "base/error.h"
#include "book/keys.h"
#include "cmd/output.h"
#include "formats/qr.h"
#include <string.h>

#define GROUPS_ASKED 3
#define TRIES 3

/* One group of each third of the sheet, until they are right or nobody answers. */
static void
ask_back(Output *out, const char *recovery)
{
    guint8 secret[32];
    bool right = !recovery_read(recovery, secret);
    for (int tries = 0; !right && tries < TRIES; tries++) {
        right = true;
        for (guint i = 0; right && i < GROUPS_ASKED; i++) {
            guint from = i * RECOVERY_GROUPS / GROUPS_ASKED,
                  to = (i + 1) * RECOVERY_GROUPS / GROUPS_ASKED,
                  group = (guint)g_random_int_range((gint)from, (gint)to);
            g_autofree char *question =
                g_strdup_printf(_("Group number %u, from the paper:"), group + 1);
            g_autofree char *typed = output_ask(out, question, false);
            if (typed == NULL)
                tries = TRIES;
            right = typed != NULL && recovery_group_is(secret, group, typed);
        }
        if (!right)
            output_print(out, "%s\n",
                         _("These groups are not the ones on the sheet. Look at the paper again."));
    }
    explicit_bzero(secret, sizeof secret);
    if (right)
        output_print(out, "%s\n", _("Good. Keep the paper safe."));
}

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
    if (output_can_ask(out))
        ask_back(out, recovery);
    return true;
}
