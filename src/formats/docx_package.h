/* docx_package.h: the fixed parts of a docx (ECMA-376): content types, relations, styles, page header.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "formats/zip.h"

#define DOCX_CODE_RELATION "rId5"

/* All parts but word/document.xml and docProps/core.xml. `code`: the picture that the relation DOCX_CODE_RELATION names, a
 * BMP, or NULL. */
bool docx_package_add(Zip *zip, GBytes *code, GError **error) G_GNUC_WARN_UNUSED_RESULT;
