/* consents.c: the consents on file about a record, and the mark on it, as one answer.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/consents.h"

#include "records/kinds.h"
#include "records/rules.h"
#include "views/links.h"

/* The field that is the mark, -1: none. */
static int
mark_of(const Kind *kind)
{
    for (gsize i = 0; i < kind->field_count; i++)
        if (kind->fields[i].agrees_to != NULL)
            return (int)i;
    return -1;
}

const char *
consent_mark_use(const Kind *kind)
{
    int mark = mark_of(kind);
    return mark >= 0 ? kind->fields[mark].agrees_to : NULL;
}

/* A flag, or a choice with the same codes and one more for "not asked". */
ConsentAnswer
consent_mark(const Record *record)
{
    int field = mark_of(record->kind);
    const char *said = field >= 0 ? record_value(record, field) : "";
    return g_str_equal(said, "yes")  ? CONSENT_GIVEN
           : g_str_equal(said, "no") ? CONSENT_REFUSED
                                     : CONSENT_UNKNOWN;
}

static bool
said(const Record *record, const char *name)
{
    int field = kind_field(record->kind, name);
    return field >= 0 && (!record_is_empty(record, field) || record_is_struck(record, field));
}

/* Whether everybody agreed who must: of a child who represents it, and from seven on the child. */
static bool
all_agreed(const Record *about, const Record *consent)
{
    int is_child = kind_field(about->kind, "is_child"), born = kind_field(about->kind, "born");
    bool child = said(consent, "child") || (is_child >= 0 && record_flag(about, is_child));
    Day given = record_day(consent, kind_field(consent->kind, "given"));
    if (!child)
        return true;
    int age = age_on(record_value(consent, kind_field(consent->kind, "child_born")), given);
    if (age < 0 && born >= 0)
        age = age_on(record_value(about, born), given);
    return said(consent, "representative") &&
           (age < CHILD_AGREES_FROM ||
            record_flag(consent, kind_field(consent->kind, "child_agreed")));
}

/* The newest word goes before; on one day the one that takes back. */
static void
hear(ConsentStanding *standing, const Record *about, const Record *consent, Day on)
{
    int withdrawn = kind_field(consent->kind, "withdrawn");
    Day given = record_day(consent, kind_field(consent->kind, "given")),
        taken_back =
            record_is_empty(consent, withdrawn) ? DAY_UNSET : record_day(consent, withdrawn);
    bool back = taken_back != DAY_UNSET && (on == DAY_UNSET || taken_back <= on),
         was_back = standing->on_file == CONSENT_REFUSED && !standing->child_unasked;
    Day day = back ? taken_back : given;
    if ((on != DAY_UNSET && given > on) || day < standing->day ||
        (day == standing->day && was_back && !back))
        return;
    standing->entry = consent->entry;
    standing->day = day;
    standing->child_unasked = !back && !all_agreed(about, consent);
    standing->on_file = back || standing->child_unasked ? CONSENT_REFUSED : CONSENT_GIVEN;
}

bool
consent_ask(Db *db, const Book *book, const Record *about, const char *use, Day on,
            const Record *written, ConsentStanding *ret_standing, GError **error)
{
    const Kind *kind = kind_get("consent");
    int purpose = kind_field(kind, "purpose");
    const char *marked = consent_mark_use(about->kind);
    ConsentAnswer mark =
        marked != NULL && g_str_equal(marked, use) ? consent_mark(about) : CONSENT_UNKNOWN;
    ConsentStanding standing = {.entry = -1, .day = DAY_UNSET};
    for (gsize f = 0; f < kind->field_count; f++) {
        const Field *field = &kind->fields[f];
        if (g_strcmp0(field->links_to, about->kind->name) != 0)
            continue;
        g_autoptr(GPtrArray) consents =
            links_records(db, book, book, about->entry, kind->name, field->name, 0, 0, error);
        if (consents == NULL)
            return false;
        for (guint i = 0; i < consents->len; i++) {
            const Record *consent = consents->pdata[i];
            bool is_written = written != NULL && consent->entry == written->entry;
            if (!is_written && record_choice_is(consent, purpose, use))
                hear(&standing, about, consent, on);
        }
    }
    if (written != NULL && record_choice_is(written, purpose, use))
        hear(&standing, about, written, on);
    standing.answer =
        mark == CONSENT_REFUSED || standing.on_file == CONSENT_UNKNOWN ? mark : standing.on_file;
    *ret_standing = standing;
    return true;
}
