/* advised.c: the rules of the day beside records.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/advised.h"

#include "records/field.h"
#include "records/kinds.h"
#include "standing/advice.h"
#include "standing/documents.h"
#include "standing/visits.h"
#include "web/shown.h"
#include "web/widget.h"

/* "200.000 đồng (Quy chế chi tiêu nội bộ)" */
static void
write_norm(Markup *m, const Rate *norm)
{
    g_autofree char *amount = money_digits(norm->amount.vnd, lang_current());
    markup_text(m, amount);
    if (*norm->decision != '\0')
        markup_print(m, " (%s)", norm->decision);
}

static bool
norm_of_visit(Markup *m, Request *req, const Record *visit, GError **error)
{
    g_autoptr(Rate) norm = NULL;
    int occasion = kind_field(visit->kind, "occasion");
    Day day = record_day(visit, visit->kind->dated);
    if (day == DAY_UNSET)
        return true;
    if (!visit_norm(request_db(req, NULL), req->book, record_value(visit, occasion), day, &norm,
                    error))
        return false;
    if (norm == NULL)
        return true;
    markup_print(m, "<p class=\"quiet\">%s: ", _("Norm of that day for the occasion"));
    write_norm(m, norm);
    markup_raw(m, "</p>");
    return true;
}

bool
advised_record(Markup *m, Request *req, const Record *record, GError **error)
{
    g_autoptr(Problems) problems = problems_new();
    Db *db = request_db(req, error);
    if (db == NULL)
        return false;
    if (record->book != req->book->book || !may_write_kind(req, record->kind))
        return true;
    if (g_str_equal(record->kind->name, "visit") && !norm_of_visit(m, req, record, error))
        return false;
    if (!advice_check(db, req->book, record, problems, error))
        return false;
    for (gsize i = 0; i < problems_count(problems); i++)
        widget_hint(m, problems_at(problems, i)->sentence);
    return true;
}

/* Which numbers come next in the two series of this year. */
static bool
numbers_of_documents(Markup *m, Request *req, GError **error)
{
    int year = 0, month, day;
    Db *db = request_db(req, error);
    day_parts(request_today(req), &year, &month, &day);
    g_autoptr(GArray) outgoing =
        db != NULL ? document_numbers(db, req->book, /* incoming= */ false, year, error) : NULL;
    g_autoptr(GArray) incoming =
        outgoing != NULL ? document_numbers(db, req->book, /* incoming= */ true, year, error)
                         : NULL;
    if (incoming == NULL)
        return false;
    g_autofree char *out = g_strdup_printf("%" G_GINT64_FORMAT, document_next(outgoing)),
                    *in = g_strdup_printf("%" G_GINT64_FORMAT, document_next(incoming));
    g_autofree char *year_text = g_strdup_printf("%d", year);
    g_autofree char *sentence = g_strdup_printf(
        _("The next number of outgoing documents in %s is %s, of incoming ones %s."), year_text,
        out, in);
    markup_print(m, "<p class=\"quiet\">%s</p>", sentence);
    return true;
}

bool
advised_form(Markup *m, Request *req, const Kind *kind, GError **error)
{
    if (g_str_equal(kind->name, "document"))
        return numbers_of_documents(m, req, error);
    if (!g_str_equal(kind->name, "visit"))
        return true;
    const Field *field = &kind->fields[kind_field(kind, "occasion")];
    bool any = false;
    Db *db = request_db(req, error);
    for (const Choice *occasion = field->choices; db != NULL && occasion->code != NULL;
         occasion++) {
        g_autoptr(Rate) norm = NULL;
        if (!visit_norm(db, req->book, occasion->code, request_today(req), &norm, error))
            return false;
        if (norm == NULL)
            continue;
        if (!any)
            markup_print(m, "<p class=\"quiet\">%s:</p><ul class=\"quiet\">",
                         _("Norms in force today"));
        any = true;
        markup_print(m, "<li>%s: ", _(occasion->label));
        write_norm(m, norm);
        markup_raw(m, "</li>");
    }
    if (any)
        markup_raw(m, "</ul>");
    return db != NULL;
}
