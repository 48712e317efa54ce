/* doc.c: building a neutral document.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/doc.h"

static void
run_free(gpointer data)
{
    DocRun *run = data;
    g_free(run->text);
    g_free(run->figure);
    g_free(run);
}

static void
cell_free(gpointer data)
{
    DocCell *cell = data;
    g_ptr_array_unref(cell->runs);
    g_free(cell);
}

static void
row_free(gpointer data)
{
    DocRow *row = data;
    g_ptr_array_unref(row->cells);
    g_free(row);
}

static void
column_free(gpointer data)
{
    DocColumn *column = data;
    g_free(column->title);
    g_free(column);
}

static void
block_free(gpointer data)
{
    DocBlock *block = data;
    g_ptr_array_unref(block->runs);
    g_ptr_array_unref(block->columns);
    g_ptr_array_unref(block->rows);
    g_free(block);
}

static void
signer_free(gpointer data)
{
    DocSigner *signer = data;
    g_free(signer->formula);
    g_free(signer->title);
    g_free(signer->name);
    g_free(signer);
}

Doc *
doc_new(Lang lang)
{
    Doc *doc = g_new0(Doc, 1);
    doc->lang = lang;
    doc->issuers = g_ptr_array_new_with_free_func(g_free);
    doc->blocks = g_ptr_array_new_with_free_func(block_free);
    doc->signers = g_ptr_array_new_with_free_func(signer_free);
    doc->recipients = g_ptr_array_new_with_free_func(g_free);
    return doc;
}

void
doc_free(Doc *doc)
{
    if (doc == NULL)
        return;
    g_free(doc->parent);
    g_ptr_array_unref(doc->issuers);
    g_free(doc->number);
    g_free(doc->code);
    g_free(doc->place_date);
    g_free(doc->type);
    g_free(doc->subject);
    if (doc->addressees != NULL)
        g_ptr_array_unref(doc->addressees);
    g_ptr_array_unref(doc->blocks);
    g_ptr_array_unref(doc->signers);
    g_ptr_array_unref(doc->recipients);
    g_free(doc->square);
    json_decref(doc->data);
    g_free(doc);
}

void
doc_signer(Doc *doc, const char *formula, const char *title, const char *name)
{
    DocSigner *signer = g_new0(DocSigner, 1);
    signer->formula = g_strdup(formula);
    signer->title = g_strdup(title);
    signer->name = g_strdup(name);
    g_ptr_array_add(doc->signers, signer);
}

DocBlock *
doc_add(Doc *doc, DocBlockKind kind)
{
    DocBlock *block = g_new0(DocBlock, 1);
    block->kind = kind;
    block->runs = g_ptr_array_new_with_free_func(run_free);
    block->columns = g_ptr_array_new_with_free_func(column_free);
    block->rows = g_ptr_array_new_with_free_func(row_free);
    g_ptr_array_add(doc->blocks, block);
    return block;
}

static DocRun *
add_run(GPtrArray *runs, const char *text)
{
    DocRun *run = g_new0(DocRun, 1);
    run->text = g_strdup(text);
    g_ptr_array_add(runs, run);
    return run;
}

DocBlock *
doc_heading(Doc *doc, int level, const char *text)
{
    DocBlock *block = doc_add(doc, DOC_HEADING);
    block->level = level;
    add_run(block->runs, text);
    return block;
}

DocBlock *
doc_paragraph(Doc *doc, const char *text)
{
    DocBlock *block = doc_add(doc, DOC_PARAGRAPH);
    add_run(block->runs, text);
    return block;
}

DocBlock *
doc_item(Doc *doc, const char *text)
{
    DocBlock *block = doc_add(doc, DOC_ITEM);
    add_run(block->runs, text);
    return block;
}

void
block_text(DocBlock *block, const char *text)
{
    add_run(block->runs, text);
}

void
block_bold(DocBlock *block, const char *text)
{
    add_run(block->runs, text)->bold = true;
}

void
block_figure(DocBlock *block, const char *text, const char *address)
{
    add_run(block->runs, text)->figure = g_strdup(address);
}

DocBlock *
doc_table(Doc *doc)
{
    return doc_add(doc, DOC_TABLE);
}

void
table_column(DocBlock *table, const char *title, DocAlign align, int width, bool number)
{
    DocColumn *column = g_new0(DocColumn, 1);
    column->title = g_strdup(title);
    column->align = align;
    column->width = width;
    column->number = number;
    g_ptr_array_add(table->columns, column);
}

void
table_column_by_hand(DocBlock *table, const char *title, int width)
{
    table_column(table, title, DOC_LEFT, width, /* number= */ false);
    DocColumn *column = g_ptr_array_index(table->columns, table->columns->len - 1);
    column->by_hand = true;
}

DocRow *
table_row(DocBlock *table, bool total)
{
    DocRow *row = g_new0(DocRow, 1);
    row->cells = g_ptr_array_new_with_free_func(cell_free);
    row->total = total;
    g_ptr_array_add(table->rows, row);
    return row;
}

DocCell *
row_text(DocRow *row, const char *text)
{
    DocCell *cell = g_new0(DocCell, 1);
    cell->runs = g_ptr_array_new_with_free_func(run_free);
    add_run(cell->runs, text != NULL ? text : "");
    g_ptr_array_add(row->cells, cell);
    return cell;
}

DocCell *
row_struck(DocRow *row, const char *text)
{
    DocCell *cell = row_text(row, text);
    ((DocRun *)g_ptr_array_index(cell->runs, 0))->struck = true;
    return cell;
}

DocCell *
row_number(DocRow *row, gint64 value, const char *text, const char *address)
{
    DocCell *cell = row_text(row, text);
    DocRun *run = g_ptr_array_index(cell->runs, 0);
    run->figure = g_strdup(address);
    cell->value = value;
    cell->has_value = true;
    return cell;
}

char *
runs_text(const GPtrArray *runs)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < runs->len; i++)
        g_string_append(text, ((const DocRun *)g_ptr_array_index(runs, i))->text);
    return g_string_free(text, FALSE);
}
