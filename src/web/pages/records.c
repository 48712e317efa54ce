/* records.c: the list of any kind: filters in the address, sums of the filtered set, export of exactly what is shown.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kinds.h"
#include "standing/alike.h"
#include "web/sent_filter.h"
#include "web/shown.h"
#include "web/ways.h"
#include "web/widget.h"

#define PAGE_SIZE 50

static bool
unit_choice(Markup *m, Request *req, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(request_db(req, NULL), error);
    const char *of = request_query(req, "of");
    if (books == NULL)
        return false;
    markup_print(m, "<div><label for=\"of\">%s</label><select id=\"of\" name=\"of\">", _("Unit"));
    markup_print(m, "<option value=\"\">%s</option>", req->book->code);
    for (guint i = 0; i < books->len; i++) {
        const Book *book = g_ptr_array_index(books, i);
        if (book->book == req->book->book || !request_may_read(req, book))
            continue;
        if (g_strcmp0(of, book->code) == 0)
            markup_print(m, "<option value=\"%s\" selected>%s</option>", book->code, book->code);
        else
            markup_print(m, "<option value=\"%s\">%s</option>", book->code, book->code);
    }
    if (g_strcmp0(of, "all") == 0)
        markup_print(m, "<option value=\"all\" selected>%s</option></select></div>", _("all"));
    else
        markup_print(m, "<option value=\"all\">%s</option></select></div>", _("all"));
    return true;
}

static void
text_filter(Markup *m, Request *req, const char *name, const char *label, const char *placeholder)
{
    const char *value = request_query(req, name);
    markup_print(
        m,
        "<div><label for=\"f-%s\">%s</label><input class=\"short\" id=\"f-%s\" name=\"%s\" "
        "value=\"%s\" placeholder=\"%s\" autocomplete=\"off\"></div>",
        name, label, name, name, value != NULL ? value : "", placeholder);
}

static void
choice_filter(Markup *m, Request *req, const Field *field)
{
    const char *chosen = request_query(req, field->name);
    markup_print(m,
                 "<div><label for=\"f-%s\">%s</label><select id=\"f-%s\" name=\"%s\"><option "
                 "value=\"\">%s</option>",
                 field->name, _(field->label), field->name, field->name, _("all"));
    for (const Choice *choice = field->choices; choice->code != NULL; choice++) {
        if (g_strcmp0(chosen, choice->code) == 0)
            markup_print(m, "<option value=\"%s\" selected>%s</option>", choice->code,
                         _(choice->label));
        else
            markup_print(m, "<option value=\"%s\">%s</option>", choice->code, _(choice->label));
    }
    markup_raw(m, "</select></div>");
}

/* A reference comes by a link from its record; it can only be taken away here. */
static void
ref_filter(Markup *m, Request *req, const Field *field)
{
    const char *id = request_query(req, field->name);
    Db *db = request_db(req, NULL);
    g_autoptr(Book) book = NULL;
    gint64 entry = -1;
    if (id == NULL || db == NULL || !record_id_read(db, req->book, id, &book, &entry, NULL))
        return;
    g_autofree char *ref = record_ref(req->book, book, entry);
    g_autofree char *title = record_ref_title(db, req->book, field->links_to, ref);
    markup_print(m,
                 "<div><label for=\"f-%s\">%s</label><select id=\"f-%s\" name=\"%s\"><option "
                 "value=\"%s\" selected>%s</option><option value=\"\">%s</option></select></div>",
                 field->name, _(field->label), field->name, field->name, id, title, _("all"));
}

static void
order_choice(Markup *m, Request *req)
{
    bool by_name = g_strcmp0(request_query(req, "order"), "name") == 0;
    markup_print(m, "<div><label for=\"f-order\">%s</label><select id=\"f-order\" name=\"order\">",
                 _("Order"));
    markup_print(m, "<option value=\"\">%s</option>", _("newest first"));
    if (by_name)
        markup_print(m, "<option value=\"name\" selected>%s</option>", _("by given name"));
    else
        markup_print(m, "<option value=\"name\">%s</option>", _("by given name"));
    markup_raw(m, "</select></div>");
}

static bool
filters(Markup *m, Request *req, const Kind *kind, GError **error)
{
    markup_print(m, "<form class=\"filters\" action=\"/u/%u/records/%u\">", req->book->code,
                 kind->name);
    text_filter(m, req, "from", _("From"), "1/1/2020");
    text_filter(m, req, "to", _("To"), "31/7/2020");
    text_filter(m, req, "search", _("Words to look for"), "");
    if (!unit_choice(m, req, error) || !sent_filter_write(m, req, error))
        return false;
    for (gsize i = 0; i < kind->field_count; i++)
        if (kind->fields[i].type == FIELD_CHOICE && kind->fields[i].in_list)
            choice_filter(m, req, &kind->fields[i]);
    for (gsize i = 0; i < kind->field_count; i++)
        if (kind->fields[i].type == FIELD_REF)
            ref_filter(m, req, &kind->fields[i]);
    if (list_has_name_order(kind))
        order_choice(m, req);
    markup_print(m, "<div><button>%s</button></div></form>", _("Show"));
    return true;
}

static void
bar(Markup *m, Request *req, const Kind *kind, const char *address, gint64 count)
{
    bool writes = may_write_kind(req, kind);
    markup_raw(m, "<div class=\"bar\">");
    if (writes) {
        markup_print(m, "<a class=\"button primary\" data-new href=\"/u/%u/new/%u\">%s</a>",
                     req->book->code, kind->name, _("Add"));
        markup_print(m, "<a class=\"button\" href=\"/u/%u/import/%u\">%s</a>", req->book->code,
                     kind->name, _("Bring in a sheet"));
    }
    ways_write(m, req, kind);
    markup_print(m, "<a class=\"button\" href=\"/u/%u/blank/%u\">%s</a>", req->book->code,
                 kind->name, _("Blank form"));
    if (alike_is_asked(kind) && !kind->lasting && count > 1)
        markup_print(m, "<a class=\"button\" href=\"/u/%u/twice\">%s</a>", req->book->code,
                     _("What looks written twice"));
    if (count > 0)
        markup_print(m, "<span class=\"quiet\">%s</span>", _("Download:"));
    static const char *const formats[] = {"xlsx", "csv", "json", "docx", "pdf"};
    for (gsize i = 0; i < G_N_ELEMENTS(formats) && count > 0; i++)
        markup_print(m, "<a class=\"button\" href=\"/u/%u/records/%u/file?%sformat=%u\">%s</a>",
                     req->book->code, kind->name, address, formats[i], formats[i]);
    if (count > 0)
        markup_print(m,
                     "<a class=\"button\" "
                     "href=\"/u/%u/records/%u/file?%sformat=docx&amp;signatures=yes\">%s</a>",
                     req->book->code, kind->name, address, _("List to sign (Word)"));
    markup_raw(m, "</div>");
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    const Kind *kind = kind_in_view(req, error);
    g_auto(ListFilter) filter = {0};
    if (kind == NULL || !list_filter_read(req, kind, &filter, error))
        return false;
    gint64 page_number = widget_page(req);
    filter.query.offset = (page_number - 1) * PAGE_SIZE;
    filter.query.limit = PAGE_SIZE;
    g_autoptr(ListPage) page =
        list_run(request_db(req, NULL), &filter.query, /* with_sums= */ true, error);
    if (page == NULL)
        return false;
    Markup *m = reply_page(reply, _(kind->plural));
    reply->group = g_strdup(kind->group);
    g_autofree char *address = list_filter_address(req, kind);
    bar(m, req, kind, address, page->count);
    if (!filters(m, req, kind, error))
        return false;
    if (page->count == 0) {
        bool all = *address == '\0';
        g_autofree char *add = g_strdup_printf("/u/%s/new/%s", req->book->code, kind->name);
        bool writes = may_write_kind(req, kind);
        widget_empty(m,
                     all ? _("Nothing is written here yet. Add the first one, or bring the Excel "
                             "sheet you keep today.")
                         : _("Nothing fits these filters."),
                     all && writes ? _("Add") : NULL, all && writes ? add : NULL);
        return true;
    }
    g_autofree char *base =
        g_strdup_printf("/u/%s/records/%s?%s", req->book->code, kind->name, address);
    widget_pager(m, base, page_number, PAGE_SIZE, page->count);
    if (!shown_table(m, req, kind, page->records, page->sums, -1, error))
        return false;
    widget_pager(m, base, page_number, PAGE_SIZE, page->count);
    return true;
}

static const Input inputs[] = {{"of", INPUT_LINE},     {"from", INPUT_LINE}, {"to", INPUT_LINE},
                               {"search", INPUT_LINE}, {"sent", INPUT_LINE}, {"order", INPUT_LINE},
                               {"page", INPUT_NUMBER}, {"*", INPUT_FIELDS},  {NULL}};

const Page page_records = {"/u/:unit/records/:kind", N_("Records"), ALLOW_READER, show, NULL,
                           .inputs = inputs};
