/* pg_value.c: values as PostgreSQL sends them in binary: big-endian whole numbers, sums as groups of
 * four decimal digits. SPDX-License-Identifier: Apache-2.0 */
#include "store/store_pg.h"

#include <string.h>

/* Types by their fixed numbers in every server's catalogue. */
enum {
    TYPE_BOOL = 16,
    TYPE_BYTES = 17,
    TYPE_NAME = 19,
    TYPE_INT8 = 20,
    TYPE_INT2 = 21,
    TYPE_INT4 = 23,
    TYPE_TEXT = 25,
    TYPE_OID = 26,
    TYPE_UNKNOWN = 705,
    TYPE_VARCHAR = 1043,
    TYPE_NUMERIC = 1700,
};

#define NUMERIC_NEGATIVE 0x4000
#define NUMERIC_SPECIAL 0xC000 /* not a number, or endless */

static guint16
group(const char *cell, int i)
{
    guint16 value;
    memcpy(&value, cell + 2 * i, sizeof value);
    return GUINT16_FROM_BE(value);
}

/* A numeric is: count of groups, weight of the first, sign, digits after the point, the groups. */
static bool
numeric_read(const char *cell, int length, gint64 *ret_value)
{
    if (length < 8 || length < 8 + 2 * group(cell, 0) || group(cell, 3) != 0)
        return false;
    int count = group(cell, 0), weight = (gint16)group(cell, 1), sign = group(cell, 2);
    gint64 value = 0; /* kept below zero, where there is one number more */
    if (sign != 0 && sign != NUMERIC_NEGATIVE)
        return false;
    for (int i = 0; i <= weight; i++) {
        gint64 digits = i < count ? group(cell, 4 + i) : 0;
        if (__builtin_mul_overflow(value, (gint64)10000, &value) ||
            __builtin_sub_overflow(value, digits, &value))
            return false;
    }
    if (sign == 0 && value == G_MININT64)
        return false;
    *ret_value = sign == 0 ? -value : value;
    return true;
}

bool
pg_fits(Oid type, const char *cell, int length)
{
    gint64 value;
    bool whole = type == TYPE_NUMERIC && length >= 8 && group(cell, 3) == 0 &&
                 (group(cell, 2) & NUMERIC_SPECIAL) != NUMERIC_SPECIAL;
    return !whole || numeric_read(cell, length, &value);
}

QueryType
pg_type(Oid type, const char *cell, int length)
{
    gint64 value;
    if (cell == NULL)
        return QUERY_NULL;
    switch (type) {
    case TYPE_BOOL:
    case TYPE_INT8:
    case TYPE_INT2:
    case TYPE_INT4:
    case TYPE_OID:
        return QUERY_INT;
    case TYPE_NUMERIC:
        return numeric_read(cell, length, &value) ? QUERY_INT : QUERY_OTHER;
    case TYPE_BYTES:
        return QUERY_BLOB;
    case TYPE_TEXT:
    case TYPE_VARCHAR:
    case TYPE_NAME:
    case TYPE_UNKNOWN:
        return QUERY_TEXT;
    default:
        return QUERY_OTHER;
    }
}

gint64
pg_int(Oid type, const char *cell, int length)
{
    gint64 value = 0;
    switch (pg_type(type, cell, length)) {
    case QUERY_TEXT:
        return g_ascii_strtoll(cell, NULL, 10);
    case QUERY_INT:
        break;
    default:
        return 0;
    }
    if (type == TYPE_NUMERIC) {
        (void)numeric_read(cell, length, &value);
        return value;
    }
    if (type == TYPE_BOOL)
        return *cell != 0;
    if (type == TYPE_INT2)
        return (gint16)group(cell, 0);
    if (length == 4) {
        guint32 word;
        memcpy(&word, cell, sizeof word);
        word = GUINT32_FROM_BE(word);
        return type == TYPE_OID ? (gint64)word : (gint64)(gint32)word;
    }
    memcpy(&value, cell, sizeof value);
    return GINT64_FROM_BE(value);
}
