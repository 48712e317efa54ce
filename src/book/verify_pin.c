/* verify_pin.c: names the one entry of a subtree whose leaf was changed. A leaf has few places that
 * can be another character and still read as a leaf (kind, schema, time, number), so one changed
 * byte is found by trying them: the right one leads to the stored hash again.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/verify_part.h"

#include "proof/entry.h"

#define PIN_HEIGHT_MAX 10 /* 1,024 leaves: about a second */

typedef struct {
    int height;
    GPtrArray *leaves; /* (element-type GBytes) */
    Hash *nodes;       /* a heap: the root at 1, leaf i at width + i */
    const Hash *wanted;
} Pin;

static bool
pin_load(Pin *pin, Db *db, const BookRow *row, guint64 first)
{
    guint width = 1u << pin->height;
    g_autoptr(GError) ignored = NULL;
    g_autoptr(Query) q = db_query(
        db, "SELECT data FROM leaf WHERE book = ? AND entry >= ? AND entry < ? ORDER BY entry");
    query_bind(q, "iii", row->book, (gint64)first, (gint64)(first + width));
    while (pin->leaves->len < width && query_next(q)) {
        gsize length;
        const void *data = query_blob(q, 0, &length);
        tree_leaf_hash(data, length, &pin->nodes[width + pin->leaves->len]);
        g_ptr_array_add(pin->leaves, g_bytes_new(data, length));
    }
    for (guint i = width - 1; i > 0; i--)
        tree_node_hash(&pin->nodes[2 * i], &pin->nodes[2 * i + 1], &pin->nodes[i]);
    return query_end(q, &ignored) && pin->leaves->len == width;
}

/* Whether the subtree has the wanted root with this leaf in place of the stored one. */
static bool
pin_fits(const Pin *pin, guint leaf, const char *bytes, gsize length)
{
    Hash hash;
    tree_leaf_hash(bytes, length, &hash);
    for (guint at = (1u << pin->height) + leaf; at > 1; at /= 2)
        if (at % 2 == 0)
            tree_node_hash(&hash, &pin->nodes[at + 1], &hash);
        else
            tree_node_hash(&pin->nodes[at - 1], &hash, &hash);
    return hash_equal(&hash, pin->wanted);
}

static bool
pin_try(const Pin *pin, guint number)
{
    char bytes[LEAF_MAX];
    gsize length;
    Leaf leaf;
    const char *stored = g_bytes_get_data(pin->leaves->pdata[number], &length);
    if (length == 0 || length > sizeof(bytes))
        return false;
    memcpy(bytes, stored, length);
    for (gsize at = 0; at < length; at++) {
        for (char other = ' '; other < 0x7f; other++) {
            bytes[at] = other;
            if (other != stored[at] && leaf_read(bytes, length, &leaf) == PROOF_OK &&
                pin_fits(pin, number, bytes, length))
                return true;
        }
        bytes[at] = stored[at];
    }
    return false;
}

bool
audit_pin(Db *db, const BookRow *row, guint64 first, int height, const Hash *wanted,
          guint64 *ret_entry)
{
    if (height > PIN_HEIGHT_MAX)
        return false;
    g_autoptr(GPtrArray) leaves = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    g_autofree Hash *nodes = g_new0(Hash, (gsize)2 << height);
    Pin pin = {height, leaves, nodes, wanted};
    if (!pin_load(&pin, db, row, first))
        return false;
    for (guint i = 0; i < leaves->len; i++)
        if (pin_try(&pin, i)) {
            *ret_entry = first + i;
            return true;
        }
    return false;
}
