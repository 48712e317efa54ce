/* campaigns_part.c: under which banners things were done. Campaigns lie across the seven fields: their figures are another
 * cut of the same entries and are never added to the total.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/rest.h"

#include "base/percent.h"
#include "base/text.h"
#include "records/campaign.h"
#include "records/field.h"
#include "records/kinds.h"
#include "reports/paper.h"

/* One campaign as it is called in all books: twins may each have their own record of it. */
typedef struct {
    char *name;       /* that held in the period, as written first */
    GPtrArray *names; /* (element-type utf8) every name it goes by, folded */
    char *sort;       /* choice code; "": unknown here; NULL: what stands under no campaign */
    GPtrArray *keys;  /* (element-type Key) */
} Banner;
typedef struct {
    const House *house;
    gint64 book;
    char *ref; /* as the book names the campaign */
} Key;

/* What is said of a house under a banner. */
static const struct {
    const char *measure, *template;
} clauses[] = {
    {"activities", N_("{n} activities")},
    {"value", N_("value {n}")},
    {"blood_drives", N_("{n} blood drives")},
    {"blood_donors", N_("{n} people gave blood")},
};

static void
key_free(gpointer data)
{
    Key *key = data;
    g_free(key->ref);
    g_free(key);
}

static void
banner_free(Banner *banner)
{
    g_free(banner->name);
    g_clear_pointer(&banner->names, g_ptr_array_unref);
    g_free(banner->sort);
    g_ptr_array_unref(banner->keys);
    g_free(banner);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Banner, banner_free)

static bool
goes_by(const Banner *banner, const GPtrArray *names)
{
    for (guint i = 0; i < names->len; i++)
        if (g_ptr_array_find_with_equal_func(banner->names, names->pdata[i], g_str_equal, NULL))
            return true;
    return false;
}

/* Takes the names. Twins may call a movement by different names that one of them knows to be one. */
static Banner *
banner_of(GPtrArray *banners, const char *name, GPtrArray *names, const char *sort)
{
    for (guint i = 0; i < banners->len; i++) {
        Banner *banner = g_ptr_array_index(banners, i);
        if (!goes_by(banner, names))
            continue;
        g_ptr_array_extend_and_steal(banner->names, names);
        return banner;
    }
    Banner *banner = g_new0(Banner, 1);
    banner->name = g_strdup(name);
    banner->names = names;
    banner->sort = g_strdup(sort);
    banner->keys = g_ptr_array_new_with_free_func(key_free);
    g_ptr_array_add(banners, banner);
    return banner;
}

/* "Tết vì người nghèo", or both names where one took the place of the other within the period. */
static char *
name_in(const Scene *scene, const Record *campaign)
{
    Period period = scene->ask->period;
    g_autofree char *first = campaign_name(campaign, period.from),
                    *last = campaign_name(campaign, period.to);
    if (g_str_equal(first, last))
        return g_steal_pointer(&first);
    return g_strdup_printf(tr(scene->lang, N_("%s, later %s")), first, last);
}

static void
add_key(Banner *banner, const House *house, gint64 book, const char *ref)
{
    Key *key = g_new0(Key, 1);
    *key = (Key){house, book, g_strdup(ref)};
    g_ptr_array_add(banner->keys, key);
}

/* What the campaigns leave of all that was done, so that the lines make the whole. */
static Banner *
banner_others(const Scene *scene)
{
    Banner *banner = g_new0(Banner, 1);
    banner->name = g_strdup(tr(scene->lang, N_("Other activities")));
    banner->keys = g_ptr_array_new_with_free_func(key_free);
    for (guint h = 0; h < scene->houses->len; h++)
        add_key(banner, scene_house(scene, h), 0, NULL);
    return banner;
}

static bool
is_collected(const GPtrArray *banners, gint64 book, const char *ref)
{
    for (guint i = 0; i < banners->len; i++) {
        const Banner *banner = g_ptr_array_index(banners, i);
        for (guint k = 0; k < banner->keys->len; k++) {
            const Key *key = g_ptr_array_index(banner->keys, k);
            if (key->book == book && g_str_equal(key->ref, ref))
                return true;
        }
    }
    return false;
}

/* Campaigns that are no record of the book itself: of a twin's, or undone since. */
static bool
collect_named(const Scene *scene, GPtrArray *banners, const House *house, gint64 number,
              GError **error)
{
    g_autoptr(Book) book = book_get(scene->db, number, error);
    for (gsize i = 0; book != NULL && i < G_N_ELEMENTS(clauses); i++) {
        g_autoptr(GArray) only = g_array_new(FALSE, FALSE, sizeof(gint64));
        g_array_append_val(only, number);
        const Question question = scene_question(scene, clauses[i].measure, only, "campaign", NULL);
        g_autoptr(GPtrArray) slices = question_slices(scene->db, &question, error);
        if (slices == NULL)
            return false;
        for (guint s = 0; s < slices->len; s++) {
            const QuestionSlice *slice = g_ptr_array_index(slices, s);
            if (is_collected(banners, number, slice->key))
                continue;
            g_autofree char *title = record_ref_title(scene->db, book, "campaign", slice->key);
            GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
            g_ptr_array_add(names, text_fold(title));
            add_key(banner_of(banners, title, names, ""), house, number, slice->key);
        }
    }
    return book != NULL;
}

static bool
collect(const Scene *scene, GPtrArray *banners, GError **error)
{
    for (guint h = 0; h < scene->houses->len; h++) {
        const House *house = scene_house(scene, h);
        for (guint b = 0; b < house->books->len; b++) {
            gint64 book = g_array_index(house->books, gint64, b);
            g_autoptr(GPtrArray) campaigns =
                records_of(scene->db, "campaign", &book, 1, (Period){DAY_UNSET, DAY_UNSET}, error);
            if (campaigns == NULL)
                return false;
            for (guint i = 0; i < campaigns->len; i++) {
                const Record *campaign = g_ptr_array_index(campaigns, i);
                g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, campaign->entry);
                g_autofree char *name = name_in(scene, campaign);
                Banner *banner =
                    banner_of(banners, name, campaign_names(campaign), text_of(campaign, "sort"));
                add_key(banner, house, book, ref);
            }
            if (!collect_named(scene, banners, house, book, error))
                return false;
        }
    }
    return true;
}

/* One measure of a banner in one house; a key without a campaign: what stands under none. */
static Answer *
ask_key(const Scene *scene, const Key *key, const char *measure, GError **error)
{
    g_autoptr(GArray) book = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_array_append_val(book, key->book);
    Question question = scene_question(scene, measure, key->ref != NULL ? book : key->house->books,
                                       "campaign", key->ref);
    question.outside = key->ref == NULL;
    return answer_question(scene->db, &question, scene->lang, error);
}

/* How many gave blood of those planned: "(reached 98.7% of the plan)"; nothing where nothing was planned. */
static bool
plan_clause(const Scene *scene, const Key *key, DocBlock *block, const Answer *donors,
            GError **error)
{
    g_autoptr(Answer) target = ask_key(scene, key, "blood_target", error);
    if (target == NULL)
        return false;
    g_autofree char *share =
        percent_of_plan(donors->figure.sum, target->figure.sum.vnd, scene->lang);
    g_autofree char *clause = share != NULL ? g_strdup_printf(" (%s)", share) : g_strdup("");
    block_text(block, clause);
    return true;
}

/* "Kiên Giang 12 activities, 3,4 tỷ đồng" or "2 drives, 350 donors": what one house did under the banner. */
static bool
house_clause(const Scene *scene, const Key *key, DocBlock *block, bool *first, GError **error)
{
    bool named = false;
    g_autofree char *name = house_short_name(scene, key->house);
    for (gsize i = 0; i < G_N_ELEMENTS(clauses); i++) {
        g_autoptr(Answer) answer = ask_key(scene, key, clauses[i].measure, error);
        if (answer == NULL)
            return false;
        if (answer->figure.sum.vnd == 0)
            continue;
        g_autofree char *opening =
            named ? g_strdup(", ") : g_strdup_printf("%s%s ", *first ? ": " : "; ", name);
        block_text(block, opening);
        const Part parts[] = {{"n", NULL, answer}, {NULL}};
        block_fill(block, tr(scene->lang, clauses[i].template), parts);
        if (strcmp(clauses[i].measure, "blood_donors") == 0 &&
            !plan_clause(scene, key, block, answer, error))
            return false;
        named = true;
        *first = false;
    }
    return true;
}

static bool
is_used(const Scene *scene, const Banner *banner, bool *ret_used, GError **error)
{
    *ret_used = false;
    for (guint i = 0; i < banner->keys->len && !*ret_used; i++) {
        g_autoptr(Answer) activities =
            ask_key(scene, g_ptr_array_index(banner->keys, i), "activities", error);
        g_autoptr(Answer) drives =
            activities != NULL
                ? ask_key(scene, g_ptr_array_index(banner->keys, i), "blood_drives", error)
                : NULL;
        if (drives == NULL)
            return false;
        *ret_used = activities->figure.entries > 0 || drives->figure.entries > 0;
    }
    return true;
}

/* "Movement “Tết vì người nghèo”". */
static char *
banner_title(const Scene *scene, const Banner *banner)
{
    const Kind *campaign = kind_get("campaign");
    if (banner->sort == NULL)
        return g_strdup(banner->name);
    if (*banner->sort == '\0')
        return g_strdup_printf("“%s”", banner->name);
    const char *sort =
        tr(scene->lang,
           field_choice_label(&campaign->fields[kind_field(campaign, "sort")], banner->sort));
    g_autofree char *capital = g_utf8_strup(sort, (gssize)(g_utf8_next_char(sort) - sort));
    return g_strdup_printf("%s%s “%s”", capital, g_utf8_next_char(sort), banner->name);
}

static bool
banner_item(Doc *doc, const Scene *scene, const Banner *banner, GError **error)
{
    bool used, first = true;
    if (!is_used(scene, banner, &used, error))
        return false;
    if (!used)
        return true;
    g_autofree char *title = banner_title(scene, banner);
    DocBlock *block = doc_add(doc, DOC_ITEM);
    block_text(block, title);
    for (guint i = 0; i < banner->keys->len; i++)
        if (!house_clause(scene, g_ptr_array_index(banner->keys, i), block, &first, error))
            return false;
    block_text(block, ".");
    return true;
}

/* The banners that only this one of several houses held. (element-type Banner, borrowed) */
static GPtrArray *
held_alone(const Scene *scene, const GPtrArray *banners, const House *house, GError **error)
{
    g_autoptr(GPtrArray) alone = g_ptr_array_new();
    for (guint i = 0; i < banners->len; i++) {
        const Banner *banner = g_ptr_array_index(banners, i);
        bool used = banner->keys->len == 1 &&
                    ((const Key *)g_ptr_array_index(banner->keys, 0))->house == house;
        if (used && !is_used(scene, banner, &used, error))
            return NULL;
        if (used)
            g_ptr_array_add(alone, (gpointer)banner);
    }
    return g_steal_pointer(&alone);
}

/* "“A”, “B” and “C”". */
static char *
banner_names(const GPtrArray *banners, Lang lang)
{
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < banners->len; i++) {
        const Banner *banner = g_ptr_array_index(banners, i);
        const char *before = i == 0 ? "" : i + 1 < banners->len ? ", " : tr(lang, N_(" and "));
        g_string_append_printf(names, "%s“%s”", before, banner->name);
    }
    return g_string_free(names, FALSE);
}

/* "Especially, Kiên Giang held ... with success." */
static bool
say_alone(Doc *doc, const Scene *scene, const GPtrArray *banners, const House *house,
          GError **error)
{
    g_autoptr(GPtrArray) alone = held_alone(scene, banners, house, error);
    if (alone == NULL || alone->len == 0)
        return alone != NULL;
    g_autofree char *name = house_short_name(scene, house),
                    *names = banner_names(alone, scene->lang);
    const Part parts[] = {{"house", name, NULL}, {"names", names, NULL}, {NULL}};
    block_fill(
        doc_add(doc, DOC_PARAGRAPH),
        alone->len == 1
            ? tr(scene->lang, N_("Especially, {house} held the programme {names} with success."))
            : tr(scene->lang, N_("Especially, {house} held the programmes {names} with success.")),
        parts);
    return true;
}

bool
campaigns_part(Doc *doc, const Scene *scene, GError **error)
{
    g_autoptr(GPtrArray) banners = g_ptr_array_new_with_free_func((GDestroyNotify)banner_free);
    if (!collect(scene, banners, error))
        return false;
    g_autofree char *names = scene_names(scene);
    const Part parts[] = {{"names", names, NULL}, {NULL}};
    block_fill(doc_add(doc, DOC_PARAGRAPH),
               tr(scene->lang,
                  N_("Officials and union members of {names} took part in their professional work "
                     "with encouraging results, "
                     "leading and carrying out the following movements, drives and programmes:")),
               parts);
    for (guint i = 0; i < banners->len; i++)
        if (!banner_item(doc, scene, g_ptr_array_index(banners, i), error))
            return false;
    g_autoptr(Banner) others = banner_others(scene);
    if (!banner_item(doc, scene, others, error) || !rest_repeated(doc, scene, "campaign", error))
        return false;
    for (guint i = 0; scene->houses->len > 1 && i < scene->houses->len; i++)
        if (!say_alone(doc, scene, banners, scene_house(scene, i), error))
            return false;
    return true;
}
