/* agreement.c: one agreement: its text, who stands behind it, and the two answers: agree, end.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kinds.h"
#include "rules/agree.h"
#include "web/agreement_shown.h"
#include "web/notices.h"
#include "web/related.h"
#include "web/session_shown.h"
#include "web/twin.h"
#include "web/widget.h"

static Agreement *
load(Request *req, GError **error)
{
    g_autoptr(Agreement) agreement = NULL;
    Db *db = request_db(req, error);
    if (db == NULL || !agreement_find(db, request_capture(req, "agreement"), request_today(req),
                                      &agreement, error))
        return NULL;
    if (agreement == NULL ||
        (!agreement_has_party(agreement, req->book) && !agreement_has_heir(agreement, req->book)))
        return fail_null(error, KN_MISSING, N_("There is no such agreement of this unit."));
    return g_steal_pointer(&agreement);
}

static bool
is_ours_and_open(const Request *req, const Agreement *agreement)
{
    for (guint i = 0; i < agreement->parties->len; i++) {
        const AgreementParty *party = g_ptr_array_index(agreement->parties, i);
        if (party->book == req->book->book && party->entry >= 0 && !party->ended)
            return agreement->state == AGREEMENT_PROPOSED ||
                   agreement->state == AGREEMENT_IN_FORCE || agreement->state == AGREEMENT_CLOSED;
    }
    return false;
}

static void
write_link(Markup *m, Request *req, const char *words, const Agreement *other)
{
    g_autofree char *title = record_title(other->record);
    markup_print(m, "<p>%s <a href=\"/u/%u/agreements/%u\">%s</a> ", words, request_unit(req),
                 other->body_hash, title);
    twin_agreement_state(m, other->state);
    markup_raw(m, "</p>");
}

/* The text it takes the place of with what is changed, and the texts that take its place. */
static bool
write_line_of_texts(Markup *m, Request *req, const Agreement *agreement, GError **error)
{
    int replaces = kind_field(agreement->kind, "replaces");
    g_autoptr(GPtrArray) all =
        agreements_list(request_db(req, NULL), agreement->kind, request_today(req), error);
    const Agreement *older = NULL;
    for (guint i = 0; all != NULL && replaces >= 0 && i < all->len; i++) {
        const Agreement *other = g_ptr_array_index(all, i);
        if (!agreement_has_party(other, req->book) && !agreement_has_heir(other, req->book))
            continue;
        if (g_str_equal(other->body_hash, record_value(agreement->record, replaces)))
            older = other;
        if (g_str_equal(record_value(other->record, replaces), agreement->body_hash) &&
            other->state != AGREEMENT_ENDED)
            write_link(m, req,
                       other->state == AGREEMENT_PROPOSED ? _("A new text is proposed for it:")
                                                          : _("It was replaced by"),
                       other);
    }
    if (older == NULL)
        return all != NULL;
    write_link(m, req, _("It takes the place of"), older);
    markup_print(m, "<h2>%s</h2>", _("What changes"));
    agreement_changes_show(m, agreement, older);
    return true;
}

/* A text that was agreed goes on for another year, or is changed, by a new text that all agree to. */
static void
write_ways_on(Markup *m, Request *req, const Agreement *agreement)
{
    bool is_typed = kind_field(agreement->kind, "heads") < 0;
    if (!is_typed || !request_may(req, ROLE_CHAIR | ROLE_RECORDER) ||
        (agreement->state != AGREEMENT_IN_FORCE && agreement->state != AGREEMENT_EXPIRED &&
         agreement->state != AGREEMENT_CLOSED))
        return;
    Day end = agreement_term(agreement).to;
    markup_raw(m, "<p class=\"bar\">");
    if (end != G_MAXINT32) {
        g_autofree char *until = day_iso(day_later(end, 12));
        markup_print(
            m,
            "<a class=\"button\" href=\"/u/%u/agreements/new/%u?replaces=%u&amp;ends=%u\">%s"
            "</a>",
            request_unit(req), agreement->kind->name, agreement->body_hash, until,
            _("Renew it for a year"));
    }
    markup_print(m, "<a class=\"button\" href=\"/u/%u/agreements/new/%u?replaces=%u\">%s</a></p>",
                 request_unit(req), agreement->kind->name, agreement->body_hash,
                 _("Propose a change"));
}

/* Its papers, of the copy that can be read here. */
static bool
write_documents(Markup *m, Request *req, const Agreement *agreement, GError **error)
{
    g_autoptr(Book) book = book_get(request_db(req, NULL), agreement->record->book, error);
    if (book == NULL)
        return false;
    related_documents(m, req, book, agreement->record);
    return true;
}

static void
write_answers(Markup *m, Request *req, const Agreement *agreement)
{
    g_auto(Markup) action = {0};
    markup_init(&action);
    if (req->closed != NULL)
        return; /* it answers nothing any more */
    markup_print(&action, "/u/%u/agreements/%u", request_unit(req), agreement->body_hash);
    if (twin_agreement_waits(req, agreement)) {
        markup_print(m, "<h2>%s</h2><p>%s</p>", _("Your answer"),
                     _("Agreeing writes this very text into your book, in the name of the unit. "
                       "The partners learn of it "
                       "with the next file you send."));
        widget_form(m, req, action.text->str);
        widget_hidden(m, "answer", "agree");
        widget_actions(m, _("We agree"));
        markup_raw(m, "</form>");
    } else if (is_ours_and_open(req, agreement)) {
        markup_print(m, "<details><summary>%s</summary>",
                     agreement->state == AGREEMENT_PROPOSED ? _("Take it back")
                                                            : _("End this agreement"));
        widget_form(m, req, action.text->str);
        widget_hidden(m, "answer", "end");
        widget_plain(m,
                     &(Plain){.name = "why",
                              .label = _("Why"),
                              .required = true,
                              .help = _("The reason stays in the book and goes to the partners.")});
        markup_print(
            m, "<p class=\"actions\"><button class=\"grave\">%s</button></p></form></details>",
            _("End it"));
    }
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Agreement) agreement = load(req, error);
    if (agreement == NULL)
        return false;
    g_autofree char *title = record_title(agreement->record);
    g_autofree char *list = g_strdup_printf("/u/%s/agreements", request_unit(req));
    Markup *m = reply_page(reply, title);
    twin_place(req, reply);
    reply_crumb(reply, _("Agreements"), list);
    markup_raw(m, "<p>");
    twin_agreement_state(m, agreement->state);
    markup_print(m, " · %s</p>", _(agreement->kind->label));
    twin_agreement_parties(m, agreement);
    write_ways_on(m, req, agreement);
    write_answers(m, req, agreement);
    if (!write_line_of_texts(m, req, agreement, error) ||
        !sessions_of_covenant_shown(m, req, agreement, error))
        return false;
    markup_print(m, "<h2>%s</h2>", _("The text"));
    agreement_text_show(m, agreement);
    if (!write_documents(m, req, agreement, error))
        return false;
    return true;
}

static bool
answer(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Agreement) agreement = load(req, error);
    if (agreement == NULL)
        return false;
    const char *given = request_value(req, "answer"), *why = request_value(req, "why");
    gint64 entry = -1;
    request_db_close(req);
    if (g_strcmp0(given, "agree") == 0) {
        if (!agreement_accept(request_office(req), request_unit(req), &req->actor,
                              agreement->body_hash, &entry, error))
            return false;
        notice_add(req, NOTICE_DONE,
                   _("Your unit agrees. Send the partners a file, so that they see it."), NULL);
    } else if (g_strcmp0(given, "end") == 0) {
        if (why == NULL)
            return fail(error, KN_INVALID, N_("Say why: the reason stays in the book."));
        if (!agreement_end(request_office(req), request_unit(req), &req->actor,
                           agreement->body_hash, why, error))
            return false;
        notice_add(req, NOTICE_DONE,
                   _("It is ended. The partners learn of it with the next file you send."), NULL);
    } else {
        return fail(error, KN_INVALID, N_("Choose an answer."));
    }
    reply_see_print(reply, "/u/%s/agreements/%s", request_unit(req), agreement->body_hash);
    return true;
}

static const Input inputs[] = {{"answer", INPUT_LINE}, {"why", INPUT_LINE}, {NULL}};

const Page page_agreement = {
    "/u/:unit/agreements/:agreement", N_("Agreement"), ALLOW_READER, show, answer,
    .who_post = ALLOW_CHAIR,          .inputs = inputs};
