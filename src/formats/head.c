/* head.c: the fixed words of an official document.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/head.h"

#include <stdlib.h>
#include <string.h>

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

static bool
begins_part(const char *text)
{
    static const char *const words[] = {"TỈNH ",  "THÀNH PHỐ ", "XÃ ", "PHƯỜNG ",
                                        "HUYỆN ", "THỊ XÃ ",    "HỘI "};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_str_has_prefix(text, words[i]))
            return true;
    return false;
}

const char *
head_break(const char *name)
{
    const char *best = NULL;
    glong length = g_utf8_strlen(name, -1), best_off = G_MAXLONG;
    for (const char *at = strchr(name, ' '); at != NULL; at = strchr(at + 1, ' ')) {
        glong off = labs(2 * g_utf8_pointer_to_offset(name, at) - length);
        off += begins_part(at + 1) ? 0 : length; /* any other place only when there is none */
        if (off < best_off) {
            best = at;
            best_off = off;
        }
    }
    return best;
}
