/* key_lock.c: seals and opens secret keys under a passphrase.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/key_lock.h"

#include "base/error.h"
#include "base/lang.h"
#include "store/side.h"

#include <sodium.h>

#define MEMORY (46 * 1024 * 1024) /* OWASP: one pass needs as much */
#define PASSES 2
#define MASTER crypto_secretbox_KEYBYTES
#define SEALED (crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + 32)
#define LOCK_NAME "lock" /* a secret of the whole office */

G_STATIC_ASSERT(SEALED == KEY_SEALED_MOST && MASTER == 32);

/* As it stands in the store. */
typedef struct __attribute__((packed)) {
    guint8 version; /* 1: argon2id, PASSES, MEMORY */
    guint8 salt[crypto_pwhash_SALTBYTES];
    guint8 master[SEALED];
} Lock;

/* Beside the store. Both are in memory that is not swapped or dumped; NULL: none. */
typedef struct {
    GMutex mutex;
    bool set;
    guint8 *master, *next;
    bool next_set, next_waits;
} Room;

static void
master_free(guint8 **master)
{
    if (*master != NULL)
        sodium_free(*master);
    *master = NULL;
}

static void
room_free(void *data)
{
    Room *room = data;
    master_free(&room->master);
    master_free(&room->next);
    g_mutex_clear(&room->mutex);
    g_free(room);
}

static void
seal(const guint8 plain[32], const guint8 key[MASTER], guint8 ret_sealed[SEALED])
{
    randombytes_buf(ret_sealed, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(ret_sealed + crypto_secretbox_NONCEBYTES, plain, 32, ret_sealed, key);
}

static bool
unseal(const guint8 sealed[SEALED], const guint8 key[MASTER], guint8 ret_plain[32])
{
    return crypto_secretbox_open_easy(ret_plain, sealed + crypto_secretbox_NONCEBYTES,
                                      SEALED - crypto_secretbox_NONCEBYTES, sealed, key) == 0;
}

/* The key that follows from a passphrase, in its NFC form. */
static bool
derive(const char *passphrase, const guint8 salt[crypto_pwhash_SALTBYTES], guint8 ret_key[MASTER],
       GError **error)
{
    static GMutex one; /* at a time: each takes much memory */
    g_autofree char *form = g_utf8_normalize(passphrase, -1, G_NORMALIZE_NFC);
    if (form == NULL)
        return fail(error, KN_INVALID, N_("This passphrase holds characters that are not text."));
    g_mutex_lock(&one);
    int status = crypto_pwhash(ret_key, MASTER, form, strlen(form), salt, PASSES, MEMORY,
                               crypto_pwhash_ALG_ARGON2ID13);
    g_mutex_unlock(&one);
    sodium_memzero(form, strlen(form));
    return status == 0 ||
           fail(error, KN_IO, N_("There is not enough memory to open the keys safely."));
}

static bool
lock_read(Db *db, Lock *ret_lock, bool *ret_found, GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autoptr(GBytes) data = secret_get(db, 0, LOCK_NAME, &failure);
    gsize length = 0;
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return false;
    }
    *ret_found = data != NULL;
    if (data == NULL)
        return true;
    const Lock *lock = g_bytes_get_data(data, &length);
    if (length != sizeof *lock || lock->version != 1)
        return fail(error, KN_BROKEN, N_("What the passphrase of the keys opens is damaged."));
    *ret_lock = *lock;
    return true;
}

bool
key_lock_begin(Store *store, GError **error)
{
    Lock lock;
    bool found = false;
    g_autoptr(Db) db = store_read(store, error);
    if (db == NULL || !lock_read(db, &lock, &found, error))
        return false;
    Room *room = store_room(store);
    if (room == NULL) {
        room = g_new0(Room, 1);
        g_mutex_init(&room->mutex);
        store_set_room(store, room, room_free);
    }
    g_mutex_lock(&room->mutex);
    room->set = found;
    g_mutex_unlock(&room->mutex);
    return true;
}

LockState
key_lock_state(const Store *store)
{
    Room *room = store_room(store);
    if (room == NULL)
        return LOCK_NONE;
    g_mutex_lock(&room->mutex);
    LockState state = !room->set ? LOCK_NONE : room->master != NULL ? LOCK_OPEN : LOCK_LOCKED;
    g_mutex_unlock(&room->mutex);
    return state;
}

bool
key_lock_open(Store *store, const char *passphrase, bool *ret_right, GError **error)
{
    Lock lock;
    bool found = false;
    guint8 key[MASTER];
    Room *room = store_room(store);
    g_autoptr(Db) db = store_read(store, error);
    *ret_right = false;
    if (db == NULL || !lock_read(db, &lock, &found, error))
        return false;
    if (!found || room == NULL)
        return fail(error, KN_CONFLICT, N_("The keys of this office have no passphrase."));
    if (!derive(passphrase, lock.salt, key, error))
        return false;
    guint8 *master = sodium_malloc(MASTER);
    *ret_right = master != NULL && unseal(lock.master, key, master);
    sodium_memzero(key, sizeof key);
    if (*ret_right) {
        g_mutex_lock(&room->mutex);
        guint8 *before = room->master;
        room->master = g_steal_pointer(&master);
        room->set = true;
        g_mutex_unlock(&room->mutex);
        master_free(&before);
    }
    master_free(&master);
    return true;
}

void
key_lock_close(Store *store)
{
    Room *room = store_room(store);
    if (room == NULL)
        return;
    g_mutex_lock(&room->mutex);
    master_free(&room->master);
    g_mutex_unlock(&room->mutex);
}

/* Copies the office's key out; false: there is none in memory. */
static bool
take_master(Store *store, guint8 ret_master[MASTER])
{
    Room *room = store_room(store);
    if (room == NULL)
        return false;
    g_mutex_lock(&room->mutex);
    bool open = room->master != NULL;
    if (open)
        memcpy(ret_master, room->master, MASTER);
    g_mutex_unlock(&room->mutex);
    return open;
}

static bool
refuse(GError **error)
{
    return fail(error, KN_LOCKED,
                N_("The keys of this office are locked. Unlock them with the passphrase; nothing "
                   "has been done yet."));
}

bool
key_seal(Db *db, const guint8 secret[32], guint8 ret_data[KEY_SEALED_MOST], gsize *ret_length,
         GError **error)
{
    guint8 master[MASTER];
    switch (key_lock_state(db_store(db))) {
    case LOCK_NONE:
        memcpy(ret_data, secret, 32);
        *ret_length = 32;
        return true;
    case LOCK_OPEN:
        if (take_master(db_store(db), master)) {
            seal(secret, master, ret_data);
            sodium_memzero(master, sizeof master);
            *ret_length = SEALED;
            return true;
        }
        return refuse(error);
    default:
        return refuse(error);
    }
}

bool
key_unseal(Db *db, const void *data, gsize length, guint8 ret_secret[32], GError **error)
{
    guint8 master[MASTER];
    bool good = length == 32;
    if (good)
        memcpy(ret_secret, data, 32);
    if (!good && length == SEALED) {
        if (!take_master(db_store(db), master))
            return refuse(error);
        good = unseal(data, master, ret_secret);
        sodium_memzero(master, sizeof master);
    }
    return good || fail(error, KN_BROKEN, N_("A secret key of this book is damaged."));
}

static bool
lock_write(Db *db, const char *passphrase, const guint8 *next, GError **error)
{
    Lock lock = {.version = 1};
    guint8 key[MASTER];
    if (passphrase == NULL)
        return db_run(db, error, "DELETE FROM secret WHERE book = 0 AND name = ?", "s", LOCK_NAME);
    randombytes_buf(lock.salt, sizeof lock.salt);
    if (!derive(passphrase, lock.salt, key, error))
        return false;
    seal(next, key, lock.master);
    sodium_memzero(key, sizeof key);
    return secret_set(db, 0, LOCK_NAME, &lock, sizeof lock, error);
}

bool
key_lock_drop_unused(Db *db, GError **error)
{
    gint64 sealed = 0;
    g_autoptr(Query) q = db_query(db, "SELECT count(*) FROM secret WHERE book > 0"
                                      " AND length(data) > 32 AND " KEY_NAMES);
    if (query_next(q))
        sealed = query_int(q, 0);
    return query_end(q, error) && (sealed > 0 || lock_write(db, NULL, NULL, error));
}

/* Every secret of every book, anew: under `next`, or bare (NULL). */
static bool
renew_all(Db *db, const guint8 *next, GError **error)
{
    g_autoptr(Query) q =
        db_query(db, "SELECT book, name, data FROM secret WHERE book > 0 AND " KEY_NAMES);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) books = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    while (query_next(q)) {
        guint8 secret[32], sealed[SEALED];
        gsize length = 0;
        gint64 book = query_int(q, 0);
        const void *data = query_blob(q, 2, &length);
        if (!key_unseal(db, data, length, secret, error))
            return false;
        if (next != NULL)
            seal(secret, next, sealed);
        g_array_append_val(books, book);
        g_ptr_array_add(names, g_strdup(query_text(q, 1)));
        g_ptr_array_add(values, next != NULL ? g_bytes_new(sealed, sizeof sealed)
                                             : g_bytes_new(secret, sizeof secret));
        sodium_memzero(secret, sizeof secret);
    }
    if (!query_end(q, error))
        return false;
    for (guint i = 0; i < books->len; i++) {
        gsize length;
        const void *data = g_bytes_get_data(values->pdata[i], &length);
        if (!secret_set(db, g_array_index(books, gint64, i), names->pdata[i], data, length, error))
            return false;
    }
    return true;
}

bool
key_lock_set(Db *db, const char *passphrase, GError **error)
{
    Room *room = store_room(db_store(db));
    g_assert(db_is_writing(db) && room != NULL);
    guint8 *next = passphrase != NULL ? sodium_malloc(MASTER) : NULL;
    if (passphrase != NULL && next == NULL)
        return fail(error, KN_IO, N_("There is not enough memory to open the keys safely."));
    if (next != NULL)
        randombytes_buf(next, MASTER);
    if (!renew_all(db, next, error) || !lock_write(db, passphrase, next, error)) {
        master_free(&next);
        return false;
    }
    g_mutex_lock(&room->mutex);
    guint8 *before = room->next;
    room->next = next;
    room->next_set = next != NULL;
    room->next_waits = true;
    g_mutex_unlock(&room->mutex);
    master_free(&before);
    return true;
}

void
key_lock_renewed(Store *store)
{
    Room *room = store_room(store);
    g_mutex_lock(&room->mutex);
    g_assert(room->next_waits);
    guint8 *before = room->master;
    room->master = g_steal_pointer(&room->next);
    room->set = room->next_set;
    room->next_waits = false;
    g_mutex_unlock(&room->mutex);
    master_free(&before);
}
