/* covenant_new.c: proposes a covenant: who, what is opened, for how long.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kinds.h"
#include "records/sharing.h"
#include "rules/agree.h"
#include "web/form.h"
#include "web/notices.h"
#include "web/twin.h"
#include "web/widget.h"

/* All but the parties and what is opened, which are ticked, and what the program fills. */
static const char *const typed_fields[] = {
    "title",    "sort",   "starts",   "ends",     "grounds", "principles", "cooperation", "duties",
    "personal", "rhythm", "sessions", "rotation", "finance", "changes",    "leaks",       NULL};

static void
write_check(Markup *m, const char *name, const char *label, bool on)
{
    markup_print(m, "<label class=\"check\"><input type=\"checkbox\" name=\"%s\" value=\"yes\"",
                 name);
    if (on)
        markup_raw(m, " checked");
    markup_print(m, ">%s</label>", label);
}

static bool
write_parties(Markup *m, Request *req, GError **error)
{
    Db *db = request_db(req, error);
    g_autoptr(GPtrArray) books = db != NULL ? book_list(db, error) : NULL;
    if (books == NULL)
        return false;
    markup_print(m,
                 "<fieldset class=\"field\" id=\"field-parties\"><legend>%s <span "
                 "class=\"must\">%s</span></legend>"
                 "<p class=\"help\">%s</p>",
                 _("Parties"), _("(required)"),
                 _("Your unit and the partners that are added here."));
    for (guint i = 0; i < books->len; i++) {
        const Book *book = g_ptr_array_index(books, i);
        g_autofree char *name = g_strdup_printf("party.%s", book->code);
        bool own = book->book == req->book->book;
        write_check(m, name, book->name != NULL ? book->name : book->code,
                    request_shows_form(req) ? request_has(req, name) : own);
    }
    markup_raw(m, "</fieldset>");
    return true;
}

static void
write_opened(Markup *m, Request *req)
{
    g_autoptr(GPtrArray) proposal = sharing_proposal();
    const Kind *kind = NULL;
    markup_print(m, "<fieldset class=\"field\"><legend>%s</legend><p class=\"help\">%s</p>",
                 _("What each party opens to the others"),
                 _("Ticked is what may leave; names of people and what is sensitive never stand "
                   "here. Untick what you "
                   "want to keep."));
    for (guint i = 0; i < proposal->len; i++) {
        const char *row = g_ptr_array_index(proposal, i);
        const char *dot = strchr(row, '.');
        const Kind *of = kind_find_sized(row, (gsize)(dot - row));
        g_autofree char *name = g_strdup_printf("open.%s", row);
        if (of != kind) {
            if (kind != NULL)
                markup_raw(m, "</details>");
            markup_print(m, "<details><summary>%s</summary>", _(of->plural));
            kind = of;
        }
        write_check(m, name, _(of->fields[kind_field(of, dot + 1)].label),
                    !request_shows_form(req) || request_has(req, name));
    }
    if (kind != NULL)
        markup_raw(m, "</details>");
    markup_raw(m, "</fieldset>");
}

static bool
write_page(Request *req, Reply *reply, const Problems *problems, GError **error)
{
    g_autofree char *action = g_strdup_printf("/u/%s/covenants/new", request_unit(req));
    g_autofree char *list = g_strdup_printf("/u/%s/agreements", request_unit(req));
    Markup *m = reply_page(reply, _("Propose a covenant"));
    g_auto(Markup) ticks = {0};
    markup_init(&ticks);
    twin_place(req, reply);
    reply_crumb(reply, _("Agreements"), list);
    markup_print(
        m, "<p>%s</p>",
        _("The proposal is written into your book and goes to the partners with the next file. "
          "It is in force when every party has agreed to this very text."));
    if (!write_parties(&ticks, req, error))
        return false;
    write_opened(&ticks, req);
    FormView view = {.kind = kind_get("covenant"),
                     .problems = problems,
                     .action = action,
                     .button = _("Propose it"),
                     .only = typed_fields,
                     .before = &ticks};
    return form_show(m, req, &view, error);
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    return write_page(req, reply, NULL, error);
}

static bool
take_ticks(Request *req, Record *covenant, GError **error)
{
    Db *db = request_db(req, error);
    g_autoptr(GPtrArray) books = db != NULL ? book_list(db, error) : NULL;
    g_autoptr(GPtrArray) proposal = sharing_proposal();
    if (books == NULL)
        return false;
    for (guint i = 0; i < books->len; i++) {
        const char *code = ((const Book *)g_ptr_array_index(books, i))->code;
        g_autofree char *name = g_strdup_printf("party.%s", code);
        if (request_has(req, name))
            record_add_item(covenant, kind_field(covenant->kind, "parties"), &code, 1);
    }
    for (guint i = 0; i < proposal->len; i++) {
        const char *row = g_ptr_array_index(proposal, i);
        g_autofree char *name = g_strdup_printf("open.%s", row);
        if (request_has(req, name))
            record_add_item(covenant, kind_field(covenant->kind, "opened"), &row, 1);
    }
    return true;
}

static bool
propose(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Problems) problems = problems_new();
    gint64 entry = -1;
    if (form_is_being_filled(req))
        return write_page(req, reply, NULL, error);
    g_autoptr(Record) covenant = form_read(req, kind_get("covenant"), NULL, problems, error);
    if (covenant == NULL || !take_ticks(req, covenant, error))
        return false;
    if (record_items(covenant, kind_field(covenant->kind, "opened")) == 0)
        problems_add(problems, PROBLEM_ERROR, NULL, N_("Tick at least one field that is opened."));
    request_db_close(req);
    if (!problems_has_errors(problems) &&
        !agreement_propose(request_office(req), request_unit(req), &req->actor, covenant, problems,
                           &entry, error))
        return false;
    if (problems_has_errors(problems)) {
        reply->status = 400;
        return write_page(req, reply, problems, error);
    }
    notice_add(req, NOTICE_DONE,
               _("The covenant is proposed. Send the partners a file, so that they can answer."),
               NULL);
    reply_see_print(reply, "/u/%s/agreements", request_unit(req));
    return true;
}

static const Input inputs[] = {{"*", INPUT_FIELDS}, {NULL}};

const Page page_covenant_new = {
    "/u/:unit/covenants/new", N_("Propose a covenant"), ALLOW_RECORDER, show, propose,
    .who_post = ALLOW_CHAIR,  .inputs = inputs};
