/* catalogue.h: the table that tools/catalogue makes from po/, sorted by msgid bytes.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

typedef struct {
    const char *msgid;
    const char *msgstr;
} CatalogueRow;

extern const CatalogueRow catalogue_vi[];
extern const unsigned catalogue_vi_count;
