/* unlock.c: opens the keys of the office for a command.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/unlock.h"

#include "base/error.h"
#include "base/lang.h"
#include "book/key_lock.h"
#include "cmd/output.h"
#include "rules/key_passphrase.h"
#include <string.h>

#define TRIES 3

void
passphrase_wipe(char **passphrase)
{
    if (*passphrase != NULL)
        explicit_bzero(*passphrase, strlen(*passphrase));
    g_clear_pointer(passphrase, g_free);
}

char *
passphrase_read(Cmd *cmd, const char *from, GError **error)
{
    char *text = NULL;
    if (g_str_equal(from, "-")) {
        text = output_read_line(cmd->out);
        return text != NULL ? text
                            : fail_null(error, KN_INVALID,
                                        "No passphrase came on the standard "
                                        "input.");
    }
    g_autofree char *path = cmd_path(cmd, from);
    if (!g_file_get_contents(path, &text, NULL, error))
        return fail_null_at(error, "Reading %s", path);
    text[strcspn(text, "\r\n")] = '\0';
    return text;
}

static bool
give(Cmd *cmd, char **passphrase, bool *ret_right, GError **error)
{
    bool done = office_unlock(cmd->office, *passphrase, NULL, ret_right, error);
    passphrase_wipe(passphrase);
    return done;
}

bool
unlock_as_told(Cmd *cmd, GError **error)
{
    const char *from = cmd_option(cmd, "passphrase-from");
    bool right = false;
    if (from == NULL || key_lock_state(cmd->office->store) != LOCK_LOCKED)
        return true;
    char *passphrase = passphrase_read(cmd, from, error);
    return passphrase != NULL && give(cmd, &passphrase, &right, error) &&
           (right || fail(error, KN_DENIED, "The passphrase is not right."));
}

bool
unlock_by_asking(Cmd *cmd, bool *ret_open, GError **error)
{
    *ret_open = false;
    for (int i = 0; i < TRIES && !*ret_open && output_can_ask(cmd->out); i++) {
        char *passphrase = output_ask(cmd->out, _("Passphrase of the keys:"), true);
        if (passphrase == NULL)
            return true;
        if (!give(cmd, &passphrase, ret_open, error))
            return false;
        if (!*ret_open)
            output_warn(cmd->out, "%s\n", _("The passphrase is not right."));
    }
    return true;
}
