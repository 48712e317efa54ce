/* doc.h: a neutral document: what a report says, before any format. Reports build it, formats write it; the same
 * figures stand in all formats by construction. All text is in the document's language already.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/lang.h"
#include <glib.h>
#include <jansson.h>
#include <stdbool.h>

/* A piece of text inside a paragraph or cell. */
typedef struct {
    char *text;
    bool bold, italic, struck;
    char *
        figure; /* the question's address when this is a figure that opens to its entries, else NULL */
} DocRun;

typedef enum {
    DOC_UNSET,
    DOC_HEADING,   /* level 1: "I. KẾT QUẢ" (capitals, bold), 2: "1." (bold), 3: "a)" */
    DOC_PARAGRAPH, /* justified, first line indented */
    DOC_ITEM,      /* paragraph that starts with "- " */
    DOC_GROUNDS,   /* "Căn cứ ...;" italic */
    DOC_TABLE,
    DOC_NOTE, /* small, below the signatures: checks, states of the books, what was made up */
} DocBlockKind;

typedef enum { DOC_LEFT, DOC_CENTRE, DOC_RIGHT } DocAlign;

typedef struct {
    char *title;
    DocAlign align;
    int width;    /* share of 100 */
    bool number;  /* cells carry values for xlsx and csv */
    bool by_hand; /* left empty, to be written in on paper: a signature */
} DocColumn;

typedef struct {
    GPtrArray *runs; /* (element-type DocRun) */
    gint64 value;    /* when has_value: the whole number behind the text */
    bool has_value;
} DocCell;

typedef struct {
    GPtrArray *cells; /* (element-type DocCell) */
    bool total;       /* bold */
} DocRow;

typedef struct {
    DocBlockKind kind;
    int level;
    GPtrArray *runs;    /* (element-type DocRun) */
    GPtrArray *columns; /* (element-type DocColumn), of a table */
    GPtrArray *rows;    /* (element-type DocRow) */
    bool closing;       /* the last paragraph of the body: ends with "./." */
} DocBlock;

typedef struct {
    char *formula; /* "TM. BAN CHẤP HÀNH", "KT. CHỦ TỊCH" or NULL */
    char *title;   /* "CHỦ TỊCH" */
    char *name;    /* "Đỗ Hoàng Sơn" */
} DocSigner;

/* An official document (Decree 30/2020/NĐ-CP): the parts around the body. NULL parts are left out. */
typedef struct {
    Lang lang;
    char *parent;          /* "HỘI CHỮ THẬP ĐỎ TỈNH HẬU GIANG" */
    GPtrArray *issuers;    /* (element-type utf8): one; several when issued together */
    char *number;          /* "Số: 05/BC-CĐCS"; NULL prints "Số:      /BC-CĐCS" from code */
    char *code;            /* "BC-CĐCS" */
    char *place_date;      /* "Hậu Giang, ngày 12 tháng 8 năm 2020" */
    char *type;            /* "BÁO CÁO", "BIÊN BẢN" */
    char *subject;         /* the trích yếu under it */
    GPtrArray *addressees; /* (element-type utf8) "Kính gửi", or NULL */
    GPtrArray *blocks;     /* (element-type DocBlock) */
    GPtrArray
        *signers; /* (element-type DocSigner): the last one stands right; two: left and right */
    GPtrArray *recipients; /* (element-type utf8): "Nơi nhận", without dash and semicolon */
    bool plain;            /* a list or form: title and table without the official head */
    bool across;           /* its tables need a page that lies across */
    char *square;          /* what a square code beside the notes holds, or NULL */
    json_t *data;          /* what the json format says; the report's own shape */
} Doc;

Doc *doc_new(Lang lang);
void doc_free(Doc *doc);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Doc, doc_free)

DocBlock *doc_heading(Doc *doc, int level, const char *text);
DocBlock *doc_add(Doc *doc,
                  DocBlockKind kind); /* an empty paragraph, item, note ... to fill with runs */
DocBlock *doc_paragraph(Doc *doc, const char *text); /* one plain run */
DocBlock *doc_item(Doc *doc, const char *text);
void block_text(DocBlock *block, const char *text);
void block_bold(DocBlock *block, const char *text);
void block_figure(DocBlock *block, const char *text, const char *address); /* address copied */
DocBlock *doc_table(Doc *doc);
void table_column(DocBlock *table, const char *title, DocAlign align, int width, bool number);
/* A column to write in by hand; its cells are given as empty texts. */
void table_column_by_hand(DocBlock *table, const char *title, int width);
DocRow *table_row(DocBlock *table, bool total);
DocCell *row_text(DocRow *row, const char *text);
DocCell *row_number(DocRow *row, gint64 value, const char *text,
                    const char *address); /* address may be NULL */
/* A text that is struck through: a number that was cancelled. */
DocCell *row_struck(DocRow *row, const char *text);
/* formula NULL: none. */
void doc_signer(Doc *doc, const char *formula, const char *title, const char *name);
/* The plain text of some runs. Yours to free. */
char *runs_text(const GPtrArray *runs);
