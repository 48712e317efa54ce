/* related.h: what hangs together with a record: the documents made of it, and the records that name it.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/markup.h"
#include "records/record.h"
#include "web/request.h"

/* Documents of its kind, as links to the screen's page of each. Nothing when there are none. */
void related_documents(Markup *m, Request *req, const Book *book, const Record *record);
/* A section for each sort of own records that name it: the newest few, how many there are, and the way to write
 * one more with the reference filled in, also while there are none. */
bool related_records(Markup *m, Request *req, const Book *book, const Record *record,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
