/* fields.c: `field=value` words as a record.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/fields.h"

#include "base/error.h"
#include "base/limits.h"
#include "cmd/output.h"
#include "records/codec.h"
#include "records/kinds.h"
#include "views/views.h"

/* A photo named by its file: taken into the book's files in a transaction of its own, before the record that
 * names it. */
static char *
take_file(Cmd *cmd, const Book *book, const char *name, GError **error)
{
    g_autofree char *path = cmd_path(cmd, name);
    g_autofree char *bytes = NULL, *value = NULL;
    gsize length;
    if (!g_file_get_contents(path, &bytes, &length, error))
        return fail_null_at(error, "Reading %s", path);
    if (length > LIMIT_PHOTO_BYTES)
        return fail_null(error, KN_LIMIT, "%s is larger than a photo may be.", path);
    g_autoptr(Db) db = store_write(cmd->office->store, error);
    if (db == NULL || !photo_take(cmd->office, db, book, bytes, length, &value, error) ||
        !db_commit(db, error))
        return NULL;
    return g_steal_pointer(&value);
}

static void
set_value(Record *record, int field, const char *value, bool again)
{
    if (record->kind->fields[field].type == FIELD_LIST && again &&
        !record_is_empty(record, field)) {
        g_autofree char *joined = g_strconcat(record_value(record, field), "\n", value, NULL);
        record_set(record, field, joined);
    } else {
        record_set(record, field, value);
    }
}

bool
fields_read(Cmd *cmd, Db *db, const Book *book, char *const *words, Record *record,
            Problems *problems, GError **error)
{
    OfficeInput input;
    office_input_init(&input, cmd->office, db, book);
    g_autofree bool *given = g_new0(bool, record->kind->field_count);
    for (; *words != NULL; words++) {
        const char *equals = strchr(*words, '=');
        if (equals == NULL)
            return fail(error, KN_INVALID, "\"%s\" is not of the form field=value.", *words);
        g_autofree char *name = g_strndup(*words, (gsize)(equals - *words));
        int field = kind_field(record->kind, name);
        if (field < 0) {
            problems_add(problems, PROBLEM_ERROR, NULL, "There is no field \"%s\" in %s.", name,
                         record->kind->name);
            continue;
        }
        const Field *description = &record->kind->fields[field];
        g_autofree char *value = NULL;
        if (description->type == FIELD_FILE && equals[1] == '@') {
            value = take_file(cmd, book, equals + 2, error);
            if (value == NULL)
                return false;
        } else {
            value = field_read(description, equals + 1, &input.input, problems);
        }
        if (value != NULL)
            set_value(record, field, value, given[field]);
        given[field] = true;
    }
    return true;
}

bool
fields_settle(Cmd *cmd, const Problems *problems, GError **error)
{
    if (problems_has_errors(problems)) {
        g_autofree char *text = problems_text(problems, false);
        g_set_error_literal(error, KN_ERROR, KN_INVALID, g_strchomp(text));
        return false;
    }
    g_autofree char *hints = problems_text(problems, true);
    if (*hints != '\0')
        output_warn(cmd->out, "%s\n", g_strchomp(hints));
    return true;
}

json_t *
record_document(const Book *book, const Record *record)
{
    g_autofree char *id = record_id(book, record->entry);
    json_t *document =
        json_pack("{s:s, s:s, s:s, s:I, s:I}", "id", id, "kind", record->kind->name, "unit",
                  book->code, "entry", (json_int_t)record->entry, "time", (json_int_t)record->time);
    json_t *fields = record_to_json(record);
    json_object_update_missing(document, fields);
    json_decref(fields);
    return document;
}
