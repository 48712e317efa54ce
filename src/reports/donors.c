/* donors.c: the register of blood donors at work: who may be called for the next drive, with room to sign, and whose honours
 * are due. It names people, so it is not for plain readers. Advice by the rules in force; the doctor at the drive decides.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/paper.h"
#include "reports/register.h"

#include "base/error.h"
#include "base/text.h"
#include "records/field.h"
#include "records/kinds.h"
#include "standing/consents.h"
#include "standing/donor.h"

/* The day people are called for: the next drive written down, else today. */
static bool
day_of_call(Db *db, const ReportAsk *ask, Day *ret_day, char **ret_title, GError **error)
{
    g_autoptr(GPtrArray) drives = records_of(db, "blood_drive", &ask->own->book, 1,
                                             (Period){ask->today, day_of(2199, 12, 31)}, error);
    if (drives == NULL)
        return false;
    const Record *next = drives->len > 0 ? g_ptr_array_index(drives, 0) : NULL;
    *ret_day = next != NULL ? record_dated(next) : ask->today;
    *ret_title = next != NULL ? record_title(next) : NULL;
    return true;
}

typedef struct {
    Db *db;
    const ReportAsk *ask;
    const DonorRules *rules;
    DocBlock *call, *honours;
    json_t *call_data, *honours_data;
} Lists;

static void
add_call(Lists *lists, const Record *donor, const DonorState *state)
{
    Lang lang = lists->ask->lang;
    g_autofree char *last = state->last != DAY_UNSET ? day_print(state->last, lang) : g_strdup(""),
                    *count = count_print(state->count, lang),
                    *number = g_strdup_printf("%d", (int)lists->call->rows->len + 1),
                    *id = record_id(lists->rules->book, donor->entry);
    g_autofree char *most =
        state->most_ml > 0 ? g_strdup_printf("%d ml", (int)state->most_ml) : g_strdup("");
    DocRow *row = table_row(lists->call, false);
    row_text(row, number);
    row_text(row, text_of(donor, "name"));
    row_born(row, text_of(donor, "born"), lang);
    row_text(row, text_of(donor, "phone"));
    row_text(row, text_of(donor, "blood_group"));
    row_number(row, state->count, count, NULL);
    row_text(row, last);
    row_text(row, most);
    row_text(row, "");
    json_array_append_new(lists->call_data,
                          json_pack("{s:s, s:s, s:I}", "id", id, "name", text_of(donor, "name"),
                                    "count", (json_int_t)state->count));
}

static void
add_honour(Lists *lists, const Record *donor, const DonorState *state, const Rate *honour)
{
    g_autofree char *count = count_print(state->count, lists->ask->lang),
                    *id = record_id(lists->rules->book, donor->entry);
    DocRow *row = table_row(lists->honours, false);
    row_text(row, text_of(donor, "name"));
    row_born(row, text_of(donor, "born"), lists->ask->lang);
    row_number(row, state->count, count, NULL);
    row_text(row, honour->words);
    row_text(row, honour->decision);
    json_array_append_new(lists->honours_data,
                          json_pack("{s:s, s:s, s:I, s:s}", "id", id, "name",
                                    text_of(donor, "name"), "times", (json_int_t)honour->number,
                                    "honour", honour->words));
}

static gint
by_name(gconstpointer a, gconstpointer b)
{
    return text_compare_names(text_of(*(Record *const *)a, "name"),
                              text_of(*(Record *const *)b, "name"));
}

/* Whether they said, or took back, that they may be called or be in the register at all. */
static bool
said_no(const Lists *lists, const Record *donor, bool *ret_no, GError **error)
{
    static const char *const uses[] = {"file", "call"};
    *ret_no = false;
    for (gsize i = 0; i < G_N_ELEMENTS(uses); i++) {
        ConsentStanding consent;
        if (!consent_ask(lists->db, lists->rules->book, donor, uses[i], lists->ask->today, NULL,
                         &consent, error))
            return false;
        *ret_no = *ret_no || consent.answer == CONSENT_REFUSED;
    }
    return true;
}

static bool
fill(Lists *lists, GPtrArray *donors, GError **error)
{
    g_ptr_array_sort(donors, by_name);
    for (guint i = 0; i < donors->len; i++) {
        const Record *donor = g_ptr_array_index(donors, i);
        g_auto(DonorState) state = {0};
        if (!record_is_empty(donor, kind_field(donor->kind, "left")))
            continue;
        bool no;
        if (!donor_state(lists->rules, donor, &state, error) || !said_no(lists, donor, &no, error))
            return false;
        if (!no && state.next <= lists->rules->day && state.against == NULL)
            add_call(lists, donor, &state);
        if (state.honour != NULL)
            add_honour(lists, donor, &state, state.honour);
    }
    return true;
}

static void
call_columns(DocBlock *table, Lang lang)
{
    table_column(table, tr(lang, N_("No.")), DOC_CENTRE, 5, false);
    table_column(table, tr(lang, N_("Full name")), DOC_LEFT, 20, false);
    table_column(table, tr(lang, N_("Born")), DOC_LEFT, 10, false);
    table_column(table, tr(lang, N_("Telephone")), DOC_LEFT, 13, false);
    table_column(table, tr(lang, N_("Blood group")), DOC_CENTRE, 8, false);
    table_column(table, tr(lang, N_("Times given")), DOC_RIGHT, 8, true);
    table_column(table, tr(lang, N_("Last on")), DOC_LEFT, 11, false);
    table_column(table, tr(lang, N_("At most")), DOC_LEFT, 10, false);
    table_column_by_hand(table, tr(lang, N_("Signature")), 15);
}

static void
honour_columns(DocBlock *table, Lang lang)
{
    table_column(table, tr(lang, N_("Full name")), DOC_LEFT, 24, false);
    table_column(table, tr(lang, N_("Born")), DOC_LEFT, 12, false);
    table_column(table, tr(lang, N_("Times given")), DOC_RIGHT, 10, true);
    table_column(table, tr(lang, N_("Honour due")), DOC_LEFT, 32, false);
    table_column(table, tr(lang, N_("By which decision")), DOC_LEFT, 22, false);
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    g_autoptr(Doc) doc = doc_new(ask->lang);
    g_autofree char *title = NULL;
    g_auto(DonorRules) rules = {0};
    Day day;
    if (!paper_head(doc, db, ask->own, ask->today, "DS", error) ||
        !day_of_call(db, ask, &day, &title, error) ||
        !donor_rules_init(&rules, db, ask->own, day, error) || !donor_rules_gather(&rules, error))
        return NULL;
    g_autoptr(GPtrArray) donors =
        records_of(db, "donor", &ask->own->book, 1, (Period){DAY_UNSET, DAY_UNSET}, error);
    if (donors == NULL)
        return NULL;
    g_autofree char *on = day_print(day, ask->lang);
    doc->type = g_strdup(tr(ask->lang, N_("LIST")));
    doc->subject = title != NULL
                       ? g_strdup_printf(tr(ask->lang, N_("Donors to call for %s, %s")), title, on)
                       : g_strdup_printf(tr(ask->lang, N_("Donors who may give blood on %s")), on);
    Lists lists = {.db = db,
                   .ask = ask,
                   .rules = &rules,
                   .call_data = json_array(),
                   .honours_data = json_array()};
    doc->data = json_pack("{s:o, s:o}", "call", lists.call_data, "honours", lists.honours_data);
    doc_heading(doc, 2, tr(ask->lang, N_("May be called, as far as the register knows")));
    lists.call = doc_table(doc);
    call_columns(lists.call, ask->lang);
    doc_heading(doc, 2, tr(ask->lang, N_("Honours due by number of donations")));
    lists.honours = doc_table(doc);
    honour_columns(lists.honours, ask->lang);
    if (!fill(&lists, donors, error))
        return NULL;
    g_autofree char *sum =
        g_strdup_printf(tr(ask->lang, N_("The list names %u donors to call and %u to honour")),
                        lists.call->rows->len, lists.honours->rows->len);
    doc_paragraph(doc, sum)->closing = true;
    block_text(doc_add(doc, DOC_NOTE),
               tr(ask->lang, N_("Advice by the rules in force: the doctor at the drive decides. "
                                "This paper names people: keep it locked, destroy it after use.")));
    return paper_signer(doc, db, ask->own, ask->today, error) ? g_steal_pointer(&doc) : NULL;
}

const Report report_donors = {
    .name = "donors",
    .title = N_("Donors to call, honours due"),
    .about = N_("from the register of blood donors, for the next drive"),
    .personal = true,
    .group = N_("Blood"),
    .build = build,
};
