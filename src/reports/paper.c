/* paper.c: the official parts around a report's body.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/paper.h"

#include "base/text.h"
#include "records/kinds.h"
#include "standing/rates.h"
#include "views/list.h"

const char *
text_of(const Record *record, const char *name)
{
    int field = kind_field(record->kind, name);
    g_assert(field >= 0);
    return record_value(record, field);
}

static char *
copy_filled(const char *text)
{
    return *text != '\0' ? g_strdup(text) : NULL;
}

bool
paper_head(Doc *doc, Db *db, const Book *own, Day day, const char *type_code, GError **error)
{
    g_autoptr(Record) unit = NULL;
    if (!unit_at(db, own, day, &unit, error))
        return false;
    g_autofree char *official = day_official(day, doc->lang);
    if (unit == NULL) {
        g_ptr_array_add(doc->issuers, g_utf8_strup(own->name, -1));
        doc->place_date = g_steal_pointer(&official);
        return true;
    }
    const char *issuer = text_of(unit, "header_issuer"), *place = text_of(unit, "place"),
               *suffix = text_of(unit, "code_suffix");
    doc->parent = copy_filled(text_of(unit, "header_parent"));
    g_ptr_array_add(doc->issuers,
                    *issuer != '\0' ? g_strdup(issuer) : g_utf8_strup(text_of(unit, "name"), -1));
    doc->code = *suffix != '\0' ? g_strdup_printf("%s-%s", type_code, suffix) : g_strdup(type_code);
    doc->place_date =
        *place != '\0' ? g_strdup_printf("%s, %s", place, official) : g_steal_pointer(&official);
    int recipients = kind_field(unit->kind, "recipients");
    for (gsize i = 0; i < record_items(unit, recipients); i++)
        g_ptr_array_add(doc->recipients, record_part(unit, recipients, i, 0));
    return true;
}

/* Whether one of the officer's posts of that day is in the unit. */
static bool
serves_in(const Record *officer, const char *code, Day day)
{
    int roles = kind_field(officer->kind, "roles");
    for (gsize i = 0; i < record_items(officer, roles); i++) {
        g_autofree char *unit = record_part(officer, roles, i, 1),
                        *from = record_part(officer, roles, i, 2);
        g_autofree char *to = record_part(officer, roles, i, 3);
        Day first = DAY_UNSET, last = DAY_UNSET;
        bool begun = *from == '\0' || (day_parse(from, &first) && first <= day);
        bool going = *to == '\0' || (day_parse(to, &last) && day <= last);
        if (begun && going && g_str_equal(unit, code))
            return true;
    }
    return false;
}

bool
paper_signer(Doc *doc, Db *db, const Book *book, Day day, GError **error)
{
    g_autoptr(Record) unit = NULL;
    g_autoptr(GPtrArray) officers =
        records_of(db, "officer", &book->book, 1, (Period){DAY_UNSET, DAY_UNSET}, error);
    if (officers == NULL || !unit_at(db, book, day, &unit, error))
        return false;
    for (guint i = 0; i < officers->len; i++) {
        const Record *officer = g_ptr_array_index(officers, i);
        if (*text_of(officer, "signs_as") == '\0' || !serves_in(officer, book->code, day))
            continue;
        g_autofree char *formula = unit != NULL ? copy_filled(text_of(unit, "formula")) : NULL;
        doc_signer(doc, formula, text_of(officer, "signs_as"), text_of(officer, "name"));
        return true;
    }
    return true;
}

Dialect
paper_dialect(Db *db, const ReportAsk *ask, Day day)
{
    g_autoptr(Rate) rate = NULL;
    if (!rate_find(db, ask->own, "amount_words", "", day, &rate, NULL) || rate == NULL)
        return DIALECT_SOUTH;
    g_autofree char *folded = text_fold(rate->words);
    return g_str_has_prefix(folded, "bac") || g_str_has_prefix(folded, "north") ? DIALECT_NORTH
                                                                                : DIALECT_SOUTH;
}

char *
paper_amount(Db *db, const ReportAsk *ask, gint64 vnd, Day day)
{
    g_autofree char *digits = money_digits(vnd, ask->lang),
                    *words = money_words(vnd, paper_dialect(db, ask, day));
    return g_strdup_printf("%s (%s)", digits, words);
}

void
paper_close(Doc *doc)
{
    for (guint i = doc->blocks->len; i > 0; i--) {
        DocBlock *block = g_ptr_array_index(doc->blocks, i - 1);
        if (block->kind == DOC_NOTE)
            continue;
        if (block->kind == DOC_TABLE || block->kind == DOC_HEADING)
            break;
        block->closing = true;
        return;
    }
    doc_paragraph(doc, tr(doc->lang, N_("The unit respectfully reports")))->closing = true;
}

GPtrArray *
records_of(Db *db, const char *kind, const gint64 *books, gsize count, Period period,
           GError **error)
{
    ListQuery query = {
        .kind = kind_get(kind),
        .books = (gint64 *)books,
        .book_count = count,
        .from = period.from,
        .to = period.to,
    };
    g_autoptr(ListPage) page = list_run(db, &query, /* with_sums= */ false, error);
    if (page == NULL)
        return NULL;
    /* The page is newest first. */
    GPtrArray *records = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    for (guint i = page->records->len; i > 0; i--)
        g_ptr_array_add(records, record_copy(g_ptr_array_index(page->records, i - 1)));
    return records;
}

char *
short_name(Db *db, const Book *book, Day day)
{
    g_autoptr(Record) unit = NULL;
    if (!unit_at(db, book, day, &unit, NULL) || unit == NULL)
        return g_strdup(book->name);
    const char *brief = text_of(unit, "short_name");
    return g_strdup(*brief != '\0' ? brief : text_of(unit, "name"));
}

static Record *
find_officer(Db *db, const Book *from, const char *ref)
{
    g_autoptr(Book) book = NULL;
    gint64 entry;
    if (*ref == '\0' || !record_ref_find(db, from, ref, &book, &entry, NULL) || book == NULL)
        return NULL;
    return record_load(db, book, entry, NULL);
}

char *
officer_name(Db *db, const Book *from, const char *ref)
{
    g_autoptr(Record) officer = find_officer(db, from, ref);
    return g_strdup(officer != NULL ? text_of(officer, "name") : "");
}

static char *
name_and_titles(const Record *officer, Day day)
{
    g_autofree char *titles = officer_titles(officer, day);
    return *titles != '\0' ? g_strdup_printf("%s, %s", text_of(officer, "name"), titles)
                           : g_strdup(text_of(officer, "name"));
}

char *
officer_with_titles(Db *db, const Book *from, const char *ref, Day day)
{
    g_autoptr(Record) officer = find_officer(db, from, ref);
    return officer != NULL ? name_and_titles(officer, day) : g_strdup("");
}

char *
officer_in_prose(Db *db, const Book *from, const char *ref, Day day, Lang lang)
{
    g_autoptr(Record) officer = find_officer(db, from, ref);
    if (officer == NULL)
        return g_strdup("");
    g_autofree char *whole = name_and_titles(officer, day);
    const char *sex = text_of(officer, "sex");
    return g_str_equal(sex, "male")     ? g_strdup_printf(tr(lang, N_("Mr %s")), whole)
           : g_str_equal(sex, "female") ? g_strdup_printf(tr(lang, N_("Ms %s")), whole)
                                        : g_strdup(whole);
}
