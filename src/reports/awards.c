/* awards.c: the honours of a period: to whom, which, by whose decision, for what.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/figures.h"
#include "reports/paper.h"
#include "reports/register.h"

#include "views/views.h"

/* The person or collective: the name written, else what the officer or member is called. Yours to free. */
static char *
honoured(Db *db, const Record *award)
{
    static const char *const refs[] = {"officer", "member"};
    g_autoptr(Book) book = book_get(db, award->book, NULL);
    if (*text_of(award, "name") != '\0' || book == NULL)
        return g_strdup(text_of(award, "name"));
    for (gsize i = 0; i < G_N_ELEMENTS(refs); i++)
        if (*text_of(award, refs[i]) != '\0')
            return record_ref_title(db, book, refs[i], text_of(award, refs[i]));
    return g_strdup("");
}

/* For what: in words, else the model, work or drive it was for. Yours to free. */
static char *
reason(Db *db, const Record *award)
{
    static const struct {
        const char *field, *kind;
    } refs[] = {{"model", "model"}, {"work", "work"}, {"drive", "upper_drive"}};
    g_autoptr(Book) book = book_get(db, award->book, NULL);
    if (*text_of(award, "reason") != '\0' || book == NULL)
        return g_strdup(text_of(award, "reason"));
    for (gsize i = 0; i < G_N_ELEMENTS(refs); i++)
        if (*text_of(award, refs[i].field) != '\0')
            return record_ref_title(db, book, refs[i].kind, text_of(award, refs[i].field));
    return g_strdup("");
}

static void
write_table(Doc *doc, Db *db, const GPtrArray *awards, Lang lang)
{
    DocBlock *table = doc_table(doc);
    table_column(table, tr(lang, N_("No.")), DOC_CENTRE, 5, false);
    table_column(table, tr(lang, N_("Date")), DOC_LEFT, 10, false);
    table_column(table, tr(lang, N_("Person or collective")), DOC_LEFT, 20, false);
    table_column(table, tr(lang, N_("Honour")), DOC_LEFT, 15, false);
    table_column(table, tr(lang, N_("Level")), DOC_LEFT, 11, false);
    table_column(table, tr(lang, N_("Granted by")), DOC_LEFT, 15, false);
    table_column(table, tr(lang, N_("Decision")), DOC_LEFT, 11, false);
    table_column(table, tr(lang, N_("Achievement")), DOC_LEFT, 18, false);
    for (guint i = 0; i < awards->len; i++) {
        const Record *award = g_ptr_array_index(awards, i);
        g_autofree char *name = honoured(db, award), *why = reason(db, award);
        DocRow *row = register_row(table, i + 1);
        row_field(row, award, "held", lang);
        row_text(row, name);
        row_field(row, award, "form", lang);
        row_field(row, award, "level", lang);
        row_text(row, text_of(award, "granted_by"));
        row_text(row, text_of(award, "decision"));
        row_text(row, why);
    }
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    Lang lang = ask->lang;
    g_autoptr(Doc) doc = register_new(db, ask, tr(lang, N_("Awards")), false);
    g_autoptr(GArray) books = register_books(db, ask, error);
    g_autoptr(GPtrArray) awards = books != NULL
                                      ? records_of(db, "award", (const gint64 *)(void *)books->data,
                                                   books->len, ask->period, error)
                                      : NULL;
    if (awards == NULL)
        return NULL;
    g_autoptr(Answer) all = answer_ask(db, "awards", books, ask->period, NULL, NULL, lang, error);
    g_autoptr(Answer) persons =
        all != NULL ? answer_ask(db, "awards", books, ask->period, "sort", "person", lang, error)
                    : NULL;
    g_autoptr(Answer) collectives = persons != NULL ? answer_ask(db, "awards", books, ask->period,
                                                                 "sort", "collective", lang, error)
                                                    : NULL;
    if (collectives == NULL)
        return NULL;
    const Part parts[] = {
        {"all", NULL, all}, {"persons", NULL, persons}, {"collectives", NULL, collectives}, {NULL}};
    block_fill(doc_add(doc, DOC_PARAGRAPH),
               tr(lang, N_("{all} honours: {persons} of persons, {collectives} of collectives.")),
               parts);
    if (awards->len > 0)
        write_table(doc, db, awards, lang);
    doc->data = json_pack("{s:I, s:I, s:I}", "awards", (json_int_t)all->figure.sum.vnd, "persons",
                          (json_int_t)persons->figure.sum.vnd, "collectives",
                          (json_int_t)collectives->figure.sum.vnd);
    return register_signed(g_steal_pointer(&doc), db, ask, error);
}

const Report report_awards = {
    .name = "awards",
    .title = N_("Register of awards"),
    .about = N_("honours of persons and collectives: which, by whose decision, for what"),
    .group = N_("Union"),
    .lists = "award",
    .build = build,
};
