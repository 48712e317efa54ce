/* drive.c: one blood drive on a sheet: the plan and what came of it, bags by volume and component, what was given to the
 * donors beside what the rules of its day make of it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/paper.h"

#include "base/error.h"
#include "base/percent.h"
#include "records/codec.h"
#include "records/field.h"
#include "records/kinds.h"
#include "standing/blood.h"

static void
line(Doc *doc, const char *label, const char *text)
{
    DocBlock *block = doc_add(doc, DOC_ITEM);
    g_autofree char *head = g_strdup_printf("%s: ", label);
    block_text(block, head);
    block_bold(block, text);
}

/* A count of the record with its label and unit; nothing where it is empty. */
static void
count_line(Doc *doc, const Record *drive, const char *name)
{
    int index = kind_field(drive->kind, name);
    const Field *field = &drive->kind->fields[index];
    if (record_is_empty(drive, index))
        return;
    g_autofree char *number = count_print(record_count(drive, index), doc->lang);
    g_autofree char *text = g_strdup_printf("%s %s", number, tr(doc->lang, field->unit));
    line(doc, tr(doc->lang, field->label), text);
}

static void
plan_line(Doc *doc, const Record *drive, gint64 done, const char *target)
{
    g_autofree char *share =
        percent_print(done, record_count(drive, kind_field(drive->kind, target)), doc->lang);
    if (share != NULL)
        line(doc, tr(doc->lang, N_("Of the plan")), share);
}

static void
component_lines(Doc *doc, const Record *drive)
{
    int index = kind_field(drive->kind, "apheresis");
    const Field *component = &drive->kind->fields[index].parts[0];
    for (gsize item = 0; item < record_items(drive, index); item++) {
        g_autofree char *code = record_part(drive, index, item, 0),
                        *ml = record_part(drive, index, item, 1),
                        *bags = record_part(drive, index, item, 2);
        g_autofree char *label = field_print(component, code, doc->lang, NULL, NULL);
        g_autofree char *text = g_strdup_printf(tr(doc->lang, N_("%s bags of %s ml")), bags, ml);
        line(doc, label, text);
    }
}

static void
gift_row(DocBlock *table, const Record *drive, const char *name, const char *rule, Lang lang)
{
    int index = kind_field(drive->kind, name);
    Money given;
    DocRow *row = table_row(table, false);
    row_text(row, tr(lang, drive->kind->fields[index].label));
    row_text(row, rule);
    if (record_money(drive, index, &given)) {
        g_autofree char *text = money_digits(given.vnd, lang);
        row_number(row, given.vnd, text, NULL);
    } else {
        row_text(row, "");
    }
}

static char *
amount(const char *format, Money money, Lang lang)
{
    g_autofree char *digits = money_digits(money.vnd, lang);
    g_auto(GStrv) halves = g_strsplit(tr(lang, format), "{n}", 2);
    return g_strjoinv(digits, halves);
}

static bool
gifts_table(Doc *doc, Db *db, const Book *book, const Record *drive, GError **error)
{
    Lang lang = doc->lang;
    g_auto(BloodGifts) gifts = {0};
    if (!blood_gifts(db, book, drive, &gifts, error))
        return false;
    doc_heading(doc, 2, tr(lang, N_("Given to the donors")));
    DocBlock *table = doc_table(doc);
    table_column(table, "", DOC_LEFT, 34, false);
    table_column(table, tr(lang, N_("By the rules of that day")), DOC_RIGHT, 33, false);
    table_column(table, tr(lang, N_("Given")), DOC_RIGHT, 33, true);
    g_autofree char *least = amount(N_("at least {n}"), gifts.least, lang),
                    *meals = amount(N_("at least {n}"), gifts.meals, lang),
                    *travel = amount(N_("at most {n}"), gifts.travel, lang);
    gift_row(table, drive, "gifts", gifts.least.vnd > 0 ? least : "", lang);
    gift_row(table, drive, "meals", gifts.meals.vnd > 0 ? meals : "", lang);
    gift_row(table, drive, "travel", gifts.travel.vnd > 0 ? travel : "", lang);
    if (gifts.decision != NULL && *gifts.decision != '\0') {
        g_autofree char *by = g_strdup_printf(tr(lang, N_("By: %s.")), gifts.decision);
        block_text(doc_add(doc, DOC_NOTE), by);
    }
    if (!gifts.complete)
        block_text(doc_add(doc, DOC_NOTE),
                   tr(lang, N_("For some bags no rule was in force on that day; they are not in "
                               "the sums of the rules.")));
    return true;
}

static void
collected(Doc *doc, const Record *drive)
{
    static const char *const counts[] = {"bags_250", "bags_350", "bags_450", "bags_other",
                                         "other_ml"};
    BloodBags bags = blood_bags(drive);
    doc_heading(doc, 2, tr(doc->lang, N_("Collected")));
    for (gsize i = 0; i < G_N_ELEMENTS(counts); i++)
        count_line(doc, drive, counts[i]);
    g_autofree char *number = count_print(bags.bags, doc->lang),
                    *ml = count_print(bags.ml, doc->lang),
                    *converted = blood_converted_print(bags.ml, doc->lang);
    g_autofree char *text =
        g_strdup_printf(tr(doc->lang, N_("%s bags, %s ml, that is %s")), number, ml, converted);
    line(doc, tr(doc->lang, N_("Whole blood together")), text);
    component_lines(doc, drive);
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    static const char *const counts[] = {"target",   "target_bags", "registered", "came",
                                         "eligible", "deferred",    "donors",     "volunteers"};
    g_autoptr(Doc) doc = doc_new(ask->lang);
    g_autoptr(Book) book = NULL;
    gint64 entry;
    if (ask->record == NULL)
        return fail_null(error, KN_MISSING, "Choose the blood drive.");
    if (!record_id_read(db, ask->own, ask->record, &book, &entry, error))
        return NULL;
    g_autoptr(Record) drive = record_load(db, book, entry, error);
    if (drive == NULL || !paper_head(doc, db, ask->own, ask->today, "BC", error))
        return NULL;
    if (!g_str_equal(drive->kind->name, "blood_drive"))
        return fail_null(error, KN_INVALID, "This record is no blood drive.");
    g_autofree char *day = day_print(record_dated(drive), ask->lang), *title = record_title(drive);
    doc->type = g_strdup(tr(ask->lang, N_("REPORT")));
    doc->subject = g_strdup_printf(tr(ask->lang, N_("Blood drive: %s, %s")), title, day);
    doc->data = record_to_json(drive);
    static const char *const texts[] = {"place", "receiver", "assigned_by"};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        if (*text_of(drive, texts[i]) != '\0')
            line(doc, tr(ask->lang, drive->kind->fields[kind_field(drive->kind, texts[i])].label),
                 text_of(drive, texts[i]));
    for (gsize i = 0; i < G_N_ELEMENTS(counts); i++)
        count_line(doc, drive, counts[i]);
    BloodBags bags = blood_bags(drive);
    if (record_is_empty(drive, kind_field(drive->kind, "target_bags")))
        plan_line(doc, drive, record_count(drive, kind_field(drive->kind, "donors")), "target");
    else
        plan_line(doc, drive, bags.bags + bags.component_bags, "target_bags");
    collected(doc, drive);
    if (!gifts_table(doc, db, book, drive, error))
        return NULL;
    paper_close(doc);
    return paper_signer(doc, db, ask->own, ask->today, error) ? g_steal_pointer(&doc) : NULL;
}

const Report report_drive = {
    .name = "drive",
    .title = N_("Sheet of a blood drive"),
    .about = N_("one drive: plan, bags, what the donors were given beside the rules"),
    .of_kind = "blood_drive",
    .build = build,
};
