/* rest.c: in random books the parts that a report shows and what they leave make the whole.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "records/kinds.h"
#include "reports/rest.h"

#define BOOKS 12
#define ACTIVITIES 40
#define SEED 20200131

static const char *const measured[] = {"value", "activities", "people", "gifts"};
static const char *const cuts[] = {"field", "campaign", "group", "reporter"};

static void
set(Record *record, const char *field, const char *value)
{
    record_set(record, kind_field(record->kind, field), value);
}

/* Delivered or not, under none, one or several campaigns, with or without what else can be cut along. */
static Record *
random_activity(GRand *random, const char *const *campaigns)
{
    static const char *const groups[] = {"", "", "poor", "elderly", "community"},
                             *const places[] = {"", "xã Vị Thanh", "xã Giồng Riềng"},
                             *const values[] = {"trên 3,8 tỷ", "957 triệu",     "15.200.000 đ",
                                                "0 tỷ",        "gần 100 triệu", "1.590.000 đ"};
    g_autofree char *held = g_strdup_printf("2020-%02d-15", g_rand_int_range(random, 1, 13)),
                    *field = g_strdup_printf("%d", g_rand_int_range(random, 1, 8)),
                    *people = g_strdup_printf("%d", g_rand_int_range(random, 1, 500));
    Record *record =
        desk_activity(held, "Hoạt động", values[g_rand_int_range(random, 0, G_N_ELEMENTS(values))]);
    set(record, "field", field);
    set(record, "group", groups[g_rand_int_range(random, 0, G_N_ELEMENTS(groups))]);
    set(record, "reporter", places[g_rand_int_range(random, 0, G_N_ELEMENTS(places))]);
    if (g_rand_boolean(random))
        set(record, "people", people);
    if (g_rand_boolean(random))
        set(record, "gifts", people);
    if (g_rand_int_range(random, 0, 6) == 0)
        set(record, "state", "pledged");
    g_autoptr(GString) named = g_string_new(NULL);
    for (int i = 0; i < 3; i++)
        if (g_rand_int_range(random, 0, 3) == 0)
            g_string_append_printf(named, "%s%s", named->len > 0 ? "\n" : "", campaigns[i]);
    set(record, "campaigns", named->str);
    return record;
}

static void
fill(GRand *random, Db *db, Book *book)
{
    static const char *const names[] = {"Tết vì người nghèo", "Tháng Nhân đạo", "Chủ nhật đỏ"};
    g_auto(GStrv) campaigns = g_new0(char *, 4);
    for (int i = 0; i < 3; i++)
        campaigns[i] = g_strdup_printf(
            "%" G_GINT64_FORMAT,
            desk_add(db, book, desk_record("campaign", "name", names[i], "sort", "drive", NULL)));
    for (int i = 0; i < ACTIVITIES; i++) {
        gint64 entry = desk_add(db, book, random_activity(random, (const char *const *)campaigns));
        if (g_rand_int_range(random, 0, 8) == 0)
            desk_undo(db, book, entry, entry, 1600000000);
    }
}

static gint64
sum_of_slices(const Scene *scene, const House *house, const char *measure, const char *cut,
              gint64 *ret_entries)
{
    g_autoptr(GError) error = NULL;
    const GArray *books = house != NULL ? house->books : scene->books;
    Question question = {.measure = measure_find(measure),
                         .books = (gint64 *)(void *)books->data,
                         .book_count = books->len,
                         .period = scene->ask->period,
                         .cut = cut};
    g_autoptr(GPtrArray) slices = question_slices(scene->db, &question, &error);
    g_assert_no_error(error);
    gint64 sum = 0;
    *ret_entries = 0;
    for (guint i = 0; i < slices->len; i++) {
        const QuestionSlice *slice = g_ptr_array_index(slices, i);
        sum += slice->figure.sum.vnd;
        *ret_entries += slice->figure.entries;
    }
    return sum;
}

/* What is left opens to entries that make it, and its words promise what theirs do. */
static void
check_entries(const Scene *scene, const Answer *rest)
{
    g_autoptr(GError) error = NULL;
    g_auto(Question) question = {0};
    bool read = question_read(scene->db, rest->address, &question, &error);
    g_assert_no_error(error);
    g_assert_true(read);
    g_autoptr(GPtrArray) entries = question_entries(scene->db, &question, 0, 0, &error);
    g_assert_no_error(error);
    g_assert_cmpint(entries->len, ==, rest->figure.entries);
    Money sum = {0};
    for (guint i = 0; i < entries->len; i++) {
        Money addend;
        g_assert_true(measure_addend(question.measure, entries->pdata[i], true, &addend));
        g_assert_true(money_add(&sum, addend));
    }
    g_assert_cmpint(sum.vnd, ==, rest->figure.sum.vnd);
    if (entries->len > 0)
        g_assert_cmpint(sum.qualifier, ==, rest->figure.sum.qualifier);
    g_assert_cmpint(MAX(sum.step, 1), ==, rest->figure.sum.step);
}

static void
check_cut(const Scene *scene, const House *house, const char *measure, const char *cut)
{
    g_autoptr(GError) error = NULL;
    g_auto(Rest) rest = {0};
    g_autoptr(Answer) whole = scene_answer(scene, measure, house, NULL, NULL, &error);
    g_assert_no_error(error);
    bool asked = rest_ask(scene, measure, house, cut, &rest, &error);
    g_assert_no_error(error);
    g_assert_true(asked);
    gint64 entries, parts = sum_of_slices(scene, house, measure, cut, &entries);
    g_assert_cmpint(parts + rest.rest->figure.sum.vnd - rest.repeated, ==, whole->figure.sum.vnd);
    g_assert_cmpint(rest.repeated, >=, 0);
    if (!measure_cut_overlaps(cut)) {
        g_assert_cmpint(rest.repeated, ==, 0);
        g_assert_cmpint(entries + rest.rest->figure.entries, ==, whole->figure.entries);
    }
    check_entries(scene, rest.rest);
}

/* The rows of a table before its total row, in each column of numbers. */
static void
check_table(const DocBlock *table)
{
    for (guint column = 2; column < table->columns->len; column++) {
        gint64 sum = 0;
        for (guint r = 0; r < table->rows->len; r++) {
            const DocRow *row = g_ptr_array_index(table->rows, r);
            const DocCell *cell = g_ptr_array_index(row->cells, column);
            if (row->total)
                g_assert_cmpint(cell->value, ==, sum);
            else
                sum += cell->value;
        }
    }
}

/* "– of which" rows make the row they stand below. */
static void
check_groups(const DocBlock *table)
{
    gint64 open = 0, whole = 0;
    bool any = false;
    for (guint r = 0; r < table->rows->len; r++) {
        const DocRow *row = g_ptr_array_index(table->rows, r);
        const DocCell *cell = row->cells->pdata[row->cells->len - 1];
        g_autofree char *label = runs_text(((const DocCell *)row->cells->pdata[0])->runs);
        if (g_str_has_prefix(label, "–")) {
            open -= cell->value;
            any = true;
            continue;
        }
        g_assert_true(open == 0 || open == whole);
        open = whole = cell->value;
    }
    g_assert_true(any && (open == 0 || open == whole));
}

static void
check_document(const Scene *scene)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Doc) doc = doc_new(LANG_VI);
    bool built = fields_part(doc, scene, &error) && counts_part(doc, scene, &error);
    g_assert_no_error(error);
    g_assert_true(built);
    guint tables = 0;
    for (guint i = 0; i < doc->blocks->len; i++) {
        const DocBlock *block = g_ptr_array_index(doc->blocks, i);
        if (block->kind == DOC_TABLE && tables++ == 0)
            check_table(block);
        else if (block->kind == DOC_TABLE)
            check_groups(block);
    }
    g_assert_cmpint(tables, ==, 2);
}

static void
test_parts_make_the_whole(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(SEED);
    for (int i = 0; i < BOOKS / 2; i++) {
        g_autoptr(GError) error = NULL;
        Desk desk = {0};
        desk_open(&desk);
        Db *db = desk_begin(&desk);
        g_autoptr(Book) kg = desk_book(db, "KG", "chapter", true);
        g_autoptr(Book) hg = desk_book(db, "HG", "chapter", true);
        fill(random, db, kg);
        fill(random, db, hg);
        int month = g_rand_int_range(random, 1, 7);
        const ReportAsk ask = {.period = {day_of(2020, month, 1), day_of(2020, 12, 31)},
                               .of = "KG,HG",
                               .own = kg,
                               .today = day_of(2021, 1, 1),
                               .lang = LANG_VI};
        g_auto(Scene) scene = {0};
        bool begun = scene_init(&scene, db, &ask, ask.of, &error);
        g_assert_no_error(error);
        g_assert_true(begun);
        for (gsize m = 0; m < G_N_ELEMENTS(measured); m++)
            for (gsize c = 0; c < G_N_ELEMENTS(cuts); c++)
                for (guint h = 0; h <= scene.houses->len; h++)
                    check_cut(&scene, h < scene.houses->len ? scene_house(&scene, h) : NULL,
                              measured[m], cuts[c]);
        check_document(&scene);
        desk_commit(db);
        desk_close(&desk);
    }
}

static char *
document_text(const Doc *doc)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < doc->blocks->len; i++) {
        const DocBlock *block = g_ptr_array_index(doc->blocks, i);
        g_autofree char *line = runs_text(block->runs);
        g_string_append_printf(text, "%s\n", line);
    }
    return g_string_free(text, FALSE);
}

static char *
campaigns_text(Db *db, const Book *book)
{
    g_autoptr(GError) error = NULL;
    const ReportAsk ask = {.period = {day_of(2020, 1, 1), day_of(2020, 12, 31)},
                           .of = "KG",
                           .own = book,
                           .today = day_of(2021, 1, 1),
                           .lang = LANG_EN};
    g_auto(Scene) scene = {0};
    g_autoptr(Doc) doc = doc_new(LANG_EN);
    bool built =
        scene_init(&scene, db, &ask, ask.of, &error) && campaigns_part(doc, &scene, &error);
    g_assert_no_error(error);
    g_assert_true(built);
    char *text = document_text(doc);
    g_test_message("%s", text);
    return text;
}

static Record *
under(const char *value, const char *campaigns)
{
    Record *record = desk_activity("2020-03-01", "Trao quà", value);
    set(record, "campaigns", campaigns);
    return record;
}

/* Campaigns overlap: the document says so, by how much, and only where they do. */
static void
test_campaigns(void)
{
    Desk desk = {0};
    desk_open(&desk);
    Db *db = desk_begin(&desk);
    g_autoptr(Book) kg = desk_book(db, "KG", "chapter", true);
    g_autofree char *tet = g_strdup_printf(
        "%" G_GINT64_FORMAT,
        desk_add(db, kg, desk_record("campaign", "name", "Tết", "sort", "movement", NULL)));
    gint64 second = desk_add(db, kg, desk_record("campaign", "name", "Tháng Nhân đạo", NULL));
    g_autofree char *both = g_strdup_printf("%s\n%" G_GINT64_FORMAT, tet, second);
    desk_add(db, kg, under("5.000.000 đ", tet));
    desk_add(db, kg, under("2.000.000 đ", ""));
    g_autofree char *apart = campaigns_text(db, kg);
    g_assert_nonnull(strstr(apart, "Movement “Tết”: Unit KG 01 activities, value VND 5 million."));
    g_assert_nonnull(
        strstr(apart, "Other activities: Unit KG 01 activities, value VND 2 million."));
    g_assert_null(strstr(apart, "more than once"));

    desk_add(db, kg, under("3.000.000 đ", both));
    desk_undo(db, kg, second, second, 1600000000);
    g_autofree char *over = campaigns_text(db, kg);
    g_assert_nonnull(strstr(over, "“Tết”: Unit KG 02 activities, value VND 8 million."));
    g_assert_nonnull(
        strstr(over, "”: Unit KG 01 activities, value VND 3 million.")); /* undone since */
    g_assert_nonnull(strstr(over, "VND 3,000,000 stands more than once"));
    desk_commit(db);
    desk_close(&desk);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/reports/rest/parts-make-the-whole", test_parts_make_the_whole);
    g_test_add_func("/reports/rest/campaigns", test_campaigns);
    return g_test_run();
}
