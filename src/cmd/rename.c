/* rename.c: the unit is called otherwise from a day on; what was printed before keeps the older name.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/fields.h"
#include "cmd/output.h"
#include "records/kinds.h"
#include "views/units.h"

static void
set(Record *record, const char *field, const char *value)
{
    record_set(record, kind_field(record->kind, field), value);
}

/* As the unit is described today, with the new name; further words change what else becomes another. */
static bool
read_unit(Cmd *cmd, Problems *problems, Record **ret_unit, char **ret_code, GError **error)
{
    const char *date = cmd_option(cmd, "date"), *document = cmd_option(cmd, "document");
    Day today = office_today(cmd->office), day;
    g_autoptr(Record) unit = NULL;
    g_autoptr(Db) db = store_read(cmd->office->store, error);
    g_autoptr(Book) book = db != NULL ? office_book(db, cmd->unit, error) : NULL;
    if (book == NULL || !day_read(date, today, &day, error) ||
        !unit_at(db, book, today, &unit, error))
        return false;
    if (unit == NULL)
        return fail(error, KN_MISSING, "Nothing says how this unit is called today.");
    g_autoptr(Record) renamed = record_new(unit->kind);
    for (gsize i = 0; i < unit->kind->field_count; i++)
        record_set(renamed, (int)i, record_value(unit, (int)i));
    g_autofree char *iso = day_iso(day);
    set(renamed, "name", cmd->arguments[0]);
    set(renamed, "valid_from", iso);
    set(renamed, "valid_to", "");
    set(renamed, "legal_document", document);
    if (!fields_read(cmd, db, book, cmd->arguments + 1, renamed, problems, error))
        return false;
    *ret_unit = g_steal_pointer(&renamed);
    *ret_code = g_strdup(book->code);
    return true;
}

static bool
run(Cmd *cmd, GError **error)
{
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(Record) unit = NULL;
    g_autofree char *code = NULL;
    gint64 entry = -1;
    if (cmd->arguments[0] == NULL || cmd_option(cmd, "date") == NULL ||
        cmd_option(cmd, "document") == NULL)
        return fail(error, KN_INVALID,
                    "Say the new name, from which day on with --date, and by which document with "
                    "--document.");
    if (!read_unit(cmd, problems, &unit, &code, error) ||
        (!problems_has_errors(problems) &&
         !record_add(cmd->office, code, &cmd->actor, unit, problems, &entry, error)) ||
        !fields_settle(cmd, problems, error))
        return false;
    if (cmd_wants_json(cmd))
        output_json(cmd->out, json_pack("{s:s, s:I}", "unit", code, "entry", (json_int_t)entry));
    else
        output_print(cmd->out,
                     _("%s is called %s from that day on; what was printed before keeps the older "
                       "name.\n"),
                     code, cmd->arguments[0]);
    return true;
}

static const GOptionEntry options[] = {
    {"date", 0, 0, G_OPTION_ARG_STRING, NULL, N_("from this day on"), "DATE"},
    {"document", 0, 0, G_OPTION_ARG_STRING, NULL, N_("the legal document"), "TEXT"},
    {NULL},
};

const Command cmd_rename = {
    "rename",
    "NAME --date DATE --document TEXT [field=value ...]",
    N_("gives the unit another name from a day on"),
    "ketnghia --unit CT rename \"Hội Chữ thập đỏ thành phố Cần Thơ\" --date 1/7/2025 --document "
    "\"NQ "
    "202/2025/QH15\" short_name=\"Cần Thơ\"",
    COMMAND_READS,
    options,
    run,
};
