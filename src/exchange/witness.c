/* witness.c: judges what a log asks its witness to vouch for.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/witness.h"

#include "base/error.h"
#include "base/lang.h"
#include "book/head.h"
#include "exchange/bodies.h"
#include "exchange/evidence.h"
#include "exchange/heard.h"
#include "exchange/watch.h"
#include "proof/sink.h"

#define PROOF_LINES_MAX 63

/* `old N\n`, hashes, an empty line, a note. */
typedef struct {
    guint64 old;
    Hash proof[PROOF_LINES_MAX];
    gsize count;
    char *note;
    Note parts; /* of note */
    Checkpoint checkpoint;
} Asked;

void
witness_answer_clear(WitnessAnswer *answer)
{
    g_clear_pointer(&answer->body, g_free);
}

static bool
answer(WitnessAnswer *reply, unsigned status, const char *body)
{
    *reply = (WitnessAnswer){status, NULL, g_strdup(body)};
    return true;
}

static bool
answer_size(WitnessAnswer *reply, guint64 size)
{
    *reply =
        (WitnessAnswer){409, WITNESS_SIZE_TYPE, g_strdup_printf("%" G_GUINT64_FORMAT "\n", size)};
    return true;
}

static bool
read_head(Asked *asked, Slice rest)
{
    if (memchr(rest.at, '\0', rest.length) != NULL)
        return false;
    asked->note = g_strndup(rest.at, rest.length);
    return note_read(asked->note, rest.length, &asked->parts) == PROOF_OK &&
           checkpoint_read(asked->parts.text, &asked->checkpoint) == PROOF_OK;
}

static bool
read_asked(const void *bytes, gsize length, Asked *asked)
{
    Slice rest = {bytes, length}, line;
    if (length > WITNESS_REQUEST_BYTES || !slice_line(&rest, &line) ||
        !slice_starts(line, "old ") || !number_read(line.at + 4, line.length - 4, &asked->old))
        return false;
    while (slice_line(&rest, &line)) {
        if (line.length == 0)
            return read_head(asked, rest);
        if (asked->count == PROOF_LINES_MAX ||
            !hash_read(line.at, line.length, &asked->proof[asked->count++]))
            return false;
    }
    return false;
}

/* One question to the witness while it is judged. */
typedef struct {
    Office *office;
    Db *db;
    const Asked *asked;
    Book *book;
    Pinned pinned;
    Watch watch;
    char *evidence; /* that the owner signed two histories */
    WitnessAnswer *answer;
} Judging;

/* The book and its key. *ret_go false: the answer is given. */
static bool
find_book(Judging *judging, bool *ret_go, GError **error)
{
    const Checkpoint *checkpoint = &judging->asked->checkpoint;
    g_autofree char *origin = g_strndup(checkpoint->origin.at, checkpoint->origin.length);
    bool pinned = false, watched = false;
    *ret_go = false;
    if (!book_find(judging->db, origin, &judging->book, error))
        return false;
    Book *book = judging->book;
    if (book != NULL && !book->own && g_str_equal(book->origin, origin) &&
        (!pinned_find(judging->db, book->book, &judging->pinned, &pinned, error) ||
         !watch_find(judging->db, book, &judging->watch, &watched, error)))
        return false;
    if (!pinned || !watched)
        return answer(judging->answer, 404, "404: this witness does not watch that log\n");
    if (note_verify(&judging->asked->parts, &judging->pinned.keys.log, NULL) != PROOF_OK)
        return answer(judging->answer, 403, "403: not signed by the key of that log\n");
    if (judging->pinned.stopped)
        return answer(judging->answer, 403, "403: the key of that log is not trusted any more\n");
    *ret_go = true;
    return true;
}

/* What the copy and what was heard of say against it. */
static bool
compare_held(Judging *judging, GError **error)
{
    const Checkpoint *came = &judging->asked->checkpoint;
    const NoteKey *log = &judging->pinned.keys.log;
    const char *note = judging->asked->note;
    Hash root;
    if (came->size > judging->book->frontier.size)
        return heard_add(judging->db, judging->book, log, note, &judging->evidence, error);
    if (came->size == 0)
        return true;
    if (!held_root(judging->db, judging->book, came->size, &root, error))
        return false;
    if (hash_equal(&root, &came->root))
        return true;
    judging->evidence = evidence_of_head(judging->db, judging->book, log, note, came->size, error);
    return judging->evidence != NULL;
}

/* Against what we vouched for: of the same size it speaks for itself, of a larger one the proof may
 * say out of what it grew. */
static void
compare_watched(Judging *judging)
{
    const Asked *asked = judging->asked;
    const Checkpoint *came = &asked->checkpoint;
    const Watch *watch = &judging->watch;
    const NoteKey *log = &judging->pinned.keys.log;
    Hash root;
    if (judging->evidence != NULL || watch->note == NULL || watch->size == 0)
        return;
    if (came->size == watch->size) {
        if (!hash_equal(&came->root, &watch->root))
            judging->evidence = evidence_of_two(log, watch->note, asked->note);
    } else if (asked->old == watch->size &&
               tree_old_root(asked->old, came->size, &came->root, asked->proof, asked->count,
                             &root) &&
               !hash_equal(&root, &watch->root)) {
        judging->evidence =
            evidence_of_proof(log, asked->note, watch->note, &root, asked->proof, asked->count);
    }
}

static bool
is_empty_root(const Hash *root)
{
    Hash empty;
    sha_of("", 0, &empty);
    return hash_equal(root, &empty);
}

/* The state and its proof, in the order of the protocol. *ret_good false: the answer is given. */
static void
judge_proof(Judging *judging, bool *ret_good)
{
    const Asked *asked = judging->asked;
    const Checkpoint *came = &asked->checkpoint;
    const Watch *watch = &judging->watch;
    *ret_good = false;
    if (asked->old > came->size)
        answer(judging->answer, 400, "400: the old size is larger than the new one\n");
    else if (came->size == 0 && !is_empty_root(&came->root))
        answer(judging->answer, 422, "422: not the root of an empty log\n");
    else if (asked->old != watch->size)
        answer_size(judging->answer, watch->size);
    else if (judging->evidence != NULL ||
             tree_verify_consistency(watch->size, &watch->root, came->size, &came->root,
                                     asked->proof, asked->count) != PROOF_OK)
        answer(judging->answer, 422, "422: this does not grow out of what was vouched for\n");
    else
        *ret_good = true;
}

static bool
vouch(Judging *judging, GError **error)
{
    g_autofree char *line = NULL;
    guint64 before = judging->watch.size;
    if (!watch_sign(judging->db, judging->book, &judging->pinned.keys.log, judging->asked->note,
                    office_now(judging->office), &judging->watch, &line, error) ||
        (before != judging->asked->checkpoint.size &&
         !heard_remove(judging->db, judging->book, before, error)))
        return false;
    *judging->answer = (WitnessAnswer){200, NULL, g_steal_pointer(&line)};
    return true;
}

static bool
judge(Judging *judging, GError **error)
{
    bool good = false;
    if (!find_book(judging, &good, error))
        return false;
    if (!good)
        return true;
    if (!compare_held(judging, error))
        return false;
    compare_watched(judging);
    judge_proof(judging, &good);
    if (good && !vouch(judging, error))
        return false;
    return judging->evidence != NULL || db_commit(judging->db, error);
}

static void
judging_clear(Judging *judging)
{
    g_clear_pointer(&judging->db, db_free);
    watch_clear(&judging->watch);
    g_clear_pointer(&judging->book, book_free);
    g_clear_pointer(&judging->evidence, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Judging, judging_clear)

/* Strangers do not hold up whoever writes. */
static bool
is_for_us(Office *office, const Asked *asked, WitnessAnswer *reply, bool *ret_go, GError **error)
{
    g_auto(Judging) judging = {.office = office, .asked = asked, .answer = reply};
    judging.db = store_read(office->store, error);
    return judging.db != NULL && find_book(&judging, ret_go, error);
}

static bool
mark(Office *office, const Book *book, GError **error)
{
    g_autoptr(Db) db = store_read(office->store, error);
    return db != NULL && watch_mark(db, book, error);
}

static bool
witness(Office *office, const Asked *asked, WitnessAnswer *reply, GError **error)
{
    bool go = false;
    if (!is_for_us(office, asked, reply, &go, error))
        return false;
    if (!go)
        return true;
    witness_answer_clear(reply);
    g_auto(Judging) judging = {.office = office, .asked = asked, .answer = reply};
    judging.db = store_write(office->store, error);
    if (judging.db == NULL || !judge(&judging, error))
        return false;
    g_clear_pointer(&judging.db, db_free);
    if (judging.evidence != NULL)
        return evidence_keep(office->store, judging.book->book, judging.evidence, error);
    return reply->status != 200 || mark(office, judging.book, error);
}

bool
witness_add(Office *office, const void *bytes, gsize length, WitnessAnswer *ret_answer,
            GError **error)
{
    Asked asked = {0};
    g_auto(WitnessAnswer) reply = {0};
    bool done = read_asked(bytes, length, &asked)
                    ? witness(office, &asked, &reply, error)
                    : answer(&reply, 400, "400: this is no request to a witness\n");
    g_free(asked.note);
    if (done) {
        *ret_answer = reply;
        reply = (WitnessAnswer){0};
    }
    return done;
}

bool
witness_find(Db *db, const char *hex, char **ret_note, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(db, error);
    *ret_note = NULL;
    for (guint i = 0; books != NULL && i < books->len; i++) {
        const Book *book = books->pdata[i];
        g_autofree char *name = origin_hex(book->origin);
        g_auto(Watch) watch = {0};
        bool found = false;
        if (book->own || !g_str_equal(name, hex))
            continue;
        if (!watch_find(db, book, &watch, &found, error))
            return false;
        if (found && watch.note != NULL)
            *ret_note = g_steal_pointer(&watch.note);
    }
    return books != NULL;
}
