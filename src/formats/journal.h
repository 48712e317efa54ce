/* journal.h: documents that carry a journal (json `journal`: unit, accounts with name and note, postings with day, meeting,
 * what, member, debit, credit, amount), for plain-text accounting. Used by its formats only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "formats/doc.h"

bool journal_fits(const Doc *doc);
const json_t *journal_accounts(const Doc *doc);
const json_t *journal_postings(const Doc *doc);
/* What the amounts count: "VND", "kg gạo". */
const char *journal_unit(const Doc *doc);
const char *journal_text(const json_t *object, const char *name);
/* One line without the characters that would end a name or a string. Yours to free. */
char *journal_line(const char *text);
