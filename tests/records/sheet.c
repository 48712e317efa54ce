/* sheet.c: sheets as offices really keep them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/sheet.h"

#include "base/csv.h"
#include "base/error.h"
#include "records/kinds.h"
#include "random.h"
#include <string.h>

/* Rows of a sheet written with | between cells. */
static GPtrArray *
rows_of(const char *text)
{
    GPtrArray *rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    g_auto(GStrv) lines = g_strsplit(text, "\n", 0);
    for (char **line = lines; *line != NULL; line++) {
        GPtrArray *row = g_ptr_array_new_with_free_func(g_free);
        g_auto(GStrv) cells = g_strsplit(*line, "|", 0);
        for (char **cell = cells; *cell != NULL; cell++) {
            g_auto(GStrv) broken = g_strsplit(*cell, "~", 0); /* a line break inside a cell */
            g_ptr_array_add(row, g_strjoinv("\n", broken));
        }
        g_ptr_array_add(rows, row);
    }
    return rows;
}

static SheetRead *
read_sheet(const char *kind, const char *text, const char *const *map, GError **error)
{
    static FieldInput input;
    input.today = day_of(2020, 8, 12);
    g_autoptr(GPtrArray) rows = rows_of(text);
    return sheet_read(kind_get(kind), rows, map, &input, error);
}

static SheetRead *
read_good(const char *kind, const char *text, const char *const *map)
{
    g_autoptr(GError) error = NULL;
    SheetRead *read = read_sheet(kind, text, map, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < read->findings->len; i++) {
        const SheetFinding *finding = read->findings->pdata[i];
        g_error("row %d, column %d: %s", finding->row, finding->column, finding->sentence);
    }
    return read;
}

static const char *
get(const SheetRead *read, guint i, const char *field)
{
    g_assert_cmpuint(i, <, read->records->len);
    const Record *record = read->records->pdata[i];
    return record_value(record, kind_field(record->kind, field));
}

static gint64
vnd(const SheetRead *read, guint i, const char *field)
{
    Money money;
    const Record *record = read->records->pdata[i];
    g_assert_true(record_money(record, kind_field(record->kind, field), &money));
    return money.vnd;
}

/* A title, headings with notes in brackets, an empty row, a total. */
static void
test_usual(void)
{
    g_autoptr(SheetRead) read = read_good(
        "activity",
        "HỘI CHỮ THẬP ĐỎ TỈNH HẬU GIANG||||||\n"
        "Bảng theo dõi hoạt động 07 tháng||||||\n"
        "STT|Ngày thực hiện|Nội dung hoạt động|Lĩnh vực|Trạng thái|TRỊ GIÁ (đồng)|Lượt~người\n"
        "1|12/5/2020|Khám bệnh miễn phí|Chăm sóc sức khoẻ|đã trao|71,2 triệu|300\n"
        "|||||| \n"
        "2|13/05/2020|Tổng vệ sinh, tặng quà|1|đã trao|15.000.000|1.250\n"
        "|Cộng||||86.200.000|1.550",
        NULL);
    g_assert_cmpint(read->heading_row, ==, 3);
    g_assert_cmpint(read->rows_read, ==, 2);
    g_assert_cmpint(read->rows_wrong, ==, 0);
    g_assert_cmpint(g_array_index(read->rows, int, 1), ==, 6);
    g_assert_cmpint(g_array_index(read->fields, int, 0), ==, -1);
    g_assert_cmpstr(get(read, 0, "held"), ==, "2020-05-12");
    g_assert_cmpstr(get(read, 0, "field"), ==, "2");
    g_assert_cmpstr(get(read, 0, "value"), ==, "71200000 100000 eq 71,2 triệu");
    g_assert_cmpstr(get(read, 1, "title"), ==, "Tổng vệ sinh, tặng quà");
    g_assert_cmpstr(get(read, 1, "times"), ==, "1250");
    g_assert_cmpint(vnd(read, 1, "value"), ==, 15000000);
}

/* Without accents, in capitals, in English, by the names of fields. */
static void
test_headings(void)
{
    static const char *const heads[] = {
        "NGAY|NOI DUNG|LINH VUC|TRANG THAI|TRI GIA",
        "Date|Activity|Field of work|State|Value",
        "held|title|field|state|value",
        "Thời gian|Hoạt động|Lĩnh vực hoạt động|Tình trạng|Kinh phí, đồng",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(heads); i++) {
        g_autofree char *text =
            g_strdup_printf("%s\n12/5/2020|Quà Tết|Cứu trợ|da trao|400000", heads[i]);
        g_autoptr(SheetRead) read = read_good("activity", text, NULL);
        g_assert_cmpuint(read->records->len, ==, 1);
        g_assert_cmpint(vnd(read, 0, "value"), ==, 400000);
    }
}

/* Amounts in the unit that the heading, or a line above, says. */
static void
test_scale(void)
{
    g_autoptr(SheetRead) heading = read_good(
        "activity",
        "Ngày|Nội dung|Lĩnh vực|Trạng thái|Trị giá (triệu đồng)|Tiền mặt (đồng)\n"
        "12/5/2020|a|1|đã trao|15,2|1000\n13/5/2020|b|1|đã trao|1.500|\n"
        "13/5/2020|c|1|đã trao|15.25|\n13/5/2020|d|1|đã trao|2 tỷ|\n13/5/2020|e|1|đã trao||",
        NULL);
    g_assert_cmpint(heading->rows_read, ==, 5);
    g_assert_cmpint(vnd(heading, 0, "value"), ==, 15200000);
    g_assert_cmpint(vnd(heading, 0, "cash"), ==, 1000);
    g_assert_cmpint(vnd(heading, 2, "value"), ==, 15250000); /* a workbook's own number */
    g_assert_cmpint(vnd(heading, 3, "value"), ==, 2000000000);
    g_assert_cmpstr(get(heading, 4, "value"), ==, "");
    g_autoptr(SheetRead) above = read_good("activity",
                                           "Kết quả hoạt động|||||\n|||ĐVT: nghìn đồng||\nNgày|Nội "
                                           "dung|Lĩnh vực|Trạng thái|Trị giá|Số người\n"
                                           "12/5/2020|a|1|đã trao|15200|30",
                                           NULL);
    g_assert_cmpint(vnd(above, 0, "value"), ==, 15200000);
    g_assert_cmpstr(get(above, 0, "people"), ==,
                    "30"); /* people are not counted in thousands of đồng */
}

/* 1.125 million or 1125 million: nobody can know, so somebody is asked. */
static void
test_two_ways(void)
{
    g_autoptr(SheetRead) read = read_sheet(
        "activity",
        "Ngày|Nội dung|Lĩnh vực|Trạng thái|Trị giá (triệu đồng)\n12/5/2020|a|1|đã trao|1.125", NULL,
        NULL);
    g_assert_cmpuint(read->findings->len, ==, 1);
    const SheetFinding *finding = read->findings->pdata[0];
    g_assert_cmpint(finding->column, ==, 5);
    g_assert_cmpstr(finding->heading, ==, "Trị giá (triệu đồng)");
    g_assert_nonnull(strstr(finding->sentence, "1.125"));
}

/* Groups of columns have headings of their own; the columns are numbered as official forms do. */
static void
test_two_rows(void)
{
    g_autoptr(SheetRead) read = read_good(
        "activity",
        "Ngày|Nội dung|Lĩnh vực|Trạng thái|Số lượng được giúp||Trị giá\n||||Số hộ|Lượt người|\n"
        "(1)|(2)|(3)|(4)|(5)|(6)|(7)\n12/5/2020|a|1|đã trao|30|120|1 triệu",
        NULL);
    g_assert_cmpint(read->rows_read, ==, 1);
    g_assert_cmpstr(get(read, 0, "households"), ==, "30");
    g_assert_cmpstr(get(read, 0, "times"), ==, "120");
    g_assert_cmpint(vnd(read, 0, "value"), ==, 1000000);
}

/* "Đối tượng" is a number in one sheet and a group in another. */
static void
test_by_content(void)
{
    g_autoptr(SheetRead) number =
        read_good("activity",
                  "Ngày|Nội dung|Lĩnh vực|Trạng thái|Đối tượng\n12/5/2020|a|1|đã trao|3.179", NULL);
    g_autoptr(SheetRead) group = read_good(
        "activity", "Ngày|Nội dung|Lĩnh vực|Trạng thái|Đối tượng\n12/5/2020|a|1|đã trao|hộ nghèo",
        NULL);
    g_autoptr(SheetRead) both = read_good(
        "activity",
        "Ngày|Nội dung|Đối tượng|Lĩnh vực|Trạng thái|Số người\n12/5/2020|a|trẻ em|1|đã trao|12",
        NULL);
    g_assert_cmpstr(get(number, 0, "people"), ==, "3179");
    g_assert_cmpstr(get(group, 0, "group"), ==, "poor");
    g_assert_cmpstr(get(both, 0, "people"), ==, "12");
    g_assert_cmpstr(get(both, 0, "group"), ==, "children");
}

/* Last year's sheet has no column for the state: it is said once for all rows. */
static void
test_map(void)
{
    static const char *const map[] = {"Tên gọi khác=title", "state:=đã trao",
                                      "field:=Công tác xã hội", "value:=100.000 đ", NULL};
    g_autoptr(SheetRead) read =
        read_good("activity", "Ngày|Tên gọi khác|Trị giá\n12/5/2020|a|5 triệu\n13/5/2020|b|", map);
    g_assert_cmpuint(read->records->len, ==, 2);
    g_assert_cmpstr(get(read, 0, "state"), ==, "delivered");
    g_assert_cmpstr(get(read, 0, "field"), ==, "1");
    g_assert_cmpstr(get(read, 0, "title"), ==, "a");
    g_assert_cmpint(vnd(read, 0, "value"), ==, 5000000);
    g_assert_cmpint(vnd(read, 1, "value"), ==, 100000);
    static const char *const strange[] = {"Cột A=held", "Cột B=title", "state:=đã trao", "field:=1",
                                          NULL};
    g_autoptr(SheetRead) mapped =
        read_good("activity", "Sổ tay||\n|||\nCột A|Cột B\n12/5/2020|a", strange);
    g_assert_cmpuint(mapped->records->len, ==, 1);
    static const char *const wrong[][2] = {
        {"Không có=title"}, {"Ngày=no_such"}, {"no_such:=x"}, {"chẳng nói gì"}};
    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(read_sheet("activity", "Ngày|Nội dung\n12/5/2020|a", wrong[i], &error));
        g_assert_error(error, KN_ERROR, KN_INVALID);
    }
}

/* As the page asks: what each column of the heading row is, also one that nobody needs. */
static void
test_map_of_a_page(void)
{
    static const char *const map[] = {"Ngày:=held",
                                      "Nội dung=",
                                      "Nội dung=title",
                                      "Lĩnh vực=field",
                                      "Số lượng được giúp=people",
                                      "Trạng thái=state",
                                      "STT=",
                                      NULL};
    static const char text[] = "Bảng tháng 5||||||\nSTT|Ngày:|Nội dung|Nội dung|Lĩnh vực|Số lượng "
                               "được giúp||Trạng thái\n|||||Số hộ|Lượt người|\n"
                               "1|12/5/2020|bỏ|a|1|30|120|đã trao";
    g_autoptr(SheetRead) read = read_good("activity", text, map);
    g_assert_cmpint(read->heading_row, ==, 2);
    g_assert_cmpint(g_array_index(read->fields, int, 0), ==, -1);
    g_assert_cmpint(g_array_index(read->fields, int, 2), ==, -1);
    g_assert_cmpstr(get(read, 0, "held"), ==, "2020-05-12");
    g_assert_cmpstr(get(read, 0, "title"), ==, "a");
    g_assert_cmpstr(get(read, 0, "people"), ==, "30");
    g_assert_cmpstr(get(read, 0, "times"), ==, "120");
    g_assert_cmpstr(get(read, 0, "households"), ==, "");
}

/* Wrong cells are named one by one; right rows are not held up. */
static void
test_findings(void)
{
    g_autoptr(SheetRead) read =
        read_sheet("activity",
                   "Ngày|Nội dung|Lĩnh vực|Trạng thái|Trị giá\n31/2/2020|a|1|đã trao|bảy "
                   "triệu\n12/5/2020|b|1|đã trao|7 triệu\n"
                   "12/5/2020||9|đã trao|\n|Công đoàn cơ sở thăm hỏi|1|đã trao|",
                   NULL, NULL);
    static const struct {
        int row, column;
    } expected[] = {{2, 1}, {2, 5}, {4, 3}, {4, 2}, {5, 1}};
    g_assert_cmpint(read->rows_read, ==, 4);
    g_assert_cmpint(read->rows_wrong, ==, 3);
    g_assert_cmpuint(read->records->len, ==, 1);
    g_assert_cmpuint(read->findings->len, ==, G_N_ELEMENTS(expected));
    for (gsize i = 0; i < G_N_ELEMENTS(expected); i++) {
        const SheetFinding *finding = read->findings->pdata[i];
        g_assert_cmpint(finding->row, ==, expected[i].row);
        g_assert_cmpint(finding->column, ==, expected[i].column);
    }
}

/* Only rows that sum up are passed over: a union, a community, a clean-up are not. */
static void
test_totals(void)
{
    static const struct {
        const char *first;
        bool total;
    } rows[] = {
        {"Cộng", true},
        {"TỔNG CỘNG", true},
        {"Tổng số:", true},
        {"Cộng tháng 5", true},
        {"Tong cong thang 5", true},
        {"Công đoàn cơ sở", false},
        {"Cộng đồng xã Vị Thủy", false},
        {"Tổng vệ sinh", false},
        {"Tổng kết phong trào", false},
        {"Công trình cầu", false},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = g_strdup_printf(
            "Nội dung|Ngày|Lĩnh vực|Trạng thái\n%s|12/5/2020|1|đã trao", rows[i].first);
        g_autoptr(SheetRead) read = read_good("activity", text, NULL);
        g_test_message("%s", rows[i].first);
        g_assert_cmpint(read->rows_read, ==, rows[i].total ? 0 : 1);
    }
}

/* Other kinds have sheets of their own. */
static void
test_kinds(void)
{
    g_autoptr(SheetRead) members =
        read_good("member",
                  "TT|Họ và tên|Ngày sinh|Giới tính|Dân tộc|Ngày vào công đoàn\n1|Nguyễn Thị "
                  "Mai|15/1/1972|Nữ|Kinh|5/1/2018\n"
                  "2|Danh Sóc|1980|nam|Khmer|",
                  NULL);
    g_assert_cmpstr(get(members, 0, "born"), ==, "15/1/1972");
    g_assert_cmpstr(get(members, 0, "sex"), ==, "female");
    g_assert_cmpstr(get(members, 1, "ethnicity"), ==, "Khmer");
    g_autoptr(SheetRead) addresses = read_good(
        "address",
        "DANH SÁCH ĐỊA CHỈ NHÂN ĐẠO|||||\nMã số|Họ tên|Năm sinh|Loại|Xã|Trạng thái|Hoàn cảnh\n"
        "HG-01|Trần Thị Bưởi|1938|cá nhân|Vị Thủy|đang được giúp|Già yếu, neo đơn",
        NULL);
    g_assert_cmpstr(get(addresses, 0, "state"), ==, "helped");
    g_assert_cmpstr(get(addresses, 0, "commune"), ==, "Vị Thủy");
    g_autoptr(SheetRead) blood =
        read_good("blood_drive",
                  "Ngày tổ chức|Đợt hiến máu|Địa điểm|Chỉ tiêu|Số đăng ký|Đến khám|Đủ điều kiện|Số "
                  "người hiến|250 ml|350 ml|450 ml\n"
                  "6/6/2020|Hành trình đỏ|Rạch Giá|300|352|340|313|313|96|208|9",
                  NULL);
    g_assert_cmpstr(get(blood, 0, "bags_350"), ==, "208");
    g_assert_cmpstr(get(blood, 0, "eligible"), ==, "313");
    g_autoptr(SheetRead) care = read_good(
        "child_care", "Ngày|Dịp|Số cháu|Số tiền\n1/6/2020|Quốc tế Thiếu nhi|21|4.200.000đ", NULL);
    g_assert_cmpstr(get(care, 0, "occasion"), ==, "childrens_day");
}

static void
test_refused(void)
{
    static const char *const sheets[] = {"a|b\n1|2", "", "1|2|3\n4|5|6"};
    for (gsize i = 0; i < G_N_ELEMENTS(sheets); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(read_sheet("activity", sheets[i], NULL, &error));
        g_assert_error(error, KN_ERROR, KN_INVALID);
    }
    g_autoptr(GPtrArray) nothing = g_ptr_array_new();
    g_autoptr(GError) error = NULL;
    static const FieldInput input = {.today = 0};
    static const char *const map[] = {"A=title", NULL};
    g_assert_null(sheet_read(kind_get("activity"), nothing, map, &input, &error));
    g_assert_error(error, KN_ERROR, KN_INVALID);
    sheet_read_free(NULL);
}

/* What a list writes into a sheet, with the labels of either language above it, comes back as it was. */
static void
test_round_trip(void)
{
    static const Lang langs[] = {LANG_VI, LANG_EN};
    FieldInput input = {.today = day_of(2020, 8, 12)};
    for (int n = 0; n < 60; n++) {
        const Kind *kind = kind_get(n % 2 ? "activity" : "blood_drive");
        Lang lang = langs[n / 2 % 2];
        g_autoptr(GPtrArray) rows =
            g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
        g_autoptr(Record) record = random_record(kind);
        GPtrArray *headings = g_ptr_array_new_with_free_func(g_free),
                  *cells = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(rows, headings);
        g_ptr_array_add(rows, cells);
        record_set(record, kind_field(kind, "held"), "2020-05-12");
        record_set(record, kind_field(kind, "title"), "Quà Tết");
        if (n % 2) {
            record_set(record, kind_field(kind, "ended"), "");
            record_set(record, kind_field(kind, "field"), "3");
            record_set(record, kind_field(kind, "state"), "raised");
        }
        for (gsize i = 0; i < kind->field_count; i++) {
            g_ptr_array_add(headings, g_strdup(tr(lang, kind->fields[i].label)));
            g_ptr_array_add(cells, field_typed(&kind->fields[i], record->values[i]));
        }
        g_autoptr(GError) error = NULL;
        g_autoptr(SheetRead) read = sheet_read(kind, rows, NULL, &input, &error);
        g_assert_no_error(error);
        g_assert_cmpuint(read->records->len, ==, 1);
        const Record *back = read->records->pdata[0];
        for (gsize i = 0; i < kind->field_count; i++) {
            g_assert_cmpint(g_array_index(read->fields, int, i), ==,
                            i); /* each label names its own field only */
            if (!same_value(&kind->fields[i], record->values[i], back->values[i]))
                g_error("%s: \"%s\" and \"%s\"", kind->fields[i].name, record->values[i],
                        back->values[i]);
        }
    }
}

/* Within one kind no two labels and no label and another's heading are the same, so that a list always comes back. */
static void
test_labels_apart(void)
{
    for (gsize k = 0; k < kinds_count; k++) {
        if (!kind_is_writable(kinds[k]))
            continue;
        g_autoptr(GHashTable) labels = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        for (gsize i = 0; i < kinds[k]->field_count; i++)
            if (!g_hash_table_add(labels,
                                  g_utf8_casefold(tr(LANG_VI, kinds[k]->fields[i].label), -1)))
                g_error("%s has \"%s\" twice", kinds[k]->name,
                        tr(LANG_VI, kinds[k]->fields[i].label));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sheet/usual", test_usual);
    g_test_add_func("/sheet/headings", test_headings);
    g_test_add_func("/sheet/scale", test_scale);
    g_test_add_func("/sheet/two-ways", test_two_ways);
    g_test_add_func("/sheet/two-rows", test_two_rows);
    g_test_add_func("/sheet/by-content", test_by_content);
    g_test_add_func("/sheet/map", test_map);
    g_test_add_func("/sheet/map-of-a-page", test_map_of_a_page);
    g_test_add_func("/sheet/findings", test_findings);
    g_test_add_func("/sheet/totals", test_totals);
    g_test_add_func("/sheet/kinds", test_kinds);
    g_test_add_func("/sheet/refused", test_refused);
    g_test_add_func("/sheet/round-trip", test_round_trip);
    g_test_add_func("/sheet/labels-apart", test_labels_apart);
    return g_test_run();
}
