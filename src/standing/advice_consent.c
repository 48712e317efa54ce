/* advice_consent.c: the mark on a record beside the consents on file: where the two say different things. The mark stays
 * the officer's own quick word; it is never changed by itself.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/advice.h"

#include "records/kinds.h"
#include "standing/consents.h"
#include "views/views.h"

/* What the mark of this record and the consents about it disagree in. `field` is where the hint stands. */
static bool
compare(Db *db, const Book *book, const Record *about, const Record *written, const char *field,
        Problems *problems, GError **error)
{
    ConsentStanding standing;
    ConsentAnswer mark = consent_mark(about);
    if (!consent_ask(db, book, about, consent_mark_use(about->kind), DAY_UNSET, written, &standing,
                     error))
        return false;
    g_autofree char *id = standing.entry >= 0 ? record_id(book, standing.entry)
                                              : g_strdup(_("written here")),
                    *marked = record_id(book, about->entry),
                    *day = day_print(standing.day, lang_current());
    if (standing.child_unasked && mark != CONSENT_REFUSED)
        problems_add(
            problems, PROBLEM_HINT, field,
            N_("The consent %s is about a child: it holds only with whoever represents the "
               "child, and from seven years on with the child's own yes."),
            id);
    else if (standing.on_file == CONSENT_REFUSED && mark == CONSENT_GIVEN)
        problems_add(problems, PROBLEM_HINT, field,
                     N_("The consent %s was taken back on %s, but %s is still marked as agreed; it "
                        "counts as no."),
                     id, day, marked);
    else if (standing.on_file == CONSENT_GIVEN && mark == CONSENT_UNKNOWN)
        problems_add(problems, PROBLEM_HINT, field,
                     N_("The consent %s says that they agreed on %s, but %s is not marked so."), id,
                     day, marked);
    else if (standing.on_file == CONSENT_GIVEN && mark == CONSENT_REFUSED)
        problems_add(problems, PROBLEM_HINT, field,
                     N_("The consent %s says that they agreed on %s, but %s is marked as not "
                        "agreed; until that is settled it counts as no."),
                     id, day, marked);
    return true;
}

/* A consent: the record that it names, if its mark speaks of the same use. */
static bool
check_named(Db *db, const Book *book, const Record *consent, Problems *problems, GError **error)
{
    const Kind *kind = consent->kind;
    for (gsize f = 0; f < kind->field_count; f++) {
        g_autoptr(Book) holder = NULL;
        gint64 entry;
        if (kind->fields[f].type != FIELD_REF || record_is_empty(consent, (int)f))
            continue;
        if (!record_ref_find(db, book, record_value(consent, (int)f), &holder, &entry, error))
            return false;
        g_autoptr(Record) about = holder != NULL && holder->book == book->book
                                      ? record_load(db, book, entry, NULL)
                                      : NULL;
        const char *use = about != NULL ? consent_mark_use(about->kind) : NULL;
        if (use != NULL && record_choice_is(consent, kind_field(kind, "purpose"), use) &&
            !compare(db, book, about, consent, kind->fields[f].name, problems, error))
            return false;
    }
    return true;
}

static bool
check(Db *db, const Book *book, const Record *record, Problems *problems, GError **error)
{
    if (g_str_equal(record->kind->name, "consent"))
        return check_named(db, book, record, problems, error);
    return consent_mark_use(record->kind) == NULL || record->entry < 0 ||
           compare(db, book, record, NULL, "consent", problems, error);
}

const Advice advice_consent = {NULL, check};
