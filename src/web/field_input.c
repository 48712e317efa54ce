/* field_input.c: writes the input that fits a field's type.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/field_input.h"

#include "base/limits.h"
#include "records/kinds.h"
#include "views/list.h"

#define CHOICES_IN_SELECT 200 /* more are typed, with suggestions */

void
ref_choices_free(gpointer data)
{
    RefChoices *choices = data;
    g_ptr_array_unref(choices->records);
    g_free(choices);
}

static const RefChoices *
find_choices(const FieldInputView *view, GError **error)
{
    for (guint i = 0; i < view->choices->len; i++) {
        const RefChoices *known = g_ptr_array_index(view->choices, i);
        if (strcmp(known->kind, view->field->links_to) == 0)
            return known;
    }
    const Kind *kind = kind_get(view->field->links_to);
    ListQuery query = {.kind = kind,
                       .books = &view->req->book->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET,
                       .limit = CHOICES_IN_SELECT};
    Db *db = request_db(view->req, error);
    g_autoptr(ListPage) page = db != NULL ? list_run(db, &query, false, error) : NULL;
    if (page == NULL)
        return NULL;
    RefChoices *choices = g_new0(RefChoices, 1);
    choices->kind = kind->name;
    choices->all = page->count <= CHOICES_IN_SELECT;
    choices->records = g_steal_pointer(&page->records);
    page->records = g_ptr_array_new();
    g_ptr_array_add(view->choices, choices);
    return choices;
}

static void
write_attributes(Markup *m, const FieldInputView *view)
{
    markup_print(m, " id=\"field-%s\" name=\"%s\"", view->name, view->name);
    if (view->focus)
        markup_raw(m, " autofocus");
    if (view->field->required)
        markup_raw(m, " aria-required=\"true\"");
    if (view->wrong)
        markup_raw(m, " aria-invalid=\"true\"");
    if (view->wrong && view->described)
        markup_print(m, " aria-describedby=\"field-%s-wrong field-%s-help\"", view->name,
                     view->name);
    else if (view->wrong)
        markup_print(m, " aria-describedby=\"field-%s-wrong\"", view->name);
    else if (view->described)
        markup_print(m, " aria-describedby=\"field-%s-help\"", view->name);
}

static void
write_option(Markup *m, const char *value, const char *label, const char *chosen)
{
    markup_print(m, "<option value=\"%s\"", value);
    if (strcmp(value, chosen) == 0)
        markup_raw(m, " selected");
    markup_print(m, ">%s</option>", label);
}

/* Choices are posted as codes; an answer that was typed otherwise is kept as one more option. */
static void
write_choice(Markup *m, const FieldInputView *view)
{
    const char *shown = view->stored != NULL ? view->stored : view->value;
    bool known = shown[0] == '\0';
    markup_raw(m, "<select");
    write_attributes(m, view);
    markup_raw(m, ">");
    write_option(m, "", _("(not chosen)"), shown);
    for (const Choice *choice = view->field->choices; choice->code != NULL; choice++) {
        write_option(m, choice->code, _(choice->label), shown);
        known = known || strcmp(choice->code, shown) == 0;
    }
    if (!known)
        write_option(m, shown, shown, shown);
    markup_raw(m, "</select>");
}

static void
write_flag(Markup *m, const FieldInputView *view)
{
    const char *shown = view->stored != NULL ? view->stored : view->value;
    markup_raw(m, "<select");
    write_attributes(m, view);
    markup_raw(m, ">");
    write_option(m, "", _("(not said)"), shown);
    write_option(m, "yes", _("Yes"), shown);
    write_option(m, "no", _("No"), shown);
    markup_raw(m, "</select>");
}

static bool
write_ref(Markup *m, const FieldInputView *view, GError **error)
{
    const RefChoices *choices = find_choices(view, error);
    if (choices == NULL)
        return false;
    const char *shown =
        view->stored != NULL && view->stored[0] != '\0' ? view->stored : view->value;
    bool known = shown[0] == '\0';
    if (choices->all)
        markup_raw(m, "<select");
    else
        markup_print(m, "<input type=\"text\" class=\"long\" list=\"list-%s\" value=\"%s\"",
                     view->name, view->value);
    write_attributes(m, view);
    markup_raw(m, ">");
    if (choices->all)
        write_option(m, "", _("(not chosen)"), shown);
    else
        markup_print(m, "<datalist id=\"list-%s\">", view->name);
    for (guint i = 0; i < choices->records->len; i++) {
        const Record *record = g_ptr_array_index(choices->records, i);
        g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, record->entry);
        g_autofree char *title = record_title(record);
        if (choices->all)
            write_option(m, number, title, shown);
        else
            markup_print(m, "<option value=\"%s\"></option>", title);
        known = known || strcmp(number, shown) == 0;
    }
    if (choices->all && !known) {
        Db *db = request_db(view->req, error);
        if (db == NULL)
            return false;
        g_autofree char *title =
            record_ref_title(db, view->req->book, view->field->links_to, shown);
        write_option(m, shown, title != NULL ? title : shown, shown);
    }
    if (choices->all)
        markup_raw(m, "</select>");
    else
        markup_raw(m, "</datalist>");
    return true;
}

static void
write_file(Markup *m, const FieldInputView *view)
{
    if (view->stored != NULL && view->stored[0] != '\0')
        markup_print(m, "<p>%s</p><input type=\"hidden\" name=\"%s.kept\" value=\"%s\">",
                     _("A photo is chosen already; choose another only to replace it."), view->name,
                     view->stored);
    markup_raw(m, "<input type=\"file\" accept=\"image/jpeg,image/png\"");
    write_attributes(m, view);
    markup_raw(m, ">");
}

/* Hints for the keyboard of a phone, and what an answer looks like. */
static void
write_text(Markup *m, const FieldInputView *view)
{
    switch (view->field->type) {
    case FIELD_COUNT:
        markup_raw(m, "<input type=\"text\" class=\"short number\" inputmode=\"numeric\"");
        break;
    case FIELD_MONEY:
        markup_raw(m, "<input type=\"text\" class=\"medium number\" data-money=\"echo\"");
        break;
    case FIELD_DATE:
        markup_print(m, "<input type=\"text\" class=\"short\" data-date=\"day\" placeholder=\"%s\"",
                     _("day/month/year"));
        break;
    case FIELD_MOMENT:
        markup_print(m, "<input type=\"text\" class=\"medium\" placeholder=\"%s\"",
                     _("7:30 day/month/year"));
        break;
    case FIELD_PERIOD:
        markup_print(m, "<input type=\"text\" class=\"long\" placeholder=\"%s\"",
                     _("for example: 2020-01-01/2020-07-31"));
        break;
    default:
        markup_raw(m, "<input type=\"text\" class=\"long\"");
        break;
    }
    write_attributes(m, view);
    markup_print(m, " value=\"%s\" autocomplete=\"off\">", view->value);
}

static void
write_unit(Markup *m, const Field *field)
{
    const char *unit = field->type == FIELD_MONEY ? N_("VND") : field->unit;
    if (unit != NULL)
        markup_print(m, " <span class=\"unit\">%s</span>", _(unit));
}

bool
field_input_show(Markup *m, const FieldInputView *view, GError **error)
{
    switch (view->field->type) {
    case FIELD_CHOICE:
        write_choice(m, view);
        return true;
    case FIELD_FLAG:
        write_flag(m, view);
        return true;
    case FIELD_REF:
        return write_ref(m, view, error);
    case FIELD_FILE:
        write_file(m, view);
        return true;
    default:
        break;
    }
    if (view->field->type == FIELD_TEXT && view->field->long_text) {
        markup_raw(m, "<textarea rows=\"4\"");
        write_attributes(m, view);
        markup_print(m, ">\n%s</textarea>", view->value);
        return true;
    }
    write_text(m, view);
    write_unit(m, view->field);
    return true;
}
