/* search.c: finds records of any kind by words, with or without accents.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/list.h"
#include "web/page.h"
#include "web/widget.h"

#define FOUND_MAX 100

static GArray *
readable_books(Request *req, GError **error)
{
    Db *db = request_db(req, error);
    g_autoptr(GPtrArray) books = db != NULL ? book_list(db, error) : NULL;
    if (books == NULL)
        return NULL;
    GArray *found = g_array_new(FALSE, FALSE, sizeof(gint64));
    for (guint i = 0; i < books->len; i++) {
        const Book *book = g_ptr_array_index(books, i);
        if (request_may_read(req, book))
            g_array_append_val(found, book->book);
    }
    return found;
}

static bool
write_found(Markup *m, Request *req, const GPtrArray *records, GError **error)
{
    markup_raw(m, "<ul class=\"waits\">");
    for (guint i = 0; i < records->len; i++) {
        const Record *record = g_ptr_array_index(records, i);
        g_autoptr(Book) book = book_get(request_db(req, NULL), record->book, error);
        if (book == NULL)
            return false;
        g_autofree char *id = record_id(book, record->entry);
        g_autofree char *title = record_title(record);
        g_autofree char *day = day_print(record_dated(record), lang_current());
        markup_print(
            m,
            "<li><a href=\"/u/%u/record/%u\">%s</a> <span class=\"quiet\">%s · %s · %s</span></li>",
            request_unit(req), id, title, _(record->kind->label), day, id);
    }
    markup_raw(m, "</ul>");
    return true;
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    const char *words = request_query(req, "q");
    Markup *m = reply_page(reply, _("Search"));
    if (words == NULL) {
        widget_empty(
            m,
            _("Type words into the box above: a name, a place, a number. Accents may be left out."),
            NULL, NULL);
        return true;
    }
    g_autoptr(GArray) books = readable_books(req, error);
    if (books == NULL)
        return false;
    g_autoptr(GPtrArray) found =
        search_run(request_db(req, NULL), (const gint64 *)(const void *)books->data, books->len,
                   words, FOUND_MAX + 1, error);
    if (found == NULL)
        return false;
    bool more = found->len > FOUND_MAX;
    if (more)
        g_ptr_array_set_size(found, FOUND_MAX);
    g_autofree char *count =
        more ? g_strdup_printf(_("The newest %u records with “%s”; add a word to find fewer."),
                               FOUND_MAX, words)
             : g_strdup_printf(_("%u records with “%s”."), found->len, words);
    markup_print(m, "<p role=\"status\">%s</p>", count);
    if (found->len == 0)
        widget_empty(m, _("Nothing was found. Try fewer words, or the beginning of a word."), NULL,
                     NULL);
    return write_found(m, req, found, error);
}

static const Input inputs[] = {{"q", INPUT_LINE}, {NULL}};

const Page page_search = {"/u/:unit/search", N_("Search"), ALLOW_READER, show, .inputs = inputs};
