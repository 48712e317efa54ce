/* apart.h: requests whose work takes long, in threads of their own, while their connections sleep
 * and the threads of the server go on with others.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

struct MHD_Connection;

typedef struct Apart Apart;
/* run(work) does it; afterwards the server is asked for the answer of the connection. */
Apart *apart_new(void (*run)(void *work));
/* Waits for all that was handed over; nothing more is taken. Before MHD is stopped, which must not
 * happen while connections sleep. */
void apart_close(Apart *apart);
void apart_free(Apart *apart);
/* False: it is closed. `work` is the caller's. */
bool apart_take(Apart *apart, struct MHD_Connection *connection, void *work);
