/* session.c: the minutes of a session (Decree 30/2020/NĐ-CP, form 1.9), from its record: who attended with the titles of that
 * day, the course of the session, the directions agreed.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/agreed.h"
#include "reports/paper.h"

#include "base/error.h"
#include "records/codec.h"
#include "records/kinds.h"

static void
labelled(Doc *doc, Lang lang, const char *label, const char *text)
{
    if (*text == '\0')
        return;
    DocBlock *block = doc_add(doc, DOC_PARAGRAPH);
    g_autofree char *head = g_strdup_printf("%s: ", tr(lang, label));
    block_bold(block, head);
    block_text(block, text);
}

static void
items(Doc *doc, Lang lang, const Record *minutes, const char *field, const char *heading)
{
    int index = kind_field(minutes->kind, field);
    gsize count = record_items(minutes, index);
    if (count == 0)
        return;
    DocBlock *block = doc_add(doc, DOC_PARAGRAPH);
    g_autofree char *head = g_strdup_printf("%s:", tr(lang, heading));
    block_bold(block, head);
    for (gsize i = 0; i < count; i++) {
        g_autofree char *first = record_part(minutes, index, i, 0),
                        *second = record_part(minutes, index, i, 1);
        g_autofree char *line =
            *second != '\0' ? g_strdup_printf("%s, %s", first, second) : g_strdup(first);
        doc_item(doc, line);
    }
}

/* The part of "Name, titles" before the comma. */
static char *
bare_name(const char *with_titles)
{
    return g_strndup(with_titles, strcspn(with_titles, ","));
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    g_autoptr(Doc) doc = doc_new(ask->lang);
    g_autoptr(Record) minutes = minutes_record(db, ask, error);
    if (minutes == NULL)
        return NULL;
    Day day = record_day(minutes, kind_field(minutes->kind, "began"));
    if (!paper_head(doc, db, ask->own, day, "BB", error))
        return NULL;
    Lang lang = ask->lang;
    g_autofree char *began = moment_print(text_of(minutes, "began"), lang),
                    *ended = moment_print(text_of(minutes, "ended"), lang);
    doc->type = g_strdup(tr(lang, N_("MINUTES")));
    doc->subject = g_strdup(text_of(minutes, "title"));
    doc->data = record_to_json(minutes);
    labelled(doc, lang, N_("Time of beginning"), began);
    labelled(doc, lang, N_("Place"), text_of(minutes, "place"));
    items(doc, lang, minutes, "present", N_("Present"));
    items(doc, lang, minutes, "groups", N_("Also present"));
    labelled(doc, lang, N_("Chair of the session"), text_of(minutes, "chair"));
    labelled(doc, lang, N_("Secretary, who takes the minutes"), text_of(minutes, "secretary"));
    items(doc, lang, minutes, "content", N_("Content, as the session went"));
    items(doc, lang, minutes, "directions", N_("Directions agreed"));
    g_autofree char *end = *ended != '\0'
                               ? g_strdup_printf(tr(lang, N_("The session ended at %s")), ended)
                               : g_strdup(tr(lang, N_("The session ended on the same day")));
    doc_paragraph(doc, end)->closing = true;
    g_autofree char *secretary = bare_name(text_of(minutes, "secretary")),
                    *chair = bare_name(text_of(minutes, "chair"));
    doc_signer(doc, NULL, tr(lang, N_("SECRETARY")), secretary);
    doc_signer(doc, NULL, tr(lang, N_("CHAIR")), chair);
    return g_steal_pointer(&doc);
}

const Report report_session = {
    .name = "session",
    .title = N_("Minutes of a session"),
    .about = N_("who attended, what was said, what was agreed"),
    .of_kind = "session",
    .text = minutes_record,
    .build = build,
};
