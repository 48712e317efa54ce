/* kinds.c: the kinds of record and their fields, as `add`, sheets and the API name them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kinds.h"

#include "base/error.h"
#include "cmd/output.h"
#include "records/field.h"

static json_t *
field_document(const Field *field)
{
    json_t *document =
        json_pack("{s:s, s:s, s:s, s:s, s:s, s:b}", "name", field->name, "label", _(field->label),
                  "type", field_type_name(field->type), "class", class_name(field->class), "share",
                  share_name(field->share), "required", field->required);
    if (field->choices != NULL) {
        json_t *choices = json_array();
        for (const Choice *choice = field->choices; choice->code != NULL; choice++)
            json_array_append_new(
                choices, json_pack("{s:s, s:s}", "code", choice->code, "label", _(choice->label)));
        json_object_set_new(document, "choices", choices);
    }
    if (field->links_to != NULL)
        json_object_set_new(document, "links_to", json_string(field->links_to));
    if (field->parts != NULL) {
        json_t *parts = json_array();
        for (const Field *part = field->parts; part->name != NULL; part++)
            json_array_append_new(parts, field_document(part));
        json_object_set_new(document, "parts", parts);
    }
    return document;
}

static json_t *
kind_document(const Kind *kind)
{
    json_t *fields = json_array();
    for (gsize i = 0; i < kind->field_count; i++)
        if (!kind->fields[i].retired)
            json_array_append_new(fields, field_document(&kind->fields[i]));
    return json_pack("{s:s, s:s, s:i, s:b, s:b, s:o}", "name", kind->name, "label", _(kind->label),
                     "schema", kind->schema, "private", kind->nature == NATURE_PRIVATE, "agreement",
                     kind->nature == NATURE_AGREEMENT, "fields", fields);
}

static void
print_kind(const Kind *kind, Output *out)
{
    output_print(out, "%s: %s\n", kind->name, _(kind->label));
    for (gsize i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        if (field->retired)
            continue;
        output_print(out, "  %-16s %-8s %s%s\n", field->name, field_type_name(field->type),
                     _(field->label), field->required ? _(" (required)") : "");
        for (const Choice *choice = field->choices; choice != NULL && choice->code != NULL;
             choice++)
            output_print(out, "      %-12s %s\n", choice->code, _(choice->label));
    }
}

static bool
run(Cmd *cmd, GError **error)
{
    const Kind *only = NULL;
    if (cmd->arguments[0] != NULL && (only = kind_find(cmd->arguments[0])) == NULL)
        return fail(error, KN_MISSING, "There is no kind \"%s\"; `ketnghia kinds` lists them.",
                    cmd->arguments[0]);
    if (cmd_wants_json(cmd)) {
        json_t *list = json_array();
        for (gsize i = 0; only == NULL && i < kinds_count; i++)
            if (kinds[i]->nature != NATURE_SYSTEM)
                json_array_append_new(list, kind_document(kinds[i]));
        if (only != NULL) {
            json_decref(list);
            list = kind_document(only);
        }
        output_json(cmd->out, list);
        return true;
    }
    if (only != NULL)
        print_kind(only, cmd->out);
    for (gsize i = 0; only == NULL && i < kinds_count; i++)
        if (kinds[i]->nature != NATURE_SYSTEM)
            output_print(cmd->out, "%-14s %s\n", kinds[i]->name, _(kinds[i]->plural));
    return true;
}

const Command cmd_kinds = {
    "kinds",
    "[KIND]",
    N_("lists the kinds of record and their fields"),
    "ketnghia kinds activity",
    COMMAND_ALONE,
    NULL,
    run,
};
