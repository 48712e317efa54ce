/* scene.c: what a report over houses speaks of.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/scene.h"

#include "base/error.h"
#include "records/codec.h"
#include "records/kinds.h"
#include "reports/paper.h"

/* Whether all had agreed by the end of a day. */
static bool
stood_on(const Agreement *covenant, Day day)
{
    for (guint p = 0; p < covenant->parties->len; p++) {
        const AgreementParty *party = g_ptr_array_index(covenant->parties, p);
        if (party->entry < 0 || day_from_time(party->time) > day)
            return false;
    }
    return true;
}

static void
add_code(GPtrArray *codes, const char *code)
{
    for (guint i = 0; i < codes->len; i++)
        if (g_str_equal(codes->pdata[i], code))
            return;
    g_ptr_array_add(codes, g_strdup(code));
}

/* Codes of the parties of covenants in force that name the own book; NULL when there is none. What is printed as on an
 * earlier day knows the covenants of that day. */
static char *
covenant_codes(Db *db, const ReportAsk *ask, GError **error)
{
    g_autoptr(GPtrArray) covenants =
        agreements_list(db, kind_get("covenant"), ask->period.to, error);
    g_autoptr(GPtrArray) codes = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; covenants != NULL && i < covenants->len; i++) {
        const Agreement *covenant = g_ptr_array_index(covenants, i);
        if (covenant->state != AGREEMENT_IN_FORCE || !agreement_has_party(covenant, ask->own) ||
            (ask->as_then && !stood_on(covenant, ask->today)))
            continue;
        for (guint p = 0; p < covenant->parties->len; p++) {
            const AgreementParty *party = g_ptr_array_index(covenant->parties, p);
            g_autoptr(Book) book = party->book > 0 ? book_get(db, party->book, error) : NULL;
            if (book != NULL && book_is_chapter(book))
                add_code(codes, book->code);
        }
    }
    if (codes->len == 0)
        return NULL;
    g_ptr_array_add(codes, NULL);
    return g_strjoinv(",", (char **)codes->pdata);
}

static gint
by_code(gconstpointer a, gconstpointer b)
{
    return g_strcmp0((*(House *const *)a)->code, (*(House *const *)b)->code);
}

/* The houses in the order asked for; by code where nothing was asked. */
static void
order_houses(GPtrArray *houses, const char *codes)
{
    g_auto(GStrv) order = g_strsplit(codes != NULL ? codes : "", ",", 0);
    if (codes == NULL) {
        g_ptr_array_sort(houses, by_code);
        return;
    }
    guint placed = 0;
    for (char **code = order; *code != NULL; code++)
        for (guint i = placed; i < houses->len; i++)
            if (g_str_equal(((House *)houses->pdata[i])->code, g_strstrip(*code))) {
                gpointer house = houses->pdata[i];
                houses->pdata[i] = houses->pdata[placed];
                houses->pdata[placed++] = house;
                break;
            }
}

bool
scene_init(Scene *scene, Db *db, const ReportAsk *ask, const char *codes, GError **error)
{
    g_autofree char *agreed = codes == NULL ? covenant_codes(db, ask, error) : NULL;
    const char *wanted = codes != NULL ? codes : agreed;
    *scene = (Scene){.db = db, .ask = ask, .lang = ask->lang};
    scene->houses = houses_list(db, wanted, ask->period.to, error);
    if (scene->houses == NULL)
        return false;
    if (scene->houses->len == 0)
        return fail(error, KN_MISSING, "There is no unit to report on.");
    order_houses(scene->houses, codes);
    scene->books = g_array_new(FALSE, FALSE, sizeof(gint64));
    for (guint i = 0; i < scene->houses->len; i++) {
        const GArray *books = scene_house(scene, i)->books;
        g_array_append_vals(scene->books, books->data, books->len);
    }
    Question all = {.measure = measure_find("value"),
                    .books = (gint64 *)(void *)scene->books->data,
                    .book_count = scene->books->len,
                    .period = ask->period};
    scene->elsewhere = question_elsewhere(db, &all, error);
    return scene->elsewhere != NULL;
}

char *
scene_own_house(Db *db, const ReportAsk *ask, GError **error)
{
    g_autoptr(GPtrArray) houses = houses_list(db, NULL, ask->period.to, error);
    for (guint i = 0; houses != NULL && i < houses->len; i++) {
        const House *house = g_ptr_array_index(houses, i);
        for (guint b = 0; b < house->books->len; b++)
            if (g_array_index(house->books, gint64, b) == ask->own->book)
                return g_strdup(book_is_chapter(ask->own) ? house->code : ask->own->code);
    }
    return houses != NULL ? g_strdup(ask->own->code) : NULL;
}

void
scene_clear(Scene *scene)
{
    if (scene->houses != NULL)
        g_ptr_array_unref(scene->houses);
    if (scene->books != NULL)
        g_array_unref(scene->books);
    if (scene->elsewhere != NULL)
        g_ptr_array_unref(scene->elsewhere);
}

const House *
scene_house(const Scene *scene, guint i)
{
    return g_ptr_array_index(scene->houses, i);
}

char *
house_short_name(const Scene *scene, const House *house)
{
    g_autoptr(Book) head = book_get(scene->db, house->head, NULL);
    return head != NULL ? short_name(scene->db, head, scene->ask->period.to)
                        : g_strdup(house->name);
}

char *
scene_names(const Scene *scene)
{
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < scene->houses->len; i++) {
        g_autofree char *name = house_short_name(scene, scene_house(scene, i));
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", name);
    }
    return g_string_free(names, FALSE);
}

Question
scene_question(const Scene *scene, const char *measure, const GArray *books, const char *cut,
               const char *key)
{
    Question question = {.measure = measure_find(measure),
                         .books = (gint64 *)(void *)books->data,
                         .book_count = books->len,
                         .period = scene->ask->period,
                         .cut = cut,
                         .key = key};
    g_assert(question.measure != NULL);
    if (scene->elsewhere->len > 0 && books != scene->books) {
        question.beside = (gint64 *)(void *)scene->books->data;
        question.beside_count = scene->books->len;
    }
    return question;
}

Answer *
scene_answer(const Scene *scene, const char *measure, const House *house, const char *cut,
             const char *key, GError **error)
{
    Question question =
        scene_question(scene, measure, house != NULL ? house->books : scene->books, cut, key);
    return answer_question(scene->db, &question, scene->lang, error);
}

static json_t *
house_json(const Scene *scene, const House *house, GError **error)
{
    g_autoptr(Answer) total = scene_answer(scene, "value", house, NULL, NULL, error);
    if (total == NULL)
        return NULL;
    json_t *fields = json_object();
    for (const Choice *field =
             kind_get("activity")->fields[kind_field(kind_get("activity"), "field")].choices;
         field->code != NULL; field++) {
        g_autoptr(Answer) part = scene_answer(scene, "value", house, "field", field->code, error);
        if (part == NULL) {
            json_decref(fields);
            return NULL;
        }
        json_object_set_new(fields, field->code, answer_json(part));
    }
    return json_pack("{s:s, s:s, s:o, s:o}", "code", house->code, "name", house->name, "total",
                     answer_json(total), "fields", fields);
}

json_t *
scene_json(const Scene *scene, GError **error)
{
    g_autofree char *from = day_iso(scene->ask->period.from), *to = day_iso(scene->ask->period.to);
    g_autofree char *label = period_label(scene->ask->period, scene->lang);
    g_autoptr(Answer) total = scene_answer(scene, "value", NULL, NULL, NULL, error);
    if (total == NULL)
        return NULL;
    json_t *units = json_array();
    for (guint i = 0; i < scene->houses->len; i++) {
        json_t *unit = house_json(scene, scene_house(scene, i), error);
        if (unit == NULL) {
            json_decref(units);
            return NULL;
        }
        json_array_append_new(units, unit);
    }
    return json_pack("{s:{s:s, s:s, s:s}, s:o, s:o}", "period", "from", from, "to", to, "label",
                     label, "total", answer_json(total), "units", units);
}
