/* write_doc.h: a document in the asked format, to -o FILE or to the output.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "cmd/command.h"
#include "formats/doc.h"

bool write_doc(Cmd *cmd, const Doc *doc, const char *format,
               GError **error) G_GNUC_WARN_UNUSED_RESULT;
