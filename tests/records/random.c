/* random.c: records with random values that are right.
 * SPDX-License-Identifier: Apache-2.0 */
#include "random.h"

static char *
random_text(bool long_text)
{
    static const char *const pieces[] = {
        "Đặng Thị Điên Điển",
        "quà",
        "71,2",
        "\\",
        "a|b",
        ";",
        "\"",
        "<b>",
        "'",
        "&",
        "=1+1",
        "ỷ",
        "Ữ",
        "🩸",
        "tỷ",
        "#",
        "0",
    };
    GString *text = g_string_new(NULL);
    for (int n = g_test_rand_int_range(1, 6); n > 0; n--) {
        if (text->len > 0)
            g_string_append(text, long_text && g_test_rand_int_range(0, 3) == 0 ? "\n" : " ");
        g_string_append(text, pieces[g_test_rand_int_range(0, G_N_ELEMENTS(pieces))]);
    }
    return g_string_free(text, FALSE);
}

static char *
random_day(void)
{
    return day_iso(day_of(1950, 1, 1) + g_test_rand_int_range(0, 30000));
}

static char *
random_money(void)
{
    static const char *const typed[] = {"71,2 tỷ", "trên 5,1 tỷ đồng", "1.590.000.000 đ",
                                        "gần 300 triệu", "400000"};
    Money money;
    if (g_test_rand_int_range(0, 2) == 0)
        return money_store((Money){g_test_rand_int_range(0, 1 << 30), 1, QUALIFIER_EQ}, "");
    const char *text = typed[g_test_rand_int_range(0, G_N_ELEMENTS(typed))];
    g_assert_true(money_read(text, &money, NULL, NULL));
    return money_store(money, text);
}

static char *
random_list(const Field *field)
{
    GString *list = g_string_new(NULL);
    for (int n = g_test_rand_int_range(1, 4); n > 0; n--) {
        g_string_append(list, list->len > 0 ? "\n" : "");
        for (const Field *part = field->parts; part->name != NULL; part++) {
            g_autofree char *value = part == field->parts ? NULL : random_value(part);
            while (value == NULL ||
                   (part == field->parts && *value == '\0')) { /* an item is not empty */
                g_free(value);
                value = random_value(part);
            }
            g_string_append_printf(list, "%s%s", part == field->parts ? "" : "\t", value);
        }
    }
    return g_string_free(list, FALSE);
}

char *
random_value(const Field *field)
{
    g_autofree char *a = random_day(), *b = random_day();
    int choices = 0;
    if (g_test_rand_int_range(0, 4) == 0)
        return g_strdup("");
    switch (field->type) {
    case FIELD_TEXT:
        return random_text(field->long_text);
    case FIELD_COUNT:
        return g_strdup_printf("%d", g_test_rand_int_range(0, 100000));
    case FIELD_DATE:
        return g_steal_pointer(&a);
    case FIELD_MOMENT:
        return g_strdup_printf("%sT%02d:%02d", a, g_test_rand_int_range(0, 24),
                               g_test_rand_int_range(0, 60));
    case FIELD_PERIOD:
        return g_strdup_printf("%s/%s", g_strcmp0(a, b) < 0 ? a : b, g_strcmp0(a, b) < 0 ? b : a);
    case FIELD_FLAG:
        return g_strdup(g_test_rand_int_range(0, 2) ? "yes" : "no");
    case FIELD_CHOICE:
        while (field->choices[choices].code != NULL)
            choices++;
        return g_strdup(field->choices[g_test_rand_int_range(0, choices)].code);
    case FIELD_MONEY:
        return random_money();
    case FIELD_REF:
        return g_strdup_printf(g_test_rand_int_range(0, 2) ? "%d"
                                                           : "ketnghia/kg/0123456789abcdef#%d",
                               g_test_rand_int_range(0, 5000));
    case FIELD_FILE:
        return g_strdup_printf("sha256:%064x %d image/jpeg", (unsigned)g_test_rand_int(),
                               g_test_rand_int_range(1, 1 << 20));
    case FIELD_LIST:
        return random_list(field);
    case FIELD_UNSET:
        break;
    }
    g_assert_not_reached();
}

Record *
random_record(const Kind *kind)
{
    Record *record = record_new(kind);
    for (gsize i = 0; i < kind->field_count; i++) {
        g_autofree char *value = random_value(&kind->fields[i]);
        record_set(record, (int)i, value);
    }
    return record;
}

char *
random_junk(void)
{
    static const char signs[] =
        "0123456789.,-/|;:\\\t\n\"'=#%&<>()[]{}\x01\x1f\x7f\x80\xc3\xe2\x94\xff aty";
    GString *junk = g_string_new(NULL);
    for (int n = g_test_rand_int_range(1, 40); n > 0; n--)
        g_string_append_c(junk, signs[g_test_rand_int_range(0, sizeof signs - 1)]);
    return g_string_free(junk, FALSE);
}

static bool
same_item(const Field *field, const char *a, const char *b)
{
    g_auto(GStrv) parts_a = g_strsplit(a, "\t", 0), parts_b = g_strsplit(b, "\t", 0);
    bool same = g_strv_length(parts_a) == g_strv_length(parts_b);
    for (gsize i = 0; same && parts_a[i] != NULL; i++)
        same = same_value(&field->parts[i], parts_a[i], parts_b[i]);
    return same;
}

bool
same_value(const Field *field, const char *a, const char *b)
{
    Money before, after;
    if (a == NULL || b == NULL || *a == '\0' || *b == '\0')
        return g_strcmp0(a, b) == 0;
    if (field->type == FIELD_MONEY)
        return money_parse(a, &before, NULL) && money_parse(b, &after, NULL) &&
               before.vnd == after.vnd && before.step == after.step &&
               before.qualifier == after.qualifier;
    if (field->type != FIELD_LIST)
        return g_str_equal(a, b);
    g_auto(GStrv) items_a = g_strsplit(a, "\n", 0), items_b = g_strsplit(b, "\n", 0);
    bool same = g_strv_length(items_a) == g_strv_length(items_b);
    for (gsize i = 0; same && items_a[i] != NULL; i++)
        same = same_item(field, items_a[i], items_b[i]);
    return same;
}

void
assert_same_values(const Record *a, const Record *b)
{
    g_assert_true(a->kind == b->kind);
    for (gsize i = 0; i < a->kind->field_count; i++)
        if (g_strcmp0(a->values[i], b->values[i]) != 0)
            g_error("%s.%s: \"%s\" and \"%s\"", a->kind->name, a->kind->fields[i].name,
                    a->values[i], b->values[i]);
}
