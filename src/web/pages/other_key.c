/* other_key.c: a partner's key seems to have changed: everything with it stands still until six
 * words were compared again.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/other_key.h"
#include "web/key_history.h"
#include "web/notices.h"
#include "web/twin.h"
#include "web/widget.h"

static void
write_words(Markup *m, Request *req, const Partner *partner)
{
    g_autofree char *action =
        g_strdup_printf("/u/%s/partners/%s/key", request_unit(req), partner->code);
    markup_print(m, "<h2>%s</h2><ol><li>%s</li><li>%s</li><li>%s</li></ol>", _("What to do"),
                 _("Call an officer of theirs whom you know, at a number that you had before. Do "
                   "not use a number that came with the new key."),
                 _("Ask whether they really have a new key, and since when."),
                 _("Let them read out the six words of their own card (they stand on their page "
                   "“Twinning”), and type what you hear."));
    if (!request_may(req, ROLE_CHAIR | ROLE_ADMINISTRATOR)) {
        widget_hint(m, _("The chair or whoever administers the office compares the words."));
        return;
    }
    widget_form(m, req, action);
    widget_plain(m, &(Plain){.name = "words",
                             .label = _("The six words as heard"),
                             .required = true,
                             .value = request_value(req, "words")});
    widget_actions(m, _("Compare"));
    markup_raw(m, "</form>");
}

/* Who vouches for the new key, as far as we can see. */
static bool
write_ground(Markup *m, Request *req, const Partner *partner, GError **error)
{
    Db *db = request_db(req, error);
    g_autoptr(OtherCard) other = NULL;
    g_autoptr(Book) book = db != NULL ? book_get(db, partner->book, error) : NULL;
    if (book == NULL || !other_key_find(db, book, &other, error))
        return false;
    if (other == NULL)
        return true;
    markup_print(m, "<p>%s", key_ground_sentence(other->ground));
    if (other->ground != KEY_UNSET_GROUND) {
        g_autofree char *day = day_print(day_from_time(other->place.time), lang_current());
        g_autofree char *since = g_strdup_printf(
            _("By their book it counts from entry %ld on, %s."), other->place.entry, day);
        markup_print(m, " %s", since);
    }
    markup_raw(m, "</p>");
    return true;
}

static bool
write_page(Request *req, Reply *reply, const char *wrong, GError **error)
{
    g_autoptr(Partner) partner = twin_partner(req, request_capture(req, "partner"), error);
    if (partner == NULL)
        return false;
    if (partner->stop != STOP_KEY) {
        reply_see_print(reply, "/u/%s/partners/%s", request_unit(req), partner->code);
        return true;
    }
    Markup *m = reply_page(reply, _("Another key under a partner's name"));
    twin_place(req, reply);
    if (wrong != NULL)
        widget_wrong(m, wrong);
    markup_print(m, "<p><strong>%s (%s)</strong></p><p>%s</p>", partner->name, partner->code,
                 _("Every unit has a key that works like its seal: what comes from the unit is "
                   "sealed with it, and only that unit can make the seal. Something has come that "
                   "carries this unit's name but another seal than the one we hold."));
    if (!write_ground(m, req, partner, error))
        return false;
    widget_hint(m, _("Until it is clear which seal is theirs, nothing is sent to this partner and "
                     "nothing is taken from it. What came before stays and can be read."));
    markup_print(
        m, "<h2>%s</h2><ul><li>%s</li><li>%s</li></ul>", _("What it can mean"),
        _("The unit changed its key, lost the old one or has a new machine: then they know "
          "of it and can read out the new words."),
        _("Somebody else did it in their name: then they know nothing of it, and the "
          "words they read out are the old ones."));
    write_words(m, req, partner);
    return true;
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    return write_page(req, reply, NULL, error);
}

/* What goes onto the paper that both sides keep. */
static void
write_taken(Request *req, Reply *reply, const Partner *partner, const OtherKey *settled)
{
    g_autofree char *root = g_base64_encode(settled->root.bytes, HASH_SIZE);
    Markup *m = reply_page(reply, _("The new key counts"));
    twin_place(req, reply);
    widget_done(m, _("The words are those of the new key: from now on it is theirs, and exchange "
                     "with them goes on. Ask them to send once more; nothing was lost."));
    markup_print(m, "<p>%s</p><p class=\"mono\">%s<br>%s %d<br>%s</p>",
                 _("Write this on the paper of the covenant, with date and both signatures:"),
                 partner->vkey, _("new key from entry"), (gint64)settled->size, root);
    markup_print(m, "<p class=\"bar\"><a class=\"button\" href=\"/u/%u/partners/%u\">%s</a></p>",
                 request_unit(req), partner->code, partner->name);
}

static bool
compare(Request *req, Reply *reply, GError **error)
{
    const char *code = request_capture(req, "partner"), *words = request_value(req, "words");
    g_autoptr(GError) refused = NULL;
    OtherKey settled = {0};
    request_db_close(req);
    if (!other_key_settle(request_office(req), &req->actor, code, words != NULL ? words : "",
                          &settled, &refused)) {
        reply->status = (unsigned)error_http_status(refused);
        return write_page(req, reply, refused->message, error);
    }
    if (settled.taken) {
        g_autoptr(Partner) partner = twin_partner(req, code, error);
        if (partner == NULL)
            return false;
        write_taken(req, reply, partner, &settled);
        return true;
    }
    notice_add(
        req, NOTICE_DONE,
        _("Their key is the one we had all along. The other one was not theirs and is refused from "
          "now on; tell them that somebody used their name."),
        NULL);
    reply_see_print(reply, "/u/%s/partners/%s", request_unit(req), code);
    return true;
}

static const Input inputs[] = {{"words", INPUT_LINE}, {NULL}};

const Page page_other_key = {"/u/:unit/partners/:partner/key",
                             N_("Another key under a partner's name"),
                             ALLOW_READER,
                             show,
                             compare,
                             .who_post = ALLOW_LEADER,
                             .inputs = inputs};
