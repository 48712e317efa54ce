/* verify_keys.c: the keys that a book states, who vouched for them, and the secrets to them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/verify_part.h"

#include "base/error.h"
#include "base/lang.h"
#include "book/key_chain.h"
#include "book/key_lock.h"

static bool
secrets_count(Db *db, const BookRow *row, gint64 *ret_count, GError **error)
{
    g_autoptr(Query) q = db_query(db, "SELECT count(*) FROM secret WHERE book = ? AND " KEY_NAMES);
    *ret_count = 0;
    query_bind(q, "i", row->book);
    if (query_next(q))
        *ret_count = query_int(q, 0);
    return query_end(q, error);
}

/* Every change of keys among the entries is known as one, and somebody who may vouched for it. */
static bool
changes_audit(Db *db, const BookRow *row, const char *where, Audit *audit, GError **error)
{
    bool fit = true;
    g_autoptr(GArray) chain = NULL;
    g_autoptr(GArray) places = key_places(db, row->book, error);
    if (places == NULL || !key_places_fit(db, row->book, &fit, error) ||
        !key_chain_of(db, row->book, &chain, error))
        return audit_broken(audit, where, error);
    if (!fit)
        audit_add(audit, where,
                  N_("What is kept of the changes of keys is not what the entries say."));
    for (guint i = chain != NULL ? chain->len - 1 : places->len; fit && i < places->len; i++) {
        gint64 entry = g_array_index(places, KeyPlace, i).entry;
        g_auto(Entry) stored = {0};
        g_autofree char *name = entry_name(row, entry);
        if (!entry_get(db, row->book, entry, &stored, error))
            return audit_broken(audit, name, error);
        if (stored.body == NULL)
            continue; /* said as lost, or missing, already */
        audit_add(audit, name,
                  N_("Nobody who may change the keys of this book signed this change."));
        break;
    }
    return true;
}

static bool
secrets_audit(Db *db, const BookRow *row, const char *where, Audit *audit, GError **error)
{
    g_auto(Keys) keys = {0};
    PublicKeys stated;
    bool found;
    if (!keys_load(db, row->book, row->origin, &keys, error)) {
        if (g_error_matches(*error, KN_ERROR, KN_LOCKED)) {
            g_clear_error(error);
            audit->locked++;
            return true;
        }
        if (!g_error_matches(*error, KN_ERROR, KN_MISSING) &&
            !g_error_matches(*error, KN_ERROR, KN_BROKEN))
            return false;
        g_clear_error(error);
        audit_add(audit, where, N_("A secret key of this book was changed or is missing."));
        return true;
    }
    if (!public_keys_of(db, row->book, &stated, &found, error))
        return false;
    if (found && (memcmp(keys.log.public_key, stated.log.public_key, 32) != 0 ||
                  memcmp(keys.mirror.public_key, stated.mirror.public_key, 32) != 0 ||
                  memcmp(keys.witness.public_key, stated.witness.public_key, 32) != 0 ||
                  memcmp(keys.box_public, stated.box_public, 32) != 0))
        audit_add(audit, where,
                  N_("A secret key of this book does not belong to the public key it states."));
    return true;
}

bool
audit_keys(Db *db, const BookRow *row, Audit *audit, GError **error)
{
    gint64 secrets = 0;
    g_autofree char *where = g_strdup_printf(_("keys of %s"), row->code);
    if (!secrets_count(db, row, &secrets, error))
        return false;
    if (secrets > 0 && !row->own)
        audit_add(audit, where,
                  N_("There are secret keys here for a book that is not written here."));
    if (!row->own)
        return true;
    if (!changes_audit(db, row, where, audit, error))
        return false;
    /* A backup made without keys has none. */
    return secrets == 0 || secrets_audit(db, row, where, audit, error);
}
