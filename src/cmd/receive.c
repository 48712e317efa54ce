/* receive.c: takes a partner's bundle: verifies, keeps, cosigns.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/limits.h"
#include "cmd/output.h"
#include "exchange/exchange.h"
#include <glib/gstdio.h>

static json_t *
document(const Arrival *arrival)
{
    json_t *findings = json_array(), *agreements = json_array();
    for (guint i = 0; i < arrival->findings->len; i++) {
        const Finding *finding = g_ptr_array_index(arrival->findings, i);
        json_array_append_new(findings, json_pack("{s:s, s:s}", "where", finding->where, "sentence",
                                                  finding->sentence));
    }
    for (guint i = 0; i < arrival->agreements->len; i++)
        json_array_append_new(agreements, json_string(g_ptr_array_index(arrival->agreements, i)));
    return json_pack("{s:s, s:s, s:I, s:I, s:I, s:I, s:I, s:b, s:o, s:o}", "from", arrival->from,
                     "to", arrival->to, "entries", (json_int_t)arrival->new_entries, "bodies",
                     (json_int_t)arrival->new_bodies, "files", (json_int_t)arrival->new_files,
                     "cosigned", (json_int_t)arrival->cosigned, "our_cosigned",
                     (json_int_t)arrival->our_cosigned, "nothing_new", arrival->nothing_new,
                     "agreements", agreements, "findings", findings);
}

static void
print(Cmd *cmd, const Arrival *arrival)
{
    if (arrival->nothing_new)
        output_print(cmd->out, _("From %s: nothing new since last time.\n"), arrival->from);
    else
        output_print(
            cmd->out,
            _("From %s: %d new entries, %d with content, %d photos; all checked and kept.\n"),
            arrival->from, (int)arrival->new_entries, (int)arrival->new_bodies,
            (int)arrival->new_files);
    if (arrival->our_cosigned > 0)
        output_print(cmd->out, "%s\n", _("They confirm what they hold of our book."));
    if (arrival->agreements->len > 0)
        output_print(cmd->out, _("Texts to agree: %d; see `ketnghia agreements`.\n"),
                     (int)arrival->agreements->len);
    for (guint i = 0; i < arrival->findings->len; i++) {
        const Finding *finding = g_ptr_array_index(arrival->findings, i);
        output_print(cmd->out, "  %s: %s\n", finding->where, finding->sentence);
    }
}

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
        output_json(cmd->out, document(arrival));
    else
        print(cmd, arrival);
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
