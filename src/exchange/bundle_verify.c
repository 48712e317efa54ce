/* bundle_verify.c: a bundle looked at without taking anything from it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/exchange.h"

#include "base/error.h"
#include "base/lang.h"
#include "exchange/arrival.h"
#include "exchange/heads.h"
#include "exchange/taking.h"

static void
look_at_book(const Arriving *arriving, Audit *audit)
{
    audit->heads++;
    audit->entries += arriving->came->len;
    if (arriving->state == ARRIVING_FORK)
        audit_add(audit, arriving->book->code, "%s",
                  _("This state of the book contradicts what we hold."));
    else if (arriving->state == ARRIVING_UNEXPLAINED)
        audit_add(audit, arriving->book->code, "%s",
                  _("This state of the book cannot be explained by what the bundle brings."));
}

static void
look_at_head(const Head *head, Audit *audit)
{
    audit->heads++;
    if (head->state == HEAD_CONTRADICTS)
        audit_add(audit, head->book->code, "%s",
                  head->book->own ? _("This file does not have a state of the book that it once "
                                      "signed: it is an old copy.")
                                  : _("This state of the book contradicts what we hold."));
}

bool
bundle_verify(Office *office, const void *bytes, gsize length, Audit *audit, GError **error)
{
    g_autoptr(Db) db = store_read(office->store, error);
    g_auto(Incoming) incoming = {0};
    if (db == NULL || !incoming_read(db, bytes, length, &incoming, error))
        return false;
    g_autoptr(Arrival) arrival = arrival_new(&incoming);
    g_auto(Taking) taking = {0};
    taking_init(&taking, office, db, &incoming, arrival);
    g_autoptr(GPtrArray) heads =
        taking_read(&taking, error) ? heads_read(db, &incoming, error) : NULL;
    for (guint i = 0; heads != NULL && i < taking.parts->len; i++)
        look_at_book(((const Part *)taking.parts->pdata[i])->arriving, audit);
    for (guint i = 0; heads != NULL && i < heads->len; i++)
        look_at_head(heads->pdata[i], audit);
    return heads != NULL;
}
