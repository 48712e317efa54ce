/* models.c: the register of models: registered, kept, effective, recognised, awarded, by year and level.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/figures.h"
#include "reports/paper.h"
#include "reports/register.h"

#include "records/field.h"
#include "records/kinds.h"
#include "views/views.h"

static const char *const states[] = {"registered", "kept", "effective", "recognised", "awarded"};
#define STATES G_N_ELEMENTS(states)

enum { ON, STATE };

/* Whether the model has passed through a state by that day. A model without its way written has passed through the state
 * it is in; whichever it is, it was registered. */
static bool
has_reached(const Record *model, const char *state, Day day)
{
    int passages = kind_field(model->kind, "passages");
    gsize count = record_items(model, passages);
    if (g_str_equal(state, "registered"))
        return true;
    for (gsize i = 0; i < count; i++) {
        g_autofree char *on = record_part(model, passages, i, ON),
                        *reached = record_part(model, passages, i, STATE);
        Day passed;
        if (g_str_equal(reached, state) && (!day_parse(on, &passed) || passed <= day))
            return true;
    }
    return count == 0 && g_str_equal(text_of(model, "state"), state);
}

/* One year at one level. */
typedef struct {
    gint64 year;
    const char *level; /* borrowed from a record */
    gint64 reached[STATES], collectives, persons;
} Group;

static Group *
group_of(GArray *groups, const Record *model)
{
    gint64 year = record_count(model, kind_field(model->kind, "year"));
    const char *level = text_of(model, "level");
    for (guint i = 0; i < groups->len; i++) {
        Group *group = &g_array_index(groups, Group, i);
        if (group->year == year && g_str_equal(group->level, level))
            return group;
    }
    Group fresh = {.year = year, .level = level};
    g_array_append_val(groups, fresh);
    return &g_array_index(groups, Group, groups->len - 1);
}

static gint
compare_groups(gconstpointer a, gconstpointer b)
{
    const Group *one = a, *two = b;
    if (one->year != two->year)
        return one->year > two->year ? -1 : 1;
    return g_strcmp0(one->level, two->level);
}

static void
add_to_group(Group *group, const Record *model, Day day)
{
    const Kind *kind = model->kind;
    gint64 collectives = record_count(model, kind_field(kind, "collectives")),
           persons = record_count(model, kind_field(kind, "individuals"));
    for (gsize i = 0; i < STATES; i++)
        group->reached[i] += has_reached(model, states[i], day);
    if (collectives == 0 && persons == 0) {
        collectives = g_str_equal(text_of(model, "subject"), "collective");
        persons = g_str_equal(text_of(model, "subject"), "person");
    }
    group->collectives += collectives;
    group->persons += persons;
}

static const char *
label_of(const char *field, const char *code, Lang lang)
{
    const Kind *kind = kind_get("model");
    return *code != '\0'
               ? tr(lang, field_choice_label(&kind->fields[kind_field(kind, field)], code))
               : "";
}

static void
group_row(DocBlock *table, const Group *group, const char *first, const char *second, bool total,
          Lang lang)
{
    DocRow *row = table_row(table, total);
    row_text(row, first);
    row_text(row, second);
    for (gsize i = 0; i < STATES; i++)
        row_amount(row, group->reached[i], lang);
    row_amount(row, group->collectives, lang);
    row_amount(row, group->persons, lang);
}

static void
write_numbers(Doc *doc, const GPtrArray *models, Day day, Group *ret_sum)
{
    Lang lang = doc->lang;
    DocBlock *table = doc_table(doc);
    g_autoptr(GArray) groups = g_array_new(FALSE, FALSE, sizeof(Group));
    for (guint i = 0; i < models->len; i++) {
        const Record *model = g_ptr_array_index(models, i);
        add_to_group(group_of(groups, model), model, day);
        add_to_group(ret_sum, model, day);
    }
    g_array_sort(groups, compare_groups);
    table_column(table, tr(lang, N_("Year")), DOC_LEFT, 9, false);
    table_column(table, tr(lang, N_("Level")), DOC_LEFT, 17, false);
    for (gsize i = 0; i < STATES; i++)
        table_column(table, label_of("state", states[i], lang), DOC_RIGHT, 11, true);
    table_column(table, tr(lang, N_("Collectives")), DOC_RIGHT, 10, true);
    table_column(table, tr(lang, N_("Persons")), DOC_RIGHT, 9, true);
    for (guint i = 0; i < groups->len; i++) {
        const Group *group = &g_array_index(groups, Group, i);
        g_autofree char *year = g_strdup_printf("%" G_GINT64_FORMAT, group->year);
        group_row(table, group, year, label_of("level", group->level, lang), false, lang);
    }
    group_row(table, ret_sum, tr(lang, N_("Sum")), "", true, lang);
}

/* The newest state by the day, with its decision. */
static void
row_state(DocRow *row, const Record *model, Day day, Lang lang)
{
    int passages = kind_field(model->kind, "passages");
    g_autofree char *state = g_strdup(text_of(model, "state")),
                    *decision = g_strdup(text_of(model, "decision"));
    for (gsize i = 0; i < record_items(model, passages); i++) {
        g_autofree char *on = record_part(model, passages, i, ON);
        Day passed;
        if (day_parse(on, &passed) && passed > day)
            continue;
        g_free(state);
        g_free(decision);
        state = record_part(model, passages, i, STATE);
        decision = record_part(model, passages, i, 2);
    }
    g_autofree char *text =
        *decision != '\0' ? g_strdup_printf("%s (%s)", label_of("state", state, lang), decision)
                          : g_strdup(label_of("state", state, lang));
    row_text(row, text);
}

/* Whom it was copied from. Yours to free. */
static char *
origin_of(Db *db, const Record *model)
{
    const char *ref = text_of(model, "copies");
    g_autoptr(Book) book = *ref != '\0' ? book_get(db, model->book, NULL) : NULL;
    return book != NULL ? record_ref_title(db, book, "model", ref)
                        : g_strdup(text_of(model, "learned_from"));
}

static bool
write_register(Doc *doc, Db *db, const GPtrArray *models, bool several, Day day, GError **error)
{
    Lang lang = doc->lang;
    DocBlock *table = doc_table(doc);
    table_column(table, tr(lang, N_("No.")), DOC_CENTRE, 5, false);
    table_column(table, tr(lang, N_("Model")), DOC_LEFT, 24, false);
    if (several)
        table_column(table, tr(lang, N_("Unit")), DOC_LEFT, 13, false);
    table_column(table, tr(lang, N_("Area")), DOC_LEFT, 12, false);
    table_column(table, tr(lang, N_("Kept by")), DOC_LEFT, 15, false);
    table_column(table, tr(lang, N_("Registered")), DOC_LEFT, 11, false);
    table_column(table, tr(lang, N_("State")), DOC_LEFT, 14, false);
    table_column(table, tr(lang, N_("Learned from, copied by")), DOC_LEFT, 16, false);
    for (guint i = 0; i < models->len; i++) {
        const Record *model = g_ptr_array_index(models, i);
        g_autoptr(Book) book = book_get(db, model->book, error);
        if (book == NULL)
            return false;
        g_autofree char *unit = short_name(db, book, day), *origin = origin_of(db, model);
        const char *owner = text_of(model, "owner"), *copied = text_of(model, "copied_by");
        g_autofree char *links = *origin != '\0' && *copied != '\0'
                                     ? g_strdup_printf("%s; %s", origin, copied)
                                 : *origin != '\0' ? g_strdup(origin)
                                                   : g_strdup(copied);
        DocRow *row = register_row(table, i + 1);
        row_text(row, text_of(model, "name"));
        if (several)
            row_text(row, unit);
        row_text(row, label_of("area", text_of(model, "area"), lang));
        row_text(row,
                 *owner != '\0' ? owner : label_of("subject", text_of(model, "subject"), lang));
        row_field(row, model, "registered", lang);
        row_state(row, model, day, lang);
        row_text(row, links);
    }
    return true;
}

static json_t *
numbers_json(const Group *sum)
{
    json_t *numbers = json_object();
    for (gsize i = 0; i < STATES; i++)
        json_object_set_new(numbers, states[i], json_integer(sum->reached[i]));
    json_object_set_new(numbers, "collectives", json_integer(sum->collectives));
    json_object_set_new(numbers, "persons", json_integer(sum->persons));
    return numbers;
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    Lang lang = ask->lang;
    g_autoptr(Doc) doc = register_new(db, ask, tr(lang, N_("Register of models")), true);
    g_autoptr(GArray) books = register_books(db, ask, error);
    /* A model goes on: all that were registered up to the end. */
    g_autoptr(GPtrArray) models =
        books != NULL ? records_of(db, "model", (const gint64 *)(void *)books->data, books->len,
                                   (Period){DAY_UNSET, ask->period.to}, error)
                      : NULL;
    if (models == NULL)
        return NULL;
    Group sum = {0};
    write_numbers(doc, models, ask->period.to, &sum);
    if (models->len == 0)
        doc_paragraph(doc, tr(lang, N_("There are none in this time.")));
    else
        doc_heading(doc, 2, tr(lang, N_("The models")));
    if (models->len > 0 && !write_register(doc, db, models, books->len > 1, ask->period.to, error))
        return NULL;
    doc->data = numbers_json(&sum);
    return register_signed(g_steal_pointer(&doc), db, ask, error);
}

const Report report_models = {
    .name = "models",
    .title = N_("Register of models"),
    .about = N_("registered, kept, effective, recognised, awarded, by year and level"),
    .group = N_("Union"),
    .lists = "model",
    .build = build,
};
