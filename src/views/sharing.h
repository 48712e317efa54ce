/* sharing.h: records of one day and the same amounts, found by the engine without reading the others.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"
#include "records/record.h"

/* Records of a kind in one book, of [from, to] (DAY_UNSET: open), whose day and amounts are also those of another one,
 * and with `named` what they refer to as well; newest first. (element-type Record) */
GPtrArray *records_sharing(Db *db, const Book *book, const Kind *kind, Day from, Day to, bool named,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
