/* state.c: states the numbers of private records for a period, so that partners can report them without seeing the
 * records.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/write.h"
#include "web/notices.h"
#include "web/twin.h"
#include "web/widget.h"
#include "web/year.h"

static void
write_page(Request *req, Reply *reply, const char *wrong)
{
    g_autofree char *action = g_strdup_printf("/u/%s/state", request_unit(req));
    const char *typed = request_value(req, "period");
    g_autofree char *usual = period_label(year_period(year_in_view(req)), lang_current());
    Markup *m = reply_page(reply, _("State our numbers"));
    twin_place(req, reply);
    if (wrong != NULL)
        widget_wrong(m, wrong);
    markup_print(m, "<p>%s</p>",
                 _("Visits, care for children, rights cases and the like never leave the house. "
                   "For a joint report the "
                   "partners still need their number: here the unit states it for one period."));
    widget_form(m, req, action);
    widget_plain(m, &(Plain){.name = "period",
                             .label = _("Period"),
                             .value = typed != NULL ? typed : usual,
                             .required = true,
                             .help = _("The very period of the joint report.")});
    widget_actions(m, _("State the numbers"));
    markup_raw(m, "</form>");
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    write_page(req, reply, NULL);
    return true;
}

static bool
state(Request *req, Reply *reply, GError **error)
{
    const char *typed = request_value(req, "period");
    g_autoptr(GError) refused = NULL;
    Period period = {0};
    gint64 count = 0;
    if (!period_read(typed != NULL ? typed : "", &period, &refused)) {
        write_page(req, reply, refused->message);
        reply->status = 400;
        return true;
    }
    request_db_close(req);
    if (!statements_write(request_office(req), request_unit(req), &req->actor, period, &count,
                          error))
        return false;
    g_autofree char *sentence =
        g_strdup_printf(_("%d numbers are stated; they go with the next file."), (int)count);
    notice_add(req, count > 0 ? NOTICE_DONE : NOTICE_HINT,
               count > 0 ? sentence : _("There is nothing new to state for this period."), NULL);
    reply_see_print(reply, "/u/%s/twins", request_unit(req));
    return true;
}

static const Input inputs[] = {{"period", INPUT_LINE}, {"year", INPUT_LINE}, {NULL}};

const Page page_state = {
    "/u/:unit/state",           N_("State our numbers"), ALLOW_READER, show, state,
    .who_post = ALLOW_RECORDER, .inputs = inputs};
