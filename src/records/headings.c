/* headings.c: which column of a sheet is which field.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/headings.h"

#include "base/error.h"
#include "base/text.h"
#include "records/kinds.h"
#include <string.h>

#define HEADING_ROWS                                                                               \
    20               /* titles and addresses stand above the headings; rarely more than ten lines */
#define UNKNOWN (-1) /* a column not yet spoken of */
#define LEFT_OUT (-2)  /* one that the map leaves out */
#define SAMPLE_CELLS 5 /* enough to tell a number from a name */

void
headings_init(Headings *headings)
{
    *headings = (Headings){g_array_new(FALSE, FALSE, sizeof(int)), g_ptr_array_new(), -1, 1};
}

void
headings_clear(Headings *headings)
{
    g_clear_pointer(&headings->fields, g_array_unref);
    g_clear_pointer(&headings->scales, g_ptr_array_unref);
}

char *
heading_plain(const char *heading)
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

static const char *
cell_at(const GPtrArray *row, guint column)
{
    return column < row->len ? g_ptr_array_index(row, column) : "";
}

static bool
is_called(const char *name, const char *plain)
{
    g_autofree char *own = heading_plain(name);
    return *own != '\0' && g_str_equal(own, plain);
}

static bool
names_field(const Field *field, const char *plain)
{
    if (is_called(field->name, plain) || is_called(tr(LANG_VI, field->label), plain) ||
        is_called(tr(LANG_EN, field->label), plain))
        return true;
    g_auto(GStrv) others = g_strsplit(field->import_as != NULL ? field->import_as : "", "|", 0);
    for (char **other = others; *other != NULL; other++)
        if (is_called(*other, plain))
            return true;
    return false;
}

/* "tri gia trieu dong" -> "tri gia"; NULL when no unit stands at the end. */
static char *
without_unit(const char *plain)
{
    static const char *const units[] = {" trieu dong", " ty dong", " nghin dong", " ngan dong",
                                        " trd",        " dong",    " vnd"};
    for (gsize i = 0; i < G_N_ELEMENTS(units); i++)
        if (g_str_has_suffix(plain, units[i]))
            return g_strndup(plain, strlen(plain) - strlen(units[i]));
    return NULL;
}

/* Fields that a heading may mean, in table order. (element-type int) */
static GArray *
candidates(const Kind *kind, const char *heading)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(int));
    g_autofree char *plain = heading_plain(heading), *shorter = without_unit(plain);
    for (const char *words = plain; words != NULL && *words != '\0' && found->len == 0;
         words = words == plain ? shorter : NULL)
        for (int i = 0; i < (int)kind->field_count; i++)
            if (!kind->fields[i].retired && !kind->fields[i].by_act &&
                kind->fields[i].type != FIELD_FILE && names_field(&kind->fields[i], words))
                g_array_append_val(found, i);
    return found;
}

/* The column that an entry of the map is about: "Tên gọi=title" is about "ten goi". NULL for "field:=value". */
static char *
mapped_column(const char *entry)
{
    const char *equals = strrchr(entry, '=');
    g_autofree char *column = equals != NULL ? g_strndup(entry, (gsize)(equals - entry)) : NULL;
    return column != NULL ? heading_plain(column) : NULL;
}

static bool
is_mapped(const char *heading, const char *const *map)
{
    g_autofree char *plain = heading_plain(heading);
    for (; map != NULL && *map != NULL && *plain != '\0'; map++) {
        g_autofree char *column = mapped_column(*map);
        if (g_strcmp0(column, plain) == 0)
            return true;
    }
    return false;
}

static int
count_known(const Kind *kind, const GPtrArray *row, const char *const *map)
{
    int known = 0;
    for (guint c = 0; c < row->len; c++) {
        g_autoptr(GArray) found = candidates(kind, g_ptr_array_index(row, c));
        known += found->len > 0 || is_mapped(g_ptr_array_index(row, c), map);
    }
    return known;
}

static bool
has_digits_only_cell(const GPtrArray *row)
{
    for (guint c = 0; c < row->len; c++) {
        const char *cell = g_ptr_array_index(row, c);
        if (*cell != '\0' && strspn(cell, "0123456789., ") == strlen(cell))
            return true;
    }
    return false;
}

/* Whether this row splits some of the columns named in the row above: "Đối tượng" over "Hộ", "Người", "Lượt". */
static bool
splits_columns(const Kind *kind, const GPtrArray *above, const GPtrArray *row)
{
    for (guint c = 0; c < row->len; c++) {
        g_autoptr(GArray) upper = candidates(kind, cell_at(above, c));
        g_autofree char *plain = heading_plain(g_ptr_array_index(row, c));
        if (upper->len == 1 && *plain != '\0') /* both rows name it: the lower one is data */
            return false;
    }
    return count_known(kind, row, NULL) >= 2 && !has_digits_only_cell(row);
}

static bool
find_row(Headings *headings, const Kind *kind, const GPtrArray *rows, const char *const *map)
{
    int best = 0;
    for (guint r = 0; r < MIN(rows->len, HEADING_ROWS); r++) {
        int known = count_known(kind, g_ptr_array_index(rows, r), map);
        if (known > best) {
            best = known;
            headings->row = (int)r;
        }
    }
    if (best == 0)
        return false;
    guint row = (guint)headings->row;
    if (row + 1 < rows->len &&
        splits_columns(kind, g_ptr_array_index(rows, row), g_ptr_array_index(rows, row + 1)))
        headings->rows = 2;
    else if (row > 0 && count_known(kind, g_ptr_array_index(rows, row - 1), NULL) > 0 &&
             splits_columns(kind, g_ptr_array_index(rows, row - 1), g_ptr_array_index(rows, row))) {
        headings->row--;
        headings->rows = 2;
    }
    return true;
}

/* The lowest heading that stands over a column. */
static const char *
heading_of(const Headings *headings, const GPtrArray *rows, guint column)
{
    for (int r = headings->row + headings->rows - 1; r >= headings->row; r--) {
        const char *cell = cell_at(g_ptr_array_index(rows, r), column);
        if (cell[strspn(cell, " \t\r\n")] != '\0')
            return cell;
    }
    return "";
}

static bool
is_taken(const Headings *headings, int field)
{
    for (guint c = 0; c < headings->fields->len; c++)
        if (g_array_index(headings->fields, int, c) == field)
            return true;
    return false;
}

/* How many sample cells of a column the field can read. */
static int
count_readable(const Headings *headings, const Field *field, const GPtrArray *rows, guint column,
               const FieldInput *input)
{
    int seen = 0, good = 0;
    for (guint r = (guint)(headings->row + headings->rows); r < rows->len && seen < SAMPLE_CELLS;
         r++) {
        const char *cell = cell_at(g_ptr_array_index(rows, r), column);
        g_autoptr(Problems) problems = problems_new();
        if (cell[strspn(cell, " \t\r\n")] == '\0')
            continue;
        seen++;
        g_autofree char *value = field_read(field, cell, input, problems);
        good += value != NULL;
    }
    return good;
}

static int
choose(const Headings *headings, const Kind *kind, const GArray *found, const GPtrArray *rows,
       guint column, const FieldInput *input)
{
    int best = -1, best_good = -1;
    for (guint i = 0; i < found->len; i++) {
        int field = g_array_index(found, int, i);
        if (is_taken(headings, field))
            continue;
        int good = found->len > 1
                       ? count_readable(headings, &kind->fields[field], rows, column, input)
                       : 0;
        if (good > best_good) {
            best = field;
            best_good = good;
        }
    }
    return best;
}

/* The first column of this name that the map has not spoken of; in the lowest heading row before the upper. */
static int
find_column(const Headings *headings, const GPtrArray *rows, const char *plain)
{
    for (int upper = 0; upper < 2; upper++)
        for (guint c = 0; c < headings->fields->len; c++) {
            const char *heading = upper ? cell_at(g_ptr_array_index(rows, headings->row), c)
                                        : heading_of(headings, rows, c);
            if (g_array_index(headings->fields, int, c) == UNKNOWN && is_called(heading, plain))
                return (int)c;
        }
    return -1;
}

static bool
take_map(Headings *headings, const Kind *kind, const GPtrArray *rows, const char *const *map,
         GError **error)
{
    for (; map != NULL && *map != NULL; map++) {
        if (headings_constant(headings, kind, rows, *map) >= 0)
            continue;
        g_autofree char *plain = mapped_column(*map);
        if (plain == NULL)
            return fail(error, KN_INVALID,
                        "\"%s\" is not of the form COLUMN=field or field:=value.", *map);
        const char *name = strrchr(*map, '=') + 1;
        int field = *name == '\0' ? LEFT_OUT : kind_field(kind, name),
            column = find_column(headings, rows, plain);
        if (field == -1)
            return fail(error, KN_INVALID, "There is no field \"%s\" in %s.", name, kind->name);
        if (column < 0) {
            g_autofree char *missing = g_strndup(*map, (gsize)(name - 1 - *map));
            return fail(error, KN_INVALID, "The sheet has no column \"%s\".", missing);
        }
        g_array_index(headings->fields, int, column) = is_taken(headings, field) ? LEFT_OUT : field;
    }
    return true;
}

int
headings_constant(const Headings *headings, const Kind *kind, const GPtrArray *rows,
                  const char *entry)
{
    const char *sign = strstr(entry, ":=");
    g_autofree char *name = sign != NULL ? g_strndup(entry, (gsize)(sign - entry)) : NULL;
    int field = name != NULL ? kind_field(kind, name) : -1;
    for (guint c = 0; field >= 0 && c < headings->fields->len;
         c++) { /* a heading that ends in a colon is a heading */
        const char *heading = heading_of(headings, rows, c);
        if (strncmp(heading, entry, (gsize)(sign - entry) + 1) == 0 &&
            heading[sign - entry + 1] == '\0')
            return -1;
    }
    return field;
}

/* Columns whose heading means one field take it first, then those that may mean several. */
static void
take_fields(Headings *headings, const Kind *kind, const GPtrArray *rows, const FieldInput *input)
{
    for (int several = 0; several < 2; several++)
        for (guint c = 0; c < headings->fields->len; c++) {
            g_autoptr(GArray) found = candidates(kind, heading_of(headings, rows, c));
            if (g_array_index(headings->fields, int, c) == UNKNOWN && found->len > 0 &&
                (found->len > 1) == (several > 0))
                g_array_index(headings->fields, int, c) =
                    choose(headings, kind, found, rows, c, input);
        }
}

/* "Trị giá (triệu đồng)", "ĐVT: nghìn đồng", "1.000 đ". */
static const char *
scale_of(const char *text)
{
    static const struct {
        const char *sign, *words;
    } scales[] = {
        {"ty dong", "tỷ đồng"},      {"(ty)", "tỷ đồng"},      {"trieu", "triệu đồng"},
        {"trd", "triệu đồng"},       {"tr.d", "triệu đồng"},   {"nghin dong", "nghìn đồng"},
        {"ngan dong", "nghìn đồng"}, {"1000 d", "nghìn đồng"}, {"1.000 d", "nghìn đồng"},
        {"1000d", "nghìn đồng"},     {"1.000d", "nghìn đồng"},
    };
    g_autofree char *folded = text_fold(text);
    for (gsize i = 0; i < G_N_ELEMENTS(scales); i++)
        if (strstr(folded, scales[i].sign) != NULL)
            return scales[i].words;
    return NULL;
}

/* The unit that a line above the headings gives for the whole sheet. */
static const char *
scale_above(const Headings *headings, const GPtrArray *rows)
{
    for (int r = 0; r < headings->row; r++) {
        const GPtrArray *row = g_ptr_array_index(rows, r);
        for (guint c = 0; c < row->len; c++) {
            g_autofree char *folded = text_fold(g_ptr_array_index(row, c));
            if (strstr(folded, "dvt") != NULL || strstr(folded, "don vi tinh") != NULL)
                return scale_of(folded);
        }
    }
    return NULL;
}

static void
take_scales(Headings *headings, const Kind *kind, const GPtrArray *rows)
{
    const char *whole = scale_above(headings, rows);
    for (guint c = 0; c < headings->fields->len; c++) {
        int field = g_array_index(headings->fields, int, c);
        bool money = field >= 0 && kind->fields[field].type == FIELD_MONEY;
        const char *heading = heading_of(headings, rows, c), *own = scale_of(heading);
        g_autofree char *folded = text_fold(heading);
        bool plain_dong =
            own == NULL && (strstr(folded, "(dong") != NULL || strstr(folded, "(vnd") != NULL);
        g_ptr_array_add(headings->scales, (gpointer)(!money || plain_dong ? NULL
                                                     : own != NULL        ? own
                                                                          : whole));
    }
}

bool
headings_find(Headings *headings, const Kind *kind, const GPtrArray *rows, const char *const *map,
              const FieldInput *input, GError **error)
{
    if (!find_row(headings, kind, rows, map)) {
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
    guint columns = 0;
    for (int r = headings->row; r < headings->row + headings->rows && r < (int)rows->len; r++)
        columns = MAX(columns, ((const GPtrArray *)g_ptr_array_index(rows, r))->len);
    for (guint c = 0; c < columns; c++) {
        int unknown = UNKNOWN;
        g_array_append_val(headings->fields, unknown);
    }
    if (!take_map(headings, kind, rows, map, error))
        return false;
    take_fields(headings, kind, rows, input);
    take_scales(headings, kind, rows);
    for (guint c = 0; c < columns; c++)
        if (g_array_index(headings->fields, int, c) == LEFT_OUT)
            g_array_index(headings->fields, int, c) = UNKNOWN;
    return true;
}
