/* field_print.c: values for people, and as they would be typed again.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/field.h"

#include "records/kinds.h"
#include "random.h"

static const Field *
field_of(const char *kind, const char *field)
{
    int index = kind_field(kind_get(kind), field);
    g_assert_cmpint(index, >=, 0);
    return &kind_get(kind)->fields[index];
}

static char *
name_of(void *context, const Field *field, const char *ref)
{
    return g_strdup_printf("%s %s", field->of_unit ? "unit" : field->links_to, ref);
}

static void
test_print(void)
{
    static const struct {
        const char *kind, *field, *stored, *vi, *en;
    } rows[] = {
        {"activity", "held", "2020-08-12", "12/8/2020", "12/8/2020"},
        {"activity", "value", "71200000000 100000000 eq 71,2 tỷ đồng", "71,2 tỷ đồng",
         "VND 71.2 billion"},
        {"activity", "value", "400000 1 eq 400000", "400.000 đồng", "VND 400,000"},
        {"activity", "people", "1250", "1.250", "1,250"},
        {"model", "year", "2026", "2026", "2026"},
        {"activity", "state", "delivered", "đã trao", "delivered"},
        {"activity", "state", "unheard-of", "unheard-of", "unheard-of"},
        {"activity", "made_up", "yes", "có", "yes"},
        {"activity", "title", "a|b; c", "a|b; c", "a|b; c"},
        /* Keys are for programs; what a covenant opens is read by its names. */
        {"covenant", "parties", "ketnghia/hg/1\tketnghia/hg/1+aa+bb\tHG\tHội Hậu Giang",
         "HG · Hội Hậu Giang", "HG · Hội Hậu Giang"},
        {"covenant", "opened", "activity.held\nno.such", "Hoạt động: Ngày\nno.such",
         "Activity: Date\nno.such"},
        {"activity", "counted_in", "17", "activity 17", "activity 17"},
        {"activity", "campaigns", "3\n4", "campaign 3\ncampaign 4", "campaign 3\ncampaign 4"},
        {"officer", "roles", "Chủ tịch\tHG\t2018-01-05\t", "Chủ tịch · unit HG · 5/1/2018",
         "Chủ tịch · unit HG · 5/1/2018"},
        {"session", "presented", "2020-01-01/2020-07-31", "07 tháng đầu năm 2020", NULL},
        {"activity", "value", "", "", ""},
        {"activity", "value", NULL, "(không chia sẻ)", "(not shared)"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        const Field *field = field_of(rows[i].kind, rows[i].field);
        g_autofree char *vi = field_print(field, rows[i].stored, LANG_VI, name_of, NULL);
        g_autofree char *en = field_print(field, rows[i].stored, LANG_EN, name_of, NULL);
        g_assert_cmpstr(vi, ==, rows[i].vi);
        if (rows[i].en != NULL)
            g_assert_cmpstr(en, ==, rows[i].en);
    }
    g_autofree char *bare =
        field_print(field_of("activity", "counted_in"), "17", LANG_VI, NULL, NULL);
    g_assert_cmpstr(bare, ==, "17");
}

/* A form that is opened and saved changes nothing. */
static void
test_typed_again(void)
{
    FieldInput input = {.today = day_of(2020, 8, 12)};
    for (int n = 0; n < 60; n++)
        for (gsize k = 0; k < kinds_count; k++)
            for (gsize i = 0; i < kinds[k]->field_count; i++) {
                const Field *field = &kinds[k]->fields[i];
                g_autoptr(Problems) problems = problems_new();
                g_autofree char *value = random_value(field), *typed = field_typed(field, value);
                g_autofree char *again = field_read(field, typed, &input, problems);
                if (!same_value(field, value, again))
                    g_error("%s.%s: \"%s\" is typed \"%s\" and read \"%s\"", kinds[k]->name,
                            field->name, value, typed, again);
            }
}

/* Parts of an item are typed as fields are: an amount as words, not as it is stored. */
static void
test_typed_list(void)
{
    const Field *partners = field_of("activity", "partners");
    g_autofree char *typed =
        field_typed(partners, "Huyện đoàn\t15200000 100000 eq 15,2 triệu\nTrung tâm Y tế\t");
    g_assert_cmpstr(typed, ==, "Huyện đoàn | 15,2 triệu\nTrung tâm Y tế | ");
    g_autofree char *sign = field_typed(partners, "A | B\t1000000 1 eq");
    g_assert_cmpstr(sign, ==, "A | B\t1.000.000 đồng");
    g_autofree char *coarse =
        field_typed(field_of("activity", "value"), "71200000000 100000000 over");
    g_assert_cmpstr(coarse, ==, "trên 71,2 tỷ đồng");
    g_autofree char *struck = field_typed(partners, NULL);
    g_assert_cmpstr(struck, ==, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/field-print/print", test_print);
    g_test_add_func("/field-print/typed-again", test_typed_again);
    g_test_add_func("/field-print/typed-list", test_typed_list);
    return g_test_run();
}
