/* form_doc.c: one record on paper, filled or blank.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/field.h"
#include "reports/listing.h"
#include "reports/naming.h"

#define LINES "\n\n\n\u00a0" /* room for three lines and one */

/* What is asked of each item of a list, in one line. */
static char *
parts_text(const Field *field, Lang lang)
{
    GString *text = g_string_new(NULL);
    for (const Field *part = field->parts; part->name != NULL && field->parts[1].name != NULL;
         part++)
        g_string_append_printf(text, "%s%s", text->len > 0 ? "; " : "", tr(lang, part->label));
    return g_string_free(text, FALSE);
}

/* Room to write by hand; boxes for choices. */
static char *
blank(const Field *field, Lang lang)
{
    if (field->choices != NULL) {
        GString *boxes = g_string_new(NULL);
        for (const Choice *choice = field->choices; choice->code != NULL; choice++)
            g_string_append_printf(boxes, "%s☐\u00a0%s", boxes->len > 0 ? "    " : "",
                                   tr(lang, choice->label));
        return g_string_free(boxes, FALSE);
    }
    if (field->type == FIELD_FLAG)
        return g_strdup_printf("☐\u00a0%s    ☐\u00a0%s", tr(lang, N_("yes")), tr(lang, N_("no")));
    if (field->type == FIELD_DATE)
        return g_strdup(tr(lang, N_("day .... month .... year ........")));
    if (field->type != FIELD_LIST)
        return g_strdup(field->long_text ? LINES : "");
    g_autofree char *parts = parts_text(field, lang);
    return g_strconcat(parts, LINES, NULL);
}

static bool
belongs_on_paper(const Field *field, const Record *record, gsize i)
{
    if (!field_is_typed(field) || field->type == FIELD_FILE || field->technical)
        return false;
    if (record != NULL)
        return !record_is_empty(record, (int)i) || record_is_struck(record, (int)i);
    /* By hand people write of what happened, and name no other record by its number. */
    return !field->given && !g_str_equal(field->name, "made_up") &&
           !g_str_equal(field->name, "counted_in");
}

Doc *
form_doc(Db *db, const Book *book, const Kind *kind, const Record *record, Lang lang,
         GError **error)
{
    Doc *doc = doc_new(lang);
    Naming naming = {db, book};
    doc->plain = true;
    g_autofree char *id = record != NULL ? record_id(book, record->entry) : g_strdup("");
    doc->type = g_utf8_strup(tr(lang, kind->label), -1);
    doc->subject = g_strdup_printf("%s%s%s", book->name, *id != '\0' ? " – " : "", id);
    DocBlock *table = doc_table(doc);
    table_column(table, tr(lang, N_("What is asked")), DOC_LEFT, 35, false);
    if (record == NULL)
        table_column_by_hand(table, tr(lang, N_("Details")), 65);
    else
        table_column(table, tr(lang, N_("Details")), DOC_LEFT, 65, false);
    for (gsize i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        if (!belongs_on_paper(field, record, i))
            continue;
        g_autofree char *text =
            record != NULL ? field_print(field, record->values[i], lang, naming_ref, &naming)
                           : blank(field, lang);
        DocRow *row = table_row(table, false);
        row_text(row, tr(lang, field->label));
        row_text(row, text);
    }
    doc_signer(doc, NULL, tr(lang, N_("Written by")), "");
    doc_signer(doc, NULL, tr(lang, N_("Checked by")), "");
    return doc;
}
