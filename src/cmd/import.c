/* import.c: a sheet as records, one batch, one undo.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/limits.h"
#include "cmd/output.h"
#include "formats/sheet_file.h"
#include "records/codec.h"
#include "records/kinds.h"
#include "records/sheet.h"
#include "rules/write.h"
#include "views/views.h"
#include <glib/gstdio.h>

static GPtrArray *
read_rows(Cmd *cmd, const char *name, GError **error)
{
    g_autofree char *path = cmd_path(cmd, name);
    g_autofree char *bytes = NULL;
    gsize length;
    GStatBuf status;
    if (g_stat(path, &status) == 0 && status.st_size > LIMIT_SHEET_BYTES)
        return fail_null(error, KN_LIMIT, "The sheet is larger than %d MiB.",
                         LIMIT_SHEET_BYTES / 1024 / 1024);
    if (!g_file_get_contents(path, &bytes, &length, error))
        return fail_null_at(error, "Reading %s", path);
    return sheet_file_read(bytes, length, cmd_option(cmd, "sheet"), error);
}

static json_t *
sums_document(const Kind *kind, const GPtrArray *records)
{
    json_t *sums = json_object();
    for (gsize f = 0; f < kind->field_count; f++) {
        Money sum = {0}, value;
        gint64 count = 0;
        bool money = kind->fields[f].type == FIELD_MONEY;
        if (!money && kind->fields[f].type != FIELD_COUNT)
            continue;
        for (guint i = 0; i < records->len; i++) {
            const Record *record = g_ptr_array_index(records, i);
            if (money && record_money(record, (int)f, &value) && !money_add(&sum, value))
                continue;
            if (!money)
                count += record_count(record, (int)f);
        }
        if (money && sum.vnd > 0)
            json_object_set_new(sums, kind->fields[f].name, money_to_json(sum, NULL));
        if (!money && count > 0)
            json_object_set_new(sums, kind->fields[f].name, json_integer(count));
    }
    return sums;
}

/* What was read, and what became of it. */
typedef struct {
    const Book *book;
    const SheetRead *read;
    const Imported *imported;
    const GArray *alike; /* (element-type ImportAlike) */
    const char *batch;   /* NULL: nothing was written */
    json_t *sums;
} Result;

static void
print_alike(Cmd *cmd, const Result *result)
{
    for (guint i = 0; i < result->alike->len; i++) {
        const ImportAlike *alike = &g_array_index(result->alike, ImportAlike, i);
        g_autofree char *id = record_id(result->book, alike->entry);
        output_print(cmd->out, _("  row %d looks like %s: look whether it is written twice.\n"),
                     g_array_index(result->read->rows, int, alike->row - 1), id);
    }
}

static void
print_result(Cmd *cmd, const Result *result)
{
    const SheetRead *read = result->read;
    const Imported *imported = result->imported;
    output_print(cmd->out,
                 _("Rows read: %d; new: %d; changed: %d; same as before: %d; wrong: %d.\n"),
                 read->rows_read, (int)imported->fresh, (int)imported->changed, (int)imported->same,
                 read->rows_wrong);
    const char *name;
    json_t *sum;
    json_object_foreach(result->sums, name, sum)
    {
        if (json_is_object(sum))
            output_print(cmd->out, "  %s: %s\n", name,
                         json_string_value(json_object_get(sum, "text")));
        else
            output_print(cmd->out, "  %s: %" G_GINT64_FORMAT "\n", name,
                         (gint64)json_integer_value(sum));
    }
    for (guint i = 0; i < read->findings->len; i++) {
        const SheetFinding *finding = g_ptr_array_index(read->findings, i);
        output_print(cmd->out, _("  row %d, column %s: %s\n"), finding->row,
                     finding->heading != NULL ? finding->heading : "-", finding->sentence);
    }
    print_alike(cmd, result);
    if (result->batch != NULL)
        output_print(cmd->out, _("Written as one batch; `ketnghia undo %s` takes it all back.\n"),
                     result->batch);
    else
        output_print(cmd->out, "%s\n", _("Nothing was written."));
}

static void
print_json(Cmd *cmd, const Result *result)
{
    const Imported *imported = result->imported;
    json_t *wrong = json_array(), *alike = json_array();
    for (guint i = 0; i < result->read->findings->len; i++) {
        const SheetFinding *finding = g_ptr_array_index(result->read->findings, i);
        json_array_append_new(wrong, json_pack("{s:i, s:s?, s:s}", "row", finding->row, "column",
                                               finding->heading, "reason", finding->sentence));
    }
    for (guint i = 0; i < result->alike->len; i++) {
        const ImportAlike *found = &g_array_index(result->alike, ImportAlike, i);
        g_autofree char *id = record_id(result->book, found->entry);
        json_array_append_new(
            alike, json_pack("{s:i, s:s}", "row",
                             g_array_index(result->read->rows, int, found->row - 1), "record", id));
    }
    output_json(cmd->out, json_pack("{s:i, s:I, s:I, s:I, s:o, s:o, s:O, s:s?}", "read",
                                    result->read->rows_read, "new", (json_int_t)imported->fresh,
                                    "changed", (json_int_t)imported->changed, "same",
                                    (json_int_t)imported->same, "wrong", wrong, "alike", alike,
                                    "sums", result->sums, "batch", result->batch));
}

static bool
run(Cmd *cmd, GError **error)
{
    const Kind *kind = cmd->arguments[0] != NULL ? kind_find(cmd->arguments[0]) : NULL;
    if (kind == NULL || cmd->arguments[1] == NULL || cmd->arguments[2] != NULL)
        return fail(error, KN_INVALID,
                    "Say a kind and one file; `ketnghia kinds` lists the kinds.");
    if (!kind_is_writable(kind))
        return fail(error, KN_INVALID, "Records of the kind %s are not written by hand.",
                    kind->name);
    g_autoptr(GPtrArray) rows = read_rows(cmd, cmd->arguments[1], error);
    if (rows == NULL)
        return false;
    const char *map = cmd_option(cmd, "map");
    g_auto(GStrv) pairs = map != NULL ? g_strsplit(map, "\n", 0) : NULL;

    g_autoptr(SheetRead) read = NULL;
    g_autoptr(Book) book = NULL;
    {
        g_autoptr(Db) db = store_read(cmd->office->store, error);
        book = db != NULL ? office_book(db, cmd->unit, error) : NULL;
        if (book == NULL)
            return false;
        OfficeInput input;
        office_input_init(&input, cmd->office, db, book);
        read = sheet_read(kind, rows, (const char *const *)pairs, &input.input, error);
    }
    if (read == NULL)
        return false;
    bool dry = cmd_option(cmd, "dry-run") != NULL ||
               (cmd_option(cmd, "all-or-nothing") != NULL && read->findings->len > 0);
    Imported imported = {.batch = -1};
    g_autoptr(GArray) alike = g_array_new(FALSE, FALSE, sizeof(ImportAlike));
    g_autofree char *name = g_path_get_basename(cmd->arguments[1]);
    bool all_wrong = read->records->len == 0 && read->findings->len > 0; /* the reasons are said */
    if (!all_wrong && !records_import(cmd->office, book->code, &cmd->actor, read->records, name,
                                      dry, alike, &imported, error))
        return false;
    g_autofree char *id = imported.batch >= 0 ? record_id(book, imported.batch) : NULL;
    json_t *sums = sums_document(kind, read->records);
    Result result = {book, read, &imported, alike, id, sums};
    if (cmd_wants_json(cmd))
        print_json(cmd, &result);
    else
        print_result(cmd, &result);
    json_decref(sums);
    return true;
}

static const GOptionEntry options[] = {
    {"dry-run", 0, 0, G_OPTION_ARG_NONE, NULL, N_("only says what would be written"), NULL},
    {"all-or-nothing", 0, 0, G_OPTION_ARG_NONE, NULL, N_("writes nothing when a row is wrong"),
     NULL},
    {"map", 0, 0, G_OPTION_ARG_STRING, NULL, N_("a column that is not recognised"), "COLUMN=field"},
    {"sheet", 0, 0, G_OPTION_ARG_STRING, NULL,
     N_("name or number of the sheet; the first when not given"), "SHEET"},
    {NULL},
};

const Command cmd_import = {
    "import",
    "KIND FILE",
    N_("brings a sheet (csv, xlsx) in as one batch"),
    "ketnghia import activity hoat-dong.xlsx --dry-run",
    COMMAND_READS,
    options,
    run,
};
