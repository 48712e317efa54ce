/* campaigns_part.c: under which banners things were done. Campaigns lie across the seven fields: their figures are another
 * cut of the same entries and are never added to the total.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/scene.h"

#include "base/percent.h"
#include "base/text.h"
#include "records/field.h"
#include "records/kinds.h"
#include "reports/paper.h"

/* One campaign as it is called in all books: twins may each have their own record of it. */
typedef struct {
    char *name; /* as written first */
    char *folded;
    char *sort;      /* choice code */
    GPtrArray *keys; /* (element-type Key) */
} Banner;
typedef struct {
    const House *house;
    gint64 book;
    char *ref;
} Key;

static void
key_free(gpointer data)
{
    Key *key = data;
    g_free(key->ref);
    g_free(key);
}

static void
banner_free(gpointer data)
{
    Banner *banner = data;
    g_free(banner->name);
    g_free(banner->folded);
    g_free(banner->sort);
    g_ptr_array_unref(banner->keys);
    g_free(banner);
}

static Banner *
banner_of(GPtrArray *banners, const Record *campaign)
{
    g_autofree char *folded = text_fold(text_of(campaign, "name"));
    for (guint i = 0; i < banners->len; i++) {
        Banner *banner = g_ptr_array_index(banners, i);
        if (g_str_equal(banner->folded, folded))
            return banner;
    }
    Banner *banner = g_new0(Banner, 1);
    banner->name = g_strdup(text_of(campaign, "name"));
    banner->folded = g_steal_pointer(&folded);
    banner->sort = g_strdup(text_of(campaign, "sort"));
    banner->keys = g_ptr_array_new_with_free_func(key_free);
    g_ptr_array_add(banners, banner);
    return banner;
}

static bool
collect(const Scene *scene, GPtrArray *banners, GError **error)
{
    for (guint h = 0; h < scene->houses->len; h++) {
        const House *house = scene_house(scene, h);
        for (guint b = 0; b < house->books->len; b++) {
            gint64 book = g_array_index(house->books, gint64, b);
            g_autoptr(GPtrArray) campaigns = records_of(
                scene->db, "campaign", &book, 1, (Period){DAY_UNSET, scene->ask->period.to}, error);
            if (campaigns == NULL)
                return false;
            for (guint i = 0; i < campaigns->len; i++) {
                const Record *campaign = g_ptr_array_index(campaigns, i);
                Key *key = g_new0(Key, 1);
                *key = (Key){house, book, g_strdup_printf("%" G_GINT64_FORMAT, campaign->entry)};
                g_ptr_array_add(banner_of(banners, campaign)->keys, key);
            }
        }
    }
    return true;
}

/* One measure of a banner in one house. */
static Answer *
ask_key(const Scene *scene, const Key *key, const char *measure, GError **error)
{
    g_autoptr(GArray) book = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_array_append_val(book, key->book);
    return answer_ask(scene->db, measure, book, scene->ask->period, "campaign", key->ref,
                      scene->lang, error);
}

/* How many gave blood of those planned: "(110,2% of the plan)"; nothing where nothing was planned. */
static bool
plan_clause(const Scene *scene, const Key *key, DocBlock *block, const Answer *donors,
            GError **error)
{
    g_autoptr(Answer) target = ask_key(scene, key, "blood_target", error);
    if (target == NULL)
        return false;
    g_autofree char *share =
        percent_print(donors->figure.sum.vnd, target->figure.sum.vnd, scene->lang);
    if (share == NULL)
        return true;
    const Part parts[] = {{"share", share, NULL}, {NULL}};
    block_text(block, " ");
    block_fill(block, tr(scene->lang, N_("({share} of the plan)")), parts);
    return true;
}

/* "Kiên Giang 12 activities, 3,4 tỷ đồng" or "2 drives, 350 donors": what one house did under the banner. */
static bool
house_clause(const Scene *scene, const Key *key, DocBlock *block, bool *first, GError **error)
{
    static const struct {
        const char *measure, *template;
    } clauses[] = {
        {"activities", N_("{n} activities")},
        {"value", N_("value {n}")},
        {"blood_drives", N_("{n} blood drives")},
        {"blood_donors", N_("{n} people gave blood")},
    };
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

static bool
banner_item(Doc *doc, const Scene *scene, const Banner *banner, GError **error)
{
    bool used, first = true;
    if (!is_used(scene, banner, &used, error))
        return false;
    if (!used)
        return true;
    const Kind *campaign = kind_get("campaign");
    const char *sort =
        tr(scene->lang,
           field_choice_label(&campaign->fields[kind_field(campaign, "sort")], banner->sort));
    g_autofree char *capital = g_utf8_strup(sort, (gssize)(g_utf8_next_char(sort) - sort));
    g_autofree char *title = g_strdup_printf(
        "%s%s “%s”", capital, *sort != '\0' ? g_utf8_next_char(sort) : "", banner->name);
    DocBlock *block = doc_add(doc, DOC_ITEM);
    block_text(block, title);
    for (guint i = 0; i < banner->keys->len; i++)
        if (!house_clause(scene, g_ptr_array_index(banner->keys, i), block, &first, error))
            return false;
    block_text(block, ".");
    return true;
}

/* What only one of several houses held is said for it: "Especially, Kiên Giang held ... with success." */
static bool
single_item(Doc *doc, const Scene *scene, const Banner *banner, GError **error)
{
    bool used;
    if (scene->houses->len < 2 || banner->keys->len != 1)
        return true;
    if (!is_used(scene, banner, &used, error))
        return false;
    if (!used)
        return true;
    const Key *key = g_ptr_array_index(banner->keys, 0);
    g_autofree char *name = house_short_name(scene, key->house);
    const Part parts[] = {{"house", name, NULL}, {"name", banner->name, NULL}, {NULL}};
    block_fill(doc_add(doc, DOC_PARAGRAPH),
               tr(scene->lang, N_("Especially, {house} held the programme “{name}” with success.")),
               parts);
    return true;
}

bool
campaigns_part(Doc *doc, const Scene *scene, GError **error)
{
    g_autoptr(GPtrArray) banners = g_ptr_array_new_with_free_func(banner_free);
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
    for (guint i = 0; i < banners->len; i++)
        if (!single_item(doc, scene, g_ptr_array_index(banners, i), error))
            return false;
    return true;
}
