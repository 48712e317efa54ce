/* gate.c: who may bring a bundle, and who has to wait.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/gate.h"

#include "base/limits.h"

static void
test_strangers(void)
{
    Gate *gate = gate_new();
    for (int i = 0; i < LIMIT_STRANGERS; i++)
        g_assert_true(gate_enter(gate, "10.0.0.1", 0));
    g_assert_false(gate_enter(gate, "10.0.0.2", 0));
    gate_left(gate);
    g_assert_true(gate_enter(gate, "10.0.0.2", 0));
    g_assert_false(gate_enter(gate, "10.0.0.2", 0));
    /* A partner is no stranger any more. */
    g_assert_cmpuint(gate_known(gate, "ketnghia/hg"), >, 0);
    g_assert_true(gate_enter(gate, "10.0.0.2", 0));
    gate_free(gate);
}

static void
test_newest(void)
{
    Gate *gate = gate_new();
    guint64 numbers[3];
    for (int i = 0; i < 3; i++) {
        g_assert_true(gate_enter(gate, "10.0.0.1", 0));
        numbers[i] = gate_known(gate, i < 2 ? "ketnghia/hg" : "ketnghia/cm");
    }
    g_assert_false(gate_is_newest(gate, "ketnghia/hg", numbers[0]));
    g_assert_false(gate_work(gate, "ketnghia/hg", numbers[0]));
    g_assert_true(gate_is_newest(gate, "ketnghia/hg", numbers[1]));
    g_assert_true(gate_work(gate, "ketnghia/hg", numbers[1]));
    g_assert_true(gate_work(gate, "ketnghia/cm", numbers[2]));
    /* One at work at a time; a newer one comes in, and works when the other is done. */
    g_assert_true(gate_enter(gate, "10.0.0.1", 0));
    guint64 next = gate_known(gate, "ketnghia/hg");
    g_assert_false(gate_work(gate, "ketnghia/hg", next));
    gate_worked(gate, "ketnghia/hg");
    g_assert_true(gate_work(gate, "ketnghia/hg", next));
    gate_free(gate);
}

static void
test_refused(void)
{
    Gate *gate = gate_new();
    gint64 now = 1000;
    int refused = 0;
    while (gate_enter(gate, "10.0.0.1", now)) {
        gate_left(gate);
        gate_refused(gate, "10.0.0.1", now);
        g_assert_cmpint(++refused, <, 1000);
    }
    g_assert_cmpint(refused, >=, 5);
    g_assert_true(gate_enter(gate, "10.0.0.2", now));
    g_assert_false(gate_enter(gate, "10.0.0.1", now + 60));
    g_assert_true(gate_enter(gate, "10.0.0.1", now + 24 * 3600));
    gate_free(gate);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/web/gate/strangers", test_strangers);
    g_test_add_func("/web/gate/newest", test_newest);
    g_test_add_func("/web/gate/refused", test_refused);
    return g_test_run();
}
