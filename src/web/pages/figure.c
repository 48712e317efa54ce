/* figure.c: a figure opened: the question in words, its entries, and the months beside.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/figures.h"
#include "views/question.h"
#include "web/shown.h"
#include "web/widget.h"

#define PAGE_SIZE 50

static char *
question_string(const Request *req)
{
    static const char *const names[] = {"measure", "of",      "from",   "to",     "cut",
                                        "key",     "outside", "beside", "within", "within_key"};
    GString *address = g_string_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *value = request_query(req, names[i]);
        if (value == NULL)
            continue;
        g_string_append_printf(address, "%s%s=", address->len > 0 ? "&" : "", names[i]);
        g_string_append_uri_escaped(address, value, ",", false);
    }
    return g_string_free(address, FALSE);
}

static bool
check_rights(Request *req, const Question *question, GError **error)
{
    for (gsize i = 0; i < question->book_count; i++) {
        g_autoptr(Book) book = book_get(request_db(req, NULL), question->books[i], error);
        if (book == NULL)
            return false;
        if (!request_may_read(req, book))
            return fail(error, KN_DENIED, "Your account may not read the book %s.", book->code);
    }
    return true;
}

static bool
months(Markup *m, Request *req, const Question *question, GError **error)
{
    g_autoptr(GPtrArray) slices = question_months(request_db(req, NULL), question, error);
    if (slices == NULL)
        return false;
    markup_print(
        m,
        "<h2>%s</h2><div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th "
        "scope=\"col\">%s</th><th scope=\"col\" class=\"number\">%s</th></tr></thead><tbody>",
        _("Month by month"), _("Month"), _("Figure"));
    for (guint i = 0; i < slices->len; i++) {
        const QuestionSlice *slice = g_ptr_array_index(slices, i);
        g_autofree char *text =
            widget_amount(slice->figure.sum, question->measure->type == MEASURE_COUNT);
        g_autofree char *month =
            g_strdup_printf("%.2s/%.4s", slice->key + strlen("2020-"), slice->key);
        markup_print(m, "<tr><th scope=\"row\">%s</th><td class=\"number\">%s</td></tr>", month,
                     text);
    }
    markup_raw(m, "</tbody></table></div>");
    return true;
}

/* Entries of several kinds stand in a table each. */
static bool
entries(Markup *m, Request *req, const Question *question, const char *address, gint64 count,
        GError **error)
{
    gint64 page = widget_page(req);
    g_autoptr(GPtrArray) records =
        question_entries(request_db(req, NULL), question, (page - 1) * PAGE_SIZE, PAGE_SIZE, error);
    if (records == NULL)
        return false;
    g_autofree char *base = g_strdup_printf("/u/%s/figure?%s&", req->book->code, address);
    markup_print(m, "<h2>%s</h2>", _("The entries behind it"));
    widget_pager(m, base, page, PAGE_SIZE, count);
    for (gsize s = 0;
         s < G_N_ELEMENTS(question->measure->sources) && question->measure->sources[s].kind != NULL;
         s++) {
        g_autoptr(GPtrArray) of_kind = g_ptr_array_new();
        const Kind *kind = NULL;
        for (guint i = 0; i < records->len; i++) {
            Record *record = g_ptr_array_index(records, i);
            if (!g_str_equal(record->kind->name, question->measure->sources[s].kind))
                continue;
            kind = record->kind;
            g_ptr_array_add(of_kind, record);
        }
        if (kind != NULL && !shown_table(m, req, kind, of_kind, NULL, -1, error))
            return false;
    }
    widget_pager(m, base, page, PAGE_SIZE, count);
    return true;
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    g_autofree char *address = question_string(req);
    g_auto(Question) question = {0};
    Figure figure;
    Db *db = request_db(req, error);
    if (db == NULL || !question_read(db, address, &question, error) ||
        !check_rights(req, &question, error) || !question_answer(db, &question, &figure, error))
        return false;
    g_autofree char *text = widget_amount(figure.sum, question.measure->type == MEASURE_COUNT),
                    *period = period_label(question.period, lang_current());
    Markup *m = reply_page(reply, _(question.measure->label));
    reply->group = g_strdup("Reports");
    markup_print(m, "<p class=\"quiet\">%s · %s</p><p class=\"figure-large\">%s",
                 request_query(req, "of") != NULL ? request_query(req, "of") : "", period, text);
    if (question.measure->unit != NULL)
        markup_print(m, " <span class=\"quiet\">%s</span>", _(question.measure->unit));
    markup_raw(m, "</p>");
    if (figure.stated)
        widget_hint(
            m,
            _("Part of this is stated by the unit itself: its private records are not held here."));
    if (!figure.known)
        widget_hint(m, _("A unit has not stated its number for this period."));
    g_autofree char *count = g_strdup_printf(_("%d records add up to it."), (int)figure.entries);
    markup_print(m, "<p>%s</p>", count);
    return entries(m, req, &question, address, figure.entries, error) &&
           months(m, req, &question, error);
}

static const Input inputs[] = {
    {"measure", INPUT_LINE},    {"of", INPUT_LINE},     {"from", INPUT_LINE},
    {"to", INPUT_LINE},         {"cut", INPUT_LINE},    {"key", INPUT_LINE},
    {"outside", INPUT_LINE},    {"beside", INPUT_LINE}, {"within", INPUT_LINE},
    {"within_key", INPUT_LINE}, {"page", INPUT_NUMBER}, {NULL}};

const Page page_figure = {"/u/:unit/figure", N_("Figure"), ALLOW_READER, show, NULL,
                          .inputs = inputs};
