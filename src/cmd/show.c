/* show.c: one record with its history.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/fields.h"
#include "cmd/output.h"
#include "reports/naming.h"
#include "standing/erasures.h"

static const char *
step_words(const HistoryStep *step)
{
    switch (step->step) {
    case STEP_WRITTEN:
        return _("written");
    case STEP_AMENDED:
        return _("corrected");
    case STEP_UNDONE:
        return _("undone");
    case STEP_ERASED:
        return _("a personal value erased");
    }
    return "";
}

static void
print_history(Cmd *cmd, const GPtrArray *history)
{
    output_print(cmd->out, "\n%s\n", _("History:"));
    for (guint i = 0; i < history->len; i++) {
        const HistoryStep *step = g_ptr_array_index(history, i);
        g_autofree char *time = time_print(step->time, lang_current());
        output_print(cmd->out, "  %s  %s, %s%s%s%s\n", time, step_words(step),
                     step->author != NULL ? step->author : "",
                     step->why != NULL && *step->why != '\0' ? ": " : "",
                     step->why != NULL ? step->why : "",
                     step->undone ? _(" (no longer counts)") : "");
    }
}

static bool
run(Cmd *cmd, GError **error)
{
    if (cmd->arguments[0] == NULL || cmd->arguments[1] != NULL)
        return fail(error, KN_INVALID, "Say which record.");
    g_autoptr(Db) db = store_read(cmd->office->store, error);
    g_autoptr(Book) own = db != NULL ? office_book(db, cmd->unit, NULL) : NULL;
    g_autoptr(Book) book = NULL;
    gint64 entry;
    if (db == NULL || !record_id_read(db, own, cmd->arguments[0], &book, &entry, error))
        return false;
    g_autoptr(Record) record = record_load(db, book, entry, error);
    if (record == NULL)
        return false;
    if (cmd_wants_json(cmd)) {
        output_json(cmd->out, record_document(book, record));
        return true;
    }
    g_autofree char *id = record_id(book, entry);
    output_print(cmd->out, "%s %s\n", _(record->kind->label), id);
    Naming naming = {.db = db, .book = book};
    g_autoptr(GPtrArray) erased = erased_from(db, book, record->last, error);
    if (erased == NULL)
        return false;
    for (gsize i = 0; i < record->kind->field_count; i++) {
        const Field *field = &record->kind->fields[i];
        if (record_is_empty(record, (int)i) && !record_is_struck(record, (int)i))
            continue;
        bool gone = record_is_struck(record, (int)i) &&
                    g_ptr_array_find_with_equal_func(erased, field->name, g_str_equal, NULL);
        g_autofree char *value =
            gone ? g_strdup(_("(erased)"))
                 : field_print(field, record->values[i], lang_current(), naming_ref, &naming);
        output_print(cmd->out, "  %s: %s\n", _(field->label), value);
    }
    g_autoptr(GPtrArray) history = record_history(db, book, entry, error);
    if (history == NULL)
        return false;
    print_history(cmd, history);
    return true;
}

const Command cmd_show = {
    "show", "ID", N_("shows one record with its history"), "ketnghia show HG-17", COMMAND_READS,
    NULL,   run,
};
