/* union_part.c: what the unions did, in the order of their reports: rights, visits, children, drives of the union above,
 * then each union's own models, fund and works.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/scene.h"

#include "records/choices.h"
#include "records/field.h"
#include "records/kinds.h"
#include "reports/paper.h"
#include "standing/fund_unit.h"
#include <string.h>

#define WORKS_ONE_BY_ONE 3
#define NAMED                                                                                      \
    12 /* of many the first are named, the others counted: their register names them all */

static bool
common_paragraph(Doc *doc, const Scene *scene, GError **error)
{
    g_autoptr(Answer) rights = scene_answer(scene, "rights_cases", NULL, NULL, NULL, error);
    g_autoptr(Answer) visits =
        rights != NULL ? scene_answer(scene, "visits", NULL, NULL, NULL, error) : NULL;
    g_autoptr(Answer) children =
        visits != NULL ? scene_answer(scene, "children", NULL, NULL, NULL, error) : NULL;
    g_autoptr(Answer) drives =
        children != NULL ? scene_answer(scene, "upper_drives", NULL, "sort", "union", error) : NULL;
    g_autoptr(Answer) party =
        drives != NULL ? scene_answer(scene, "party_building", NULL, "sort", "party", error) : NULL;
    g_autoptr(Answer) government =
        party != NULL ? scene_answer(scene, "party_building", NULL, "sort", "government", error)
                      : NULL;
    if (government == NULL)
        return false;
    const Part parts[] = {
        {"rights", NULL, rights},
        {"visits", NULL, visits},
        {"children", NULL, children},
        {"drives", NULL, drives},
        {"party", NULL, party},
        {"government", NULL, government},
        {NULL},
    };
    block_fill(
        doc_add(doc, DOC_PARAGRAPH),
        tr(scene->lang, N_("The executive committees of the unions represented and "
                           "protected the lawful rights and interests "
                           "of members and workers ({rights} cases); visited members who "
                           "were ill or in difficulty in good "
                           "time ({visits} visits); cared for the children of officials and "
                           "employees of their offices "
                           "({children} children); took part in the activities launched by "
                           "the union above ({drives} drives); "
                           "took part in building the Party ({party} activities) and a clean, "
                           "strong government ({government} activities).")),
        parts);
    return true;
}

static gint64
sum_of(const GPtrArray *records, const char *field)
{
    gint64 sum = 0;
    for (guint i = 0; i < records->len; i++) {
        const Record *record = g_ptr_array_index(records, i);
        sum += record_count(record, kind_field(record->kind, field));
    }
    return sum;
}

/* Titles in quotation marks: “A”, “B”; a title that has such marks itself stands without others. `others` says how many
 * are not named. */
static char *
quoted(const GPtrArray *records, const char *others, Lang lang)
{
    GString *text = g_string_new(NULL);
    guint named = records->len > NAMED + 1 ? NAMED : records->len;
    for (guint i = 0; i < named; i++) {
        g_autofree char *title = record_title(g_ptr_array_index(records, i));
        bool marked = strstr(title, "“") != NULL;
        g_string_append_printf(text, "%s%s%s%s", i > 0 ? ", " : "", marked ? "" : "“", title,
                               marked ? "" : "”");
    }
    if (named < records->len) {
        g_autofree char *count = count_print(records->len - named, lang);
        g_string_append_printf(text, " %s", tr(lang, others));
        g_string_replace(text, "{n}", count, 1);
    }
    return g_string_free(text, FALSE);
}

/* Models of mass mobilisation that are kept at one level; "": where none is said. */
static GPtrArray *
models_at(const GPtrArray *models, const char *level)
{
    GPtrArray *found = g_ptr_array_new();
    for (guint i = 0; i < models->len; i++) {
        const Record *model = g_ptr_array_index(models, i);
        if (g_str_equal(text_of(model, "sort"), "dan_van_kheo") &&
            g_str_equal(text_of(model, "level"), level))
            g_ptr_array_add(found, (gpointer)model);
    }
    return found;
}

static const char *
choice_label(const Record *record, const char *field, Lang lang)
{
    const Field *description = &record->kind->fields[kind_field(record->kind, field)];
    return tr(lang, field_choice_label(description, text_of(record, field)));
}

static const char *
models_sentence(bool named, bool level)
{
    if (named)
        return level ? N_("{unit}: {individuals} individuals and {collectives} collectives "
                          "registered to keep {count} models of "
                          "“skilful mass mobilisation” at {level} about {titles}.")
                     : N_("{unit}: {individuals} individuals and {collectives} collectives "
                          "registered to keep {count} models of "
                          "“skilful mass mobilisation” about {titles}.");
    return level ? N_("{unit}: {count} models of “skilful mass mobilisation” at {level} about "
                      "{titles}.")
                 : N_("{unit}: {count} models of “skilful mass mobilisation” about {titles}.");
}

static void
mobilisation_models(Doc *doc, const Scene *scene, const char *name, const GPtrArray *models,
                    const char *level)
{
    g_autoptr(GPtrArray) kept = models_at(models, level);
    if (kept->len == 0)
        return;
    g_autofree char *individuals = count_print_padded(sum_of(kept, "individuals"), scene->lang);
    g_autofree char *collectives = count_print_padded(sum_of(kept, "collectives"), scene->lang);
    g_autofree char *count = count_print(kept->len, scene->lang),
                    *titles = quoted(kept, N_("and {n} other models"), scene->lang);
    const Part parts[] = {
        {"unit", name, NULL},
        {"individuals", individuals, NULL},
        {"collectives", collectives, NULL},
        {"count", count, NULL},
        {"level", choice_label(g_ptr_array_index(kept, 0), "level", scene->lang), NULL},
        {"titles", titles, NULL},
        {NULL},
    };
    bool named = sum_of(kept, "individuals") + sum_of(kept, "collectives") > 0;
    block_fill(doc_add(doc, DOC_ITEM), tr(scene->lang, models_sentence(named, *level != '\0')),
               parts);
}

static void
all_mobilisation_models(Doc *doc, const Scene *scene, const char *name, const GPtrArray *models)
{
    for (const Choice *level = choices_levels; level->code != NULL; level++)
        mobilisation_models(doc, scene, name, models, level->code);
    mobilisation_models(doc, scene, name, models, "");
}

static void
other_models(Doc *doc, const Scene *scene, const char *name, const GPtrArray *models)
{
    for (guint i = 0; i < models->len; i++) {
        const Record *model = g_ptr_array_index(models, i);
        if (g_str_equal(text_of(model, "sort"), "dan_van_kheo"))
            continue;
        const Part parts[] = {
            {"unit", name, NULL},
            {"sort", choice_label(model, "sort", scene->lang), NULL},
            {"name", text_of(model, "name"), NULL},
            {NULL},
        };
        block_fill(doc_add(doc, DOC_ITEM),
                   tr(scene->lang, N_("{unit}: carried out the {sort} “{name}”.")), parts);
    }
}

static char *
money_text(const Record *record, const char *field, Lang lang)
{
    int index = kind_field(record->kind, field);
    Money money;
    return record_money(record, index, &money) ? money_print(money, lang) : g_strdup("");
}

static void
funds(Doc *doc, const Scene *scene, const char *name, const GPtrArray *funds)
{
    for (guint i = 0; i < funds->len; i++) {
        const Record *fund = g_ptr_array_index(funds, i);
        const char *of = fund_has_amount(fund, fund, "pot") ? "pot" : "contribution";
        g_autofree char *pot =
            fund_is_goods(fund) ? fund_amount_text(fund, fund_amount(fund, fund, of), scene->lang)
                                : money_text(fund, of, scene->lang);
        const Part parts[] = {
            {"unit", name, NULL},
            {"name", text_of(fund, "name"), NULL},
            {"pot", pot, NULL},
            {"every", choice_label(fund, "every", scene->lang), NULL},
            {NULL},
        };
        block_fill(
            doc_add(doc, DOC_ITEM),
            tr(scene->lang,
               N_("{unit}: model of a rotating capital fund, “{name}”: {every} {pot} per member.")),
            parts);
    }
}

static void
one_work(Doc *doc, const Scene *scene, const char *name, const Record *work)
{
    bool plaque = *text_of(work, "plaque_date") != '\0', said = *text_of(work, "occasion") != '\0';
    const Part parts[] = {
        {"unit", name, NULL},
        {"name", text_of(work, "name"), NULL},
        {"occasion", text_of(work, "occasion"), NULL},
        {NULL},
    };
    const char *sentence =
        plaque ? said ? tr(scene->lang,
                           N_("{unit}: put up the plaque on the work “{name}” {occasion}."))
                      : tr(scene->lang, N_("{unit}: put up the plaque on the work “{name}”."))
        : said ? tr(scene->lang, N_("{unit}: completed the work “{name}” {occasion}."))
               : tr(scene->lang, N_("{unit}: completed the work “{name}”."));
    block_fill(doc_add(doc, DOC_ITEM), sentence, parts);
}

/* A few works each stand in a line of their own; many in one. */
static void
works(Doc *doc, const Scene *scene, const char *name, const GPtrArray *works)
{
    if (works->len <= WORKS_ONE_BY_ONE) {
        for (guint i = 0; i < works->len; i++)
            one_work(doc, scene, name, g_ptr_array_index(works, i));
        return;
    }
    guint plaques = 0;
    for (guint i = 0; i < works->len; i++)
        plaques += *text_of(g_ptr_array_index(works, i), "plaque_date") != '\0';
    g_autofree char *count = count_print_padded(works->len, scene->lang),
                    *with_plaque = count_print_padded(plaques, scene->lang),
                    *titles = quoted(works, N_("and {n} other works"), scene->lang);
    const Part parts[] = {
        {"unit", name, NULL},
        {"count", count, NULL},
        {"plaques", with_plaque, NULL},
        {"titles", titles, NULL},
        {NULL},
    };
    block_fill(
        doc_add(doc, DOC_ITEM),
        tr(scene->lang,
           N_("{unit}: completed {count} works, {plaques} of them with a plaque: {titles}.")),
        parts);
}

/* Without those that are only planned: they were written on some day too, but not opened on it. */
static GPtrArray *
works_opened(const GPtrArray *works)
{
    GPtrArray *opened = g_ptr_array_new();
    for (guint i = 0; i < works->len; i++)
        if (*text_of(g_ptr_array_index(works, i), "opened") != '\0')
            g_ptr_array_add(opened, g_ptr_array_index(works, i));
    return opened;
}

static bool
highlights(Doc *doc, const Scene *scene, gint64 number, GError **error)
{
    /* A model, fund or work counts while it goes on: those begun up to the end of the period. */
    Period until = {DAY_UNSET, scene->ask->period.to};
    g_autoptr(Book) book = book_get(scene->db, number, error);
    g_autoptr(GPtrArray) models =
        book != NULL ? records_of(scene->db, "model", &number, 1, until, error) : NULL;
    g_autoptr(GPtrArray) open_funds =
        models != NULL ? records_of(scene->db, "fund", &number, 1, until, error) : NULL;
    g_autoptr(GPtrArray) done =
        open_funds != NULL ? records_of(scene->db, "work", &number, 1, scene->ask->period, error)
                           : NULL;
    if (done == NULL)
        return false;
    g_autofree char *name = short_name(scene->db, book, scene->ask->period.to);
    g_autoptr(GPtrArray) opened = works_opened(done);
    all_mobilisation_models(doc, scene, name, models);
    funds(doc, scene, name, open_funds);
    other_models(doc, scene, name, models);
    works(doc, scene, name, opened);
    return true;
}

/* What not every unit has: said where there is something of it. */
static bool
further_counts(Doc *doc, const Scene *scene, GError **error)
{
    static const struct {
        const char *part, *measure, *cut, *key;
    } asked[] = {
        {"opinions", "opinions", NULL, NULL},    {"introduced", "introduced", NULL, NULL},
        {"admitted", "admitted", NULL, NULL},    {"awards", "awards", NULL, NULL},
        {"persons", "awards", "sort", "person"}, {"collectives", "awards", "sort", "collective"},
        {"fees", "fees_paid", NULL, NULL},
    };
    enum { OPINIONS, INTRODUCED, ADMITTED, AWARDS, PERSONS, COLLECTIVES, FEES, COUNT };
    g_autoptr(GPtrArray) answers = g_ptr_array_new_with_free_func((GDestroyNotify)answer_free);
    Part parts[COUNT + 1] = {0};
    gint64 sums[COUNT];
    for (int i = 0; i < COUNT; i++) {
        Answer *answer =
            scene_answer(scene, asked[i].measure, NULL, asked[i].cut, asked[i].key, error);
        if (answer == NULL)
            return false;
        g_ptr_array_add(answers, answer);
        parts[i] = (Part){asked[i].part, NULL, answer};
        sums[i] = answer->figure.known ? answer->figure.sum.vnd : 0;
    }
    if (sums[OPINIONS] > 0 && sums[INTRODUCED] + sums[ADMITTED] == 0)
        block_fill(doc_add(doc, DOC_PARAGRAPH),
                   tr(scene->lang, N_("Party and government building: {opinions} opinions given.")),
                   parts);
    else if (sums[OPINIONS] + sums[INTRODUCED] + sums[ADMITTED] > 0)
        block_fill(doc_add(doc, DOC_PARAGRAPH),
                   tr(scene->lang,
                      N_("Party and government building: {opinions} opinions given, {introduced} "
                         "outstanding members introduced to the Party, {admitted} admitted.")),
                   parts);
    if (sums[AWARDS] > 0)
        block_fill(doc_add(doc, DOC_PARAGRAPH),
                   tr(scene->lang, N_("{awards} honours: {persons} of persons, {collectives} of "
                                      "collectives.")),
                   parts);
    if (sums[FEES] > 0)
        block_fill(doc_add(doc, DOC_PARAGRAPH),
                   tr(scene->lang, N_("Union fees collected: {fees}.")), parts);
    return true;
}

bool
union_part(Doc *doc, const Scene *scene, GError **error)
{
    if (!common_paragraph(doc, scene, error) || !further_counts(doc, scene, error))
        return false;
    doc_paragraph(doc, tr(scene->lang, N_("What stands out on each side:")));
    for (guint i = 0; i < scene->books->len; i++)
        if (!highlights(doc, scene, g_array_index(scene->books, gint64, i), error))
            return false;
    return true;
}
