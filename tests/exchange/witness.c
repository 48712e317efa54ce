/* witness.c: what a witness answers, byte by byte, to logs it watches and to everybody else.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/witness.h"

#include "liar.h"

#include "book/head.h"
#include "exchange/bodies.h"
#include "exchange/watch.h"
#include "proof/sink.h"

typedef struct {
    Pair pair;
    Liar liar;
    Story story;
} Scene;

static void
scene_init(Scene *scene)
{
    pair_init(&scene->pair);
    liar_init(&scene->liar, "LOG");
    liar_pin(&scene->liar, &scene->pair.hg);
    story_init(&scene->story, &scene->liar, 0, 40, 0);
    g_assert_true(watch_set(scene->pair.hg.office, "HG", &machine, "LOG", true, NULL));
}

static void
scene_clear(Scene *scene)
{
    story_clear(&scene->story);
    liar_clear(&scene->liar);
    pair_clear(&scene->pair);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Scene, scene_clear)

static void
put(Scene *scene, const char *text, gsize length, WitnessAnswer *ret_answer)
{
    g_autoptr(GError) error = NULL;
    g_assert_true(witness_add(scene->pair.hg.office, text, length, ret_answer, &error));
    g_assert_no_error(error);
}

static unsigned
put_text(Scene *scene, const char *text)
{
    g_auto(WitnessAnswer) answer = {0};
    put(scene, text, strlen(text), &answer);
    g_assert_true(answer.type == NULL || answer.status == 409);
    return answer.status;
}

static unsigned
ask(Scene *scene, guint old, guint size)
{
    g_autofree char *text = story_ask(&scene->story, old, size);
    return put_text(scene, text);
}

static char *
served(Scene *scene, const char *origin)
{
    g_autofree char *hex = origin_hex(origin);
    g_autoptr(Db) db = store_read(scene->pair.hg.office->store, NULL);
    char *note = NULL;
    g_assert_true(witness_find(db, hex, &note, NULL));
    return note;
}

/* The witness's key of HG and the time under a note. */
static guint64
vouched(Scene *scene, const char *text)
{
    g_autoptr(Book) book = book_of(&scene->pair.hg, "HG");
    g_autoptr(Db) db = store_read(scene->pair.hg.office->store, NULL);
    PublicKeys keys;
    bool found;
    Note note;
    guint64 time = 0;
    g_assert_true(public_keys_of(db, book->book, &keys, &found, NULL) && found);
    g_assert_cmpint(note_read(text, strlen(text), &note), ==, PROOF_OK);
    g_assert_cmpint(note_verify(&note, &keys.witness, &time), ==, PROOF_OK);
    g_assert_cmpint(note_verify(&note, &scene->liar.keys.log, NULL), ==, PROOF_OK);
    g_assert_cmpuint(note.count, ==, 2);
    return time;
}

static void
test_protocol(void)
{
    g_auto(Scene) scene = {0};
    scene_init(&scene);
    Office *office = scene.pair.hg.office;
    g_assert_null(served(&scene, scene.liar.origin));
    g_auto(WitnessAnswer) first = {0};
    g_autofree char *text = story_ask(&scene.story, 0, 5), *note = story_note(&scene.story, 5);
    put(&scene, text, strlen(text), &first);
    g_assert_cmpuint(first.status, ==, 200);
    g_autofree char *whole = g_strconcat(note, first.body, NULL);
    g_assert_cmpuint(vouched(&scene, whole), ==, office->fixed_time);
    g_autofree char *kept = served(&scene, scene.liar.origin);
    g_assert_cmpstr(kept, ==, whole);

    g_assert_cmpuint(ask(&scene, 5, 12), ==, 200);
    g_auto(WitnessAnswer) conflict = {0};
    g_autofree char *old = story_ask(&scene.story, 5, 20);
    put(&scene, old, strlen(old), &conflict);
    g_assert_cmpuint(conflict.status, ==, 409);
    g_assert_cmpstr(conflict.type, ==, "text/x.tlog.size");
    g_assert_cmpstr(conflict.body, ==, "12\n");
    g_assert_cmpuint(ask(&scene, 0, 20), ==, 409);
    g_assert_cmpuint(ask(&scene, 20, 12), ==, 400); /* before the size is looked at */

    /* The same state again is vouched for again, and the time never goes back. */
    office->fixed_time -= 1000;
    g_assert_cmpuint(ask(&scene, 12, 12), ==, 200);
    g_autofree char *again = served(&scene, scene.liar.origin);
    g_assert_cmpuint(vouched(&scene, again), ==, office->fixed_time + 1000);

    /* A proof that is another's, cut, too long, or there where none belongs. */
    g_autofree char *good = story_ask(&scene.story, 12, 30);
    g_autofree char *rest = g_strdup(strchr(strchr(good, '\n') + 1, '\n') + 1);
    g_autofree char *cut = g_strconcat("old 12\n", rest, NULL);
    g_assert_cmpuint(put_text(&scene, cut), ==, 422);
    const char *line = strchr(good, '\n') + 1;
    g_autofree char *extra = g_strdup_printf("old 12\n%.*s%s", HASH_CHARS + 1, line, line);
    g_assert_cmpuint(put_text(&scene, extra), ==, 422);
    g_autofree char *plain = story_ask(&scene.story, 12, 12);
    g_autofree char *needless =
        g_strdup_printf("old 12\n%.*s%s", HASH_CHARS + 1, line, plain + strlen("old 12\n"));
    g_assert_cmpuint(put_text(&scene, needless), ==, 422);
    g_assert_cmpuint(put_text(&scene, good), ==, 200);
    assert_sound(&scene.pair.hg);
}

static void
test_forms(void)
{
    g_auto(Scene) scene = {0};
    scene_init(&scene);
    g_autofree char *note = story_note(&scene.story, 4), *good = story_ask(&scene.story, 0, 4);
    static const char *const starts[] = {
        "",
        "old 00\n\n",
        "old -1\n\n",
        "old 0 \n\n",
        "Old 0\n\n",
        "old  0\n\n",
        "old\n\n",
        "old 0\n",
        "old 0\r\n\r\n",
        "old +0\n\n",
        "\n",
        "old 0x\n\n",
        "old 0\nAA\n\n",
        "old 0\n \n\n",
        "old 18446744073709551616\n\n",
        /* 43 characters; characters past the 32 bytes; no padding; the web's alphabet */
        "old 0\nPlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw\n\n",
        "old 0\nPlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkax=\n\n",
        "old 0\nPlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaww\n\n",
        "old 0\n5-pKlUdi2LeF_BcMHBn-Ku6yhPGNCswZZD1X_6QgPd8=\n\n",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(starts); i++) {
        g_autofree char *text = g_strconcat(starts[i], note, NULL);
        g_assert_cmpuint(put_text(&scene, text), ==, 400);
    }
    for (gsize cut = 0; cut < strlen(good); cut++) {
        g_auto(WitnessAnswer) answer = {0};
        put(&scene, good, cut, &answer);
        g_assert_cmpuint(answer.status, ==, 400);
    }
    /* 63 hashes are well formed (and wrong here), 64 are not. */
    for (guint hashes = 63; hashes <= 64; hashes++) {
        g_autoptr(GString) text = g_string_new("old 0\n");
        for (guint i = 0; i < hashes; i++)
            g_string_append(text, "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n");
        g_string_append_printf(text, "\n%s", note);
        g_assert_cmpuint(put_text(&scene, text->str), ==, hashes == 63 ? 422 : 400);
    }
    g_autofree char *large = g_strnfill(WITNESS_REQUEST_BYTES + 1, 'a');
    g_assert_cmpuint(put_text(&scene, large), ==, 400);
    g_auto(WitnessAnswer) zero = {0};
    g_autofree char *with_zero = g_strdup(good);
    with_zero[strlen(good) - 3] = '\0';
    put(&scene, with_zero, strlen(good), &zero);
    g_assert_cmpuint(zero.status, ==, 400);
    g_assert_null(served(&scene, scene.liar.origin));
    g_assert_cmpuint(put_text(&scene, good), ==, 200);
}

/* The example of the specification: well formed, of a log that nobody here watches. */
static void
test_example(void)
{
    g_auto(Scene) scene = {0};
    scene_init(&scene);
    g_assert_cmpuint(
        put_text(
            &scene,
            "old 20852014\n"
            "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n"
            "jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n"
            "5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n"
            "/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n"
            "\n"
            "example.com/behind-the-sofa\n"
            "20852163\n"
            "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
            "\n"
            "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URY"
            "N7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"),
        ==, 404);
}

/* Replaces the signature under a note by another's, or spoils it. */
static char *
resign(const char *ask, const NoteKey *key, const guint8 seed[32], bool spoil)
{
    const char *start = strstr(ask, "\n\n") + 2, *end = strstr(start, "\n\n") + 1;
    char line[1024];
    Sink sink;
    sink_init(&sink, line, sizeof line);
    note_sign((Slice){start, (gsize)(end - start)}, key, seed, 0, &sink);
    if (spoil)
        line[sink.length - 20] = line[sink.length - 20] == 'A' ? 'B' : 'A';
    return g_strdup_printf("%.*s\n%.*s", (int)(end - ask), ask, (int)sink.length, line);
}

static void
test_signatures(void)
{
    g_auto(Scene) scene = {0};
    g_auto(Liar) other = {0};
    scene_init(&scene);
    liar_init(&other, "OTHER");
    g_autofree char *good = story_ask(&scene.story, 0, 4);
    const Keys *keys = &scene.liar.keys;
    g_autofree char *stranger = resign(good, &other.keys.log, other.keys.log_seed, false);
    g_assert_cmpuint(put_text(&scene, stranger), ==, 403);
    g_autofree char *spoilt = resign(good, &keys->log, keys->log_seed, true);
    g_assert_cmpuint(put_text(&scene, spoilt), ==, 403);
    NoteKey named = other.keys.log;
    g_assert_cmpint(
        note_key_init(&named, scene.liar.origin, KEY_ED25519, other.keys.log.public_key), ==,
        PROOF_OK);
    g_autofree char *pretends = resign(good, &named, other.keys.log_seed, false);
    g_assert_cmpuint(put_text(&scene, pretends), ==, 403);
    /* Others beside the right one do not matter. */
    g_autofree char *both = g_strconcat(good, strstr(stranger, "— "), NULL);
    g_assert_cmpuint(put_text(&scene, both), ==, 200);
    g_autofree char *kept = served(&scene, scene.liar.origin);
    vouched(&scene, kept);

    /* A log that is a partner but is not watched, our own, and one that is watched no more. */
    g_auto(Liar) partner = {0};
    Story story;
    liar_init(&partner, "PARTNER");
    liar_pin(&partner, &scene.pair.hg);
    story_init(&story, &partner, 0, 4, 0);
    g_autofree char *unwatched = story_ask(&story, 0, 4);
    story_clear(&story);
    g_assert_cmpuint(put_text(&scene, unwatched), ==, 404);
    g_assert_true(watch_set(scene.pair.hg.office, "HG", &machine, "LOG", false, NULL));
    g_assert_cmpuint(ask(&scene, 4, 6), ==, 404);
    g_assert_null(served(&scene, scene.liar.origin));
    g_assert_true(watch_set(scene.pair.hg.office, "HG", &machine, "LOG", true, NULL));
    g_assert_cmpuint(ask(&scene, 0, 6), ==, 409); /* what was vouched for stays */
    g_assert_cmpuint(ask(&scene, 4, 6), ==, 200);
}

/* An empty log has the root of nothing. */
static void
test_empty(void)
{
    g_auto(Scene) scene = {0};
    scene_init(&scene);
    g_assert_cmpuint(ask(&scene, 0, 0), ==, 200);
    Story odd = scene.story;
    Hash root = story_root(&odd, 3);
    char text[1024];
    Sink sink;
    sink_init(&sink, text, sizeof text);
    checkpoint_write(scene.liar.origin, 0, &root, &sink);
    Slice checkpoint = {text, sink.length};
    sink_add_text(&sink, "\n");
    note_sign(checkpoint, &scene.liar.keys.log, scene.liar.keys.log_seed, 0, &sink);
    g_autofree char *asked = g_strdup_printf("old 0\n\n%.*s", (int)sink.length, text);
    g_assert_cmpuint(put_text(&scene, asked), ==, 422);
    g_assert_cmpuint(ask(&scene, 0, 7), ==, 200);
}

/* A file that was brought back from before does not vouch for what it cannot know. */
static void
test_old_copy(void)
{
    g_auto(Scene) scene = {0};
    g_autoptr(GError) error = NULL;
    Desk copy = {0};
    scene_init(&scene);
    g_assert_cmpuint(ask(&scene, 0, 4), ==, 200);
    desk_copy(&scene.pair.hg, "copy", &copy);
    g_assert_cmpuint(ask(&scene, 4, 9), ==, 200);
    /* The newer mark lies beside the older file. */
    g_autofree char *mark = g_strconcat(scene.pair.hg.file, ".head", NULL), *line = NULL;
    g_autofree char *beside = g_strconcat(copy.file, ".head", NULL);
    g_assert_true(g_file_get_contents(mark, &line, NULL, NULL));
    g_assert_true(g_file_set_contents(beside, line, -1, NULL));
    g_autofree char *text = story_ask(&scene.story, 4, 6);
    g_auto(WitnessAnswer) answer = {0};
    g_assert_false(witness_add(copy.office, text, strlen(text), &answer, &error));
    g_assert_error(error, KN_ERROR, KN_BROKEN);
    desk_close(&copy);
}

/* A witness's word comes back with a bundle and is kept under the owner's head, also when the
 * witness's own book never came. */
static void
test_by_file(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_assert_true(watch_set(pair.hg.office, "HG", &machine, "KG", true, NULL));
    exchange(&pair.kg, "KG", &pair.hg, "HG");
    exchange(&pair.hg, "HG", &pair.kg, "KG");
    g_autoptr(Book) hg = book_of(&pair.hg, "HG"), kg = book_of(&pair.kg, "KG");
    g_autofree char *witness = g_strconcat(hg->origin, "/witness", NULL), *note = NULL;
    g_autoptr(Db) db = store_read(pair.kg.office->store, NULL);
    guint64 size = 0;
    g_assert_true(head_find_cosigned(db, kg->book, witness, &note, &size, NULL));
    g_assert_nonnull(note);
    g_assert_cmpuint(size, ==, kg->frontier.size);
    g_clear_pointer(&db, db_free);
    assert_sound(&pair.kg);
    assert_sound(&pair.hg);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/exchange/witness/protocol", test_protocol);
    g_test_add_func("/exchange/witness/forms", test_forms);
    g_test_add_func("/exchange/witness/example", test_example);
    g_test_add_func("/exchange/witness/signatures", test_signatures);
    g_test_add_func("/exchange/witness/empty", test_empty);
    g_test_add_func("/exchange/witness/old-copy", test_old_copy);
    g_test_add_func("/exchange/witness/by-file", test_by_file);
    return g_test_run();
}
