/* system.h: what the pages on the book and the system share.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "web/page.h"

/* Marks the rail and adds the crumb "Book and system". */
void system_place(Request *req, Reply *reply);
