/* note.c: signed notes, keys, checkpoints and cosignatures, good and forged.
 * SPDX-License-Identifier: Apache-2.0 */
#include "proof/note.h"

#include "proof/base64.h"
#include "proof/sink.h"
#include <glib.h>

#define DASH "\xe2\x80\x94 "
#define EXAMPLE_KEY "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
#define EXAMPLE_LINE                                                                               \
    DASH "example.com/foo "                                                                        \
         "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72Ine" \
         "ya"                                                                                      \
         "QM=\n"
#define EXAMPLE "This is an example message.\n\n" EXAMPLE_LINE
#define CHECKPOINT                                                                                 \
    "ketnghia/kg/0123456789abcdef\n120\nqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=\n"

static const guint8 log_seed[32] = {1, 2, 3}, mirror_seed[32] = {4, 5, 6};

static NoteKey
key_of(const char *name, KeyKind kind, const guint8 seed[32])
{
    guint8 public_key[32];
    NoteKey key;

    key_from_seed(seed, public_key);
    g_assert_cmpint(note_key_init(&key, name, kind, public_key), ==, PROOF_OK);
    return key;
}

static Note
read_note(const char *text)
{
    Note note;

    g_assert_cmpint(note_read(text, strlen(text), &note), ==, PROOF_OK);
    return note;
}

static void
assert_malformed(const char *text)
{
    Note note;

    if (note_read(text, strlen(text), &note) != PROOF_MALFORMED)
        g_error("accepted: %s", text);
}

/* The key and note of the specification (c2sp.org/signed-note). */
static void
test_example(void)
{
    NoteKey key;
    char buffer[VKEY_MAX];
    Note note = read_note(EXAMPLE);
    Sink sink;

    g_assert_cmpint(note_key_read(&key, EXAMPLE_KEY, strlen(EXAMPLE_KEY)), ==, PROOF_OK);
    g_assert_cmpstr(key.name, ==, "example.com/foo");
    g_assert_cmpint(key.kind, ==, KEY_ED25519);
    sink_init(&sink, buffer, sizeof(buffer));
    note_key_write(&key, &sink);
    g_assert_cmpmem(buffer, sink.length, EXAMPLE_KEY, strlen(EXAMPLE_KEY));
    g_assert_true(slice_is(note.text, "This is an example message.\n"));
    g_assert_cmpuint(note.count, ==, 1);
    g_assert_cmpint(note_verify(&note, &key, NULL), ==, PROOF_OK);
}

static void
test_bad_keys(void)
{
    static const char *const rows[] = {
        "",
        "example.com/foo",
        "example.com/foo+530d903a",
        "example.com/foo+530d903a+",
        "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2kAA==",
        "example.com/foo+530d903a+BOkyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k ",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n",
    };
    static const char *const names[] = {"",
                                        "a b",
                                        "a+b",
                                        "a\tb",
                                        "a\nb",
                                        "a\xc2\xa0"
                                        "b",
                                        "a\xe2\x80\xa8",
                                        "a\xe3\x80\x80",
                                        "a\xe1\x9a\x80",
                                        "a\xff"};
    guint8 public_key[32] = {1};
    char name[KEY_NAME_MAX + 2];
    NoteKey key;

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpint(note_key_read(&key, rows[i], strlen(rows[i])), ==, PROOF_MALFORMED);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        g_assert_cmpint(note_key_init(&key, names[i], KEY_ED25519, public_key), ==,
                        PROOF_MALFORMED);
    memset(name, 'n', sizeof(name));
    name[KEY_NAME_MAX + 1] = '\0';
    g_assert_cmpint(note_key_init(&key, name, KEY_ED25519, public_key), ==, PROOF_MALFORMED);
    name[KEY_NAME_MAX] = '\0';
    g_assert_cmpint(note_key_init(&key, name, KEY_ED25519, public_key), ==, PROOF_OK);
    g_assert_cmpint(note_key_init(&key, "name", 0x02, public_key), ==, PROOF_MALFORMED);
    g_assert_cmpint(note_key_init(&key, "name", KEY_UNSET, public_key), ==, PROOF_MALFORMED);
}

/* The base64 of a key may hold a '+'; only the first two part it. */
static void
test_plus_in_key(void)
{
    guint8 public_key[32];
    char buffer[VKEY_MAX];
    NoteKey key, back;
    Sink sink;

    memset(public_key, 0xfb, sizeof(public_key));
    g_assert_cmpint(note_key_init(&key, "kg", KEY_COSIGNATURE, public_key), ==, PROOF_OK);
    sink_init(&sink, buffer, sizeof(buffer));
    note_key_write(&key, &sink);
    g_assert_nonnull(memchr(buffer + 13, '+', sink.length - 13));
    g_assert_cmpint(note_key_read(&back, buffer, sink.length), ==, PROOF_OK);
    g_assert_cmpmem(&back, sizeof(back), &key, sizeof(key));
}

static void
test_form(void)
{
    Note note =
        read_note("a\n\nb\n\n" EXAMPLE_LINE EXAMPLE_LINE); /* parted at the last empty line */
    NoteSignature signature;

    g_assert_true(slice_is(note.text, "a\n\nb\n"));
    g_assert_cmpuint(note.count, ==, 2);
    g_assert_cmpint(note_signature_at(&note, 1, &signature), ==, PROOF_OK);
    g_assert_true(slice_is(signature.name, "example.com/foo"));
    g_assert_cmpuint(signature.length, ==, 64);
    g_assert_cmpmem(signature.id, 4, "\x53\x0d\x90\x3a", 4);
    g_assert_cmpint(note_signature_at(&note, 2, &signature), ==, PROOF_MALFORMED);

    assert_malformed("");
    assert_malformed("\n");
    assert_malformed("text\n");
    assert_malformed("text\n\n");
    assert_malformed("text\n" EXAMPLE_LINE);
    assert_malformed("text\n\n\n");
    assert_malformed("text\n\nno dash\n");
    assert_malformed("text\n\n- example.com/foo Uw2QOkn8\n");
    assert_malformed("text\n\n" DASH "name\n");
    assert_malformed("text\n\n" DASH "name \n");
    assert_malformed("text\n\n" DASH " Uw2QOkn8\n");
    assert_malformed("text\n\n" DASH "na+me Uw2QOkn8\n");
    assert_malformed("text\n\n" DASH "name Uw2QOg==\n"); /* an id and nothing signed */
    assert_malformed("text\n\n" DASH "name Uw2QOkn=\n"); /* bits behind the last byte */
    assert_malformed("text\n\n" DASH "name Uw2QOkn8 \n");
    assert_malformed("text\n\n" DASH "name  Uw2QOkn8\n");
    assert_malformed("text\n\n" DASH "name Uw2QOkn8");
    assert_malformed("text\n\n" DASH "name Uw2QOkn8\n\n");
    assert_malformed("te\txt\n\n" EXAMPLE_LINE);
    assert_malformed("te\rxt\n\n" EXAMPLE_LINE);
    assert_malformed("text\xff\n\n" EXAMPLE_LINE);
    assert_malformed("text\xc0\xaf\n\n" EXAMPLE_LINE);
    g_assert_cmpint(note_read("te\0t\n\n" EXAMPLE_LINE, 6 + strlen(EXAMPLE_LINE), &note), ==,
                    PROOF_MALFORMED);
    read_note("text\n\n" DASH "name Uw2QOkn8\n"); /* of another algorithm, short */
}

/* Sixteen signatures must be read, and a hundred are; a signature of another algorithm may be long.
 */
static void
test_many(void)
{
    g_autoptr(GString) text = g_string_new("This is an example message.\n\n");
    g_autofree char *bytes = g_malloc0(4627);
    g_autofree char *chars = g_malloc(BASE64_LENGTH(4627));
    NoteKey key;
    Note note;

    note_key_read(&key, EXAMPLE_KEY, strlen(EXAMPLE_KEY));
    base64_write(bytes, 4627, chars);
    for (int i = 0; i < NOTE_SIGNATURES_READ - 1; i++) {
        g_string_append(text, DASH "example.com/other ");
        g_string_append_len(text, chars, (gssize)BASE64_LENGTH(4627));
        g_string_append_c(text, '\n');
    }
    g_string_append(text, EXAMPLE_LINE);
    note = read_note(text->str);
    g_assert_cmpuint(note.count, ==, NOTE_SIGNATURES_READ);
    g_assert_cmpint(note_verify(&note, &key, NULL), ==, PROOF_OK);
    NoteSignature signature;
    g_assert_cmpint(note_signature_at(&note, 0, &signature), ==, PROOF_OK);
    g_assert_cmpuint(signature.length, ==, 4623);
    g_string_append(text, EXAMPLE_LINE);
    assert_malformed(text->str);
}

/* A known name with another number, a known number with another name: both unknown, both ignored.
 */
static void
test_unknown(void)
{
    NoteKey key, other = key_of("example.com/foo", KEY_ED25519, log_seed);
    Note note = read_note("This is an example message.\n\n" DASH "example.com/foo AAAAAAAA\n" DASH
                          "example.com/bar Uw2QOkn8\n" EXAMPLE_LINE);

    note_key_read(&key, EXAMPLE_KEY, strlen(EXAMPLE_KEY));
    g_assert_cmpint(note_verify(&note, &key, NULL), ==, PROOF_OK);
    g_assert_cmpint(note_verify(&note, &other, NULL), ==, PROOF_UNKNOWN);
}

/* A known key whose signature fails condemns the note, also beside a good one of the same key. */
static void
test_known_bad(void)
{
    static const char *const rows[] = {
        "Another message.\n\n" EXAMPLE_LINE,
        "This is an example message.\n\n" EXAMPLE_LINE DASH "example.com/foo Uw2QOkn8\n",
        "This is an example message.\n\n" DASH "example.com/foo Uw2QOkn8\n" EXAMPLE_LINE,
        "This is an example message.\n\n" DASH "example.com/foo "
        "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQ"
        "MA"
        "\n",
    };
    NoteKey key;

    note_key_read(&key, EXAMPLE_KEY, strlen(EXAMPLE_KEY));
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        Note note = read_note(rows[i]);
        g_assert_cmpint(note_verify(&note, &key, NULL), ==, PROOF_MISMATCH);
    }
}

static void
test_sign(void)
{
    NoteKey log = key_of("ketnghia/kg/0123456789abcdef", KEY_ED25519, log_seed);
    NoteKey mirror = key_of("ketnghia/hg/fedcba9876543210/mirror", KEY_COSIGNATURE, mirror_seed);
    Slice text = {CHECKPOINT, strlen(CHECKPOINT)};
    char buffer[1024];
    guint64 time = 0;
    Sink sink;
    Note note;

    sink_init(&sink, buffer, sizeof(buffer));
    sink_add_text(&sink, CHECKPOINT "\n");
    note_sign(text, &log, log_seed, 0, &sink);
    note_sign(text, &mirror, mirror_seed, 1597190400, &sink);
    g_assert_false(sink.overflow);
    /* Every bit of it: changed, the note is malformed, or one of the two keys refuses it or is
     * missing. */
    for (gsize bit = 0; bit < 8 * sink.length; bit++) {
        buffer[bit / 8] ^= (char)(1 << bit % 8);
        g_assert_false(note_read(buffer, sink.length, &note) == PROOF_OK &&
                       note_verify(&note, &log, NULL) == PROOF_OK &&
                       note_verify(&note, &mirror, NULL) == PROOF_OK);
        buffer[bit / 8] ^= (char)(1 << bit % 8);
    }

    note_sign(text, &mirror, mirror_seed, 1597190300,
              &sink); /* once more, by a clock that went back */
    g_assert_cmpint(note_read(buffer, sink.length, &note), ==, PROOF_OK);
    g_assert_cmpuint(note.count, ==, 3);
    g_assert_cmpint(note_verify(&note, &log, NULL), ==, PROOF_OK);
    g_assert_cmpint(note_verify(&note, &mirror, &time), ==, PROOF_OK);
    g_assert_cmpuint(time, ==, 1597190400); /* the newest */
}

/* A cosignature can't pass for a log's signature nor the other way, even by one key. */
static void
test_kinds_apart(void)
{
    NoteKey log = key_of("one", KEY_ED25519, log_seed),
            witness = key_of("one", KEY_COSIGNATURE, log_seed);
    Slice text = {CHECKPOINT, strlen(CHECKPOINT)};
    char buffer[1024];
    Sink sink;
    Note note;

    g_assert_true(memcmp(log.id, witness.id, 4) != 0);
    sink_init(&sink, buffer, sizeof(buffer));
    sink_add_text(&sink, CHECKPOINT "\n");
    note_sign(text, &witness, log_seed, 1, &sink);
    g_assert_cmpint(note_read(buffer, sink.length, &note), ==, PROOF_OK);
    g_assert_cmpint(note_verify(&note, &log, NULL), ==, PROOF_UNKNOWN);
    memcpy(log.id, witness.id, 4);
    g_assert_cmpint(note_verify(&note, &log, NULL), ==, PROOF_MISMATCH);
}

static void
test_sign_refused(void)
{
    NoteKey log = key_of("kg", KEY_ED25519, log_seed),
            witness = key_of("kg", KEY_COSIGNATURE, log_seed);
    g_autofree char *large = g_strnfill(NOTE_COSIGNED_MAX + 1, 'x');
    Slice text = {CHECKPOINT, strlen(CHECKPOINT)};
    char buffer[1024];
    Sink sink;

    sink_init(&sink, buffer, sizeof(buffer));
    note_sign(text, &log, mirror_seed, 0, &sink); /* another's seed */
    g_assert_true(sink.overflow && sink.length == 0);
    sink_init(&sink, buffer, sizeof(buffer));
    note_sign(text, &witness, log_seed, G_GUINT64_CONSTANT(1) << 63, &sink);
    g_assert_true(sink.overflow && sink.length == 0);
    sink_init(&sink, buffer, sizeof(buffer));
    large[NOTE_COSIGNED_MAX] = '\n';
    note_sign((Slice){large, NOTE_COSIGNED_MAX + 1}, &witness, log_seed, 1, &sink);
    g_assert_true(sink.overflow && sink.length == 0);
    sink_init(&sink, buffer, 60);
    note_sign(text, &log, log_seed, 0, &sink); /* no room */
    g_assert_true(sink.overflow);
}

static void
test_checkpoint(void)
{
    static const char *const bad[] = {
        "",
        "origin",
        "origin\n",
        "origin\n1\n",
        "origin\n1\nqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=",
        "\n1\nqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=\n",
        "origin\n01\nqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=\n",
        "origin\n-1\nqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=\n",
        "origin\n\nqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=\n",
        "origin\n1 \nqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=\n",
        "origin\n9223372036854775808\nqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=\n",
        "origin\n1\nqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqp=\n",
        "origin\n1\nqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqg==\n",
        "origin\n1\nqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq\n",
        "origin\n1\nqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=\n\n",
        "origin\n1\nqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=\nextension\n\n",
        "origin\n1\nqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=\nextension",
    };
    char buffer[256];
    Checkpoint checkpoint;
    Sink sink;

    g_assert_cmpint(checkpoint_read((Slice){CHECKPOINT, strlen(CHECKPOINT)}, &checkpoint), ==,
                    PROOF_OK);
    g_assert_true(slice_is(checkpoint.origin, "ketnghia/kg/0123456789abcdef"));
    g_assert_cmpuint(checkpoint.size, ==, 120);
    for (int i = 0; i < HASH_SIZE; i++)
        g_assert_cmphex(checkpoint.root.bytes[i], ==, 0xaa);
    sink_init(&sink, buffer, sizeof(buffer));
    checkpoint_write("ketnghia/kg/0123456789abcdef", 120, &checkpoint.root, &sink);
    g_assert_cmpmem(buffer, sink.length, CHECKPOINT, strlen(CHECKPOINT));
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
        g_assert_cmpint(checkpoint_read((Slice){bad[i], strlen(bad[i])}, &checkpoint), ==,
                        PROOF_MALFORMED);
    /* Other logs' origins may hold spaces, and lines may follow. */
    const char *sum =
        "go.sum database tree\n0\nqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=\nmore\n";
    g_assert_cmpint(checkpoint_read((Slice){sum, strlen(sum)}, &checkpoint), ==, PROOF_OK);
    g_assert_true(slice_is(checkpoint.origin, "go.sum database tree"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/note/example", test_example);
    g_test_add_func("/note/bad-keys", test_bad_keys);
    g_test_add_func("/note/plus-in-key", test_plus_in_key);
    g_test_add_func("/note/form", test_form);
    g_test_add_func("/note/many", test_many);
    g_test_add_func("/note/unknown", test_unknown);
    g_test_add_func("/note/known-bad", test_known_bad);
    g_test_add_func("/note/sign", test_sign);
    g_test_add_func("/note/kinds-apart", test_kinds_apart);
    g_test_add_func("/note/sign-refused", test_sign_refused);
    g_test_add_func("/note/checkpoint", test_checkpoint);
    return g_test_run();
}
