/* consent_shown.c: what the person behind a record agreed to, use by use.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/consent_shown.h"

#include "records/kinds.h"
#include "standing/consents.h"
#include "web/shown.h"
#include "web/widget.h"

static bool
can_be_named(const Kind *consent, const Record *record)
{
    for (gsize i = 0; i < consent->field_count; i++)
        if (g_strcmp0(consent->fields[i].links_to, record->kind->name) == 0)
            return true;
    return false;
}

static const char *
answer_words(const ConsentStanding *standing)
{
    if (standing->child_unasked)
        return _("not yet: the child or whoever represents it is missing");
    if (standing->on_file == CONSENT_GIVEN && standing->answer == CONSENT_REFUSED)
        return _("marked as not agreed");
    if (standing->on_file == CONSENT_REFUSED)
        return _("taken back");
    if (standing->on_file == CONSENT_GIVEN)
        return _("they agreed");
    return standing->answer == CONSENT_GIVEN ? _("marked as agreed; no consent on file shows it")
                                             : _("marked as not agreed");
}

static void
write_use(Markup *m, Request *req, const Choice *use, const ConsentStanding *standing)
{
    markup_print(m, "<li>%s: ", _(use->label));
    widget_status(m,
                  standing->answer == CONSENT_REFUSED  ? SIGN_STOP
                  : standing->on_file == CONSENT_GIVEN ? SIGN_DONE
                                                       : SIGN_HINT,
                  answer_words(standing));
    if (standing->entry >= 0) {
        g_autofree char *id = record_id(req->book, standing->entry),
                        *day = day_print(standing->day, lang_current());
        markup_print(m, " %s <a href=\"/u/%u/record/%u\">%s</a>", day, req->book->code, id, id);
    }
    markup_raw(m, "</li>");
}

bool
consent_shown(Markup *m, Request *req, const Record *record, GError **error)
{
    const Kind *kind = kind_get("consent");
    Db *db = request_db(req, error);
    bool any = false;
    if (db == NULL)
        return false;
    if (record->book != req->book->book || !may_write_kind(req, kind) ||
        !can_be_named(kind, record))
        return true;
    for (const Choice *use = kind->fields[kind_field(kind, "purpose")].choices; use->code != NULL;
         use++) {
        ConsentStanding standing;
        if (!consent_ask(db, req->book, record, use->code, request_today(req), NULL, &standing,
                         error))
            return false;
        if (standing.answer == CONSENT_UNKNOWN)
            continue;
        if (!any)
            markup_print(m, "<h2>%s</h2><ul class=\"waits\">", _("What they agreed to"));
        any = true;
        write_use(m, req, use, &standing);
    }
    if (any)
        markup_raw(m, "</ul>");
    return true;
}
