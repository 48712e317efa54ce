/* field_names.c: what types, classes and sharing are called for programs, and choices for people.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/field.h"

const char *
field_type_name(FieldType type)
{
    static const char *const names[] = {
        [FIELD_UNSET] = "unset", [FIELD_TEXT] = "text",     [FIELD_COUNT] = "count",
        [FIELD_DATE] = "date",   [FIELD_MOMENT] = "moment", [FIELD_PERIOD] = "period",
        [FIELD_FLAG] = "flag",   [FIELD_CHOICE] = "choice", [FIELD_MONEY] = "money",
        [FIELD_REF] = "ref",     [FIELD_FILE] = "file",     [FIELD_LIST] = "list",
    };
    return names[type];
}

const char *
class_name(FieldClass value)
{
    static const char *const names[] = {
        [CLASS_UNSET] = "unset",
        [CLASS_NONE] = "none",
        [CLASS_BASIC] = "basic",
        [CLASS_SENSITIVE] = "sensitive",
    };
    return names[value];
}

const char *
share_name(FieldShare value)
{
    static const char *const names[] = {
        [SHARE_UNSET] = "unset",
        [SHARE_OWN] = "own",
        [SHARE_COVENANT] = "covenant",
        [SHARE_PUBLIC] = "public",
    };
    return names[value];
}

const char *
field_choice_label(const Field *field, const char *code)
{
    for (const Choice *choice = field->choices; choice != NULL && choice->code != NULL; choice++)
        if (g_str_equal(choice->code, code))
            return choice->label;
    return code;
}
