/* record_new.c: writes one record of any kind.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/check.h"
#include "records/kinds.h"
#include "rules/write.h"
#include "web/advised.h"
#include "web/form.h"
#include "web/notices.h"
#include "web/shown.h"

static bool
write_form(Request *req, Reply *reply, const Kind *kind, const Record *record,
           const Problems *problems, GError **error)
{
    g_autofree char *action = g_strdup_printf("/u/%s/new/%s", req->book->code, kind->name);
    g_autofree char *title = g_strdup_printf("%s: %s", _("Add"), _(kind->label)),
                    *list = g_strdup_printf("/u/%s/records/%s", req->book->code, kind->name);
    g_auto(Markup) before = {0};
    markup_init(&before);
    if (!advised_form(&before, req, kind, error))
        return false;
    FormView view = {.kind = kind,
                     .record = record,
                     .problems = problems,
                     .action = action,
                     .button = _("Write into the book"),
                     .before = &before};
    Markup *m = reply_page(reply, title);
    reply->group = g_strdup(kind->group);
    reply_crumb(reply, _(kind->plural), list);
    return form_show(m, req, &view, error);
}

static const Kind *
writable_kind(Request *req, GError **error)
{
    const Kind *kind = kind_in_view(req, error);
    if (kind != NULL && !kind_is_writable(kind))
        return fail_null(error, KN_INVALID, "Such records are not written by hand.");
    return kind;
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    const Kind *kind = writable_kind(req, error);
    return kind != NULL && write_form(req, reply, kind, NULL, NULL, error);
}

static bool
save(Request *req, Reply *reply, GError **error)
{
    const Kind *kind = writable_kind(req, error);
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(Record) record = kind != NULL ? form_read(req, kind, NULL, problems, error) : NULL;
    gint64 entry = -1;
    if (record == NULL)
        return false;
    if (form_is_being_filled(req))
        return write_form(req, reply, kind, record, NULL, error);
    request_db_close(req);
    /* All at once: what could not be read, and what is missing beside it. */
    if (problems_has_errors(problems))
        record_check(record, problems);
    else if (!record_add(request_office(req), request_unit(req), &req->actor, record, problems,
                         &entry, error))
        return false;
    if (entry < 0) {
        reply->status = 400;
        return write_form(req, reply, kind, record, problems, error);
    }
    g_autofree char *id = record_id(req->book, entry), *hints = problems_text(problems, true);
    g_autofree char *sentence = g_strdup_printf(_("%s is written into the book."), id);
    notice_done(req, sentence, entry);
    if (*hints != '\0')
        notice_add(req, NOTICE_HINT, hints, NULL);
    reply_see_print(reply, "/u/%s/record/%s", req->book->code, id);
    return true;
}

static const Input inputs[] = {{"*", INPUT_FIELDS}, {NULL}};

const Page page_record_new = {
    "/u/:unit/new/:kind",          N_("Add"), ALLOW_RECORDER, show, save, .inputs = inputs,
    .body_limit = 20 * 1024 * 1024};
