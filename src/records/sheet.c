/* sheet.c: rows of a sheet as records of a kind.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/sheet.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"
#include "records/check.h"
#include "records/headings.h"
#include "records/identity.h"
#include "records/kinds.h"
#include <string.h>

#define FINDINGS_MAX 5000 /* more than anybody mends by hand */

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

/* "Cộng", "Tổng số", "Tổng cộng tháng 5" in the first filled cell; not "Công đoàn", not "Tổng vệ
 * sinh". */
static bool
is_total(const GPtrArray *row)
{
    static const char *const whole[] = {"cong",         "tong",  "cong chung", "tong gia tri",
                                        "tong tri gia", "total", "sum"};
    static const char *const begins[] = {"tong cong",  "tong so",     "cong thang ",
                                         "cong trang", "cong chung ", "grand total"};
    for (guint c = 0; c < row->len; c++) {
        g_autofree char *plain = heading_plain(g_ptr_array_index(row, c));
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

/* The numbers of the columns that official forms put below the headings: (1) (2) (3), or A B 1 2 3.
 */
static bool
is_numbering(const GPtrArray *row)
{
    int cells = 0, last = 0;
    for (guint c = 0; c < row->len; c++) {
        g_autofree char *cell = g_strdup(g_ptr_array_index(row, c));
        g_strstrip(g_strdelimit(cell, "()", ' '));
        bool letter = strlen(cell) == 1 && g_ascii_isupper(*cell);
        bool number =
            *cell != '\0' && strlen(cell) <= 2 && strspn(cell, "0123456789") == strlen(cell);
        if (*cell == '\0')
            continue;
        int value = (int)g_ascii_strtoll(cell, NULL, 10);
        if (!letter && (!number || (last > 0 && value != last + 1)))
            return false;
        last = number ? value : last;
        cells++;
    }
    return cells >= 3;
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

/* What every row says where it has no cell of its own: "state:=đã trao". */
typedef struct {
    int field;
    const char *typed; /* in map */
} Constant;

typedef struct {
    SheetRead *read;
    const Kind *kind;
    const FieldInput *input;
    Headings headings;
    GArray *constants; /* (element-type Constant) */
    GHashTable *seen;  /* identity and value -> the place of the first record that has it, from 1 */
    const GPtrArray *rows;
} Reading;

static void
take_constants(Reading *reading, const char *const *map)
{
    for (; map != NULL && *map != NULL; map++) {
        int field = headings_constant(&reading->headings, reading->kind, reading->rows, *map);
        Constant constant = {field, field >= 0 ? strstr(*map, ":=") + 2 : NULL};
        if (field >= 0)
            g_array_append_val(reading->constants, constant);
    }
}

/* A bare amount with the words its column stands in: "15,2" under "(triệu đồng)". A workbook's own
 * number has a point for its decimals and never ends in a zero behind it; "1.125" alone could be
 * that or thousands. */
static char *
with_scale(const char *cell, const char *scale, const Field *field, Problems *problems)
{
    g_autofree char *bare = g_strstrip(g_strdup(cell));
    if (scale == NULL || *bare == '\0' || strspn(bare, "0123456789.,") != strlen(bare) ||
        g_str_equal(bare, "0"))
        return g_strdup(cell);
    char *point = strchr(bare, '.');
    bool one_point = point != NULL && strchr(point + 1, '.') == NULL && strchr(bare, ',') == NULL;
    bool three = one_point && strlen(point + 1) == 3;
    if (three && point[3] != '0') {
        problems_add(problems, PROBLEM_ERROR, field->name,
                     "\"%s\" %s can be read in two ways: write the whole number, or a comma before "
                     "the decimals.",
                     bare, scale);
        return NULL;
    }
    if (one_point && !three)
        *point = ',';
    return g_strdup_printf("%s %s", bare, scale);
}

static void
read_cell(Reading *reading, Record *record, guint column, const char *cell, Problems *problems)
{
    int index = g_array_index(reading->headings.fields, int, column);
    const Field *field = &reading->kind->fields[index];
    g_autofree char *typed =
        with_scale(cell, g_ptr_array_index(reading->headings.scales, column), field, problems);
    g_autofree char *value =
        typed != NULL ? field_read(field, typed, reading->input, problems) : NULL;
    if (value != NULL)
        record_set(record, index, value);
}

static void
read_constants(Reading *reading, Record *record, Problems *problems)
{
    for (guint i = 0; i < reading->constants->len; i++) {
        const Constant *constant = &g_array_index(reading->constants, Constant, i);
        const Field *field = &reading->kind->fields[constant->field];
        if (!record_is_empty(record, constant->field) ||
            problems_find(problems, field->name) != NULL)
            continue;
        g_autofree char *value = field_read(field, constant->typed, reading->input, problems);
        if (value != NULL)
            record_set(record, constant->field, value);
    }
}

static void
tell(Reading *reading, const Problems *problems, int number)
{
    for (gsize i = 0; i < problems_count(problems); i++) {
        const Problem *problem = problems_at(problems, i);
        if (problem->kind != PROBLEM_ERROR)
            continue;
        int field = problem->field != NULL ? kind_field(reading->kind, problem->field) : -1,
            column = column_of(reading->read, field);
        const char *heading = field >= 0 ? _(reading->kind->fields[field].label) : problem->field;
        for (int r = reading->headings.row;
             column > 0 && r < reading->headings.row + reading->headings.rows; r++) {
            const GPtrArray *row = g_ptr_array_index(reading->rows, r);
            if ((guint)column <= row->len &&
                *(const char *)g_ptr_array_index(row, column - 1) != '\0')
                heading = g_ptr_array_index(row, column - 1);
        }
        add_finding(reading->read, number, column, heading, problem->sentence);
    }
}

/* NULL when it says nothing about which record a row is. Yours to free. */
static char *
seen_key(const Record *record, const Identity *identity)
{
    g_autofree char *value = identity->natural ? identity_value(record, identity) : NULL;
    return value != NULL ? g_strdup_printf("%s %s", identity->name, value) : NULL;
}

/* Two rows about the same person or thing: the second one is told, not taken. A more telling
 * identity that differs says that they are two. */
static void
check_double(Reading *reading, const Record *record, Problems *problems)
{
    const SheetRead *read = reading->read;
    const Identity *all = reading->kind->identities;
    for (const Identity *at = all; at != NULL && at->name != NULL; at++) {
        g_autofree char *key = seen_key(record, at);
        int first = key != NULL ? GPOINTER_TO_INT(g_hash_table_lookup(reading->seen, key)) : 0;
        if (first == 0 || !identity_is_same(record, read->records->pdata[first - 1], at))
            continue;
        problems_add(problems, PROBLEM_ERROR,
                     reading->kind->fields[identity_field(reading->kind, at)].name,
                     "Row %d says the same already: one of the two is too many.",
                     g_array_index(read->rows, int, first - 1));
        return;
    }
    for (const Identity *at = all; at != NULL && at->name != NULL; at++) {
        g_autofree char *key = seen_key(record, at);
        if (key != NULL && !g_hash_table_contains(reading->seen, key))
            g_hash_table_insert(reading->seen, g_steal_pointer(&key),
                                GINT_TO_POINTER((int)read->records->len + 1));
    }
}

static void
read_row(Reading *reading, const GPtrArray *row, int number)
{
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(Record) record = record_new(reading->kind);
    for (guint c = 0; c < row->len && c < reading->headings.fields->len; c++)
        if (g_array_index(reading->headings.fields, int, c) >= 0)
            read_cell(reading, record, c, g_ptr_array_index(row, c), problems);
    read_constants(reading, record, problems);
    reading->read->rows_read++;
    if (record_check(record, problems))
        check_double(reading, record, problems);
    if (!problems_has_errors(problems)) {
        g_ptr_array_add(reading->read->records, g_steal_pointer(&record));
        g_array_append_val(reading->read->rows, number);
        return;
    }
    reading->read->rows_wrong++;
    tell(reading, problems, number);
}

static bool
read_rows(Reading *reading, GError **error)
{
    guint first = (guint)(reading->headings.row + reading->headings.rows);
    for (guint r = first; r < reading->rows->len; r++) {
        const GPtrArray *row = g_ptr_array_index(reading->rows, r);
        if (is_blank(row) || is_total(row) || (r == first && is_numbering(row)))
            continue;
        if (reading->read->rows_read >= LIMIT_BATCH_ROWS)
            return fail(error, KN_LIMIT, "The sheet has more than %d rows.", LIMIT_BATCH_ROWS);
        read_row(reading, row, (int)r + 1);
    }
    return true;
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
    g_autoptr(GArray) constants = g_array_new(FALSE, FALSE, sizeof(Constant));
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Reading reading = {.read = read,
                       .kind = kind,
                       .input = input,
                       .constants = constants,
                       .seen = seen,
                       .rows = rows};
    headings_init(&reading.headings);
    bool good = headings_find(&reading.headings, kind, rows, map, input, error);
    if (good) {
        take_constants(&reading, map);
        read->heading_row = reading.headings.row + 1;
        g_array_append_vals(read->fields, reading.headings.fields->data,
                            reading.headings.fields->len);
        good = read_rows(&reading, error);
    }
    headings_clear(&reading.headings);
    return good ? g_steal_pointer(&read) : NULL;
}
