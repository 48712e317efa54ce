/* field_read.c: what officers type, in both languages, with and without accents.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/field.h"

#include "records/check.h"
#include "records/kinds.h"
#include "random.h"

static char *
ref_by_title(void *context, const Field *field, const char *typed, Problems *problems)
{
    (*(int *)context)++;
    if (g_str_equal(typed, "Tháng Nhân đạo"))
        return g_strdup("12");
    if (g_str_equal(typed, "KG-5"))
        return g_strdup("ketnghia/kg/0123456789abcdef#5");
    problems_add(problems, PROBLEM_ERROR, field->name, "%s is not here.", typed);
    return NULL;
}

static int refs_asked;

static char *
read_as(const char *kind, const char *field, const char *typed, Problems *problems)
{
    FieldInput input = {day_of(2020, 8, 12), ref_by_title, &refs_asked};
    int index = kind_field(kind_get(kind), field);
    g_assert_cmpint(index, >=, 0);
    char *value = field_read(&kind_get(kind)->fields[index], typed, &input, problems);
    g_assert_true((value == NULL) == problems_has_errors(problems));
    return value;
}

typedef struct {
    const char *kind, *field, *typed, *stored; /* NULL: refused with one sentence */
} Row;

static const Row rows[] = {
    {"activity", "held", "12/8/2020", "2020-08-12"},
    {"activity", "held", "2020-08-12", "2020-08-12"},
    {"activity", "held", " 12.8.2020 ", "2020-08-12"},
    {"activity", "held", "12/8", "2020-08-12"},
    {"activity", "held", "hôm qua", "2020-08-11"},
    {"activity", "held", "31/2/2020", NULL},
    {"activity", "held", "mai mốt", NULL},
    {"activity", "held", "", ""},
    {"activity", "value", "71,2 tỷ", "71200000000 100000000 eq 71,2 tỷ"},
    {"activity", "value", "60 tỷ 383 triệu đồng", "60383000000 1000000 eq 60 tỷ 383 triệu đồng"},
    {"activity", "value", "1.590.000.000 đ", "1590000000 1 eq 1.590.000.000 đ"},
    {"activity", "value", "400000", "400000 1 eq 400000"},
    {"activity", "value", "trên 5,1 tỷ đồng", "5100000000 100000000 over trên 5,1 tỷ đồng"},
    {"activity", "value", "bảy triệu", NULL},
    {"activity", "value", "-5 triệu", NULL},
    {"bank_line", "paid_in", "500,000", "500000 1 eq 500.000 đồng"},
    {"bank_line", "paid_in", "+1,250,000.00 VND", "1250000 1 eq 1.250.000 đồng"},
    {"bank_line", "paid_in", "1.250.000", "1250000 1 eq 1.250.000 đồng"},
    {"bank_line", "paid_in", "250000.00", "250000 1 eq 250.000 đồng"},
    {"bank_line", "paid_in", "0", ""},
    {"bank_line", "paid_in", "0.00", ""},
    {"bank_line", "paid_in", "5,00,000", NULL},
    {"bank_line", "paid_in", "-500,000", NULL},
    {"bank_line", "paid_in", "12,5 triệu", "12500000 100000 eq 12,5 triệu"},
    {"bank_line", "booked", "08/10/2022 10:22:33", "2022-10-08"},
    {"bank_line", "booked", "2022-10-08T10:22", "2022-10-08"},
    {"activity", "held", "08/10/2022 10:22:33", NULL},
    {"activity", "people", "1.250", "1250"},
    {"activity", "people", "02", "2"},
    {"activity", "people", "300 người", "300"},
    {"activity", "people", "300 nguoi", "300"},
    {"activity", "people", "300 people", "300"},
    {"activity", "times", "1.250 lượt người", "1250"},
    {"activity", "people", "300 hộ", NULL}, /* another unit is another number */
    {"activity", "people", "nhiều", NULL},
    {"activity", "people", "-1", NULL},
    {"activity", "state", "delivered", "delivered"},
    {"activity", "state", "đã trao", "delivered"},
    {"activity", "state", "Da trao", "delivered"},
    {"activity", "state", "Đã thực hiện", "delivered"},
    {"activity", "state", "đã vận động", "raised"},
    {"activity", "state", "cam kết", "pledged"},
    {"activity", "state", "chưa rõ", NULL},
    {"activity", "field", "1", "1"},
    {"activity", "field", "Chăm sóc sức khỏe", "2"}, /* khoẻ, khỏe: both are right */
    {"activity", "field", "cham soc suc khoe", "2"},
    {"activity", "field", "Health care", "2"},
    {"activity", "field", "Sơ cấp cứu", "3"},
    {"activity", "field", "hiến máu", "4"},
    {"activity", "field", "Phòng ngừa, ứng phó thảm họa", "7"},
    {"activity", "field", "Công tác xã hội", "1"},
    {"activity", "field", "Trợ giúp nhân đạo", "1"},
    {"activity", "field", "nhân đạo", NULL}, /* stands in three of them */
    {"activity", "field", "8", NULL},
    {"activity", "made_up", "có", "yes"},
    {"activity", "made_up", "x", "yes"},
    {"activity", "made_up", "Không", "no"},
    {"activity", "made_up", "có lẽ", NULL},
    {"activity", "campaigns", "Tháng Nhân đạo", "12"},
    {"activity", "campaigns", "Tháng Nhân đạo; KG-5", "12\nketnghia/kg/0123456789abcdef#5"},
    {"activity", "campaigns", "Tháng Nhân đạo\n\nKG-5\n", "12\nketnghia/kg/0123456789abcdef#5"},
    {"activity", "campaigns", "Không có phong trào này", NULL},
    {"activity", "partners", "Huyện đoàn | 15,2 triệu\nTrung tâm Y tế",
     "Huyện đoàn\t15200000 100000 eq 15,2 triệu\t\nTrung tâm Y tế\t\t"},
    {"activity", "partners", "Huyện đoàn\t15,2 triệu",
     "Huyện đoàn\t15200000 100000 eq 15,2 triệu\t"},
    {"activity", "partners", "A | | 33,3", "A\t\t33,3"},
    {"activity", "partners", "A | 1 triệu | 2 | 3", NULL},
    {"activity", "partners", "A | nhiều tiền", NULL},
    {"activity", "partners", " | \n;", ";\t\t"},
    {"covenant", "opened", ";", ";"},
    {"activity", "title", "  Tặng  quà\nTết ", "Tặng  quà Tết"},
    {"activity", "title", "Quà \xff", NULL},
    {"activity", "counted_in", "KG-5", "ketnghia/kg/0123456789abcdef#5"},
    {"session", "began", "7 giờ 30 ngày 12/8/2020", "2020-08-12T07:30"},
    {"session", "began", "2020-08-12T07:30", "2020-08-12T07:30"},
    {"session", "presented", "07 tháng đầu năm 2020", "2020-01-01/2020-07-31"},
    {"session", "presented", "2020-01-01/2020-07-31", "2020-01-01/2020-07-31"},
    {"session", "agenda", "Khai mạc; giới thiệu đại biểu\nBáo cáo | thảo luận",
     "Khai mạc; giới thiệu đại biểu\nBáo cáo | thảo luận"},
    {"covenant", "opened", "activity.value; activity.held", "activity.value\nactivity.held"},
    {"covenant", "rotation", "HG-CD;KG-CD", "HG-CD\nKG-CD"},
    {"unit", "recipients", "Như trên; Lưu VT", "Như trên; Lưu VT"},
    {"photo", "file", "anh.jpg", NULL},
    {"photo", "file", "sha256:1", NULL},
};

static void
test_rows(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Problems) problems = problems_new();
        g_autofree char *value = read_as(rows[i].kind, rows[i].field, rows[i].typed, problems);
        g_test_message("%s", rows[i].typed);
        g_assert_cmpstr(value, ==, rows[i].stored);
        if (rows[i].stored == NULL) {
            g_assert_cmpuint(problems_count(problems), ==, 1);
            g_assert_cmpstr(problems_at(problems, 0)->field, ==, rows[i].field);
            g_assert_cmpuint(strlen(problems_at(problems, 0)->sentence), >, 5);
        }
    }
    g_assert_cmpint(refs_asked, >, 0);
}

/* Forgiven typing errors are told, and do not stop anything. */
static void
test_hints(void)
{
    g_autoptr(Problems) problems = problems_new();
    g_autofree char *money = read_as("activity", "value", "60 tỷ 383 triệu động", problems);
    g_assert_true(g_str_has_prefix(money, "60383000000 1000000 eq"));
    g_assert_cmpint(problems_find(problems, "value")->kind, ==, PROBLEM_HINT);
    g_autofree char *text = read_as("activity", "title", "Giao lưu, chia sẽ kinh nghiệm", problems);
    g_assert_cmpstr(text, ==, "Giao lưu, chia sẽ kinh nghiệm");
    g_assert_nonnull(strstr(problems_find(problems, "title")->sentence, "chia sẻ"));
}

/* A choice that is refused names those that there are, in the language of the one who types. */
static void
test_sentences(void)
{
    lang_set(LANG_VI);
    g_autoptr(Problems) problems = problems_new();
    g_autofree char *value = read_as("activity", "state", "xong", problems);
    g_assert_null(value);
    g_assert_nonnull(strstr(problems_at(problems, 0)->sentence, "đã trao"));
    lang_set(LANG_EN);
    g_autoptr(Problems) english = problems_new();
    value = read_as("activity", "state", "xong", english);
    g_assert_nonnull(strstr(problems_at(english, 0)->sentence, "delivered"));
}

/* A machine has no today: a date must say its year. */
static void
test_without_today(void)
{
    static const FieldInput input = {.today = DAY_UNSET};
    static const char *const refused[] = {"hôm nay", "hôm qua", "12/8", "today"};
    const Kind *kind = kind_get("activity");
    const Field *held = &kind->fields[kind_field(kind, "held")],
                *ref = &kind->fields[kind_field(kind, "counted_in")];
    for (gsize i = 0; i < G_N_ELEMENTS(refused); i++) {
        g_autoptr(Problems) problems = problems_new();
        g_autofree char *value = field_read(held, refused[i], &input, problems);
        g_assert_null(value);
        g_assert_true(problems_has_errors(problems));
    }
    g_autoptr(Problems) problems = problems_new();
    g_autofree char *day = field_read(held, "12/8/2020", &input, problems),
                    *stored = field_read(ref, "17", &input, problems);
    g_assert_cmpstr(day, ==, "2020-08-12");
    g_assert_cmpstr(stored, ==, "17"); /* without a reader of references only stored spellings */
    g_assert_false(problems_has_errors(problems));
    g_autofree char *title = field_read(ref, "Tháng Nhân đạo", &input, problems);
    g_assert_null(title);
}

static void
test_limits(void)
{
    g_autofree char *long_line = g_strnfill(3000, 'a'), *items = g_strnfill(2000, '\n');
    for (int i = 0; i < 2000; i += 2)
        items[i] = 'a';
    g_autoptr(Problems) problems = problems_new();
    g_autofree char *title = read_as("activity", "title", long_line, problems);
    g_assert_null(title);
    g_autofree char *description = read_as("activity", "description", long_line, problems_new());
    g_assert_cmpuint(strlen(description), ==, 3000);
    g_autofree char *choice = read_as("activity", "state", long_line, problems);
    g_assert_null(choice);
    g_autofree char *list = read_as("session", "agenda", items, problems);
    g_assert_null(list);
}

/* Whatever is typed, the answer is a value that can be kept or a sentence. */
static void
test_junk(void)
{
    FieldInput input = {.today = day_of(2020, 8, 12)};
    for (int n = 0; n < 40; n++)
        for (gsize k = 0; k < kinds_count; k++) {
            g_autoptr(Record) record = record_new(kinds[k]);
            for (gsize i = 0; i < kinds[k]->field_count; i++) {
                g_autoptr(Problems) problems = problems_new();
                g_autofree char *junk = random_junk(),
                                *value = field_read(&kinds[k]->fields[i], junk, &input, problems);
                g_assert_true((value == NULL) == problems_has_errors(problems));
                if (value == NULL)
                    continue;
                record_set(record, (int)i, value);
                if (!record_value_is_right(record, (int)i))
                    g_error("%s.%s takes \"%s\" as \"%s\"", kinds[k]->name,
                            kinds[k]->fields[i].name, junk, value);
            }
        }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/field-read/rows", test_rows);
    g_test_add_func("/field-read/hints", test_hints);
    g_test_add_func("/field-read/sentences", test_sentences);
    g_test_add_func("/field-read/without-today", test_without_today);
    g_test_add_func("/field-read/limits", test_limits);
    g_test_add_func("/field-read/junk", test_junk);
    return g_test_run();
}
