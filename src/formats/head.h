/* head.h: the fixed words of an official document (Decree 30/2020/NĐ-CP, appendix I) and the lines that formats
 * derive in the same way.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "formats/doc.h"

#define NATION "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
#define MOTTO "Độc lập - Tự do - Hạnh phúc"

/* "Số: 05/BC-CĐCS", or with room for the number until the paper has one. Yours to free. */
char *head_number(const Doc *doc);
/* "- Như trên;" ... the last ends with ".". Yours to free. */
char *head_recipient(const Doc *doc, guint i);
/* Text of a block with the signs its kind brings: "- " of an item, "./." of the last. Yours to free. */
char *head_block_text(const DocBlock *block);
/* Whether the signers stand in two columns of equal rank (minutes, joint papers) or the last alone at the right,
 * beside the recipients. */
bool head_signs_in_columns(const Doc *doc);
/* Where a long name of an organisation is best broken into two lines: the space in it nearest to the middle before a word
 * that begins a part of it, else the space nearest to the middle. Borrowed; NULL when there is no space. */
const char *head_break(const char *name);
