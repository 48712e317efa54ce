/* sink.h: bounded writing into the caller's buffer.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "proof/proof.h"

void sink_init(Sink *sink, char *buffer, size_t room);
void sink_add(Sink *sink, const void *data, size_t length);
void sink_add_text(Sink *sink, const char *text);
void sink_add_number(Sink *sink, uint64_t number);
void sink_add_base64(Sink *sink, const void *data, size_t length);
/* Decimal without leading zeros, at most 20 digits; false for another spelling or too large. */
bool number_read(const char *chars, size_t length, uint64_t *ret_number);
/* Takes the next line (without its newline) off `rest`; false when there is no newline left. */
bool slice_line(Slice *rest, Slice *ret_line);
bool slice_is(Slice slice, const char *text);
bool slice_starts(Slice slice, const char *prefix);
