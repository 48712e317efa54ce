/* address_shown.c: how a humanitarian address stands.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/address_shown.h"

#include "standing/addresses.h"
#include "web/widget.h"

static void
write_fact(Markup *m, const char *label, const char *value)
{
    markup_print(m, "<dt>%s</dt><dd>%s</dd>", label, value);
}

static void
write_given(Markup *m, const AddressStanding *standing)
{
    g_autofree char *times = count_print(standing->helps->len, lang_current()),
                    *given = money_print(standing->given, lang_current());
    g_autofree char *all = g_strdup_printf(_("%s times, %s"), times, given);
    write_fact(m, _("Helped so far"), all);
    for (guint i = 0; i < standing->years->len && standing->years->len > 1; i++) {
        const AddressYear *year = &g_array_index(standing->years, AddressYear, i);
        g_autofree char *label = g_strdup_printf("%d", year->year),
                        *count = count_print(year->times, lang_current()),
                        *sum = money_print(year->given, lang_current());
        g_autofree char *value = g_strdup_printf(_("%s times, %s"), count, sum);
        write_fact(m, label, value);
    }
    if (standing->unverified > 0) {
        g_autofree char *count = count_print(standing->unverified, lang_current());
        write_fact(m, _("Not confirmed by a second person"), count);
    }
}

static void
write_visits(Markup *m, const AddressStanding *standing, Day today)
{
    if (standing->last_visit != DAY_UNSET) {
        g_autofree char *last = day_print(standing->last_visit, lang_current());
        write_fact(m, _("Last visited"), last);
    }
    if (standing->next_visit == DAY_UNSET)
        return;
    g_autofree char *next = day_print(standing->next_visit, lang_current());
    markup_print(m, "<dt>%s</dt><dd>%s ", _("Next visit"), next);
    if (standing->next_visit < today)
        widget_status(m, SIGN_WRONG, _("late"));
    markup_raw(m, "</dd>");
}

static void
write_promises(Markup *m, const AddressStanding *standing)
{
    for (guint i = 0; i < standing->promises->len; i++) {
        const Promise *promise = g_ptr_array_index(standing->promises, i);
        g_autofree char *sponsor = record_title(promise->sponsorship),
                        *times = count_print(promise->times, lang_current()),
                        *due = count_print(promise->due, lang_current()),
                        *given = money_print(promise->given, lang_current());
        g_autofree char *kept = g_strdup_printf(_("%s of %s times, %s"), times, due, given);
        markup_print(m, "<dt>%s</dt><dd>%s ", sponsor, kept);
        if (promise->behind)
            widget_status(m, SIGN_WRONG, _("behind its promise"));
        markup_raw(m, "</dd>");
    }
}

bool
address_shown(Markup *m, Request *req, const Record *record, GError **error)
{
    if (!g_str_equal(record->kind->name, "address") || record->book != req->book->book)
        return true;
    g_autoptr(AddressStanding) standing =
        address_standing(request_db(req, NULL), req->book, record, request_today(req), error);
    if (standing == NULL)
        return false;
    markup_print(m, "<h2>%s</h2><dl class=\"facts\">", _("How it stands"));
    write_given(m, standing);
    write_visits(m, standing, request_today(req));
    write_promises(m, standing);
    markup_raw(m, "</dl>");
    return true;
}
