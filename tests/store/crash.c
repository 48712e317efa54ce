/* crash.c: kills a writing process at any moment; what it had acknowledged must be there and sound.
 *   test-store-crash      20 kills
 *   test-store-crash N    N kills
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static int kills = 20;

/* Writes row after row, each with the length its number says, and tells each that is committed. */
static void
write_until_killed(Fixture *office, int acks)
{
    fixture_open(office);
    for (gint64 n = fixture_rows(office);; n++) {
        g_autofree char *text = g_strnfill((gsize)(n * 997 % 6000), 'x');
        fixture_put(office, n, text);
        if (n % 7 == 6 && !store_checkpoint_truncate(office->store, NULL))
            _exit(1);
        if (write(acks, &n, sizeof n) != sizeof n)
            _exit(1);
    }
}

static gint64
kill_one(Fixture *office, gulong after_us)
{
    int acks[2], status;
    gint64 n, last = -1;
    g_assert_cmpint(pipe(acks), ==, 0);
    pid_t child = fork();
    if (child == 0) {
        close(acks[0]);
        write_until_killed(office, acks[1]);
    }
    close(acks[1]);
    if (read(acks[0], &n, sizeof n) == sizeof n) /* it is at work */
        last = n;
    g_usleep(after_us);
    kill(child, SIGKILL);
    while (read(acks[0], &n, sizeof n) == sizeof n)
        last = n;
    close(acks[0]);
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    g_assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    return last;
}

static void
test_kills(void)
{
    g_auto(Fixture) office = {0};
    fixture_init(&office);
    for (int i = 0; i < kills; i++) {
        fixture_close(&office);
        gint64 last = kill_one(&office, (gulong)g_random_int_range(0, 30000));
        g_assert_cmpint(last, >=, 0);
        fixture_open(&office);
        g_assert_cmpint(fixture_rows(&office), >=, last + 1);
        g_assert_cmpint(fixture_rows(&office), <=, last + 2); /* one may be durable and untold */
        g_autoptr(Db) db = store_read(office.store, NULL);
        g_autoptr(Query) q =
            db_query(db, "SELECT count(*) FROM line WHERE length(text) <> n * 997 % 6000");
        g_assert_true(query_next(q));
        g_assert_cmpint(query_int(q, 0), ==, 0);
    }
    g_autofree char *findings = fixture_structure(&office);
    g_assert_cmpstr(findings, ==, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    if (argc > 1)
        kills = (int)g_ascii_strtoll(argv[1], NULL, 10);
    g_test_add_func("/crash/kills", test_kills);
    return g_test_run();
}
