/* question_address.c: a question as the query of an address, so that every figure can be linked to.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/question.h"

#include "base/error.h"

static void
add_part(GString *address, const char *name, const char *value)
{
    if (!value || *value == '\0')
        return;
    g_string_append_printf(address, "%s%s=", address->len > 0 ? "&" : "", name);
    g_string_append_uri_escaped(address, value, ",", false);
}

/* "KG,KG-CD" */
static void
add_books(Db *db, GString *address, const char *name, const gint64 *books, gsize count)
{
    g_autoptr(GString) codes = g_string_new(NULL);
    for (gsize i = 0; i < count; i++) {
        g_autoptr(Book) book = book_get(db, books[i], NULL);
        if (book)
            g_string_append_printf(codes, "%s%s", codes->len > 0 ? "," : "", book->code);
    }
    add_part(address, name, codes->str);
}

char *
question_address(Db *db, const Question *question)
{
    g_autoptr(GString) address = g_string_new(NULL);
    g_autofree char *from = day_iso(question->period.from);
    g_autofree char *to = day_iso(question->period.to);
    add_part(address, "measure", question->measure->name);
    add_books(db, address, "of", question->books, question->book_count);
    add_part(address, "from", from);
    add_part(address, "to", to);
    add_part(address, "cut", question->cut);
    add_part(address, "key", question->key);
    add_part(address, "outside", question->outside ? "1" : NULL);
    add_books(db, address, "beside", question->beside, question->beside_count);
    add_part(address, "within", question->within);
    add_part(address, "within_key", question->within ? question->within_key : NULL);
    return g_string_free(g_steal_pointer(&address), false);
}

void
question_clear(Question *question)
{
    g_free(question->books);
    g_free((char *)question->cut);
    g_free((char *)question->key);
    g_free(question->beside);
    g_free((char *)question->within);
    g_free((char *)question->within_key);
    *question = (Question){0};
}

static bool
read_books(Db *db, const char *codes, gint64 **ret_books, gsize *ret_count, GError **error)
{
    g_auto(GStrv) split = g_strsplit(codes, ",", -1);
    *ret_books = g_new0(gint64, g_strv_length(split) + 1);
    for (char **code = split; *code; code++) {
        g_autoptr(Book) book = NULL;
        if (!book_find(db, *code, &book, error))
            return false;
        if (!book)
            return fail(error, KN_MISSING, N_("There is no unit %s here."), *code);
        (*ret_books)[(*ret_count)++] = book->book;
    }
    return true;
}

bool
question_read(Db *db, const char *address, Question *ret_question, GError **error)
{
    g_autoptr(GHashTable) parts = g_uri_parse_params(address, -1, "&", G_URI_PARAMS_NONE, NULL);
    if (!parts)
        return fail(error, KN_INVALID, N_("This is not the address of a figure."));
    const char *measure = g_hash_table_lookup(parts, "measure");
    const char *of = g_hash_table_lookup(parts, "of");
    const char *from = g_hash_table_lookup(parts, "from");
    const char *to = g_hash_table_lookup(parts, "to");
    if (!measure || !of || !from || !to)
        return fail(error, KN_INVALID, N_("This is not the address of a figure."));
    g_auto(Question) question = {.measure = measure_find(measure)};
    if (!question.measure)
        return fail(error, KN_MISSING, N_("Nothing called %s is counted here."), measure);
    if (!day_parse(from, &question.period.from) || !day_parse(to, &question.period.to) ||
        question.period.from > question.period.to)
        return fail(error, KN_INVALID, N_("The period of this figure is not two days in order."));
    const char *beside = g_hash_table_lookup(parts, "beside");
    if (!read_books(db, of, &question.books, &question.book_count, error) ||
        (beside && !read_books(db, beside, &question.beside, &question.beside_count, error)))
        return false;
    question.within = g_strdup(g_hash_table_lookup(parts, "within"));
    question.within_key = g_strdup(g_hash_table_lookup(parts, "within_key"));
    question.cut = g_strdup(g_hash_table_lookup(parts, "cut"));
    question.key = g_strdup(g_hash_table_lookup(parts, "key"));
    question.outside = g_strcmp0(g_hash_table_lookup(parts, "outside"), "1") == 0;
    if (question.outside && (!question.cut || *question.cut == '\0' || question.key))
        return fail(error, KN_INVALID, N_("This is not the address of a figure."));
    *ret_question = question;
    question = (Question){0};
    return true;
}
