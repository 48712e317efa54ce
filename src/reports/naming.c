/* naming.c: what a reference is called.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/naming.h"

#include "views/agreements.h"
#include "views/units.h"

char *
naming_ref(void *context, const Field *field, const char *ref)
{
    const Naming *naming = context;
    if (field->of_agreement)
        return naming->codes ? g_strdup(ref) : agreement_title(naming->db, ref);
    if (field->of_unit)
        return naming->codes ? g_strdup(ref) : unit_named(naming->db, ref);
    return record_ref_title(naming->db, naming->book, field->links_to, ref);
}

char *
naming_value(const Naming *naming, const Field *field, const char *value, Lang lang)
{
    g_autofree char *text = field_print(field, value, lang, naming_ref, (Naming *)naming);
    if (field->type != FIELD_LIST || field->parts[1].name != NULL)
        return g_steal_pointer(&text);
    g_auto(GStrv) items = g_strsplit(text, "\n", -1);
    return g_strjoinv("; ", items);
}
