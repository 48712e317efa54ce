/* agree.c: one text in the books of two offices, and in two books of one file: proposed, accepted, ended; and who
 * may not.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/agree.h"

#include "book/body.h"
#include "desk.h"
#include "views/agreements.h"

static const Actor chair = {4, "chu.tich", ROLE_CHAIR};
static const Actor recorder = {5, "lan", ROLE_RECORDER};

/* Copies one office's book into another, as an exchange does: every leaf, every body. */
static void
carry(Desk *from, Desk *to, const char *code)
{
    g_autoptr(Db) source = store_read(from->office->store, NULL);
    g_autoptr(Book) book = office_book(source, code, NULL);
    g_autoptr(Db) db = store_write(to->office->store, NULL);
    g_autoptr(Book) mirror = NULL;
    g_assert_true(book_find(db, book->origin, &mirror, NULL));
    if (mirror == NULL)
        mirror = book_create(db, book->origin, code, false, NULL);
    gint64 first = (gint64)mirror->frontier.size, count = (gint64)book->frontier.size - first;
    g_autoptr(GPtrArray) leaves = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    for (gint64 i = first; i < first + count; i++) {
        g_auto(Entry) entry = {0};
        g_assert_true(entry_get(source, book->book, i, &entry, NULL));
        g_ptr_array_add(leaves, g_bytes_new(entry.leaf, entry.leaf_length));
    }
    g_autoptr(GError) error = NULL;
    g_assert_true(book_mirror(db, mirror, leaves, &book->root, &error));
    g_assert_no_error(error);
    for (gint64 i = first; i < first + count; i++) {
        g_auto(Entry) entry = {0};
        g_assert_true(entry_get(source, book->book, i, &entry, NULL));
        g_assert_true(book_mirror_body(db, mirror, i, entry.body, entry.body_length, NULL));
    }
    g_assert_true(views_apply(db, mirror, first, count, NULL));
    g_assert_true(db_commit(db, NULL));
}

static Record *
covenant(const char *parties)
{
    Record *record = record_new(kind_get("covenant"));
    set(record, "title", "Giao ước kết nghĩa");
    set(record, "parties", parties);
    set(record, "sort", "twinning");
    set(record, "starts", "2020-01-01");
    return record;
}

static gint64
propose(Desk *desk, const char *unit, Record *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Problems) problems = problems_new();
    gint64 entry = -2;
    bool done = agreement_propose(desk->office, unit, &chair, text, problems, &entry, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    return entry;
}

/* The one agreement an office knows. */
static Agreement *
only_agreement(Desk *desk)
{
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_autoptr(GPtrArray) all = agreements_list(db, NULL, office_today(desk->office), NULL);
    g_assert_cmpuint(all->len, ==, 1);
    return g_ptr_array_steal_index(all, 0);
}

static void
assert_state(Desk *desk, AgreementState state)
{
    g_autoptr(Agreement) agreement = only_agreement(desk);
    g_assert_cmpint(agreement->state, ==, state);
}

static gint64
accept(Desk *desk, const char *unit, const char *hash, int code)
{
    g_autoptr(GError) error = NULL;
    gint64 entry = -1;
    bool done = agreement_accept(desk->office, unit, &chair, hash, &entry, &error);
    if (code == 0)
        g_assert_no_error(error);
    else
        g_assert_error(error, KN_ERROR, code);
    g_assert_cmpint(done, ==, code == 0);
    return entry;
}

static Entry
stored(Desk *desk, const char *unit, gint64 number)
{
    Entry entry = {0};
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_autoptr(Book) book = office_book(db, unit, NULL);
    g_assert_true(entry_get(db, book->book, number, &entry, NULL));
    return entry;
}

typedef struct {
    Desk kg, hg;
} Pair;

static void
pair_init(Pair *pair)
{
    desk_init(&pair->kg);
    desk_init(&pair->hg);
    desk_book(&pair->kg, "KG-CD", "Công đoàn Kiên Giang", "union", "KG");
    desk_book(&pair->hg, "HG-CD", "Công đoàn Hậu Giang", "union", "HG");
    carry(&pair->kg, &pair->hg, "KG-CD");
    carry(&pair->hg, &pair->kg, "HG-CD");
}

static void
pair_clear(Pair *pair)
{
    desk_clear(&pair->kg);
    desk_clear(&pair->hg);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Pair, pair_clear)

static void
test_two_offices(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autoptr(Record) text = covenant("KG-CD\nHG-CD");
    gint64 proposed = propose(&pair.kg, "KG-CD", text);
    g_assert_cmpint(proposed, ==, 2);
    assert_state(&pair.kg, AGREEMENT_PROPOSED);
    /* Sorted by origin, with the keys of both; what is opened was proposed from the table. */
    g_autofree char *first = record_part(text, kind_field(text->kind, "parties"), 0, 0);
    g_autofree char *key = record_part(text, kind_field(text->kind, "parties"), 0, 1);
    g_autofree char *code = record_part(text, kind_field(text->kind, "parties"), 0, 2);
    g_assert_true(g_str_has_prefix(first, "ketnghia/hg-cd/"));
    g_assert_true(g_str_has_prefix(key, first));
    g_assert_cmpstr(code, ==, "HG-CD");
    g_assert_nonnull(strstr(get(text, "opened"), "activity.value"));
    g_assert_null(strstr(get(text, "opened"), "member."));

    carry(&pair.kg, &pair.hg, "KG-CD");
    g_autoptr(Agreement) seen = only_agreement(&pair.hg);
    g_assert_cmpint(seen->state, ==, AGREEMENT_PROPOSED);
    gint64 accepted = accept(&pair.hg, "HG-CD", seen->body_hash, 0);
    assert_state(&pair.hg, AGREEMENT_IN_FORCE);
    assert_state(&pair.kg, AGREEMENT_PROPOSED); /* not here yet */
    carry(&pair.hg, &pair.kg, "HG-CD");
    assert_state(&pair.kg, AGREEMENT_IN_FORCE);

    /* The same bytes, salts included, then who signed. */
    g_auto(Entry) theirs = stored(&pair.kg, "KG-CD", proposed);
    g_auto(Entry) ours = stored(&pair.hg, "HG-CD", accepted);
    g_auto(Entry) signing = stored(&pair.hg, "HG-CD", accepted + 1);
    g_assert_cmpstr(ours.kind, ==, "covenant");
    g_assert_cmpmem(ours.body, ours.body_length, theirs.body, theirs.body_length);
    g_assert_null(memmem(ours.body, ours.body_length, "\n# ", 3));
    g_assert_cmpstr(signing.kind, ==, "signed");
    g_autofree char *author = body_value(signing.body, signing.body_length, "author");
    g_autofree char *of = body_value(signing.body, signing.body_length, "agreement");
    g_assert_cmpstr(author, ==, "chu.tich");
    g_assert_cmpint((gint64)g_ascii_strtoll(of, NULL, 10), ==, accepted);
    accept(&pair.hg, "HG-CD", seen->body_hash, KN_CONFLICT);

    /* It is neither changed nor undone; either party ends it. */
    g_autoptr(GError) changed = NULL;
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(Record) other = covenant("KG-CD\nHG-CD");
    gint64 entry = -1;
    g_assert_false(record_amend(pair.hg.office, NULL, &machine, accepted, other, "đổi", -1,
                                problems, &entry, &changed));
    g_assert_error(changed, KN_ERROR, KN_CONFLICT);
    for (gint64 number = accepted; number <= accepted + 1; number++) {
        g_autoptr(GError) undone = NULL;
        g_assert_false(record_undo(pair.hg.office, NULL, &recorder, number, NULL, &entry, &undone));
        g_assert_error(undone, KN_ERROR, KN_CONFLICT);
    }
    g_autoptr(GError) error = NULL;
    g_assert_true(
        agreement_end(pair.hg.office, "HG-CD", &chair, seen->body_hash, "hết hạn", &error));
    g_assert_no_error(error);
    assert_state(&pair.hg, AGREEMENT_ENDED);
    carry(&pair.hg, &pair.kg, "HG-CD");
    assert_state(&pair.kg, AGREEMENT_ENDED);
    g_autoptr(GError) ended = NULL;
    g_assert_false(agreement_end(pair.kg.office, "KG-CD", &chair, seen->body_hash, "", &ended));
    g_assert_error(ended, KN_ERROR, KN_CONFLICT);
    assert_sound(&pair.kg);
    assert_sound(&pair.hg);
}

/* A withdrawn proposal cannot be accepted any more. */
static void
test_withdrawn(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autoptr(Record) text = covenant("KG-CD\nHG-CD");
    propose(&pair.kg, "KG-CD", text);
    g_autoptr(Agreement) own = only_agreement(&pair.kg);
    g_assert_true(agreement_end(pair.kg.office, "KG-CD", &chair, own->body_hash, "ghi sai", NULL));
    carry(&pair.kg, &pair.hg, "KG-CD");
    accept(&pair.hg, "HG-CD", own->body_hash, KN_CONFLICT);
    g_assert_cmpint(book_size(&pair.hg, NULL), ==, 2);
}

static void
assert_problem(Desk *desk, const char *unit, const char *parties)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(Record) text = covenant(parties);
    gint64 entry = 0;
    g_assert_true(agreement_propose(desk->office, unit, &chair, text, problems, &entry, &error));
    g_assert_no_error(error);
    g_assert_cmpint(entry, ==, -1);
    g_assert_nonnull(problems_find(problems, "parties"));
}

static void
test_refused(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    assert_problem(&pair.kg, "KG-CD", "");
    assert_problem(&pair.kg, "KG-CD", "KG-CD");
    assert_problem(&pair.kg, "KG-CD", "KG-CD\nKG-CD");
    assert_problem(&pair.kg, "KG-CD", "KG-CD\nCT-CD");
    desk_book(&pair.kg, "KG", "Kiên Giang", "chapter", NULL);
    assert_problem(&pair.kg, "KG", "KG-CD\nHG-CD"); /* not a party itself */
    assert_problem(&pair.kg, "KG-CD", "KG-CD\nCT");

    g_autoptr(Record) good = covenant("KG-CD\nHG-CD");
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(GError) denied = NULL;
    gint64 entry = -1;
    g_assert_false(
        agreement_propose(pair.kg.office, "KG-CD", &recorder, good, problems, &entry, &denied));
    g_assert_error(denied, KN_ERROR, KN_DENIED);
    g_autoptr(GError) form = NULL;
    g_assert_false(record_add(pair.kg.office, "KG-CD", &recorder, good, problems, &entry, &form));
    g_assert_error(form, KN_ERROR, KN_INVALID);

    propose(&pair.kg, "KG-CD", good);
    g_autoptr(Agreement) agreement = only_agreement(&pair.kg);
    accept(&pair.kg, "KG", agreement->body_hash, KN_DENIED); /* foreign */
    accept(&pair.kg, "KG-CD", "AAAA", KN_MISSING);
    carry(&pair.kg, &pair.hg, "KG-CD");
    g_autoptr(GError) not_chair = NULL;
    g_assert_false(agreement_accept(pair.hg.office, NULL, &recorder, agreement->body_hash, &entry,
                                    &not_chair));
    g_assert_error(not_chair, KN_ERROR, KN_DENIED);
    g_autoptr(GError) not_party = NULL;
    g_assert_false(
        agreement_end(pair.kg.office, "KG", &chair, agreement->body_hash, "", &not_party));
    g_assert_error(not_party, KN_ERROR, KN_DENIED);
}

/* A chapter and its union in one file agree with each other too. */
static void
test_one_file(void)
{
    g_auto(Desk) desk = {0};
    desk_init(&desk);
    desk_book(&desk, "KG", "Kiên Giang", "chapter", NULL);
    desk_book(&desk, "KG-CD", "Công đoàn", "union", "KG");
    g_autoptr(Record) text = covenant("KG\nKG-CD");
    propose(&desk, "KG", text);
    assert_state(&desk, AGREEMENT_PROPOSED);
    g_autoptr(Agreement) agreement = only_agreement(&desk);
    accept(&desk, "KG-CD", agreement->body_hash, 0);
    assert_state(&desk, AGREEMENT_IN_FORCE);
    g_autoptr(Agreement) now = only_agreement(&desk);
    for (guint i = 0; i < now->parties->len; i++) {
        const AgreementParty *party = now->parties->pdata[i];
        g_assert_cmpstr(party->signed_by, ==, g_str_equal(party->code, "KG") ? "" : "chu.tich");
    }
    assert_sound(&desk);
}

/* A text of a schema that this program does not know is kept, but not agreed to. */
static void
test_newer(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autoptr(Record) text = covenant("KG-CD\nHG-CD");
    propose(&pair.kg, "KG-CD", text);
    g_auto(Entry) known = stored(&pair.kg, "KG-CD", 2);
    {
        /* The same text with one line more, as a later program writes it. */
        g_autoptr(Db) db = store_write(pair.kg.office->store, NULL);
        g_autoptr(Book) book = office_book(db, "KG-CD", NULL);
        g_autoptr(GString) body = g_string_new_len(known.body, (gssize)known.body_length);
        g_string_append(body, "= AAAAAAAAAAAAAAAAAAAAAA later x\n");
        NewEntry entry = {"covenant", kind_get("covenant")->schema + 1, -1, body->str, body->len};
        gint64 first = -1;
        g_assert_true(book_append(db, book, &entry, 1, DESK_TIME, &first, NULL));
        g_assert_true(views_apply(db, book, first, 1, NULL));
        g_assert_true(db_commit(db, NULL));
    }
    carry(&pair.kg, &pair.hg, "KG-CD");
    g_auto(Entry) newer = stored(&pair.kg, "KG-CD", 3);
    const char *line = strstr(newer.leaf, "\nbody ");
    g_autofree char *hash = g_strndup(line + strlen("\nbody "), 44);
    accept(&pair.hg, "HG-CD", hash, KN_CONFLICT);
    g_assert_cmpint(book_size(&pair.hg, NULL), ==, 2);
}

/* What a text refers to is found from every book. */
static void
test_reference(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autoptr(Record) session = record_new(kind_get("session"));
    for (gsize i = 0; i < session->kind->field_count; i++) {
        const Field *field = &session->kind->fields[i];
        if (field->required)
            record_set(session, (int)i, field->type == FIELD_MOMENT ? "2020-08-12T07:30" : "1");
    }
    gint64 held = written(&pair.kg, "KG-CD", session);
    g_autofree char *number = g_strdup_printf("%d", (int)held);
    g_autoptr(Record) minutes = record_new(kind_get("minutes"));
    set(minutes, "title", "Biên bản");
    set(minutes, "parties", "KG-CD\nHG-CD");
    set(minutes, "began", "2020-08-12T07:30");
    set(minutes, "session", number);
    g_assert_cmpint(propose(&pair.kg, "KG-CD", minutes), ==, held + 1);
    g_assert_true(g_str_has_prefix(get(minutes, "session"), "ketnghia/kg-cd/"));
    carry(&pair.kg, &pair.hg, "KG-CD");
    g_autoptr(Agreement) seen = only_agreement(&pair.hg);
    accept(&pair.hg, "HG-CD", seen->body_hash, 0);
    g_autoptr(Db) db = store_read(pair.hg.office->store, NULL);
    g_autoptr(Book) own = office_book(db, NULL, NULL);
    g_autoptr(Book) of = NULL;
    gint64 entry = -1;
    g_assert_true(record_ref_find(db, own, get(seen->record, "session"), &of, &entry, NULL));
    g_assert_cmpstr(of->code, ==, "KG-CD");
    g_assert_cmpint(entry, ==, held);
}

/* The state of one text as an office sees it. */
static AgreementState
state_of(Desk *desk, const char *hash)
{
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_autoptr(Agreement) agreement = NULL;
    g_assert_true(agreement_find(db, hash, office_today(desk->office), &agreement, NULL));
    g_assert_nonnull(agreement);
    return agreement->state;
}

/* The identity of the text at an entry. */
static char *
hash_at(Desk *desk, const char *unit, gint64 number)
{
    g_auto(Entry) entry = stored(desk, unit, number);
    const char *line = strstr(entry.leaf, "\nbody ");
    return g_strndup(line + strlen("\nbody "), 44);
}

/* A renewed text takes the place of the old one when all have agreed to it, not before. */
static void
test_replaced(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autoptr(Record) text = covenant("KG-CD\nHG-CD");
    gint64 first = propose(&pair.kg, "KG-CD", text);
    g_autofree char *old = hash_at(&pair.kg, "KG-CD", first);
    carry(&pair.kg, &pair.hg, "KG-CD");
    accept(&pair.hg, "HG-CD", old, 0);
    carry(&pair.hg, &pair.kg, "HG-CD");

    g_autoptr(Record) renewed = covenant("KG-CD\nHG-CD");
    g_autofree char *named = g_strdup_printf("KG-CD-%d", (int)first);
    set(renewed, "ends", "2030-12-31");
    set(renewed, "replaces", named);
    gint64 second = propose(&pair.kg, "KG-CD", renewed);
    g_assert_cmpstr(get(renewed, "replaces"), ==, old);
    g_autofree char *new = hash_at(&pair.kg, "KG-CD", second);
    g_assert_cmpint(state_of(&pair.kg, old), ==, AGREEMENT_IN_FORCE);
    carry(&pair.kg, &pair.hg, "KG-CD");
    accept(&pair.hg, "HG-CD", new, 0);
    g_assert_cmpint(state_of(&pair.hg, old), ==, AGREEMENT_REPLACED);
    g_assert_cmpint(state_of(&pair.hg, new), ==, AGREEMENT_IN_FORCE);
    carry(&pair.hg, &pair.kg, "HG-CD");
    g_assert_cmpint(state_of(&pair.kg, old), ==, AGREEMENT_REPLACED);

    /* The new one is ended: the old one does not come back, so nothing it opened leaves again. */
    g_assert_true(agreement_end(pair.hg.office, "HG-CD", &chair, new, "thôi", NULL));
    g_assert_cmpint(state_of(&pair.hg, new), ==, AGREEMENT_ENDED);
    g_assert_cmpint(state_of(&pair.hg, old), ==, AGREEMENT_REPLACED);
}

static void
assert_replaces_problem(Desk *desk, const char *parties, const char *replaces, const char *field)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(Record) text = covenant(parties);
    gint64 entry = 0;
    set(text, "replaces", replaces);
    g_assert_true(agreement_propose(desk->office, "KG", &chair, text, problems, &entry, &error));
    g_assert_no_error(error);
    g_assert_cmpint(entry, ==, -1);
    g_assert_nonnull(problems_find(problems, field));
}

/* What cannot be replaced; and nobody is left out of a text they agreed to. */
static void
test_not_replaced(void)
{
    g_auto(Desk) desk = {0};
    desk_init(&desk);
    desk_book(&desk, "KG", "Kiên Giang", "chapter", NULL);
    desk_book(&desk, "KG-CD", "Công đoàn", "union", "KG");
    desk_book(&desk, "AB", "An Biên", "chapter", NULL);
    g_autoptr(Record) text = covenant("KG\nKG-CD\nAB");
    gint64 entry = propose(&desk, "KG", text);
    g_autofree char *hash = hash_at(&desk, "KG", entry);
    assert_replaces_problem(&desk, "KG\nKG-CD\nAB", "KG-999", "replaces");
    assert_replaces_problem(&desk, "KG\nKG-CD\nAB", "năm ngoái", "replaces");
    assert_replaces_problem(&desk, "KG\nKG-CD\nAB", "KG-0", "replaces"); /* no agreement */
    assert_replaces_problem(&desk, "KG\nKG-CD\nAB", hash, "replaces");   /* not agreed yet */
    accept(&desk, "KG-CD", hash, 0);
    accept(&desk, "AB", hash, 0);
    assert_replaces_problem(&desk, "KG\nKG-CD", hash, "parties");

    /* A program that writes such a text all the same changes nothing for the one left out. */
    g_autoptr(Record) narrow = covenant("KG\nKG-CD");
    gint64 without = propose(&desk, "KG", narrow);
    g_auto(Entry) body = stored(&desk, "KG", without);
    g_autofree char *line = g_strdup_printf(" replaces %s\n", hash);
    g_autoptr(GString) forged = g_string_new_len(body.body, (gssize)body.body_length);
    g_assert_cmpuint(g_string_replace(forged, " replaces \n", line, 1), ==, 1);
    for (int i = 0; i < 2; i++) {
        g_autoptr(Db) db = store_write(desk.office->store, NULL);
        g_autoptr(Book) book = office_book(db, i == 0 ? "KG" : "KG-CD", NULL);
        NewEntry new = {"covenant", kind_get("covenant")->schema, -1, forged->str, forged->len};
        gint64 at = -1;
        g_assert_true(book_append(db, book, &new, 1, DESK_TIME, &at, NULL));
        g_assert_true(views_apply(db, book, at, 1, NULL));
        g_assert_true(db_commit(db, NULL));
    }
    g_assert_cmpint(state_of(&desk, hash), ==, AGREEMENT_IN_FORCE);
    g_assert_true(agreement_end(desk.office, "AB", &chair, hash, "thôi", NULL));
    assert_replaces_problem(&desk, "KG\nKG-CD\nAB", hash, "replaces"); /* ended */
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rules/agree/two-offices", test_two_offices);
    g_test_add_func("/rules/agree/withdrawn", test_withdrawn);
    g_test_add_func("/rules/agree/refused", test_refused);
    g_test_add_func("/rules/agree/one-file", test_one_file);
    g_test_add_func("/rules/agree/newer", test_newer);
    g_test_add_func("/rules/agree/reference", test_reference);
    g_test_add_func("/rules/agree/replaced", test_replaced);
    g_test_add_func("/rules/agree/not-replaced", test_not_replaced);
    return g_test_run();
}
