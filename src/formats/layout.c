/* layout.c: where things stand on paper.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/layout.h"

#include "formats/columns.h"
#include "formats/head.h"

#define UPRIGHT_COLUMNS 7 /* more do not fit an upright page */
#define HEAD_SPARE 120    /* widths are rough */

bool
layout_lies_across(const Doc *doc)
{
    for (guint i = 0; doc->plain && i < doc->blocks->len; i++) {
        const DocBlock *block = g_ptr_array_index(doc->blocks, i);
        if (block->kind != DOC_TABLE)
            continue;
        g_autoptr(GArray) columns = columns_on_paper(doc, block);
        if (columns->len > UPRIGHT_COLUMNS)
            return true;
    }
    return doc->across;
}

int
layout_room(const Doc *doc)
{
    return layout_lies_across(doc) ? ACROSS_WIDTH : TEXT_WIDTH;
}

char *
layout_name(const char *name, int room, bool bold)
{
    const char *at =
        line_width(name, HEAD_POINTS, bold) + HEAD_SPARE > room ? head_break(name) : NULL;
    if (at == NULL)
        return g_strdup(name);
    g_autofree char *start = g_strndup(name, (gsize)(at - name));
    g_autofree char *first = layout_name(start, room, bold),
                    *second = layout_name(at + 1, room, bold);
    return g_strdup_printf("%s\n%s", first, second);
}

bool
layout_is_by_hand(const DocBlock *table, const GArray *columns)
{
    for (guint i = 0; i < columns->len; i++)
        if (((const DocColumn *)g_ptr_array_index(table->columns, g_array_index(columns, guint, i)))
                ->by_hand)
            return true;
    return false;
}

const DocBlock *
layout_next(const Doc *doc, guint i)
{
    for (i++; i < doc->blocks->len; i++)
        if (((const DocBlock *)g_ptr_array_index(doc->blocks, i))->kind != DOC_NOTE)
            return g_ptr_array_index(doc->blocks, i);
    return NULL;
}

/* "... as follows:" */
static bool
announces(const DocBlock *block)
{
    g_autofree char *text = block->runs != NULL ? runs_text(block->runs) : NULL;
    return text != NULL && g_str_has_suffix(text, ":");
}

bool
layout_keeps_next(const Doc *doc, guint i)
{
    const DocBlock *block = g_ptr_array_index(doc->blocks, i), *next = layout_next(doc, i);
    if (next == NULL)
        return doc->signers->len > 0;
    return block->kind == DOC_HEADING || announces(block) ||
           (next->kind == DOC_TABLE && block->kind != DOC_TABLE);
}
