/* naming.h: what a reference is called, for field_print.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/field.h"
#include "views/views.h"

typedef struct {
    Db *db;
    const Book *book; /* from which the reference is seen */
    bool codes;       /* units stay as they were typed: the text is read again by the program */
} Naming;

/* A RefNamer whose context is a Naming. */
char *naming_ref(void *naming, const Field *field, const char *ref);

/* A value within a line of a paper: of a list of single things, one behind the other. Yours to free. */
char *naming_value(const Naming *naming, const Field *field, const char *value, Lang lang);
