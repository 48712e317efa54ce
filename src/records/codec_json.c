/* codec_json.c: a record as JSON, both ways.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/codec.h"

#include "base/limits.h"
#include "base/text.h"
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

static char *
wrong_type(const Field *field, Problems *problems)
{
    problems_add(problems, PROBLEM_ERROR, field->name, "The value of \"%s\" is of another type.",
                 field->name);
    return NULL;
}

static Qualifier
qualifier_of(json_t *json)
{
    const char *code = json_string_value(json_object_get(json, "qualifier"));
    if (code == NULL || g_str_equal(code, "="))
        return QUALIFIER_EQ;
    return qualifier_from_code(code, strlen(code));
}

/* {"vnd", "step", "qualifier", "text"}: the numbers count; words that say another amount are refused. */
static char *
money_from_json(const Field *field, json_t *json, Problems *problems)
{
    json_t *vnd = json_object_get(json, "vnd"), *step = json_object_get(json, "step"),
           *text = json_object_get(json, "text");
    const char *words = json_string_value(text);
    static const FieldInput nothing = {.today = DAY_UNSET};
    if (vnd == NULL && words != NULL)
        return field_read(field, words, &nothing, problems);
    Money money = {json_integer_value(vnd), step != NULL ? json_integer_value(step) : 1,
                   qualifier_of(json)},
          said;
    if (!json_is_integer(vnd) || (step != NULL && !json_is_integer(step)) ||
        (text != NULL && words == NULL) || money.vnd < 0 || money.vnd > MONEY_MAX ||
        money.step < 1 || money.step > MONEY_MAX || money.qualifier == QUALIFIER_UNSET)
        return wrong_type(field, problems);
    g_autofree char *stored = words != NULL && *words != '\0'
                                  ? field_read(field, words, &nothing, problems)
                                  : money_store(money, "");
    if (stored == NULL || !money_parse(stored, &said, &words))
        return NULL;
    if (said.vnd != money.vnd) {
        problems_add(problems, PROBLEM_ERROR, field->name,
                     "\"%s\" says another amount than its number.", words);
        return NULL;
    }
    return money_store(money, words);
}

/* What a person would have typed for a single value; NULL when the JSON is of another shape. */
static char *
typed_of(json_t *json)
{
    if (json_is_null(json))
        return g_strdup("");
    if (json_is_integer(json))
        return g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(json));
    if (json_is_boolean(json))
        return g_strdup(json_is_true(json) ? "yes" : "no");
    return json_is_string(json) ? g_strdup(json_string_value(json)) : NULL;
}

static char *stored_from_json(const Field *field, json_t *json, Problems *problems);

/* One item as the stored values of its parts; a list of one part takes bare values too. */
static bool
take_item(const Field *field, json_t *item, GString *value, Problems *problems)
{
    const char *name;
    json_t *given;
    if (!json_is_object(item) && field->parts[1].name != NULL) {
        wrong_type(field, problems);
        return false;
    }
    json_object_foreach(item, name, given)
    {
        const Field *part = field->parts;
        while (part->name != NULL && !g_str_equal(part->name, name))
            part++;
        if (part->name == NULL)
            problems_add(problems, PROBLEM_ERROR, field->name, "There is no field \"%s\" in %s.",
                         name, field->name);
    }
    if (value->len > 0)
        g_string_append_c(value, '\n');
    for (const Field *part = field->parts; part->name != NULL; part++) {
        Field named = *part; /* problems are about the list as a whole */
        named.name = field->name;
        json_t *one = json_is_object(item) ? json_object_get(item, part->name) : item;
        g_autofree char *stored =
            one != NULL ? stored_from_json(&named, one, problems) : g_strdup("");
        if (part > field->parts)
            g_string_append_c(value, '\t');
        if (stored != NULL)
            g_string_append(value, g_strdelimit(stored, "\n\t", ' '));
    }
    return true;
}

static char *
list_from_json(const Field *field, json_t *json, Problems *problems)
{
    if (!json_is_array(json))
        return wrong_type(field, problems);
    if (json_array_size(json) > LIMIT_LIST_ITEMS) {
        problems_add(problems, PROBLEM_ERROR, field->name, "At most %d items.", LIMIT_LIST_ITEMS);
        return NULL;
    }
    g_autoptr(GString) value = g_string_new(NULL);
    size_t index;
    json_t *item;
    json_array_foreach(json, index, item) if (!take_item(field, item, value, problems)) return NULL;
    return g_strndup(value->str, value->len);
}

static char *
stored_from_json(const Field *field, json_t *json, Problems *problems)
{
    static const FieldInput input = {.today = DAY_UNSET};
    if (field->type == FIELD_LIST && !json_is_null(json))
        return list_from_json(field, json, problems);
    if (field->type == FIELD_MONEY && json_is_object(json))
        return money_from_json(field, json, problems);
    g_autofree char *typed = typed_of(json);
    return typed != NULL ? field_read(field, typed, &input, problems) : wrong_type(field, problems);
}

/* author, why, source. */
static bool
take_closing(Record *record, const char *name, json_t *value, Problems *problems)
{
    char **place = g_str_equal(name, "author")   ? &record->author
                   : g_str_equal(name, "why")    ? &record->why
                   : g_str_equal(name, "source") ? &record->source
                                                 : NULL;
    if (place == NULL || !kind_is_writable(record->kind))
        return false;
    g_autoptr(GError) error = NULL;
    char *text = json_is_string(value)
                     ? text_clean(json_string_value(value), -1, LIMIT_TEXT_CHARS, &error)
                 : json_is_null(value) ? g_strdup("")
                                       : NULL;
    if (text == NULL && error != NULL)
        problems_add(problems, PROBLEM_ERROR, name, "%s", error->message);
    else if (text == NULL)
        problems_add(problems, PROBLEM_ERROR, name, "The value of \"%s\" is of another type.",
                     name);
    if (text != NULL) {
        g_free(*place);
        *place = text;
    }
    return true;
}

Record *
record_from_json(const Kind *kind, json_t *json, Problems *problems)
{
    Record *record = record_new(kind);
    const char *name;
    json_t *value;
    if (!json_is_object(json))
        problems_add(problems, PROBLEM_ERROR, NULL, "A record is an object of fields by name.");
    json_object_foreach(json, name, value)
    {
        int field = kind_field(kind, name);
        if (field < 0 && !take_closing(record, name, value, problems))
            problems_add(problems, PROBLEM_ERROR, NULL, "There is no field \"%s\" in %s.", name,
                         kind->name);
        g_autofree char *stored =
            field >= 0 ? stored_from_json(&kind->fields[field], value, problems) : NULL;
        if (stored != NULL)
            record_set(record, field, stored);
    }
    return record;
}
