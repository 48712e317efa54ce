/* plan_cards.c: plans of the year in view: the number done, the number planned, and in words how far that is.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/plan_cards.h"

#include "base/percent.h"
#include "reports/figures.h"
#include "standing/plan.h"
#include "web/year.h"

#define CARDS_MAX 6

static char *
of_target(const PlanStanding *standing)
{
    const Measure *measure = standing->done.measure;
    g_autofree char *target = measure->type == MEASURE_MONEY
                                  ? money_print(standing->target, lang_current())
                                  : count_print(standing->target.vnd, lang_current());
    return measure->unit != NULL ? g_strdup_printf(_("planned: %s %s"), target, _(measure->unit))
                                 : g_strdup_printf(_("planned: %s"), target);
}

static bool
card(Markup *m, Request *req, const PlanStanding *standing, GError **error)
{
    Db *db = request_db(req, error);
    g_autoptr(Answer) done =
        db != NULL ? answer_question(db, &standing->done, lang_current(), error) : NULL;
    if (done == NULL)
        return false;
    g_autofree char *target = of_target(standing),
                    *share =
                        percent_of_plan(done->figure.sum, standing->target.vnd, lang_current());
    g_autofree char *grown =
        standing->has_before
            ? percent_of_before(done->figure.sum, standing->before_figure.sum, lang_current())
            : g_strdup(_("no figures of the same period"));
    markup_print(m, "<li class=\"card figure-card\"><p>%s", _(standing->done.measure->label));
    if (standing->done.key != NULL) {
        g_autofree char *campaign = record_ref_title(db, req->book, "campaign", standing->done.key);
        markup_print(m, " – “%s”", campaign);
    }
    markup_print(m, "</p><b><a class=\"figure\" href=\"/u/%u/figure?%s\">%s</a></b><p>%s</p>",
                 req->book->code, done->address, done->text, target);
    g_autofree char *id = record_id(req->book, standing->plan->entry);
    markup_print(m, "<p><a href=\"/u/%u/record/%u\">%s</a></p>", req->book->code, id,
                 share != NULL ? share : _("no share of the plan can be told"));
    markup_print(m, "<p class=\"quiet\">%s</p></li>",
                 grown != NULL ? grown : _("no figures of the same period"));
    return true;
}

bool
plan_cards(Markup *m, Request *req, GError **error)
{
    /* What is done so far is held against the year before up to the same day. */
    Period year = year_period(year_in_view(req));
    Day today = request_today(req);
    if (today >= year.from)
        year.to = MIN(year.to, today);
    Db *db = request_db(req, error);
    g_autoptr(GPtrArray) standings = db != NULL ? plans_standing(db, req->book, year, error) : NULL;
    if (standings == NULL)
        return false;
    if (standings->len == 0)
        return true;
    markup_print(m,
                 "<section aria-labelledby=\"plans\"><h2 id=\"plans\">%s</h2><ul class=\"cards\">",
                 _("Plans"));
    for (guint i = 0; i < MIN(standings->len, CARDS_MAX); i++)
        if (!card(m, req, g_ptr_array_index(standings, i), error))
            return false;
    g_autofree char *from = day_iso(year.from), *to = day_iso(year.to);
    markup_print(m, "</ul><p><a href=\"/u/%u/reports/plan?from=%u&amp;to=%u\">%s</a></p></section>",
                 req->book->code, from, to, _("All plans as a report"));
    return true;
}
