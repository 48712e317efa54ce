/* vouch.c: writes and checks what a log key says of a certificate.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/vouch.h"

#include "proof/sink.h"
#include <string.h>

#define VALUE_MAX 4096

static char *
vouch_text(const char *origin, const char *fingerprint)
{
    return g_strdup_printf("ketnghia/certificate/v1\n%s\n%s\n", origin, fingerprint);
}

char *
vouch_write(Db *db, const Book *own, const char *fingerprint, GError **error)
{
    g_auto(Keys) keys = {0};
    if (!keys_load(db, own->book, own->origin, &keys, error))
        return NULL;
    g_autofree char *text = vouch_text(own->origin, fingerprint);
    char signature[VKEY_MAX + 256];
    Sink sink;
    sink_init(&sink, signature, sizeof signature);
    note_sign((Slice){text, strlen(text)}, &keys.log, keys.log_seed, 0, &sink);
    g_assert(!sink.overflow);
    g_autofree char *note = g_strdup_printf("%s\n%.*s", text, (int)sink.length, sink.at);
    return g_base64_encode((const guchar *)note, strlen(note));
}

bool
vouch_holds(const char *value, const char *origin, const char *fingerprint, const NoteKey *log)
{
    Note note;
    gsize length = 0;
    if (value == NULL || fingerprint == NULL || strlen(value) > VALUE_MAX)
        return false;
    g_autofree guchar *bytes = g_base64_decode(value, &length);
    g_autofree char *text = vouch_text(origin, fingerprint);
    return note_read((const char *)bytes, length, &note) == PROOF_OK && slice_is(note.text, text) &&
           note_verify(&note, log, NULL) == PROOF_OK;
}
