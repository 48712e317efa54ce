/* naming.c: what a reference is called.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/naming.h"

char *
naming_ref(void *context, const Field *field, const char *ref)
{
    const Naming *naming = context;
    return record_ref_title(naming->db, naming->book, field->links_to, ref);
}
