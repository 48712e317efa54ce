/* home.c: how the unit stands this year, and what waits.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/exchange.h"
#include "records/kinds.h"
#include "reports/scene.h"
#include "rules/reads.h"
#include "store/side.h"
#include "views/agreements.h"
#include "web/dues.h"
#include "web/old_copy.h"
#include "web/page.h"
#include "web/plan_cards.h"
#include "web/twin_contact.h"
#include "web/widget.h"
#include "web/year.h"

#define BACKUP_DAYS 7
#define ALARM_DAYS 7
#define DUE_DAYS 31
#define DUES_SHOWN 8

static const char *const chapter_figures[] = {"activities", "people", "gifts", "blood_donors",
                                              "addresses"};
static const char *const union_figures[] = {"visits", "children", "rights_cases", "upper_drives",
                                            "models"};

static bool
figure_card(Markup *m, Request *req, const char *measure, GError **error)
{
    g_autoptr(GArray) books = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_array_append_val(books, req->book->book);
    g_autoptr(Answer) answer =
        answer_ask(request_db(req, NULL), measure, books, year_period(year_in_view(req)), NULL,
                   NULL, lang_current(), error);
    if (answer == NULL)
        return false;
    const Measure *row = measure_find(measure);
    markup_print(
        m,
        "<li class=\"card figure-card\"><p>%s</p><b><a class=\"figure\" href=\"/u/%u/figure?%s\">",
        _(row->label), req->book->code, answer->address);
    if (row->type == MEASURE_MONEY)
        markup_text(m, answer->text);
    else
        widget_count(m, answer->figure.sum.vnd);
    markup_raw(m, "</a></b>");
    if (row->unit != NULL)
        markup_print(m, "<p class=\"quiet\">%s</p>", _(row->unit));
    markup_raw(m, "</li>");
    return true;
}

static bool
figures(Markup *m, Request *req, GError **error)
{
    bool chapter = book_is_chapter(req->book);
    const char *const *shown = chapter ? chapter_figures : union_figures;
    markup_print(m, "<section aria-labelledby=\"stands\"><h2 id=\"stands\">%s %d</h2>",
                 _("The year"), (gint64)year_in_view(req));
    if (chapter) {
        g_autoptr(GArray) books = g_array_new(FALSE, FALSE, sizeof(gint64));
        g_array_append_val(books, req->book->book);
        g_autoptr(Answer) total =
            answer_ask(request_db(req, NULL), "value", books, year_period(year_in_view(req)), NULL,
                       NULL, lang_current(), error);
        if (total == NULL)
            return false;
        markup_print(
            m,
            "<div class=\"card total\"><p>%s</p><p class=\"figure-large\"><a class=\"figure\" "
            "id=\"total\" href=\"/u/%u/figure?%s\">%s</a></p></div>",
            _("Total value of humanitarian activity"), req->book->code, total->address,
            total->text);
    }
    markup_raw(m, "<ul class=\"cards\">");
    for (gsize i = 0; i < G_N_ELEMENTS(chapter_figures); i++)
        if (!figure_card(m, req, shown[i], error))
            return false;
    markup_raw(m, "</ul></section>");
    return true;
}

static void
wait_item(Markup *m, Sign sign, const char *sentence, const char *unit, const char *path)
{
    markup_raw(m, "<li>");
    widget_sign(m, sign);
    markup_print(m, " <a href=\"/u/%u", unit);
    markup_text(m, path);
    markup_print(m, "\">%s</a></li>", sentence);
}

static bool
waiting_agreements(Markup *m, Request *req, guint *count, GError **error)
{
    g_autoptr(GPtrArray) all =
        agreements_list(request_db(req, NULL), NULL, request_today(req), error);
    for (guint i = 0; all != NULL && i < all->len; i++) {
        const Agreement *agreement = g_ptr_array_index(all, i);
        for (guint p = 0; p < agreement->parties->len && agreement->state == AGREEMENT_PROPOSED;
             p++) {
            const AgreementParty *party = g_ptr_array_index(agreement->parties, p);
            if (party->book != req->book->book || party->entry >= 0)
                continue;
            g_autofree char *title = record_title(agreement->record);
            g_autofree char *sentence = g_strdup_printf(_("To agree: %s"), title);
            g_autofree char *hash = g_uri_escape_string(agreement->body_hash, NULL, false);
            g_autofree char *path = g_strconcat("/agreements/", hash, NULL);
            wait_item(m, SIGN_WAIT, sentence, req->book->code, path);
            (*count)++;
        }
    }
    return all != NULL;
}

static bool
waiting_partners(Markup *m, Request *req, guint *count, GError **error)
{
    g_autoptr(GPtrArray) partners = partners_list(request_db(req, NULL), error);
    for (guint i = 0; partners != NULL && i < partners->len; i++) {
        const Partner *partner = g_ptr_array_index(partners, i);
        g_autofree char *sentence =
            partner->stopped
                ? g_strdup_printf(_("Exchange with %s is stopped: look why"), partner->name)
            : !partner->compared
                ? g_strdup_printf(_("Compare the six words with %s"), partner->name)
                : NULL;
        if (sentence == NULL)
            continue;
        g_autofree char *path = g_strconcat("/partners/", partner->code, NULL);
        wait_item(m, partner->stopped ? SIGN_STOP : SIGN_WAIT, sentence, req->book->code, path);
        (*count)++;
    }
    return partners != NULL;
}

/* A certificate that changed, or an exchange that has failed for days. */
static bool
waiting_exchanges(Markup *m, Request *req, guint *count, GError **error)
{
    g_autoptr(GPtrArray) partners = partners_list(request_db(req, NULL), error);
    for (guint i = 0; partners != NULL && i < partners->len; i++) {
        const Partner *partner = g_ptr_array_index(partners, i);
        g_autoptr(Contact) contact = twin_contact(req, partner, error);
        if (contact == NULL)
            return false;
        int days = twin_contact_failing_days(contact, office_now(request_office(req)));
        bool changed = contact->trouble == TROUBLE_CERTIFICATE;
        if (partner->stopped || (days == 0 && !changed))
            continue;
        g_autofree char *sentence =
            changed
                ? g_strdup_printf(_("The certificate of %s has changed: call them"), partner->name)
                : g_strdup_printf(_("No exchange with %s has come about for %d days"),
                                  partner->name, days);
        g_autofree char *path = g_strconcat("/exchange/", partner->code, NULL);
        wait_item(m, changed ? SIGN_STOP : SIGN_WRONG, sentence, req->book->code, path);
        (*count)++;
    }
    return partners != NULL;
}

static bool
waiting_backup(Markup *m, Request *req, guint *count, GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autofree char *last = setting_get(request_db(req, NULL), "last_backup", &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return false;
    }
    gint64 time = last != NULL ? g_ascii_strtoll(last, NULL, 10) : 0;
    if (!request_may(req, ROLE_ADMINISTRATOR) ||
        office_now(request_office(req)) - time < BACKUP_DAYS * 86400)
        return true;
    wait_item(m, SIGN_WAIT,
              time == 0 ? _("No backup has been made yet")
                        : _("The last backup is more than a week old"),
              req->book->code, "/backup");
    (*count)++;
    return true;
}

/* Who opened as much personal data as a day allows, these last days. */
static bool
waiting_reads(Markup *m, Request *req, guint *count, GError **error)
{
    Db *db = request_db(req, NULL);
    if (!request_may(req, ROLE_ADMINISTRATOR))
        return true;
    g_autoptr(GArray) alarms =
        read_alarms(db, req->book, office_now(request_office(req)), ALARM_DAYS, error);
    for (guint i = 0; alarms != NULL && i < alarms->len; i++) {
        const ReadAlarm *alarm = &g_array_index(alarms, ReadAlarm, i);
        g_autoptr(Account) account =
            alarm->account > 0 ? account_get(db, alarm->account, error) : NULL;
        if (account == NULL)
            continue;
        g_autofree char *day = day_print(alarm->day, lang_current());
        g_autofree char *sentence =
            g_strdup_printf(_("%s opened personal data %d times on %s: look why"), account->display,
                            (int)alarm->count, day);
        wait_item(m, SIGN_WRONG, sentence, req->book->code, "/reads");
        (*count)++;
    }
    return alarms != NULL;
}

static bool
waits(Markup *m, Request *req, GError **error)
{
    guint count = 0;
    markup_print(m,
                 "<section aria-labelledby=\"waits\"><h2 id=\"waits\">%s</h2><ul class=\"waits\">",
                 _("What waits"));
    if (!waiting_agreements(m, req, &count, error) || !waiting_partners(m, req, &count, error) ||
        !waiting_exchanges(m, req, &count, error) || !waiting_backup(m, req, &count, error) ||
        !waiting_reads(m, req, &count, error))
        return false;
    if (count == 0) {
        markup_raw(m, "<li>");
        widget_status(m, SIGN_DONE, _("Nothing waits."));
        markup_raw(m, "</li>");
    }
    markup_raw(m, "</ul></section>");
    return true;
}

/* What falls due soon, the late first; nothing while nothing does. */
static bool
dues(Markup *m, Request *req, GError **error)
{
    Day today = request_today(req);
    g_autoptr(GPtrArray) all = dues_in_view(req, today, today + DUE_DAYS, error);
    if (all == NULL)
        return false;
    markup_print(m, "<section aria-labelledby=\"due\"><h2 id=\"due\">%s</h2>", _("Due soon"));
    g_autoptr(GPtrArray) shown = dues_mixed(all, DUES_SHOWN);
    if (shown->len > 0)
        dues_write(m, req, shown, 0, DUES_SHOWN);
    else
        markup_print(m, "<p class=\"quiet\">%s</p>", _("Nothing falls due in the next month."));
    markup_print(m, "<p><a href=\"/u/%u/calendar\">%s", req->book->code, _("Calendar"));
    if (all->len > shown->len) {
        markup_raw(m, " (");
        widget_count(m, all->len);
        markup_raw(m, ")");
    }
    markup_raw(m, "</a></p></section>");
    return true;
}

/* What officers write most, one press away. */
static void
quick(Markup *m, Request *req)
{
    static const char *const chapter_kinds[] = {"activity", "blood_drive", "address"},
                             *const union_kinds[] = {"visit", "upper_drive", "contribution"};
    const char *const *shown = book_is_chapter(req->book) ? chapter_kinds : union_kinds;
    if (!request_may(req, ROLE_RECORDER))
        return;
    markup_raw(m, "<div class=\"bar\">");
    for (int i = 0; i < 3; i++) {
        const Kind *kind = kind_get(shown[i]);
        if (i == 0)
            markup_print(m, "<a class=\"button primary\" data-new href=\"/u/%u/new/%u\">%s: %s</a>",
                         req->book->code, kind->name, _("Add"), _(kind->label));
        else
            markup_print(m, "<a class=\"button\" href=\"/u/%u/new/%u\">%s: %s</a>", req->book->code,
                         kind->name, _("Add"), _(kind->label));
    }
    markup_print(m, "<a class=\"button\" href=\"/u/%u/reports/%u\">%s</a></div>", req->book->code,
                 "joint", _("Joint report"));
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    Markup *m = reply_page(reply, _("Overview"));
    reply->group = g_strdup("home");
    if (request_db(req, error) == NULL)
        return false;
    if (!old_copy_write(m, req, error))
        return false;
    if (request_office(req)->demo_day != DAY_UNSET) {
        g_autofree char *day = day_print(request_office(req)->demo_day, lang_current());
        g_autofree char *hint =
            g_strdup_printf(_("This office is for trying things out: its story ends on %s and "
                              "its single figures are made up."),
                            day);
        widget_hint(m, hint);
    }
    quick(m, req);
    return figures(m, req, error) && plan_cards(m, req, error) && waits(m, req, error) &&
           dues(m, req, error);
}

static const Input inputs[] = {{"year", INPUT_NUMBER}, {NULL}};

const Page page_home = {"/u/:unit", N_("Overview"), ALLOW_READER, show, NULL, .inputs = inputs};
