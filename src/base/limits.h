/* limits.h: every limit on what comes from outside, with its reason. Nothing unbounded is accepted.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#define LIMIT_TEXT_CHARS 2000          /* one line of a form */
#define LIMIT_LONG_TEXT_CHARS 20000    /* a paragraph: minutes of a long meeting are about 10,000 */
#define LIMIT_LIST_ITEMS 500           /* attendance of a congress */
#define LIMIT_BODY_BYTES (1024 * 1024) /* one entry's body; the largest form stays far below */
#define LIMIT_BATCH_ROWS 200000        /* one import: a province's households */
#define LIMIT_SHEET_BYTES (64 * 1024 * 1024)     /* an uploaded sheet as it is */
#define LIMIT_SHEET_UNPACKED (400 * 1024 * 1024) /* its parts unpacked */
#define LIMIT_SHEET_RATIO 100                    /* unpacked to packed: more is a bomb */
#define LIMIT_SHEET_CELLS 4000000
#define LIMIT_BUNDLE_BYTES (256 * 1024 * 1024) /* one exchange by file */
#define LIMIT_BUNDLE_MEMBERS 20000
#define LIMIT_MANIFEST_BYTES (6 * 1024 * 1024) /* its signed list: so many members, longest paths */
#define LIMIT_KEPT_BUNDLE_BYTES (64 * 1024 * 1024) /* sealed copies that one bundle takes along */
#define LIMIT_KEPT_BACK_BYTES (96 * 1024 * 1024)   /* and brings back: the book itself goes too */
#define LIMIT_COPY_RUN_BYTES                                                                       \
    (1024 * 1024 * 1024 + 64 * 1024 * 1024)         /* 1,024 bodies of the largest */
#define LIMIT_KEPT_BYTES (4LL * 1024 * 1024 * 1024) /* kept for one book of a partner */
#define LIMIT_KEPT_PARTS 100000                     /* of one book: its photos are parts too */
#define LIMIT_KEPT_DAYS 90       /* a sealed copy is deleted so long after it was sent */
#define LIMIT_KEPT_RENEW_DAYS 60 /* and sent anew before that */
#define LIMIT_PHOTO_BYTES (15 * 1024 * 1024)
#define LIMIT_PHOTO_PIXELS (50 * 1000 * 1000)
#define LIMIT_NOTE_BYTES (64 * 1024) /* a signed note: 16 signatures need 3 KiB */
#define LIMIT_NOTE_SIGNATURES 16
#define LIMIT_KEY_VETO_DAYS 30  /* so long a replaced recovery sheet takes a change of keys back */
#define LIMIT_KEY_BOTH_DAYS 400 /* so long the key before signs heads too: partners meet yearly */
#define LIMIT_REQUEST_BODY (80 * 1024 * 1024) /* an upload with its form */
#define LIMIT_FORM_FIELDS 1000
#define LIMIT_URL_BYTES 8192
#define LIMIT_REQUEST_SECONDS 60           /* a request may take at most this long to arrive */
#define LIMIT_EXCHANGE_SECONDS 1800        /* one exchange: the largest bundle over a slow line */
#define LIMIT_EXCHANGE_SILENCE_SECONDS 300 /* without a byte: the other side may be at work */
#define LIMIT_STRANGERS 8                  /* bundles that arrive at once and are not judged yet */
#define LIMIT_LIST_PAGE 200                /* rows on one page of a list */
