/* form.c: writes the form of a kind.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/form.h"

#include "base/limits.h"
#include "records/field.h"
#include "web/field_input.h"
#include "web/widget.h"

#define ROWS_AT_FIRST 3 /* empty rows that a list begins with */

typedef struct {
    Request *req;
    const FormView *view;
    GPtrArray *choices; /* (element-type RefChoices) */
    bool focused;       /* an input has the focus, or what is wrong has it */
} Form;

static const char *
posted(const Form *form, const char *name)
{
    const char *value = request_value(form->req, name);
    return value != NULL ? value : "";
}

static const Problem *
problem_of(const Form *form, const char *name)
{
    return form->view->problems != NULL ? problems_find(form->view->problems, name) : NULL;
}

static bool
is_wrong(const Form *form, const char *name)
{
    const Problem *problem = problem_of(form, name);
    return problem != NULL && problem->kind == PROBLEM_ERROR;
}

static void
write_problem(Markup *m, const Form *form, const char *name)
{
    const Problem *problem = problem_of(form, name);
    if (problem == NULL)
        return;
    markup_print(m, "<p class=\"%s\" id=\"field-%s-wrong\">",
                 problem->kind == PROBLEM_ERROR ? "field-wrong" : "field-hint", name);
    widget_sign(m, problem->kind == PROBLEM_ERROR ? SIGN_WRONG : SIGN_HINT);
    markup_print(m, "%s</p>", problem->sentence);
}

static void
write_must(Markup *m, const Field *field)
{
    if (field->required)
        markup_print(m, " <span class=\"must\">%s</span>", _("(required)"));
}

static void
write_help(Markup *m, const Field *field, const char *name)
{
    if (field->help != NULL)
        markup_print(m, "<p class=\"help\" id=\"field-%s-help\">%s</p>", name, _(field->help));
}

/* Without scripts the words stand after the form was sent; the script writes them while typing. */
static void
write_money_echo(Markup *m, const char *name, const char *value)
{
    Money money = {0};
    g_autofree char *words = NULL;
    if (value[0] != '\0' && money_read(value, &money, NULL, NULL))
        words = money_words(money.vnd, DIALECT_SOUTH);
    markup_print(m, "<output class=\"echo\" for=\"field-%s\">%s</output>", name, words);
}

static bool
write_single(Markup *m, Form *form, const Field *field, const char *value, const char *stored,
             GError **error)
{
    FieldInputView input = {.req = form->req,
                            .field = field,
                            .name = field->name,
                            .value = value,
                            .stored = stored,
                            .wrong = is_wrong(form, field->name),
                            .described = field->help != NULL,
                            .focus = !form->focused,
                            .choices = form->choices};
    form->focused = true;
    markup_raw(m, "<div class=\"field\">");
    markup_print(m, "<label for=\"field-%s\">%s", field->name, _(field->label));
    write_must(m, field);
    markup_raw(m, "</label>");
    write_help(m, field, field->name);
    write_problem(m, form, field->name);
    if (!field_input_show(m, &input, error))
        return false;
    if (field->type == FIELD_MONEY)
        write_money_echo(m, field->name, value);
    markup_raw(m, "</div>");
    return true;
}

static bool
is_posted_row(const Form *form, const Field *field, guint row)
{
    for (const Field *part = field->parts; part->name != NULL; part++) {
        g_autofree char *name = g_strdup_printf("%s.%u.%s", field->name, row, part->name);
        if (request_has(form->req, name))
            return true;
    }
    return false;
}

/* Rows to show: those there are, the one just asked for, or a few empty ones to begin with. */
static guint
count_rows(const Form *form, const Field *field, int index)
{
    if (request_shows_form(form->req)) {
        guint rows = 0;
        while (rows < LIMIT_LIST_ITEMS && is_posted_row(form, field, rows))
            rows++;
        const char *add = request_value(form->req, "add");
        bool asked = add != NULL && strcmp(add, field->name) == 0;
        return MIN(MAX(rows, 1) + (asked ? 1 : 0), LIMIT_LIST_ITEMS);
    }
    gsize items = form->view->record != NULL ? record_items(form->view->record, index) : 0;
    return items == 0 ? ROWS_AT_FIRST : (guint)items + 1;
}

static bool
write_part(Markup *m, Form *form, const Field *field, int index, const Field *part,
           guint part_index, guint row, GError **error)
{
    g_autofree char *name = g_strdup_printf("%s.%u.%s", field->name, row, part->name);
    g_autofree char *stored = NULL;
    g_autofree char *typed = NULL;
    if (request_shows_form(form->req)) {
        typed = g_strdup(posted(form, name));
    } else if (form->view->record != NULL && row < record_items(form->view->record, index)) {
        stored = record_part(form->view->record, index, row, part_index);
        typed = field_typed(part, stored);
    }
    FieldInputView input = {.req = form->req,
                            .field = part,
                            .name = name,
                            .value = typed != NULL ? typed : "",
                            .stored = stored,
                            .wrong = is_wrong(form, name),
                            .choices = form->choices};
    markup_print(m, "<div class=\"part\"><label for=\"field-%s\">%s</label>", name, _(part->label));
    write_problem(m, form, name);
    if (!field_input_show(m, &input, error))
        return false;
    markup_raw(m, "</div>");
    return true;
}

static bool
write_list(Markup *m, Form *form, const Field *field, int index, GError **error)
{
    guint rows = count_rows(form, field, index);
    markup_print(m, "<fieldset class=\"field list\" id=\"field-%s\"><legend>%s", field->name,
                 _(field->label));
    write_must(m, field);
    markup_raw(m, "</legend>");
    write_help(m, field, field->name);
    write_problem(m, form, field->name);
    for (guint row = 0; row < rows; row++) {
        markup_print(m, "<div class=\"row\" role=\"group\" aria-label=\"%s %d\">", _(field->label),
                     (gint64)row + 1);
        guint part_index = 0;
        for (const Field *part = field->parts; part->name != NULL; part++, part_index++)
            if (!write_part(m, form, field, index, part, part_index, row, error))
                return false;
        markup_raw(m, "</div>");
    }
    markup_print(
        m,
        "<button name=\"add\" value=\"%s\" formnovalidate class=\"add-row\">%s</button></fieldset>",
        field->name, _("Add a row"));
    return true;
}

static bool
write_field(Markup *m, Form *form, int index, GError **error)
{
    const Field *field = &form->view->kind->fields[index];
    const Record *record = form->view->record;
    if (field->type == FIELD_LIST)
        return write_list(m, form, field, index, error);
    g_autofree char *typed = NULL;
    const char *stored = NULL;
    if (request_shows_form(form->req)) {
        g_autofree char *kept = g_strconcat(field->name, ".kept", NULL);
        stored = field->type == FIELD_FILE ? request_value(form->req, kept) : NULL;
        typed = g_strdup(field->type == FIELD_FILE ? "" : posted(form, field->name));
    } else if (record != NULL) {
        stored = record_value(record, index);
        typed = field_typed(field, stored);
    } else {
        typed = g_strdup(request_query(form->req, field->name));
    }
    return write_single(m, form, field, typed != NULL ? typed : "", stored, error);
}

static const char *
label_of(const Kind *kind, const char *name)
{
    gsize length = strcspn(name, ".");
    for (gsize i = 0; i < kind->field_count; i++)
        if (strlen(kind->fields[i].name) == length &&
            strncmp(kind->fields[i].name, name, length) == 0)
            return _(kind->fields[i].label);
    return NULL;
}

static void
write_summary(Markup *m, const FormView *view)
{
    gsize errors = 0;
    for (gsize i = 0; view->problems != NULL && i < problems_count(view->problems); i++)
        errors += problems_at(view->problems, i)->kind == PROBLEM_ERROR;
    if (errors == 0)
        return;
    g_autofree char *heading =
        errors == 1 ? g_strdup(_("Not written yet: one thing has to be put right"))
                    : g_strdup_printf(_("Not written yet: %u things have to be put right"),
                                      (unsigned)errors);
    markup_print(
        m, "<div class=\"summary\" role=\"alert\" tabindex=\"-1\" id=\"summary\"><h2>%s</h2><ul>",
        heading);
    for (gsize i = 0; i < problems_count(view->problems); i++) {
        const Problem *problem = problems_at(view->problems, i);
        const char *label = problem->field != NULL ? label_of(view->kind, problem->field) : NULL;
        if (problem->kind != PROBLEM_ERROR)
            continue;
        if (g_strcmp0(problem->field, "why") == 0) {
            markup_print(m, "<li><a href=\"#why\">%s</a></li>", problem->sentence);
            continue;
        }
        if (label != NULL)
            markup_print(m, "<li><a href=\"#field-%s\">%s: %s</a></li>", problem->field, label,
                         problem->sentence);
        else
            markup_print(m, "<li>%s</li>", problem->sentence);
    }
    markup_raw(m, "</ul></div>");
}

/* Hints about the whole record have no field to stand at. */
static void
write_whole_hints(Markup *m, const FormView *view)
{
    for (gsize i = 0; view->problems != NULL && i < problems_count(view->problems); i++) {
        const Problem *problem = problems_at(view->problems, i);
        if (problem->kind == PROBLEM_HINT && problem->field == NULL)
            widget_hint(m, problem->sentence);
    }
}

static bool
is_shown(const FormView *view, const Field *field)
{
    if (!field_is_typed(field))
        return false;
    bool listed = view->only == NULL;
    for (gsize i = 0; !listed && view->only[i] != NULL; i++)
        listed = strcmp(view->only[i], field->name) == 0;
    return listed;
}

static void
write_why(Markup *m, const Form *form)
{
    const char *why = request_shows_form(form->req) ? posted(form, "why") : "";
    const Problem *problem = problem_of(form, "why");
    markup_print(m,
                 "<div class=\"field\"><label for=\"why\">%s <span class=\"must\">%s</span></label>"
                 "<p class=\"help\" id=\"why-help\">%s</p>",
                 _("Why is it changed?"), _("(required)"),
                 _("One sentence; it stands in the history beside the old and the new value."));
    if (problem != NULL)
        markup_print(m, "<p class=\"field-wrong\" id=\"why-wrong\">%s</p>", problem->sentence);
    markup_print(m,
                 "<input id=\"why\" name=\"why\" class=\"long\" value=\"%s\" "
                 "autocomplete=\"off\" aria-required=\"true\"",
                 why);
    if (problem != NULL)
        markup_raw(m, " aria-invalid=\"true\" aria-describedby=\"why-wrong\"></div>");
    else
        markup_raw(m, " aria-describedby=\"why-help\"></div>");
    g_autofree char *last = g_strdup_printf("%" G_GINT64_FORMAT, form->view->record->last);
    widget_hidden(m, "last",
                  request_shows_form(form->req) && posted(form, "last")[0] != '\0'
                      ? posted(form, "last")
                      : last);
}

bool
form_show(Markup *m, Request *req, const FormView *view, GError **error)
{
    g_autoptr(GPtrArray) choices = view->choices != NULL
                                       ? g_ptr_array_ref(view->choices)
                                       : g_ptr_array_new_with_free_func(ref_choices_free);
    Form form = {.req = req,
                 .view = view,
                 .choices = choices,
                 .focused = view->begins_before || request_shows_form(req)};
    bool files = false;
    for (gsize i = 0; i < view->kind->field_count; i++)
        files = files || view->kind->fields[i].type == FIELD_FILE;
    write_summary(m, view);
    write_whole_hints(m, view);
    if (req->resumed)
        widget_hint(m, _("You are logged in again. Nothing has been written yet: look through the "
                         "form and send it."));
    if (files)
        widget_form_files(m, req, view->action);
    else
        widget_form(m, req, view->action);
    /* Enter in a field presses the first button of a form: it must be the one that writes. */
    markup_print(m, "<button class=\"unseen\" tabindex=\"-1\" aria-hidden=\"true\">%s</button>",
                 view->button);
    if (view->before != NULL)
        markup_add(m, view->before);
    for (gsize i = 0; i < view->kind->field_count; i++)
        if (is_shown(view, &view->kind->fields[i]) && !write_field(m, &form, (int)i, error))
            return false;
    if (view->after != NULL)
        markup_add(m, view->after);
    if (view->amends)
        write_why(m, &form);
    markup_print(
        m,
        "<p class=\"actions\"><button class=\"primary\" data-save=\"save\">%s</button></p></form>",
        view->button);
    return true;
}
