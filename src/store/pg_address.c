/* pg_address.c: addresses of database servers, as people may be shown them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/store_pg.h"

#include "base/error.h"
#include <string.h>

/* What says which office is meant; all else (password, certificates, waiting times) only says how
 * to get there. */
enum { USER, HOST, HOSTADDR, PORT, DBNAME, OPTIONS, PARTS };
static const char *const keywords[PARTS] = {"user", "host",   "hostaddr",
                                            "port", "dbname", "options"};

static void
read_parts(const PQconninfoOption *options, char *parts[PARTS])
{
    for (; options->keyword != NULL; options++)
        for (int i = 0; i < PARTS; i++)
            if (strcmp(options->keyword, keywords[i]) == 0 && parts[i] == NULL &&
                options->val != NULL && *options->val != '\0')
                parts[i] = g_uri_escape_string(options->val, NULL, /* allow_utf8= */ TRUE);
}

static char *
write_address(char *parts[PARTS])
{
    GString *address = g_string_new("postgresql://");
    const char *database = parts[DBNAME] != NULL ? parts[DBNAME] : parts[USER];
    bool plain_host = parts[HOST] != NULL && strpbrk(parts[HOST], "/%,") == NULL;
    char sign = '?';
    if (parts[USER] != NULL)
        g_string_append_printf(address, "%s@", parts[USER]);
    if (plain_host)
        g_string_append(address, parts[HOST]);
    if (plain_host && parts[PORT] != NULL)
        g_string_append_printf(address, ":%s", parts[PORT]);
    g_string_append_printf(address, "/%s", database != NULL ? database : "");
    for (int i = 0; i < PARTS; i++) {
        bool said = i == USER || i == DBNAME || (plain_host && (i == HOST || i == PORT));
        if (said || parts[i] == NULL)
            continue;
        g_string_append_printf(address, "%c%s=%s", sign, keywords[i], parts[i]);
        sign = '&';
    }
    return g_string_free(address, FALSE);
}

char *
pg_address(const char *where, GError **error)
{
    char *parts[PARTS] = {NULL}, *reason = NULL, *address = NULL;
    PQconninfoOption *given = PQconninfoParse(where, &reason), *usual = PQconndefaults();
    PQfreemem(reason); /* it may quote the address, and the password in it */
    if (given != NULL && usual != NULL) {
        read_parts(given, parts);
        read_parts(usual, parts);
        address = write_address(parts);
    }
    PQconninfoFree(given);
    PQconninfoFree(usual);
    for (int i = 0; i < PARTS; i++)
        g_free(parts[i]);
    if (address == NULL)
        fail(error, KN_INVALID,
             "This is not an address of a database server; write it like "
             "postgresql://name@server/office.");
    return address;
}
