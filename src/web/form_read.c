/* form_read.c: reads a posted form as a record of its kind.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/form.h"

#include "base/limits.h"
#include "records/field.h"
#include "rules/write.h"
#include "web/ref_input.h"

typedef struct {
    Request *req;
    Record *record;
    Problems *problems;
    OfficeInput input;
} Reading;

bool
form_is_being_filled(const Request *req)
{
    return request_value(req, "add") != NULL || ref_input_searches(req);
}

/* Problems of a part are told under the name of its input. */
static char *
read_part(Reading *reading, const Field *part, const char *name, const char *typed)
{
    g_autoptr(Problems) found = problems_new();
    char *stored = field_read(part, typed, &reading->input.input, found);
    for (gsize i = 0; i < problems_count(found); i++) {
        const Problem *problem = problems_at(found, i);
        problems_add(reading->problems, problem->kind, name, "%s", problem->sentence);
    }
    return stored;
}

/* One row of a list. *ret_empty when nothing was typed in it; false when it is past the last one.
 */
static bool
read_row(Reading *reading, const Field *field, guint row, GPtrArray *parts, bool *ret_empty)
{
    bool there = false;
    *ret_empty = true;
    for (const Field *part = field->parts; part->name != NULL; part++) {
        g_autofree char *name = g_strdup_printf("%s.%u.%s", field->name, row, part->name);
        const char *typed = request_value(reading->req, name);
        there = there || request_has(reading->req, name);
        *ret_empty = *ret_empty && typed == NULL;
        char *stored = typed != NULL ? read_part(reading, part, name, typed) : g_strdup("");
        g_ptr_array_add(parts, stored != NULL ? stored : g_strdup(""));
    }
    if (*ret_empty)
        return there;
    guint i = 0;
    for (const Field *part = field->parts; part->name != NULL; part++, i++) {
        g_autofree char *name = g_strdup_printf("%s.%u.%s", field->name, row, part->name);
        if (part->required && request_value(reading->req, name) == NULL)
            problems_add(reading->problems, PROBLEM_ERROR, name,
                         N_("Fill in “%s” too, or leave the whole row empty."), _(part->label));
    }
    return true;
}

static void
read_list(Reading *reading, int index)
{
    const Field *field = &reading->record->kind->fields[index];
    for (guint row = 0; row < LIMIT_LIST_ITEMS; row++) {
        g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
        bool empty = true;
        if (!read_row(reading, field, row, parts, &empty))
            break;
        if (row == 0)
            record_set(reading->record, index, "");
        if (!empty)
            record_add_item(reading->record, index, (const char *const *)parts->pdata, parts->len);
    }
}

static bool
take_photo(Reading *reading, int index, const Upload *upload, GError **error)
{
    const Field *field = &reading->record->kind->fields[index];
    Office *office = request_office(reading->req);
    g_autoptr(GError) refused = NULL;
    g_autofree char *value = NULL;
    gsize length = 0;
    const void *bytes = g_bytes_get_data(upload->bytes, &length);
    request_db_close(reading->req);
    g_autoptr(Db) db = store_write(office->store, error);
    if (db == NULL)
        return false;
    if (!photo_take(office, db, reading->req->book, bytes, length, &value, &refused)) {
        if (!g_error_matches(refused, KN_ERROR, KN_INVALID) &&
            !g_error_matches(refused, KN_ERROR, KN_LIMIT)) {
            g_propagate_error(error, g_steal_pointer(&refused));
            return false;
        }
        problems_add(reading->problems, PROBLEM_ERROR, field->name, "%s", refused->message);
        return true;
    }
    record_set(reading->record, index, value);
    return db_commit(db, error);
}

static bool
read_file(Reading *reading, int index, GError **error)
{
    const Field *field = &reading->record->kind->fields[index];
    g_autofree char *kept_name = g_strconcat(field->name, ".kept", NULL);
    const Upload *upload = request_upload(reading->req, field->name);
    const char *kept = request_value(reading->req, kept_name);
    if (upload != NULL)
        return take_photo(reading, index, upload, error);
    if (kept == NULL)
        return true;
    g_autofree char *stored = field_read(field, kept, &reading->input.input, reading->problems);
    if (stored != NULL)
        record_set(reading->record, index, stored);
    return true;
}

static void
read_single(Reading *reading, int index)
{
    const Field *field = &reading->record->kind->fields[index];
    if (!request_has(reading->req, field->name))
        return;
    const char *typed = request_value(reading->req, field->name);
    if (typed == NULL && record_is_struck(reading->record, index))
        return; /* what was erased stays so */
    g_autofree char *stored =
        typed != NULL ? field_read(field, typed, &reading->input.input, reading->problems)
                      : g_strdup("");
    if (stored != NULL)
        record_set(reading->record, index, stored);
}

Record *
form_read(Request *req, const Kind *kind, const Record *before, Problems *problems, GError **error)
{
    g_autoptr(Record) record = before != NULL ? record_copy(before) : record_new(kind);
    Reading reading = {.req = req, .record = record, .problems = problems};
    for (gsize i = 0; i < kind->field_count; i++)
        if (field_is_typed(&kind->fields[i]) && kind->fields[i].type == FIELD_FILE &&
            !read_file(&reading, (int)i, error))
            return NULL;
    Db *db = request_db(req, error);
    if (db == NULL)
        return NULL;
    office_input_init(&reading.input, request_office(req), db, req->book);
    for (gsize i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        if (!field_is_typed(field) || field->type == FIELD_FILE)
            continue;
        if (field->type == FIELD_LIST)
            read_list(&reading, (int)i);
        else
            read_single(&reading, (int)i);
    }
    return g_steal_pointer(&record);
}
