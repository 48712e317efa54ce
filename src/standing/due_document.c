/* due_document.c: documents that wait for an answer: ours to those that came in, others' to those that went out. Neither
 * summary nor persons are named.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/documents.h"
#include "standing/due.h"

#include "records/kinds.h"
#include "views/list.h"

static bool
look(void *context, const Record *document, GError **error)
{
    DueList *list = context;
    Day day = record_day(document, kind_field(document->kind, "answer_by"));
    bool waits = false;
    if (day == DAY_UNSET || day > list->to)
        return true;
    if (!document_waits(list->db, list->book, document, &waits, error))
        return false;
    if (!waits)
        return true;
    g_autofree char *id = record_id(list->book, document->entry), *sign = document_sign(document);
    g_autofree char *named = *sign != '\0' ? g_strdup_printf("%s (%s)", sign, id) : g_strdup(id);
    due_add(list, day, /* is_event= */ false, document->entry,
            g_strdup_printf(document_is_incoming(document)
                                ? _("Answer the incoming document %s.")
                                : _("Ask for the answer to the document %s."),
                            named));
    return true;
}

static bool
find(DueList *list, GError **error)
{
    ListQuery query = {.kind = kind_get("document"),
                       .books = (gint64 *)&list->book->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    return list_each(list->db, &query, look, list, error);
}

const DueSource due_document = {"document", N_("Documents"), false, find};
