/* blood.c: the blood drives of a period: who came, what was collected, against the plan and the same period of the year
 * before, by campaign and by receiving centre. Bags, ml and converted units stand side by side: none of them is called
 * "units" alone.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/paper.h"
#include "reports/scene.h"

#include "base/error.h"
#include "base/percent.h"
#include "records/kinds.h"
#include "standing/blood.h"

/* The same days of the year before; 29 February becomes the 28th. */
static Day
year_before(Day day)
{
    int year, month, of_month;
    day_parts(day, &year, &month, &of_month);
    Day before = day_of(year - 1, month, of_month);
    return before != DAY_UNSET ? before : day_of(year - 1, month, of_month - 1);
}

typedef struct {
    Db *db;
    const GArray *books;
    Period period;
    const char *cut, *key; /* NULL: all */
    bool outside;
    Lang lang;
} Ask;

static Answer *
ask_one(const Ask *ask, const char *measure, GError **error)
{
    const Question question = {.measure = measure_find(measure),
                               .books = (gint64 *)(void *)ask->books->data,
                               .book_count = ask->books->len,
                               .period = ask->period,
                               .cut = ask->cut,
                               .key = ask->outside ? NULL : ask->key,
                               .outside = ask->outside};
    return answer_question(ask->db, &question, ask->lang, error);
}

static bool
ask_number(const Ask *ask, const char *measure, gint64 *ret_number, GError **error)
{
    g_autoptr(Answer) answer = ask_one(ask, measure, error);
    if (answer == NULL)
        return false;
    *ret_number = answer->figure.sum.vnd;
    return true;
}

/* Of the planned bags where the plan speaks of bags, else of the planned people. NULL without error: no plan. */
static bool
plan_share(const Ask *ask, char **ret_share, GError **error)
{
    gint64 bags, components, target_bags, donors, target;
    if (!ask_number(ask, "blood_bags", &bags, error) ||
        !ask_number(ask, "apheresis_bags", &components, error) ||
        !ask_number(ask, "blood_target_bags", &target_bags, error) ||
        !ask_number(ask, "blood_donors", &donors, error) ||
        !ask_number(ask, "blood_target", &target, error))
        return false;
    *ret_share = target_bags > 0 ? percent_print(bags + components, target_bags, ask->lang)
                                 : percent_print(donors, target, ask->lang);
    return true;
}

static const char *const counted[] = {
    "blood_drives", "blood_registered", "blood_came",     "blood_eligible", "blood_deferred",
    "blood_donors", "bags_250",         "bags_350",       "bags_450",       "bags_other",
    "blood_bags",   "blood_ml",         "apheresis_bags", "apheresis_ml",
};

static void
row_share(DocRow *row, gint64 part, gint64 whole, Lang lang)
{
    g_autofree char *share = percent_print(part, whole, lang);
    row_text(row, share != NULL ? share : "");
}

static void
converted_row(DocBlock *table, gint64 now, gint64 before, Lang lang)
{
    g_autofree char *this_year = blood_converted_number(now, lang),
                    *last_year = blood_converted_number(before, lang);
    DocRow *row = table_row(table, true);
    row_text(row, tr(lang, N_("Converted units of 250 ml (ml / 250)")));
    row_text(row, this_year);
    row_text(row, before > 0 ? last_year : "");
    row_share(row, now, before, lang);
}

/* Everything counted, beside the same period of the year before. */
static bool
counts_table(Doc *doc, const Ask *ask, GError **error)
{
    DocBlock *table = doc_table(doc);
    Ask before = *ask;
    before.period = (Period){year_before(ask->period.from), year_before(ask->period.to)};
    table_column(table, tr(ask->lang, N_("What is counted")), DOC_LEFT, 46, false);
    table_column(table, tr(ask->lang, N_("This period")), DOC_RIGHT, 18, true);
    table_column(table, tr(ask->lang, N_("Same period of the year before")), DOC_RIGHT, 18, true);
    table_column(table, tr(ask->lang, N_("Compared")), DOC_RIGHT, 18, false);
    for (gsize i = 0; i < G_N_ELEMENTS(counted); i++) {
        const Measure *measure = measure_find(counted[i]);
        g_autoptr(Answer) now = ask_one(ask, counted[i], error),
                          then = now != NULL ? ask_one(&before, counted[i], error) : NULL;
        if (then == NULL)
            return false;
        if (now->figure.sum.vnd > 0 || then->figure.sum.vnd > 0) {
            g_autofree char *label = g_strdup_printf("%s (%s)", tr(ask->lang, measure->label),
                                                     tr(ask->lang, measure->unit));
            DocRow *row = table_row(table, false);
            row_text(row, label);
            row_answer(row, now, ask->lang);
            if (then->figure.sum.vnd > 0)
                row_answer(row, then, ask->lang);
            else
                row_text(row, "");
            row_share(row, now->figure.sum.vnd, then->figure.sum.vnd, ask->lang);
        }
        if (g_str_equal(counted[i], "blood_ml") &&
            (now->figure.sum.vnd > 0 || then->figure.sum.vnd > 0))
            converted_row(table, now->figure.sum.vnd, then->figure.sum.vnd, ask->lang);
    }
    return true;
}

/* One line of a table along a cut. */
static bool
cut_row(DocBlock *table, const Ask *ask, const char *label, GError **error)
{
    static const char *const columns[] = {"blood_drives", "blood_registered", "blood_donors",
                                          "blood_bags", "blood_ml"};
    g_autofree char *share = NULL, *converted = NULL;
    DocRow *row = table_row(table, false);
    row_text(row, label);
    for (gsize i = 0; i < G_N_ELEMENTS(columns); i++) {
        g_autoptr(Answer) answer = ask_one(ask, columns[i], error);
        if (answer == NULL)
            return false;
        row_answer(row, answer, ask->lang);
        if (g_str_equal(columns[i], "blood_ml"))
            converted = blood_converted_number(answer->figure.sum.vnd, ask->lang);
    }
    if (!plan_share(ask, &share, error))
        return false;
    row_text(row, converted);
    row_text(row, share != NULL ? share : "");
    return true;
}

/* What a slice is called: a campaign by its title, a centre by itself. */
static char *
slice_label(const Ask *ask, const char *cut, const char *key, GError **error)
{
    if (!g_str_equal(cut, "campaign"))
        return g_strdup(key);
    g_autoptr(Book) book = book_get(ask->db, g_array_index(ask->books, gint64, 0), error);
    return book != NULL ? record_ref_title(ask->db, book, "campaign", key) : NULL;
}

static bool
cut_table(Doc *doc, const Ask *ask, const char *cut, const char *heading, const char *rest,
          GError **error)
{
    const Question question = {.measure = measure_find("blood_drives"),
                               .books = (gint64 *)(void *)ask->books->data,
                               .book_count = ask->books->len,
                               .period = ask->period,
                               .cut = cut};
    g_autoptr(GPtrArray) slices = question_slices(ask->db, &question, error);
    if (slices == NULL)
        return false;
    if (slices->len == 0)
        return true;
    doc_heading(doc, 2, heading);
    DocBlock *table = doc_table(doc);
    table_column(table, "", DOC_LEFT, 28, false);
    table_column(table, tr(ask->lang, N_("Drives")), DOC_RIGHT, 9, true);
    table_column(table, tr(ask->lang, N_("Registered")), DOC_RIGHT, 12, true);
    table_column(table, tr(ask->lang, N_("Gave blood")), DOC_RIGHT, 11, true);
    table_column(table, tr(ask->lang, N_("Bags")), DOC_RIGHT, 10, true);
    table_column(table, "ml", DOC_RIGHT, 12, true);
    table_column(table, tr(ask->lang, N_("Converted 250 ml")), DOC_RIGHT, 10, false);
    table_column(table, tr(ask->lang, N_("Of the plan")), DOC_RIGHT, 8, false);
    Ask slice = *ask;
    slice.cut = cut;
    for (guint i = 0; i < slices->len; i++) {
        slice.key = ((const QuestionSlice *)g_ptr_array_index(slices, i))->key;
        g_autofree char *label = slice_label(ask, cut, slice.key, error);
        if (label == NULL || !cut_row(table, &slice, label, error))
            return false;
    }
    slice.key = NULL;
    slice.outside = true;
    gint64 left;
    return ask_number(&slice, "blood_drives", &left, error) &&
           (left == 0 || cut_row(table, &slice, rest, error));
}

/* A drive may count for another year than the one it was held in. */
static bool
work_year(Doc *doc, const Ask *ask, GError **error)
{
    int year, month, day, last_year, last_month, last_day;
    day_parts(ask->period.from, &year, &month, &day);
    day_parts(ask->period.to, &last_year, &last_month, &last_day);
    if (year != last_year || month != 1 || day != 1 || last_month != 12 || last_day != 31)
        return true;
    g_autofree char *key = g_strdup_printf("%d", year);
    Ask own = *ask, named = *ask;
    own.cut = named.cut = "work_year";
    own.outside = true;
    named.key = key;
    named.period = (Period){day_of(year - 1, 1, 1), day_of(year + 1, 12, 31)};
    gint64 held, all, named_all;
    if (!ask_number(ask, "blood_drives", &all, error) ||
        !ask_number(&own, "blood_drives", &held, error) ||
        !ask_number(&named, "blood_drives", &named_all, error))
        return false;
    if (held == all && named_all == 0)
        return true;
    gint64 bags, more_bags, ml, more_ml;
    if (!ask_number(&own, "blood_bags", &bags, error) ||
        !ask_number(&named, "blood_bags", &more_bags, error) ||
        !ask_number(&own, "blood_ml", &ml, error) ||
        !ask_number(&named, "blood_ml", &more_ml, error))
        return false;
    g_autofree char *drives = count_print(held + named_all, ask->lang),
                    *all_bags = count_print(bags + more_bags, ask->lang),
                    *converted = blood_converted_print(ml + more_ml, ask->lang);
    const Part parts[] = {{"year", key, NULL},
                          {"drives", drives, NULL},
                          {"bags", all_bags, NULL},
                          {"converted", converted, NULL},
                          {NULL}};
    block_fill(doc_add(doc, DOC_PARAGRAPH),
               tr(ask->lang, N_("Counted for the work year {year}, in which some drives of other "
                                "days belong: {drives} drives, {bags} bags of whole blood, "
                                "{converted}.")),
               parts);
    return true;
}

static void
drive_row(DocBlock *table, const Record *drive, Lang lang)
{
    static const char *const counts[] = {"registered", "came",     "deferred", "donors",
                                         "bags_250",   "bags_350", "bags_450"};
    DocRow *row = table_row(table, false);
    g_autofree char *day = day_print(record_dated(drive), lang), *title = record_title(drive);
    row_text(row, day);
    row_text(row, title);
    for (gsize i = 0; i < G_N_ELEMENTS(counts); i++) {
        gint64 number = record_count(drive, kind_field(drive->kind, counts[i]));
        g_autofree char *text = count_print(number, lang);
        row_number(row, number, text, NULL);
    }
    BloodBags bags = blood_bags(drive);
    g_autofree char *ml = count_print(bags.ml, lang);
    row_number(row, bags.ml, ml, NULL);
}

static bool
drives_table(Doc *doc, const Ask *ask, GError **error)
{
    g_autoptr(GPtrArray) drives =
        records_of(ask->db, "blood_drive", (const gint64 *)(const void *)ask->books->data,
                   ask->books->len, ask->period, error);
    if (drives == NULL)
        return false;
    if (drives->len == 0)
        return true;
    doc_heading(doc, 2, tr(ask->lang, N_("Drive by drive")));
    DocBlock *table = doc_table(doc);
    table_column(table, tr(ask->lang, N_("Date")), DOC_LEFT, 12, false);
    table_column(table, tr(ask->lang, N_("Name of the drive")), DOC_LEFT, 24, false);
    static const char *const heads[] = {N_("Registered"), N_("Came"), N_("Deferred"),
                                        N_("Gave blood"), "250 ml",   "350 ml",
                                        "450 ml",         "ml"};
    for (gsize i = 0; i < G_N_ELEMENTS(heads); i++)
        table_column(table, tr(ask->lang, heads[i]), DOC_RIGHT, 8, true);
    for (guint i = 0; i < drives->len; i++)
        drive_row(table, g_ptr_array_index(drives, i), ask->lang);
    return true;
}

/* "... 1.769 bags of whole blood = 619.150 ml = 2.476,6 converted units of 250 ml." */
static bool
summary(Doc *doc, const Ask *ask, GError **error)
{
    g_autofree char *share = NULL, *period = period_label(ask->period, ask->lang);
    g_autoptr(Answer) drives = ask_one(ask, "blood_drives", error),
                      registered = drives ? ask_one(ask, "blood_registered", error) : NULL,
                      donors = registered ? ask_one(ask, "blood_donors", error) : NULL,
                      bags = donors ? ask_one(ask, "blood_bags", error) : NULL,
                      ml = bags ? ask_one(ask, "blood_ml", error) : NULL;
    if (ml == NULL || !plan_share(ask, &share, error))
        return false;
    g_autofree char *converted = blood_converted_print(ml->figure.sum.vnd, ask->lang);
    const Part parts[] = {
        {"period", period, NULL},       {"drives", NULL, drives}, {"registered", NULL, registered},
        {"donors", NULL, donors},       {"bags", NULL, bags},     {"ml", NULL, ml},
        {"converted", converted, NULL}, {"share", share, NULL},   {NULL}};
    DocBlock *block = doc_add(doc, DOC_PARAGRAPH);
    block_fill(block,
               tr(ask->lang, N_("In {period}: {drives} blood drives, {registered} people "
                                "registered, {donors} gave blood; {bags} bags of whole blood, "
                                "together {ml} ml, that is {converted}.")),
               parts);
    if (share != NULL) {
        block_text(block, " ");
        block_fill(block, tr(ask->lang, N_("That is {share} of the plan.")), parts);
    }
    return true;
}

static json_t *
figures_json(const Ask *ask, GError **error)
{
    g_autofree char *label = period_label(ask->period, ask->lang),
                    *from = day_iso(ask->period.from), *to = day_iso(ask->period.to), *share = NULL;
    json_t *data = json_object(), *figures = json_object();
    json_object_set_new(data, "period",
                        json_pack("{s:s, s:s, s:s}", "from", from, "to", to, "label", label));
    json_object_set_new(data, "figures", figures);
    for (gsize i = 0; i < G_N_ELEMENTS(counted); i++) {
        g_autoptr(Answer) answer = ask_one(ask, counted[i], error);
        if (answer == NULL) {
            json_decref(data);
            return NULL;
        }
        json_object_set_new(figures, counted[i], json_integer(answer->figure.sum.vnd));
        if (g_str_equal(counted[i], "blood_ml")) {
            g_autofree char *converted = blood_converted_number(answer->figure.sum.vnd, LANG_EN);
            json_object_set_new(figures, "converted_250_ml", json_string(converted));
        }
    }
    if (!plan_share(ask, &share, error)) {
        json_decref(data);
        return NULL;
    }
    if (share != NULL)
        json_object_set_new(data, "of_plan", json_string(share));
    return data;
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    g_autoptr(Doc) doc = doc_new(ask->lang);
    g_autoptr(GPtrArray) houses =
        houses_list(db, ask->of != NULL ? ask->of : ask->own->code, ask->period.to, error);
    if (houses == NULL || !paper_head(doc, db, ask->own, ask->today, "BC", error))
        return NULL;
    if (houses->len == 0)
        return fail_null(error, KN_MISSING, "There is no unit to report on.");
    g_autoptr(GArray) books = g_array_new(FALSE, FALSE, sizeof(gint64));
    for (guint i = 0; i < houses->len; i++) {
        const GArray *of_house = ((const House *)g_ptr_array_index(houses, i))->books;
        g_array_append_vals(books, of_house->data, of_house->len);
    }
    const Ask all = {.db = db, .books = books, .period = ask->period, .lang = ask->lang};
    g_autofree char *period = period_label(ask->period, ask->lang);
    doc->type = g_strdup(tr(ask->lang, N_("REPORT")));
    doc->subject = g_strdup_printf(tr(ask->lang, N_("Results of blood donation in %s")), period);
    doc->data = figures_json(&all, error);
    if (doc->data == NULL || !summary(doc, &all, error) || !counts_table(doc, &all, error) ||
        !work_year(doc, &all, error) ||
        !cut_table(doc, &all, "campaign", tr(ask->lang, N_("By campaign")),
                   tr(ask->lang, N_("under no campaign")), error) ||
        !cut_table(doc, &all, "receiver", tr(ask->lang, N_("By receiving centre")),
                   tr(ask->lang, N_("centre not said")), error) ||
        !drives_table(doc, &all, error))
        return NULL;
    doc_paragraph(doc, tr(ask->lang, N_("The unit respectfully reports")))->closing = true;
    return paper_signer(doc, db, ask->own, ask->today, error) ? g_steal_pointer(&doc) : NULL;
}

const Report report_blood = {
    .name = "blood",
    .title = N_("Blood drives"),
    .about = N_("drives, bags by volume, ml, converted units, percent of the plan"),
    .group = N_("Blood"),
    .build = build,
};
