/* twin.c: partners and agreements in words and signs.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/twin.h"

#include "book/keys.h"
#include "web/widget.h"

void
twin_place(Request *req, Reply *reply)
{
    g_autofree char *href = g_strdup_printf("/u/%s/twins", request_unit(req));
    reply_crumb(reply, _("Twinning"), href);
    g_free(reply->group);
    reply->group = g_strdup("Twinning");
}

Partner *
twin_partner(Request *req, const char *code, GError **error)
{
    Db *db = request_db(req, error);
    g_autoptr(GPtrArray) partners = db != NULL ? partners_list(db, error) : NULL;
    if (partners == NULL)
        return NULL;
    for (guint i = 0; i < partners->len; i++) {
        Partner *partner = g_ptr_array_index(partners, i);
        if (strcmp(partner->code, code) == 0) {
            g_ptr_array_set_free_func(partners, NULL);
            for (guint other = 0; other < partners->len; other++)
                if (other != i)
                    partner_free(g_ptr_array_index(partners, other));
            return partner;
        }
    }
    return fail_null(error, KN_MISSING, N_("“%s” is not a partner of this office."), code);
}

bool
twin_our_words(Markup *m, Request *req, GError **error)
{
    PublicKeys keys = {0};
    bool found = false;
    if (!public_keys_of(request_db(req, NULL), req->book->book, &keys, &found, error))
        return false;
    g_autofree char *words = found ? key_words(&keys.log) : NULL;
    if (words != NULL)
        markup_print(m, "<p>%s <span class=\"words\">%s</span></p>",
                     _("Our six words, to read out by telephone:"), words);
    return true;
}

void
twin_partner_state(Markup *m, const Partner *partner)
{
    if (partner->stop == STOP_KEY)
        widget_status(m, SIGN_WRONG, _("Stopped: another key under their name"));
    else if (partner->stopped)
        widget_status(m, SIGN_WRONG, _("Stopped: their book was changed"));
    else if (partner->compared)
        widget_status(m, SIGN_DONE, _("Six words compared"));
    else
        widget_status(m, SIGN_HINT, _("Six words not compared yet"));
}

void
twin_partner_holds(Markup *m, Request *req, const Partner *partner)
{
    guint64 ours = req->book->frontier.size;
    if (partner->our_cosigned == 0) {
        widget_status(m, SIGN_WAIT, _("They have confirmed nothing of ours yet"));
    } else if (partner->our_cosigned >= ours) {
        widget_status(m, SIGN_DONE, _("They hold our whole book and have checked it"));
    } else {
        g_autofree char *last = count_print((gint64)partner->our_cosigned - 1, lang_current()),
                        *newer =
                            count_print((gint64)(ours - partner->our_cosigned), lang_current());
        g_autofree char *behind =
            g_strdup_printf(_("They have checked ours up to entry %s; %s are newer"), last, newer);
        widget_status(m, SIGN_WAIT, behind);
    }
}

void
twin_agreement_state(Markup *m, AgreementState state)
{
    static const Sign signs[] = {[AGREEMENT_PROPOSED] = SIGN_WAIT, [AGREEMENT_IN_FORCE] = SIGN_DONE,
                                 [AGREEMENT_EXPIRED] = SIGN_STOP,  [AGREEMENT_ENDED] = SIGN_STOP,
                                 [AGREEMENT_REPLACED] = SIGN_STOP, [AGREEMENT_CLOSED] = SIGN_STOP};
    widget_status(m, signs[state], _(agreement_state_label(state)));
}

void
twin_agreement_parties(Markup *m, const Agreement *agreement)
{
    markup_raw(m, "<ul class=\"waits\">");
    for (guint i = 0; i < agreement->parties->len; i++) {
        const AgreementParty *party = g_ptr_array_index(agreement->parties, i);
        markup_print(m, "<li>%s: ",
                     party->name != NULL && party->name[0] != '\0' ? party->name : party->code);
        if (party->ended)
            widget_status(m, SIGN_STOP, _("ended it"));
        else if (party->entry < 0 && party->closed != G_MAXINT32)
            widget_status(m, SIGN_STOP, _("its book is closed: it can agree to nothing any more"));
        else if (party->entry < 0)
            widget_status(m, SIGN_WAIT, _("has not agreed yet"));
        else
            widget_status(m, SIGN_DONE,
                          party->signed_by != NULL && party->signed_by[0] != '\0' ? _("agreed")
                                                                                  : _("wrote it"));
        if (party->entry >= 0) {
            markup_raw(m, " <span class=\"quiet\">");
            if (party->signed_by != NULL && party->signed_by[0] != '\0')
                markup_print(m, "%s, ", party->signed_by);
            widget_time(m, party->time);
            markup_raw(m, "</span>");
        }
        markup_raw(m, "</li>");
    }
    markup_raw(m, "</ul>");
}

bool
twin_agreement_waits(const Request *req, const Agreement *agreement)
{
    bool waits = false;
    for (guint i = 0; i < agreement->parties->len; i++) {
        const AgreementParty *party = g_ptr_array_index(agreement->parties, i);
        if (party->ended)
            return false;
        waits = waits || (party->book == req->book->book && party->entry < 0);
    }
    return waits && agreement->state == AGREEMENT_PROPOSED;
}
