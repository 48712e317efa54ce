/* record_edit.c: corrects a record; the old text stays in its history.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/check.h"
#include "records/kinds.h"
#include "rules/write.h"
#include "web/form.h"
#include "web/notices.h"
#include "web/opened.h"
#include "web/shown.h"

static bool
own_record(Request *req, Book **ret_book, Record **ret_record, GError **error)
{
    if (!record_in_view(req, ret_book, ret_record, error))
        return false;
    if ((*ret_book)->book != req->book->book || !kind_is_writable((*ret_record)->kind))
        return fail(error, KN_DENIED, "Only records of the own book can be corrected.");
    return true;
}

static bool
write_form(Request *req, Reply *reply, const Record *record, gint64 entry, const Problems *problems,
           GError **error)
{
    g_autofree char *id = record_id(req->book, entry),
                    *title = g_strdup_printf("%s: %s %s", _("Correct"), _(record->kind->label), id);
    g_autofree char *action = g_strdup_printf("/u/%s/record/%s/edit", req->book->code, id),
                    *back = g_strdup_printf("/u/%s/record/%s", req->book->code, id);
    FormView view = {.kind = record->kind,
                     .record = record,
                     .problems = problems,
                     .action = action,
                     .button = _("Write the correction"),
                     .amends = true};
    Markup *m = reply_page(reply, title);
    reply->group = g_strdup(record->kind->group);
    reply_crumb(reply, id, back);
    return form_show(m, req, &view, error);
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Book) book = NULL;
    g_autoptr(Record) record = NULL;
    bool opened;
    if (!own_record(req, &book, &record, error) ||
        !record_is_opened(req, book, record, &opened, error))
        return false;
    if (opened)
        return write_form(req, reply, record, record->entry, NULL, error);
    open_first(req, reply, request_capture(req, "id"));
    return true;
}

/* Somebody else was quicker: what was typed stays on the screen beside the sentence. */
static bool
changed_meanwhile(const GError *refused, Problems *problems)
{
    if (!g_error_matches(refused, KN_ERROR, KN_CONFLICT))
        return false;
    problems_add(problems, PROBLEM_ERROR, NULL, "%s", refused->message);
    return true;
}

static bool
save(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Book) book = NULL;
    g_autoptr(Record) before = NULL;
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(GError) refused = NULL;
    if (!own_record(req, &book, &before, error))
        return false;
    g_autoptr(Record) changed = form_read(req, before->kind, before, problems, error);
    const char *why = request_value(req, "why");
    gint64 entry = -1, last = request_number(req, "last", -1);
    if (changed == NULL)
        return false;
    changed->entry = before->entry;
    changed->last = before->last;
    if (form_is_being_filled(req))
        return write_form(req, reply, changed, before->entry, NULL, error);
    if (why == NULL)
        problems_add(problems, PROBLEM_ERROR, "why", "Say why: the reason stays in the book.");
    request_db_close(req);
    /* All at once: what could not be read, and what is missing beside it. */
    if (problems_has_errors(problems))
        record_check(changed, problems);
    else if (!record_amend(request_office(req), request_unit(req), &req->actor, before->entry,
                           changed, why, last, problems, &entry, &refused) &&
             !changed_meanwhile(refused, problems)) {
        g_propagate_error(error, g_steal_pointer(&refused));
        return false;
    }
    if (entry < 0) {
        reply->status = 400;
        return write_form(req, reply, changed, before->entry, problems, error);
    }
    g_autofree char *id = record_id(req->book, before->entry);
    g_autofree char *sentence =
        g_strdup_printf(_("%s is corrected; the old text stays in its history."), id);
    notice_done(req, sentence, entry);
    reply_see_print(reply, "/u/%s/record/%s", req->book->code, id);
    return true;
}

static const Input inputs[] = {
    {"why", INPUT_LINE}, {"last", INPUT_NUMBER}, {"*", INPUT_FIELDS}, {NULL}};

const Page page_record_edit = {
    "/u/:unit/record/:id/edit",    N_("Correct"), ALLOW_RECORDER, show, save, .inputs = inputs,
    .body_limit = 20 * 1024 * 1024};
