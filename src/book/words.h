/* words.h: the words that stand for the bytes of a key's digest. The order is part of the format:
 * two programs must say the same words for one key.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

extern const char *const key_word_list[256];
