/* receive.c: takes a partner's bundle: verifies, keeps, cosigns.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/limits.h"
#include "cmd/arrival.h"
#include "cmd/output.h"
#include "exchange/exchange.h"
#include <glib/gstdio.h>

static bool
run(Cmd *cmd, GError **error)
{
    if (cmd->arguments[0] == NULL || cmd->arguments[1] != NULL)
        return fail(error, KN_INVALID, "Say the file of the bundle.");
    g_autofree char *path = cmd_path(cmd, cmd->arguments[0]);
    g_autofree char *bytes = NULL;
    gsize length;
    GStatBuf status;
    if (g_stat(path, &status) == 0 && status.st_size > LIMIT_BUNDLE_BYTES)
        return fail(error, KN_LIMIT, "The bundle is larger than %d MiB.",
                    LIMIT_BUNDLE_BYTES / 1024 / 1024);
    if (!g_file_get_contents(path, &bytes, &length, error))
        return fail_at(error, "Reading %s", path);
    g_autoptr(Arrival) arrival = bundle_receive(cmd->office, &cmd->actor, bytes, length, error);
    if (arrival == NULL)
        return false;
    if (cmd_wants_json(cmd))
        output_json(cmd->out, arrival_document(arrival));
    else
        arrival_print(cmd->out, arrival);
    return true;
}

const Command cmd_receive = {
    "receive",
    "FILE",
    N_("takes a partner's bundle, checks and keeps it"),
    "ketnghia receive KG-den-HG-2020-08-12.ketnghia",
    COMMAND_READS,
    NULL,
    run,
};
