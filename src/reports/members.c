/* members.c: the roll of a union on a day: its members with age and years of membership, who came and went in the period,
 * and the committee with its posts.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/members.h"
#include "reports/figures.h"
#include "reports/paper.h"
#include "reports/register.h"

#include "base/text.h"
#include "records/kinds.h"
#include "views/list.h"

enum { POST, UNIT, FROM, TO, CONCURRENT };

static gint
by_department(gconstpointer a, gconstpointer b)
{
    const Record *one = *(Record *const *)a, *two = *(Record *const *)b;
    int order = text_compare(text_of(one, "department"), text_of(two, "department"));
    return order != 0 ? order : text_compare_names(text_of(one, "name"), text_of(two, "name"));
}

static void
row_years(DocRow *row, int years, Lang lang)
{
    g_autofree char *text = years >= 0 ? count_print(years, lang) : g_strdup("");
    if (years >= 0)
        row_number(row, years, text, NULL);
    else
        row_text(row, "");
}

static void
write_roll(Doc *doc, const GPtrArray *members, Day day, Lang lang)
{
    DocBlock *table = doc_table(doc);
    table_column(table, tr(lang, N_("No.")), DOC_CENTRE, 6, false);
    table_column(table, tr(lang, N_("Member")), DOC_LEFT, 26, false);
    table_column(table, tr(lang, N_("Born")), DOC_LEFT, 12, false);
    table_column(table, tr(lang, N_("Age")), DOC_RIGHT, 7, true);
    table_column(table, tr(lang, N_("Sex")), DOC_LEFT, 8, false);
    table_column(table, tr(lang, N_("Department")), DOC_LEFT, 18, false);
    table_column(table, tr(lang, N_("Joined")), DOC_LEFT, 12, false);
    table_column(table, tr(lang, N_("Years")), DOC_RIGHT, 7, true);
    for (guint i = 0; i < members->len; i++) {
        const Record *member = g_ptr_array_index(members, i);
        Day joined = record_day(member, kind_field(member->kind, "joined"));
        DocRow *row = register_row(table, i + 1);
        row_text(row, text_of(member, "name"));
        row_born(row, text_of(member, "born"), lang);
        row_years(row, age_on(text_of(member, "born"), day), lang);
        row_field(row, member, "sex", lang);
        row_text(row, text_of(member, "department"));
        row_day(row, joined, lang);
        row_years(row, years_since(joined, day), lang);
    }
}

typedef struct {
    Period period;
    gint64 joined, transferred_in, left, transferred_out;
} Movement;

static bool
count_movement(void *context, const Record *member, GError **error)
{
    Movement *movement = context;
    const Kind *kind = member->kind;
    Day joined = record_day(member, kind_field(kind, "joined")),
        left = record_day(member, kind_field(kind, "left"));
    if (joined != DAY_UNSET && joined >= movement->period.from && joined <= movement->period.to) {
        movement->joined++;
        movement->transferred_in += *text_of(member, "came_from") != '\0';
    }
    if (left != DAY_UNSET && left >= movement->period.from && left <= movement->period.to) {
        movement->left++;
        movement->transferred_out +=
            record_choice_is(member, kind_field(kind, "how_left"), "transferred");
    }
    return true;
}

static bool
movement_in(Db *db, const ReportAsk *ask, Movement *ret_movement, GError **error)
{
    ListQuery query = {.kind = kind_get("member"),
                       .books = (gint64 *)&ask->own->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    *ret_movement = (Movement){.period = ask->period};
    return list_each(db, &query, count_movement, ret_movement, error);
}

static void
write_summary(Doc *doc, const GPtrArray *members, const Movement *movement, Lang lang)
{
    gint64 women = 0;
    for (guint i = 0; i < members->len; i++) {
        const Record *member = g_ptr_array_index(members, i);
        women += record_choice_is(member, kind_field(member->kind, "sex"), "female");
    }
    g_autofree char *all = count_print(members->len, lang), *women_text = count_print(women, lang),
                    *joined = count_print(movement->joined, lang),
                    *in = count_print(movement->transferred_in, lang),
                    *left = count_print(movement->left, lang),
                    *out = count_print(movement->transferred_out, lang);
    const Part parts[] = {{"all", all, NULL},
                          {"women", women_text, NULL},
                          {"joined", joined, NULL},
                          {"in", in, NULL},
                          {"left", left, NULL},
                          {"out", out, NULL},
                          {NULL}};
    block_fill(doc_add(doc, DOC_PARAGRAPH),
               tr(lang, N_("{all} members, {women} of them women. In the period {joined} joined "
                           "({in} transferred in) and {left} left ({out} transferred out).")),
               parts);
}

static bool
holds_on(const Record *officer, gsize item, Day day)
{
    int roles = kind_field(officer->kind, "roles");
    g_autofree char *from = record_part(officer, roles, item, FROM),
                    *to = record_part(officer, roles, item, TO);
    Day first, last;
    return (!day_parse(from, &first) || first <= day) && (!day_parse(to, &last) || day <= last);
}

static void
post_row(DocBlock *table, guint number, const Record *officer, gsize item, Lang lang)
{
    int roles = kind_field(officer->kind, "roles");
    g_autofree char *post = record_part(officer, roles, item, POST),
                    *from = record_part(officer, roles, item, FROM),
                    *to = record_part(officer, roles, item, TO);
    g_autofree char *concurrent = record_part(officer, roles, item, CONCURRENT);
    Day first = DAY_UNSET, last = DAY_UNSET;
    DocRow *row = register_row(table, number);
    row_text(row, text_of(officer, "name"));
    row_text(row, post);
    row_day(row, day_parse(from, &first) ? first : DAY_UNSET, lang);
    row_day(row, day_parse(to, &last) ? last : DAY_UNSET, lang);
    row_text(row, g_str_equal(concurrent, "yes") ? tr(lang, N_("yes")) : "");
}

/* Posts of that day, of whoever holds one in this unit. */
static bool
write_committee(Doc *doc, Db *db, const ReportAsk *ask, GError **error)
{
    Lang lang = ask->lang;
    g_autoptr(GPtrArray) officers =
        records_of(db, "officer", &ask->own->book, 1, (Period){DAY_UNSET, DAY_UNSET}, error);
    if (officers == NULL)
        return false;
    if (officers->len == 0)
        return true;
    doc_heading(doc, 2, tr(lang, N_("Committee and posts")));
    DocBlock *table = doc_table(doc);
    guint number = 0;
    table_column(table, tr(lang, N_("No.")), DOC_CENTRE, 6, false);
    table_column(table, tr(lang, N_("Full name")), DOC_LEFT, 26, false);
    table_column(table, tr(lang, N_("Post")), DOC_LEFT, 34, false);
    table_column(table, tr(lang, N_("From")), DOC_LEFT, 12, false);
    table_column(table, tr(lang, N_("To")), DOC_LEFT, 12, false);
    table_column(table, tr(lang, N_("Held beside another post")), DOC_LEFT, 10, false);
    for (guint i = 0; i < officers->len; i++) {
        const Record *officer = g_ptr_array_index(officers, i);
        for (gsize item = 0; item < record_items(officer, kind_field(officer->kind, "roles"));
             item++)
            if (holds_on(officer, item, ask->period.to))
                post_row(table, ++number, officer, item, lang);
    }
    return true;
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    Lang lang = ask->lang;
    Movement movement;
    g_autoptr(Doc) doc = register_new(db, ask, tr(lang, N_("Roll of the members")), true);
    g_autoptr(GPtrArray) members =
        members_list(db, ask->own, (Period){ask->period.to, ask->period.to}, error);
    if (members == NULL || !movement_in(db, ask, &movement, error))
        return NULL;
    g_ptr_array_sort(members, by_department);
    write_summary(doc, members, &movement, lang);
    write_roll(doc, members, ask->period.to, lang);
    if (!write_committee(doc, db, ask, error))
        return NULL;
    doc->data = json_pack("{s:I, s:I, s:I, s:I, s:I}", "members", (json_int_t)members->len,
                          "joined", (json_int_t)movement.joined, "transferred_in",
                          (json_int_t)movement.transferred_in, "left", (json_int_t)movement.left,
                          "transferred_out", (json_int_t)movement.transferred_out);
    return register_signed(g_steal_pointer(&doc), db, ask, error);
}

const Report report_members = {
    .name = "members",
    .title = N_("Roll of the union's members"),
    .about = N_("members on the last day with age and years, who came and went, the committee"),
    .personal = true,
    .group = N_("Union"),
    .lists = "member",
    .build = build,
};
