/* headings.h: which column of a sheet is which field, by the headings offices really write. Used by sheet.c only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/field.h"

typedef struct {
    GArray *fields; /* (element-type int): field of each column, -1 for none */
    GPtrArray *
        scales; /* (element-type const char): words behind bare amounts of each column, "triệu đồng"; NULL: none */
    int row;    /* index of the (first) heading row */
    int rows;   /* 1, or 2 when groups of columns have headings of their own below */
} Headings;

void headings_init(Headings *headings);
void headings_clear(Headings *headings);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Headings, headings_clear)

/* Finds them among the first 20 rows. `map` as of sheet_read; an entry whose column is not there, or whose field the
 * kind has not, and a sheet without any known heading: KN_INVALID. `input` reads sample cells where one heading may mean
 * several fields. */
bool headings_find(Headings *headings, const Kind *kind, const GPtrArray *rows,
                   const char *const *map, const FieldInput *input,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The field that an entry "field:=value" of the map gives a value to, -1 when it is about a column. */
int headings_constant(const Headings *headings, const Kind *kind, const GPtrArray *rows,
                      const char *entry);

/* A heading without accents, notes in brackets and punctuation: "Trị giá (đồng)" is "tri gia". Yours to free. */
char *heading_plain(const char *heading);
