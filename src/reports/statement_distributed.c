/* statement_distributed.c: to whom a campaign distributed, in public: commune, unit, what is supported, at what level, for how
 * many; never a person.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/about.h"
#include "reports/paper.h"
#include "reports/statement.h"

#include "base/text.h"
#include "records/kinds.h"

/* Distributions that say the same but for day and receiver. */
typedef struct {
    const char *commune, *unit, *policy;
    gint64 level, households, people, vnd;
    GString *goods;
} Line;

static void
line_free(gpointer data)
{
    Line *line = data;
    g_string_free(line->goods, TRUE);
    g_free(line);
}

static gint64
money_of(const Record *record, const char *field)
{
    Money money = {0};
    return record_money(record, kind_field(record->kind, field), &money) ? money.vnd : 0;
}

static Line *
line_of(GPtrArray *lines, const Record *distribution)
{
    const char *commune = text_of(distribution, "commune"),
               *unit = text_of(distribution, "to_unit"), *policy = text_of(distribution, "policy");
    gint64 level = money_of(distribution, "level");
    for (guint i = 0; i < lines->len; i++) {
        Line *line = g_ptr_array_index(lines, i);
        if (g_str_equal(line->commune, commune) && g_str_equal(line->unit, unit) &&
            g_str_equal(line->policy, policy) && line->level == level)
            return line;
    }
    Line *line = g_new0(Line, 1);
    *line = (Line){commune, unit, policy, level, 0, 0, 0, g_string_new(NULL)};
    g_ptr_array_add(lines, line);
    return line;
}

static gint
compare_lines(gconstpointer a, gconstpointer b)
{
    const Line *one = *(Line *const *)a, *two = *(Line *const *)b;
    int order = text_compare(one->commune, two->commune);
    if (order == 0)
        order = text_compare(one->policy, two->policy);
    return order != 0 ? order : text_compare(one->unit, two->unit);
}

static void
number_cell(DocRow *row, gint64 number, Lang lang)
{
    g_autofree char *digits = number != 0 ? count_print(number, lang) : g_strdup("");
    row_number(row, number, digits, NULL);
}

static void
line_row(const Line *line, Db *db, DocBlock *table, json_t *rows, Lang lang)
{
    g_autofree char *unit = unit_named(db, line->unit);
    g_autofree char *where = g_strdup_printf(
        "%s%s%s", line->commune, *line->commune != '\0' && *unit != '\0' ? ", " : "", unit);
    g_autofree char *what = g_strdup_printf(
        "%s%s%s", line->policy, *line->policy != '\0' && line->goods->len > 0 ? ": " : "",
        line->goods->str);
    DocRow *row = table_row(table, false);
    row_text(row, where);
    row_text(row, what);
    number_cell(row, line->level, lang);
    number_cell(row, line->households, lang);
    number_cell(row, line->people, lang);
    number_cell(row, line->vnd, lang);
    json_array_append_new(rows, json_pack("{s:s, s:s, s:s, s:I, s:I, s:I, s:I}", "commune",
                                          line->commune, "unit", line->unit, "policy", line->policy,
                                          "level", (json_int_t)line->level, "households",
                                          (json_int_t)line->households, "people",
                                          (json_int_t)line->people, "vnd", (json_int_t)line->vnd));
}

static void
columns(DocBlock *table, Lang lang)
{
    table_column(table, tr(lang, N_("Commune, unit")), DOC_LEFT, 26, false);
    table_column(table, tr(lang, N_("What is supported")), DOC_LEFT, 26, false);
    table_column(table, tr(lang, N_("Support for each")), DOC_RIGHT, 13, true);
    table_column(table, tr(lang, N_("Households")), DOC_RIGHT, 9, true);
    table_column(table, tr(lang, N_("People supported")), DOC_RIGHT, 9, true);
    table_column(table, tr(lang, N_("Amount or value (VND)")), DOC_RIGHT, 17, true);
}

void
statement_distributed(Doc *doc, Db *db, const GPtrArray *distributions)
{
    Lang lang = doc->lang;
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(line_free);
    json_t *rows = json_array();
    Line sum = {0};
    for (guint i = 0; i < distributions->len; i++) {
        const Record *distribution = g_ptr_array_index(distributions, i);
        Line *line = line_of(lines, distribution);
        g_autofree char *goods = about_goods(distribution, lang);
        line->households +=
            record_count(distribution, kind_field(distribution->kind, "households"));
        line->people += record_count(distribution, kind_field(distribution->kind, "people"));
        line->vnd += money_of(distribution, "amount");
        if (*goods != '\0')
            g_string_append_printf(line->goods, "%s%s", line->goods->len > 0 ? "; " : "", goods);
    }
    g_ptr_array_sort(lines, compare_lines);
    DocBlock *table = doc_table(doc);
    columns(table, lang);
    for (guint i = 0; i < lines->len; i++) {
        const Line *line = g_ptr_array_index(lines, i);
        line_row(line, db, table, rows, lang);
        sum.households += line->households;
        sum.people += line->people;
        sum.vnd += line->vnd;
    }
    DocRow *row = table_row(table, true);
    row_text(row, tr(lang, N_("Sum")));
    row_text(row, "");
    row_text(row, "");
    number_cell(row, sum.households, lang);
    number_cell(row, sum.people, lang);
    number_cell(row, sum.vnd, lang);
    json_object_set_new(doc->data, "distributed", rows);
    json_object_set_new(doc->data, "distributed_vnd", json_integer(sum.vnd));
}
