/* keys.c: the keys of the unit's book: its six words, what they were before, and how to change them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/change_keys.h"
#include "book/key_lock.h"
#include "web/again.h"
#include "web/key_history.h"
#include "web/server.h"
#include "web/sheet_check.h"
#include "web/widget.h"

static bool
is_chosen(const Request *req, const char *name, const char *value)
{
    return g_strcmp0(request_value(req, name), value) == 0;
}

static void
write_ways(Markup *m, const Request *req)
{
    bool by_sheet = is_chosen(req, "by", "sheet");
    markup_print(m,
                 "<fieldset><legend>%s</legend><label class=\"check\"><input type=\"radio\" "
                 "name=\"by\" value=\"key\"%s required>%s</label><label class=\"check\"><input "
                 "type=\"radio\" name=\"by\" value=\"sheet\"%s>%s</label></fieldset>",
                 _("How do things stand?"), is_chosen(req, "by", "key") ? " checked" : "",
                 _("The machine is ours and works: we change the key as a precaution, or because "
                   "somebody who knew it has left"),
                 by_sheet ? " checked" : "",
                 _("The key is lost, or may be in strange hands: the recovery sheet vouches for "
                   "us"));
    widget_plain(m, &(Plain){.name = "sheet",
                             .label = _("The 13 groups of the recovery sheet"),
                             .help = _("Only in the second case. Capitals and hyphens do not "
                                       "matter."),
                             .value = request_value(req, "sheet")});
    markup_print(m,
                 "<label class=\"check\"><input type=\"checkbox\" name=\"new_sheet\" "
                 "value=\"yes\"%s>%s</label><p class=\"help\">%s</p>",
                 request_value(req, "new_sheet") != NULL ? " checked" : "",
                 _("Also make a new recovery sheet"),
                 _("When the paper is lost or somebody else has read it. The paper until now is "
                   "void then, and the new one is shown once."));
}

static void
write_form(Markup *m, const Request *req)
{
    g_autofree char *action = g_strdup_printf("/u/%s/keys", request_unit(req));
    markup_print(m, "<h2>%s</h2>", _("Change the key"));
    widget_hint(m, _("At every partner's office everything with us waits after that, until they "
                     "have compared our new six words by telephone. Nothing is lost meanwhile."));
    widget_form(m, req, action);
    write_ways(m, req);
    again_ask(m, req);
    widget_actions(m, _("Change the key"));
    markup_raw(m, "</form>");
}

static Markup *
begin(Request *req, Reply *reply, const char *title)
{
    g_autofree char *above = g_strdup_printf("/u/%s/system", request_unit(req));
    Markup *m = reply_page(reply, title);
    reply_crumb(reply, _("Book and system"), above);
    g_free(reply->group);
    reply->group = g_strdup("Unit");
    return m;
}

static void
write_passphrase(Markup *m, const Request *req)
{
    LockState state = key_lock_state(req->web->office->store);
    markup_print(m, "<h2>%s</h2><p>", _("Passphrase over the keys"));
    if (state == LOCK_NONE)
        widget_status(m, SIGN_HINT, _("none: whoever has the file has the keys"));
    else if (state == LOCK_OPEN)
        widget_status(m, SIGN_DONE, _("set; unlocked until the program is stopped"));
    else
        widget_status(m, SIGN_WAIT, _("set; locked"));
    markup_print(m, " <a href=\"/u/%u/keys/passphrase\">%s</a></p>", req->book->code,
                 state == LOCK_NONE ? _("Set a passphrase") : _("Change the passphrase"));
}

static bool
write_page(Request *req, Reply *reply, const char *wrong, GError **error)
{
    g_autoptr(GArray) chain = NULL;
    Db *db = request_db(req, error);
    if (db == NULL || !key_chain_of(db, req->book->book, &chain, error))
        return false;
    Markup *m = begin(req, reply, _("Keys and recovery sheet"));
    if (wrong != NULL)
        widget_wrong(m, wrong);
    markup_print(
        m, "<p>%s</p>",
        _("The book has a key that works like the unit's seal: what we send is sealed with "
          "it, and partners know us by it. It lies in this machine and nobody has to "
          "remember it. The recovery sheet is the paper that brings us a new key when "
          "this one is lost."));
    if (chain != NULL) {
        g_autofree char *words = key_words(&key_chain_last(chain)->keys.log);
        markup_print(m, "<p>%s <span class=\"words\">%s</span></p>",
                     _("Our six words, to read out by telephone:"), words);
    }
    key_history_show(m, chain);
    write_passphrase(m, req);
    write_form(m, req);
    return true;
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    return write_page(req, reply, NULL, error);
}

static void
write_done(Request *req, Reply *reply, const NewKeys *keys)
{
    Markup *m = begin(req, reply, _("The key has changed"));
    widget_done(m, _("The book has a new key from now on."));
    if (keys->recovery != NULL) {
        sheet_check_begin(req->web, request_unit(req), keys->recovery);
        markup_print(m,
                     "<p>%s</p><p class=\"bar\"><a class=\"button primary\" "
                     "href=\"/u/%u/recovery\">%s</a></p>",
                     _("The recovery sheet until now is void. Print the new one at once: it is "
                       "shown only until three of its groups were typed back."),
                     request_unit(req), _("The new recovery sheet"));
    }
    markup_print(m, "<h2>%s</h2><ol><li>%s</li><li>%s</li><li>%s</li></ol>", _("What to do now"),
                 _("Exchange with each partner as ever. Their program stops at once and asks for "
                   "the words."),
                 _("They call you. Read them the six words below."),
                 _("Exchange once more: everything goes over then."));
    markup_print(m, "<p><span class=\"words\">%s</span></p><p class=\"mono\">%s</p>", keys->words,
                 keys->vkey);
    markup_print(m,
                 "<p class=\"bar\"><a class=\"button\" href=\"/u/%u/card\" download>%s</a>"
                 "<a class=\"button\" href=\"/u/%u/twins\">%s</a></p>",
                 request_unit(req), _("Our card"), request_unit(req), _("Twinning"));
}

static bool
change(Request *req, Reply *reply, GError **error)
{
    bool fits = false;
    g_autoptr(GError) refused = NULL;
    g_auto(NewKeys) keys = {0};
    KeyAsk ask = {.sheet = is_chosen(req, "by", "sheet") ? request_value(req, "sheet") : NULL,
                  .new_sheet = request_value(req, "new_sheet") != NULL};
    if (is_chosen(req, "by", "sheet") && ask.sheet == NULL)
        ask.sheet = "";
    request_db_close(req);
    if (!is_chosen(req, "by", "sheet") && !is_chosen(req, "by", "key")) {
        reply->status = 400;
        return write_page(req, reply, _("Say how things stand: choose one of the two."), error);
    }
    if (again_fits(req, &fits, &refused) && fits &&
        office_change_keys(request_office(req), request_unit(req), &req->actor, &ask, &keys,
                           &refused)) {
        write_done(req, reply, &keys);
        return true;
    }
    if (g_error_matches(refused, KN_ERROR, KN_LOCKED)) {
        g_propagate_error(error, g_steal_pointer(&refused));
        return false;
    }
    reply->status = refused != NULL ? (unsigned)error_http_status(refused) : 400;
    return write_page(req, reply,
                      refused != NULL ? refused->message : _("The password is not right."), error);
}

static const Input inputs[] = {{"by", INPUT_LINE},
                               {"sheet", INPUT_LINE},
                               {"new_sheet", INPUT_LINE},
                               {"password.old", INPUT_LINE},
                               {"code", INPUT_LINE},
                               {"name", INPUT_LINE},
                               {NULL}};

const Page page_keys = {"/u/:unit/keys", N_("Keys and recovery sheet"), ALLOW_LEADER, show, change,
                        .inputs = inputs};
