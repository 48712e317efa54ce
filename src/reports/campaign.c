/* campaign.c: one campaign, this season beside the last ones: what was pledged, raised, allocated and delivered, counts
 * each in its own unit, by commune and for whom.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/campaign_part.h"

#include "base/error.h"
#include "base/text.h"
#include "records/campaign.h"
#include "records/kinds.h"
#include "reports/paper.h"

void
held_free(Held *held)
{
    if (held == NULL)
        return;
    book_free(held->book);
    record_free(held->record);
    g_free(held->ref);
    g_free(held);
}

Question
held_question(const Held *held, const char *measure, guint season)
{
    const Scene *scene = held->scene;
    Question question = {.measure = measure_find(measure),
                         .books = &held->book->book,
                         .book_count = 1,
                         .period = held->seasons[season],
                         .cut = "campaign",
                         .key = held->ref,
                         .beside = (gint64 *)(void *)scene->books->data,
                         .beside_count = scene->elsewhere->len > 0 ? scene->books->len : 0};
    g_assert(question.measure != NULL);
    return question;
}

Answer *
held_answer(const Held *held, const char *measure, guint season, GError **error)
{
    Question question = held_question(held, measure, season);
    return answer_question(held->scene->db, &question, held->scene->lang, error);
}

char *
season_label(Period season)
{
    int first, last, month, day;
    day_parts(season.from, &first, &month, &day);
    day_parts(season.to, &last, &month, &day);
    return first == last ? g_strdup_printf("%d", last) : g_strdup_printf("%d-%d", first, last);
}

/* The campaign asked for, else the newest. */
static Record *
asked_record(Db *db, const ReportAsk *ask, Book **ret_book, GError **error)
{
    if (ask->record != NULL && *ask->record != '\0') {
        gint64 entry;
        if (!record_id_read(db, ask->own, ask->record, ret_book, &entry, error))
            return NULL;
        g_autoptr(Record) record = record_load(db, *ret_book, entry, error);
        if (record != NULL && !g_str_equal(record->kind->name, "campaign"))
            return fail_null(error, KN_INVALID, "%s is no campaign.", ask->record);
        return g_steal_pointer(&record);
    }
    g_autoptr(GPtrArray) all =
        records_of(db, "campaign", &ask->own->book, 1, (Period){DAY_UNSET, DAY_UNSET}, error);
    if (all == NULL)
        return NULL;
    if (all->len == 0)
        return fail_null(error, KN_MISSING, "No campaign is written in this book.");
    *ret_book = book_get(db, ask->own->book, error);
    return *ret_book != NULL ? record_copy(all->pdata[all->len - 1]) : NULL;
}

static bool
share_a_name(const GPtrArray *names, const GPtrArray *others)
{
    for (guint i = 0; i < names->len; i++)
        if (g_ptr_array_find_with_equal_func((GPtrArray *)others, names->pdata[i], g_str_equal,
                                             NULL))
            return true;
    return false;
}

/* The last that has begun on that day, and those before it. */
static void
set_seasons(Held *held, Day day)
{
    int year, month, of_month;
    day_parts(day, &year, &month, &of_month);
    if (campaign_season(held->record, year + 1).from <= day)
        year++;
    if (campaign_season(held->record, year).from > day)
        year--;
    for (int i = 0; i < SEASONS; i++)
        held->seasons[i] = campaign_season(held->record, year - (SEASONS - 1) + i);
}

/* Every record of the scene's books that goes by one of its names: twins may each have their own. */
static bool
gather_held(const Scene *scene, const Record *asked, Day day, GPtrArray *all, GError **error)
{
    g_autoptr(GPtrArray) names = campaign_names(asked);
    for (guint i = 0; i < scene->books->len; i++) {
        gint64 number = g_array_index(scene->books, gint64, i);
        g_autoptr(GPtrArray) records =
            records_of(scene->db, "campaign", &number, 1, (Period){DAY_UNSET, DAY_UNSET}, error);
        for (guint r = 0; records != NULL && r < records->len; r++) {
            const Record *record = records->pdata[r];
            g_autoptr(GPtrArray) others = campaign_names(record);
            bool itself = record->book == asked->book && record->entry == asked->entry;
            if (!itself && !share_a_name(names, others))
                continue;
            Held *held = g_new0(Held, 1);
            g_ptr_array_add(all, held);
            held->scene = scene;
            held->record = record_copy(record);
            held->book = book_get(scene->db, number, error);
            held->ref = g_strdup_printf("%" G_GINT64_FORMAT, record->entry);
            if (held->book == NULL)
                return false;
            set_seasons(held, day);
        }
        if (records == NULL)
            return false;
    }
    return true;
}

/* Which days, and by which name it went then. */
static void
say_seasons(Doc *doc, const Held *held)
{
    for (int i = SEASONS - 1; i >= 0; i--) {
        Period season = held->seasons[i];
        g_autofree char *label = season_label(season),
                        *name = campaign_name(held->record, season.to),
                        *from = day_print(season.from, held->scene->lang),
                        *to = day_print(season.to, held->scene->lang);
        const Part parts[] = {{"season", label, NULL},
                              {"name", name, NULL},
                              {"from", from, NULL},
                              {"to", to, NULL},
                              {NULL}};
        block_fill(doc_add(doc, DOC_ITEM),
                   tr(held->scene->lang, N_("Season {season}: “{name}”, from {from} to {to}.")),
                   parts);
    }
}

/* What was done under it between its seasons stands in none of the columns. */
static bool
say_outside(Doc *doc, const Held *held, GError **error)
{
    Question question = held_question(held, "activities", SEASONS - 1);
    question.period.from = held->seasons[0].from;
    g_autoptr(Answer) all = answer_question(held->scene->db, &question, held->scene->lang, error);
    if (all == NULL)
        return false;
    gint64 outside = all->figure.sum.vnd;
    for (guint i = 0; i < SEASONS; i++) {
        g_autoptr(Answer) one = held_answer(held, "activities", i, error);
        if (one == NULL)
            return false;
        outside -= one->figure.sum.vnd;
    }
    if (outside == 0)
        return true;
    g_autofree char *count = count_print(outside, held->scene->lang);
    const Part parts[] = {{"n", count, NULL}, {NULL}};
    block_fill(doc_add(doc, DOC_NOTE),
               tr(held->scene->lang,
                  N_("{n} activities under this campaign lie between its seasons and stand in no "
                     "column.")),
               parts);
    return true;
}

static bool
is_used(const Held *held, bool *ret_used, GError **error)
{
    static const char *const measures_of_use[] = {"activities", "blood_drives"};
    *ret_used = false;
    for (gsize i = 0; i < G_N_ELEMENTS(measures_of_use); i++) {
        Question question = held_question(held, measures_of_use[i], SEASONS - 1);
        question.period.from = held->seasons[0].from;
        Figure figure;
        if (!question_answer(held->scene->db, &question, &figure, error))
            return false;
        *ret_used = *ret_used || figure.entries > 0;
    }
    return true;
}

static bool
held_part(Doc *doc, const Held *held, bool several, json_t *units, GError **error)
{
    const Scene *scene = held->scene;
    g_autofree char *name = short_name(scene->db, held->book, scene->ask->period.to);
    json_t *seasons = json_array();
    json_array_append_new(units,
                          json_pack("{s:s, s:o}", "code", held->book->code, "seasons", seasons));
    if (several)
        doc_heading(doc, 1, name);
    say_seasons(doc, held);
    return campaign_seasons(doc, held, seasons, error) && say_outside(doc, held, error) &&
           campaign_along(doc, held, "reporter", N_("By commune"), error) &&
           campaign_along(doc, held, "group", N_("By target group"), error);
}

/* Only records of it that anything was done under. */
static bool
keep_used(GPtrArray *all, GError **error)
{
    for (guint i = all->len; i > 0; i--) {
        bool used;
        if (!is_used(all->pdata[i - 1], &used, error))
            return false;
        if (!used)
            g_ptr_array_remove_index(all, i - 1);
    }
    return true;
}

static bool
body(Doc *doc, const Scene *scene, const Record *asked, Day day, GError **error)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)held_free);
    json_t *units = json_array();
    doc->data = json_pack("{s:s, s:o}", "name", text_of(asked, "name"), "units", units);
    if (!gather_held(scene, asked, day, all, error) || !keep_used(all, error))
        return false;
    for (guint i = 0; i < all->len; i++)
        if (!held_part(doc, all->pdata[i], all->len > 1, units, error))
            return false;
    if (all->len == 0)
        doc_paragraph(doc, tr(scene->lang, N_("Nothing is written under this campaign in its last "
                                              "seasons.")));
    doc_paragraph(doc, tr(scene->lang, N_("The unit respectfully reports")))->closing = true;
    return true;
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    g_auto(Scene) scene = {0};
    g_autoptr(Doc) doc = doc_new(ask->lang);
    g_autoptr(Book) book = NULL;
    g_autoptr(Record) asked = asked_record(db, ask, &book, error);
    if (asked == NULL)
        return NULL;
    Day day = MIN(ask->period.to, ask->today);
    ReportAsk until = *ask;
    until.period = (Period){MIN(ask->period.from, day), day};
    g_autofree char *codes =
        ask->of != NULL ? g_strdup(ask->of) : scene_own_house(db, &until, error);
    if (codes == NULL || !scene_init(&scene, db, &until, codes, error) ||
        !paper_head(doc, db, ask->own, ask->today, "BC", error))
        return NULL;
    g_autofree char *name = campaign_name(asked, day);
    doc->type = g_strdup(tr(ask->lang, N_("REPORT")));
    doc->subject =
        g_strdup_printf(tr(ask->lang, N_("Results of “%s”, season beside season")), name);
    if (!body(doc, &scene, asked, day, error) ||
        !paper_signer(doc, db, ask->own, ask->today, error))
        return NULL;
    return g_steal_pointer(&doc);
}

const Report report_campaign = {
    .name = "campaign",
    .title = N_("Results of a campaign"),
    .about = N_("this season beside the last ones: values by state, counts, communes, for whom"),
    .of_kind = "campaign",
    .build = build,
};
