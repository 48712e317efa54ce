/* json.c: what a report says, as one JSON document.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/format.h"

/* A document without data of its own (a list, a form) is its tables: one object a row, by column title. */
static json_t *
tables_document(const Doc *doc)
{
    json_t *list = json_array();
    for (guint b = 0; b < doc->blocks->len; b++) {
        const DocBlock *table = g_ptr_array_index(doc->blocks, b);
        for (guint r = 0; r < table->rows->len; r++) {
            const DocRow *row = g_ptr_array_index(table->rows, r);
            json_t *object = json_object();
            for (guint c = 0; c < row->cells->len && c < table->columns->len; c++) {
                const DocCell *cell = g_ptr_array_index(row->cells, c);
                const DocColumn *column = g_ptr_array_index(table->columns, c);
                g_autofree char *text = runs_text(cell->runs);
                json_object_set_new(object, column->title,
                                    cell->has_value ? json_integer(cell->value)
                                                    : json_string(text));
            }
            json_array_append_new(list, object);
        }
    }
    return list;
}

static GBytes *
write_json(const Doc *doc, GError **error)
{
    json_t *document = doc->data != NULL ? json_incref(doc->data) : tables_document(doc);
    char *text = json_dumps(document, JSON_INDENT(2));
    json_decref(document);
    GString *out = g_string_new(text);
    free(text);
    g_string_append_c(out, '\n');
    return g_string_free_to_bytes(out);
}

const Format format_json = {"json", "json", "application/json", write_json};
