/* twin_contact.c: address, certificate, rhythm and the last exchange in words.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/twin_contact.h"

#include "web/widget.h"

#define DAY_S 86400
#define FAILING_DAYS 3 /* a machine that was off for a weekend alarms nobody */

Contact *
twin_contact(Request *req, const Partner *partner, GError **error)
{
    Db *db = request_db(req, error);
    return db != NULL ? contact_get(db, partner->origin, error) : NULL;
}

void
twin_contact_state(Markup *m, const Contact *contact)
{
    const char *trouble = contact_sentence(contact);
    if (trouble != NULL) {
        widget_status(m, contact->trouble == TROUBLE_CERTIFICATE ? SIGN_STOP : SIGN_WRONG, trouble);
        markup_raw(m, " <span class=\"quiet\">");
        widget_time(m, contact->tried);
        markup_raw(m, "</span>");
    }
    if (contact->done == 0)
        return;
    if (trouble != NULL)
        markup_raw(m, "<br>");
    widget_status(m, trouble != NULL ? SIGN_WAIT : SIGN_DONE, _("Last exchanged:"));
    markup_raw(m, " ");
    widget_time(m, contact->done);
}

static char *
reach_action(const Request *req, const Partner *partner)
{
    return g_strdup_printf("/u/%s/partners/%s/reach", request_unit(req), partner->code);
}

void
twin_contact_stop(Markup *m, const Request *req, const Partner *partner, const Contact *contact)
{
    g_autofree char *action = reach_action(req, partner);
    widget_wrong(m, trouble_sentence(TROUBLE_CERTIFICATE));
    markup_print(
        m, "<p>%s</p><p>%s</p>",
        _("A certificate is how a machine shows that it is the same as last time. It changes when "
          "the other office begins on another machine or gets a new certificate; it also changes "
          "when somebody else's machine answers in its place."),
        _("Call the partner at a number you know. On their screen the fingerprint stands under "
          "“On a phone or another PC”, and on the line that the program prints when it starts. Go "
          "on only if "
          "they read you the second of these:"));
    markup_print(m,
                 "<dl class=\"facts\"><dt>%s</dt><dd class=\"mono\">%s</dd><dt>%s</dt>"
                 "<dd class=\"mono\">%s</dd></dl>",
                 _("Known until now"), contact->certificate != NULL ? contact->certificate : "–",
                 _("Met this time"), contact->seen != NULL ? contact->seen : "–");
    if (request_may(req, ROLE_CHAIR | ROLE_ADMINISTRATOR))
        widget_button(m, req, action, _("They confirmed it: their certificate is a new one"),
                      "certificate", "new");
}

void
twin_contact_form(Markup *m, const Request *req, const Partner *partner, const Contact *contact)
{
    g_autofree char *action = reach_action(req, partner);
    const char *address = request_value(req, "address"), *rhythm = request_value(req, "rhythm");
    markup_print(m, "<h2>%s</h2>", _("Over the network"));
    widget_form(m, req, action);
    widget_plain(m, &(Plain){.name = "address",
                             .label = _("Address of their machine"),
                             .value = address != NULL ? address : contact->address,
                             .help = _("As it stands on their screen, like "
                                       "https://192.168.1.20:8443. One of the two sides being "
                                       "reachable is enough.")});
    widget_plain(m, &(Plain){.name = "rhythm",
                             .label = _("Exchange by itself"),
                             .value = rhythm != NULL ? rhythm : contact->rhythm,
                             .short_input = true,
                             .help = _("22:00 is every night at ten, 6h every six hours; leave it "
                                       "empty to exchange by hand. The program has to be "
                                       "running.")});
    widget_actions(m, _("Keep"));
    markup_raw(m, "</form>");
    if (contact->certificate != NULL)
        markup_print(m, "<dl class=\"facts\"><dt>%s</dt><dd class=\"mono\">%s</dd></dl>",
                     _("Their certificate, vouched for by their own key"), contact->certificate);
}

int
twin_contact_failing_days(const Contact *contact, gint64 now)
{
    gint64 days = contact->failing != 0 ? (now - contact->failing) / DAY_S : 0;
    return contact->trouble != TROUBLE_NONE && days >= FAILING_DAYS ? (int)days : 0;
}
