/* agreement_shown.c: the text of an agreement in words.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/agreement_shown.h"

#include "records/field.h"
#include "records/kinds.h"

/* "activity.value" as people call it. */
static char *
opened_label(const char *kind_field_name)
{
    const char *dot = strchr(kind_field_name, '.');
    const Kind *kind =
        dot != NULL ? kind_find_sized(kind_field_name, (gsize)(dot - kind_field_name)) : NULL;
    int field = kind != NULL ? kind_field(kind, dot + 1) : -1;
    if (field < 0)
        return g_strdup(kind_field_name);
    return g_strdup_printf("%s: %s", _(kind->label), _(kind->fields[field].label));
}

static bool
is_opened(const Field *field)
{
    return strcmp(field->name, "opened") == 0;
}

static void
write_opened(Markup *m, const Record *text, int index)
{
    gsize count = record_items(text, index);
    g_autofree char *summary = g_strdup_printf(_("%u fields"), (unsigned)count);
    markup_print(m, "<details><summary>%s</summary><ul>", summary);
    for (gsize i = 0; i < count; i++) {
        g_autofree char *name = record_part(text, index, i, 0);
        g_autofree char *label = opened_label(name);
        markup_print(m, "<li>%s</li>", label);
    }
    markup_raw(m, "</ul></details>");
}

/* Parties stand above with their answers; keys, states and names of texts are for verifying, not for reading. */
static bool
is_for_reading(const Field *field)
{
    static const char *const others[] = {"parties", "heads", "covenant", "replaces", NULL};
    return !g_strv_contains(others, field->name);
}

void
agreement_text_show(Markup *m, const Agreement *agreement)
{
    const Record *text = agreement->record;
    markup_raw(m, "<dl class=\"facts\">");
    for (gsize i = 0; i < agreement->kind->field_count; i++) {
        const Field *field = &agreement->kind->fields[i];
        if (record_is_empty(text, (int)i) || !is_for_reading(field))
            continue;
        markup_print(m, "<dt>%s</dt><dd>", _(field->label));
        if (is_opened(field)) {
            write_opened(m, text, (int)i);
        } else {
            g_autofree char *shown =
                field_print(field, text->values[i], lang_current(), NULL, NULL);
            markup_text(m, shown);
        }
        markup_raw(m, "</dd>");
    }
    markup_raw(m, "</dl>");
}

/* The items of a list, or a single value as the only one, as they stand. */
static char **
items_of(const Field *field, const char *value)
{
    if (value == NULL || *value == '\0')
        return g_new0(char *, 1);
    if (field->type == FIELD_LIST)
        return g_strsplit(value, "\n", -1);
    char **one = g_new0(char *, 2);
    one[0] = g_strdup(value);
    return one;
}

/* Those of `items` that `others` has not, each as an element of this name. */
static void
write_items(Markup *m, const Field *field, char **items, char **others, const char *element)
{
    for (char **item = items; *item != NULL; item++) {
        if (g_strv_contains((const char *const *)others, *item))
            continue;
        g_autofree char *shown = is_opened(field)
                                     ? opened_label(*item)
                                     : field_print(field, *item, lang_current(), NULL, NULL);
        markup_print(m, "<li><%s>%s</%s></li>", element, shown, element);
    }
}

void
agreement_changes_show(Markup *m, const Agreement *newer, const Agreement *older)
{
    bool any = false;
    markup_raw(m, "<dl class=\"facts\">");
    for (gsize i = 0; i < newer->kind->field_count; i++) {
        const Field *field = &newer->kind->fields[i];
        const char *before = record_value(older->record, (int)i),
                   *after = record_value(newer->record, (int)i);
        if (g_str_equal(before, after) || !is_for_reading(field))
            continue;
        g_auto(GStrv) was = items_of(field, before), is = items_of(field, after);
        any = true;
        markup_print(m, "<dt>%s</dt><dd><ul class=\"plain\">", _(field->label));
        write_items(m, field, was, is, "del");
        write_items(m, field, is, was, "ins");
        markup_raw(m, "</ul></dd>");
    }
    markup_raw(m, "</dl>");
    if (!any)
        markup_print(m, "<p>%s</p>", _("Only the order or the parties changed."));
}
