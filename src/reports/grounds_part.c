/* grounds_part.c: what the figures rest on: the states of the books, and whether the figures agree with themselves. What
 * does not add up is shown, never mended.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/paper.h"
#include "reports/scene.h"

#include "base/error.h"
#include "records/kinds.h"
#include "views/lineage.h"

static void
add_check(Doc *doc, json_t *checks, const char *name, bool ok, const char *sentence)
{
    json_array_append_new(
        checks, json_pack("{s:s, s:b, s:s}", "name", name, "ok", ok, "sentence", sentence));
    g_autofree char *line = g_strdup_printf("%s %s", ok ? "✓" : "✗", sentence);
    block_text(doc_add(doc, DOC_NOTE), line);
}

/* The houses' totals, and the fields of each, must make the whole. */
static bool
sums_agree(Doc *doc, const Scene *scene, json_t *checks, GError **error)
{
    g_autoptr(Answer) total = scene_answer(scene, "value", NULL, NULL, NULL, error);
    if (total == NULL)
        return false;
    Money houses = {0}, fields = {0};
    g_autoptr(GString) parts = g_string_new(NULL);
    for (guint h = 0; h < scene->houses->len; h++) {
        g_autoptr(Answer) one =
            scene_answer(scene, "value", scene_house(scene, h), NULL, NULL, error);
        if (one == NULL)
            return false;
        if (!money_add(&houses, one->figure.sum))
            return true;
        g_string_append_printf(parts, "%s%s", h > 0 ? " + " : "", one->text);
    }
    const Kind *activity = kind_get("activity");
    for (const Choice *field = activity->fields[kind_field(activity, "field")].choices;
         field->code != NULL; field++) {
        g_autoptr(Answer) one = scene_answer(scene, "value", NULL, "field", field->code, error);
        if (one == NULL)
            return false;
        if (!money_add(&fields, one->figure.sum))
            return true;
    }
    bool same = houses.vnd == total->figure.sum.vnd, along = fields.vnd == total->figure.sum.vnd;
    g_autofree char *line = g_strdup_printf(
        same ? tr(scene->lang, N_("%s = %s: the parts make the whole."))
             : tr(scene->lang, N_("%s is not %s: the parts do not make the whole.")),
        total->text, parts->str);
    if (scene->houses->len > 1)
        add_check(doc, checks, "houses", same, line);
    add_check(doc, checks, "fields", along,
              along ? tr(scene->lang, N_("The seven fields of work add up to the total."))
                    : tr(scene->lang, N_("The seven fields of work do not add up to the total.")));
    return true;
}

/* Whether a unit was no more when the period began: it has nothing to state. */
static bool
was_over(const Lineage *lineage, gint64 book, Day day)
{
    const Closing *closing = lineage_closing(lineage, book);
    return closing != NULL && closing->day <= day;
}

/* Private numbers of a partner come only as its statement for exactly this period. */
static bool
statements_known(Doc *doc, const Scene *scene, json_t *checks, GError **error)
{
    static const char *const asked[] = {"rights_cases", "visits", "children"};
    bool known = true, stated = false;
    g_autoptr(GArray) unions = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(Lineage) lineage = lineage_read(scene->db, error);
    if (lineage == NULL)
        return false;
    for (guint i = 0; i < scene->books->len; i++) {
        g_autoptr(Book) book = book_get(scene->db, g_array_index(scene->books, gint64, i), error);
        if (book == NULL)
            return false;
        if (!book_is_chapter(book) && !was_over(lineage, book->book, scene->ask->period.from))
            g_array_append_val(unions, book->book);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(asked) && unions->len > 0; i++) {
        g_autoptr(Answer) answer = answer_ask(scene->db, asked[i], unions, scene->ask->period, NULL,
                                              NULL, scene->lang, error);
        if (answer == NULL)
            return false;
        known = known && answer->figure.known;
        stated = stated || answer->figure.stated;
    }
    if (!known)
        add_check(doc, checks, "statements", false,
                  tr(scene->lang, N_("A partner has not stated its numbers of visits, children and "
                                     "rights cases for this period.")));
    else if (stated)
        add_check(doc, checks, "statements", true,
                  tr(scene->lang, N_("Numbers of visits, children and rights cases of partners are "
                                     "their own statements.")));
    return true;
}

/* Partners know of own private records only what was stated: whether that is how they stand now. */
static bool
own_numbers_told(Doc *doc, const Scene *scene, json_t *checks, GError **error)
{
    bool partners = false, told = true;
    g_autoptr(Lineage) lineage = lineage_read(scene->db, error);
    if (lineage == NULL)
        return false;
    g_autoptr(GPtrArray) own = g_ptr_array_new_with_free_func((GDestroyNotify)book_free);
    for (guint i = 0; i < scene->books->len; i++) {
        Book *book = book_get(scene->db, g_array_index(scene->books, gint64, i), error);
        if (book == NULL)
            return false;
        partners = partners || !book->own;
        if (book->own && !was_over(lineage, book->book, scene->ask->period.from))
            g_ptr_array_add(own, book);
        else
            book_free(book);
    }
    for (guint i = 0; partners && i < own->len; i++)
        for (gsize m = 0; m < measures_count && told; m++) {
            Book *book = g_ptr_array_index(own, i);
            Question question = {.measure = &measures[m],
                                 .books = &book->book,
                                 .book_count = 1,
                                 .period = scene->ask->period};
            if (measure_is_private(&measures[m]) &&
                !question_is_told(scene->db, &question, &told, error))
                return false;
        }
    if (!told)
        add_check(doc, checks, "statements_own", false,
                  tr(scene->lang, N_("Numbers of your own private records have changed or were not "
                                     "stated for this period: the partners' reports say others.")));
    return true;
}

/* The same gift in two books: where it is counted, and where it is not counted again. */
static bool
counted_elsewhere(Doc *doc, const Scene *scene, GError **error)
{
    for (guint i = 0; i < scene->elsewhere->len; i++) {
        const Record *record = g_ptr_array_index(scene->elsewhere, i);
        const char *ref = text_of(record, "counted_in");
        gint64 entry;
        g_autoptr(Book) other = NULL, book = book_get(scene->db, record->book, error);
        Money money;
        if (book == NULL || !record_ref_find(scene->db, book, ref, &other, &entry, error) ||
            !record_money(record, kind_field(record->kind, "value"), &money))
            return false;
        g_autofree char *id = record_id(book, record->entry), *there = record_id(other, entry),
                        *amount = money_print(money, scene->lang);
        g_autofree char *line = g_strdup_printf(
            tr(scene->lang, N_("%s (%s) is the same gift as %s and is counted there only.")), id,
            amount, there);
        block_text(doc_add(doc, DOC_NOTE), line);
    }
    return true;
}

static bool
made_up(Doc *doc, const Scene *scene, GError **error)
{
    g_autoptr(Answer) answer = scene_answer(scene, "activities", NULL, "made_up", "yes", error);
    if (answer == NULL)
        return false;
    if (answer->figure.entries > 0)
        block_text(
            doc_add(doc, DOC_NOTE),
            tr(scene->lang, N_("Single activities in this report are made up for demonstration; "
                               "the totals are those of the published article.")));
    return true;
}

/* Entries that a book had at the end of a day; they stand in the order of their times. */
static bool
size_on(Db *db, const Book *book, Day day, guint64 *ret_size, GError **error)
{
    gint64 low = 0, high = (gint64)book->frontier.size;
    while (low < high) {
        g_auto(Entry) entry = {0};
        gint64 middle = low + (high - low) / 2;
        if (!entry_get(db, book->book, middle, &entry, error))
            return false;
        if (day_from_time(entry.time) <= day)
            low = middle + 1;
        else
            high = middle;
    }
    *ret_size = (guint64)low;
    return true;
}

/* The state that the report rests on: of today, or of the day it is printed for again. */
static bool
state_of(const Scene *scene, const Book *book, guint64 *ret_size, Hash *ret_root, GError **error)
{
    *ret_size = book->frontier.size;
    *ret_root = book->root;
    if (!scene->ask->as_then)
        return true;
    if (!size_on(scene->db, book, scene->ask->today, ret_size, error))
        return false;
    g_autoptr(BookTree) tree = book_tree_new(scene->db, book, error);
    return tree != NULL && (tree_root(book_tree_reader(tree), *ret_size, ret_root) ||
                            fail(error, KN_BROKEN, "The book %s is damaged.", book->code));
}

/* What was written or changed since then is in the figures: it is said, because the day's paper could not know it. */
static bool
changed_since(Doc *doc, const Scene *scene, json_t *checks, GError **error)
{
    Question all = scene_question(scene, "value", scene->books, NULL, NULL);
    gint64 changed = 0;
    if (!scene->ask->as_then)
        return true;
    g_autoptr(GPtrArray) records = question_entries(scene->db, &all, 0, 0, error);
    for (guint i = 0; records != NULL && i < records->len; i++)
        changed += day_from_time(((const Record *)records->pdata[i])->time) > scene->ask->today;
    if (records == NULL || changed == 0)
        return records != NULL;
    g_autofree char *count = count_print(changed, scene->lang);
    g_autofree char *line = g_strdup_printf(
        tr(scene->lang, N_("%s records of this period were written or changed after that day and "
                           "are in these figures.")),
        count);
    add_check(doc, checks, "as_then", false, line);
    return true;
}

static bool
books_used(Doc *doc, const Scene *scene, json_t *books, GError **error)
{
    g_autoptr(GString) line = g_string_new(tr(scene->lang, N_("States of the books: ")));
    for (guint i = 0; i < scene->books->len; i++) {
        g_autoptr(Book) book = book_get(scene->db, g_array_index(scene->books, gint64, i), error);
        if (book == NULL)
            return false;
        guint64 size;
        Hash state;
        if (!state_of(scene, book, &size, &state, error))
            return false;
        g_autofree char *root = g_base64_encode(state.bytes, HASH_SIZE);
        json_array_append_new(books,
                              json_pack("{s:s, s:s, s:I, s:s}", "origin", book->origin, "code",
                                        book->code, "size", (json_int_t)size, "root", root));
        g_string_append_printf(line, "%s%s %" G_GUINT64_FORMAT " ", i > 0 ? "; " : "", book->code,
                               size);
        for (gsize k = 0; k < 8; k++)
            g_string_append_printf(line, "%02x", state.bytes[k]);
    }
    block_text(doc_add(doc, DOC_NOTE), line->str);
    return true;
}

bool
grounds_part(Doc *doc, const Scene *scene, json_t *data, GError **error)
{
    json_t *books = json_array(), *checks = json_array();
    json_object_set_new(data, "books", books);
    json_object_set_new(data, "checks", checks);
    block_text(doc_add(doc, DOC_NOTE),
               tr(scene->lang, N_("Campaigns lie across the fields of work; their values are not "
                                  "added to the total.")));
    return sums_agree(doc, scene, checks, error) && statements_known(doc, scene, checks, error) &&
           own_numbers_told(doc, scene, checks, error) && counted_elsewhere(doc, scene, error) &&
           made_up(doc, scene, error) && lineage_part(doc, scene, error) &&
           changed_since(doc, scene, checks, error) && books_used(doc, scene, books, error);
}
