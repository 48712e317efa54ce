/* agreement.c: one agreement: its text, who stands behind it, and the two answers: agree, end.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/field.h"
#include "records/kinds.h"
#include "rules/agree.h"
#include "web/notices.h"
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
    if (agreement == NULL || !agreement_has_party(agreement, req->book))
        return fail_null(error, KN_MISSING, N_("There is no such agreement of this unit."));
    return g_steal_pointer(&agreement);
}

/* "activity.value" as people call it. */
static char *
opened_label(const char *kind_field_name)
{
    const char *dot = strchr(kind_field_name, '.');
    const Kind *kind =
        dot != NULL ? kind_find_sized(kind_field_name, (gsize)(dot - kind_field_name)) : NULL;
    int field = kind != NULL ? kind_field(kind, dot + 1) : -1;
    if (field < 0)
        return g_strdup(kind_field_name);
    return g_strdup_printf("%s: %s", _(kind->label), _(kind->fields[field].label));
}

static void
write_opened(Markup *m, const Record *text, int index)
{
    gsize count = record_items(text, index);
    g_autofree char *summary = g_strdup_printf(_("%u fields"), (unsigned)count);
    markup_print(m, "<details><summary>%s</summary><ul>", summary);
    for (gsize i = 0; i < count; i++) {
        g_autofree char *name = record_part(text, index, i, 0);
        g_autofree char *label = opened_label(name);
        markup_print(m, "<li>%s</li>", label);
    }
    markup_raw(m, "</ul></details>");
}

/* Parties stand above with their answers; keys and states of books are for verifying, not for reading. */
static bool
is_for_reading(const Field *field)
{
    return strcmp(field->name, "parties") != 0 && strcmp(field->name, "heads") != 0 &&
           strcmp(field->name, "covenant") != 0;
}

static void
write_text(Markup *m, Request *req, const Agreement *agreement)
{
    const Record *text = agreement->record;
    markup_raw(m, "<dl class=\"facts\">");
    for (gsize i = 0; i < agreement->kind->field_count; i++) {
        const Field *field = &agreement->kind->fields[i];
        if (record_is_empty(text, (int)i) || !is_for_reading(field))
            continue;
        markup_print(m, "<dt>%s</dt><dd>", _(field->label));
        if (strcmp(field->name, "opened") == 0) {
            write_opened(m, text, (int)i);
        } else {
            g_autofree char *shown =
                field_print(field, text->values[i], lang_current(), NULL, NULL);
            markup_text(m, shown);
        }
        markup_raw(m, "</dd>");
    }
    markup_raw(m, "</dl>");
}

static bool
is_ours_and_open(const Request *req, const Agreement *agreement)
{
    for (guint i = 0; i < agreement->parties->len; i++) {
        const AgreementParty *party = g_ptr_array_index(agreement->parties, i);
        if (party->book == req->book->book && party->entry >= 0 && !party->ended)
            return agreement->state == AGREEMENT_PROPOSED || agreement->state == AGREEMENT_IN_FORCE;
    }
    return false;
}

static void
write_answers(Markup *m, Request *req, const Agreement *agreement)
{
    g_auto(Markup) action = {0};
    markup_init(&action);
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
                     agreement->state == AGREEMENT_IN_FORCE ? _("End this agreement")
                                                            : _("Take it back"));
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
    write_answers(m, req, agreement);
    markup_print(m, "<h2>%s</h2>", _("The text"));
    write_text(m, req, agreement);
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
