/* beside.c: what an office is called, and where its small files stand.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/store_pg.h"

#define DIGEST_CHARS 32

bool
store_is_server(const char *where)
{
    return g_str_has_prefix(where, "postgresql://");
}

char *
store_shown(const char *where)
{
    char *address = store_is_server(where) ? pg_address(where, NULL) : g_strdup(where);
    return address != NULL ? address : g_strdup("postgresql://...");
}

static char *
state_folder(void)
{
    const char *own = g_getenv("KETNGHIA_STATE");
    char *folder = own != NULL && *own != '\0'
                       ? g_strdup(own)
                       : g_build_filename(g_get_user_state_dir(), "ketnghia", NULL);
    (void)g_mkdir_with_parents(folder, 0700); /* who writes there says why it cannot */
    return folder;
}

char *
store_beside(const char *where, const char *suffix)
{
    if (!store_is_server(where))
        return g_strconcat(where, suffix, NULL);
    g_autofree char *address = store_shown(where), *folder = state_folder();
    g_autofree char *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, address, -1);
    g_autofree char *name = g_strdup_printf("%.*s%s", DIGEST_CHARS, digest, suffix);
    return g_build_filename(folder, name, NULL);
}
