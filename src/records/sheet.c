/* sheet.c: rows of a sheet as records of a kind.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/sheet.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"
#include "records/check.h"
#include "records/kinds.h"
#include <string.h>

#define HEADING_ROWS                                                                               \
    20 /* titles and addresses stand above the headings; rarely more than ten lines */
#define FINDINGS_MAX 5000

static void
finding_clear(gpointer data)
{
    SheetFinding *finding = data;
    g_free(finding->heading);
    g_free(finding->sentence);
    g_free(finding);
}

void
sheet_read_free(SheetRead *read)
{
    if (read == NULL)
        return;
    g_ptr_array_unref(read->records);
    g_array_unref(read->rows);
    g_ptr_array_unref(read->findings);
    g_array_unref(read->fields);
    g_free(read);
}

/* A heading without accents, notes in brackets and punctuation: "Trị giá (đồng)" is "tri gia". */
static char *
plain_heading(const char *heading)
{
    g_autofree char *folded = text_fold(heading);
    GString *plain = g_string_new(NULL);
    int depth = 0;
    for (const char *at = folded; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (c == '(')
            depth++;
        else if (c == ')' && depth > 0)
            depth--;
        else if (depth == 0 && g_unichar_isalnum(c))
            g_string_append_unichar(plain, c);
        else if (depth == 0 && plain->len > 0 && plain->str[plain->len - 1] != ' ')
            g_string_append_c(plain, ' ');
    }
    while (plain->len > 0 && plain->str[plain->len - 1] == ' ')
        g_string_truncate(plain, plain->len - 1);
    return g_string_free(plain, FALSE);
}

static bool
names_field(const Field *field, const char *heading)
{
    const char *const names[] = {field->name, tr(LANG_VI, field->label), tr(LANG_EN, field->label)};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *plain = plain_heading(names[i]);
        if (g_str_equal(plain, heading))
            return true;
    }
    g_auto(GStrv) others = g_strsplit(field->import_as != NULL ? field->import_as : "", "|", 0);
    for (char **other = others; *other != NULL; other++) {
        g_autofree char *plain = plain_heading(*other);
        if (*plain != '\0' && g_str_equal(plain, heading))
            return true;
    }
    return false;
}

#define LEFT_OUT (-2)

/* "HEADING=field"; "HEADING=" leaves the column out. */
static int
mapped_field(const Kind *kind, const char *heading, const char *const *map)
{
    for (; map != NULL && *map != NULL; map++) {
        const char *equals = strrchr(*map, '=');
        if (equals == NULL)
            continue;
        g_autofree char *column = g_strndup(*map, (gsize)(equals - *map)),
                        *plain = plain_heading(column);
        if (g_str_equal(plain, heading))
            return equals[1] == '\0' ? LEFT_OUT : kind_field(kind, equals + 1);
    }
    return -1;
}

/* Fields of a row's cells when it is read as headings; the number of those recognised. */
static int
recognise(const Kind *kind, const GPtrArray *row, const char *const *map, GArray *fields)
{
    int known = 0;
    g_array_set_size(fields, 0);
    for (guint c = 0; c < row->len; c++) {
        g_autofree char *heading = plain_heading(g_ptr_array_index(row, c));
        int field = *heading != '\0' ? mapped_field(kind, heading, map) : -1;
        for (gsize i = 0; *heading != '\0' && field == -1 && i < kind->field_count; i++)
            if (!kind->fields[i].retired && kind->fields[i].type != FIELD_FILE &&
                names_field(&kind->fields[i], heading))
                field = (int)i;
        if (field == LEFT_OUT)
            field = -1;
        for (guint before = 0; before < fields->len; before++)
            if (field >= 0 && g_array_index(fields, int, before) == field)
                field = -1;
        known += field >= 0;
        g_array_append_val(fields, field);
    }
    return known;
}

static bool
find_headings(SheetRead *read, const Kind *kind, const GPtrArray *rows, const char *const *map,
              GError **error)
{
    int best = 0, best_row = -1;
    for (guint r = 0; r < MIN(rows->len, HEADING_ROWS); r++) {
        int known = recognise(kind, g_ptr_array_index(rows, r), map, read->fields);
        if (known > best) {
            best = known;
            best_row = (int)r;
        }
    }
    if (best_row < 0) {
        g_autoptr(GString) wanted = g_string_new(NULL);
        for (gsize i = 0, shown = 0; i < kind->field_count && shown < 6; i++)
            if (kind->fields[i].required || kind->fields[i].in_list)
                g_string_append_printf(wanted, "%s%s", shown++ > 0 ? ", " : "",
                                       _(kind->fields[i].label));
        return fail(
            error, KN_INVALID,
            "No known heading was found in the first %d rows; headings are for example: %s.",
            HEADING_ROWS, wanted->str);
    }
    recognise(kind, g_ptr_array_index(rows, best_row), map, read->fields);
    read->heading_row = best_row + 1;
    return true;
}

static bool
is_blank(const GPtrArray *row)
{
    for (guint c = 0; c < row->len; c++) {
        const char *cell = g_ptr_array_index(row, c);
        if (cell[strspn(cell, " \t\r\n")] != '\0')
            return false;
    }
    return true;
}

/* "Cộng", "Tổng số", "Tổng cộng tháng 5" in the first filled cell; not "Công đoàn", not "Tổng vệ sinh". */
static bool
is_total(const GPtrArray *row)
{
    static const char *const whole[] = {"cong",         "tong",  "cong chung", "tong gia tri",
                                        "tong tri gia", "total", "sum"};
    static const char *const begins[] = {"tong cong",  "tong so",     "cong thang ",
                                         "cong trang", "cong chung ", "grand total"};
    for (guint c = 0; c < row->len; c++) {
        g_autofree char *plain = plain_heading(g_ptr_array_index(row, c));
        bool total = false;
        if (*plain == '\0')
            continue;
        for (gsize i = 0; i < G_N_ELEMENTS(whole); i++)
            total = total || g_str_equal(plain, whole[i]);
        for (gsize i = 0; i < G_N_ELEMENTS(begins); i++)
            total = total || g_str_has_prefix(plain, begins[i]);
        return total;
    }
    return false;
}

static void
add_finding(SheetRead *read, int row, int column, const char *heading, const char *sentence)
{
    if (read->findings->len >= FINDINGS_MAX)
        return;
    SheetFinding *finding = g_new0(SheetFinding, 1);
    finding->row = row;
    finding->column = column;
    finding->heading = g_strdup(heading);
    finding->sentence = g_strdup(sentence);
    g_ptr_array_add(read->findings, finding);
}

static int
column_of(const SheetRead *read, int field)
{
    for (guint c = 0; c < read->fields->len; c++)
        if (field >= 0 && g_array_index(read->fields, int, c) == field)
            return (int)c + 1;
    return 0;
}

/* The unit of money that a heading or a line above the table names: " triệu đồng"; "" for plain đồng, NULL
 * for none. */
static const char *
scale_of(const char *text)
{
    static const struct {
        const char *sign, *words;
    } scales[] = {
        {"trieu dong", " triệu đồng"}, {"(trieu)", " triệu đồng"},
        {"ty dong", " tỷ đồng"},       {"(ty)", " tỷ đồng"},
        {"nghin dong", " nghìn đồng"}, {"ngan dong", " nghìn đồng"},
        {"(nghin)", " nghìn đồng"},    {"dong", ""},
    };
    g_autofree char *folded = text_fold(text);
    for (gsize i = 0; i < G_N_ELEMENTS(scales); i++)
        if (strstr(folded, scales[i].sign) != NULL)
            return scales[i].words;
    return NULL;
}

/* "Đơn vị tính: triệu đồng" above the headings speaks for the whole sheet. */
static const char *
scale_above(const GPtrArray *rows, int heading_row)
{
    for (int r = 0; r < heading_row - 1; r++) {
        const GPtrArray *row = g_ptr_array_index(rows, r);
        for (guint c = 0; c < row->len; c++) {
            g_autofree char *plain = plain_heading(g_ptr_array_index(row, c));
            if (g_str_has_prefix(plain, "don vi tinh") || g_str_has_prefix(plain, "dvt"))
                return scale_of(g_ptr_array_index(row, c));
        }
    }
    return NULL;
}

/* A bare number in a column of money is in the unit that the sheet names; one that has words keeps them. */
static char *
with_scale(const SheetRead *read, const char *heading, const char *cell)
{
    const char *own = scale_of(heading), *scale = own != NULL ? own : read->scale;
    bool bare =
        strpbrk(cell, "0123456789") != NULL && strspn(cell, "0123456789., ") == strlen(cell);
    return g_strconcat(cell, bare && scale != NULL ? scale : "", NULL);
}

static void
read_row(SheetRead *read, const Kind *kind, const GPtrArray *headings, const GPtrArray *row,
         int number, const FieldInput *input)
{
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(Record) record = record_new(kind);
    for (guint c = 0; c < row->len && c < read->fields->len; c++) {
        int field = g_array_index(read->fields, int, c);
        if (field < 0)
            continue;
        bool money = kind->fields[field].type == FIELD_MONEY;
        const char *cell = g_ptr_array_index(row, c);
        g_autofree char *scaled =
            money ? with_scale(read, g_ptr_array_index(headings, c), cell) : NULL;
        g_autofree char *value =
            field_read(&kind->fields[field], money ? scaled : cell, input, problems);
        if (value != NULL)
            record_set(record, field, value);
    }
    read->rows_read++;
    if (record_check(record, problems)) {
        g_ptr_array_add(read->records, g_steal_pointer(&record));
        g_array_append_val(read->rows, number);
        return;
    }
    read->rows_wrong++;
    for (gsize i = 0; i < problems_count(problems); i++) {
        const Problem *problem = problems_at(problems, i);
        if (problem->kind != PROBLEM_ERROR)
            continue;
        int column = problem->field != NULL ? column_of(read, kind_field(kind, problem->field)) : 0;
        const char *heading = column > 0 ? g_ptr_array_index(headings, column - 1) : problem->field;
        add_finding(read, number, column, heading, problem->sentence);
    }
}

SheetRead *
sheet_read(const Kind *kind, const GPtrArray *rows, const char *const *map, const FieldInput *input,
           GError **error)
{
    g_autoptr(SheetRead) read = g_new0(SheetRead, 1);
    read->records = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    read->rows = g_array_new(FALSE, FALSE, sizeof(int));
    read->findings = g_ptr_array_new_with_free_func(finding_clear);
    read->fields = g_array_new(FALSE, FALSE, sizeof(int));
    if (!find_headings(read, kind, rows, map, error))
        return NULL;
    const GPtrArray *headings = g_ptr_array_index(rows, read->heading_row - 1);
    read->scale = scale_above(rows, read->heading_row);
    for (guint r = (guint)read->heading_row; r < rows->len; r++) {
        const GPtrArray *row = g_ptr_array_index(rows, r);
        if (is_blank(row) || is_total(row))
            continue;
        if (read->rows_read >= LIMIT_BATCH_ROWS)
            return fail_null(error, KN_LIMIT, "The sheet has more than %d rows.", LIMIT_BATCH_ROWS);
        read_row(read, kind, headings, row, (int)r + 1, input);
    }
    return g_steal_pointer(&read);
}
