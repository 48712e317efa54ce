/* note.c: any bytes as a signed note, and as a verifier key.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"
#include "proof/note.h"
#include "proof/sink.h"

static void
read_key(const char *bytes, size_t size)
{
    char buffer[VKEY_MAX];
    NoteKey key;
    Sink sink;

    if (note_key_read(&key, bytes, size) != PROOF_OK)
        return;
    sink_init(&sink, buffer, sizeof(buffer));
    note_key_write(&key, &sink);
    CLAIM(!sink.overflow && sink.length == size && memcmp(buffer, bytes, size) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char vkey[] =
        "ketnghia/kg/0123456789abcdef+fc2bcf5c+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
    const char *bytes = (const char *)data;
    NoteSignature signature;
    NoteKey key;
    Note note;

    read_key(bytes, size);
    if (note_read(bytes, size, &note) != PROOF_OK)
        return 0;
    CLAIM(note.count >= 1 && note.count <= NOTE_SIGNATURES_READ);
    CLAIM(note.text.at == bytes && note.text.at[note.text.length - 1] == '\n');
    CLAIM(note.text.length + 1 + note.signatures.length == size);
    for (size_t i = 0; i < note.count; i++)
        CLAIM(note_signature_at(&note, i, &signature) == PROOF_OK && signature.name.length > 0 &&
              signature.length > 0);
    CLAIM(note_signature_at(&note, note.count, &signature) == PROOF_MALFORMED);
    CLAIM(note_key_read(&key, vkey, strlen(vkey)) == PROOF_OK);
    CLAIM(note_verify(&note, &key, NULL) != PROOF_MALFORMED);
    return 0;
}
