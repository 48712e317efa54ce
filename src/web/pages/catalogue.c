/* catalogue.c: movements that the program knows: one press makes the unit's own record of one.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/catalogue.h"

#include "records/field.h"
#include "records/kinds.h"
#include "rules/write.h"
#include "web/notices.h"
#include "web/shown.h"
#include "web/widget.h"

static void
write_facts(Markup *m, const ShippedCampaign *campaign)
{
    const Kind *kind = kind_get("campaign");
    const Field *sort = &kind->fields[kind_field(kind, "sort")];
    markup_print(m, "<p>%s · %s", _(field_choice_label(sort, campaign->sort)), campaign->owner);
    if (campaign->since != NULL)
        markup_print(m, " · %s %s", _("since"), campaign->since);
    if (campaign->season_from != NULL)
        markup_print(m, " · %s – %s", campaign->season_from, campaign->season_to);
    markup_print(m, "</p><p>%s: %s</p>", _("What is usually counted"), campaign->counted);
    for (const ShippedAlias *alias = campaign->aliases; alias->name != NULL; alias++)
        markup_print(m, "<p class=\"quiet\">%s: %s</p>", _("Also called"), alias->name);
    markup_print(m, "<p class=\"quiet\">%s: %s</p>", _("Source"), campaign->source);
}

static bool
write_campaign(Markup *m, Request *req, gsize at, bool writes, GError **error)
{
    const ShippedCampaign *campaign = &shipped_campaigns[at];
    gint64 entry = -1;
    if (!shipped_campaign_taken(request_db(req, NULL), req->book, campaign, &entry, error))
        return false;
    markup_print(m, "<li class=\"card\"><h2>%s</h2>", campaign->name);
    write_facts(m, campaign);
    if (entry >= 0) {
        g_autofree char *id = record_id(req->book, entry);
        markup_raw(m, "<p>");
        widget_status(m, SIGN_DONE, _("stands in the book as"));
        markup_print(m, " <a href=\"/u/%u/record/%u\">%s</a></p>", req->book->code, id, id);
    } else if (writes) {
        g_autofree char *action = g_strdup_printf("/u/%s/catalogue", req->book->code),
                        *number = g_strdup_printf("%" G_GSIZE_FORMAT, at + 1);
        markup_raw(m, "<p>");
        widget_button(m, req, action, _("Take it into the book"), "number", number);
        markup_raw(m, "</p>");
    }
    markup_raw(m, "</li>");
    return true;
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    const Kind *kind = kind_get("campaign");
    g_autofree char *list = g_strdup_printf("/u/%s/records/campaign", req->book->code);
    Markup *m = reply_page(reply, _("Take from the catalogue"));
    reply->group = g_strdup(kind->group);
    reply_crumb(reply, _(kind->plural), list);
    if (request_db(req, error) == NULL)
        return false;
    markup_print(m, "<p>%s</p><ul class=\"cards\">",
                 _("Movements, drives and programmes as their owners announced them. What you take "
                   "becomes a record of your book that you can correct."));
    for (gsize i = 0; i < shipped_campaigns_count; i++)
        if (!write_campaign(m, req, i, may_write_kind(req, kind), error))
            return false;
    markup_raw(m, "</ul>");
    return true;
}

static bool
take(Request *req, Reply *reply, GError **error)
{
    gint64 number = request_number(req, "number", 0), entry = -1;
    if (number < 1 || number > (gint64)shipped_campaigns_count)
        return fail(error, KN_MISSING, "There is no such movement in the catalogue.");
    g_autoptr(Record) record = shipped_campaign_record(&shipped_campaigns[number - 1]);
    g_autoptr(Problems) problems = problems_new();
    request_db_close(req);
    if (!record_add(request_office(req), request_unit(req), &req->actor, record, problems, &entry,
                    error))
        return false;
    g_assert(entry >= 0); /* what is brought along is right; a test holds it so */
    g_autofree char *id = record_id(req->book, entry);
    g_autofree char *sentence = g_strdup_printf(_("%s is written into the book."), id);
    notice_done(req, sentence, entry);
    reply_see_print(reply, "/u/%s/record/%s", req->book->code, id);
    return true;
}

static const Input inputs[] = {{"number", INPUT_NUMBER}, {NULL}};

const Page page_catalogue = {
    "/u/:unit/catalogue",       N_("Take from the catalogue"), ALLOW_READER,    show, take,
    .who_post = ALLOW_RECORDER, .lists = "campaign",           .inputs = inputs};
