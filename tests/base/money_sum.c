/* money_sum.c: random sums: what is printed never contradicts the exact total, in either language. An argument is
 * how many sums to make instead of 50,000.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/money.h"

#include <string.h>

#define BILLION G_GINT64_CONSTANT(1000000000)
#define MILLION G_GINT64_CONSTANT(1000000)
#define OPERANDS_MAX 8
#define SEED 20200812

static int sums = 50000;

/* What the operands say together, by means other than money_add. */
typedef struct {
    gint64 vnd, step;
    bool above, strictly, below, guessed;
} Said;

static gint64
power_of_ten(GRand *random, int most)
{
    gint64 value = 1;
    for (int i = g_rand_int_range(random, 0, most + 1); i > 0; i--)
        value *= 10;
    return value;
}

/* Between nothing and some hundred nghìn tỷ, as finely known as đồng or as coarsely as hundreds of tỷ. */
static Money
operand(GRand *random)
{
    gint64 step = g_rand_boolean(random) ? 1 : power_of_ten(random, 11);
    gint64 size = power_of_ten(random, 14), most = MIN(MONEY_MAX / 10 / step, size);
    gint64 steps =
        (gint64)(((guint64)g_rand_int(random) << 31 ^ g_rand_int(random)) % (guint64)(most + 1));
    Qualifier qualifier = (Qualifier)g_rand_int_range(random, QUALIFIER_EQ, QUALIFIER_ATLEAST + 1);
    if (steps == 0 || g_rand_int_range(random, 0, 2) == 0)
        qualifier = QUALIFIER_EQ;
    return (Money){steps * step, step, qualifier};
}

static void
say(Said *said, Money money)
{
    said->vnd += money.vnd;
    if (money.vnd > 0)
        said->step = MAX(said->step, money.step);
    said->above |= money.qualifier == QUALIFIER_OVER || money.qualifier == QUALIFIER_ATLEAST;
    said->strictly |= money.qualifier == QUALIFIER_OVER;
    said->below |= money.qualifier == QUALIFIER_NEAR;
    said->guessed |= money.qualifier == QUALIFIER_ESTIMATE;
    said->above |= money.qualifier == QUALIFIER_ABOUT;
    said->below |= money.qualifier == QUALIFIER_ABOUT;
}

static Qualifier
said_qualifier(const Said *said)
{
    if (said->guessed)
        return QUALIFIER_ESTIMATE;
    if (said->above && said->below)
        return QUALIFIER_ABOUT;
    if (said->below)
        return QUALIFIER_NEAR;
    if (said->above)
        return said->strictly ? QUALIFIER_OVER : QUALIFIER_ATLEAST;
    return QUALIFIER_EQ;
}

/* The words that the amount must and must not be written with. */
static void
check_form(gint64 vnd, Lang lang, const char *text)
{
    const char *billion = lang == LANG_VI ? "tỷ" : "billion",
               *million = lang == LANG_VI ? "triệu" : "million";
    bool billions = vnd >= BILLION && vnd % (100 * MILLION) == 0,
         millions = !billions && vnd >= MILLION && vnd % MILLION == 0,
         both = millions && vnd >= BILLION && lang == LANG_VI;
    g_assert_cmpint(strstr(text, billion) != NULL, ==, billions || both);
    g_assert_cmpint(strstr(text, million) != NULL, ==, millions);
}

/* Read again, it is the exact sum where it can be said at its step, and else the nearest that is still true. */
static void
check_printed(Money sum, const Said *said, Lang lang)
{
    g_autofree char *text = money_print(sum, lang), *hint = NULL;
    g_autoptr(GError) error = NULL;
    Money read;
    bool understood = money_read(text, &read, &hint, &error);
    g_assert_no_error(error);
    g_assert_true(understood);
    g_assert_null(hint);
    g_assert_cmpint(read.vnd % said->step, ==, 0);
    gint64 away = read.vnd - said->vnd;
    bool cut = said->vnd % said->step != 0;
    Qualifier expected = said_qualifier(said);
    g_assert_cmpint(read.qualifier, ==,
                    cut && expected == QUALIFIER_EQ ? QUALIFIER_ABOUT : expected);
    if (!cut)
        g_assert_cmpint(away, ==, 0);
    else if (expected == QUALIFIER_OVER || expected == QUALIFIER_ATLEAST)
        g_assert_true(away < 0 && -away < said->step);
    else if (expected == QUALIFIER_NEAR)
        g_assert_true(away > 0 && away < said->step);
    else
        g_assert_true(ABS(away) <= said->step - ABS(away));
    if (said->vnd > 0)
        g_assert_cmpint(read.vnd, >, 0);
    check_form(read.vnd, lang, text);
}

/* In another order, and in two groups. */
static Money
add_otherwise(GRand *random, const Money *operands, int count)
{
    Money groups[2] = {{0}, {0}};
    int first = g_rand_int_range(random, 0, count);
    for (int i = 0; i < count; i++) {
        Money *group = &groups[g_rand_int_range(random, 0, 2)];
        g_assert_true(money_add(group, operands[(first + i) % count]));
    }
    g_assert_true(money_add(&groups[0], groups[1]));
    return groups[0];
}

static void
test_sums(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(SEED);
    for (int i = 0; i < sums; i++) {
        Money operands[OPERANDS_MAX], sum = {0};
        Said said = {.step = 1};
        int count = g_rand_int_range(random, 1, OPERANDS_MAX + 1);
        for (int j = 0; j < count; j++) {
            operands[j] = operand(random);
            say(&said, operands[j]);
            g_assert_true(money_add(&sum, operands[j]));
        }
        g_assert_cmpint(sum.vnd, ==, said.vnd);
        g_assert_cmpint(sum.step, ==, said.step);
        g_assert_cmpint(sum.qualifier, ==, said_qualifier(&said));
        Money otherwise = add_otherwise(random, operands, count);
        g_assert_true(otherwise.vnd == sum.vnd && otherwise.step == sum.step &&
                      otherwise.qualifier == sum.qualifier);
        check_printed(sum, &said, LANG_VI);
        check_printed(sum, &said, LANG_EN);
    }
}

/* "0 tỷ" beside single đồng makes nothing coarser. */
static void
test_nothing_is_exact(void)
{
    Money sum = {0}, nothing;
    g_assert_true(money_read("0 tỷ", &nothing, NULL, NULL));
    g_assert_true(money_add(&sum, nothing));
    g_assert_true(money_add(&sum, (Money){400000, 1, QUALIFIER_EQ}));
    g_assert_true(money_add(&sum, nothing));
    g_autofree char *text = money_print(sum, LANG_VI);
    g_assert_cmpstr(text, ==, "400.000 đồng");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    if (argc > 1)
        sums = (int)g_ascii_strtoll(argv[1], NULL, 10);
    g_test_add_func("/money-sum/printed-is-the-exact-one", test_sums);
    g_test_add_func("/money-sum/nothing-is-exact", test_nothing_is_exact);
    return g_test_run();
}
