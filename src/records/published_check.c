/* published_check.c: holds the lines of a published report against each other.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/published.h"

#include "base/number.h"
#include "base/percent.h"
#include "base/text.h"

#define SLIP 1000 /* tỷ for triệu, triệu for nghìn */

typedef struct {
    char *parts[LINE_QUALIFIER + 1];
    char *unit; /* folded */
    Printed number, one, money, plan;
    gint64 part_of; /* 0: none */
} Line;

typedef struct {
    GArray *lines; /* (element-type Line) */
    GPtrArray *findings;
    Lang lang;
} Reading;

static void
line_clear(gpointer data)
{
    Line *line = data;
    for (gsize i = 0; i < G_N_ELEMENTS(line->parts); i++)
        g_free(line->parts[i]);
    g_free(line->unit);
}

static void G_GNUC_PRINTF(2, 3) find(Reading *reading, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_ptr_array_add(reading->findings, g_strdup_vprintf(format, args));
    va_end(args);
}

static void
read_figure(Reading *reading, const Line *line, int part, Printed *ret_printed)
{
    if (!printed_read(line->parts[part], line->parts[LINE_QUALIFIER], ret_printed))
        find(reading, tr(reading->lang, N_("“%s”: “%s” cannot be read as a figure.")),
             line->parts[LINE_WHAT], line->parts[part]);
}

static void
read_line(Reading *reading, const Record *record, gsize item)
{
    Line line = {0};
    for (gsize i = 0; i < G_N_ELEMENTS(line.parts); i++)
        line.parts[i] = record_part(record, PUBLISHED_LINES, item, i);
    line.unit = text_fold(line.parts[LINE_UNIT]);
    line.part_of = g_ascii_strtoll(line.parts[LINE_PART_OF], NULL, 10);
    read_figure(reading, &line, LINE_NUMBER, &line.number);
    read_figure(reading, &line, LINE_ONE, &line.one);
    read_figure(reading, &line, LINE_MONEY, &line.money);
    read_figure(reading, &line, LINE_PLAN, &line.plan);
    g_array_append_val(reading->lines, line);
}

static bool
meet(const Printed *a, const Printed *b)
{
    return a->least <= b->most && b->least <= a->most;
}

/* The same figure with the unit a thousand times smaller or larger. */
static Printed
smaller(Printed printed)
{
    printed.least /= SLIP;
    printed.most /= SLIP;
    return printed;
}

static Printed
larger(Printed printed)
{
    printed.least = printed.least > MONEY_MAX / SLIP ? MONEY_MAX : printed.least * SLIP;
    printed.most = printed.most > MONEY_MAX / SLIP ? MONEY_MAX : printed.most * SLIP;
    return printed;
}

/* Behind a finding: whether a slip of the unit would explain it. */
static bool
add_slip(Reading *reading, const Printed *printed, const Printed *against)
{
    Printed down = smaller(*printed), up = larger(*printed);
    if (meet(&down, against))
        find(reading,
             tr(reading->lang, N_("“%s” would fit if it were a thousand times less: perhaps tỷ "
                                  "stands for triệu, or triệu for nghìn.")),
             printed->text);
    else if (meet(&up, against))
        find(reading,
             tr(reading->lang, N_("“%s” would fit if it were a thousand times more: perhaps triệu "
                                  "stands for tỷ, or nghìn for triệu.")),
             printed->text);
    else
        return false;
    return true;
}

static Printed
product(const Printed *a, const Printed *b)
{
    Printed all = {.given = true, .money = {.step = 1, .qualifier = QUALIFIER_EQ}};
    if (__builtin_mul_overflow(a->least, b->least, &all.least) || all.least > MONEY_MAX)
        all.least = MONEY_MAX;
    if (__builtin_mul_overflow(a->most, b->most, &all.most) || all.most > MONEY_MAX)
        all.most = MONEY_MAX;
    if (__builtin_mul_overflow(a->money.vnd, b->money.vnd, &all.money.vnd) ||
        all.money.vnd > MONEY_MAX)
        all.money.vnd = MONEY_MAX;
    return all;
}

/* 30 gifts of 700.000 đ are 21 triệu; 5 years of 3 tỷ are 15 tỷ. */
static void
check_product(Reading *reading, const Line *line)
{
    if (!line->number.given || !line->one.given || !line->money.given)
        return;
    Printed made = product(&line->number, &line->one);
    if (meet(&made, &line->money))
        return;
    g_autofree char *amount = money_print(made.money, reading->lang);
    if (g_str_equal(line->unit, "nam"))
        find(reading,
             tr(reading->lang,
                N_("“%s”: %s a year makes %s in %s years, but %s is printed for all of them.")),
             line->parts[LINE_WHAT], line->one.text, amount, line->number.text, line->money.text);
    else
        find(reading, tr(reading->lang, N_("“%s”: %s %s of %s make %s, but %s is printed.")),
             line->parts[LINE_WHAT], line->number.text, line->parts[LINE_UNIT], line->one.text,
             amount, line->money.text);
    add_slip(reading, &line->money, &made);
}

/* "110,2%" with as many decimals as printed: least and most in thousandths of a percent. */
static bool
read_percent(const char *text, gint64 *ret_least, gint64 *ret_most)
{
    g_autofree char *plain = g_strstrip(g_strdelimit(g_strdup(text), "%", ' '));
    Number number;
    Signs signs = strchr(plain, '.') != NULL && strchr(plain, ',') == NULL ? SIGNS_EN : SIGNS_VI;
    if (*plain == '\0' || !number_split(plain, signs, &number) || number.typed > 3 ||
        number.digits > 1000000)
        return false;
    gint64 thousandths = number.digits * 1000, step = 1000;
    for (int i = 0; i < number.decimals; i++)
        thousandths /= 10;
    for (int i = 0; i < number.typed; i++)
        step /= 10;
    *ret_least = thousandths - step; /* rounded either way, or cut */
    *ret_most = thousandths + step;
    return true;
}

/* Whether a part of a whole can be this share. */
static bool
share_fits(const Printed *part, const Printed *whole, gint64 least, gint64 most)
{
    if (whole->least <= 0 || whole->most <= 0 || part->most > G_MAXINT64 / 100000)
        return true;
    gint64 low = part->least * 100000 / whole->most;
    gint64 high = part->most * 100000 / whole->least + 1;
    return low <= most && least <= high;
}

static void
check_share(Reading *reading, const Line *line, const char *printed, const Printed *part,
            const Printed *whole)
{
    gint64 least, most;
    if (!part->given || !whole->given || !read_percent(printed, &least, &most) ||
        share_fits(part, whole, least, most))
        return;
    g_autofree char *computed = percent_print(part->money.vnd, whole->money.vnd, reading->lang);
    find(reading, tr(reading->lang, N_("“%s”: %s of %s is %s, but %s is printed.")),
         line->parts[LINE_WHAT], part->text, whole->text, computed != NULL ? computed : "?",
         printed);
    Printed down = smaller(*part), up = larger(*part);
    if (share_fits(&down, whole, least, most))
        add_slip(reading, part, &down);
    else if (share_fits(&up, whole, least, most))
        add_slip(reading, part, &up);
}

static bool
names_money(const char *text)
{
    g_autofree char *folded = text_fold(text);
    static const char *const words[] = {"ty", "ti", "trieu", "dong", "billion", "million", "vnd"};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (strstr(folded, words[i]) != NULL)
            return true;
    return false;
}

static void
check_plan(Reading *reading, const Line *line)
{
    const char *percent = line->parts[LINE_PERCENT];
    bool money = !line->number.given || names_money(line->parts[LINE_PLAN]);
    gint64 least, most;
    if (*percent != '\0' && !read_percent(percent, &least, &most))
        find(reading, tr(reading->lang, N_("“%s”: “%s” cannot be read as a share in percent.")),
             line->parts[LINE_WHAT], percent);
    check_share(reading, line, percent, money ? &line->money : &line->number, &line->plan);
}

/* What the parts of a line add up to, of money or of numbers in its unit. */
static bool
add_parts(const Reading *reading, guint whole, bool money, Printed *ret_sum)
{
    const Line *line = &g_array_index(reading->lines, Line, whole);
    Printed sum = {.text = ""};
    for (guint i = 0; i < reading->lines->len; i++) {
        const Line *part = &g_array_index(reading->lines, Line, i);
        const Printed *figure = money ? &part->money : &part->number;
        if (i == whole || part->part_of != (gint64)whole + 1 || !figure->given ||
            (!money && (*part->unit == '\0' || !g_str_equal(part->unit, line->unit))))
            continue;
        sum.given = true;
        sum.least += figure->least;
        sum.most = MIN(sum.most + figure->most, MONEY_MAX);
        if (!money_add(&sum.money, figure->money))
            return false;
    }
    *ret_sum = sum;
    return sum.given;
}

static char *
figure_text(Money value, bool money, Lang lang)
{
    return money ? money_print(value, lang) : count_print_known(value, lang);
}

/* The rest of a whole, as finely as both are known: of "over 80.000" without 4.512 nobody knows the last digits. */
static Money
what_is_left(const Printed *whole, const Printed *parts, bool money)
{
    Money left = {whole->money.vnd - parts->money.vnd, MAX(whole->money.step, parts->money.step),
                  QUALIFIER_ABOUT};
    gint64 room = whole->most - whole->least + parts->most - parts->least;
    if (!money && room == 0)
        left.qualifier = QUALIFIER_EQ;
    while (!money && left.step <= room / 10 && left.step <= left.vnd / 10)
        left.step *= 10;
    return left;
}

/* Which part, a thousand times smaller, would let the parts fit. */
static void
find_slipped_part(Reading *reading, guint whole, bool money, const Printed *all)
{
    const Line *line = &g_array_index(reading->lines, Line, whole);
    const Printed *figure = money ? &line->money : &line->number;
    for (guint i = 0; i < reading->lines->len; i++) {
        const Line *part = &g_array_index(reading->lines, Line, i);
        if (!money || i == whole || part->part_of != (gint64)whole + 1 || !part->money.given)
            continue;
        Printed rest = *all, down = smaller(part->money);
        rest.least += down.least - part->money.least;
        if (rest.least <= figure->most && part->money.least > figure->most &&
            add_slip(reading, &part->money, &down))
            return;
    }
}

static void
check_parts(Reading *reading, guint whole, bool money)
{
    const Line *line = &g_array_index(reading->lines, Line, whole);
    const Printed *figure = money ? &line->money : &line->number;
    Printed sum;
    if (!figure->given || !add_parts(reading, whole, money, &sum) || meet(&sum, figure))
        return;
    g_autofree char *parts = figure_text(sum.money, money, reading->lang);
    if (sum.least > figure->most) {
        find(reading,
             tr(reading->lang, N_("“%s”: the parts listed make %s, more than the whole, %s.")),
             line->parts[LINE_WHAT], parts, figure->text);
        Printed up = larger(*figure);
        if (meet(&up, &sum))
            add_slip(reading, figure, &sum);
        else
            find_slipped_part(reading, whole, money, &sum);
        return;
    }
    Money left = what_is_left(figure, &sum, money);
    g_autofree char *rest = figure_text(left, money, reading->lang);
    find(reading,
         tr(reading->lang, N_("“%s”: the parts listed make %s of %s; the other activities, %s, are "
                              "not listed.")),
         line->parts[LINE_WHAT], parts, figure->text, rest);
    Printed down = smaller(*figure);
    if (money && meet(&down, &sum))
        add_slip(reading, figure, &sum);
}

static void
check_part_of(Reading *reading, guint at)
{
    const Line *line = &g_array_index(reading->lines, Line, at);
    gint64 least, most;
    if (line->part_of > (gint64)reading->lines->len || line->part_of == (gint64)at + 1) {
        find(reading,
             tr(reading->lang, N_("“%s” is said to be part of line %d, which it cannot be.")),
             line->parts[LINE_WHAT], (int)line->part_of);
        return;
    }
    if (*line->parts[LINE_SHARE] == '\0')
        return;
    if (!read_percent(line->parts[LINE_SHARE], &least, &most))
        find(reading, tr(reading->lang, N_("“%s”: “%s” cannot be read as a share in percent.")),
             line->parts[LINE_WHAT], line->parts[LINE_SHARE]);
    else if (least >= 100000)
        find(reading, tr(reading->lang, N_("“%s”: a part cannot be %s of its whole.")),
             line->parts[LINE_WHAT], line->parts[LINE_SHARE]);
    else if (line->part_of > 0) {
        const Line *whole = &g_array_index(reading->lines, Line, line->part_of - 1);
        bool money = line->money.given && whole->money.given;
        if (money || g_str_equal(line->unit, whole->unit))
            check_share(reading, line, line->parts[LINE_SHARE],
                        money ? &line->money : &line->number,
                        money ? &whole->money : &whole->number);
    }
}

GPtrArray *
published_findings(const Record *record, Lang lang)
{
    g_autoptr(GArray) lines = g_array_new(FALSE, TRUE, sizeof(Line));
    g_array_set_clear_func(lines, line_clear);
    Reading reading = {lines, g_ptr_array_new_with_free_func(g_free), lang};
    for (gsize i = 0; i < record_items(record, PUBLISHED_LINES); i++)
        read_line(&reading, record, i);
    for (guint i = 0; i < lines->len; i++) {
        const Line *line = &g_array_index(lines, Line, i);
        check_product(&reading, line);
        check_plan(&reading, line);
        check_part_of(&reading, i);
        check_parts(&reading, i, /* money= */ true);
        check_parts(&reading, i, /* money= */ false);
    }
    return reading.findings;
}
