/* exchange_now.c: an exchange over the network: what leaves, the press, and the account of what
 * came.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/live.h"
#include "web/arrival_shown.h"
#include "web/job.h"
#include "web/preview_shown.h"
#include "web/twin.h"
#include "web/twin_contact.h"
#include "web/widget.h"

typedef struct {
    char *partner; /* its code */
    Arrival *arrival;
    GError *failure;
} Exchanging;

static void
exchanging_free(void *data)
{
    Exchanging *exchanging = data;
    g_free(exchanging->partner);
    arrival_free(exchanging->arrival);
    g_clear_error(&exchanging->failure);
    g_free(exchanging);
}

static bool
run(Job *job, void *data, GError **error)
{
    Exchanging *exchanging = data;
    int rounds = 0;
    LiveAsk ask = {.unit = job_unit(job),
                   .with = exchanging->partner,
                   .progress = job_progress,
                   .context = job};
    exchanging->arrival =
        exchange_live(job_office(job), job_actor(job), &ask, &rounds, &exchanging->failure);
    return true;
}

/* Why it did not come about, and what to do about it. */
static bool
show_failure(Request *req, Reply *reply, Exchanging *exchanging, GError **error)
{
    g_autoptr(Partner) partner = twin_partner(req, exchanging->partner, error);
    g_autoptr(Contact) contact = partner != NULL ? twin_contact(req, partner, error) : NULL;
    if (contact == NULL)
        return false;
    if (contact->trouble == TROUBLE_HERE && exchanging->failure->code == KN_IO) {
        g_propagate_error(error, g_error_copy(exchanging->failure));
        return false;
    }
    g_autofree char *title = g_strdup_printf(_("Not exchanged with %s"), partner->name);
    Markup *m = reply_page(reply, title);
    twin_place(req, reply);
    if (contact->trouble == TROUBLE_CERTIFICATE) {
        twin_contact_stop(m, req, partner, contact);
        return true;
    }
    widget_wrong(m, exchanging->failure->message);
    markup_print(m,
                 "<p class=\"bar\"><a class=\"button primary\" href=\"/u/%u/exchange/%u\">%s</a>"
                 "<a class=\"button\" href=\"/u/%u/partners/%u\">%s</a>"
                 "<a class=\"button\" href=\"/u/%u/send/%u\">%s</a></p>",
                 request_unit(req), partner->code, _("Try again"), request_unit(req), partner->code,
                 _("Their address"), request_unit(req), partner->code, _("Send as a file instead"));
    return true;
}

static bool
show_result(Request *req, Reply *reply, void *data, GError **error)
{
    Exchanging *exchanging = data;
    const Arrival *arrival = exchanging->arrival;
    if (arrival == NULL)
        return show_failure(req, reply, exchanging, error);
    g_autoptr(Partner) partner = twin_partner(req, exchanging->partner, error);
    if (partner == NULL)
        return false;
    g_autofree char *title = g_strdup_printf(_("Exchanged with %s"), partner->name);
    Markup *m = reply_page(reply, title);
    twin_place(req, reply);
    widget_done(m, arrival->nothing_new
                       ? _("They have nothing new for us. What is ours went to them.")
                       : _("Both sides hold each other's books now. Everything that came was "
                           "checked entry by entry."));
    arrival_shown(m, req, arrival);
    markup_print(m, "<p class=\"bar\"><a class=\"button primary\" href=\"/u/%u/twins\">%s</a></p>",
                 request_unit(req), _("Twinning"));
    return true;
}

static const JobType exchange_job = {N_("Exchanging"), "Twinning",      run,
                                     show_result,      exchanging_free, .waits = true};

static void
write_press(Markup *m, Request *req, const Partner *partner, const Contact *contact)
{
    g_autofree char *action =
        g_strdup_printf("/u/%s/exchange/%s", request_unit(req), partner->code);
    markup_print(m, "<p>%s <span class=\"mono\">%s</span></p>", _("Their machine:"),
                 contact->address);
    widget_form(m, req, action);
    widget_actions(m, _("Exchange now"));
    markup_print(m, "</form><p class=\"quiet\">%s</p>",
                 _("Ours goes to them and theirs comes back in one call. You may leave the page "
                   "meanwhile; if it is cut, exchange again."));
}

static bool
write_preview(Markup *m, Request *req, const Partner *partner, GError **error)
{
    request_db_close(req);
    g_autoptr(Preview) preview =
        bundle_preview(request_office(req), request_unit(req), partner->code, error);
    if (preview == NULL)
        return false;
    preview_shown(m, preview);
    return true;
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Partner) partner = twin_partner(req, request_capture(req, "partner"), error);
    g_autoptr(Contact) contact = partner != NULL ? twin_contact(req, partner, error) : NULL;
    if (contact == NULL)
        return false;
    if (partner->stopped) {
        reply_see_print(reply, "/u/%s/partners/%s", request_unit(req), partner->code);
        return true;
    }
    g_autofree char *title = g_strdup_printf(_("Exchange with %s"), partner->name);
    Markup *m = reply_page(reply, title);
    twin_place(req, reply);
    if (contact->trouble == TROUBLE_CERTIFICATE) {
        twin_contact_stop(m, req, partner, contact);
        return true;
    }
    markup_raw(m, "<p>");
    twin_contact_state(m, contact);
    markup_raw(m, "</p>");
    if (contact->address == NULL) {
        widget_hint(m, _("Enter the address of their machine first. If neither of you can reach "
                         "the other, send a file."));
        if (request_may(req, ROLE_CHAIR | ROLE_ADMINISTRATOR))
            twin_contact_form(m, req, partner, contact);
        return true;
    }
    if (!write_preview(m, req, partner, error))
        return false;
    if (request_may(req, ROLE_CHAIR | ROLE_ADMINISTRATOR))
        write_press(m, req, partner, contact);
    return true;
}

static bool
start(Request *req, Reply *reply, GError **error)
{
    Exchanging *exchanging = g_new0(Exchanging, 1);
    exchanging->partner = g_strdup(request_capture(req, "partner"));
    request_db_close(req);
    return job_start(req, reply, &exchange_job, exchanging, error);
}

static const Input inputs[] = {{"address", INPUT_LINE}, {"rhythm", INPUT_LINE}, {NULL}};

const Page page_exchange_now = {
    "/u/:unit/exchange/:partner", N_("Exchange"),  ALLOW_READER, show, start,
    .who_post = ALLOW_LEADER,     .inputs = inputs};
