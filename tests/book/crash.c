/* crash.c: kills a writing process at any moment; what it had acknowledged must be there and sound.
 *   test-book-crash      20 kills
 *   test-book-crash N    N kills
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "base/error.h"
#include "book/head.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static int kills = 20;

/* Writes batches of growing size and says each size it has committed; signs now and then. Never
 * returns. */
static void
write_until_killed(const char *file, int acks)
{
    g_autoptr(GError) error = NULL;
    g_auto(Body) body = {0};
    NewEntry entries[8];
    gint64 first;
    Fixture office = {.file = (char *)file, .store = store_open(file, STORE_OPEN, &error)};
    body_init(&body);
    fixture_body(&body, "Tặng quà");
    for (gsize i = 0; i < G_N_ELEMENTS(entries); i++)
        entries[i] = (NewEntry){"activity", 1, -1, body.text->str, body.text->len};
    g_autoptr(Book) book = fixture_load(&office, "KG");
    for (guint round = 0;; round++) {
        g_autoptr(Db) db = store_write(office.store, &error);
        g_assert_true(book_append(db, book, entries, 1 + round % G_N_ELEMENTS(entries), 1577836900,
                                  &first, &error));
        g_assert_true(db_commit(db, &error));
        g_clear_pointer(&db, db_free);
        guint64 size = book->frontier.size;
        if (write(acks, &size, sizeof(size)) != sizeof(size))
            _exit(1);
        if (round % 5 != 4)
            continue;
        db = store_write(office.store, &error);
        g_autofree char *note = head_sign(db, book, &error);
        g_assert_no_error(error);
        g_assert_true(db_commit(db, &error));
    }
}

/* Kills a writer after some time; returns the size that it last acknowledged. */
static guint64
kill_one(const char *file, gulong after_us)
{
    int acks[2];
    guint64 size = 0, last = 0;
    g_assert_cmpint(pipe(acks), ==, 0);
    pid_t child = fork();
    if (child == 0) {
        close(acks[0]);
        write_until_killed(file, acks[1]);
    }
    close(acks[1]);
    if (read(acks[0], &size, sizeof(size)) == sizeof(size)) /* it is at work */
        last = size;
    g_usleep(after_us);
    kill(child, SIGKILL);
    while (read(acks[0], &size, sizeof(size)) == sizeof(size))
        last = size;
    close(acks[0]);
    int status;
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    g_assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    return last;
}

static void
test_kills(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    guint64 all = 0;
    fixture_init(&office);
    g_autoptr(Book) made = fixture_book(&office, "KG");
    store_close(g_steal_pointer(&office.store));
    for (int i = 0; i < kills; i++) {
        guint64 acknowledged = kill_one(office.file, (gulong)g_test_rand_int_range(0, 40000));
        office.store = store_open(office.file, STORE_OPEN, &error);
        g_assert_no_error(error);
        g_autoptr(Book) book = fixture_load(&office, "KG");
        g_assert_cmpuint(acknowledged, >, all);
        g_assert_cmpuint(book->frontier.size, >=, acknowledged);
        g_assert_cmpuint(book->frontier.size, <=,
                         acknowledged + 8); /* at most the batch whose word was lost */
        g_assert_true(mark_check(office.file, book, &error));
        g_autofree char *findings = fixture_audit(&office);
        g_assert_cmpstr(findings, ==, "");
        all = book->frontier.size;
        store_close(g_steal_pointer(&office.store));
    }
    g_test_message("%d kills, %" G_GUINT64_FORMAT " entries", kills, all);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    if (argc == 2)
        kills = (int)g_ascii_strtoll(argv[1], NULL, 10);
    g_test_add_func("/crash/kills", test_kills);
    return g_test_run();
}
