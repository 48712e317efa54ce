/* form_doc.c: one record on paper, filled or blank.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/field.h"
#include "reports/listing.h"
#include "reports/naming.h"

/* Room to write by hand: dots as on official forms, boxes for choices. */
static char *
blank(const Field *field, Lang lang)
{
    if (field->choices != NULL) {
        GString *boxes = g_string_new(NULL);
        for (const Choice *choice = field->choices; choice->code != NULL; choice++)
            g_string_append_printf(boxes, "%s☐ %s", boxes->len > 0 ? "    " : "",
                                   tr(lang, choice->label));
        return g_string_free(boxes, FALSE);
    }
    if (field->type == FIELD_FLAG)
        return g_strdup_printf("☐ %s    ☐ %s", tr(lang, N_("yes")), tr(lang, N_("no")));
    if (field->type == FIELD_DATE)
        return g_strdup(tr(lang, N_("day .... month .... year ........")));
    return g_strdup(field->long_text || field->type == FIELD_LIST
                        ? "....................................................................\n"
                          "....................................................................\n"
                          "...................................................................."
                        : "....................................................................");
}

static bool
belongs_on_paper(const Field *field, const Record *record, gsize i)
{
    if (!field_is_typed(field) || field->type == FIELD_FILE)
        return false;
    if (record == NULL)
        return !field->given;
    return !record_is_empty(record, (int)i) || record_is_struck(record, (int)i);
}

Doc *
form_doc(Db *db, const Book *book, const Kind *kind, const Record *record, Lang lang,
         GError **error)
{
    Doc *doc = doc_new(lang);
    Naming naming = {db, book};
    doc->plain = true;
    if (record != NULL) {
        g_autofree char *id = record_id(book, record->entry);
        doc->subject = g_strdup_printf("%s %s", tr(lang, kind->label), id);
    } else {
        doc->subject = g_strdup(tr(lang, kind->label));
    }
    DocBlock *table = doc_table(doc);
    table_column(table, tr(lang, N_("Item")), DOC_LEFT, 35, false);
    table_column(table, tr(lang, N_("Content")), DOC_LEFT, 65, false);
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
