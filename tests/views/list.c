/* list.c: tests filters, order, paging, numbers and search of lists.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "base/error.h"
#include "records/field.h"
#include "records/kinds.h"
#include "views/list.h"
#include "views/totals.h"

typedef struct {
    Desk desk;
    Db *db;
    Book *kg, *hg;
} Room;

static void
set_up(Room *room, gconstpointer data)
{
    desk_open(&room->desk);
    room->db = desk_begin(&room->desk);
    room->kg = desk_book(room->db, "KG", "chapter", true);
    room->hg = desk_book(room->db, "HG", "chapter", true);
    Db *db = room->db;
    desk_add(db, room->kg, desk_activity("2020-03-01", "Tặng quà Tết cho hộ nghèo", "300 triệu"));
    desk_add(db, room->kg, desk_activity("2020-01-05", "Hiến máu đợt 1", "2 triệu"));
    desk_add(db, room->kg, desk_activity("2020-02-01", "Đường giao thông nông thôn", "10 triệu"));
    desk_add(db, room->hg, desk_activity("2020-02-15", "Nhà chữ thập đỏ", "50 triệu"));
    desk_add(db, room->hg, desk_activity("2020-01-01", "Quà Tết", "1,5 tỷ"));
}

static void
tear_down(Room *room, gconstpointer data)
{
    book_free(room->kg);
    book_free(room->hg);
    db_free(room->db);
    desk_close(&room->desk);
}

static ListQuery
all_activities(void)
{
    return (ListQuery){.kind = kind_get("activity"), .from = DAY_UNSET, .to = DAY_UNSET};
}

/* The first words of the titles on the page, joined. */
static char *
titles(const ListPage *page)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < page->records->len; i++) {
        g_autofree char *title = record_title(page->records->pdata[i]);
        g_string_append_printf(text, "%s%.*s", i > 0 ? "|" : "", (int)strcspn(title, " "), title);
    }
    return g_string_free(g_steal_pointer(&text), false);
}

static gint64
check_page(Room *room, const ListQuery *query, const char *expected, gint64 count)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ListPage) page = list_run(room->db, query, true, &error);
    g_assert_no_error(error);
    g_autofree char *found = titles(page);
    g_assert_cmpstr(found, ==, expected);
    g_assert_cmpint(page->count, ==, count);
    for (guint i = 0; i < page->sums->len; i++) {
        const ListSum *sum = &g_array_index(page->sums, ListSum, i);
        if (g_str_equal(query->kind->fields[sum->field].name, "value"))
            return sum->sum.vnd;
    }
    return 0;
}

static void
test_default_order(Room *room, gconstpointer data)
{
    ListQuery query = all_activities();
    g_assert_cmpint(check_page(room, &query, "Tặng|Nhà|Đường|Hiến|Quà", 5), ==, 1862000000);
    query.limit = 2;
    g_assert_cmpint(check_page(room, &query, "Tặng|Nhà", 5), ==, 1862000000);
    query.offset = 2;
    check_page(room, &query, "Đường|Hiến", 5);
    query.offset = 4;
    check_page(room, &query, "Quà", 5);
    query.offset = 9;
    check_page(room, &query, "", 5);
}

static void
test_filters(Room *room, gconstpointer data)
{
    ListQuery query = all_activities();
    query.from = day_of(2020, 1, 5);
    query.to = day_of(2020, 2, 15);
    g_assert_cmpint(check_page(room, &query, "Nhà|Đường|Hiến", 3), ==, 62000000);
    query.books = &room->kg->book;
    query.book_count = 1;
    g_assert_cmpint(check_page(room, &query, "Đường|Hiến", 2), ==, 12000000);
    ListEqual equal = {"field", "1"}, other = {"state", "pledged"};
    query.equals = g_ptr_array_new();
    g_ptr_array_add(query.equals, &equal);
    g_assert_cmpint(check_page(room, &query, "Đường|Hiến", 2), ==, 12000000);
    g_ptr_array_add(query.equals, &other);
    g_assert_cmpint(check_page(room, &query, "", 0), ==, 0);
    g_ptr_array_unref(query.equals);
}

/* Entries 0, 1, 2 of each book hold its records in the order of writing. */
static void
test_latest(Room *room, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    ListQuery query = all_activities();
    query.books = &room->kg->book;
    query.book_count = 1;
    g_autoptr(ListPage) all = list_run(room->db, &query, false, &error);
    g_assert_cmpuint(all->records->len, ==, 3);
    gint64 middle = 0;
    for (guint i = 0; i < all->records->len; i++) {
        g_autofree char *title = record_title(all->records->pdata[i]);
        if (g_str_has_prefix(title, "Hiến"))
            middle = ((const Record *)all->records->pdata[i])->last;
    }
    query.latest_from = middle;
    check_page(room, &query, "Đường|Hiến", 2);
    query.latest_to = middle + 1;
    check_page(room, &query, "Hiến", 1);
    query.latest_from = 0;
    check_page(room, &query, "Tặng|Hiến", 2);
    query.latest_to = 0;
    query.latest_from = G_MAXINT64;
    check_page(room, &query, "", 0);
}

static void
test_search(Room *room, gconstpointer data)
{
    ListQuery query = all_activities();
    query.search = "qua tet";
    g_assert_cmpint(check_page(room, &query, "Tặng|Quà", 2), ==, 1800000000);
    query.search = "Quà TẾT hộ";
    check_page(room, &query, "Tặng", 1);
    query.search = "duong giao";
    check_page(room, &query, "Đường", 1);
    query.search = "gia"; /* the beginning of a word */
    check_page(room, &query, "Đường", 1);
    query.search = "iao";
    check_page(room, &query, "", 0);
    query.search = "...";
    check_page(room, &query, "", 0);
    query.search = "tet";
    query.from = day_of(2020, 2, 1);
    g_assert_cmpint(check_page(room, &query, "Tặng", 1), ==, 300000000);
}

static void
test_orders(Room *room, gconstpointer data)
{
    ListQuery query = all_activities();
    query.order = "value";
    check_page(room, &query, "Hiến|Đường|Nhà|Tặng|Quà", 5);
    query.descending = true;
    query.limit = 2;
    check_page(room, &query, "Quà|Tặng", 5);
    query.order = "held";
    query.descending = false;
    check_page(room, &query, "Quà|Hiến", 5);
    query.order = "title"; /* đ stands between d and e, not behind z */
    query.limit = 0;
    check_page(room, &query, "Đường|Hiến|Nhà|Quà|Tặng", 5);
    query.descending = true;
    query.offset = 1;
    query.limit = 3;
    check_page(room, &query, "Quà|Nhà|Hiến", 5);
}

/* What is empty stands before everything else, and behind it when the list is turned round: numbers, money, days, choices,
 * flags and texts alike, on every engine. */
static void
test_empty(Room *room, gconstpointer data)
{
    static const struct {
        const char *field, *low, *high;
    } rows[] = {
        {"people", "9", "10"},
        {"ended", "2021-09-01", "2021-10-01"},
        {"unit_value", "9 1 eq", "10 1 eq"},
        {"state", "delivered", "pledged"},
        {"sort", "gathered", "single"},
        {"made_up", "no", "yes"},
        {"place", "An Biên", "Đông Hoà"},
        {"reporter", "An Biên", "Đông Hoà"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        const char *field = rows[i].field;
        g_autofree char *day = g_strdup_printf("2021-%02d-01", (int)i + 1);
        Day held;
        g_assert_true(day_parse(day, &held));
        desk_add(room->db, room->kg,
                 desk_record("activity", "held", day, "title", "Cao", field, rows[i].high, NULL));
        desk_add(room->db, room->kg, desk_record("activity", "held", day, "title", "Trống", NULL));
        desk_add(room->db, room->kg,
                 desk_record("activity", "held", day, "title", "Thấp", field, rows[i].low, NULL));
        desk_add(room->db, room->kg, desk_record("activity", "held", day, "title", "Rỗng", NULL));
        ListQuery query = all_activities();
        query.from = query.to = held;
        query.order = field;
        g_test_message("%s", field);
        check_page(room, &query, "Trống|Rỗng|Thấp|Cao", 4);
        query.descending = true;
        check_page(room, &query, "Cao|Thấp|Rỗng|Trống", 4);
        query.offset = 2;
        query.limit = 1;
        check_page(room, &query, "Rỗng", 4);
    }
}

static void
test_names(Room *room, gconstpointer data)
{
    desk_add(room->db, room->kg, desk_record("officer", "name", "Trần Thị Ánh", NULL));
    desk_add(room->db, room->kg, desk_record("officer", "name", "Bùi Văn Út", NULL));
    desk_add(room->db, room->kg, desk_record("officer", "name", "Lê Đức", NULL));
    ListQuery query = {
        .kind = kind_get("officer"), .from = DAY_UNSET, .to = DAY_UNSET, .order = "name"};
    check_page(room, &query, "Trần|Lê|Bùi", 3);
    query.order = NULL; /* without a date: the newest entry first */
    check_page(room, &query, "Lê|Bùi|Trần", 3);
}

/* Names are found as anybody types them: composed or apart, without accents, đ as d; and stand by given name. */
static void
test_names_found(Room *room, gconstpointer data)
{
    static const char *const names[] = {"Đặng Thị Ngọc Ánh", "Nguyễn Văn Ẩn", "Trần Ẵm",
                                        "Lê Đình Ân", "Phạm Anh"};
    const Kind *kind = kind_get("member");
    FieldInput input = {.today = day_of(2020, 8, 12)};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *apart = g_utf8_normalize(names[i], -1, G_NORMALIZE_DEFAULT);
        g_autoptr(Problems) problems = problems_new();
        /* Typed apart, it is kept composed. */
        g_autofree char *kept =
            field_read(&kind->fields[kind_field(kind, "name")], apart, &input, problems);
        g_assert_cmpstr(kept, ==, names[i]);
        g_assert_cmpuint(problems_count(problems), ==, 0);
        desk_add(room->db, room->kg, desk_record("member", "name", kept, NULL));
    }
    ListQuery query = {.kind = kind, .from = DAY_UNSET, .to = DAY_UNSET, .order = "name"};
    check_page(room, &query, "Phạm|Đặng|Trần|Lê|Nguyễn", 5);
    static const char *const typed[] = {
        "Đặng Thị Ngọc Ánh", "dang thi ngoc anh", "DANG THI", "đặng", "ngoc", "Ánh ngọc"};
    for (gsize i = 0; i < G_N_ELEMENTS(typed); i++) {
        query.search = typed[i];
        check_page(room, &query, "Đặng", 1);
        g_autofree char *apart = g_utf8_normalize(typed[i], -1, G_NORMALIZE_DEFAULT);
        query.search = apart;
        check_page(room, &query, "Đặng", 1);
    }
    query.search = "Trần Thị";
    check_page(room, &query, "", 0);
}

static void
test_unknown_fields(Room *room, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    ListQuery query = all_activities();
    query.order = "held; DROP TABLE leaf";
    g_assert_null(list_run(room->db, &query, false, &error));
    g_assert_error(error, KN_ERROR, KN_INVALID);
    g_clear_error(&error);
    ListEqual equal = {"no_such", "1"};
    query.order = NULL;
    query.equals = g_ptr_array_new();
    g_ptr_array_add(query.equals, &equal);
    g_assert_null(list_run(room->db, &query, false, &error));
    g_assert_error(error, KN_ERROR, KN_INVALID);
    g_ptr_array_unref(query.equals);
}

static bool
stop_at_three(void *context, const Record *record, GError **error)
{
    int *seen = context;
    return ++*seen < 3 || fail(error, KN_LIMIT, "enough");
}

static void
test_each_stops(Room *room, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    ListQuery query = all_activities();
    int seen = 0;
    g_assert_false(list_each(room->db, &query, stop_at_three, &seen, &error));
    g_assert_error(error, KN_ERROR, KN_LIMIT);
    g_assert_cmpint(seen, ==, 3);
}

/* Planned numbers of different measures stand below each other and are never added. */
static void
test_apart(Room *room, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    desk_add(room->db, room->kg,
             desk_record("plan", "period", "2020-01-01/2020-12-31", "measure", "people", "count",
                         "90", NULL));
    desk_add(room->db, room->kg,
             desk_record("plan", "period", "2020-01-01/2020-12-31", "measure", "gifts", "count",
                         "7", NULL));
    ListQuery query = {.kind = kind_get("plan"), .from = DAY_UNSET, .to = DAY_UNSET};
    for (int filtered = 0; filtered < 2; filtered++) {
        query.search = filtered ? "plan" : NULL;
        g_autoptr(ListPage) page = list_run(room->db, &query, true, &error);
        g_assert_no_error(error);
        g_assert_cmpint(page->sums->len, ==, 0);
    }
    g_assert_null(total_of_field(query.kind, kind_field(query.kind, "count")));
    query.kind = kind_get("activity");
    query.search = NULL;
    g_autoptr(ListPage) added = list_run(room->db, &query, true, &error);
    g_assert_cmpint(added->sums->len, >, 0);
}

static void
test_search_over_kinds(Room *room, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    gint64 visit = desk_add(room->db, room->kg,
                            desk_record("visit", "held", "2020-02-02", "goods", "quà Tết", NULL));
    gint64 books[] = {room->kg->book, room->hg->book};
    g_autoptr(GPtrArray) found = search_run(room->db, books, 2, "tết quà", 0, &error);
    g_assert_no_error(error);
    g_assert_cmpint(found->len, ==, 3);
    g_assert_cmpint(record_dated(found->pdata[0]), ==, day_of(2020, 3, 1));
    g_assert_cmpint(((Record *)found->pdata[1])->entry, ==, visit);
    g_autoptr(GPtrArray) first = search_run(room->db, books, 2, "tết", 1, &error);
    g_assert_no_error(error);
    g_assert_cmpint(first->len, ==, 1);
    desk_undo(room->db, room->kg, visit, visit, 1600000000);
    g_autoptr(GPtrArray) left = search_run(room->db, books, 2, "tết quà", 0, &error);
    g_assert_no_error(error);
    g_assert_cmpint(left->len, ==, 2);
}

#define ADD(name, function) g_test_add("/views/list/" name, Room, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("default-order", test_default_order);
    ADD("filters", test_filters);
    ADD("latest", test_latest);
    ADD("search", test_search);
    ADD("orders", test_orders);
    ADD("empty", test_empty);
    ADD("names-found", test_names_found);
    ADD("names", test_names);
    ADD("unknown-fields", test_unknown_fields);
    ADD("each-stops", test_each_stops);
    ADD("apart", test_apart);
    ADD("search-over-kinds", test_search_over_kinds);
    return g_test_run();
}
