/* emulation.c: the table of an emulation compact: criteria, what the books count, own and others' points with their
 * reasons, agreed points, places. As a text of agreement it is the ranking.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/emulation.h"

#include "base/error.h"
#include "base/points.h"
#include "records/kinds.h"
#include "reports/agreed.h"
#include "reports/paper.h"

/* The table asked for by its record, else the newest that names the own book. */
static char *
asked_table(Db *db, const ReportAsk *ask, GError **error)
{
    g_autoptr(Book) book = NULL;
    g_autoptr(Agreement) agreement = NULL;
    gint64 entry = -1;
    if (ask->record != NULL) {
        if (!record_id_read(db, ask->own, ask->record, &book, &entry, error) ||
            !agreement_at(db, book, entry, ask->today, &agreement, error))
            return NULL;
        return agreement != NULL ? g_strdup(agreement->body_hash)
                                 : fail_null(error, KN_MISSING, "%s is no agreement.", ask->record);
    }
    g_autoptr(GPtrArray) all = agreements_list(db, kind_get("criterion"), ask->today, error);
    for (guint i = 0; all != NULL && i < all->len; i++) {
        const Agreement *one = g_ptr_array_index(all, i);
        if (agreement_has_party(one, ask->own))
            return g_strdup(one->body_hash);
    }
    return all == NULL ? NULL
                       : fail_null(error, KN_MISSING, "There is no table of criteria here yet.");
}

static Emulation *
load(Db *db, const ReportAsk *ask, GError **error)
{
    g_autofree char *hash = asked_table(db, ask, error);
    return hash != NULL ? emulation_load(db, hash, ask->today, error) : NULL;
}

static void
cell_points(DocRow *row, bool known, gint64 points, const char *address, Lang lang)
{
    g_autofree char *text = known ? points_print(points, lang) : g_strdup("");
    DocCell *cell = row_text(row, text);
    if (known && address != NULL)
        ((DocRun *)g_ptr_array_index(cell->runs, 0))->figure = g_strdup(address);
}

static void
places_table(Doc *doc, const Emulation *emulation, Lang lang)
{
    DocBlock *table = doc_table(doc);
    table_column(table, tr(lang, N_("Rank")), DOC_CENTRE, 12, false);
    table_column(table, tr(lang, N_("Unit")), DOC_LEFT, 58, false);
    table_column(table, tr(lang, N_("Points")), DOC_RIGHT, 30, false);
    for (guint u = 0; u < emulation->units->len; u++) {
        const EmulationUnit *unit = g_ptr_array_index(emulation->units, u);
        DocRow *row = table_row(table, false);
        g_autofree char *place = g_strdup_printf("%u", unit->place);
        g_autofree char *points = points_print(unit->total, lang);
        g_autofree char *open =
            unit->is_complete ? g_strdup(points)
                              : g_strdup_printf("%s (%s)", points, tr(lang, N_("not complete")));
        row_text(row, place);
        row_text(row, unit->name);
        row_text(row, open);
    }
}

static const char *
unit_name(const Emulation *emulation, const char *code)
{
    for (guint u = 0; u < emulation->units->len; u++) {
        const EmulationUnit *unit = g_ptr_array_index(emulation->units, u);
        if (g_str_equal(unit->code, code))
            return unit->name;
    }
    return code;
}

/* "CĐCS Hội Chữ thập đỏ tỉnh Kiên Giang: 9,5 (thiếu hai báo cáo)", one a line */
static char *
others_text(const Emulation *emulation, const EmulationPoints *points, Lang lang)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < points->others->len; i++) {
        const Scored *scored = g_ptr_array_index(points->others, i);
        g_autofree char *printed = points_print(scored->points, lang);
        g_string_append_printf(text, "%s%s: %s", i > 0 ? "\n" : "",
                               unit_name(emulation, scored->by), printed);
        if (*scored->reason != '\0')
            g_string_append_printf(text, " (%s)", scored->reason);
    }
    return g_string_free(text, FALSE);
}

static void
criterion_row(DocBlock *table, const Emulation *emulation, const Criterion *criterion,
              const EmulationPoints *points, Lang lang)
{
    DocRow *row = table_row(table, false);
    g_autofree char *number = g_strdup_printf("%d", criterion->number);
    g_autofree char *what = *criterion->group != '\0'
                                ? g_strdup_printf("%s: %s", criterion->group, criterion->what)
                                : g_strdup(criterion->what);
    g_autofree char *maximum =
        points_print(criterion->minus ? -criterion->maximum : criterion->maximum, lang);
    g_autofree char *others = others_text(emulation, points, lang);
    row_text(row, number);
    row_text(row, what);
    row_text(row, maximum);
    cell_points(row, points->is_counted, points->counted, points->address, lang);
    cell_points(row, points->own != NULL, points->own != NULL ? points->own->points : 0, NULL,
                lang);
    row_text(row, others);
    cell_points(row, points->is_settled, criterion->minus ? -points->agreed : points->agreed, NULL,
                lang);
}

static void
unit_table(Doc *doc, const Emulation *emulation, const EmulationUnit *unit, Lang lang)
{
    g_autofree char *heading = g_strdup_printf("%u. %s", unit->place, unit->name);
    doc_heading(doc, 2, heading);
    DocBlock *table = doc_table(doc);
    table_column(table, tr(lang, N_("No.")), DOC_CENTRE, 6, false);
    table_column(table, tr(lang, N_("Criterion")), DOC_LEFT, 34, false);
    table_column(table, tr(lang, N_("Most points")), DOC_RIGHT, 10, false);
    table_column(table, tr(lang, N_("By the book")), DOC_RIGHT, 10, false);
    table_column(table, tr(lang, N_("Own score")), DOC_RIGHT, 10, false);
    table_column(table, tr(lang, N_("By the others")), DOC_LEFT, 20, false);
    table_column(table, tr(lang, N_("Agreed")), DOC_RIGHT, 10, false);
    for (guint i = 0; i < emulation->criteria->len; i++)
        criterion_row(table, emulation, g_ptr_array_index(emulation->criteria, i),
                      g_ptr_array_index(unit->points, i), lang);
    DocRow *row = table_row(table, true);
    g_autofree char *total = points_print(unit->total, lang);
    const char *const cells[] = {"", tr(lang, N_("Total")), "", "", "", "", total};
    for (gsize i = 0; i < G_N_ELEMENTS(cells); i++)
        row_text(row, cells[i]);
}

static void
over_notes(Doc *doc, const Emulation *emulation, Lang lang)
{
    for (guint u = 0; u < emulation->units->len; u++) {
        const EmulationUnit *unit = g_ptr_array_index(emulation->units, u);
        for (guint i = 0; i < unit->points->len; i++) {
            const EmulationPoints *points = g_ptr_array_index(unit->points, i);
            if (!points->is_over)
                continue;
            g_autofree char *note = g_strdup_printf(
                tr(lang, N_("%s, criterion %u: somebody gave more than the most points.")),
                unit->name, i + 1);
            block_text(doc_add(doc, DOC_NOTE), note);
        }
    }
}

static json_t *
emulation_json(const Emulation *emulation)
{
    json_t *units = json_array();
    for (guint u = 0; u < emulation->units->len; u++) {
        const EmulationUnit *unit = g_ptr_array_index(emulation->units, u);
        json_t *rows = json_array();
        for (guint i = 0; i < unit->points->len; i++) {
            const EmulationPoints *points = g_ptr_array_index(unit->points, i);
            json_array_append_new(
                rows,
                json_pack("{s:i, s:o, s:o, s:o}", "criterion", (int)i + 1, "counted",
                          points->is_counted ? json_integer(points->counted) : json_null(), "own",
                          points->own != NULL ? json_integer(points->own->points) : json_null(),
                          "agreed",
                          points->is_settled ? json_integer(points->agreed) : json_null()));
        }
        json_array_append_new(units, json_pack("{s:s, s:i, s:I, s:b, s:o}", "code", unit->code,
                                               "place", (int)unit->place, "total_hundredths",
                                               (json_int_t)unit->total, "complete",
                                               unit->is_complete, "points", rows));
    }
    return json_pack("{s:s, s:o}", "criteria", emulation->table->body_hash, "units", units);
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    g_autoptr(Emulation) emulation = load(db, ask, error);
    g_autoptr(Doc) doc = doc_new(ask->lang);
    if (emulation == NULL || !paper_head(doc, db, ask->own, ask->today, "BC", error))
        return NULL;
    Lang lang = ask->lang;
    g_autofree char *period = period_label(emulation->period, lang);
    doc->type = g_strdup(tr(lang, N_("EMULATION RESULTS")));
    doc->subject = g_strdup_printf("%s, %s", text_of(emulation->table->record, "title"), period);
    places_table(doc, emulation, lang);
    for (guint u = 0; u < emulation->units->len; u++)
        unit_table(doc, emulation, g_ptr_array_index(emulation->units, u), lang);
    over_notes(doc, emulation, lang);
    doc->data = emulation_json(emulation);
    paper_close(doc);
    return paper_signer(doc, db, ask->own, ask->today, error) ? g_steal_pointer(&doc) : NULL;
}

static void
set(Record *text, const char *field, const char *value)
{
    record_set(text, kind_field(text->kind, field), value);
}

static void
add_places(Record *text, const Emulation *emulation)
{
    int places = kind_field(text->kind, "places"), list = kind_field(text->kind, "points");
    for (guint u = 0; u < emulation->units->len; u++) {
        const EmulationUnit *unit = g_ptr_array_index(emulation->units, u);
        g_autofree char *place = g_strdup_printf("%u", unit->place);
        g_autofree char *total = points_print(unit->total, LANG_VI);
        const char *const parts[] = {place, unit->code, total};
        record_add_item(text, places, parts, G_N_ELEMENTS(parts));
        for (guint i = 0; i < unit->points->len; i++) {
            const EmulationPoints *points = g_ptr_array_index(unit->points, i);
            g_autofree char *number = g_strdup_printf("%u", i + 1);
            g_autofree char *agreed = points_print(points->agreed, LANG_VI);
            const char *const row[] = {unit->code, number, agreed};
            record_add_item(text, list, row, G_N_ELEMENTS(row));
        }
    }
}

/* The ranking as it stands, with the states of the books it rests on. */
static Record *
ranking(Db *db, const ReportAsk *ask, GError **error)
{
    g_autoptr(Emulation) emulation = load(db, ask, error);
    if (emulation == NULL)
        return NULL;
    if (emulation->table->state == AGREEMENT_PROPOSED)
        return fail_null(error, KN_CONFLICT,
                         "The criteria are not agreed by all yet: that comes before the ranking.");
    g_autoptr(Record) text = record_new(kind_get("ranking"));
    const Record *table = emulation->table->record;
    g_autoptr(GArray) books = g_array_new(FALSE, FALSE, sizeof(gint64));
    set(text, "title", text_of(table, "title"));
    set(text, "parties", text_of(table, "parties"));
    set(text, "criteria", emulation->table->body_hash);
    set(text, "period", text_of(table, "period"));
    for (guint u = 0; u < emulation->units->len; u++) {
        const EmulationUnit *unit = g_ptr_array_index(emulation->units, u);
        if (!unit->is_complete)
            return fail_null(error, KN_CONFLICT,
                             "%s has criteria without points: every one needs a score first.",
                             unit->code);
        if (unit->book > 0)
            g_array_append_val(books, unit->book);
    }
    add_places(text, emulation);
    return agreed_add_heads(db, books, text, error) ? g_steal_pointer(&text) : NULL;
}

const Report report_emulation = {
    .name = "emulation",
    .title = N_("Emulation table"),
    .about = N_("criteria, own and others' points, agreed points and places"),
    .of_kind = "criterion",
    .text = ranking,
    .build = build,
};
