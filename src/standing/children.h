/* children.h: the children of a union's members, as the members' records name them.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "standing/members.h"

typedef struct {
    char *name, *born, *school;
    int age;       /* -1: not known */
    gint64 member; /* entry of the parent's record; of two parents in the union the first */
    char *parents; /* "Nguyễn Thị A, Trần Văn B" */
} Child;

/* Under which age a child counts on that day (table `child_age`); 0: no rule. */
bool child_age_limit(Db *db, const Book *book, Day day, gint64 *ret_years,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Children, under the age of the day, of whoever is in the union on that day; a child whose both parents are, once. A
 * child of unknown age counts. `school`: only those whose learning says these words, with or without accents; NULL: all.
 * In the order of their parents. (element-type Child) */
GPtrArray *children_list(Db *db, const Book *book, Day day, const char *school,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
