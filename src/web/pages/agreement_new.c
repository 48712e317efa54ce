/* agreement_new.c: proposes an agreement that officers type: a covenant, a table of criteria; a new one, or in
 * place of one that was agreed, with that one's words to begin with.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "records/kinds.h"
#include "records/sharing.h"
#include "rules/agree.h"
#include "views/lineage.h"
#include "web/form.h"
#include "web/notices.h"
#include "web/shown.h"
#include "web/twin.h"
#include "web/widget.h"

/* Agreements with states of books are made of reports, the others are typed. */
static const Kind *
typed_kind(Request *req, GError **error)
{
    const Kind *kind = kind_in_view(req, error);
    if (kind == NULL)
        return NULL;
    if (kind->nature != NATURE_AGREEMENT || kind_field(kind, "heads") >= 0)
        return fail_null(error, KN_INVALID, N_("Such an agreement is not proposed by a form."));
    return kind;
}

/* Names of all fields but those that are ticked or filled by the program. */
static const char **
typed_fields(const Kind *kind)
{
    static const char *const others[] = {"parties", "opened", "replaces", NULL};
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (gsize i = 0; i < kind->field_count; i++)
        if (!g_strv_contains(others, kind->fields[i].name))
            g_ptr_array_add(names, (gpointer)kind->fields[i].name);
    g_ptr_array_add(names, NULL);
    return (const char **)g_ptr_array_free(g_steal_pointer(&names), FALSE);
}

static void
write_check(Markup *m, const char *name, const char *label, bool on)
{
    markup_print(m, "<label class=\"check\"><input type=\"checkbox\" name=\"%s\" value=\"yes\"",
                 name);
    if (on)
        markup_raw(m, " checked");
    markup_print(m, ">%s</label>", label);
}

/* The text to begin with when one that was agreed is to be replaced; NULL without error when it is a new one.
 * `ends` in the address is the new end of its term. */
static bool
read_start(Request *req, const Kind *kind, Record **ret_start, GError **error)
{
    const char *replaces = request_value(req, "replaces"), *ends = request_query(req, "ends");
    g_autoptr(Agreement) older = NULL;
    Db *db = request_db(req, error);
    Day day;
    if (db == NULL)
        return false;
    if (replaces == NULL || kind_field(kind, "replaces") < 0)
        return true;
    if (!agreement_find(db, replaces, request_today(req), &older, error))
        return false;
    if (older == NULL || older->kind != kind ||
        (!agreement_has_party(older, req->book) && !agreement_has_heir(older, req->book)))
        return fail(error, KN_MISSING, N_("There is no such agreement of this unit."));
    *ret_start = agreement_successor(older);
    if (ends != NULL && day_parse(ends, &day) && kind_field(kind, "ends") >= 0)
        record_set(*ret_start, kind_field(kind, "ends"), ends);
    return true;
}

/* Whether an item of a list begins with these words. */
static bool
start_has(const Record *start, const char *field, const char *item)
{
    int index = kind_field(start->kind, field);
    bool has = false;
    for (gsize i = 0; i < record_items(start, index) && !has; i++) {
        g_autofree char *part = record_part(start, index, i, 0);
        has = g_str_equal(part, item);
    }
    return has;
}

static bool
write_parties(Markup *m, Request *req, const Record *start, GError **error)
{
    Db *db = request_db(req, error);
    g_autoptr(Lineage) lineage = db != NULL ? lineage_read(db, error) : NULL;
    g_autoptr(GPtrArray) books = lineage != NULL ? book_list(db, error) : NULL;
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
        if (lineage_closing(lineage, book->book) != NULL)
            continue; /* it agrees to nothing any more */
        g_autofree char *name = g_strdup_printf("party.%s", book->code);
        bool ticked = start != NULL ? start_has(start, "parties", book->origin)
                                    : book->book == req->book->book;
        write_check(m, name, book->name != NULL ? book->name : book->code,
                    request_shows_form(req) ? request_has(req, name) : ticked);
    }
    markup_raw(m, "</fieldset>");
    return true;
}

static void
write_opened(Markup *m, Request *req, const Record *start)
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
                    request_shows_form(req) ? request_has(req, name)
                                            : start == NULL || start_has(start, "opened", row));
    }
    if (kind != NULL)
        markup_raw(m, "</details>");
    markup_raw(m, "</fieldset>");
}

static bool
write_page(Request *req, Reply *reply, const Kind *kind, const Problems *problems, GError **error)
{
    g_autofree char *action =
        g_strdup_printf("/u/%s/agreements/new/%s", request_unit(req), kind->name);
    g_autofree char *list = g_strdup_printf("/u/%s/agreements", request_unit(req));
    g_autofree char *title = g_strdup_printf("%s: %s", _("Propose"), _(kind->label));
    g_autofree const char **typed = typed_fields(kind);
    g_autoptr(Record) start = NULL;
    if (!read_start(req, kind, &start, error))
        return false;
    Markup *m = reply_page(reply, title);
    g_auto(Markup) parties = {0}, opened = {0};
    markup_init(&parties);
    markup_init(&opened);
    twin_place(req, reply);
    reply_crumb(reply, _("Agreements"), list);
    markup_print(
        m, "<p>%s</p>",
        _("The proposal is written into your book and goes to the partners with the next file. "
          "It is in force when every party has agreed to this very text."));
    if (start != NULL) {
        markup_print(m, "<p>%s</p>",
                     _("These are the words of the text that is to be replaced; it stays in force "
                       "until all have agreed to the new one."));
        widget_hidden(&parties, "replaces", record_value(start, kind_field(kind, "replaces")));
    }
    if (!write_parties(&parties, req, start, error))
        return false;
    if (kind_field(kind, "opened") >= 0)
        write_opened(&opened, req, start);
    FormView view = {.kind = kind,
                     .record = start,
                     .problems = problems,
                     .action = action,
                     .button = _("Propose it"),
                     .only = typed,
                     .before = &parties,
                     .after = &opened};
    return form_show(m, req, &view, error);
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    const Kind *kind = typed_kind(req, error);
    return kind != NULL && write_page(req, reply, kind, NULL, error);
}

static bool
take_ticks(Request *req, Record *text, GError **error)
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
            record_add_item(text, kind_field(text->kind, "parties"), &code, 1);
    }
    if (request_value(req, "replaces") != NULL && kind_field(text->kind, "replaces") >= 0)
        record_set(text, kind_field(text->kind, "replaces"), request_value(req, "replaces"));
    int opened = kind_field(text->kind, "opened");
    for (guint i = 0; opened >= 0 && i < proposal->len; i++) {
        const char *row = g_ptr_array_index(proposal, i);
        g_autofree char *name = g_strdup_printf("open.%s", row);
        if (request_has(req, name))
            record_add_item(text, opened, &row, 1);
    }
    return true;
}

static bool
propose(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Problems) problems = problems_new();
    gint64 entry = -1;
    const Kind *kind = typed_kind(req, error);
    if (kind == NULL)
        return false;
    if (form_is_being_filled(req))
        return write_page(req, reply, kind, NULL, error);
    g_autoptr(Record) text = form_read(req, kind, NULL, problems, error);
    if (text == NULL || !take_ticks(req, text, error))
        return false;
    int opened = kind_field(kind, "opened");
    if (opened >= 0 && record_items(text, opened) == 0)
        problems_add(problems, PROBLEM_ERROR, NULL, N_("Tick at least one field that is opened."));
    request_db_close(req);
    if (!problems_has_errors(problems) &&
        !agreement_propose(request_office(req), request_unit(req), &req->actor, text, problems,
                           &entry, error))
        return false;
    if (problems_has_errors(problems)) {
        reply->status = 400;
        return write_page(req, reply, kind, problems, error);
    }
    notice_add(req, NOTICE_DONE,
               _("It is proposed. Send the partners a file, so that they can answer."), NULL);
    reply_see_print(reply, "/u/%s/agreements", request_unit(req));
    return true;
}

static const Input inputs[] = {{"*", INPUT_FIELDS}, {NULL}};

const Page page_agreement_new = {
    "/u/:unit/agreements/new/:kind", N_("Propose"),   ALLOW_RECORDER, show, propose,
    .who_post = ALLOW_CHAIR,         .inputs = inputs};
