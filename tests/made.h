/* made.h: records as tests write them, from pairs of field name and stored value.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/kinds.h"
#include "records/record.h"

#include <stdarg.h>

/* Sets the fields of pairs that end with NULL. */
static inline void
made_set(Record *record, const char *first, va_list pairs)
{
    for (const char *name = first; name != NULL; name = va_arg(pairs, const char *)) {
        int field = kind_field(record->kind, name);
        if (field < 0)
            g_error("kind %s has no field %s", record->kind->name, name);
        record_set(record, field, va_arg(pairs, const char *));
    }
}

static inline G_GNUC_NULL_TERMINATED Record *
made(const char *kind, const char *first, ...)
{
    Record *record = record_new(kind_get(kind));
    va_list pairs;
    va_start(pairs, first);
    made_set(record, first, pairs);
    va_end(pairs);
    return record;
}
