/* server.c: one durable entry on a database server beside a bare INSERT of its size.
 * SPDX-License-Identifier: Apache-2.0 */
#include "bench.h"

#include "records/kinds.h"
#include <libpq-fe.h>

#define DURABLE 200

static void
must_run(PGconn *server, const char *sql)
{
    PGresult *result = PQexec(server, sql);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        g_error("%s", PQerrorMessage(server));
    PQclear(result);
}

void
bench_server(const char *folder)
{
    const char *address = g_getenv("KN_TEST_PG");
    g_autoptr(GArray) entry = g_array_new(FALSE, FALSE, sizeof(double)),
                      bare = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GError) error = NULL;
    Bench bench;
    if (address == NULL)
        return;
    bench_open(&bench, folder, address);
    PGconn *server = PQconnectdb(address);
    must_run(server, "CREATE SCHEMA bare");
    must_run(server, "CREATE TABLE bare.row(n BIGSERIAL PRIMARY KEY, data BYTEA NOT NULL)");
    g_autoptr(GPtrArray) records = bench_activities(DURABLE, 5);
    for (int i = 0; i < DURABLE; i++) { /* in turn, so that both see the same noise */
        g_autoptr(Problems) problems = problems_new();
        gint64 written;
        double start = bench_now();
        if (!record_add(bench.office, "HG", &bench.actor, g_ptr_array_index(records, i), problems,
                        &written, &error) ||
            written < 0)
            g_error("%s", error != NULL ? error->message : "not written");
        double middle = bench_now();
        must_run(server, "INSERT INTO bare.row(data) VALUES(convert_to(repeat('x', 700), 'UTF8'))");
        double one = middle - start, two = bench_now() - middle;
        g_array_append_val(entry, one);
        g_array_append_val(bare, two);
    }
    PQfinish(server);
    for (int i = 0; i < 2; i++) {
        double p = i == 0 ? 0.5 : 0.99, ours = bench_quantile(entry, p),
               floor = bench_quantile(bare, p);
        bench_line(
            i == 0 ? "one durable entry on a server, p50" : "one durable entry on a server, p99",
            "%.2f ms, bare INSERT %.2f ms, ratio %.1f", ours * 1e3, floor * 1e3, ours / floor);
    }
    bench_close(&bench);
}
