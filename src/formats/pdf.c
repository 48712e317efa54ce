/* pdf.c: a document as a pdf in the layout of Decree 30/2020/NĐ-CP: text that can be selected, fonts inside the file, the
 * same bytes for the same document.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "formats/columns.h"
#include "formats/format.h"
#include "formats/head.h"
#include "formats/layout.h"
#include "formats/pdf_table.h"
#include "formats/qr.h"

#define POINT(twips) ((twips) / 20.0)
#define RULE 0.75      /* thickness */
#define RULE_ROOM 6.0  /* a rule with the air around it */
#define GAP 10.0       /* before the signatures */
#define BEGINNING 50.0 /* two lines of text, or the heads and first row of a table */
#define ITEM_SIGN "- "

/* Appendix I of the decree: heads 12 to 13, body 14, at least 6 pt between paragraphs, first line 1.27 cm. */
static const Look body = {14, .before = 6, .first = 36, .line = 1.1, .setting = SET_JUSTIFIED};
static const Look grounds = {14, .before = 6, .first = 36, .setting = SET_JUSTIFIED,
                             .italic = true};
static const Look heading_1 = {14,           .before = 6,     .first = 36, .setting = SET_JUSTIFIED,
                               .bold = true, .capitals = true};
static const Look heading_2 = {14, .before = 6, .first = 36, .setting = SET_JUSTIFIED,
                               .bold = true};
static const Look note = {11, .before = 3, .setting = SET_JUSTIFIED};
static const Look parent = {HEAD_POINTS, .setting = SET_CENTRE};
static const Look issuer = {HEAD_POINTS, .setting = SET_CENTRE, .bold = true};
static const Look nation = {HEAD_POINTS, .setting = SET_CENTRE, .bold = true};
static const Look motto = {13, .setting = SET_CENTRE, .bold = true};
static const Look number = {13, .before = 6, .setting = SET_CENTRE};
static const Look place_date = {13, .before = 6, .setting = SET_CENTRE, .italic = true};
static const Look type = {14, .before = 18, .setting = SET_CENTRE, .bold = true};
static const Look subject = {14, .setting = SET_CENTRE, .bold = true};
static const Look addressee = {14, .before = 6, .setting = SET_CENTRE};
static const Look sign_title = {14, .setting = SET_CENTRE, .bold = true};
static const Look sign_name = {14, .before = POINT(SIGN_ROOM), .setting = SET_CENTRE, .bold = true};
static const Look recipient_head = {12, .bold = true, .italic = true};
static const Look recipient = {11};

/* A column of lines that is measured before it is drawn: the parts of head and foot. */
typedef struct {
    Pages *pages;
    double x, width;
    GPtrArray *layouts; /* (element-type PangoLayout) */
    GArray *befores;    /* (element-type double) */
    double height;
} Column;

static void
column_init(Column *column, Pages *pages, double x, double width)
{
    *column = (Column){pages,
                       x,
                       width,
                       g_ptr_array_new_with_free_func(g_object_unref),
                       g_array_new(FALSE, FALSE, sizeof(double)),
                       0};
}

static void
column_clear(Column *column)
{
    g_ptr_array_unref(column->layouts);
    g_array_unref(column->befores);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Column, column_clear)

static void
column_add(Column *column, const Look *look, const char *text)
{
    if (text == NULL)
        return;
    PangoLayout *layout = pages_line(column->pages, look, text, column->width);
    g_ptr_array_add(column->layouts, layout);
    g_array_append_val(column->befores, look->before);
    column->height += look->before + lines_height(layout);
}

/* From `y` down. */
static double
column_draw(const Column *column, double y)
{
    for (guint i = 0; i < column->layouts->len; i++) {
        PangoLayout *layout = column->layouts->pdata[i];
        y += g_array_index(column->befores, double, i);
        y +=
            pages_draw(column->pages, layout, 0, pango_layout_get_line_count(layout), column->x, y);
    }
    return y;
}

/* A rule under the middle of a column, `length` of its width. */
static double
rule(Pages *pages, double x, double width, double length, double y)
{
    double left = x + (width - MIN(length, width)) / 2;
    pages_stroke(pages, left, y + RULE_ROOM / 2, left + MIN(length, width), y + RULE_ROOM / 2,
                 RULE);
    return y + RULE_ROOM;
}

static double
text_width(Pages *pages, const Look *look, const char *text)
{
    g_autoptr(PangoLayout) layout = pages_line(pages, look, text, pages_whole(pages));
    PangoRectangle ink;
    pango_layout_get_extents(layout, NULL, &ink);
    return (double)ink.width / PANGO_SCALE;
}

/* The issuer on the left: its name, the rule under it, the number. */
static double
write_issuer(Pages *pages, const Doc *doc, double x, int room, double y)
{
    g_auto(Column) names = {0}, below = {0};
    double widest = 0;
    column_init(&names, pages, x, POINT(room));
    column_init(&below, pages, x, POINT(room));
    if (doc->parent != NULL) {
        g_autofree char *lines = layout_name(doc->parent, room, false);
        column_add(&names, &parent, lines);
    }
    for (guint i = 0; i < doc->issuers->len; i++) {
        g_autofree char *lines = layout_name(g_ptr_array_index(doc->issuers, i), room, true);
        column_add(&names, &issuer, lines);
        widest = MAX(widest, text_width(pages, &issuer, lines));
    }
    y = column_draw(&names, y);
    /* One third to one half of the line's length, centred under it. */
    y = rule(pages, x, POINT(room), MIN(widest, POINT(room)) * 2 / 5, y);
    g_autofree char *line = head_number(doc);
    column_add(&below, &number, line);
    return column_draw(&below, y);
}

static double
write_nation(Pages *pages, const Doc *doc, double x, int room, double y)
{
    g_auto(Column) names = {0}, below = {0};
    column_init(&names, pages, x, POINT(room));
    column_init(&below, pages, x, POINT(room));
    column_add(&names, &nation, NATION);
    column_add(&names, &motto, MOTTO);
    y = column_draw(&names, y);
    y = rule(pages, x, POINT(room), text_width(pages, &motto, MOTTO), y);
    column_add(&below, &place_date, doc->place_date);
    return column_draw(&below, y);
}

static void
write_head(Pages *pages, const Doc *doc)
{
    bool across = layout_lies_across(doc);
    int left = across ? ACROSS_HEAD_LEFT : HEAD_LEFT,
        right = across ? ACROSS_WIDTH - ACROSS_HEAD_LEFT : HEAD_RIGHT;
    double x = across ? 0 : POINT(HEAD_INDENT), y = pages_y(pages);
    double one = write_issuer(pages, doc, x, left, y),
           other = write_nation(pages, doc, x + POINT(left), right, y);
    pages_move(pages, MAX(one, other));
}

static void
write_line(Pages *pages, const Look *look, const char *text, double width)
{
    if (text == NULL)
        return;
    g_autoptr(PangoLayout) layout = pages_line(pages, look, text, width);
    pages_flow(pages, look, layout, 0);
}

static void
write_title(Pages *pages, const Doc *doc)
{
    double width = POINT(layout_room(doc));
    write_line(pages, doc->plain ? &subject : &type, doc->type, width);
    write_line(pages, &subject, doc->subject, width);
    if (doc->subject != NULL) {
        double length = MIN(text_width(pages, &subject, doc->subject), width) * 2 / 5;
        pages_move(pages, rule(pages, 0, width, length, pages_y(pages)));
    }
    for (guint i = 0; doc->addressees != NULL && i < doc->addressees->len; i++) {
        g_autofree char *line =
            g_strconcat("Kính gửi: ", g_ptr_array_index(doc->addressees, i), NULL);
        write_line(pages, &addressee, line, width);
    }
}

static const Look *
look_of(const DocBlock *block)
{
    static const Look *const looks[] = {
        [DOC_UNSET] = &body,      [DOC_PARAGRAPH] = &body, [DOC_ITEM] = &body,
        [DOC_GROUNDS] = &grounds, [DOC_NOTE] = &note,
    };
    return block->kind != DOC_HEADING ? looks[block->kind]
           : block->level <= 1        ? &heading_1
                                      : &heading_2;
}

/* `after`: points of what follows that must stand on the page of its last line; 0: nothing must. */
static void
write_block(Pages *pages, const Doc *doc, const DocBlock *block, double x, double width,
            double after)
{
    if (block->kind == DOC_TABLE) {
        pdf_table(pages, doc, block, after);
        return;
    }
    const Look *look = look_of(block);
    g_autoptr(PangoLayout) layout =
        pages_layout(pages, look, block->kind == DOC_ITEM ? ITEM_SIGN : NULL, block->runs,
                     block->closing ? "./." : NULL, width);
    double together = look->before + lines_height(layout) + after;
    if (after > 0 && together > pages_left(pages) && together <= pages_whole(pages) &&
        !pages_at_top(pages))
        pages_turn(pages);
    pages_flow(pages, look, layout, x);
}

static void
add_signer(Column *column, const DocSigner *signer, bool formulas)
{
    column_add(column, &sign_title, formulas && signer->formula == NULL ? "" : signer->formula);
    column_add(column, &sign_title, signer->title);
    column_add(column, &sign_name, signer->name);
}

static void
add_recipients(Column *column, const Doc *doc)
{
    if (doc->recipients->len == 0)
        return;
    column_add(column, &recipient_head, "Nơi nhận:");
    for (guint i = 0; i < doc->recipients->len; i++) {
        g_autofree char *line = head_recipient(doc, i);
        column_add(column, &recipient, line);
    }
}

/* Two columns beside each other, on one page. */
static void
write_pair(Pages *pages, const Column *left, const Column *right)
{
    double height = MAX(left->height, right->height);
    if (height > pages_left(pages) && height <= pages_whole(pages))
        pages_turn(pages);
    double y = pages_y(pages);
    column_draw(left, y);
    column_draw(right, y);
    pages_move(pages, y + height);
}

static bool
has_formula(const Doc *doc, guint i)
{
    return i < doc->signers->len &&
           ((const DocSigner *)g_ptr_array_index(doc->signers, i))->formula != NULL;
}

/* Two signers from `i` on. */
static void
sign_pair(Pages *pages, const Doc *doc, guint i, Column *left, Column *right)
{
    double half = POINT(layout_room(doc)) / 2;
    bool formulas = has_formula(doc, i) || has_formula(doc, i + 1);
    column_init(left, pages, 0, half);
    column_init(right, pages, half, half);
    add_signer(left, g_ptr_array_index(doc->signers, i), formulas);
    if (i + 1 < doc->signers->len)
        add_signer(right, g_ptr_array_index(doc->signers, i + 1), formulas);
}

/* Recipients and the only signer. */
static void
sign_alone(Pages *pages, const Doc *doc, Column *left, Column *right)
{
    double room = POINT(layout_room(doc)), part = room * SIGN_LEFT / (SIGN_LEFT + SIGN_RIGHT);
    column_init(left, pages, 0, part);
    column_init(right, pages, part, room - part);
    add_recipients(left, doc);
    if (doc->signers->len == 1)
        add_signer(right, g_ptr_array_index(doc->signers, 0), false);
}

/* Height of the first signatures with the gap before them; 0: nobody signs. */
static double
signing_height(Pages *pages, const Doc *doc)
{
    g_auto(Column) left = {0}, right = {0};
    if (doc->signers->len == 0)
        return 0;
    if (head_signs_in_columns(doc))
        sign_pair(pages, doc, 0, &left, &right);
    else
        sign_alone(pages, doc, &left, &right);
    return GAP + MAX(left.height, right.height);
}

static void
write_end(Pages *pages, const Doc *doc)
{
    if (doc->signers->len == 0 && doc->recipients->len == 0)
        return;
    pages_move(pages, pages_y(pages) + GAP);
    if (!head_signs_in_columns(doc)) {
        g_auto(Column) left = {0}, right = {0};
        sign_alone(pages, doc, &left, &right);
        write_pair(pages, &left, &right);
        return;
    }
    for (guint i = 0; i < doc->signers->len; i += 2) {
        g_auto(Column) left = {0}, right = {0};
        sign_pair(pages, doc, i, &left, &right);
        write_pair(pages, &left, &right);
        pages_move(pages, pages_y(pages) + GAP);
    }
    g_auto(Column) left = {0}, none = {0};
    column_init(&left, pages, 0, POINT(layout_room(doc)));
    column_init(&none, pages, 0, 0);
    add_recipients(&left, doc);
    write_pair(pages, &left, &none);
}

/* Height of what must not be parted from block `i`: the signatures, else the beginning of the next block. */
static double
kept_after(Pages *pages, const Doc *doc, guint i)
{
    const DocBlock *next = layout_next(doc, i);
    if (!layout_keeps_next(doc, i))
        return 0;
    return next == NULL ? signing_height(pages, doc) : BEGINNING;
}

static void
write_blocks(Pages *pages, const Doc *doc)
{
    for (guint i = 0; i < doc->blocks->len; i++) {
        const DocBlock *block = g_ptr_array_index(doc->blocks, i);
        if (block->kind != DOC_NOTE)
            write_block(pages, doc, block, 0, POINT(layout_room(doc)), kept_after(pages, doc, i));
    }
}

/* Notes stand below the signatures: they are not part of what is signed for. */
static void
write_notes(Pages *pages, const Doc *doc, double x)
{
    for (guint i = 0; i < doc->blocks->len; i++) {
        const DocBlock *block = g_ptr_array_index(doc->blocks, i);
        if (block->kind == DOC_NOTE)
            write_block(pages, doc, block, x, POINT(layout_room(doc)) - x, 0);
    }
}

typedef struct {
    Pages *pages;
    double y, module;
} Square;

static void
draw_module(void *context, int x, int y)
{
    const Square *square = context;
    pages_fill(square->pages, x * square->module, square->y + y * square->module, square->module,
               square->module);
}

/* The square code, the notes beside it. */
static void
write_square(Pages *pages, const Doc *doc)
{
    double side = POINT(SQUARE_ROOM) - 10;
    if (side > pages_left(pages))
        pages_turn(pages);
    Square square = {pages, pages_y(pages), side / qr_side(doc->square)};
    qr_each(doc->square, draw_module, &square);
    write_notes(pages, doc, POINT(SQUARE_ROOM));
    pages_move(pages, MAX(pages_y(pages), square.y + side));
}

static GBytes *
write_pdf(const Doc *doc, GError **error)
{
    g_autoptr(Pages) pages =
        pages_new(layout_lies_across(doc), doc->subject != NULL ? doc->subject : doc->type);
    if (!doc->plain)
        write_head(pages, doc);
    write_title(pages, doc);
    write_blocks(pages, doc);
    write_end(pages, doc);
    if (doc->square != NULL && qr_side(doc->square) > 0)
        write_square(pages, doc);
    else
        write_notes(pages, doc, 0);
    return pages_end(pages, error);
}

const Format format_pdf = {"pdf", "pdf", "application/pdf", write_pdf, .to_read = true};
