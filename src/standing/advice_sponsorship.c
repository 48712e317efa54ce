/* advice_sponsorship.c: a promise to a humanitarian address whose household has others on file.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/advice.h"

#include "standing/addresses.h"

static bool
check(Db *db, const Book *book, const Record *sponsorship, Problems *problems, GError **error)
{
    return address_named_check(db, book, sponsorship, problems, error);
}

const Advice advice_sponsorship = {"sponsorship", check};
