/* visits.c: which members were visited in a time and who was not, as a list to go by and to sign.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/figures.h"
#include "reports/paper.h"
#include "reports/register.h"
#include "standing/visits.h"

#include "base/text.h"

/* By department, then by given name, as the coverage comes. */
static gint
by_department(gconstpointer a, gconstpointer b)
{
    const VisitLine *one = *(VisitLine *const *)a, *two = *(VisitLine *const *)b;
    int order =
        text_compare(text_of(one->member, "department"), text_of(two->member, "department"));
    return order != 0
               ? order
               : text_compare_names(text_of(one->member, "name"), text_of(two->member, "name"));
}

static void
not_visited(Doc *doc, const GPtrArray *lines, Lang lang)
{
    DocBlock *table = doc_table(doc);
    guint number = 0;
    table_column(table, tr(lang, N_("No.")), DOC_CENTRE, 6, false);
    table_column(table, tr(lang, N_("Member")), DOC_LEFT, 28, false);
    table_column(table, tr(lang, N_("Department")), DOC_LEFT, 20, false);
    table_column(table, tr(lang, N_("Last visit")), DOC_LEFT, 14, false);
    table_column_by_hand(table, tr(lang, N_("Visited on")), 14);
    table_column_by_hand(table, tr(lang, N_("Signature")), 18);
    for (guint i = 0; i < lines->len; i++) {
        const VisitLine *line = g_ptr_array_index(lines, i);
        if (line->times > 0)
            continue;
        DocRow *row = register_row(table, ++number);
        row_text(row, text_of(line->member, "name"));
        row_text(row, text_of(line->member, "department"));
        row_day(row, line->last, lang);
        row_text(row, "");
        row_text(row, "");
    }
}

static void
visited(Doc *doc, const GPtrArray *lines, Lang lang)
{
    DocBlock *table = doc_table(doc);
    guint number = 0;
    gint64 times = 0;
    Money given = {0};
    table_column(table, tr(lang, N_("No.")), DOC_CENTRE, 6, false);
    table_column(table, tr(lang, N_("Member")), DOC_LEFT, 30, false);
    table_column(table, tr(lang, N_("Department")), DOC_LEFT, 22, false);
    table_column(table, tr(lang, N_("Times visited")), DOC_RIGHT, 10, true);
    table_column(table, tr(lang, N_("Money given (đồng)")), DOC_RIGHT, 18, true);
    table_column(table, tr(lang, N_("Last visit")), DOC_LEFT, 14, false);
    for (guint i = 0; i < lines->len; i++) {
        const VisitLine *line = g_ptr_array_index(lines, i);
        if (line->times == 0)
            continue;
        DocRow *row = register_row(table, ++number);
        row_text(row, text_of(line->member, "name"));
        row_text(row, text_of(line->member, "department"));
        row_amount(row, line->times, lang);
        row_amount(row, line->given.vnd, lang);
        row_day(row, line->last, lang);
        times += line->times;
        given.vnd += line->given.vnd;
    }
    DocRow *sum = table_row(table, /* total= */ true);
    row_text(sum, "");
    row_text(sum, tr(lang, N_("Sum")));
    row_text(sum, "");
    row_amount(sum, times, lang);
    row_amount(sum, given.vnd, lang);
    row_text(sum, "");
}

static json_t *
lines_json(const GPtrArray *lines)
{
    json_t *rows = json_array();
    for (guint i = 0; i < lines->len; i++) {
        const VisitLine *line = g_ptr_array_index(lines, i);
        g_autofree char *last = line->last != DAY_UNSET ? day_iso(line->last) : g_strdup("");
        json_array_append_new(rows, json_pack("{s:I, s:s, s:I, s:I, s:s}", "member",
                                              (json_int_t)line->member->entry, "name",
                                              text_of(line->member, "name"), "visits",
                                              (json_int_t)line->times, "given",
                                              (json_int_t)line->given.vnd, "last", last));
    }
    return rows;
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    Lang lang = ask->lang;
    g_autoptr(Doc) doc = register_new(db, ask, tr(lang, N_("Visits to the members")), false);
    g_autoptr(GPtrArray) lines = visits_coverage(db, ask->own, ask->period, DAY_UNSET, error);
    if (lines == NULL)
        return NULL;
    g_ptr_array_sort(lines, by_department);
    gint64 covered = visits_covered(lines), all = lines->len;
    g_autofree char *covered_text = count_print(covered, lang), *all_text = count_print(all, lang),
                    *left_text = count_print(all - covered, lang),
                    *period = period_label(ask->period, lang);
    const Part parts[] = {{"visited", covered_text, NULL},
                          {"all", all_text, NULL},
                          {"left", left_text, NULL},
                          {"period", period, NULL},
                          {NULL}};
    block_fill(
        doc_add(doc, DOC_PARAGRAPH),
        tr(lang, N_("In {period} {visited} of {all} members were visited; {left} were not.")),
        parts);
    if (covered < all) {
        doc_heading(doc, 2, tr(lang, N_("Not visited")));
        not_visited(doc, lines, lang);
    }
    if (covered > 0) {
        doc_heading(doc, 2, tr(lang, N_("Visited")));
        visited(doc, lines, lang);
    }
    doc->data = json_pack("{s:I, s:I, s:o}", "members", (json_int_t)all, "visited",
                          (json_int_t)covered, "lines", lines_json(lines));
    return register_signed(g_steal_pointer(&doc), db, ask, error);
}

const Report report_visits = {
    .name = "visits",
    .title = N_("Visits: who was and who was not visited"),
    .about = N_("each member of the union with the last visit, and a list to go by"),
    .personal = true,
    .group = N_("Union"),
    .lists = "visit",
    .build = build,
};
