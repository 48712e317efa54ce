/* naming.h: what a reference is called, for field_print.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/field.h"
#include "views/views.h"

typedef struct {
    Db *db;
    const Book *book; /* from which the reference is seen */
} Naming;

/* A RefNamer whose context is a Naming. */
char *naming_ref(void *naming, const Field *field, const char *ref);
