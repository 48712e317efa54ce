/* journal.c: reads the journal that a document carries.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/journal.h"

bool
journal_fits(const Doc *doc)
{
    return json_is_object(json_object_get(doc->data, "journal"));
}

const json_t *
journal_accounts(const Doc *doc)
{
    return json_object_get(json_object_get(doc->data, "journal"), "accounts");
}

const json_t *
journal_postings(const Doc *doc)
{
    return json_object_get(json_object_get(doc->data, "journal"), "postings");
}

const char *
journal_unit(const Doc *doc)
{
    return journal_text(json_object_get(doc->data, "journal"), "unit");
}

const char *
journal_text(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text != NULL ? text : "";
}

char *
journal_line(const char *text)
{
    return g_strdelimit(g_strdup(text), "\n\t\r\";|\\", ' ');
}
