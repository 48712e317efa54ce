/* text.c: a document as plain text for a terminal.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

#include "formats/format.h"
#include "formats/head.h"

static void
centred(GString *out, const char *text)
{
    if (text == NULL)
        return;
    gsize length = text_length(text);
    for (gsize i = length; i + 1 < 78; i += 2)
        g_string_append_c(out, ' ');
    g_string_append(out, text);
    g_string_append_c(out, '\n');
}

static void
write_head(GString *out, const Doc *doc)
{
    if (doc->plain)
        return;
    if (doc->parent != NULL)
        g_string_append_printf(out, "%s\n", doc->parent);
    for (guint i = 0; i < doc->issuers->len; i++)
        g_string_append_printf(out, "%s\n", (const char *)g_ptr_array_index(doc->issuers, i));
    g_autofree char *number = head_number(doc);
    if (number != NULL)
        g_string_append_printf(out, "%s\n", number);
    centred(out, NATION);
    centred(out, MOTTO);
    centred(out, doc->place_date);
    g_string_append_c(out, '\n');
}

static void
pad(GString *out, const char *text, gsize width, DocAlign align)
{
    gsize length = text_length(text), room = width > length ? width - length : 0;
    gsize before = align == DOC_RIGHT ? room : align == DOC_CENTRE ? room / 2 : 0;
    g_string_append_printf(out, "%*s%s%*s", (int)before, "", text, (int)(room - before), "");
}

static void
write_table(GString *out, const DocBlock *table)
{
    g_autofree gsize *widths = g_new0(gsize, table->columns->len);
    for (guint c = 0; c < table->columns->len; c++) {
        const DocColumn *column = g_ptr_array_index(table->columns, c);
        widths[c] = text_length(column->title);
        for (guint r = 0; r < table->rows->len; r++) {
            const DocRow *row = g_ptr_array_index(table->rows, r);
            if (c >= row->cells->len)
                continue;
            g_autofree char *text =
                runs_text(((const DocCell *)g_ptr_array_index(row->cells, c))->runs);
            widths[c] = MAX(widths[c], text_length(text));
        }
        widths[c] = MIN(widths[c], 48);
    }
    for (guint c = 0; c < table->columns->len; c++) {
        const DocColumn *column = g_ptr_array_index(table->columns, c);
        pad(out, column->title, widths[c], column->align);
        g_string_append(out, c + 1 < table->columns->len ? "  " : "\n");
    }
    for (guint r = 0; r < table->rows->len; r++) {
        const DocRow *row = g_ptr_array_index(table->rows, r);
        for (guint c = 0; c < row->cells->len && c < table->columns->len; c++) {
            const DocColumn *column = g_ptr_array_index(table->columns, c);
            g_autofree char *text =
                runs_text(((const DocCell *)g_ptr_array_index(row->cells, c))->runs);
            g_strdelimit(text, "\n\t", ' ');
            pad(out, text, widths[c], column->align);
            g_string_append(out, c + 1 < row->cells->len ? "  " : "\n");
        }
    }
    g_string_append_c(out, '\n');
}

static void
write_end(GString *out, const Doc *doc)
{
    for (guint i = 0; i < doc->recipients->len; i++) {
        if (i == 0)
            g_string_append(out, "\nNơi nhận:\n");
        g_autofree char *line = head_recipient(doc, i);
        g_string_append_printf(out, "%s\n", line);
    }
    for (guint i = 0; i < doc->signers->len; i++) {
        const DocSigner *signer = g_ptr_array_index(doc->signers, i);
        g_string_append_c(out, '\n');
        centred(out, signer->formula);
        centred(out, signer->title);
        centred(out, signer->name);
    }
}

static void
write_blocks(GString *out, const Doc *doc, bool notes)
{
    for (guint i = 0; i < doc->blocks->len; i++) {
        const DocBlock *block = g_ptr_array_index(doc->blocks, i);
        if ((block->kind == DOC_NOTE) != notes)
            continue;
        if (block->kind == DOC_TABLE) {
            write_table(out, block);
            continue;
        }
        g_autofree char *text = head_block_text(block);
        g_string_append_printf(out, "%s%s\n",
                               block->kind == DOC_HEADING && block->level == 1 ? "\n" : "", text);
    }
}

static GBytes *
write_text(const Doc *doc, GError **error)
{
    GString *out = g_string_new(NULL);
    write_head(out, doc);
    centred(out, doc->type);
    centred(out, doc->subject);
    if (doc->type != NULL || doc->subject != NULL)
        g_string_append_c(out, '\n');
    for (guint i = 0; doc->addressees != NULL && i < doc->addressees->len; i++)
        g_string_append_printf(out, "Kính gửi: %s\n",
                               (const char *)g_ptr_array_index(doc->addressees, i));
    write_blocks(out, doc, /* notes= */ false);
    write_end(out, doc);
    write_blocks(out, doc, /* notes= */ true);
    return g_string_free_to_bytes(out);
}

const Format format_text = {"text", "txt", "text/plain; charset=utf-8", write_text,
                            .to_read = true};
