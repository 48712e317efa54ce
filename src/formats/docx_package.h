/* docx_package.h: the fixed parts of a docx (ECMA-376): content types, relations, styles, page header.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "formats/zip.h"

/* All parts but word/document.xml and docProps/core.xml. */
bool docx_package_add(Zip *zip, GError **error) G_GNUC_WARN_UNUSED_RESULT;
