/* partner.c: one partner: its six words to compare, and what is held of its book.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/copies_shown.h"
#include "web/lineage_shown.h"
#include "web/notices.h"
#include "web/server.h"
#include "web/key_history.h"
#include "web/twin.h"
#include "web/twin_contact.h"
#include "web/widget.h"

static bool
write_compare(Markup *m, Request *req, const Partner *partner, GError **error)
{
    g_autofree char *action =
        g_strdup_printf("/u/%s/partners/%s", request_unit(req), partner->code);
    markup_print(
        m, "<h2>%s</h2><p>%s</p>", _("Compare six words"),
        _("Call the other unit at a number you know and let them read out the six words of their "
          "own card. "
          "Type what you hear: that is how you know that nobody changed the card on its way."));
    markup_print(m, "<p>%s</p>",
                 _("In the same call read ours to them, so that both sides are sure:"));
    if (!twin_our_words(m, req, error))
        return false;
    widget_form(m, req, action);
    widget_plain(m, &(Plain){.name = "words",
                             .label = _("The six words as heard"),
                             .required = true,
                             .value = request_value(req, "words")});
    widget_actions(m, _("Compare"));
    markup_raw(m, "</form>");
    return true;
}

/* A witness holds no more than their last state, and says that each new one continues it. */
static void
write_watch(Markup *m, Request *req, const Partner *partner)
{
    g_autofree char *action =
        g_strdup_printf("/u/%s/partners/%s/watch", request_unit(req), partner->code);
    markup_print(m, "<h2>%s</h2><p>", _("Watching over their book"));
    if (partner->watched_by != NULL) {
        g_autofree char *state =
            g_strdup_printf(_("%s watches over it; confirmed up to %d entries"),
                            partner->watched_by, (int)partner->watched);
        widget_status(m, SIGN_DONE, state);
    } else {
        widget_status(m, SIGN_STOP, _("We do not watch over it."));
    }
    markup_print(m, "</p><p>%s</p>",
                 _("A unit that watches over a book confirms each new state of it, after checking "
                   "that it only grew. It sees no records. The more units watch, the less two of "
                   "them could agree to change afterwards."));
    if (partner->watched_by != NULL)
        markup_print(m, "<p>%s <span class=\"mono\">%s</span></p>",
                     _("Their program asks for the confirmation at this address of ours:"),
                     req->web->url);
    if (!request_may(req, ROLE_CHAIR | ROLE_ADMINISTRATOR))
        return;
    if (partner->watched_by != NULL)
        widget_button(m, req, action, _("Watch no longer"), "do", "end");
    else if (!partner->stopped)
        widget_button(m, req, action, _("Watch over their book"), "do", "begin");
}

static void
write_exchange(Markup *m, Request *req, const Partner *partner, const Contact *contact)
{
    markup_raw(m, "<p>");
    twin_contact_state(m, contact);
    markup_print(
        m,
        "</p><p class=\"bar\"><a class=\"button primary\" href=\"/u/%u/exchange/%u\">%s</a>"
        "<a class=\"button\" href=\"/u/%u/send/%u\">%s</a></p>",
        request_unit(req), partner->code, _("Exchange"), request_unit(req), partner->code,
        _("Send as a file"));
    if (request_may(req, ROLE_CHAIR | ROLE_ADMINISTRATOR))
        twin_contact_form(m, req, partner, contact);
}

static bool
write_history(Markup *m, Request *req, const Partner *partner, GError **error)
{
    g_autoptr(GArray) chain = NULL;
    if (!key_chain_of(request_db(req, NULL), partner->book, &chain, error))
        return false;
    key_history_show(m, chain);
    return true;
}

static bool
write_page(Request *req, Reply *reply, const char *wrong, GError **error)
{
    g_autoptr(Partner) partner = twin_partner(req, request_capture(req, "partner"), error);
    g_autoptr(Contact) contact = partner != NULL ? twin_contact(req, partner, error) : NULL;
    if (contact == NULL)
        return false;
    if (partner->stop == STOP_KEY) {
        reply_see_print(reply, "/u/%s/partners/%s/key", request_unit(req), partner->code);
        return true;
    }
    Markup *m = reply_page(reply, partner->name);
    twin_place(req, reply);
    if (wrong != NULL)
        widget_wrong(m, wrong);
    if (partner->stop == STOP_FORK) {
        widget_wrong(m, _("Exchange with them is stopped: their book does not agree with what we "
                          "hold. Nothing more is sent or taken."));
        markup_print(m,
                     "<p class=\"bar\"><a class=\"button primary\" "
                     "href=\"/u/%u/partners/%u/fork\">%s</a></p>",
                     request_unit(req), partner->code, _("What happened, and what to do"));
    }
    markup_print(m, "<dl class=\"facts\"><dt>%s</dt><dd>%s</dd><dt>%s</dt><dd>", _("Code here"),
                 partner->code, _("Their card"));
    twin_partner_state(m, partner);
    g_autofree char *held = count_print((gint64)partner->size, lang_current());
    markup_print(m,
                 "</dd><dt>%s</dt><dd class=\"words\">%s</dd><dt>%s</dt><dd>%s</dd><dt>%s</dt><dd>",
                 _("Their six words, by the card"),
                 partner->compared ? partner->words : _("(compare first)"),
                 _("Entries of theirs held here"), held, _("Our book with them"));
    twin_partner_holds(m, req, partner);
    markup_print(m, "</dd><dt>%s</dt><dd class=\"mono\">%s</dd></dl>", _("Verifier key"),
                 partner->vkey);
    if (!lineage_show(m, req, partner->book, error))
        return false;
    if (!partner->compared && !partner->stopped && !write_compare(m, req, partner, error))
        return false;
    if (!partner->stopped)
        write_exchange(m, req, partner, contact);
    if (!copies_shown(m, req, partner, error))
        return false;
    write_watch(m, req, partner);
    return write_history(m, req, partner, error);
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    return write_page(req, reply, NULL, error);
}

static bool
compare(Request *req, Reply *reply, GError **error)
{
    const char *code = request_capture(req, "partner"), *words = request_value(req, "words");
    g_autoptr(GError) refused = NULL;
    request_db_close(req);
    if (!partner_compared(request_office(req), &req->actor, code, words != NULL ? words : "",
                          &refused)) {
        reply->status = (unsigned)error_http_status(refused);
        return write_page(req, reply, refused->message, error);
    }
    notice_add(req, NOTICE_DONE, _("The words are the same: this is their card."), NULL);
    reply_see_print(reply, "/u/%s/partners/%s", request_unit(req), code);
    return true;
}

static const Input inputs[] = {
    {"words", INPUT_LINE}, {"address", INPUT_LINE}, {"rhythm", INPUT_LINE}, {NULL}};

const Page page_partner = {
    "/u/:unit/partners/:partner", N_("Partner"),   ALLOW_READER, show, compare,
    .who_post = ALLOW_LEADER,     .inputs = inputs};
