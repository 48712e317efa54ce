/* codec_json.c: a record as JSON, both ways.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/codec.h"

#include "records/field.h"
#include "records/kinds.h"
#include <string.h>

json_t *
money_to_json(Money money, const char *text)
{
    g_autofree char *printed =
        text == NULL || *text == '\0' ? money_print(money, lang_current()) : g_strdup(text);
    static const char *const signs[] = {
        [QUALIFIER_UNSET] = "=",         [QUALIFIER_EQ] = "=",
        [QUALIFIER_OVER] = "over",       [QUALIFIER_NEAR] = "near",
        [QUALIFIER_ABOUT] = "about",     [QUALIFIER_ESTIMATE] = "estimate",
        [QUALIFIER_ATLEAST] = "atleast",
    };
    return json_pack("{s:I, s:I, s:s, s:s}", "vnd", (json_int_t)money.vnd, "step",
                     (json_int_t)MAX(money.step, 1), "qualifier", signs[money.qualifier], "text",
                     printed);
}

static json_t *
value_to_json(const Field *field, const char *value)
{
    Money money;
    const char *text;
    if (value == NULL || *value == '\0')
        return field->type == FIELD_LIST && value != NULL ? json_array() : json_null();
    switch (field->type) {
    case FIELD_COUNT:
        return json_integer(g_ascii_strtoll(value, NULL, 10));
    case FIELD_FLAG:
        return json_boolean(g_str_equal(value, "yes"));
    case FIELD_MONEY:
        return money_parse(value, &money, &text) ? money_to_json(money, text) : json_null();
    case FIELD_LIST:
        break;
    default:
        return json_string(value);
    }
    json_t *list = json_array();
    g_auto(GStrv) items = g_strsplit(value, "\n", 0);
    for (char **item = items; *item != NULL; item++) {
        g_auto(GStrv) parts = g_strsplit(*item, "\t", 0);
        gsize given = g_strv_length(parts), i = 0;
        json_t *object = json_object();
        for (const Field *part = field->parts; part->name != NULL; part++, i++)
            json_object_set_new(object, part->name, value_to_json(part, i < given ? parts[i] : ""));
        json_array_append_new(list, object);
    }
    return list;
}

json_t *
record_to_json(const Record *record)
{
    json_t *object = json_object();
    for (gsize i = 0; i < record->kind->field_count; i++)
        json_object_set_new(object, record->kind->fields[i].name,
                            value_to_json(&record->kind->fields[i], record->values[i]));
    if (kind_is_writable(record->kind)) {
        json_object_set_new(object, "author", json_string(record->author));
        json_object_set_new(object, "why", json_string(record->why));
        json_object_set_new(object, "source", json_string(record->source));
    }
    return object;
}

/* What a person would have typed for it; NULL when the JSON is of another shape. */
static char *
typed_of(const Field *field, json_t *json)
{
    if (json_is_null(json))
        return g_strdup("");
    if (field->type == FIELD_LIST) {
        if (!json_is_array(json))
            return NULL;
        GString *text = g_string_new(NULL);
        size_t index;
        json_t *item;
        json_array_foreach(json, index, item)
        {
            if (text->len > 0)
                g_string_append_c(text, '\n');
            for (const Field *part = field->parts; part->name != NULL; part++) {
                json_t *value = json_object_get(item, part->name);
                g_autofree char *typed = value != NULL ? typed_of(part, value) : g_strdup("");
                g_string_append_printf(text, "%s%s", part == field->parts ? "" : "\t",
                                       typed != NULL ? typed : "");
            }
        }
        return g_string_free(text, FALSE);
    }
    if (field->type == FIELD_MONEY && json_is_object(json)) {
        const char *text = json_string_value(json_object_get(json, "text"));
        if (text != NULL)
            return g_strdup(text);
        json = json_object_get(json, "vnd");
    }
    if (json_is_integer(json))
        return g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(json));
    if (json_is_boolean(json))
        return g_strdup(json_is_true(json) ? "yes" : "no");
    return json_is_string(json) ? g_strdup(json_string_value(json)) : NULL;
}

Record *
record_from_json(const Kind *kind, json_t *json, Problems *problems)
{
    Record *record = record_new(kind);
    FieldInput input = {.today = DAY_UNSET};
    const char *name;
    json_t *value;
    json_object_foreach(json, name, value)
    {
        int field = kind_field(kind, name);
        g_autofree char *typed = field >= 0 ? typed_of(&kind->fields[field], value) : NULL;
        if (field < 0) {
            problems_add(problems, PROBLEM_ERROR, NULL, "There is no field \"%s\" in %s.", name,
                         kind->name);
            continue;
        }
        if (typed == NULL) {
            problems_add(problems, PROBLEM_ERROR, name, "The value of \"%s\" is of another type.",
                         name);
            continue;
        }
        g_autofree char *stored = field_read(&kind->fields[field], typed, &input, problems);
        if (stored != NULL)
            record_set(record, field, stored);
    }
    return record;
}
