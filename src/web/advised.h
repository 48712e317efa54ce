/* advised.h: the rules of the day beside a record and beside the form of a new one.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include "web/page.h"

/* For whoever writes such records of the own book: hints that the rules and other records give on this one; of a visit
 * also the norm that holds for it. */
bool advised_record(Markup *m, Request *req, const Record *record,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* In front of the form of a new record: of a visit, the norms in force today; of a document, the numbers that come next.
 * Writes nothing for other kinds. */
bool advised_form(Markup *m, Request *req, const Kind *kind,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
