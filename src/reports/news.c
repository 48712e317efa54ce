/* news.c: the draft of a news item on a session, from its records: who came with the titles of that day, what was reported
 * with live figures, what was agreed, the captions of the photos. An officer reads it over before it is printed.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/agreed.h"
#include "reports/paper.h"
#include "reports/scene.h"

#include "records/codec.h"
#include "records/kinds.h"
#include "views/links.h"

typedef struct {
    Db *db;
    Doc *doc;
    const ReportAsk *ask;
    const Book *book; /* the session stands there */
    const Record *session;
    Day day;
} News;

static char *
named(const News *news, const char *ref)
{
    return officer_in_prose(news->db, news->book, ref, news->day, news->ask->lang);
}

/* Morning, afternoon, evening: news does not count minutes. */
static const char *
lead_of(const News *news)
{
    Day day;
    int minute;
    if (!moment_parse(text_of(news->session, "began"), &day, &minute))
        return N_("{title} was held on {date} at {place}.");
    return minute < 12 * 60   ? N_("{title} was held on the morning of {date} at {place}.")
           : minute < 18 * 60 ? N_("{title} was held on the afternoon of {date} at {place}.")
                              : N_("{title} was held on the evening of {date} at {place}.");
}

static void
lead(const News *news)
{
    g_autofree char *date = day_print(news->day, news->ask->lang);
    const Part parts[] = {{"title", text_of(news->session, "title"), NULL},
                          {"place", text_of(news->session, "place"), NULL},
                          {"date", date, NULL},
                          {NULL}};
    block_fill(doc_add(news->doc, DOC_PARAGRAPH), tr(news->ask->lang, lead_of(news)), parts);
}

/* One sentence of all who came. */
static void
attendance(const News *news)
{
    const Record *session = news->session;
    int officers = kind_field(session->kind, "attendance"),
        groups = kind_field(session->kind, "groups");
    g_autoptr(GString) text = g_string_new(NULL);
    for (gsize i = 0; i < record_items(session, officers); i++) {
        g_autofree char *ref = record_part(session, officers, i, 0), *name = named(news, ref);
        if (*name != '\0')
            g_string_append_printf(text, "%s%s", text->len > 0 ? "; " : "", name);
    }
    for (gsize i = 0; i < record_items(session, groups); i++) {
        g_autofree char *group = record_part(session, groups, i, 0);
        g_string_append_printf(text, "%s%s", text->len > 0 ? "; " : "", group);
    }
    if (text->len == 0)
        return;
    const Part parts[] = {{"people", text->str, NULL}, {NULL}};
    block_fill(doc_add(news->doc, DOC_PARAGRAPH),
               tr(news->ask->lang, N_("Those present were: {people}.")), parts);
}

/* The period that was reported on, of the units that reported, with figures that open to their entries. */
static bool
results(const News *news, Period period, GError **error)
{
    g_auto(Scene) scene = {0};
    ReportAsk ask = *news->ask;
    ask.period = period;
    ask.of = NULL;
    if (!scene_init(&scene, news->db, &ask, NULL, error))
        return false;
    g_autofree char *presenter = named(news, text_of(news->session, "presenter")),
                    *label = period_label(period, ask.lang),
                    *count = count_print_padded(scene.houses->len, ask.lang);
    const Part parts[] = {
        {"presenter", presenter, NULL}, {"count", count, NULL}, {"period", label, NULL}, {NULL}};
    block_fill(doc_add(news->doc, DOC_PARAGRAPH),
               tr(ask.lang, *presenter != '\0'
                                ? N_("On behalf of the {count} units, {presenter} presented the "
                                     "report on the results of {period}:")
                                : N_("The {count} units reported their results of {period}:")),
               parts);
    return union_part(news->doc, &scene, error) && campaigns_part(news->doc, &scene, error) &&
           total_part(news->doc, &scene, error);
}

static void
discussion(const News *news)
{
    const Record *session = news->session;
    g_autofree char *opener = named(news, text_of(session, "opened_discussion"));
    const Part parts[] = {{"opener", opener, NULL}, {NULL}};
    if (*opener != '\0')
        block_fill(doc_add(news->doc, DOC_PARAGRAPH),
                   tr(news->ask->lang, N_("{opener} suggested the points for discussion.")), parts);
    int said = kind_field(session->kind, "discussion");
    for (gsize i = 0; i < record_items(session, said); i++) {
        g_autofree char *ref = record_part(session, said, i, 0),
                        *words = record_part(session, said, i, 1), *name = named(news, ref);
        g_autofree char *line =
            *name != '\0' ? g_strdup_printf("%s: %s", name, words) : g_strdup(words);
        doc_item(news->doc, line);
    }
}

/* What was agreed, and how it ended. */
static bool
directions(const News *news, GError **error)
{
    g_autoptr(GPtrArray) list =
        links_records(news->db, news->book, news->book, news->session->entry, "direction",
                      "session", 0, 0, error);
    if (list == NULL)
        return false;
    if (list->len > 0)
        doc_paragraph(news->doc, tr(news->ask->lang, N_("The units agreed on these directions:")));
    for (guint i = 0; i < list->len; i++)
        doc_item(news->doc, text_of(list->pdata[i], "content"));
    if (*text_of(news->session, "conclusion") != '\0')
        doc_paragraph(news->doc, text_of(news->session, "conclusion"));
    return true;
}

/* "Caption (Mr A, titles; Ms B, titles)": who is on it comes from the posts of that day, not from what was typed. */
static char *
caption(const News *news, const Record *photo)
{
    int people = kind_field(photo->kind, "people");
    g_autoptr(GString) names = g_string_new(NULL);
    for (gsize i = 0; i < record_items(photo, people); i++) {
        g_autofree char *ref = record_part(photo, people, i, 0), *name = named(news, ref);
        if (*name != '\0')
            g_string_append_printf(names, "%s%s", names->len > 0 ? "; " : "", name);
    }
    const char *words = text_of(photo, "caption");
    return names->len > 0 ? g_strdup_printf("%s (%s)", words, names->str) : g_strdup(words);
}

/* Only photos on which everybody agreed to be shown. */
static bool
photos(const News *news, GError **error)
{
    g_autoptr(GPtrArray) list = links_records(
        news->db, news->book, news->book, news->session->entry, "photo", "session", 0, 0, error);
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const Record *photo = list->pdata[i];
        g_autofree char *words = caption(news, photo);
        const Part parts[] = {{"caption", words, NULL}, {NULL}};
        if (record_flag(photo, kind_field(photo->kind, "consent")))
            block_fill(doc_add(news->doc, DOC_ITEM), tr(news->ask->lang, N_("Photo: {caption}")),
                       parts);
    }
    return list != NULL;
}

/* The article that was written about it, in whichever book; NULL without error when there is none. */
static bool
find_article(const News *news, Record **ret_article, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(news->db, error);
    for (guint i = 0; books != NULL && *ret_article == NULL && i < books->len; i++) {
        g_autoptr(GPtrArray) list =
            links_records(news->db, books->pdata[i], news->book, news->session->entry, "article",
                          "session", 0, 1, error);
        if (list == NULL)
            return false;
        if (list->len > 0)
            *ret_article = record_copy(list->pdata[0]);
    }
    return books != NULL;
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    g_autoptr(Book) book = NULL;
    g_autoptr(Record) session = session_of(db, ask, &book, error);
    if (session == NULL)
        return NULL;
    g_autoptr(Doc) doc = doc_new(ask->lang);
    News news = {db, doc, ask, book, session, record_dated(session)};
    g_autoptr(Record) article = NULL;
    Period period;
    if (!find_article(&news, &article, error))
        return NULL;
    doc->plain = true;
    doc->subject = g_strdup(text_of(article != NULL ? article : session, "title"));
    doc->data = record_to_json(session);
    lead(&news);
    attendance(&news);
    if (period_parse(text_of(session, "presented"), &period) && !results(&news, period, error))
        return NULL;
    discussion(&news);
    if (!directions(&news, error) || !photos(&news, error))
        return NULL;
    if (article != NULL && *text_of(article, "byline") != '\0')
        block_bold(doc_add(doc, DOC_PARAGRAPH), text_of(article, "byline"));
    return g_steal_pointer(&doc);
}

const Report report_news = {
    .name = "news",
    .title = N_("News draft"),
    .about = N_("a session as a news item: who came, the figures, what was agreed, captions"),
    .of_kind = "session",
    .build = build,
};
