/* field_input.c: writes the input that fits a field's type.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/field_input.h"

#include "web/ref_input.h"
#include "web/widget.h"

void
field_input_attributes(Markup *m, const FieldInputView *view)
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

/* Choices are posted as codes; an answer that was typed otherwise is kept as one more option. */
static void
write_choice(Markup *m, const FieldInputView *view)
{
    const char *shown = view->stored != NULL ? view->stored : view->value;
    bool known = shown[0] == '\0';
    markup_raw(m, "<select");
    field_input_attributes(m, view);
    markup_raw(m, ">");
    widget_option(m, "", _("(not chosen)"), shown);
    for (const Choice *choice = view->field->choices; choice->code != NULL; choice++) {
        widget_option(m, choice->code, _(choice->label), shown);
        known = known || strcmp(choice->code, shown) == 0;
    }
    if (!known)
        widget_option(m, shown, shown, shown);
    markup_raw(m, "</select>");
}

static void
write_flag(Markup *m, const FieldInputView *view)
{
    const char *shown = view->stored != NULL ? view->stored : view->value;
    markup_raw(m, "<select");
    field_input_attributes(m, view);
    markup_raw(m, ">");
    widget_option(m, "", _("(not said)"), shown);
    widget_option(m, "yes", _("Yes"), shown);
    widget_option(m, "no", _("No"), shown);
    markup_raw(m, "</select>");
}

static void
write_file(Markup *m, const FieldInputView *view)
{
    if (view->stored != NULL && view->stored[0] != '\0')
        markup_print(m, "<p>%s</p><input type=\"hidden\" name=\"%s.kept\" value=\"%s\">",
                     _("A photo is chosen already; choose another only to replace it."), view->name,
                     view->stored);
    markup_raw(m, "<input type=\"file\" accept=\"image/jpeg,image/png\"");
    field_input_attributes(m, view);
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
    field_input_attributes(m, view);
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
        return ref_input_show(m, view, error);
    case FIELD_FILE:
        write_file(m, view);
        return true;
    default:
        break;
    }
    if (view->field->type == FIELD_TEXT && view->field->long_text) {
        markup_raw(m, "<textarea rows=\"4\"");
        field_input_attributes(m, view);
        markup_print(m, ">\n%s</textarea>", view->value);
        return true;
    }
    write_text(m, view);
    write_unit(m, view->field);
    return true;
}
