/* head.c: the fixed words of an official document.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/head.h"

char *
head_number(const Doc *doc)
{
    if (doc->number != NULL)
        return g_strdup(doc->number);
    return doc->code != NULL ? g_strdup_printf("Số:        /%s", doc->code) : NULL;
}

char *
head_recipient(const Doc *doc, guint i)
{
    const char *end = i + 1 < doc->recipients->len ? ";" : ".";
    return g_strdup_printf("- %s%s", (const char *)g_ptr_array_index(doc->recipients, i), end);
}

char *
head_block_text(const DocBlock *block)
{
    g_autofree char *text = runs_text(block->runs);
    return g_strconcat(block->kind == DOC_ITEM ? "- " : "", text, block->closing ? "./." : "",
                       NULL);
}

bool
head_signs_in_columns(const Doc *doc)
{
    return doc->signers->len > 1;
}
