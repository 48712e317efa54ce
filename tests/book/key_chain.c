/* key_chain.c: which keys of a book count from when on; the bytes that are signed stand in
 * tests/vectors/key.txt and docs/FORMAT.md.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/key_chain.h"

#include "base/limits.h"
#include "fixture.h"

#include <sodium.h>

#define ORIGIN "ketnghia/kg/0123456789abcdef"
#define DAY G_GINT64_CONSTANT(86400)

/* Secrets that follow from one number. */
static void
keys_from(guint8 number, Keys *keys)
{
    guint8 *const seeds[] = {keys->log_seed, keys->mirror_seed, keys->witness_seed,
                             keys->box_secret};
    NoteKey *const named[] = {&keys->log, &keys->mirror, &keys->witness};
    static const char *const names[] = {ORIGIN, ORIGIN "/mirror", ORIGIN "/witness"};
    for (guint i = 0; i < 4; i++)
        memset(seeds[i], number + (int)i, 32);
    for (guint i = 0; i < 3; i++) {
        guint8 public_key[32];
        key_from_seed(seeds[i], public_key);
        g_assert_cmpint(
            note_key_init(named[i], names[i], i == 0 ? KEY_ED25519 : KEY_COSIGNATURE, public_key),
            ==, PROOF_OK);
    }
    crypto_scalarmult_base(keys->box_public, keys->box_secret);
}

typedef struct {
    char *texts[KEY_VALUES];
} Values;

static void
values_clear(Values *values)
{
    for (guint i = 0; i < KEY_VALUES; i++)
        g_free(values->texts[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Values, values_clear)

static Values
values_of(guint8 number, guint8 sheet)
{
    Keys keys;
    guint8 secret[32], sign[32], box[32];
    memset(secret, sheet, sizeof secret);
    keys_from(number, &keys);
    recovery_public(secret, sign, box);
    return (Values){{key_text(&keys.log), key_text(&keys.mirror), key_text(&keys.witness),
                     key_bytes_text(keys.box_public), key_bytes_text(sign), key_bytes_text(box)}};
}

static void
add_values(Body *body, const Values *values)
{
    for (guint i = 0; i < KEY_VALUES; i++)
        body_add(body, key_value_names[i], values->texts[i]);
}

static GArray *
chain_new(void)
{
    g_auto(Body) body = {0};
    g_auto(Values) values = values_of(1, 101);
    body_init(&body);
    body_add(&body, "origin", ORIGIN);
    body_add(&body, "code", "KG");
    body_add(&body, "name", "Kiên Giang");
    body_add(&body, "unit_kind", "chapter");
    add_values(&body, &values);
    GArray *chain = key_chain_begin(body.text->str, body.text->len);
    g_assert_nonnull(chain);
    return chain;
}

static char *
sign(const char *text, const guint8 seed[32])
{
    guint8 public_key[32], pair[64], signature[64];
    char encoded[BASE64_LENGTH(64)];
    crypto_sign_seed_keypair(public_key, pair, seed);
    crypto_sign_detached(signature, NULL, (const guint8 *)text, strlen(text), pair);
    base64_write(signature, sizeof signature, encoded);
    return g_strndup(encoded, sizeof encoded);
}

typedef struct {
    gint64 entry, time;
    guint8 keys, sheet;      /* the new ones; 0: the line is empty */
    guint8 by_key, by_sheet; /* whose signature */
} Step;

static bool
add(GArray *chain, Step step)
{
    KeyPlace place = {step.entry, step.time, {{0}}};
    g_auto(Body) body = {0};
    g_auto(Values) values = values_of(step.keys, step.sheet);
    guint8 seed[32], secret[32], box[32];
    memset(seed, step.by_key, sizeof seed);
    memset(secret, step.by_sheet, sizeof secret);
    if (step.by_sheet != 0)
        recovery_secrets(secret, seed, box);
    for (guint i = 4; step.sheet == 0 && i < KEY_VALUES; i++) {
        g_free(values.texts[i]);
        values.texts[i] = g_strdup("");
    }
    g_autofree char *text = key_change_text(ORIGIN, &place, (const char *const *)values.texts);
    g_autofree char *signature = sign(text, seed);
    body_init(&body);
    add_values(&body, &values);
    body_add(&body, "signature", signature);
    return key_chain_add(chain, &place, body.text->str, body.text->len);
}

static KeyGround
last_ground(const GArray *chain)
{
    return key_chain_last(chain)->ground;
}

static void
test_order(void)
{
    g_autoptr(GArray) chain = chain_new();
    Keys first, second;
    keys_from(1, &first);
    keys_from(11, &second);
    g_assert_false(add(chain, (Step){7, 70, 11, 0, .by_key = 2}));     /* not the log key */
    g_assert_false(add(chain, (Step){7, 70, 11, 0, .by_key = 11}));    /* the new one itself */
    g_assert_false(add(chain, (Step){7, 70, 11, 0, .by_sheet = 102})); /* another's sheet */
    g_assert_true(add(chain, (Step){7, 70, 11, 0, .by_key = 1}));
    g_assert_cmpint(last_ground(chain), ==, KEY_BY_KEY);
    g_assert_false(add(chain, (Step){7, 70, 21, 0, .by_key = 11})); /* no later entry */
    g_assert_false(add(chain, (Step){8, 69, 21, 0, .by_key = 11})); /* before in time */
    g_assert_false(add(chain, (Step){8, 70, 21, 0, .by_key = 1}));  /* by the key before */
    g_assert_true(add(chain, (Step){8, 70, 21, 0, .by_sheet = 101}));
    g_assert_cmpint(last_ground(chain), ==, KEY_BY_SHEET);
    g_assert_cmpint(key_chain_find(chain, &second.log), ==, 1);
    g_assert_cmpmem(key_chain_at(chain, 7)->log.public_key, 32, first.log.public_key, 32);
    g_assert_cmpmem(key_chain_at(chain, 8)->log.public_key, 32, second.log.public_key, 32);
    g_assert_cmpint(memcmp(key_chain_at(chain, 9), key_chain_at(chain, 8), sizeof(PublicKeys)), !=,
                    0);
    g_assert_cmpmem(key_chain_at(chain, 0)->recovery_sign, 32,
                    key_chain_at(chain, 99)->recovery_sign, 32);
}

static void
test_taken_back(void)
{
    gint64 limit = LIMIT_KEY_VETO_DAYS * DAY;
    g_autoptr(GArray) chain = chain_new();
    g_assert_true(add(chain, (Step){5, 100, 11, 102, .by_key = 1}));
    g_assert_true(add(chain, (Step){6, 100 + DAY, 21, 103, .by_key = 11}));
    /* The first of the two changes is too old by then, the second is not. */
    g_assert_false(add(chain, (Step){7, 101 + limit, 31, 0, .by_sheet = 101}));
    g_assert_false(add(chain, (Step){7, 101 + DAY + limit, 31, 0, .by_sheet = 102}));
    guint count = chain->len;
    g_assert_true(add(chain, (Step){7, 100 + DAY + limit, 31, 102, .by_sheet = 102}));
    g_assert_cmpint(last_ground(chain), ==, KEY_TAKEN_BACK);
    g_array_set_size(chain, count);
    g_assert_true(add(chain, (Step){7, 100 + limit, 31, 101, .by_sheet = 101}));
    g_assert_cmpint(last_ground(chain), ==, KEY_TAKEN_BACK);
    /* A sheet that another sheet replaced is void at once. */
    g_assert_true(add(chain, (Step){8, 100 + limit, 41, 104, .by_sheet = 101}));
    g_assert_false(add(chain, (Step){9, 100 + limit, 51, 0, .by_sheet = 101}));
    g_assert_false(add(chain, (Step){9, 100 + limit, 51, 0, .by_sheet = 102}));
    g_assert_true(add(chain, (Step){9, 100 + limit, 51, 0, .by_sheet = 104}));
}

static char *source_root;

/* The text of a change, and its signatures by the key before and by the sheet. */
static void
test_vector(void)
{
    KeyPlace place = {17, 1583024400, {{0}}};
    guint8 secret[32], seed[32], box[32];
    g_auto(Values) values = values_of(11, 102);
    g_autofree char *path = g_build_filename(source_root, "tests/vectors/key.txt", NULL),
                    *document_path = g_build_filename(source_root, "docs/FORMAT.md", NULL),
                    *stored = NULL, *document = NULL;
    for (guint i = 0; i < HASH_SIZE; i++)
        place.before.bytes[i] = (guint8)i;
    g_autofree char *text = key_change_text(ORIGIN, &place, (const char *const *)values.texts);
    memset(seed, 1, sizeof seed);
    g_autofree char *by_key = sign(text, seed);
    memset(secret, 101, sizeof secret);
    recovery_secrets(secret, seed, box);
    g_autofree char *by_sheet = sign(text, seed), *sheet = recovery_write(secret);
    g_autoptr(GString) made = g_string_new("log seed before: ");
    for (guint i = 0; i < 32; i++)
        g_string_append(made, "01");
    g_string_append_printf(made, "\nrecovery sheet: %s\ntext:\n", sheet);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; line[1] != NULL; line++)
        g_string_append_printf(made, "|%s\n", *line);
    g_string_append_printf(made,
                           "signature by the log key before: %s\nsignature by the sheet: %s\n",
                           by_key, by_sheet);
    if (g_getenv("WRITE_VECTORS") != NULL)
        g_assert_true(g_file_set_contents(path, made->str, -1, NULL));
    g_assert_true(g_file_get_contents(path, &stored, NULL, NULL));
    g_assert_cmpstr(made->str, ==, stored);
    g_assert_true(g_file_get_contents(document_path, &document, NULL, NULL));
    g_autofree char *block = g_strconcat("`tests/vectors/key.txt`\n\n```\n", stored, "```\n", NULL);
    g_assert_nonnull(strstr(document, block));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_assert_cmpint(argc, ==, 2);
    source_root = argv[1];
    g_test_add_func("/key-chain/order", test_order);
    g_test_add_func("/key-chain/taken-back", test_taken_back);
    g_test_add_func("/key-chain/vector", test_vector);
    return g_test_run();
}
