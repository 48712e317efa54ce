/* restore.c: an office's file from a copy, checked before it is put in place.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/output.h"
#include "store/backup.h"
#include "views/views.h"

static bool
run(Cmd *cmd, GError **error)
{
    if (cmd->arguments[0] == NULL || cmd->arguments[1] != NULL)
        return fail(error, KN_INVALID, "Say the copy to restore from.");
    g_autofree char *copy = cmd_path(cmd, cmd->arguments[0]);
    if (!store_is_server(cmd->file) && g_file_test(cmd->file, G_FILE_TEST_EXISTS))
        return fail(error, KN_CONFLICT,
                    "%s is there; move it away first, a restore never writes over an office.",
                    cmd->shown);
    g_autoptr(Store) store = store_open(copy, STORE_OPEN | STORE_READ_ONLY, error);
    g_auto(Audit) audit = {0};
    audit_init(&audit);
    if (store == NULL || !office_audit(store, &audit, NULL, NULL, error))
        return false;
    if (audit.findings->len > 0) {
        const Finding *finding = g_ptr_array_index(audit.findings, 0);
        return fail(error, KN_BROKEN, "This copy is damaged: %s: %s", finding->where,
                    finding->sentence);
    }
    if (!store_backup(store, cmd->file, /* with_keys= */ true, views_derive, error))
        return false;
    output_print(cmd->out, _("Restored into %s: %d entries, all sound.\n"), cmd->shown,
                 (int)audit.entries);
    return true;
}

const Command cmd_restore = {
    "restore",
    "FILE",
    N_("makes the office's file again from a copy"),
    "ketnghia restore /media/usb/HG-2020-08-12.ketnghia",
    COMMAND_ALONE,
    NULL,
    run,
};
