/* hints.h: what the program would tell about a record that is about to be written.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/problems.h"
#include "standing/advice.h"

/* All hints in one text, yours to free; the record is freed. */
static inline char *
hints_about(Db *db, const Book *book, Record *record)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Problems) problems = problems_new();
    bool done = advice_check(db, book, record, problems, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    g_assert_false(problems_has_errors(problems));
    record_free(record);
    return problems_text(problems, true);
}
