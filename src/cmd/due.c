/* due.c: what falls due, as lines, as JSON, as a calendar file.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/output.h"
#include "reports/calendar.h"
#include "views/views.h"

#define DAYS_AHEAD 31

static void
print_json(Cmd *cmd, const Book *book, const GPtrArray *dues)
{
    json_t *list = json_array();
    for (guint i = 0; i < dues->len; i++) {
        const Due *due = g_ptr_array_index(dues, i);
        g_autofree char *day = day_iso(due->day);
        g_autofree char *id = due->entry >= 0 ? record_id(book, due->entry) : NULL;
        json_array_append_new(list, json_pack("{s:s, s:s, s:s?, s:s, s:b}", "day", day, "source",
                                              due->source->name, "id", id, "sentence",
                                              due->sentence, "event", due->is_event));
    }
    output_json(cmd->out, list);
}

static bool
run(Cmd *cmd, GError **error)
{
    Day today = office_today(cmd->office), to = today + DAYS_AHEAD;
    const char *typed = cmd_option(cmd, "to");
    if (cmd->arguments[0] != NULL)
        return fail(error, KN_INVALID, "This command takes options only; see --help.");
    if (typed != NULL && !day_read(typed, today, &to, error))
        return false;
    g_autoptr(Db) db = store_read(cmd->office->store, error);
    g_autoptr(Book) book = db != NULL ? office_book(db, cmd->unit, error) : NULL;
    g_autoptr(GPtrArray) dues =
        book != NULL ? dues_list(db, book, today, today, to, /* with_personal= */ true, error)
                     : NULL;
    if (dues == NULL)
        return false;
    if (cmd_wants_json(cmd)) {
        print_json(cmd, book, dues);
        return true;
    }
    bool calendar = g_strcmp0(cmd->format, "ics") == 0;
    g_autofree char *text = calendar ? calendar_ical(book, dues, office_now(cmd->office))
                                     : calendar_text(book, dues, today);
    output_write(cmd->out, text, strlen(text));
    return true;
}

static const GOptionEntry options[] = {
    {"to", 0, 0, G_OPTION_ARG_STRING, NULL, N_("last day"), "DATE"},
    {NULL},
};

const Command cmd_due = {
    "due",
    "[--to DATE] [--format text|json|ics]",
    N_("Says what is late and what falls due in the next month."),
    "ketnghia due --to 31/12/2020 --format ics > viec.ics",
    COMMAND_READS,
    options,
    run,
};
