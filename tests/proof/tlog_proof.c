/* tlog_proof.c: proofs as one text.
 * SPDX-License-Identifier: Apache-2.0 */
#include "proof/tlog_proof.h"

#include "proof/base64.h"
#include "proof/sink.h"
#include <glib.h>

#define HASH64 "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo="
#define NOTE "origin\n9\n" HASH64 "\n\n\xe2\x80\x94 origin Uw2QOkn8\n"
#define HEADER "c2sp.org/tlog-proof@v1\n"

static void
test_read(void)
{
    const char *text = HEADER "extra Zm9v\nindex 8\n" HASH64 "\n\n" NOTE;
    TlogProof proof;

    g_assert_cmpint(tlog_proof_read(text, strlen(text), &proof), ==, PROOF_OK);
    g_assert_true(slice_is(proof.extra, "Zm9v"));
    g_assert_cmpuint(proof.index, ==, 8);
    g_assert_cmpuint(proof.count, ==, 1);
    g_assert_cmphex(proof.path[0].bytes[0], ==, 0xaa);
    g_assert_true(slice_is(proof.checkpoint, NOTE));
    text = HEADER "index 0\n\n" NOTE;
    g_assert_cmpint(tlog_proof_read(text, strlen(text), &proof), ==, PROOF_OK);
    g_assert_cmpuint(proof.extra.length + proof.count + proof.index, ==, 0);
}

static void
test_refused(void)
{
    static const char *const rows[] = {
        "",
        HEADER,
        "c2sp.org/tlog-proof@v2\nindex 0\n\n" NOTE,
        "index 0\n\n" NOTE,
        HEADER "index 0\n" NOTE,
        HEADER "index 0\n\n",
        HEADER "index 00\n\n" NOTE,
        HEADER "index -1\n\n" NOTE,
        HEADER "index \n\n" NOTE,
        HEADER "index 9\n\n" NOTE, /* behind the last entry */
        HEADER "Index 0\n\n" NOTE,
        HEADER "extra \nindex 0\n\n" NOTE,
        HEADER "extra Zm9=\nindex 0\n\n" NOTE,
        HEADER "extra Zm9v\nextra Zm9v\nindex 0\n\n" NOTE,
        HEADER "index 0\nextra Zm9v\n\n" NOTE,
        HEADER "index 0\n" HASH64 " \n\n" NOTE,
        HEADER "index 0\nqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqp=\n\n" NOTE,
        HEADER "index 0\nqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqg==\n\n" NOTE,
        HEADER "index 0\n\n\n" NOTE,
        HEADER "index 0\n\n" NOTE "\n",
        HEADER "index 0\n\n" NOTE "more\n",
        HEADER "index 0\n\nno checkpoint\n\n\xe2\x80\x94 origin Uw2QOkn8\n",
        HEADER "index 0\n\norigin\n9\n" HASH64 "\n",
    };
    TlogProof proof;

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        if (tlog_proof_read(rows[i], strlen(rows[i]), &proof) != PROOF_MALFORMED)
            g_error("accepted: %s", rows[i]);
}

static void
test_longest(void)
{
    g_autoptr(GString) text = g_string_new(HEADER "index 0\n");
    TlogProof proof;

    for (int i = 0; i < TREE_PROOF_MAX; i++)
        g_string_append(text, HASH64 "\n");
    gsize before = text->len;
    g_string_append(text, "\n" NOTE);
    g_assert_cmpint(tlog_proof_read(text->str, text->len, &proof), ==, PROOF_OK);
    g_assert_cmpuint(proof.count, ==, TREE_PROOF_MAX);
    g_string_insert(text, (gssize)before, HASH64 "\n");
    g_assert_cmpint(tlog_proof_read(text->str, text->len, &proof), ==, PROOF_MALFORMED);
}

static void
test_write(void)
{
    const char *texts[] = {HEADER "extra Zm9v\nindex 8\n" HASH64 "\n\n" NOTE,
                           HEADER "index 0\n\n" NOTE};

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        char buffer[1024], extra[16];
        gsize length;
        TlogProof proof;
        Sink sink;
        g_assert_cmpint(tlog_proof_read(texts[i], strlen(texts[i]), &proof), ==, PROOF_OK);
        g_assert_cmpint(
            base64_read(proof.extra.at, proof.extra.length, extra, sizeof(extra), &length), ==,
            PROOF_OK);
        sink_init(&sink, buffer, sizeof(buffer));
        tlog_proof_write((Slice){extra, length}, proof.index, proof.path, proof.count,
                         proof.checkpoint, &sink);
        g_assert_cmpmem(buffer, sink.length, texts[i], strlen(texts[i]));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/tlog_proof/read", test_read);
    g_test_add_func("/tlog_proof/refused", test_refused);
    g_test_add_func("/tlog_proof/longest", test_longest);
    g_test_add_func("/tlog_proof/write", test_write);
    return g_test_run();
}
