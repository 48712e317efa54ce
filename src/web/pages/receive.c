/* receive.c: takes a partner's file, checks it, and says what came.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/limits.h"
#include "web/arrival_shown.h"
#include "web/job.h"
#include "web/twin.h"
#include "web/widget.h"

typedef struct {
    GBytes *bundle;
    Arrival *arrival;
} Receiving;

static void
receiving_free(void *data)
{
    Receiving *receiving = data;
    g_clear_pointer(&receiving->bundle, g_bytes_unref);
    arrival_free(receiving->arrival);
    g_free(receiving);
}

static bool
run(Job *job, void *data, GError **error)
{
    Receiving *receiving = data;
    gsize length = 0;
    const void *bytes = g_bytes_get_data(receiving->bundle, &length);
    receiving->arrival = bundle_receive(job_office(job), job_actor(job), bytes, length, error);
    g_clear_pointer(&receiving->bundle, g_bytes_unref);
    return receiving->arrival != NULL;
}

static void
write_head(Markup *m, const Arrival *arrival)
{
    if (!arrival->nothing_new)
        widget_done(
            m, _("The file is whole, comes from the partner, and was checked entry by entry."));
    else if (arrival->our_cosigned > 0)
        widget_done(m, _("They have written nothing new; they confirm what they hold of our "
                         "book."));
    else
        widget_hint(m, _("Everything in this file was here already; nothing changed."));
}

static bool
show_arrival(Request *req, Reply *reply, void *data, GError **error)
{
    const Arrival *arrival = ((const Receiving *)data)->arrival;
    g_autofree char *title = g_strdup_printf(_("Received from %s"), arrival->from);
    Markup *m = reply_page(reply, title);
    twin_place(req, reply);
    write_head(m, arrival);
    arrival_shown(m, req, arrival);
    if (!arrival->nothing_new)
        markup_print(m,
                     "<p>%s</p><p class=\"bar\"><a class=\"button primary\" "
                     "href=\"/u/%u/send/%u\">%s</a>",
                     _("Send them a file back, so that they hold your confirmation."),
                     request_unit(req), arrival->from, _("Send back"));
    else
        markup_raw(m, "<p class=\"bar\">");
    markup_print(m, "<a class=\"button\" href=\"/u/%u/twins\">%s</a></p>", request_unit(req),
                 _("Twinning"));
    return true;
}

static const JobType receive_job = {N_("Receiving"), "Twinning", run, show_arrival, receiving_free};

static void
write_form(Request *req, Reply *reply, const char *wrong)
{
    Markup *m = reply_page(reply, _("Receive a file"));
    g_autofree char *action = g_strdup_printf("/u/%s/receive", request_unit(req));
    twin_place(req, reply);
    if (wrong != NULL)
        widget_wrong(m, wrong);
    markup_print(
        m, "<p>%s</p>",
        _("Choose the file that the partner made for you. A file for somebody else, cut off or "
          "changed on its way is refused, and nothing changes."));
    widget_form_files(m, req, action);
    markup_print(
        m,
        "<div class=\"field\"><label for=\"bundle\">%s</label>"
        "<input id=\"bundle\" name=\"bundle\" type=\"file\" accept=\".ketnghia\" required></div>",
        _("File of the partner"));
    widget_actions(m, _("Receive"));
    markup_raw(m, "</form>");
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    write_form(req, reply, NULL);
    return true;
}

static bool
take(Request *req, Reply *reply, GError **error)
{
    const Upload *upload = request_upload(req, "bundle");
    if (upload == NULL) {
        write_form(req, reply, _("Choose the file first."));
        reply->status = 400;
        return true;
    }
    Receiving *receiving = g_new0(Receiving, 1);
    receiving->bundle = g_bytes_ref(upload->bytes);
    request_db_close(req);
    return job_start(req, reply, &receive_job, receiving, error);
}

static const Input inputs[] = {{"bundle", INPUT_FILE}, {NULL}};

const Page page_receive = {"/u/:unit/receive",
                           N_("Receive a file"),
                           ALLOW_READER,
                           show,
                           take,
                           .who_post = ALLOW_RECORDER,
                           .inputs = inputs,
                           .body_limit = LIMIT_BUNDLE_BYTES};
