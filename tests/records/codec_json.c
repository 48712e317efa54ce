/* codec_json.c: records as JSON, both ways.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/codec.h"

#include "records/kinds.h"
#include "random.h"
#include <string.h>

static Record *
parse(const char *kind, const char *text, Problems *problems)
{
    json_t *json = json_loads(text, JSON_DECODE_ANY, NULL);
    g_assert_nonnull(json);
    Record *record = record_from_json(kind_get(kind), json, problems);
    json_decref(json);
    return record;
}

static const char *
get(const Record *record, const char *field)
{
    return record_value(record, kind_field(record->kind, field));
}

static void
assert_same(const Record *a, const Record *b)
{
    for (gsize i = 0; i < a->kind->field_count; i++)
        if (!same_value(&a->kind->fields[i], a->values[i], b->values[i]))
            g_error("%s.%s: \"%s\" and \"%s\"", a->kind->name, a->kind->fields[i].name,
                    a->values[i], b->values[i]);
}

static void
test_round_trip(void)
{
    for (int n = 0; n < 40; n++)
        for (gsize k = 0; k < kinds_count; k++) {
            g_autoptr(Record) record = random_record(kinds[k]);
            g_autoptr(Problems) problems = problems_new();
            g_free(record->why);
            record->why = g_strdup("ghi nhầm");
            json_t *json = record_to_json(record);
            g_autoptr(Record) back = record_from_json(kinds[k], json, problems);
            g_autofree char *told = problems_text(problems, false);
            g_assert_cmpstr(told, ==, "");
            assert_same(record, back);
            if (kind_is_writable(kinds[k]))
                g_assert_cmpstr(back->why, ==, "ghi nhầm");
            json_decref(json);
        }
}

static void
test_shape(void)
{
    lang_set(LANG_VI);
    g_autoptr(Record) record = record_new(kind_get("activity"));
    record_set(record, kind_field(record->kind, "value"), "71200000000 100000000 eq 71,2 tỷ đồng");
    record_set(record, kind_field(record->kind, "people"), "1250");
    record_set(record, kind_field(record->kind, "made_up"), "yes");
    record_set(record, kind_field(record->kind, "campaigns"), "3\n4");
    record_strike(record, kind_field(record->kind, "title"));
    json_t *json = record_to_json(record), *value = json_object_get(json, "value"),
           *campaigns = json_object_get(json, "campaigns");
    g_assert_cmpint(json_integer_value(json_object_get(value, "vnd")), ==, 71200000000);
    g_assert_cmpint(json_integer_value(json_object_get(value, "step")), ==, 100000000);
    g_assert_cmpstr(json_string_value(json_object_get(value, "qualifier")), ==, "=");
    g_assert_cmpstr(json_string_value(json_object_get(value, "text")), ==, "71,2 tỷ đồng");
    g_assert_cmpint(json_integer_value(json_object_get(json, "people")), ==, 1250);
    g_assert_true(json_is_true(json_object_get(json, "made_up")));
    g_assert_true(json_is_null(json_object_get(json, "title")));
    g_assert_true(json_is_null(json_object_get(json, "held")));
    g_assert_cmpuint(json_array_size(campaigns), ==, 2);
    g_assert_cmpstr(json_string_value(json_object_get(json_array_get(campaigns, 1), "campaign")),
                    ==, "4");
    g_assert_cmpuint(json_array_size(json_object_get(json, "partners")), ==, 0);
    json_decref(json);
    json = money_to_json((Money){60383000000, 1, QUALIFIER_EQ}, NULL);
    g_assert_cmpstr(json_string_value(json_object_get(json, "text")), ==, "60 tỷ 383 triệu đồng");
    json_decref(json);
}

static void
test_read(void)
{
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(Record) record =
        parse("activity",
              "{\"held\": \"2020-08-12\", \"people\": 12, \"made_up\": false, \"state\": "
              "\"delivered\", \"ended\": null,"
              " \"value\": {\"vnd\": 71200000000, \"step\": 100000000, \"qualifier\": \"over\"}, "
              "\"cash\": \"1,5 triệu\", \"goods\": 400000,"
              " \"campaigns\": [3, \"4\", {\"campaign\": \"5\"}],"
              " \"partners\": [{\"partner\": \"A|B;\\nC\", \"share\": {\"text\": \"2 triệu\"}}, "
              "{\"partner\": \"D\"}]}",
              problems);
    g_autofree char *told = problems_text(problems, true);
    g_assert_cmpstr(told, ==, "");
    g_assert_cmpstr(get(record, "held"), ==, "2020-08-12");
    g_assert_cmpstr(get(record, "people"), ==, "12");
    g_assert_cmpstr(get(record, "made_up"), ==, "no");
    g_assert_cmpstr(get(record, "value"), ==, "71200000000 100000000 over");
    g_assert_cmpstr(get(record, "cash"), ==, "1500000 100000 eq 1,5 triệu");
    g_assert_cmpstr(get(record, "goods"), ==, "400000 1 eq 400000");
    g_assert_cmpstr(get(record, "campaigns"), ==, "3\n4\n5");
    g_assert_cmpstr(get(record, "partners"), ==, "A|B; C\t2000000 1000000 eq 2 triệu\t\nD\t\t");
}

static void
test_refused(void)
{
    static const struct {
        const char *json, *field; /* NULL: the whole */
    } rows[] = {
        {"{\"no_such\": 1}", NULL},
        {"{\"id\": \"KG-1\"}", NULL},
        {"[]", NULL},
        {"7", NULL},
        {"{\"people\": 1.5}", "people"},
        {"{\"people\": -3}", "people"},
        {"{\"people\": {}}", "people"},
        {"{\"title\": [\"a\"]}", "title"},
        {"{\"made_up\": 2}", "made_up"},
        {"{\"held\": \"hôm nay\"}", "held"},
        {"{\"value\": {\"vnd\": -1}}", "value"},
        {"{\"value\": {\"vnd\": 1, \"step\": 0}}", "value"},
        {"{\"value\": {\"vnd\": 1, \"qualifier\": \"many\"}}", "value"},
        {"{\"value\": {\"vnd\": 5, \"text\": \"71,2 tỷ\"}}", "value"},
        {"{\"value\": {\"vnd\": 9000000000000000000}}", "value"},
        {"{\"value\": {}}", "value"},
        {"{\"campaigns\": \"3\"}", "campaigns"},
        {"{\"campaigns\": [{\"drive\": \"3\"}]}", "campaigns"},
        {"{\"partners\": [\"A\"]}", "partners"},
        {"{\"why\": 4}", "why"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Problems) problems = problems_new();
        g_autoptr(Record) record = parse("activity", rows[i].json, problems);
        g_test_message("%s", rows[i].json);
        g_assert_true(problems_has_errors(problems));
        g_assert_nonnull(problems_find(problems, rows[i].field));
    }
    /* An agreement has no author to give. */
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(Record) covenant = parse("covenant", "{\"author\": \"x\"}", problems);
    g_assert_true(problems_has_errors(problems));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/codec-json/round-trip", test_round_trip);
    g_test_add_func("/codec-json/shape", test_shape);
    g_test_add_func("/codec-json/read", test_read);
    g_test_add_func("/codec-json/refused", test_refused);
    return g_test_run();
}
