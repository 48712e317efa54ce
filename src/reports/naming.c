/* naming.c: what a reference is called.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/naming.h"

#include "views/units.h"

char *
naming_ref(void *context, const Field *field, const char *ref)
{
    const Naming *naming = context;
    if (field->of_unit)
        return naming->codes ? g_strdup(ref) : unit_named(naming->db, ref);
    return record_ref_title(naming->db, naming->book, field->links_to, ref);
}
