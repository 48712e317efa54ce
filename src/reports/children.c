/* children.c: the members' children on a day, as a list to hand out gifts by.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/children.h"
#include "reports/figures.h"
#include "reports/register.h"

static void
write_table(Doc *doc, const GPtrArray *children, Lang lang)
{
    DocBlock *table = doc_table(doc);
    table_column(table, tr(lang, N_("No.")), DOC_CENTRE, 6, false);
    table_column(table, tr(lang, N_("Child")), DOC_LEFT, 24, false);
    table_column(table, tr(lang, N_("Born")), DOC_LEFT, 11, false);
    table_column(table, tr(lang, N_("Age")), DOC_RIGHT, 6, true);
    table_column(table, tr(lang, N_("Learning")), DOC_LEFT, 16, false);
    table_column(table, tr(lang, N_("Parents")), DOC_LEFT, 22, false);
    table_column_by_hand(table, tr(lang, N_("Signature")), 15);
    for (guint i = 0; i < children->len; i++) {
        const Child *child = g_ptr_array_index(children, i);
        DocRow *row = register_row(table, i + 1);
        row_text(row, child->name);
        row_born(row, child->born, lang);
        if (child->age >= 0) {
            g_autofree char *age = count_print(child->age, lang);
            row_number(row, child->age, age, NULL);
        } else {
            row_text(row, "");
        }
        row_text(row, child->school);
        row_text(row, child->parents);
        row_text(row, "");
    }
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    Lang lang = ask->lang;
    gint64 limit;
    g_autoptr(Doc) doc = register_new(db, ask, tr(lang, N_("Children of the members")), true);
    g_autoptr(GPtrArray) children = children_list(db, ask->own, ask->period.to, NULL, error);
    if (children == NULL || !child_age_limit(db, ask->own, ask->period.to, &limit, error))
        return NULL;
    g_autofree char *count = count_print(children->len, lang), *years = count_print(limit, lang);
    const Part parts[] = {{"count", count, NULL}, {"years", years, NULL}, {NULL}};
    block_fill(doc_add(doc, DOC_PARAGRAPH),
               limit > 0 ? tr(lang, N_("{count} children under {years} of members of that day."))
                         : tr(lang, N_("{count} children of members of that day.")),
               parts);
    write_table(doc, children, lang);
    doc->data = json_pack("{s:I}", "children", (json_int_t)children->len);
    return register_signed(g_steal_pointer(&doc), db, ask, error);
}

const Report report_children = {
    .name = "children",
    .title = N_("Children of the members"),
    .about = N_("on the last day of the period, with age and learning, to sign for gifts"),
    .personal = true,
    .group = N_("Union"),
    .lists = "child_care",
    .build = build,
};
