/* ref_input.c: the input of a reference.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/ref_input.h"

#include "records/kinds.h"
#include "rules/reads.h"
#include "views/list.h"
#include "web/widget.h"

#define CHOICES_MAX 200 /* more are searched for */
#define NEWEST_MAX 20   /* offered before anything was searched */
#define FOUND_MAX 50
#define DETAILS_MAX 2 /* behind a title, to tell records of one name apart */

void
ref_choices_free(gpointer data)
{
    RefChoices *choices = data;
    g_ptr_array_unref(choices->records);
    g_ptr_array_unref(choices->labels);
    g_free(choices);
}

static bool
is_detail(const Kind *kind, int field)
{
    static const FieldType types[] = {FIELD_TEXT, FIELD_DATE, FIELD_MONEY, FIELD_PERIOD};
    const Field *row = &kind->fields[field];
    bool fits = false;
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++)
        fits = fits || row->type == types[i];
    return fits && row->in_list && !row->long_text && !row->retired && field != kind->title &&
           row->class != CLASS_SENSITIVE && !field_is_closed(kind, field);
}

/* "Trần Thị Bưởi, 1938, Xã Vị Thuỷ (HG-12)". */
static char *
full_label(const Book *book, const Record *record)
{
    g_autofree char *title = record_title(record), *id = record_id(book, record->entry);
    g_autoptr(GString) label = g_string_new(title);
    int details = 0;
    for (int i = 0; i < (int)record->kind->field_count && details < DETAILS_MAX; i++) {
        if (!is_detail(record->kind, i) || record_is_empty(record, i))
            continue;
        g_autofree char *text = field_print(&record->kind->fields[i], record_value(record, i),
                                            lang_current(), NULL, NULL);
        g_string_append_printf(label, ", %s", text);
        details++;
    }
    g_string_append_printf(label, " (%s)", id);
    return g_strdup(label->str);
}

/* The title alone where no other record of the list has it. */
static GPtrArray *
short_labels(const Book *book, const GPtrArray *records)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GPtrArray *labels = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < records->len; i++) {
        g_autofree char *title = record_title(records->pdata[i]);
        gpointer times = g_hash_table_lookup(seen, title);
        g_hash_table_replace(seen, g_strdup(title), GINT_TO_POINTER(GPOINTER_TO_INT(times) + 1));
    }
    for (guint i = 0; i < records->len; i++) {
        g_autofree char *title = record_title(records->pdata[i]);
        bool once = GPOINTER_TO_INT(g_hash_table_lookup(seen, title)) == 1;
        g_ptr_array_add(labels,
                        once ? g_steal_pointer(&title) : full_label(book, records->pdata[i]));
    }
    return labels;
}

RefChoices *
ref_choices_of(const Book *book, const char *kind, const GPtrArray *records)
{
    RefChoices *choices = g_new0(RefChoices, 1);
    choices->kind = kind;
    choices->all = true;
    choices->records = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    for (guint i = 0; i < records->len; i++)
        if (records->pdata[i] != NULL)
            g_ptr_array_add(choices->records, record_copy(records->pdata[i]));
    choices->labels = short_labels(book, choices->records);
    return choices;
}

static ListPage *
list_page(const FieldInputView *view, const char *words, gint64 limit, GError **error)
{
    const Kind *kind = kind_get(view->field->links_to);
    bool by_name = kind->title >= 0 && list_is_person_name(kind, kind->title);
    ListQuery query = {.kind = kind,
                       .books = &view->req->book->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET,
                       .search = words,
                       .order =
                           by_name && limit != NEWEST_MAX ? kind->fields[kind->title].name : NULL,
                       .limit = limit};
    Db *db = request_db(view->req, error);
    return db != NULL ? list_run(db, &query, false, error) : NULL;
}

/* Those that are offered without searching. */
static const RefChoices *
find_choices(const FieldInputView *view, GError **error)
{
    for (guint i = 0; i < view->choices->len; i++) {
        const RefChoices *known = g_ptr_array_index(view->choices, i);
        if (strcmp(known->kind, view->field->links_to) == 0)
            return known;
    }
    g_autoptr(ListPage) page = list_page(view, NULL, CHOICES_MAX, error);
    bool all = page != NULL && page->count <= CHOICES_MAX;
    g_autoptr(ListPage) newest =
        page != NULL && !all ? list_page(view, NULL, NEWEST_MAX, error) : NULL;
    if (page == NULL || (!all && newest == NULL))
        return NULL;
    RefChoices *choices = g_new0(RefChoices, 1);
    choices->kind = view->field->links_to;
    choices->all = all;
    choices->records = g_ptr_array_ref(all ? page->records : newest->records);
    choices->labels = short_labels(view->req->book, choices->records);
    g_ptr_array_add(view->choices, choices);
    return choices;
}

typedef struct {
    const FieldInputView *view;
    const char *chosen; /* a reference or what was typed; "": nothing */
    bool written;       /* it has its option */
} Choosing;

static void
write_records(Markup *m, Choosing *choosing, const GPtrArray *records, const GPtrArray *labels)
{
    for (guint i = 0; i < records->len; i++) {
        const Record *record = g_ptr_array_index(records, i);
        g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, record->entry),
                        *id = record_id(choosing->view->req->book, record->entry);
        bool chosen = !choosing->written &&
                      (g_str_equal(number, choosing->chosen) || g_str_equal(id, choosing->chosen));
        widget_option(m, number, labels->pdata[i], chosen ? number : NULL);
        choosing->written = choosing->written || chosen;
    }
}

/* What is chosen and not among those offered. */
static bool
write_chosen(Markup *m, Choosing *choosing, GError **error)
{
    const FieldInputView *view = choosing->view;
    g_autoptr(Book) book = NULL;
    g_autoptr(Record) record = NULL;
    gint64 entry = -1;
    Db *db = request_db(view->req, error);
    if (db == NULL)
        return false;
    if (record_id_read(db, view->req->book, choosing->chosen, &book, &entry, NULL))
        record = record_load(db, book, entry, NULL);
    g_autofree char *label =
        record != NULL
            ? full_label(book, record)
            : record_ref_title(db, view->req->book, view->field->links_to, choosing->chosen);
    widget_option(m, choosing->chosen, label != NULL ? label : choosing->chosen, choosing->chosen);
    choosing->written = true;
    return true;
}

static char *
input_name(const FieldInputView *view, const char *behind)
{
    return g_strdup_printf("%s.%s", view->name, behind);
}

static const char *
posted(const Request *req, const char *name)
{
    return request_shows_form(req) ? request_value(req, name) : NULL;
}

/* Records by words, or the one of a number. NULL without error: nothing is searched. */
static bool
search(const FieldInputView *view, const char *words, ListPage **ret_page, GError **error)
{
    g_autoptr(Book) book = NULL;
    gint64 entry = -1;
    *ret_page = NULL;
    if (words == NULL)
        return true;
    g_autoptr(ListPage) page = list_page(view, words, FOUND_MAX, error);
    if (page == NULL)
        return false;
    Db *db = request_db(view->req, NULL);
    if (record_id_read(db, view->req->book, words, &book, &entry, NULL) &&
        book->book == view->req->book->book) {
        g_autoptr(Record) record = record_load(db, book, entry, NULL);
        if (record != NULL && g_str_equal(record->kind->name, view->field->links_to)) {
            g_ptr_array_set_size(page->records, 0);
            g_ptr_array_add(page->records, g_steal_pointer(&record));
            page->count = 1;
        }
    }
    *ret_page = g_steal_pointer(&page);
    return true;
}

static void
write_told(Markup *m, const FieldInputView *view, const ListPage *page, const char *words)
{
    g_autofree char *many = count_print(page->count, lang_current());
    g_autofree char *told =
        page->count == 0
            ? g_strdup_printf(_("Nothing found for “%s”: try fewer letters, or the number."), words)
        : page->count > FOUND_MAX
            ? g_strdup_printf(_("%s found, the first %d are offered: one more word finds less."),
                              many, FOUND_MAX)
            : g_strdup_printf(_("%s found: choose below."), many);
    markup_print(m, "<p class=\"found\" id=\"field-%s-found\" role=\"status\">%s</p>", view->name,
                 told);
}

/* Words and a button, above the choice they fill. */
static void
write_search(Markup *m, const FieldInputView *view, const ListPage *page, const char *words)
{
    g_autofree char *find = input_name(view, "find"), *found = input_name(view, "found"),
                    *label = g_strdup_printf(_("Search for: %s"), _(view->field->label));
    markup_print(
        m,
        "<div class=\"find\"><input type=\"search\" id=\"field-%s\" name=\"%s\" value=\"%s\" "
        "aria-label=\"%s\" placeholder=\"%s\" autocomplete=\"off\"",
        find, find, words, label, _("name, words or number"));
    if (view->focus)
        markup_raw(m, " autofocus");
    markup_print(m, "><button name=\"find\" value=\"%s\" formnovalidate>%s</button></div>",
                 view->name, _("Search"));
    markup_print(m, "<input type=\"hidden\" name=\"%s\" value=\"%s\">", found, words);
    if (page != NULL)
        write_told(m, view, page, words);
}

static bool
write_select(Markup *m, Choosing *choosing, const RefChoices *choices, const ListPage *page,
             GError **error)
{
    FieldInputView select = *choosing->view;
    /* One that was found alone is meant. */
    g_autofree char *only =
        page != NULL && page->records->len == 1
            ? g_strdup_printf("%" G_GINT64_FORMAT, ((const Record *)page->records->pdata[0])->entry)
            : NULL;
    if (only != NULL)
        choosing->chosen = only;
    choosing->written = choosing->chosen[0] == '\0';
    select.focus = choices->all ? select.focus : page != NULL && page->count > 0;
    markup_raw(m, "<select");
    field_input_attributes(m, &select);
    markup_raw(m, ">");
    widget_option(m, "", _("(not chosen)"), choosing->written ? "" : NULL);
    if (page != NULL) {
        g_autoptr(GPtrArray) labels = g_ptr_array_new_with_free_func(g_free);
        for (guint i = 0; i < page->records->len; i++)
            g_ptr_array_add(labels, full_label(select.req->book, page->records->pdata[i]));
        write_records(m, choosing, page->records, labels);
    } else {
        write_records(m, choosing, choices->records, choices->labels);
    }
    if (!choosing->written && !write_chosen(m, choosing, error))
        return false;
    markup_raw(m, "</select>");
    return true;
}

bool
ref_input_show(Markup *m, const FieldInputView *view, GError **error)
{
    const RefChoices *choices = find_choices(view, error);
    if (choices == NULL)
        return false;
    g_autofree char *find = input_name(view, "find");
    const char *words = choices->all ? NULL : posted(view->req, find);
    bool has_stored = view->stored != NULL && view->stored[0] != '\0';
    Choosing choosing = {.view = view, .chosen = has_stored ? view->stored : view->value};
    g_autoptr(ListPage) page = NULL;
    if (!search(view, words, &page, error))
        return false;
    if (!choices->all)
        write_search(m, view, page, words != NULL ? words : "");
    return write_select(m, &choosing, choices, page, error);
}

bool
ref_input_searches(const Request *req)
{
    if (request_value(req, "find") != NULL)
        return true;
    for (guint i = 0; i < req->form->len; i++) {
        const Pair *pair = g_ptr_array_index(req->form, i);
        if (!g_str_has_suffix(pair->name, ".find") || *pair->value == '\0')
            continue;
        g_autofree char *name = g_strndup(pair->name, strlen(pair->name) - strlen(".find")),
                        *found = g_strconcat(name, ".found", NULL);
        if (g_strcmp0(request_value(req, found), pair->value) != 0)
            return true;
    }
    return false;
}
