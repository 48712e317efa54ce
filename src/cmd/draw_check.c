/* draw_check.c: checks a draw of lots again, and prints the line that checks it without this program.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/draw.h"

#include "base/error.h"
#include "cmd/draw.h"
#include "cmd/output.h"
#include "records/kinds.h"

static bool
run(Cmd *cmd, GError **error)
{
    g_autoptr(Db) db = store_read(cmd->office->store, error);
    g_autoptr(Book) book = NULL;
    g_autoptr(Record) draw = db != NULL ? draw_of(cmd, db, "draw", &book, error) : NULL;
    if (draw == NULL)
        return false;
    DrawState state = draw_check(draw);
    static const char *const codes[] = {[DRAW_WAITS] = "waits",
                                        [DRAW_RIGHT] = "right",
                                        [DRAW_SEED_DIFFERS] = "seed differs",
                                        [DRAW_ORDER_DIFFERS] = "order differs"};
    static const char *const sentences[] = {
        [DRAW_WAITS] = N_("Sealed, not drawn yet."),
        [DRAW_RIGHT] = N_("The order is what seed and words give; everyone can check it."),
        [DRAW_SEED_DIFFERS] = N_("The seed is not the one whose fingerprint stood here before."),
        [DRAW_ORDER_DIFFERS] = N_("The order is not what seed and words give."),
    };
    g_autofree char *line = draw_shell(draw);
    g_autofree char *id = record_id(book, draw->entry);
    const char *commitment = record_value(draw, kind_field(draw->kind, "commitment"));
    if (state == DRAW_SEED_DIFFERS || state == DRAW_ORDER_DIFFERS)
        cmd->exit_status = 3;
    if (cmd_wants_json(cmd)) {
        g_autoptr(GPtrArray) order = draw_list(draw, "order");
        json_t *drawn = json_array();
        for (guint i = 0; i < order->len; i++) {
            g_autofree char *member = record_id(book, g_ascii_strtoll(order->pdata[i], NULL, 10));
            json_array_append_new(drawn, json_string(member));
        }
        output_json(cmd->out, json_pack("{s:s, s:s, s:s, s:o, s:s}", "id", id, "state",
                                        codes[state], "commitment", commitment, "order", drawn,
                                        "shell", state == DRAW_WAITS ? "" : line));
        return true;
    }
    output_print(cmd->out, "%s\n%s: %s\n", _(sentences[state]), _("Fingerprint of the seed"),
                 commitment);
    if (state != DRAW_WAITS)
        output_print(cmd->out, "%s\n", line);
    return true;
}

const Command cmd_draw_check = {
    "draw check",
    "ID",
    N_("checks a draw of lots, and prints the line that checks it by hand"),
    "ketnghia draw check KG-CD-40",
    COMMAND_READS,
    NULL,
    run,
};
