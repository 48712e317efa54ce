/* fuzz.h: what every harness is: one function over any bytes that may do nothing but return. A
 * claim that does not hold aborts. With clang: cc -fsanitize=fuzzer,address,undefined NAME.c and
 * the library tested.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CLAIM(condition)                                                                           \
    do {                                                                                           \
        if (!(condition))                                                                          \
            abort();                                                                               \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
