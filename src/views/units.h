/* units.h: units and houses. A report unit is a house: a chapter with the unions whose parent it
 * is.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/date.h"
#include "views/views.h"

typedef struct {
    char *code;  /* of the head: a chapter, or a unit that stands alone */
    char *name;  /* of the head at the asked day */
    gint64 head; /* its book */
    GArray *
        books; /* (element-type gint64): head first, then unions by code, then those they go on from */
    guint
        present; /* how many of them are the house of the day itself; the others are units that it goes on from, with
                    * the unions they had */
} House;
void house_free(House *house);

/* Houses of the books held here: of these codes ("KG,HG"; NULL: all), by code. A union's code
 * stands for its own house of one when asked for by itself. On a day after a unit went on as another, its books stand
 * behind those of the other, unless it is itself asked for (views/lineage.h). (element-type House) */
GPtrArray *houses_list(Db *db, const char *codes, Day day,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The unit record of a book that is valid on that day (settings are dated), NULL without error when
 * none. */
bool unit_at(Db *db, const Book *book, Day day, Record **ret_unit,
             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the unit of a book was called on a day. Yours to free; NULL on failure. */
char *unit_name_on(Db *db, const Book *book, Day day, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Titles of an officer on that day, joined by ", ", or by "kiêm" before a post that is held beside another: "Phó Chủ tịch
 * Hội CTĐ tỉnh kiêm Chủ tịch Công đoàn cơ sở". unit_book 0: all roles of the day. Yours to free. */
char *officer_titles(const Record *officer, Day day);
/* The name of the unit whose code that is; what was typed when no book held here has it. Yours to free. */
char *unit_named(Db *db, const char *typed);
