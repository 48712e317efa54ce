/* utf8.h: UTF-8 as RFC 3629 has it: shortest form, no surrogates, up to U+10FFFF.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "proof/proof.h"

/* The number of bytes of the first character and the character itself; 0 when it is not UTF-8. */
size_t utf8_read(const char *chars, size_t length, uint32_t *ret_character);
